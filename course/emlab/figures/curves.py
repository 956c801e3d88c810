"""Pieces of the pictures in one dimension: data as histograms, densities as curves."""

import numpy as np

from emlab import style
from emlab.figures import words
from emlab.messages import say
from emlab.reading import Trouble, array_of, numbers, one_number

BARS = "#D9D9D9"
STEPS = 601
BINS = 24


def line_of(x, name="x"):
    """Data as an array (sample_size,), a single column allowed, else trouble."""
    array = array_of(x, name)
    if array.ndim == 2 and array.shape[1] == 1:
        array = array[:, 0]
    if array.ndim != 1 or len(array) == 0:
        raise Trouble(say("mixtures.line", name=name, came=array.shape))
    return numbers(array, array.shape, name)


def labels_of(z, sample_size):
    """Labels as whole numbers (sample_size,), else trouble."""
    return numbers(z, (sample_size,), "z").astype(int)


def parameters(weight, mean, var):
    """Weights, means and variances as three arrays (num_components,), else trouble."""
    shape = (len(line_of(weight, "weight")),)
    return (
        numbers(weight, shape, "weight"),
        numbers(mean, shape, "mean"),
        numbers(var, shape, "var"),
    )


def density(mixture_pdf, x, weight, mean, var):
    """The student's density at x; their function gets copies."""
    came = mixture_pdf(x.copy(), weight.copy(), mean.copy(), var.copy())
    return numbers(came, x.shape, "mixture_pdf(x, weight, mean, var)")


def shares(mixture_pdf, x, weight, mean, var):
    """Each component's part π_k N(x | μ_k, σ_k²) in the density: (num_components, len(x)).

    The student's function draws it too: a mixture of one component is that component.
    """
    one = np.ones(1)
    return [
        weight[k] * density(mixture_pdf, x, one, mean[k : k + 1], var[k : k + 1])
        for k in range(len(weight))
    ]


def total(log_likelihood, x, weight, mean, var):
    """The student's log-likelihood, if it is one finite number, else trouble."""
    came = log_likelihood(x.copy(), weight.copy(), mean.copy(), var.copy())
    return one_number(came, "log_likelihood(x, weight, mean, var)")


def area(x, height):
    """Area under a curve."""
    return float(np.trapezoid(height, x))


def reach(weight, mean, var, x=None):
    """Places along the axis that show every component, and the data."""
    width = 4 * np.sqrt(np.clip(var, 1e-6, None))
    ends = [*(mean - width), *(mean + width)]
    if x is not None:
        ends += [x.min(), x.max()]
    return np.linspace(min(ends), max(ends), STEPS)


def around(x):
    """Lower and upper end of an axis for data, with some room."""
    room = 0.08 * max(np.ptp(x), 1e-9)
    return x.min() - room, x.max() + room


def histogram(axes, x, bins=BINS, **named):
    """Data as bars whose area is 1; returns the height of the highest."""
    heights, edges = np.histogram(x, bins=bins, density=True)
    options = {"color": BARS, "edgecolor": "#BDBDBD", "linewidth": 0.5, "zorder": 1}
    axes.stairs(heights, edges, fill=True, **{**options, **named})
    _label(axes)
    return heights.max()


def labelled_histogram(axes, x, z, bins=BINS):
    """Bars of `histogram`, each divided into one piece for each label."""
    edges = np.histogram_bin_edges(x, bins)
    below = np.zeros(len(edges) - 1)
    for k in range(z.max() + 1):
        counts = np.histogram(x[z == k], edges)[0]
        above = below + counts / (len(x) * np.diff(edges))
        axes.stairs(
            above,
            edges,
            baseline=below,
            fill=True,
            facecolor=style.colour(k),
            edgecolor="white",
            hatch=(None, "///", "...")[k % 3],
            linewidth=0,
            alpha=0.55,
            label=say("mixtures.label", k=k, count=int(counts.sum())),
            zorder=1,
        )
        below = above
    _label(axes)


def component_lines(axes, x, heights):
    """One curve for each component, in its colour and line."""
    return [
        axes.plot(
            x,
            height,
            color=style.colour(k),
            linestyle=style.line(k),
            label=say("label.component_line", k=k),
            zorder=5,
        )[0]
        for k, height in enumerate(heights)
    ]


def mixture_line(axes, x, height):
    """The curve of the whole density."""
    label = say("label.mixture")
    return axes.plot(x, height, color=style.INK, linewidth=2.6, label=label, zorder=4)[0]


def legend(figure, axes):
    """Legend under a figure: what the panel `axes` shows, in the order in which it was drawn."""
    handles, _ = axes.get_legend_handles_labels()
    columns = len(handles) if len(handles) <= 4 else 3
    # matplotlib fills a legend column by column; taken in this order it reads row by row.
    by_column = [handle for start in range(columns) for handle in handles[start::columns]]
    figure.legend(handles=by_column, loc="outside lower center", ncols=columns)


def numbers_of(values, digits=2):
    """Several numbers as they stand in a sentence."""
    return words.listing(words.number(value, digits) for value in values)


def _label(axes):
    axes.set_xlabel(say("axis.x"))
    axes.set_ylabel(say("axis.density"))
