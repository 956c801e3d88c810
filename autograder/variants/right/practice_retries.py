# A failed start is made up for by another one, up to a limit.
def fit_best_of(model_class, X, num_components, num_starts):
    fitted, tries = [], 0
    while len(fitted) < num_starts and tries < 50 * num_starts:
        tries += 1
        candidate = model_class(X.shape[1], num_components)
        try:
            posterior = candidate.fit(X.copy())
        except ValueError as error:
            print(error)
        else:
            fitted.append((candidate.log_pdf(X).sum(), candidate))
    if not fitted:
        raise ValueError(f"{tries} starts failed")
    return max(fitted, key=lambda pair: pair[0])[1]


def bic(model, X):
    p = len(model.weight) - 1
    for g in model.gaussian_list:
        p += len(g.mean) + len(g.cov) * (len(g.cov) + 1) // 2
    return float(-2 * sum(model.log_pdf(X)) + p * np.log(len(X)))
