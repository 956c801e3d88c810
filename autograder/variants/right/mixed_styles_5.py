# Every function in another style than its neighbours, written apart from the other variants.
import numpy as np


def gmm_sampling(sample_size):
    n1 = np.random.binomial(sample_size, 0.5)
    left = np.random.normal(-5, 1, n1)
    right = np.random.normal(5, 1, sample_size - n1)
    both = np.concatenate([left, right])
    np.random.shuffle(both)
    return both


def mixture_pdf(x, weight, mean, var):
    one = np.vectorize(lambda t: sum(weight * normal_pdf(t, mean, var)))
    return one(x)


def log_likelihood(x, weight, mean, var):
    return len(x) * np.mean(np.log(mixture_pdf(x, weight, mean, var)))


def fit_complete_data(x, z, num_components):
    mask = z == np.arange(num_components)[:, np.newaxis]
    n = mask.sum(axis=1)
    mean = (mask * x).sum(axis=1) / n
    return n / len(x), mean, (mask * x**2).sum(axis=1) / n - mean**2


def posterior_1d(x, weight, mean, var):
    return (
        j := np.array([w * normal_pdf(x, m, v) for w, m, v in zip(weight, mean, var)])
    ) / np.sum(j)


def lower_bound(x, q, weight, mean, var):
    joint = weight * normal_pdf(x, mean, var)
    return np.sum(q * (np.log(joint + 1e-300) - np.log(q + 1e-300)))


def tight_bound(x, old, new):
    B = 0.0
    for n in range(len(x)):
        j_old = [old[0][k] * normal_pdf(x[n], old[1][k], old[2][k]) for k in range(len(old[0]))]
        j_new = [new[0][k] * normal_pdf(x[n], new[1][k], new[2][k]) for k in range(len(new[0]))]
        for k in range(len(old[0])):
            q = j_old[k] / sum(j_old)
            B += q * np.log(j_new[k] / q)
    return B


def e_step_1d(x, weight, mean, var):
    joint = np.zeros((x.shape[0], weight.shape[0]))
    for n in range(joint.shape[0]):
        joint[n] = weight * normal_pdf(x[n], mean, var)
    return np.apply_along_axis(lambda r: r / r.sum(), 1, joint)


def m_step_1d(x, posterior):
    share = posterior / posterior.sum(axis=0)
    mean = (share * x[:, None]).sum(0)
    dev = np.sqrt((share * np.square(x[:, None] - mean[None])).sum(0))
    return np.mean(posterior, 0), mean, dev**2


def em_1d(x, weight, mean, var, eps=1e-8):
    x = np.asarray(x, float)
    trace = [log_likelihood(x, weight, mean, var)]
    rel = float("inf")
    while rel >= eps:
        posterior = e_step_1d(x, weight, mean, var)
        weight, mean, var = m_step_1d(x, posterior)
        trace += [log_likelihood(x, weight, mean, var)]
        if trace[-1] < trace[-2] - 1e-9 * abs(trace[-1]):
            raise ValueError("log-likelihood fell")
        rel = abs(trace[-1] - trace[-2]) / abs(trace[-1])
    return {"w": weight}["w"], mean, var, np.stack(trace)


log_sum_exp = np.vectorize(
    lambda r: np.max(r) + np.log(np.sum(np.exp(r - np.max(r)))), signature="(k)->()"
)


def log_pdf(self, X):
    out = []
    for x in X:
        a = [
            np.log(self.weight[k]) + self.gaussian_list[k].log_pdf(x[None])[0]
            for k in range(self.num_components)
        ]
        out.append(log_sum_exp(np.array([a]))[0])
    return np.array(out)


StableGMM.log_pdf = log_pdf


def e_step(self, X):
    a = np.column_stack([g.log_pdf(X) for g in self.gaussian_list]) + np.log(self.weight)
    r = np.exp(a - log_sum_exp(a)[:, None])
    return r / r.sum(1, keepdims=True)


StableGMM.e_step = e_step


def fit_best_of(model_class, X, num_components, num_starts):
    if num_starts == 0:
        raise ValueError("every start has failed")
    try:
        rest = fit_best_of(model_class, X, num_components, num_starts - 1)
    except ValueError:
        rest = None
    m = model_class(X.shape[1], num_components)
    try:
        m.fit(X)
    except ValueError:
        if rest is None:
            raise
        return rest
    if rest is not None and rest.log_pdf(X).sum() > m.log_pdf(X).sum():
        return rest
    return m


def bic(model, X):
    d = model.dim
    count = (
        model.weight.size
        - 1
        + sum(g.mean.size + (g.cov.size + d) // 2 for g in model.gaussian_list)
    )
    return np.array(-2 * model.log_pdf(X).sum() + count * np.log(X.shape[0]))
