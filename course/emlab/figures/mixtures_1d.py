"""Pictures of mixtures in one dimension: draws, hidden labels, the density."""

import numpy as np

from emlab import style
from emlab.figures import curves, words
from emlab.figures.guard import picture
from emlab.messages import say


@picture
def one_bell(x):
    """Draw the histogram of data, and the Gaussian with their mean and variance.

    Parameters
    ----------
    x : array, shape (sample_size,)
    """
    x = curves.line_of(x)
    mean, var = x.mean(), x.var()
    places = curves.reach(np.ones(1), np.array([mean]), np.array([var]), x)
    height = _bell(places, mean, var)
    figure = style.new_figure(8.2, 3.9)
    axes = figure.subplots()
    curves.histogram(axes, x, label=say("mixtures.data"))
    label = say("mixtures.bell.label", mean=words.number(mean), deviation=words.number(x.std()))
    axes.plot(places, height, color=style.INK, linewidth=2.6, label=label, zorder=3)
    axes.set_ylim(bottom=0)
    curves.legend(figure, axes)
    return figure, say("mixtures.bell.alt", mean=words.number(mean))


@picture
def draws_and_density(draws, bins=100):
    """Draw the histogram of draws from `gmm_sampling`, with the density they should follow.

    Parameters
    ----------
    draws : array, shape (sample_size,)
    bins : int
    """
    draws = curves.line_of(draws, "draws")
    size = f"{len(draws):,}".replace(",", "\N{NO-BREAK SPACE}")
    places = np.linspace(min(-9.5, draws.min()), max(9.5, draws.max()), curves.STEPS)
    figure = style.new_figure(8.2, 3.9)
    axes = figure.subplots()
    curves.histogram(axes, draws, bins, label=say("mixtures.draws.label", size=size))
    curves.mixture_line(axes, places, (_bell(places, -5, 1) + _bell(places, 5, 1)) / 2)
    axes.set_ylim(bottom=0)
    curves.legend(figure, axes)
    return figure, say(
        "mixtures.draws.alt",
        size=size,
        share=round(100 * np.mean(draws < 0)),
        left=_mean_of(draws[draws < 0]),
        right=_mean_of(draws[draws >= 0]),
    )


@picture
def mixture_or_average(gmm_sampling, averages):
    """Show draws of a mixture beside averages of one draw from each component.

    Parameters
    ----------
    gmm_sampling : function
    averages : array, shape (sample_size,)
    """
    averages = curves.line_of(averages, "averages")
    draws = curves.line_of(gmm_sampling(len(averages)), "gmm_sampling(sample_size)")
    figure = style.new_figure(9.0, 3.5)
    panels = (("mixtures.average.draws", draws), ("mixtures.average.averages", averages))
    low, high = curves.around(np.concatenate([draws, averages]))
    for axes, (key, values) in zip(figure.subplots(1, 2, sharey=True), panels, strict=True):
        curves.histogram(axes, values, np.linspace(low, high, 81))
        axes.locator_params(axis="x", nbins=5)
        axes.label_outer()
        axes.set_title(say(key))
    return figure, say(
        "mixtures.average.alt",
        near=_percent_near_zero(draws),
        mean=words.number(averages.mean()),
        average_near=_percent_near_zero(averages),
    )


@picture
def hidden_labels(x, z):
    """Show the same histogram with the label of every data point, and without.

    Parameters
    ----------
    x : array, shape (sample_size,)
    z : array of int, shape (sample_size,)
    """
    x = curves.line_of(x)
    z = curves.labels_of(z, len(x))
    figure = style.new_figure(9.0, 3.9)
    known, hidden = figure.subplots(1, 2, sharey=True)
    curves.labelled_histogram(known, x, z)
    known.set_title(say("mixtures.hidden.known"))
    curves.legend(figure, known)
    curves.histogram(hidden, x)
    hidden.set_title(say("mixtures.hidden.hidden"))
    hidden.label_outer()
    counts = words.listing(str(count) for count in np.bincount(z))
    return figure, say("mixtures.hidden.alt", counts=counts)


@picture
def mixture_curves(mixture_pdf, weight, mean, var, x=None, z=None):
    """Draw a mixture as the student's function gives it, and its components.

    Parameters
    ----------
    mixture_pdf : function
    weight, mean, var : array, shape (num_components,)
    x : array, shape (sample_size,), optional
        Data, drawn as a histogram.
    z : array of int, shape (sample_size,), optional
        Their labels, which colour it.
    """
    mixture = curves.parameters(weight, mean, var)
    x = None if x is None else curves.line_of(x)
    places = curves.reach(*mixture, x)
    height = curves.density(mixture_pdf, places, *mixture)
    figure = style.new_figure(8.6, 4.2)
    axes = figure.subplots()
    if z is not None:
        curves.labelled_histogram(axes, x, curves.labels_of(z, len(x)))
    elif x is not None:
        curves.histogram(axes, x, label=say("mixtures.data"))
    curves.mixture_line(axes, places, height)
    curves.component_lines(axes, places, curves.shares(mixture_pdf, places, *mixture))
    axes.set_xlabel(say("axis.x"))
    axes.set_ylabel(say("axis.density"))
    axes.set_ylim(bottom=0)
    curves.legend(figure, axes)
    area = words.number(curves.area(places, height))
    axes.set_title(say("mixtures.curves.title", area=area))
    return figure, say(
        "mixtures.curves.alt",
        weights=curves.numbers_of(mixture[0]),
        means=curves.numbers_of(mixture[1]),
        variances=curves.numbers_of(mixture[2]),
        area=area,
        top=words.number(places[height.argmax()]),
        peak=words.number(height.max()),
    )


def _bell(x, mean, var):
    return np.exp(-0.5 * (x - mean) ** 2 / var) / np.sqrt(2 * np.pi * var)


def _mean_of(x):
    """Mean of what may be empty, as it stands in a sentence."""
    return words.number(x.mean()) if len(x) else say("mixtures.nothing")


def _percent_near_zero(x):
    return round(100 * np.mean(np.abs(x) < 2))
