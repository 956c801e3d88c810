"""The picture of a fit beside the groups that somebody else had named: irises."""

import numpy as np

from emlab import style
from emlab.figures import draw
from emlab.figures.guard import picture
from emlab.messages import say
from emlab.reading import numbers, parameters_of, points_of


@picture
def flowers(model, X, species):
    """Draw the petals of the iris data: the species on the left, the components on the right.

    Parameters
    ----------
    model : GMM
        Fitted to X.
    X : ndarray, shape (sample_size, 4)
    species : ndarray of int, shape (sample_size,)
    """
    X, parts = points_of(X, 4), parameters_of(model, 4)
    size = len(parts.means)
    posterior = numbers(model.e_step(X.copy()), (len(X), size), "e_step(X)")
    order = _in_the_order_of(species, posterior.argmax(axis=1), size)
    posterior = np.clip(posterior, 0, 1)[:, order]
    petals = [2, 3]
    figure = style.new_figure(9.4, 4.2)
    panels = figure.subplots(1, 2, sharex=True, sharey=True)
    names = [say(f"flowers.{number}") for number in range(3)]
    for number, name in enumerate(names):
        mine = species == number
        panels[0].scatter(
            *X[mine][:, petals].T,
            s=26,
            color=style.colour(number),
            marker=style.marker(number),
            alpha=0.8,
            linewidths=0,
            label=name,
        )
    panels[0].legend(loc="upper left")
    panels[0].set_title(say("flowers.species"))
    draw.shares(panels[1], X[:, petals], posterior)
    for k, source in enumerate(order):
        side = np.ix_(petals, petals)
        draw.ellipses(
            panels[1], parts.means[source][petals], parts.covs[source][side], style.colour(k)
        )
        draw.mean_mark(panels[1], parts.means[source][petals], k)
    panels[1].set_title(say("flowers.components"))
    for axes in panels:
        axes.set_xlabel(say("flowers.length"))
    panels[0].set_ylabel(say("flowers.width"))
    draw.legend(figure)
    other = int(np.count_nonzero(posterior.argmax(axis=1) != species))
    return figure, say("flowers.alt", size=len(X), other=other)


def _in_the_order_of(species, label, size):
    """Components in an order that gives each the colour of the species it mostly holds."""
    middle = [species[label == k].mean() if np.any(label == k) else size for k in range(size)]
    return np.argsort(middle, kind="stable")
