# Keeps the best parameters in lists and puts them into a new model at the end.
def fit_best_of(model_class, X, num_components, num_starts):
    best = model_class(X.shape[1], num_components)
    best_value, kept = -float("inf"), None
    for _ in range(num_starts):
        model = model_class(X.shape[1], num_components)
        try:
            model.fit(X)
        except ValueError:
            continue
        if not np.isfinite(model.log_pdf(X)).all():
            continue
        if sum(model.log_pdf(X)) >= best_value:
            best_value = sum(model.log_pdf(X))
            kept = model.weight.copy(), [(g.mean.copy(), g.cov.copy()) for g in model.gaussian_list]
    if kept is None:
        raise ValueError("none")
    best.weight = kept[0]
    for g, (mean, cov) in zip(best.gaussian_list, kept[1]):
        g.set_mean(mean)
        g.set_cov(cov)
    return best


def log_sum_exp(a):
    order = np.sort(a, axis=1)
    return order[:, -1] + np.log1p(np.exp(order[:, :-1] - order[:, [-1]]).sum(axis=1))
