import copy


def log_sum_exp(a, axis=1):
    a = np.asarray(a)
    m = np.amax(a, axis=axis, keepdims=True)
    return np.squeeze(np.log(np.sum(np.exp(a - m), axis=axis, keepdims=True)) + m, axis=axis)


def fit_best_of(model_class, X, num_components, num_starts):
    X = np.array(X)
    models = [model_class(X.shape[1], num_components) for _ in range(num_starts)]
    values = np.full(num_starts, -np.inf)
    for i, model in enumerate(models):
        try:
            model.fit(X)
            values[i] = model.log_pdf(X).sum()
        except ValueError:
            models[i] = None
    if np.all(values == -np.inf):
        raise ValueError("every start failed")
    return copy.deepcopy(models[int(np.argmax(values))])


def number_of_parameters(d, K):
    return (K - 1) + K * (d + sum(range(1, d + 1)))


def bic(model, X):
    likelihood = 0
    for x in X:
        likelihood += model.log_pdf(x.reshape(1, -1))[0]
    return (
        number_of_parameters(model.dim, model.num_components) * np.log(X.shape[0]) - 2 * likelihood
    )
