# A round whose change is too small is not kept any more: the trace and the parameters end before it.
def em_1d(x, weight, mean, var, eps=1e-8):
    theta = (weight, mean, var)
    trace = [log_likelihood(x, *theta)]
    while True:
        candidate = m_step_1d(x, posterior=e_step_1d(x, *theta))
        height = log_likelihood(x, *candidate)
        if abs(height - trace[-1]) < eps * abs(height):
            return *theta, np.array(trace)
        theta = candidate
        trace.append(height)
