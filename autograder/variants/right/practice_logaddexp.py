def log_sum_exp(a):
    return np.logaddexp.reduce(a, axis=1)


class StableGMM(GMM):
    def log_joint(self, X):
        return np.log(self.weight) + np.transpose([g.log_pdf(X) for g in self.gaussian_list])

    def log_pdf(self, X):
        return np.logaddexp.reduce(self.log_joint(X), axis=1)

    def e_step(self, X):
        joint = self.log_joint(X)
        r = np.exp(joint - joint.max(axis=1, keepdims=True))
        return r / r.sum(axis=1, keepdims=True)


def fit_best_of(model_class, X, num_components, num_starts):
    models = []
    for i in range(num_starts):
        np.random.seed(i)
        model = model_class(num_components=num_components, dim=X.shape[1])
        try:
            model.fit(X)
            models.append(model)
        except Exception:
            print("start", i, "failed")
    if not models:
        raise ValueError("all starts failed")
    models.sort(key=lambda model: np.mean(model.log_pdf(X)))
    return models[-1]


def bic(model, X):
    N, d = X.shape
    K = len(model.gaussian_list)
    return np.log(N) * (K * (d + 1) * (d + 2) / 2 - 1) - 2 * np.sum(model.log_pdf(X))
