"""Picture of making EM fast: what each idea gains, and how a round's cost grows with the data."""

import time
from itertools import pairwise

import numpy as np

from emlab import style
from emlab.figures.guard import picture
from emlab.messages import say
from emlab.reading import Trouble
from emlab.record import being_graded
from emlab.student import Parameters, put_mixture

DIM, NUM_COMPONENTS, SAMPLE_SIZE = 8, 8, 64_000  # of the bars: 32 MB once whitened
FEW, SLOW = 200, 2e-5  # data points that are enough where one takes longer than so many seconds
TURNS = 6  # of which the first three only show what is slow
SIZES = (10**3, 10**4, 10**5, 10**6)
FIT_POINTS = 20_000  # times rounds: so much work can be timed
LONGEST = 0.2  # seconds of a round after which no larger sample is tried
# Processor time of this thread, which other programs do not lengthen, where it is fine enough.
# A browser's Python may not have it at all.
FINE = hasattr(time, "thread_time") and time.get_clock_info("thread_time").resolution < 1e-5
CLOCK = time.thread_time if FINE else time.perf_counter


@picture
def speed(steps, log_sum_exp, own, fast, theirs=None):
    """Time each step of a list as a bar; and a round of EM over the sample size, as lines.

    Parameters
    ----------
    steps : list of (str, callable, int)
        Name; ``distances(X, means, covs)`` giving the squared distances (sample_size,
        num_components); and how often a round computes them.
    log_sum_exp : callable
        The student's own, which turns them into a log density each time.
    own, fast : class
        GMM, and one like it whose ``fit`` takes ``max_iter`` rounds from where it is.
    theirs : class, optional
        scikit-learn's GaussianMixture.

    Raises
    ------
    Trouble
        Where the notebook is graded: beside others, times mean nothing, and each would take long.
    """
    if being_graded():
        raise Trouble(say("speed.graded"))
    seconds = _step_seconds(log_sum_exp, steps)
    lines = {say("speed.own"): _growth(lambda X, start: _own_round(own, X, start))}
    if theirs is not None:
        lines[say("speed.theirs")] = _growth(lambda X, start: _round_of(_theirs, theirs, X, start))
    lines[say("speed.fast")] = _growth(lambda X, start: _round_of(_fast, fast, X, start))
    figure = style.new_figure(9.6, 4.2)
    left, right = figure.subplots(1, 2, width_ratios=[1.1, 1])
    _bars(left, [step[0] for step in steps], seconds)
    growth_lines(right, lines)
    return figure, say(
        "speed.alt",
        first=steps[0][0],
        last=steps[-1][0],
        gain=f"{seconds[0] / seconds[-1]:.0f}",
        ratios=_ratios(lines),
    )


def growth_lines(axes, lines):
    """Seconds of a round over the sample size: {label: (sizes, seconds)}; grey is proportional."""
    for k, (label, (sizes, seconds)) in enumerate(lines.items()):
        named = {"color": style.colour(k), "marker": style.marker(k), "label": label}
        axes.plot(sizes, seconds, **named)
    sizes, seconds = list(lines.values())[-1]
    proportional = seconds[-1] * np.array(sizes) / sizes[-1]
    axes.plot(sizes, proportional, color=style.SOFT, linestyle=":", label=say("speed.linear"))
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_ylim(bottom=proportional[0] / 40)  # room for the legend
    axes.set_xlabel(say("speed.size"))
    axes.set_ylabel(say("speed.round"))
    axes.legend(loc="lower right")


def _bars(axes, names, seconds):
    each = 1e9 * np.array(seconds)
    place = np.arange(len(names))[::-1]
    axes.barh(place, each, color=style.colour(0), height=0.62)
    texts = [say("speed.value", value=f"{each[0]:,.0f}")]
    for before, value in pairwise(each):
        texts.append(say("speed.gain", value=f"{value:,.0f}", gain=f"{before / value:.1f}"))
    for at, value, text in zip(place, each, texts, strict=True):
        axes.text(value * 1.15, at, text, va="center")
    axes.set_xscale("log")
    axes.set_xlim(each.min() / 3, each.max() * 25)
    axes.set_yticks(place, names)
    axes.set_xlabel(say("speed.each"))


def _step_seconds(log_sum_exp, steps):
    """Seconds for a data point of the densities that a round computes, one number for each step.

    The steps take turns, and the least of their times is the least disturbed.
    """
    rng = np.random.RandomState(0)
    X = rng.randn(SAMPLE_SIZE, DIM)
    means = 2 * rng.randn(NUM_COMPONENTS, DIM)
    roots = rng.randn(NUM_COMPONENTS, DIM, DIM) + 2 * np.eye(DIM)
    covs = roots @ roots.transpose(0, 2, 1)
    points = [len(X)] * len(steps)
    taken = [[] for _ in steps]
    for turn in range(TURNS):
        for number, (_, distances, times) in enumerate(steps):
            part = X[:FEW] if turn < 3 else X[: points[number]]
            begin = CLOCK()
            for _ in range(times):
                log_sum_exp(-0.5 * distances(part, means, covs))
            taken[number].append((CLOCK() - begin) / len(part))
            if turn == 2 and min(taken[number]) > SLOW:
                points[number] = FEW
    return [min(values[3:]) for values in taken]


def _seconds(run):
    begin = CLOCK()
    run()
    return CLOCK() - begin


def _growth(round_seconds):
    """Sample sizes and the seconds of a round, until one takes long."""
    sizes, seconds = [], []
    for size in SIZES:
        rng = np.random.RandomState(0)
        X = rng.randn(size, 2) + 4 * rng.randint(2, size=(size, 1))
        means = np.array([[0.5, 0.0], [3.0, 4.0], [5.0, 4.0]])
        start = Parameters(np.full(3, 1 / 3), means, np.array([np.eye(2)] * 3))
        sizes.append(size)
        seconds.append(min(round_seconds(X, start) for _ in range(2)))
        if seconds[-1] > LONGEST / 10:  # ten times as many would take longer than that
            break
    return sizes, seconds


def _own_round(own, X, start):
    gmm = own(2, 3)
    put_mixture(gmm, start)

    def one():
        gmm.m_step(X, gmm.e_step(X))
        gmm.log_pdf(X).sum()

    return _seconds(one)


def _round_of(fitted, cls, X, start):
    """Seconds of one round, as the difference of a longer and a shorter fit."""
    rounds = max(3, FIT_POINTS // len(X))
    longer = _seconds(lambda: fitted(cls, X, start, 1 + rounds))
    return max(longer - _seconds(lambda: fitted(cls, X, start, 1)), 1e-6) / rounds


def _fast(cls, X, start, rounds):
    gmm = cls(2, 3, n_init=0, max_iter=rounds)
    put_mixture(gmm, start)
    gmm.fit(X, eps=-np.inf)


def _theirs(cls, X, start, rounds):
    cls(
        3,
        tol=0,
        max_iter=rounds,
        weights_init=start.weight,
        means_init=start.means,
        precisions_init=np.linalg.inv(start.covs),
        init_params="random",
    ).fit(X)


def _ratios(lines):
    """How many times as long as the last one the others take, where all were timed."""
    *others, (fast_sizes, fast_seconds) = lines.values()
    told = []
    for label, (sizes, seconds) in zip(lines, others, strict=False):
        ratio = seconds[-1] / fast_seconds[fast_sizes.index(sizes[-1])]
        told.append(say("speed.ratio", label=label, ratio=f"{ratio:.1f}", size=f"{sizes[-1]:,}"))
    return " ".join(told)
