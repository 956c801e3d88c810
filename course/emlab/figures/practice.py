"""The picture of rounding: what is left of the log-likelihood's rise once EM is at rest."""

import numpy as np

from emlab import style
from emlab.em import history
from emlab.figures.guard import picture
from emlab.messages import say
from emlab.reading import points_of


@picture
def rounding(GMM, X, num_components, rounds=160, seed=0):
    """Draw how much each round of EM changes the log-likelihood, down to the last digits.

    Parameters
    ----------
    GMM : class
        With ``e_step``, ``m_step`` and ``log_pdf``.
    X : ndarray, shape (sample_size, dim)
    num_components : int
    rounds : int
        How many rounds to run.
    seed : int
        For the random means that a GMM starts with.
    """
    X = points_of(X)
    np.random.seed(seed)
    kept, error = history(GMM(X.shape[1], num_components), X, rounds, exact=True)
    if error:
        raise error
    values = np.array([state.log_likelihood for state in kept])
    change = np.diff(values) / np.abs(values[1:])
    number = np.arange(1, len(values))
    up, down = change > 0, change < 0
    figure = style.new_figure(8.6, 4.0)
    axes = figure.subplots()
    for chosen, k, key in ((up, 0, "rounding.up"), (down, 1, "rounding.down")):
        axes.scatter(
            number[chosen],
            np.abs(change[chosen]),
            s=26 + 20 * k,
            marker=("o", "v")[k],
            color=style.colour(k),
            linewidths=0,
            label=say(key),
            zorder=3 + k,
        )
    for level, key in ((1e-8, "rounding.eps"), (np.finfo(float).eps, "rounding.machine")):
        axes.axhline(level, color=style.SOFT, linewidth=1.2, linestyle=":")
        note = {"textcoords": "offset points", "color": style.SOFT, "va": "bottom"}
        axes.annotate(say(key), (0, level), (0, 3), **note)
    axes.set_yscale("log")
    axes.set_ylim(2e-17, 1)
    axes.set_xlabel(say("axis.round"))
    axes.set_ylabel(say("rounding.axis"))
    axes.legend(loc="upper right")
    return figure, say(
        "rounding.alt",
        rounds=rounds,
        falls=int(down.sum()),
        still=int(np.sum(change == 0)),
        largest=f"{np.max(-change[down], initial=0):.0e}",
    )
