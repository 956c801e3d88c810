"""Pictures of Jensen's inequality: chords on the logarithm, and the gap above them."""

import numpy as np

from emlab import style
from emlab.figures import draw, words
from emlab.figures.guard import picture
from emlab.messages import say

HIGHLIGHT = style.COLOURS[1]
PEN = {"solid_capstyle": "round"}


@picture
def concave_or_not():
    """Show the chords of three curves: one concave, one convex, one neither."""
    panels = (
        ("concave_or_not.log", np.log, (0.08, 6), ((0.25, 1.3), (1.8, 5.6))),
        ("concave_or_not.square", np.square, (-2.2, 2.2), ((-2.0, -0.5), (0.1, 2.1))),
        ("concave_or_not.wave", np.sin, (0, 6.3), ((0.4, 2.6), (3.4, 5.9))),
    )
    figure = style.new_figure(9.4, 3.3)
    for axes, (key, function, limits, chords) in zip(figure.subplots(1, 3), panels, strict=True):
        grid = np.linspace(*limits, 300)
        axes.plot(grid, function(grid), color=style.INK)
        for ends in np.array(chords):
            axes.plot(*(ends, function(ends)), color=style.COLOURS[0], marker="o", linestyle="--")
        axes.set_title(say(key))
        axes.set_xlabel(say("jensen.axis.a"))
    figure.axes[0].set_ylabel(say("jensen.axis.f"))
    return figure, say("concave_or_not.alt")


def log_curve(axes, high):
    """The curve log a, for a up to `high`."""
    grid = np.geomspace(0.12, high, 400)
    axes.plot(grid, np.log(grid), color=style.INK)
    axes.set_xlim(0, high)
    axes.set_ylim(np.log(0.2), np.log(high) + 0.35)
    axes.set_xlabel(say("jensen.axis.a"))
    axes.set_ylabel(say("jensen.axis.log_a"))


@picture
def chord(first=1.0, second=9.0, share=0.5):
    """Show a chord on the logarithm: log of the mean, mean of the logs, and the gap.

    Parameters
    ----------
    first, second : float
        The two values, above 0.
    share : float
        Weight of the second value.
    """
    ends, q = np.array([first, second], dtype=float), np.array([1 - share, share])
    mean, below = q @ ends, q @ np.log(ends)
    above = np.log(mean)
    figure = style.new_figure(7.4, 4.6)
    axes = figure.subplots()
    log_curve(axes, 1.15 * ends.max())
    axes.set_ylim(bottom=min(0.0, np.log(ends.min())) - 0.4)
    axes.plot(ends, np.log(ends), color=style.COLOURS[0], marker="o", markersize=9)
    axes.plot([mean, mean], [below, above], color=HIGHLIGHT, linewidth=3.5, zorder=4, **PEN)
    axes.plot(mean, above, marker="^", markersize=11, color=style.INK, zorder=5)
    axes.plot(mean, below, marker="s", markersize=9, color=HIGHLIGHT, zorder=5)
    near = {"textcoords": "offset points", "va": "center", "path_effects": draw.HALO, "zorder": 6}
    for key, height, offset in (
        ("chord.log_of_mean", above, (-12, 14)),
        ("chord.mean_of_log", below, (12, -12)),
        ("chord.gap", (above + below) / 2, (-9, -12)),
    ):
        value = words.number(above - below if key == "chord.gap" else height)
        side = "right" if offset[0] < 0 else "left"
        axes.annotate(say(key, value=value), (mean, height), offset, ha=side, **near)
    return figure, say(
        "chord.alt",
        first=f"{first:g}",
        second=f"{second:g}",
        mean=f"{mean:g}",
        above=words.number(above),
        below=words.number(below),
        gap=words.number(above - below),
    )


@picture
def centre_of_mass():
    """Show that the centre of mass of points on the logarithm lies below the curve."""
    a = np.array([0.4, 1.2, 3.0, 6.0, 9.5])
    q = np.array([0.15, 0.1, 0.2, 0.2, 0.35])
    mean, below = q @ a, q @ np.log(a)
    figure = style.new_figure(7.4, 4.5)
    axes = figure.subplots()
    log_curve(axes, 10.8)
    axes.set_ylim(np.log(0.3), np.log(10.8) + 0.3)
    axes.fill(a, np.log(a), color=style.COLOURS[0], alpha=0.15, linewidth=0)
    axes.plot([*a, a[0]], [*np.log(a), np.log(a[0])], color=style.COLOURS[0], linewidth=1, zorder=2)
    axes.plot([mean, mean], [below, np.log(mean)], color=HIGHLIGHT, linewidth=3.5, zorder=3)
    axes.scatter(
        a, np.log(a), s=900 * q, color=style.COLOURS[0], zorder=4, label=say("centre_of_mass.point")
    )
    axes.scatter(
        mean,
        below,
        s=110,
        marker="s",
        color=HIGHLIGHT,
        zorder=5,
        label=say("centre_of_mass.balance"),
    )
    axes.scatter(
        mean,
        np.log(mean),
        s=110,
        marker="^",
        color=style.INK,
        zorder=5,
        label=say("centre_of_mass.curve"),
    )
    axes.legend(loc="lower right", markerscale=0.8)
    return figure, say(
        "centre_of_mass.alt", below=words.number(below), above=words.number(np.log(mean))
    )
