# Wrong cells as students write them, each under the id of the known mistake that it should be told.
# They are written without a look at autograder/misconceptions: other code, the same mistake.

# %% log_sum_exp/not-shifted
def log_sum_exp(a):
    return [np.log(sum(np.exp(x) for x in row)) for row in a]

# %% log_sum_exp/tiny-number-added
def log_sum_exp(a):
    total = np.zeros(len(a))
    for k in range(a.shape[1]):
        total += np.exp(a[:, k])
    return np.log(total + 1e-300)

# %% log_sum_exp/exponents-clipped
def log_sum_exp(a):
    safe = np.minimum(np.maximum(a, -700), 700)
    return np.log(np.exp(safe).sum(1))

# %% log_sum_exp/largest-not-added-back
def log_sum_exp(a):
    m = np.amax(a, axis=1).reshape(-1, 1)
    return np.log(np.exp(a - m).sum(axis=1))

# %% log_sum_exp/largest-added-twice
def log_sum_exp(a):
    m = a.max(1)
    result = m + np.log(np.exp(a.T - m).sum(0))
    return result + m

# %% log_sum_exp/largest-subtracted-again
def log_sum_exp(a):
    m = a.max(1, keepdims=True)
    return (np.log(np.exp(a - m).sum(1, keepdims=True)) - m).ravel()

# %% log_sum_exp/largest-inside-the-log
def log_sum_exp(a):
    out = []
    for row in a:
        m = max(row)
        out.append(np.log(sum(np.exp(row - m)) + m))
    return np.array(out)

# %% log_sum_exp/log-left-out
def log_sum_exp(a):
    m = a.max(1)
    return np.exp(a.T - m).sum(0) + m

# %% log_sum_exp/sum-of-logs
def log_sum_exp(a):
    return np.sum(np.log(np.exp(a - 0.0)), axis=1) if False else a @ np.ones(a.shape[1])

# %% log_sum_exp/exponentiated
def log_sum_exp(a):
    m = a.max(1, keepdims=True)
    return (np.exp(a - m) * np.exp(m)).sum(1)

# %% log_sum_exp/largest-alone
def log_sum_exp(a):
    return np.array([row[np.argmax(row)] for row in a])

# %% log_sum_exp/largest-of-all-rows
def log_sum_exp(a):
    m = a.max()
    out = np.empty(a.shape[0])
    for n, row in enumerate(a):
        out[n] = m + np.log(np.exp(row - m).sum())
    return out

# %% log_sum_exp/largest-of-each-column
def log_sum_exp(a):
    m = a.max(0)
    s = np.exp(a - m).sum(1)
    return m + np.log(s)

# %% log_sum_exp/keepdims-missing
def log_sum_exp(a):
    m = a.max(1)
    s = np.exp(a - m).sum(1)
    return np.log(s) + m

# %% log_sum_exp/smallest-subtracted
def log_sum_exp(a):
    return np.array([row.min() + np.log(np.exp(row - row.min()).sum()) for row in a])

# %% log_sum_exp/average-subtracted
def log_sum_exp(a):
    out = []
    for row in a:
        c = sum(row) / len(row)
        out.append(c + np.log(np.exp(row - c).sum()))
    return np.array(out)

# %% log_sum_exp/mean-for-sum
def log_sum_exp(a):
    m = a.max(1)
    return np.log(np.mean(np.exp(a.T - m), axis=0)) + m

# %% log_sum_exp/summed-down-the-columns
def log_sum_exp(a):
    return np.array([c.max() + np.log(np.exp(c - c.max()).sum()) for c in a.T])

# %% log_sum_exp/one-number-for-all
def log_sum_exp(a):
    b = a.ravel()
    return b.max() + np.log(np.exp(b - b.max()).sum())

# %% log_sum_exp/column-of-values
def log_sum_exp(a):
    m = a.max(axis=1, keepdims=True)
    return m + np.log(np.exp(a - m).sum(axis=1, keepdims=True))

# %% log_sum_exp/column-meets-row
def log_sum_exp(a):
    m = a.max(axis=1, keepdims=True)
    return m + np.log(np.exp(a - m).sum(axis=1))

# %% log_sum_exp/other-base
def log_sum_exp(a):
    m = np.max(a, axis=1, keepdims=True)
    return np.squeeze(m, 1) + np.log(np.exp(a - m).sum(axis=1)) / np.log(10)

# %% log_sum_exp/argument-changed-in-place
def log_sum_exp(a):
    out = np.zeros(len(a))
    for row in range(len(a)):
        m = a[row].max()
        a[row] -= m
        out[row] = m + np.log(np.exp(a[row]).sum())
    return out

# %% log_sum_exp/nothing-returned
def log_sum_exp(a):
    m = a.max(1)
    result = m + np.log(np.exp(a.T - m).sum(0))

# %% StableGMM.log_pdf/densities-added-up
def log_pdf(self, X):
    p = 0
    for w, g in zip(self.weight, self.gaussian_list):
        p = p + w * np.exp(g.log_pdf(X))
    return np.log(p)

# %% StableGMM.log_pdf/tiny-number-added
def log_pdf(self, X):
    p = sum(w * np.exp(g.log_pdf(X)) for w, g in zip(self.weight, self.gaussian_list))
    return np.log(1e-300 + p)

# %% StableGMM.log_pdf/infinity-replaced
def log_pdf(self, X):
    p = sum(w * np.exp(g.log_pdf(X)) for w, g in zip(self.weight, self.gaussian_list))
    result = np.log(p)
    result[result == -np.inf] = np.finfo(float).min
    return result

# %% StableGMM.log_pdf/weights-omitted
def log_pdf(self, X):
    a = np.array([g.log_pdf(X) for g in self.gaussian_list])
    m = a.max(0)
    return m + np.log(np.exp(a - m).sum(0))

# %% StableGMM.log_pdf/weight-not-in-logs
def log_pdf(self, X):
    a = np.array([w + g.log_pdf(X) for w, g in zip(self.weight, self.gaussian_list)])
    m = a.max(0)
    return m + np.log(np.exp(a - m).sum(0))

# %% StableGMM.log_pdf/weight-times-log
def log_pdf(self, X):
    return log_sum_exp(np.array([w * g.log_pdf(X) for w, g in zip(self.weight, self.gaussian_list)]).T)

# %% StableGMM.log_pdf/weights-counted-twice
def log_pdf(self, X):
    a = np.array([2 * np.log(w) + g.log_pdf(X) for w, g in zip(self.weight, self.gaussian_list)])
    return log_sum_exp(a.T)

# %% StableGMM.log_pdf/logs-weighted-and-summed
def log_pdf(self, X):
    total = 0
    for k in range(self.num_components):
        total = total + self.weight[k] * self.gaussian_list[k].log_pdf(X)
    return total

# %% StableGMM.log_pdf/log-joints-summed
def log_pdf(self, X):
    return sum(np.log(w) + g.log_pdf(X) for w, g in zip(self.weight, self.gaussian_list))

# %% StableGMM.log_pdf/largest-component-only
def log_pdf(self, X):
    best = np.full(len(X), -np.inf)
    for w, g in zip(self.weight, self.gaussian_list):
        best = np.maximum(best, np.log(w) + g.log_pdf(X))
    return best

# %% StableGMM.log_pdf/largest-not-added-back
def log_pdf(self, X):
    a = np.array([np.log(w) + g.log_pdf(X) for w, g in zip(self.weight, self.gaussian_list)])
    return np.log(np.exp(a - a.max(axis=0)).sum(axis=0))

# %% StableGMM.log_pdf/largest-of-all-points
def log_pdf(self, X):
    a = np.array([np.log(w) + g.log_pdf(X) for w, g in zip(self.weight, self.gaussian_list)])
    c = np.max(a)
    return np.log(np.exp(a - c).sum(axis=0)) + c

# %% StableGMM.log_pdf/log-of-log-sum-exp
def log_pdf(self, X):
    a = [np.log(w) + g.log_pdf(X) for w, g in zip(self.weight, self.gaussian_list)]
    return np.log(log_sum_exp(np.stack(a, axis=1)))

# %% StableGMM.log_pdf/exponentiated-first
def log_pdf(self, X):
    a = [w * np.exp(g.log_pdf(X)) for w, g in zip(self.weight, self.gaussian_list)]
    return log_sum_exp(np.stack(a, axis=1))

# %% StableGMM.log_pdf/density-returned
def log_pdf(self, X):
    return sum(w * np.exp(g.log_pdf(X)) for w, g in zip(self.weight, self.gaussian_list))

# %% StableGMM.log_pdf/summed-over-the-data
def log_pdf(self, X):
    return log_sum_exp(np.array([np.log(w) + g.log_pdf(X) for w, g in zip(self.weight, self.gaussian_list)]))

# %% StableGMM.log_pdf/total-over-the-data
def log_pdf(self, X):
    a = [np.log(w) + g.log_pdf(X) for w, g in zip(self.weight, self.gaussian_list)]
    return log_sum_exp(np.stack(a, axis=1)).sum()

# %% StableGMM.e_step/densities-divided
def e_step(self, X):
    r = np.zeros((len(X), self.num_components))
    for k in range(self.num_components):
        r[:, k] = self.weight[k] * np.exp(self.gaussian_list[k].log_pdf(X))
    return r / r.sum(axis=1)[:, None]

# %% StableGMM.e_step/tiny-number-added
def e_step(self, X):
    r = np.stack([w * np.exp(g.log_pdf(X)) for w, g in zip(self.weight, self.gaussian_list)], 1)
    total = np.maximum(r.sum(axis=1, keepdims=True), 1e-300)
    return r / total

# %% StableGMM.e_step/nan-replaced-by-equal-shares
def e_step(self, X):
    r = np.stack([w * np.exp(g.log_pdf(X)) for w, g in zip(self.weight, self.gaussian_list)], 1)
    for n in range(len(r)):
        if r[n].sum() == 0:
            r[n] = 1
        r[n] = r[n] / r[n].sum()
    return r

# %% StableGMM.e_step/nan-replaced-by-zero
def e_step(self, X):
    r = np.stack([w * np.exp(g.log_pdf(X)) for w, g in zip(self.weight, self.gaussian_list)], 1)
    return np.divide(r, r.sum(1, keepdims=True), out=np.zeros_like(r), where=r.sum(1, keepdims=True) > 0)

# %% StableGMM.e_step/hard-assignment
def e_step(self, X):
    a = np.stack([np.log(w) + g.log_pdf(X) for w, g in zip(self.weight, self.gaussian_list)], 1)
    return 1.0 * (a == a.max(1, keepdims=True))

# %% StableGMM.e_step/left-in-logs
def e_step(self, X):
    a = np.stack([np.log(w) + g.log_pdf(X) for w, g in zip(self.weight, self.gaussian_list)], 1)
    return a - self.log_pdf(X)[:, None]

# %% StableGMM.e_step/logs-divided
def e_step(self, X):
    a = np.stack([np.log(w) + g.log_pdf(X) for w, g in zip(self.weight, self.gaussian_list)], 1)
    return a / self.log_pdf(X).reshape(-1, 1)

# %% StableGMM.e_step/exp-of-quotient
def e_step(self, X):
    a = np.stack([np.log(w) + g.log_pdf(X) for w, g in zip(self.weight, self.gaussian_list)], 1)
    return np.exp(a / self.log_pdf(X).reshape(-1, 1))

# %% StableGMM.e_step/largest-subtracted-only
def e_step(self, X):
    a = np.stack([np.log(w) + g.log_pdf(X) for w, g in zip(self.weight, self.gaussian_list)])
    return np.exp(a - a.max(axis=0)).T

# %% StableGMM.e_step/largest-of-all-points
def e_step(self, X):
    a = np.stack([np.log(w) + g.log_pdf(X) for w, g in zip(self.weight, self.gaussian_list)], 1)
    r = np.exp(a - np.max(a))
    return r / r.sum(1).reshape(-1, 1)

# %% StableGMM.e_step/weights-omitted
def e_step(self, X):
    a = np.stack([g.log_pdf(X) for g in self.gaussian_list], 1)
    r = np.exp(a - a.max(1, keepdims=True))
    return r / r.sum(1, keepdims=True)

# %% StableGMM.e_step/weights-in-the-sum-only
def e_step(self, X):
    return np.exp(np.stack([g.log_pdf(X) - self.log_pdf(X) for g in self.gaussian_list], 1))

# %% StableGMM.e_step/weights-in-the-numerator-only
def e_step(self, X):
    a = np.stack([g.log_pdf(X) for g in self.gaussian_list], 1)
    return self.weight * np.exp(a - log_sum_exp(a)[:, None])

# %% StableGMM.e_step/weight-not-in-logs
def e_step(self, X):
    a = np.stack([w + g.log_pdf(X) for w, g in zip(self.weight, self.gaussian_list)], 1)
    r = np.exp(a - a.max(1, keepdims=True))
    return r / r.sum(1, keepdims=True)

# %% StableGMM.e_step/columns-sum-to-one
def e_step(self, X):
    a = np.stack([np.log(w) + g.log_pdf(X) for w, g in zip(self.weight, self.gaussian_list)], 1)
    r = np.exp(a - a.max(0))
    return r / r.sum(0)

# %% StableGMM.e_step/row-meets-column
def e_step(self, X):
    a = np.stack([np.log(w) + g.log_pdf(X) for w, g in zip(self.weight, self.gaussian_list)], 1)
    return np.exp(a - self.log_pdf(X))

# %% StableGMM.e_step/not-divided
def e_step(self, X):
    return np.stack([w * np.exp(g.log_pdf(X)) for w, g in zip(self.weight, self.gaussian_list)], 1)

# %% StableGMM.e_step/transposed
def e_step(self, X):
    return np.array([np.exp(np.log(w) + g.log_pdf(X) - self.log_pdf(X)) for w, g in zip(self.weight, self.gaussian_list)])

# %% fit_best_of/last-kept
def fit_best_of(model_class, X, num_components, num_starts):
    good = None
    for i in range(num_starts):
        try:
            model = model_class(X.shape[1], num_components)
            model.fit(X)
            good = model
        except ValueError:
            pass
    if good is None:
        raise ValueError("no start worked")
    return good

# %% fit_best_of/worst-kept
def fit_best_of(model_class, X, num_components, num_starts):
    best, best_ll = None, np.inf
    for i in range(num_starts):
        model = model_class(X.shape[1], num_components)
        try:
            model.fit(X)
        except ValueError:
            continue
        ll = model.log_pdf(X).sum()
        if ll < best_ll:
            best, best_ll = model, ll
    if best is None:
        raise ValueError("no start worked")
    return best

# %% fit_best_of/compared-with-the-one-before
def fit_best_of(model_class, X, num_components, num_starts):
    best, last = None, -1e100
    for i in range(num_starts):
        model = model_class(X.shape[1], num_components)
        try:
            model.fit(X)
        except ValueError:
            continue
        ll = model.log_pdf(X).sum()
        if best is None or ll > last:
            best = model
        last = ll
    if best is None:
        raise ValueError("no start worked")
    return best

# %% fit_best_of/compared-before-fitting
def fit_best_of(model_class, X, num_components, num_starts):
    tried = []
    for i in range(num_starts):
        model = model_class(X.shape[1], num_components)
        ll = sum(model.log_pdf(X))
        try:
            model.fit(X)
            tried.append((ll, i, model))
        except ValueError:
            pass
    if len(tried) == 0:
        raise ValueError("no start worked")
    return max(tried)[2]

# %% fit_best_of/largest-density-compared
def fit_best_of(model_class, X, num_components, num_starts):
    best, best_ll = None, -np.inf
    for i in range(num_starts):
        model = model_class(X.shape[1], num_components)
        try:
            model.fit(X)
        except ValueError:
            continue
        ll = max(model.log_pdf(X))
        if ll > best_ll:
            best, best_ll = model, ll
    if best is None:
        raise ValueError("no start worked")
    return best

# %% fit_best_of/best-starts-at-zero
def fit_best_of(model_class, X, num_components, num_starts):
    best = None
    best_ll = 0
    worked = 0
    for i in range(num_starts):
        model = model_class(X.shape[1], num_components)
        try:
            model.fit(X)
        except ValueError:
            continue
        worked += 1
        if model.log_pdf(X).sum() > best_ll:
            best, best_ll = model, model.log_pdf(X).sum()
    if worked == 0:
        raise ValueError("no start worked")
    return best

# %% fit_best_of/one-model-fitted-again
def fit_best_of(model_class, X, num_components, num_starts):
    gmm = model_class(X.shape[1], num_components)
    best = -np.inf
    for i in range(num_starts):
        gmm.fit(X)
        ll = gmm.log_pdf(X).sum()
        if ll > best:
            best, best_gmm = ll, gmm
    return best_gmm

# %% fit_best_of/same-seed-every-start
def fit_best_of(model_class, X, num_components, num_starts):
    best, best_ll = None, -np.inf
    for i in range(num_starts):
        np.random.seed(42)
        model = model_class(X.shape[1], num_components)
        try:
            model.fit(X)
        except ValueError:
            continue
        ll = model.log_pdf(X).sum()
        if ll > best_ll:
            best, best_ll = model, ll
    if best is None:
        raise ValueError("no start worked")
    return best

# %% fit_best_of/error-not-caught
def fit_best_of(model_class, X, num_components, num_starts):
    best, best_ll = None, -np.inf
    for i in range(num_starts):
        model = model_class(X.shape[1], num_components)
        model.fit(X)
        if model.log_pdf(X).sum() > best_ll:
            best, best_ll = model, model.log_pdf(X).sum()
    return best

# %% fit_best_of/stops-at-the-first-failure
def fit_best_of(model_class, X, num_components, num_starts):
    best, best_ll = None, -np.inf
    for i in range(num_starts):
        model = model_class(X.shape[1], num_components)
        try:
            model.fit(X)
        except ValueError:
            break
        if model.log_pdf(X).sum() > best_ll:
            best, best_ll = model, model.log_pdf(X).sum()
    if best is None:
        raise ValueError("no start worked")
    return best

# %% fit_best_of/failed-start-kept
def fit_best_of(model_class, X, num_components, num_starts):
    best, best_ll, failed = None, -np.inf, 0
    for i in range(num_starts):
        model = model_class(X.shape[1], num_components)
        try:
            model.fit(X)
        except ValueError:
            failed = failed + 1
            print("start failed")
        if model.log_pdf(X).sum() > best_ll:
            best, best_ll = model, model.log_pdf(X).sum()
    if failed == num_starts:
        raise ValueError("no start worked")
    return best

# %% fit_best_of/one-start-too-few
def fit_best_of(model_class, X, num_components, num_starts):
    best, best_ll, i = None, -np.inf, 1
    while i < num_starts or i == 1:
        i += 1
        model = model_class(X.shape[1], num_components)
        try:
            model.fit(X)
        except ValueError:
            continue
        if model.log_pdf(X).sum() > best_ll:
            best, best_ll = model, model.log_pdf(X).sum()
    if best is None:
        raise ValueError("no start worked")
    return best

# %% fit_best_of/one-start-too-many
def fit_best_of(model_class, X, num_components, num_starts):
    best, best_ll, i = None, -np.inf, 0
    while i <= num_starts:
        i += 1
        model = model_class(X.shape[1], num_components)
        try:
            model.fit(X)
        except ValueError:
            continue
        if model.log_pdf(X).sum() > best_ll:
            best, best_ll = model, model.log_pdf(X).sum()
    if best is None:
        raise ValueError("no start worked")
    return best

# %% fit_best_of/one-start-only
def fit_best_of(model_class, X, num_components, num_starts):
    best, best_ll = None, -np.inf
    for i in range(num_starts):
        model = model_class(X.shape[1], num_components)
        try:
            model.fit(X)
        except ValueError:
            continue
        if model.log_pdf(X).sum() > best_ll:
            best, best_ll = model, model.log_pdf(X).sum()
            return best
    raise ValueError("no start worked")

# %% fit_best_of/sizes-exchanged
def fit_best_of(model_class, X, num_components, num_starts):
    best, best_ll = None, -np.inf
    for i in range(num_starts):
        model = model_class(num_components, X.shape[1])
        try:
            model.fit(X)
        except ValueError:
            continue
        if model.log_pdf(X).sum() > best_ll:
            best, best_ll = model, model.log_pdf(X).sum()
    if best is None:
        raise ValueError("no start worked")
    return best

# %% fit_best_of/dim-from-the-rows
def fit_best_of(model_class, X, num_components, num_starts):
    best, best_ll = None, -np.inf
    dim, sample_size = X.shape
    for i in range(num_starts):
        model = model_class(dim, num_components)
        try:
            model.fit(X)
        except ValueError:
            continue
        if model.log_pdf(X).sum() > best_ll:
            best, best_ll = model, model.log_pdf(X).sum()
    if best is None:
        raise ValueError("no start worked")
    return best

# %% fit_best_of/likelihood-returned
def fit_best_of(model_class, X, num_components, num_starts):
    likelihoods = []
    for i in range(num_starts):
        model = model_class(X.shape[1], num_components)
        try:
            model.fit(X)
            likelihoods.append(model.log_pdf(X).sum())
        except ValueError:
            pass
    return max(likelihoods)  # of an empty list: ValueError

# %% fit_best_of/likelihood-returned-too
def fit_best_of(model_class, X, num_components, num_starts):
    best, best_ll = None, -np.inf
    for i in range(num_starts):
        model = model_class(X.shape[1], num_components)
        try:
            model.fit(X)
        except ValueError:
            continue
        if model.log_pdf(X).sum() > best_ll:
            best, best_ll = model, model.log_pdf(X).sum()
    if best is None:
        raise ValueError("no start worked")
    return best, best_ll

# %% fit_best_of/none-when-all-fail
def fit_best_of(model_class, X, num_components, num_starts):
    best, best_ll = None, -np.inf
    for i in range(num_starts):
        model = model_class(X.shape[1], num_components)
        try:
            model.fit(X)
        except ValueError:
            continue
        if model.log_pdf(X).sum() > best_ll:
            best, best_ll = model, model.log_pdf(X).sum()
    return best

# %% fit_best_of/other-error-when-all-fail
def fit_best_of(model_class, X, num_components, num_starts):
    values, models = [], []
    for i in range(num_starts):
        model = model_class(X.shape[1], num_components)
        try:
            model.fit(X)
        except ValueError:
            continue
        values.append(model.log_pdf(X).sum())
        models.append(model)
    assert len(models) > 0
    return models[np.argmax(values)]

# %% fit_best_of/not-fitted
def fit_best_of(model_class, X, num_components, num_starts):
    best, best_ll = None, -np.inf
    for i in range(num_starts):
        model = model_class(X.shape[1], num_components)
        ll = model.log_pdf(X).sum()
        if ll > best_ll:
            best, best_ll = model, ll
    return best

# %% bic/larger-is-better
def bic(model, X):
    d, K = model.dim, model.num_components
    p = K - 1 + K * d + K * d * (d + 1) / 2
    return 2 * model.log_pdf(X).sum() - p * np.log(len(X))

# %% bic/likelihood-with-a-plus
def bic(model, X):
    d, K = model.dim, model.num_components
    p = K - 1 + K * (d + d * (d + 1) / 2)
    return p * np.log(X.shape[0]) + 2 * sum(model.log_pdf(X))

# %% bic/penalty-with-a-minus
def bic(model, X):
    d, K = model.dim, model.num_components
    p = K - 1 + K * (d + d * (d + 1) / 2)
    return -(2 * sum(model.log_pdf(X)) + p * np.log(X.shape[0]))

# %% bic/likelihood-not-doubled
def bic(model, X):
    d, K = X.shape[1], len(model.weight)
    p = K - 1 + K * (d + d * (d + 1) / 2)
    return p * np.log(X.shape[0]) - sum(model.log_pdf(X))

# %% bic/half-of-it
def bic(model, X):
    d, K = X.shape[1], len(model.weight)
    p = K - 1 + K * (d + d * (d + 1) / 2)
    return 0.5 * p * np.log(X.shape[0]) - sum(model.log_pdf(X))

# %% bic/half-the-other-way-round
def bic(model, X):
    d, K = X.shape[1], len(model.weight)
    p = K - 1 + K * (d + d * (d + 1) / 2)
    return sum(model.log_pdf(X)) - 0.5 * p * np.log(X.shape[0])

# %% bic/aic
def bic(model, X):
    d, K = X.shape[1], len(model.weight)
    p = K - 1 + K * (d + d * (d + 1) / 2)
    return 2 * (p - sum(model.log_pdf(X)))

# %% bic/mean-log-likelihood
def bic(model, X):
    d, K = X.shape[1], len(model.weight)
    p = K - 1 + K * (d + d * (d + 1) / 2)
    return p * np.log(len(X)) - 2 * model.log_pdf(X).mean()

# %% bic/log-taken-again
def bic(model, X):
    d, K = X.shape[1], len(model.weight)
    p = K - 1 + K * (d + d * (d + 1) / 2)
    return p * np.log(len(X)) - 2 * np.log(model.log_pdf(X)).sum()

# %% bic/densities-multiplied
def bic(model, X):
    d, K = X.shape[1], len(model.weight)
    p = K - 1 + K * (d + d * (d + 1) / 2)
    likelihood = 1.0
    for log_density in model.log_pdf(X):
        likelihood = likelihood * np.exp(log_density)
    return p * np.log(len(X)) - 2 * np.log(likelihood)

# %% bic/not-summed
def bic(model, X):
    d, K = X.shape[1], len(model.weight)
    p = K - 1 + K * (d + d * (d + 1) / 2)
    return p * np.log(len(X)) - 2 * model.log_pdf(X)

# %% bic/log-of-all-entries
def bic(model, X):
    d, K = model.dim, model.num_components
    p = K - 1 + K * (d + d * (d + 1) / 2)
    return p * np.log(np.size(X)) - 2 * model.log_pdf(X).sum()

# %% bic/log-of-the-dimension
def bic(model, X):
    N, d, K = X.shape[0], X.shape[1], model.num_components
    p = K - 1 + K * (d + d * (d + 1) / 2)
    return p * np.log(d) - 2 * model.log_pdf(X).sum()

# %% bic/n-for-log-n
def bic(model, X):
    N, d, K = X.shape[0], X.shape[1], model.num_components
    p = K - 1 + K * (d + d * (d + 1) / 2)
    return p * N - 2 * model.log_pdf(X).sum()

# %% bic/other-base
def bic(model, X):
    N, d, K = X.shape[0], X.shape[1], model.num_components
    p = K - 1 + K * (d + d * (d + 1) / 2)
    return p * np.log(N) / np.log(10) - 2 * model.log_pdf(X).sum()

# %% bic/all-weights-counted
def bic(model, X):
    p = 0
    for k in range(model.num_components):
        p += 1 + model.dim + model.dim * (model.dim + 1) // 2
    return -2 * model.log_pdf(X).sum() + p * np.log(len(X))

# %% bic/weights-not-counted
def bic(model, X):
    p = 0
    for k in range(model.num_components):
        p += model.dim + model.dim * (model.dim + 1) // 2
    return -2 * model.log_pdf(X).sum() + p * np.log(len(X))

# %% bic/means-not-counted
def bic(model, X):
    p = model.num_components * model.dim * (model.dim + 1) // 2 + model.num_components - 1
    return -2 * model.log_pdf(X).sum() + p * np.log(len(X))

# %% bic/covariances-not-counted
def bic(model, X):
    p = model.num_components * model.dim + model.num_components - 1
    return -2 * model.log_pdf(X).sum() + p * np.log(len(X))

# %% bic/diagonal-counted
def bic(model, X):
    p = len(model.weight) - 1 + sum(len(g.mean) + len(g.cov) for g in model.gaussian_list)
    return -2 * model.log_pdf(X).sum() + p * np.log(len(X))

# %% bic/both-triangles-counted
def bic(model, X):
    p = len(model.weight) - 1 + sum(g.mean.size + g.cov.size for g in model.gaussian_list)
    return -2 * model.log_pdf(X).sum() + p * np.log(len(X))

# %% bic/diagonal-not-counted
def bic(model, X):
    d, K = model.dim, model.num_components
    p = K - 1 + K * d + K * d * (d - 1) / 2
    return -2 * model.log_pdf(X).sum() + p * np.log(len(X))

# %% bic/one-covariance-counted
def bic(model, X):
    d, K = model.dim, model.num_components
    p = K - 1 + K * d + d * (d + 1) / 2
    return -2 * model.log_pdf(X).sum() + p * np.log(len(X))

# %% bic/components-counted
def bic(model, X):
    return model.num_components * np.log(len(X)) - 2 * model.log_pdf(X).sum()

# %% log_sum_exp/first-entry-subtracted
def log_sum_exp(a):
    m = a[:, 0]
    return m + np.log(np.exp(a - m[:, None]).sum(axis=1))

# %% log_sum_exp/one-added-in-the-log
def log_sum_exp(a):
    m = a.max(axis=1)
    return m + np.log1p(np.exp(a - m[:, None]).sum(axis=1))

# %% log_sum_exp/largest-size-subtracted
def log_sum_exp(a):
    m = np.abs(a).max(axis=1)
    return m + np.log(np.exp(a - m[:, None]).sum(axis=1))

# %% StableGMM.log_pdf/weights-uniform
def log_pdf(self, X):
    return log_sum_exp(np.column_stack([g.log_pdf(X) for g in self.gaussian_list])) - np.log(self.num_components)

# %% StableGMM.log_pdf/log-weight-subtracted
def log_pdf(self, X):
    return log_sum_exp(np.column_stack([g.log_pdf(X) for g in self.gaussian_list]) - np.log(self.weight))

# %% StableGMM.log_pdf/two-components-only
def log_pdf(self, X):
    a, b = self.gaussian_list[:2]
    return np.logaddexp(np.log(self.weight[0]) + a.log_pdf(X), np.log(self.weight[1]) + b.log_pdf(X))

# %% StableGMM.e_step/logs-divided-by-their-sum
def e_step(self, X):
    a = np.log(self.weight) + np.column_stack([g.log_pdf(X) for g in self.gaussian_list])
    return a / a.sum(axis=1, keepdims=True)

# %% StableGMM.e_step/weights-changed
def e_step(self, X):
    a = np.log(self.weight) + np.column_stack([g.log_pdf(X) for g in self.gaussian_list])
    r = np.exp(a - log_sum_exp(a)[:, None])
    self.weight = r.mean(axis=0)
    return r

# %% fit_best_of/two-dimensions-always
def fit_best_of(model_class, X, num_components, num_starts):
    best, bv = None, -np.inf
    for _ in range(num_starts):
        model = model_class(2, num_components)
        try:
            model.fit(X)
        except ValueError:
            continue
        v = model.log_pdf(X).sum()
        if v > bv:
            best, bv = model, v
    if best is None:
        raise ValueError
    return best

# %% bic/half-the-penalty
def bic(model, X):
    d, K = model.dim, model.num_components
    p = K - 1 + K * d + K * d * (d + 1) / 2
    return -2 * model.log_pdf(X).sum() + 0.5 * p * np.log(len(X))

# %% bic/base-two
def bic(model, X):
    d, K = model.dim, model.num_components
    p = K - 1 + K * d + K * d * (d + 1) / 2
    return -2 * model.log_pdf(X).sum() + p * np.log2(len(X))

# %% bic/two-dimensions-always
def bic(model, X):
    p = 6 * model.num_components - 1
    return -2 * model.log_pdf(X).sum() + p * np.log(len(X))

# %% bic/one-component-too-few
def bic(model, X):
    d, K = model.dim, model.num_components
    p = (K - 1) * (1 + d + d * (d + 1) / 2)
    return -2 * model.log_pdf(X).sum() + p * np.log(len(X))

# %% bic/sizes-exchanged
def bic(model, X):
    K, d = model.dim, model.num_components
    p = K - 1 + K * d + K * d * (d + 1) / 2
    return -2 * model.log_pdf(X).sum() + p * np.log(len(X))

# %% bic/divided-by-n
def bic(model, X):
    d, K = model.dim, model.num_components
    p = K - 1 + K * d + K * d * (d + 1) / 2
    return (-2 * model.log_pdf(X).sum() + p * np.log(len(X))) / len(X)

# %% bic/fitted-again
def bic(model, X):
    model.fit(X)
    d, K = model.dim, model.num_components
    p = K - 1 + K * d + K * d * (d + 1) // 2
    return p * np.log(len(X)) - 2 * model.log_pdf(X).sum()
