"""Explorer of the number of components: what BIC, AIC and held-out data say of each fit."""

import ipywidgets as widgets
import numpy as np

from emlab import style
from emlab.explorers.plane import Plane
from emlab.explorers.stage import Stage, follow, set_up, slider
from emlab.figures import draw, words
from emlab.messages import say
from emlab.reading import Trouble, numbers, parameters_of, points_of

# Over the chosen K; pale, for it lies over the curves.
BAND = {"color": style.COLOURS[4], "alpha": 0.25, "linewidth": 16, "solid_capstyle": "butt"}


def explore_how_many(models, X, bic, aic, held_out):
    """Choose the number of components, and see the fit beside what three criteria say of it.

    Parameters
    ----------
    models : sequence of GMM
        Fitted to X, with 1, 2, 3, ... components.
    X : ndarray, shape (sample_size, 2)
    bic, aic : sequence of float
        One value a model: the smaller, the better.
    held_out : sequence of float
        Mean log-likelihood of data that the fit has not seen: the larger, the better.
    """

    def first_frame():
        view = _HowManyView(models, points_of(X, 2), bic, aic, held_out)
        view.show(1)
        return view

    view = set_up(first_frame)
    if not view:
        return
    K = slider(1, 1, len(view.fits), 1, say("how_many.axis"), widgets.IntSlider)
    follow(view.stage, view.show, K)
    view.stage.open(K)


class _HowManyView:
    """The chosen fit; the three criteria over K, with a ring around what each would choose."""

    def __init__(self, models, X, bic, aic, held_out):
        size = len(models)
        if not size:
            raise Trouble(say("explore.how_many.none"))
        self.X, self.fits = X, [_fit(model, X, k) for k, model in enumerate(models, start=1)]
        self.values = [
            numbers(values, (size,), name)
            for values, name in ((bic, "bic"), (aic, "aic"), (held_out, "held_out"))
        ]
        figure = style.new_figure(9.6, 6.6)
        panels = figure.subplot_mosaic([["fit", "0"], ["fit", "1"]], width_ratios=[1.25, 1])
        draw.frame(panels["fit"], *draw.span(X, 0.05))
        panels["fit"].set_xlabel(say("axis.x1"))
        panels["fit"].set_ylabel(say("axis.x2"))
        self.title = panels["fit"].set_title(say("explore.how_many.title", K=1))
        self.mixture = Plane(panels["fit"], size, 0.8)
        self.chosen = [
            self._curve(panels[panel], self.values[k], k, key, pick)
            for k, (panel, key, pick) in enumerate(
                (
                    ("0", "how_many.bic", np.argmin),
                    ("0", "how_many.aic", np.argmin),
                    ("1", "how_many.held_out", np.argmax),
                )
            )
        ]
        self.here = []
        for name, key in (("0", "how_many.smaller"), ("1", "how_many.larger")):
            axes = panels[name]
            axes.set_xticks(range(1, size + 1))
            axes.set_xlim(0.6, size + 0.4)
            axes.set_title(say(key))
            axes.legend(loc="upper right" if name == "0" else "lower right")
            axes.margins(y=0.1)  # room for the rings
            axes.autoscale_view()
            axes.autoscale(False)
            self.here.append(axes.axvline(1, **BAND))
        panels["1"].set_xlabel(say("how_many.axis"))
        draw.legend(figure, size)
        self.stage = Stage(figure, [*self.mixture.artists, *self.here, self.title])

    def _curve(self, axes, values, k, key, pick):
        K = np.arange(1, len(values) + 1)
        at = int(pick(values))
        line = {"color": style.colour(k), "marker": style.marker(k)}
        axes.plot(K, values, markersize=6, label=say(key), **line)
        rim = {"markerfacecolor": "white", "markeredgewidth": 2.6, "linestyle": ""}
        axes.plot(K[at], values[at], markersize=13, zorder=5, **line, **rim)
        return K[at]

    def show(self, K):
        posterior, parameters = self.fits[K - 1]
        self.mixture.show(self.X, posterior, parameters)
        for line in self.here:
            line.set_xdata([K, K])
        self.title.set_text(say("explore.how_many.title", K=K))
        bic, aic, held_out = (words.number(values[K - 1], 2) for values in self.values)
        best = dict(zip(("best_bic", "best_aic", "best_held_out"), self.chosen, strict=True))
        values = {"bic": bic, "aic": aic, "held_out": held_out, "means": words.means(parameters)}
        self.stage.renew(say("explore.how_many.alt", K=K, **values, **best))


def _fit(model, X, K):
    """Posterior and parameters of a model with K components."""
    posterior = numbers(model.e_step(X.copy()), (len(X), K), "e_step(X)")
    return np.clip(posterior, 0, 1), parameters_of(model, 2)
