# Wrong cells as students write them, each under the id of the known mistake that it should be told.
# They are written without a look at autograder/misconceptions: other code, the same mistake.

# %% e_step_1d/weights-omitted
def e_step_1d(x, weight, mean, var):
    p = np.array([normal_pdf(x, m, v) for m, v in zip(mean, var)]).T
    return p / p.sum(axis=1).reshape(-1, 1)

# %% e_step_1d/weights-after-dividing
def e_step_1d(x, weight, mean, var):
    p = np.column_stack([normal_pdf(x, mean[k], var[k]) for k in range(len(mean))])
    p = p / p.sum(axis=1)[:, None]
    for k in range(len(mean)):
        p[:, k] *= weight[k]
    return p

# %% e_step_1d/only-the-sum-is-weighted
def e_step_1d(x, weight, mean, var):
    r = np.zeros((len(x), len(mean)))
    p = mixture_pdf(x, weight, mean, var)
    for k in range(len(mean)):
        r[:, k] = normal_pdf(x, mean[k], var[k]) / p
    return r

# %% e_step_1d/not-divided
def e_step_1d(x, weight, mean, var):
    r = np.empty((len(x), len(mean)))
    for n in range(len(x)):
        for k in range(len(mean)):
            r[n, k] = weight[k] * normal_pdf(x[n], mean[k], var[k])
    return r

# %% e_step_1d/columns-sum-to-one
def e_step_1d(x, weight, mean, var):
    r = np.zeros((len(x), len(mean)))
    for k in range(len(mean)):
        top = weight[k] * normal_pdf(x, mean[k], var[k])
        r[:, k] = top / np.sum(top)
    return r

# %% e_step_1d/everything-sums-to-one
def e_step_1d(x, weight, mean, var):
    r = np.zeros((len(x), len(mean)))
    for k in range(len(mean)):
        r[:, k] = weight[k] * normal_pdf(x, mean[k], var[k])
    return r / np.sum(r)

# %% e_step_1d/keepdims-missing
def e_step_1d(x, weight, mean, var):
    r = np.stack([w * normal_pdf(x, m, v) for w, m, v in zip(weight, mean, var)], axis=-1)
    return r / np.sum(r, 1)

# %% e_step_1d/axis-for-data-missing
def e_step_1d(x, weight, mean, var):
    top = weight * normal_pdf(x, mean, var)
    return top / top.sum(axis=1)

# %% e_step_1d/hard-assignment
def e_step_1d(x, weight, mean, var):
    r = np.stack([w * normal_pdf(x, m, v) for w, m, v in zip(weight, mean, var)], axis=1)
    return (r == r.max(axis=1, keepdims=True)).astype(float)

# %% e_step_1d/labels-for-posterior
def e_step_1d(x, weight, mean, var):
    labels = []
    for x_n in x:
        top = [weight[k] * normal_pdf(x_n, mean[k], var[k]) for k in range(len(mean))]
        labels.append(top.index(max(top)))
    return np.array(labels)

# %% e_step_1d/left-in-logs
def e_step_1d(x, weight, mean, var):
    d = x[:, None] - mean
    log_r = np.log(weight) - 0.5 * np.log(2 * np.pi * var) - d**2 / (2 * var)
    return log_r - np.logaddexp.reduce(log_r, axis=1)[:, None]

# %% e_step_1d/logs-divided
def e_step_1d(x, weight, mean, var):
    d = x[:, None] - mean
    log_r = np.log(weight) - 0.5 * np.log(2 * np.pi * var) - d**2 / (2 * var)
    return log_r / log_r.sum(axis=1)[:, None]

# %% e_step_1d/transposed
def e_step_1d(x, weight, mean, var):
    r = np.array([weight[k] * normal_pdf(x, mean[k], var[k]) for k in range(len(mean))])
    return r / r.sum(axis=0)

# %% e_step_1d/deviation-for-variance
def e_step_1d(x, weight, mean, var):
    std = np.sqrt(var)
    r = np.zeros((len(x), len(mean)))
    for k in range(len(mean)):
        r[:, k] = weight[k] * normal_pdf(x, mean[k], std[k])
    return r / r.sum(axis=1, keepdims=True)

# %% e_step_1d/constants-omitted
def e_step_1d(x, weight, mean, var):
    r = np.zeros((len(x), len(mean)))
    for n in range(len(x)):
        r[n] = weight * np.exp(-0.5 * (x[n] - mean) ** 2 / var)
        r[n] /= r[n].sum()
    return r

# %% e_step_1d/first-point-for-all
def e_step_1d(x, weight, mean, var):
    r = np.zeros((len(x), len(mean)))
    for n in range(len(x)):
        r[n] = posterior_1d(x[0], weight, mean, var)
    return r

# %% e_step_1d/last-component-only
def e_step_1d(x, weight, mean, var):
    for k in range(len(mean)):
        r = np.zeros((len(x), len(mean)))
        r[:, k] = weight[k] * normal_pdf(x, mean[k], var[k])
    return r / r.sum(axis=1, keepdims=True)

# %% e_step_1d/nothing-returned
def e_step_1d(x, weight, mean, var):
    r = np.zeros((len(x), len(mean)))
    for n in range(len(x)):
        r[n] = posterior_1d(x[n], weight, mean, var)
    print(r)

# %% m_step_1d/means-divided-by-n
def m_step_1d(x, posterior):
    n_k = posterior.sum(0)
    mean = np.mean(posterior * x[:, None], axis=0)
    var = np.sum(posterior * (x[:, None] - mean) ** 2, axis=0) / n_k
    return n_k / len(x), mean, var

# %% m_step_1d/variances-divided-by-n
def m_step_1d(x, posterior):
    weight = np.mean(posterior, axis=0)
    mean, var = np.zeros_like(weight), np.zeros_like(weight)
    for k in range(len(weight)):
        mean[k] = np.average(x, weights=posterior[:, k])
        var[k] = np.mean(posterior[:, k] * (x - mean[k]) ** 2)
    return weight, mean, var

# %% m_step_1d/all-divided-by-n
def m_step_1d(x, posterior):
    N = len(x)
    weight = posterior.sum(axis=0) / N
    mean = x @ posterior / N
    var = ((x[:, None] - mean) ** 2 * posterior).sum(axis=0) / N
    return weight, mean, var

# %% m_step_1d/n-minus-one
def m_step_1d(x, posterior):
    n_k = posterior.sum(0)
    mean = x @ posterior / n_k
    var = np.einsum("nk,nk->k", posterior, (x[:, None] - mean) ** 2) / (n_k - 1)
    return n_k / n_k.sum(), mean, var

# %% m_step_1d/means-not-divided
def m_step_1d(x, posterior):
    n_k = posterior.sum(0)
    mean = np.dot(x, posterior)
    return n_k / len(x), mean, np.sum(posterior * (x[:, None] - mean) ** 2, axis=0) / n_k

# %% m_step_1d/global-mean-in-variance
def m_step_1d(x, posterior):
    n_k = posterior.sum(0)
    centred = x - np.mean(x)
    return n_k / len(x), x @ posterior / n_k, centred**2 @ posterior / n_k

# %% m_step_1d/mean-not-subtracted
def m_step_1d(x, posterior):
    n_k = posterior.sum(0)
    return n_k / len(x), x @ posterior / n_k, (x * x) @ posterior / n_k

# %% m_step_1d/variance-unweighted
def m_step_1d(x, posterior):
    K = posterior.shape[1]
    n_k = posterior.sum(0)
    mean = [sum(posterior[:, k] * x) / n_k[k] for k in range(K)]
    var = [sum((x - mean[k]) ** 2) / len(x) for k in range(K)]
    return n_k / len(x), np.array(mean), np.array(var)

# %% m_step_1d/global-variance
def m_step_1d(x, posterior):
    n_k = np.sum(posterior, axis=0)
    mean = np.sum(posterior * x.reshape(-1, 1), axis=0) / n_k
    var = np.ones(len(n_k)) * np.mean((x - np.mean(x)) ** 2)
    return n_k / len(x), mean, var

# %% m_step_1d/posterior-squared-in-variance
def m_step_1d(x, posterior):
    n_k = np.sum(posterior, axis=0)
    mean = np.sum(posterior * x.reshape(-1, 1), axis=0) / n_k
    d = posterior * (x.reshape(-1, 1) - mean)
    return n_k / len(x), mean, np.sum(d * d, axis=0) / n_k

# %% m_step_1d/squared-after-summing
def m_step_1d(x, posterior):
    weight, mean, var = [], [], []
    for r in posterior.T:
        n_k = sum(r)
        m = sum(r * x) / n_k
        weight.append(n_k / len(x))
        mean.append(m)
        var.append(sum(r * (x - m)) ** 2 / n_k)
    return np.array(weight), np.array(mean), np.array(var)

# %% m_step_1d/deviation-for-variance
def m_step_1d(x, posterior):
    n_k = posterior.sum(axis=0)
    mean = x @ posterior / n_k
    std = (np.sum(posterior * (x[:, None] - mean) ** 2, axis=0) / n_k) ** 0.5
    return n_k / len(x), mean, std

# %% m_step_1d/pooled-variance
def m_step_1d(x, posterior):
    n_k = posterior.sum(axis=0)
    mean = x @ posterior / n_k
    var = np.sum(posterior * (x[:, None] - mean) ** 2) / len(x)
    return n_k / len(x), mean, var * np.ones(len(n_k))

# %% m_step_1d/weights-not-divided
def m_step_1d(x, posterior):
    weight = posterior.sum(axis=0)
    mean = x @ posterior / weight
    var = np.sum(posterior * (x[:, None] - mean) ** 2, axis=0) / weight
    return weight, mean, var

# %% m_step_1d/weights-over-components
def m_step_1d(x, posterior):
    n_k = posterior.sum(axis=0)
    mean = x @ posterior / n_k
    var = np.sum(posterior * (x[:, None] - mean) ** 2, axis=0) / n_k
    return n_k / len(n_k), mean, var

# %% m_step_1d/weights-from-rows
def m_step_1d(x, posterior):
    n_k = posterior.sum(axis=0)
    mean = x @ posterior / n_k
    var = np.sum(posterior * (x[:, None] - mean) ** 2, axis=0) / n_k
    return np.sum(posterior, axis=1) / posterior.shape[1], mean, var

# %% m_step_1d/hard-assignment
def m_step_1d(x, posterior):
    z = posterior.argmax(axis=1)
    return fit_complete_data(x, z, posterior.shape[1])

# %% m_step_1d/first-column-for-all
def m_step_1d(x, posterior):
    K = posterior.shape[1]
    weight, mean, var = np.zeros(K), np.zeros(K), np.zeros(K)
    for k in range(K):
        r = posterior[:, 0]
        weight[k] = r.mean()
        mean[k] = (r * x).sum() / r.sum()
        var[k] = (r * (x - mean[k]) ** 2).sum() / r.sum()
    return weight, mean, var

# %% m_step_1d/only-the-last-component
def m_step_1d(x, posterior):
    K = posterior.shape[1]
    for k in range(K):
        weight, mean, var = np.zeros(K), np.zeros(K), np.zeros(K)
        r = posterior[:, k]
        weight[k] = r.mean()
        mean[k] = (r * x).sum() / r.sum()
        var[k] = (r * (x - mean[k]) ** 2).sum() / r.sum()
    return weight, mean, var

# %% m_step_1d/another-component-s-mean
def m_step_1d(x, posterior):
    K = posterior.shape[1]
    n_k = posterior.sum(axis=0)
    mean = np.zeros(K)
    for k in range(K):
        mean[k] = posterior[:, k] @ x / n_k[k]
    var = np.zeros(K)
    for j in range(K):
        var[j] = posterior[:, j] @ (x - mean[k]) ** 2 / n_k[j]
    return n_k / len(x), mean, var

# %% m_step_1d/another-order
def m_step_1d(x, posterior):
    n_k = posterior.sum(axis=0)
    mean = x @ posterior / n_k
    var = np.sum(posterior * (x[:, None] - mean) ** 2, axis=0) / n_k
    pi = n_k / len(x)
    return mean, var, pi

# %% m_step_1d/weights-not-returned
def m_step_1d(x, posterior):
    n_k = posterior.sum(axis=0)
    mean = x @ posterior / n_k
    var = np.sum(posterior * (x[:, None] - mean) ** 2, axis=0) / n_k
    return mean, var

# %% m_step_1d/posterior-changed-in-place
def m_step_1d(x, posterior):
    weight = posterior.mean(axis=0)
    mean, var = np.zeros(len(weight)), np.zeros(len(weight))
    for k in range(len(weight)):
        r = posterior[:, k]
        r /= r.sum()
        mean[k] = r @ x
        var[k] = r @ (x - mean[k]) ** 2
    return weight, mean, var

# %% em_1d/one-round-only
def em_1d(x, weight, mean, var, eps=1e-8):
    trace = [log_likelihood(x, weight, mean, var)]
    while True:
        r = e_step_1d(x, weight, mean, var)
        weight, mean, var = m_step_1d(x, r)
        trace.append(log_likelihood(x, weight, mean, var))
        return weight, mean, var, trace

# %% em_1d/rule-met-at-once
def em_1d(x, weight, mean, var, eps=1e-8):
    old = log_likelihood(x, weight, mean, var)
    trace = [old]
    change = 1
    while change > eps:
        weight, mean, var = m_step_1d(x, e_step_1d(x, weight, mean, var))
        new = log_likelihood(x, weight, mean, var)
        trace += [new]
        change = (new - old) / new
        old = new
    return weight, mean, var, np.array(trace)

# %% em_1d/ten-rounds
def em_1d(x, weight, mean, var, eps=1e-8):
    trace = np.zeros(11)
    trace[0] = log_likelihood(x, weight, mean, var)
    for i in range(1, 11):
        weight, mean, var = m_step_1d(x, e_step_1d(x, weight, mean, var))
        trace[i] = log_likelihood(x, weight, mean, var)
    return weight, mean, var, trace

# %% em_1d/hundred-rounds-whatever-happens
def em_1d(x, weight, mean, var, eps=1e-8):
    history = [log_likelihood(x, weight, mean, var)]
    while len(history) <= 100:
        q = e_step_1d(x, weight, mean, var)
        weight, mean, var = m_step_1d(x, q)
        history.append(log_likelihood(x, weight, mean, var))
    return weight, mean, var, np.array(history)

# %% em_1d/absolute-rule
def em_1d(x, weight, mean, var, eps=1e-8):
    trace = [-np.inf, log_likelihood(x, weight, mean, var)]
    while trace[-1] - trace[-2] >= eps:
        q = e_step_1d(x, weight, mean, var)
        weight, mean, var = m_step_1d(x, q)
        trace.append(log_likelihood(x, weight, mean, var))
    return weight, mean, var, np.array(trace[1:])

# %% em_1d/eps-ignored
def em_1d(x, weight, mean, var, eps=1e-8):
    eps = 1e-8
    trace = [log_likelihood(x, weight, mean, var)]
    for i in range(1000):
        weight, mean, var = m_step_1d(x, e_step_1d(x, weight, mean, var))
        trace.append(log_likelihood(x, weight, mean, var))
        if abs((trace[-1] - trace[-2]) / trace[-1]) < eps:
            break
    return weight, mean, var, np.array(trace)

# %% em_1d/posterior-never-renewed
def em_1d(x, weight, mean, var, eps=1e-8):
    trace = [log_likelihood(x, weight, mean, var)]
    pi, mu, s2 = weight, mean, var
    while True:
        q = e_step_1d(x, weight, mean, var)
        pi, mu, s2 = m_step_1d(x, q)
        trace.append(log_likelihood(x, pi, mu, s2))
        if abs((trace[-1] - trace[-2]) / trace[-1]) < eps:
            return pi, mu, s2, np.array(trace)

# %% em_1d/m-step-forgotten
def em_1d(x, weight, mean, var, eps=1e-8):
    trace = [log_likelihood(x, weight, mean, var)]
    while True:
        q = e_step_1d(x, weight, mean, var)
        m_step_1d(x, q)
        trace.append(log_likelihood(x, weight, mean, var))
        if abs((trace[-1] - trace[-2]) / trace[-1]) < eps:
            return weight, mean, var, np.array(trace)

# %% em_1d/m-step-before-e-step
def em_1d(x, weight, mean, var, eps=1e-8):
    K = len(weight)
    q = np.ones((len(x), K)) / K
    trace = [log_likelihood(x, weight, mean, var)]
    change = np.inf
    while change > eps:
        weight, mean, var = m_step_1d(x, q)
        q = e_step_1d(x, weight, mean, var)
        trace.append(log_likelihood(x, weight, mean, var))
        change = abs(trace[-1] - trace[-2]) / abs(trace[-1])
    return weight, mean, var, np.array(trace)

# %% em_1d/start-returned
def em_1d(x, weight, mean, var, eps=1e-8):
    pi, mu, s2 = weight, mean, var
    trace = [log_likelihood(x, pi, mu, s2)]
    while True:
        pi, mu, s2 = m_step_1d(x, e_step_1d(x, pi, mu, s2))
        trace.append(log_likelihood(x, pi, mu, s2))
        if abs((trace[-1] - trace[-2]) / trace[-1]) < eps:
            return weight, mean, var, np.array(trace)

# %% em_1d/weights-not-renewed
def em_1d(x, weight, mean, var, eps=1e-8):
    trace = [log_likelihood(x, weight, mean, var)]
    while True:
        q = e_step_1d(x, weight, mean, var)
        new_weight, mean, var = m_step_1d(x, q)
        trace.append(log_likelihood(x, weight, mean, var))
        if abs((trace[-1] - trace[-2]) / trace[-1]) < eps:
            return weight, mean, var, np.array(trace)

# %% em_1d/trace-without-start
def em_1d(x, weight, mean, var, eps=1e-8):
    old = log_likelihood(x, weight, mean, var)
    trace = []
    while True:
        weight, mean, var = m_step_1d(x, e_step_1d(x, weight, mean, var))
        new = log_likelihood(x, weight, mean, var)
        trace.append(new)
        if abs(new - old) / abs(new) < eps:
            return weight, mean, var, np.array(trace)
        old = new

# %% em_1d/trace-without-end
def em_1d(x, weight, mean, var, eps=1e-8):
    old = log_likelihood(x, weight, mean, var)
    trace = []
    while True:
        trace.append(old)
        weight, mean, var = m_step_1d(x, e_step_1d(x, weight, mean, var))
        new = log_likelihood(x, weight, mean, var)
        if abs(new - old) / abs(new) < eps:
            break
        old = new
    return weight, mean, var, np.array(trace)

# %% em_1d/trace-one-round-behind
def em_1d(x, weight, mean, var, eps=1e-8):
    old = log_likelihood(x, weight, mean, var)
    trace = [old]
    while True:
        trace.append(log_likelihood(x, weight, mean, var))
        weight, mean, var = m_step_1d(x, e_step_1d(x, weight, mean, var))
        new = log_likelihood(x, weight, mean, var)
        if abs(new - old) / abs(new) < eps:
            return weight, mean, var, np.array(trace)
        old = new

# %% em_1d/trace-of-averages
def em_1d(x, weight, mean, var, eps=1e-8):
    trace = [np.log(mixture_pdf(x, weight, mean, var)).mean()]
    while True:
        weight, mean, var = m_step_1d(x, e_step_1d(x, weight, mean, var))
        trace.append(np.mean(np.log(mixture_pdf(x, weight, mean, var))))
        if abs(trace[-1] - trace[-2]) / abs(trace[-1]) < eps:
            return weight, mean, var, np.array(trace)

# %% em_1d/trace-doubled
def em_1d(x, weight, mean, var, eps=1e-8):
    trace = []
    while True:
        trace.append(log_likelihood(x, weight, mean, var))
        weight, mean, var = m_step_1d(x, e_step_1d(x, weight, mean, var))
        trace.append(log_likelihood(x, weight, mean, var))
        if abs(trace[-1] - trace[-2]) / abs(trace[-1]) < eps:
            return weight, mean, var, np.array(trace)

# %% em_1d/likelihood-for-trace
def em_1d(x, weight, mean, var, eps=1e-8):
    old = log_likelihood(x, weight, mean, var)
    while True:
        weight, mean, var = m_step_1d(x, e_step_1d(x, weight, mean, var))
        new = log_likelihood(x, weight, mean, var)
        if abs(new - old) / abs(new) < eps:
            return weight, mean, var, new
        old = new

# %% em_1d/posterior-for-trace
def em_1d(x, weight, mean, var, eps=1e-8):
    old = log_likelihood(x, weight, mean, var)
    while True:
        weight, mean, var = m_step_1d(x, e_step_1d(x, weight, mean, var))
        new = log_likelihood(x, weight, mean, var)
        if abs(new - old) / abs(new) < eps:
            q = e_step_1d(x, weight, mean, var)
            return weight, mean, var, q
        old = new

# %% em_1d/trace-not-returned
def em_1d(x, weight, mean, var, eps=1e-8):
    old = log_likelihood(x, weight, mean, var)
    change = 1.0
    while change >= eps:
        weight, mean, var = m_step_1d(x, e_step_1d(x, weight, mean, var))
        new = log_likelihood(x, weight, mean, var)
        change = abs(new - old) / abs(new)
        old = new
    return weight, mean, var

# %% em_1d/stops-on-the-means
def em_1d(x, weight, mean, var, eps=1e-8):
    trace = [log_likelihood(x, weight, mean, var)]
    moved = 1.0
    while moved >= eps:
        new_weight, new_mean, new_var = m_step_1d(x, e_step_1d(x, weight, mean, var))
        moved = abs(new_mean - mean).max()
        weight, mean, var = new_weight, new_mean, new_var
        trace.append(log_likelihood(x, weight, mean, var))
    return weight, mean, var, np.array(trace)

# %% em_1d/starts-anew
def em_1d(x, weight, mean, var, eps=1e-8):
    K = len(mean)
    weight = np.ones(K) / K
    mean = np.percentile(x, [100 * (2 * k + 1) / (2 * K) for k in range(K)])
    var = np.ones(K) * np.var(x)
    trace = [log_likelihood(x, weight, mean, var)]
    while True:
        weight, mean, var = m_step_1d(x, e_step_1d(x, weight, mean, var))
        trace.append(log_likelihood(x, weight, mean, var))
        if abs(trace[-1] - trace[-2]) / abs(trace[-1]) < eps:
            return weight, mean, var, np.array(trace)

# %% em_1d/start-changed-in-place
def em_1d(x, weight, mean, var, eps=1e-8):
    trace = [log_likelihood(x, weight, mean, var)]
    while True:
        q = e_step_1d(x, weight, mean, var)
        for k in range(len(weight)):
            n_k = q[:, k].sum()
            weight[k] = n_k / len(x)
            mean[k] = q[:, k] @ x / n_k
            var[k] = q[:, k] @ (x - mean[k]) ** 2 / n_k
        trace.append(log_likelihood(x, weight, mean, var))
        if abs(trace[-1] - trace[-2]) / abs(trace[-1]) < eps:
            return weight, mean, var, np.array(trace)

# %% e_step_1d/reshaped-for-transposed
def e_step_1d(x, weight, mean, var):
    j = np.array([weight[k] * normal_pdf(x, mean[k], var[k]) for k in range(len(weight))])
    j = j / j.sum(axis=0)
    return j.reshape(len(x), len(weight))

# %% e_step_1d/divided-before-all-are-there
def e_step_1d(x, weight, mean, var):
    r = np.zeros((len(x), len(weight)))
    for k in range(len(weight)):
        r[:, k] = weight[k] * normal_pdf(x, mean[k], var[k])
        r[:, k] /= r.sum(axis=1)
    return r

# %% e_step_1d/divided-while-dividing
def e_step_1d(x, weight, mean, var):
    r = weight * normal_pdf(x[:, None], mean, var)
    for k in range(len(weight)):
        r[:, k] = r[:, k] / r.sum(axis=1)
    return r

# %% e_step_1d/half-missing
def e_step_1d(x, weight, mean, var):
    j = weight * np.exp(-(x[:, None] - mean) ** 2 / var) / np.sqrt(var)
    return j / j.sum(axis=1, keepdims=True)

# %% e_step_1d/last-component-missing
def e_step_1d(x, weight, mean, var):
    r = np.zeros((len(x), len(weight)))
    for k in range(len(weight) - 1):
        r[:, k] = weight[k] * normal_pdf(x, mean[k], var[k])
    return r / r.sum(1, keepdims=True)

# %% e_step_1d/two-things-returned
def e_step_1d(x, weight, mean, var):
    j = weight * normal_pdf(x[:, None], mean, var)
    return j / j.sum(1, keepdims=True), np.log(j.sum(1)).sum()

# %% e_step_1d/weights-changed-in-place
def e_step_1d(x, weight, mean, var):
    j = weight * normal_pdf(x[:, None], mean, var)
    r = j / j.sum(axis=1, keepdims=True)
    weight[:] = r.mean(axis=0)
    return r

# %% m_step_1d/last-component-missing
def m_step_1d(x, posterior):
    K = posterior.shape[1]
    w, m, v = np.zeros((3, K))
    for k in range(K - 1):
        r = posterior[:, k]
        w[k] = r.mean(); m[k] = (r * x).sum() / r.sum(); v[k] = (r * (x - m[k]) ** 2).sum() / r.sum()
    return w, m, v

# %% em_1d/variances-not-renewed
def em_1d(x, weight, mean, var, eps=1e-8):
    trace = [log_likelihood(x, weight, mean, var)]
    while True:
        weight, mean, _ = m_step_1d(x, e_step_1d(x, weight, mean, var))
        trace.append(log_likelihood(x, weight, mean, var))
        if abs(trace[-1] - trace[-2]) < eps * abs(trace[-1]):
            return weight, mean, var, np.array(trace)

# %% em_1d/trace-comes-first
def em_1d(x, weight, mean, var, eps=1e-8):
    trace = [log_likelihood(x, weight, mean, var)]
    while True:
        weight, mean, var = m_step_1d(x, e_step_1d(x, weight, mean, var))
        trace.append(log_likelihood(x, weight, mean, var))
        if abs(trace[-1] - trace[-2]) < eps * abs(trace[-1]):
            return np.array(trace), weight, mean, var

# %% em_1d/start-twice-in-the-trace
def em_1d(x, weight, mean, var, eps=1e-8):
    trace = [log_likelihood(x, weight, mean, var)]
    while True:
        trace.append(log_likelihood(x, weight, mean, var))
        weight, mean, var = m_step_1d(x, e_step_1d(x, weight, mean, var))
        new = log_likelihood(x, weight, mean, var)
        if abs(new - trace[-1]) < eps * abs(new):
            return weight, mean, var, np.array(trace + [new])

# %% em_1d/bound-for-trace
def em_1d(x, weight, mean, var, eps=1e-8):
    trace = [log_likelihood(x, weight, mean, var)]
    while True:
        old = (weight, mean, var)
        weight, mean, var = m_step_1d(x, e_step_1d(x, *old))
        trace.append(tight_bound(x, old, (weight, mean, var)))
        if abs(trace[-1] - trace[-2]) < eps * abs(trace[-1]):
            return weight, mean, var, np.array(trace)

# %% em_1d/posterior-alone-returned
def em_1d(x, weight, mean, var, eps=1e-8):
    trace = [log_likelihood(x, weight, mean, var)]
    while True:
        r = e_step_1d(x, weight, mean, var)
        weight, mean, var = m_step_1d(x, r)
        trace.append(log_likelihood(x, weight, mean, var))
        if abs(trace[-1] - trace[-2]) < eps * abs(trace[-1]):
            return r

# %% e_step_1d/divided-in-every-round
def e_step_1d(x, weight, mean, var):
    r = np.zeros((len(x), len(mean)))
    for n in range(len(x)):
        for k in range(len(mean)):
            r[n, k] = weight[k] * normal_pdf(x[n], mean[k], var[k])
            r[n] /= r[n].sum()
    return r

# %% e_step_1d/divided-by-a-running-sum
def e_step_1d(x, weight, mean, var):
    r, total = np.zeros((len(x), len(mean))), np.zeros(len(x))
    for k in range(len(mean)):
        top = weight[k] * normal_pdf(x, mean[k], var[k])
        total += top
        r[:, k] = top / total
    return r

# %% em_1d/round-before-returned
def em_1d(x, weight, mean, var, eps=1e-8):
    trace = [log_likelihood(x, weight, mean, var)]
    while True:
        w, m, v = m_step_1d(x, e_step_1d(x, weight, mean, var))
        trace.append(log_likelihood(x, w, m, v))
        if abs(trace[-1] - trace[-2]) / abs(trace[-1]) < eps:
            return weight, mean, var, np.array(trace)
        weight, mean, var = w, m, v
