# Plain Python: loops over points and components, lists returned, posterior_1d of lesson 02 in the E-step.
def e_step_1d(x, weight, mean, var):
    rows = []
    for x_n in x:
        rows.append(list(posterior_1d(x_n, weight, mean, var)))
    return rows


def m_step_1d(x, posterior):
    weight, mean, var = [], [], []
    for k in range(len(posterior[0])):
        n_k = m = v = 0.0
        for n in range(len(x)):
            n_k = n_k + posterior[n][k]
            m = m + posterior[n][k] * x[n]
        m = m / n_k
        for n in range(len(x)):
            v = v + posterior[n][k] * (x[n] - m) ** 2
        weight.append(n_k / len(x))
        mean.append(m)
        var.append(v / n_k)
    return [weight, mean, var]


def em_1d(x, weight, mean, var, eps=1e-8):
    history = [log_likelihood(x, weight, mean, var)]
    for _ in range(100000):
        weight, mean, var = m_step_1d(x, e_step_1d(x, weight, mean, var))
        history.append(log_likelihood(x, weight, mean, var))
        if abs(history[-1] - history[-2]) < eps * abs(history[-1]):
            break
    return [weight, mean, var, history]
