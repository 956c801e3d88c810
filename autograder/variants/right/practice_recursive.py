def log_sum_exp(a):
    out = []
    for row in a.tolist():
        total = row[0]
        for x in row[1:]:
            if x == -np.inf:
                continue
            total = max(total, x) + np.log1p(np.exp(-abs(total - x)))
        out.append(total)
    return out


def fit_best_of(model_class, X, num_components, num_starts):
    if num_starts == 0:
        raise ValueError("no start left")
    model = model_class(X.shape[1], num_components)
    try:
        model.fit(X)
    except ValueError:
        return fit_best_of(model_class, X, num_components, num_starts - 1)
    try:
        other = fit_best_of(model_class, X, num_components, num_starts - 1)
    except ValueError:
        return model
    return max(model, other, key=lambda m: m.log_pdf(X).sum())


class StableGMM(GMM):
    def e_step(self, X):
        posterior = np.empty((len(X), self.num_components))
        total = self.log_pdf(X)
        for k, g in enumerate(self.gaussian_list):
            posterior[:, k] = np.exp(np.log(self.weight[k]) + g.log_pdf(X) - total)
        return posterior

    def log_pdf(self, X):
        result = np.zeros(len(X))
        for n, x in enumerate(X):
            row = [
                np.log(w) + g.log_pdf(x[None, :])[0]
                for w, g in zip(self.weight, self.gaussian_list)
            ]
            result[n] = log_sum_exp(np.array([row]))[0]
        return result
