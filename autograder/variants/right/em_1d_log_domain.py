# The E-step and the log-likelihood with logarithms throughout; the rule measured on the average.
def log_joint(x, weight, mean, var):
    return np.log(weight) - 0.5 * (np.log(2 * np.pi * var) + (x[:, np.newaxis] - mean) ** 2 / var)


def log_sum(a):
    top = np.max(a, axis=1, keepdims=True)
    return top + np.log(np.sum(np.exp(a - top), axis=1, keepdims=True))


def e_step_1d(x, weight, mean, var):
    a = log_joint(x, weight, mean, var)
    return np.exp(a - log_sum(a))


def em_1d(x, weight, mean, var, eps=1e-8):
    trace = []
    while True:
        a = log_joint(x, weight, mean, var)
        trace.append(np.sum(log_sum(a)))
        if len(trace) > 1 and abs(trace[-1] / len(x) - trace[-2] / len(x)) < eps * abs(
            trace[-1] / len(x)
        ):
            return weight, mean, var, np.array(trace)
        weight, mean, var = m_step_1d(x, np.exp(a - log_sum(a)))
