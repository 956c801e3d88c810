# The log-likelihood is measured at the beginning of a round, and the rule looked at one round late.
def em_1d(x, weight, mean, var, eps=1e-8, max_rounds=10_000):
    trace = []
    for _ in range(max_rounds):
        trace.append(log_likelihood(x, weight, mean, var))
        if len(trace) >= 3 and abs(trace[-2] - trace[-3]) < eps * abs(trace[-2]):
            break
        posterior = e_step_1d(x, weight, mean, var)
        weight, mean, var = m_step_1d(x, posterior)
    return weight, mean, var, trace
