"""Models that follow a script: they show what a function does with the models it is given.

Nothing is fitted. A script says how the fit of each start goes, and notes what was done.
"""

import numpy as np

from autograder.beside.observation import Unusable, numbers

PATIENCE = 5000  # failed starts, after which one who tries for ever gets a start that works


class Component:
    """A place for a component's mean and covariance."""

    def __init__(self, dim):
        self.dim = dim
        self.mean, self.cov = np.random.randn(dim), np.eye(dim)

    def set_mean(self, mean):
        """Replace the mean."""
        self.mean = np.array(mean, dtype=float)

    def set_cov(self, cov):
        """Replace the covariance."""
        self.cov = np.array(cov, dtype=float)


class Model:
    """What every model has, whatever its script."""

    def __init__(self, dim, num_components):
        self.dim, self.num_components = dim, num_components
        self.weight = np.full(num_components, 1 / num_components)
        self.gaussian_list = [Component(dim) for _ in range(num_components)]

    def e_step(self, X):
        """Return the weights in each row."""
        return np.tile(self.weight, (len(X), 1))


class Bowl(Model):
    """A model whose log density is a bowl turned over, and is not to be fitted.

    Parameters
    ----------
    call : dict
        ``num_components``; ``centre`` and ``width``, shape (dim,), and ``top``, of the bowl.
    """

    def __init__(self, call):
        super().__init__(len(call["centre"]), call["num_components"])
        self._bowl = call["centre"], call["width"], call["top"]

    def log_pdf(self, X):
        """Return a number for each row of X."""
        centre, width, top = self._bowl
        return top - np.sum(((X - centre) / width) ** 2, axis=1)


class Script:
    """What the models of one class do when they are fitted, in the order of the fits.

    Parameters
    ----------
    call : dict
        ``X``; ``after``, the log-likelihood that each fit ends at; ``fails``, which of the fits
        raise ValueError; ``before``, the log-likelihood of a model that is not fitted;
        ``tilts``, how much log densities differ from point to point. Fits beyond the script end
        below all others; where all fail, they fail too.
    """

    def __init__(self, call):
        self.X, self.num_starts = call["X"], call["num_starts"]
        self.after, self.fails = call["after"].tolist(), call["fails"].tolist()
        self.before, self.tilts = call["before"].tolist(), call["tilts"].tolist()
        self.made, self.fitted, self.numbers = [], {}, {}  # starts; and the fits by start, by means
        self.other_data = False
        self.model_class = self._class()

    def _class(self):
        script = self  # in the class and not in the models: a deep copy leaves it whole

        class ScriptedModel(Model):
            def __init__(self, dim, num_components):
                super().__init__(dim, num_components)
                self._start = len(script.made)
                script.made.append((dim, num_components, np.random.random()))

            def fit(self, X, eps=1e-8):
                script.fit(self, X)
                return self.e_step(X)

            def log_pdf(self, X):
                return script.log_pdf(self, X)

        return ScriptedModel

    def fit(self, model, X):
        """Let a model's parameters be those of the next fit; a model is fitted once."""
        X = np.asarray(X, dtype=float)
        self.other_data |= X.shape != self.X.shape or X.tobytes() != self.X.tobytes()
        if model._start not in self.fitted:
            number = self.fitted[model._start] = len(self.fitted)
            for gaussian in model.gaussian_list:
                gaussian.set_mean(gaussian.mean + 1 + number)
            self.numbers.setdefault(_means(model), number)
        if self._fails(self.fitted[model._start]):
            raise ValueError("component 0 has collapsed onto too few different points")

    def _fails(self, number):
        if number < len(self.fails):
            return self.fails[number]
        return all(self.fails) and number < PATIENCE

    def log_pdf(self, model, X):
        """Return log densities that add up, over all the data, to the model's log-likelihood."""
        number = self.number_of(model)
        if number < 0:
            total, tilt = self.before[model._start % len(self.before)], 0.0
        elif number < len(self.after):
            total, tilt = self.after[number], self.tilts[number]
        else:
            total, tilt = min(self.after) - number, 0.0
        X = np.asarray(X, dtype=float)
        return total / len(self.X) + tilt * (X[:, 0] - self.X[:, 0].mean())

    def number_of(self, model):
        """Return which fit the model's parameters come from, -1 for none."""
        return self.numbers.get(_means(model), -1)

    def scene(self, model):
        """Return what was done, now that the function has returned this."""
        kind = None if isinstance(model, self.model_class) else Unusable(type(model).__name__)
        scene = {"model": kind or numbers(self.number_of(model))}
        if not self.fitted:
            return scene | dict.fromkeys(("models", "alike", "sizes", "data"), Unusable("nothing"))
        used = [self.made[start] for start in self.fitted]
        failed = sum(map(self._fails, range(len(used))))
        beyond = max(0, len(used) - self.num_starts)
        return {
            **scene,
            "models": numbers(len(used) - min(failed, beyond)),  # in place of failed starts: fine
            "alike": numbers(len(used) - len({draw for _, _, draw in used})),
            "sizes": numbers(used[0][:2]),
            "data": numbers(self.other_data),
        }


def _means(model):
    """Return the means as bytes: what tells one fit from another."""
    return np.array([gaussian.mean for gaussian in model.gaussian_list]).tobytes()
