"""Pictures of underflow: where a mixture's formulas, taken word by word, run out of numbers."""

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from emlab import style
from emlab.figures import draw, words
from emlab.figures.guard import picture
from emlab.messages import say
from emlab.reading import CHUNK, Trouble, array_of, numbers, parameters_of

# The one lies on the other as far as it goes, so the one below is broad.
NAIVE = {"color": style.COLOURS[1], "linestyle": "--", "linewidth": 2.2}
STABLE = {"color": style.COLOURS[0], "linestyle": "-", "linewidth": 4, "alpha": 0.75}


def naive_density(model, X):
    """Weighted density of each component, as the formula reads: (sample_size, num_components)."""
    columns = [np.exp(shaped(g.log_pdf(X.copy()), len(X))) for g in model.gaussian_list]
    return np.asarray(model.weight, dtype=float) * np.column_stack(columns)


def shaped(value, *shape, name="log_pdf(X)"):
    """A student's array of the right shape; NaN and infinity may stand in it."""
    array = array_of(value, name)
    if array.shape != shape:
        raise Trouble(say("figure.shape", name=name, right=shape, came=array.shape))
    return array


@picture
def smooth_maximum(log_sum_exp):
    """Draw log(exp(a) + exp(0)) over a, near zero and far away, beside the formula as it reads.

    Parameters
    ----------
    log_sum_exp : function
        Takes an array (sample_size, num_components), returns one number for each row.
    """
    figure = style.new_figure(9.0, 3.7)
    ends = []
    for axes, reach in zip(figure.subplots(1, 2), (6, 2000), strict=True):
        a = np.linspace(-reach, reach, 401)
        rows = np.column_stack([a, np.zeros_like(a)])
        own = numbers(log_sum_exp(rows.copy()), (len(a),), "log_sum_exp(a)")
        naive = np.log(np.sum(np.exp(rows), axis=1))
        finite = np.isfinite(naive)
        ends.append(a[finite][-1])
        axes.plot(a, own, label=say("smooth.own"), **STABLE)
        axes.plot(a[finite], naive[finite], label=say("smooth.naive"), **NAIVE)
        axes.plot(a, np.maximum(a, 0), ":", color=style.SOFT, lw=1.8, label=say("smooth.max"))
        if not finite.all():
            _stop(axes, a[finite][-1], naive[finite][-1], say("smooth.stop"))
        axes.set_xlim(-reach, reach)
        axes.locator_params(axis="x", nbins=5)
        axes.set_xlabel(say("smooth.axis"))
        axes.set_title(say("smooth.near" if finite.all() else "smooth.far"))
    handles, labels = axes.get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=3)
    return figure, say("smooth.alt", end=words.number(ends[-1], 0), last=words.number(own[-1], 0))


def _stop(axes, x, y, text):
    axes.plot(x, y, "X", color=style.COLOURS[1], markersize=11, zorder=6)
    axes.annotate(text, (x, y), (-10, 4), textcoords="offset points", ha="right")


@picture
def reach(model, width=90.0):
    """Map the log density of a 2-D mixture far around it, and where the plain formula gives -inf.

    Parameters
    ----------
    model : GMM
        Of dimension 2.
    width : float
        Half the width of the map.
    """
    low = np.array([-width, -0.62 * width])
    x, y, points = draw.grid(low, -low, 121)
    pieces = np.array_split(points, len(points) // CHUNK)
    own = np.concatenate([shaped(model.log_pdf(piece.copy()), len(piece)) for piece in pieces])
    naive = np.concatenate([np.sum(naive_density(model, piece), axis=1) for piece in pieces])
    if not np.isfinite(own).any():
        raise Trouble(say("figure.not_finite", name="log_pdf(X)"))
    own, lost = own.reshape(121, 121), naive.reshape(121, 121) == 0
    edge = _smooth(lost)
    centre = parameters_of(model, 2).means
    figure = style.new_figure(8.2, 5.2)
    axes = figure.subplots()
    shown = np.ma.masked_invalid(own)
    filled = axes.contourf(x, y, shown, levels=14, cmap=style.DENSITY, zorder=0)
    hatched = axes.contourf(x, y, edge, levels=[0.5, 1.5], colors="none", hatches=["//"], zorder=1)
    hatched.set_edgecolor(style.COLOURS[1])
    axes.contour(x, y, edge, levels=[0.5], colors=style.COLOURS[1], linewidths=2.4, zorder=2)
    axes.scatter(*centre.T, s=16, color=style.COLOURS[0], zorder=3)
    draw.frame(axes, low, -low)
    axes.set_xlabel(say("axis.x1"))
    axes.set_ylabel(say("axis.x2"))
    draw.scale(figure, axes, filled, say("axis.log_density"))
    entries = [
        Patch(facecolor="none", edgecolor=style.COLOURS[1], hatch="//", label=say("reach.naive")),
        Line2D([], [], ls="", marker="o", color=style.COLOURS[0], label=say("reach.means")),
    ]
    figure.legend(handles=entries, loc="outside lower center", ncols=2)
    values = {"lost": words.number(100 * lost.mean(), 0)}
    values["own"] = words.number(100 * np.mean(~np.isfinite(own)), 0)
    return figure, say("reach.alt", lowest=words.number(shown.min(), 0), **values)


def _smooth(inside):
    """The share of a place and its neighbours that is inside: its edge runs without steps."""
    share = np.pad(inside.astype(float), 1, mode="edge")
    share = (share[:-2] + share[1:-1] + share[2:]) / 3
    return (share[:, :-2] + share[:, 1:-1] + share[:, 2:]) / 3
