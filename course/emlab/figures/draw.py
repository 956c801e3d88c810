"""Pieces that several pictures share: clouds, ellipses, means, responsibilities, densities."""

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patheffects import Normal, Stroke

from emlab import style
from emlab.messages import say
from emlab.reading import rounded

DASHES = {1: "-", 2: (0, (5, 3))}
# A pale rim keeps an ellipse readable on top of points of its own colour.
CASING = [Stroke(linewidth=4, foreground="#FFFFFFB0"), Normal()]
HALO = [Stroke(linewidth=3.5, foreground="white"), Normal()]  # the same for words over lines
LEGEND_ENTRY = 1.5  # inches


def cloud(axes, X, **named):
    """Plain data points."""
    options = {"s": 14, "color": style.DATA, "alpha": 0.55, "linewidths": 0, "zorder": 2}
    return axes.scatter(X[:, 0], X[:, 1], **{**options, **named})


def outline(mean, cov, radius):
    """Points around the ellipse at a distance of `radius` deviations: (2, 121)."""
    mean, cov = rounded(mean), rounded(cov)
    values, vectors = np.linalg.eigh(cov)
    angle = np.linspace(0, 2 * np.pi, 121)
    circle = np.stack([np.cos(angle), np.sin(angle)])
    return mean[:, None] + radius * (vectors * np.sqrt(np.clip(values, 0, None))) @ circle


def ellipses(axes, mean, cov, colour, radii=(1, 2), **named):
    """Ellipses of a Gaussian: one deviation drawn through, two deviations dashed."""
    lines = []
    for radius in radii:
        options = {"color": colour, "linestyle": DASHES[radius], "linewidth": 2, "zorder": 4}
        lines += axes.plot(*outline(mean, cov, radius), path_effects=CASING, **{**options, **named})
    return lines


def mean_mark(axes, mean, k=0, scale=1.0):
    """The mean: large and white, in the component's shape, with a rim in its colour."""
    return axes.scatter(
        *rounded(mean),
        s=95 * scale,
        marker=style.marker(k),
        facecolors="white",
        edgecolors=style.colour(k),
        linewidths=2.6 * np.sqrt(scale),
        zorder=6,
    )


def sizes(posterior):
    """Area of each point's mark: small where the posterior is undecided, large where certain."""
    posterior, num_components = rounded(posterior), posterior.shape[1]
    if num_components == 1:
        return np.full(len(posterior), 30.0)
    certainty = (posterior.max(axis=1) - 1 / num_components) / (1 - 1 / num_components)
    return 12 + 26 * np.clip(certainty, 0, 1)  # rows that do not sum to 1 are drawn all the same


def shares(axes, X, posterior, scale=1.0):
    """Points in the mixed colour of their posterior, in the shape of the likeliest component."""
    posterior = rounded(posterior)
    likeliest = posterior.argmax(axis=1)
    colours, areas = style.mix(posterior), sizes(posterior)
    for k in range(posterior.shape[1]):
        mine = likeliest == k
        axes.scatter(
            X[mine, 0],
            X[mine, 1],
            s=scale * areas[mine],
            c=colours[mine],
            marker=style.marker(k),
            alpha=0.8,
            linewidths=0,
            zorder=3,
        )


def legend(figure, num_components=0, mean=True, lines=True):
    """Legend under a figure: components in their shapes and colours, the mean, the ellipses."""
    entries = [
        Line2D(
            [],
            [],
            linestyle="",
            marker=style.marker(k),
            markersize=7,
            color=style.colour(k),
            label=say("label.component", k=k),
        )
        for k in range(num_components)
    ]
    if mean:
        rim = {"markerfacecolor": "white", "markeredgecolor": style.SOFT, "markeredgewidth": 2}
        entries.append(
            Line2D([], [], linestyle="", marker="o", markersize=8, label=say("label.mean"), **rim)
        )
    if lines:
        entries += [
            Line2D([], [], color=style.SOFT, linestyle=DASHES[radius], label=say(key))
            for radius, key in ((1, "label.one"), (2, "label.two"))
        ]
    rows = -(-len(entries) // int(figure.get_figwidth() / LEGEND_ENTRY))
    columns = -(-len(entries) // rows)
    # matplotlib fills a legend column by column; taken in this order it reads row by row.
    by_column = [entry for start in range(columns) for entry in entries[start::columns]]
    figure.legend(handles=by_column, loc="outside lower center", ncols=columns)


def scale(figure, axes, filled, label, **named):
    """Bar beside a map: how high each shade is."""
    bar = figure.colorbar(filled, ax=axes, shrink=0.85, **named)
    bar.set_label(label)
    bar.minorticks_off()
    bar.outline.set(edgecolor=style.RULE, linewidth=1)
    return bar


def frame(axes, low, high, equal=True):
    """Limits of both axes; one unit is equally long on both."""
    axes.set_xlim(low[0], high[0])
    axes.set_ylim(low[1], high[1])
    if equal:
        axes.set_aspect("equal")


def span(X, margin=0.08):
    """Lower and upper limits around data, with a margin."""
    low, high = X.min(axis=0), X.max(axis=0)
    room = margin * np.maximum(high - low, 1e-9)
    return low - room, high + room


def grid(low, high, steps):
    """Evenly spaced points over a rectangle: both axes, and the points (steps², 2)."""
    x, y = np.linspace(low[0], high[0], steps), np.linspace(low[1], high[1], steps)
    return x, y, np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)
