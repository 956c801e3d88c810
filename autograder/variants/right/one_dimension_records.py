# Components as dicts and a small class; functions that convert before and after.
class Bell:
    def __init__(self, mean, var):
        self.mean, self.var = mean, var

    def __call__(self, x):
        return normal_pdf(x, self.mean, self.var)


def components(weight, mean, var):
    return [{"share": w, "bell": Bell(m, v)} for w, m, v in zip(weight, mean, var)]


def mixture_pdf(x, weight, mean, var):
    rows = [part["share"] * part["bell"](x) for part in components(weight, mean, var)]
    return np.vstack(rows).sum(0)


def log_likelihood(x, weight, mean, var):
    values = {n: np.log(p) for n, p in enumerate(mixture_pdf(x, weight, mean, var))}
    return sum(values.values())


def fit_complete_data(x, z, num_components):
    groups = {k: [] for k in range(num_components)}
    for point, label in zip(x, z):
        groups[label].append(point)
    table = [(len(g) / len(z), np.mean(g), np.var(g)) for g in groups.values()]
    weight, mean, var = zip(*table)
    return weight, mean, var


def joint(x, theta):
    return {k: part["share"] * part["bell"](x) for k, part in enumerate(components(*theta))}


def posterior_1d(x, weight, mean, var):
    numerator = joint(x, (weight, mean, var))
    total = sum(numerator.values())
    return [numerator[k] / total for k in numerator]


def lower_bound(x, q, weight, mean, var):
    numerator = joint(x, (weight, mean, var))
    return np.array(sum(q[k] * np.log(numerator[k] / q[k]) for k in numerator))


def tight_bound(x, old, new):
    names = ("weight", "mean", "var")
    before, after = dict(zip(names, old)), dict(zip(names, new))
    terms = [lower_bound(p, posterior_1d(p, **before), **after) for p in x]
    return np.array(terms).sum()
