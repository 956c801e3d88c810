# No loop but a function that calls itself; at the end the components come in the order of their means.
def rounds_from(x, theta, eps, trace):
    new = m_step_1d(x, e_step_1d(x, *theta))
    trace = [*trace, log_likelihood(x, *new)]
    if abs(trace[-1] - trace[-2]) / abs(trace[-2]) <= eps:
        return new, trace
    return rounds_from(x, new, eps, trace)


def em_1d(x, weight, mean, var, eps=1e-8):
    theta, trace = rounds_from(x, (weight, mean, var), eps, [log_likelihood(x, weight, mean, var)])
    order = np.argsort(theta[1])
    return tuple(part[order] for part in theta) + (np.array(trace),)
