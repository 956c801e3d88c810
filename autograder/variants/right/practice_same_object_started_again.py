# One object, whose constructor is called again for each start; what is best is copied away.
import copy


def fit_best_of(model_class, X, num_components, num_starts):
    model, best = model_class(X.shape[1], num_components), None
    values = []
    for start in range(num_starts):
        if start > 0:
            model.__init__(X.shape[1], num_components)
        try:
            model.fit(X)
        except ValueError:
            continue
        values.append(np.sum(model.log_pdf(X)))
        if values[-1] == max(values):
            best = copy.deepcopy(model)
    if best is None:
        raise ValueError("collapsed every time")
    return best
