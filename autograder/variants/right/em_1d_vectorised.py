# Everything in one line where one line does: broadcasting, matrix products, a conditional at the end.
def e_step_1d(x, weight, mean, var):
    joint = weight * np.exp(-((x[:, None] - mean) ** 2) / var / 2) / np.sqrt(2 * np.pi * var)
    return joint / joint.sum(1)[:, None]


def m_step_1d(x, posterior):
    n_k = posterior.sum(0)
    mean = x @ posterior / n_k
    return n_k / len(x), mean, (posterior * np.subtract.outer(x, mean) ** 2).sum(0) / n_k


def em_1d(x, weight, mean, var, eps=1e-8):
    trace = np.array([log_likelihood(x, weight, mean, var)])
    while len(trace) < 2 or abs(np.diff(trace)[-1] / trace[-1]) >= eps:
        weight, mean, var = m_step_1d(x, e_step_1d(x, weight, mean, var))
        trace = np.append(trace, log_likelihood(x, weight, mean, var))
    return weight, mean, var, trace
