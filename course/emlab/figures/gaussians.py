"""Pictures of one Gaussian: covariance, density, likelihood, fit and sample."""

import numpy as np

from emlab import style
from emlab.figures import curves, draw, words
from emlab.figures.guard import picture
from emlab.messages import say
from emlab.reading import density, log_density, numbers, points_of
from emlab.student import build_gaussian, clone, put

GALLERY = (
    ("gallery.round", [[1.0, 0.0], [0.0, 1.0]]),
    ("gallery.stretched", [[2.6, 0.0], [0.0, 0.4]]),
    ("gallery.up", [[1.5, 1.1], [1.1, 1.5]]),
    ("gallery.down", [[1.5, -1.1], [-1.1, 1.5]]),
)


@picture
def covariance_gallery():
    """Show four covariance matrices as clouds with their ellipses and axes."""
    figure = style.new_figure(9.4, 3.8)
    noise = np.random.RandomState(11).randn(220, 2)
    for axes, (key, cov) in zip(figure.subplots(1, 4, sharey=True), GALLERY, strict=True):
        cov = np.array(cov)
        values, vectors = np.linalg.eigh(cov)
        vectors = vectors * np.where(vectors.sum(axis=0) < 0, -1, 1)
        draw.cloud(axes, noise @ np.linalg.cholesky(cov).T, alpha=0.4)
        draw.ellipses(axes, np.zeros(2), cov, style.colour(0))
        for value, direction in zip(values, vectors.T, strict=True):
            _arrow(axes, np.sqrt(value) * direction)
        axes.set_title(say(key), pad=44)
        _matrix(axes, cov)
        draw.frame(axes, (-4.2, -4.2), (4.2, 4.2))
        axes.set_xticks([-4, -2, 0, 2, 4])
        axes.set_xlabel(say("axis.x1"))
        if axes.get_subplotspec().is_first_col():
            axes.set_ylabel(say("axis.x2"))
    draw.legend(figure, mean=False)
    return figure, say("gallery.alt")


def _matrix(axes, cov):
    """The matrix above a panel, in tall brackets."""
    rows = ["  ".join(f"{words.number(value, 1):>4}" for value in row) for row in cov]
    options = {"xycoords": "axes fraction", "textcoords": "offset points", "va": "bottom"}
    axes.annotate(
        f"⎡{rows[0]} ⎤\n⎣{rows[1]} ⎦", (0, 1), (24, 5), family="DejaVu Sans Mono", **options
    )
    axes.annotate("Σ =", (0, 1), (0, 12), **options)


def _arrow(axes, step):
    style_ = {
        "arrowstyle": "-|>,head_width=0.25,head_length=0.5",
        "lw": 2,
        "mutation_scale": 11,
        "shrinkA": 0,
        "shrinkB": 0,
    }
    axes.annotate("", step, (0, 0), arrowprops={"color": style.COLOURS[1], **style_}, zorder=7)


@picture
def axes_or_joint(X):
    """Show why variances alone do not describe a tilted cloud.

    Parameters
    ----------
    X : ndarray, shape (sample_size, 2)
    """
    X = points_of(X, 2)
    mean, cov = X.mean(axis=0), np.cov(X.T, bias=True)
    panels = (("joint.axes", np.diag(np.diag(cov)), 1), ("joint.full", cov, 0))
    figure = style.new_figure(8.8, 4.2)
    low, high = draw.span(np.vstack([X, draw.outline(mean, panels[0][1], 2).T]))
    for axes, (key, shape, k) in zip(figure.subplots(1, 2), panels, strict=True):
        draw.cloud(axes, X)
        draw.ellipses(axes, mean, shape, style.colour(k))
        draw.frame(axes, low, high)
        axes.set_title(say(key))
        axes.set_xlabel(say("axis.x1"))
        axes.set_ylabel(say("axis.x2"))
    draw.legend(figure, mean=False)
    return figure, say("joint.alt", covariance=words.number(cov[0, 1]))


@picture
def product_or_sum(densities):
    """Draw the running product of densities, and the running sum of their logarithms.

    Parameters
    ----------
    densities : ndarray, shape (sample_size,)
        Between 0 and 1.
    """
    densities = numbers(densities, (np.size(densities),), "densities")
    count = np.arange(1, len(densities) + 1)
    products = np.cumprod(densities)
    lost = int(np.count_nonzero(products))
    figure = style.new_figure(8.8, 3.3)
    left, right = figure.subplots(1, 2)
    left.semilogy(count[:lost], products[:lost], color=style.colour(0))
    left.set_yticks([1e0, 1e-100, 1e-200, 1e-300])
    left.minorticks_off()
    if lost < len(densities):
        left.axvline(lost, color=style.colour(1), linestyle="--", linewidth=1.6)
        note = say("product.lost", count=lost + 1)
        left.text(lost - 8, products[0], note, ha="right", va="top", color=style.INK, fontsize=10)
    right.plot(count, np.cumsum(np.log(densities)), color=style.colour(0))
    for axes, key in ((left, "product.left"), (right, "product.right")):
        axes.set_xlim(0, len(densities))
        axes.set_xlabel(say("axis.count"))
        axes.set_title(say(key))
    total = words.number(np.log(densities).sum(), 0)
    return figure, say("product.alt", size=len(densities), count=lost + 1, total=total)


@picture
def density_1d(Gaussian):
    """Draw three 1-D densities with the student's class, the narrow one higher than 1.

    Parameters
    ----------
    Gaussian : class
        With ``Gaussian(dim)`` and ``log_pdf``.
    """
    x = np.linspace(-6, 6, 1201)
    figure = style.new_figure(8.2, 3.9)
    axes = figure.subplots()
    peaks, areas = [], []
    for k, variance in enumerate((4.0, 1.0, 0.04)):
        gaussian = build_gaussian(Gaussian, np.zeros(1), np.array([[variance]]))
        height = density(gaussian, x[:, None])
        peaks.append(height.max())
        areas.append(height.sum() * (x[1] - x[0]))
        label = say("density_1d.label", variance=f"{variance:g}", area=words.number(areas[-1]))
        axes.plot(x, height, color=style.colour(k), linestyle=style.line(k), label=label)
        axes.fill_between(x, height, color=style.colour(k), alpha=0.12, linewidth=0)
    axes.axhline(1, color=style.SOFT, linewidth=1, linestyle=":")
    axes.text(-5.9, 1.03, say("density_1d.one"), color=style.SOFT, fontsize=10)
    axes.set_xlim(-6, 6)
    axes.set_ylim(0, max(1.3, 1.08 * max(peaks)))
    axes.set_xlabel(say("axis.x"))
    axes.set_ylabel(say("axis.density"))
    curves.legend(figure, axes)
    values = {"peaks": words.listing(words.number(peak) for peak in peaks)}
    values["areas"] = words.listing(words.number(area) for area in areas)
    return figure, say("density_1d.alt", **values)


@picture
def log_likelihood_slice(gaussian, X):
    """Draw the total log-likelihood of X as one parameter of a fitted Gaussian is moved away.

    Parameters
    ----------
    gaussian : Gaussian
        Fitted to X; it is copied, not changed.
    X : ndarray, shape (sample_size, dim)
    """
    X = points_of(X)
    mean = numbers(gaussian.mean, (X.shape[1],), "mean")
    cov = numbers(gaussian.cov, (X.shape[1], X.shape[1]), "cov")
    first_axis = np.eye(X.shape[1])[0]
    shifts = np.linspace(-1.5, 1.5, 61) * np.sqrt(cov[0, 0])
    factors = np.geomspace(1 / 3.5, 3.5, 61)
    moved = [(mean + shift * first_axis, cov) for shift in shifts]
    scaled = [(mean, factor * cov) for factor in factors]
    panels = (("slice.mean", shifts + mean[0], moved), ("slice.scale", factors, scaled))
    figure = style.new_figure(8.8, 3.5)
    peaks = []
    for axes, (key, positions, parameters) in zip(
        figure.subplots(1, 2, sharey=True), panels, strict=True
    ):
        totals = _totals(gaussian, X, parameters)
        best = int(np.argmax(totals))
        peaks.append(words.number(positions[best]))
        axes.plot(positions, totals, color=style.colour(0))
        here = mean[0] if key == "slice.mean" else 1.0
        axes.axvline(here, color=style.colour(1), linestyle="--", linewidth=1.6)
        axes.scatter(positions[best], totals[best], s=70, color=style.colour(0), zorder=5)
        axes.set_xlabel(say(key))
        axes.set_title(say("slice.title", place=peaks[-1], fit=words.number(here)))
    figure.axes[0].set_ylabel(say("axis.log_likelihood"))
    return figure, say("slice.alt", mean=peaks[0], fit=words.number(mean[0]), scale=peaks[1])


def _totals(gaussian, X, parameters):
    copy = clone(gaussian)
    totals = []
    for mean, cov in parameters:
        put(copy, mean, cov)
        totals.append(log_density(copy, X).sum())
    return np.array(totals)


@picture
def fit_and_sample(gaussian, X):
    """Show data beside a sample of the same size from the Gaussian fitted to them.

    Parameters
    ----------
    gaussian : Gaussian
        Fitted to X.
    X : ndarray, shape (sample_size, 2)
    """
    X = points_of(X, 2)
    draws = numbers(gaussian.sample(len(X)), X.shape, f"sample({len(X)})")
    mean = numbers(gaussian.mean, (2,), "mean")
    cov = numbers(gaussian.cov, (2, 2), "cov")
    low, high = draw.span(np.vstack([X, draws]))
    figure = style.new_figure(8.8, 4.2)
    for axes, key, points in zip(
        figure.subplots(1, 2), ("sample.data", "sample.drawn"), (X, draws), strict=True
    ):
        draw.cloud(axes, points)
        draw.ellipses(axes, mean, cov, style.colour(0))
        draw.mean_mark(axes, mean)
        draw.frame(axes, low, high)
        axes.set_title(say(key, size=len(points)))
        axes.set_xlabel(say("axis.x1"))
        axes.set_ylabel(say("axis.x2"))
    draw.legend(figure)
    return figure, say(
        "sample.alt", mean=words.vector(mean), drawn=words.vector(draws.mean(axis=0))
    )
