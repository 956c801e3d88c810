"""Pictures of lesson 00: the eruptions of Old Faithful, and what EM made of them."""

from emlab import data, recording, style
from emlab.figures import draw, words
from emlab.figures.guard import picture
from emlab.figures.mixtures import rounds_figure
from emlab.messages import say


@picture
def eruptions():
    """Draw the eruptions of Old Faithful: how long each took, and the wait for the next."""
    X = data.old_faithful()
    figure = style.new_figure(6.6, 4.2)
    axes = figure.subplots()
    draw.cloud(axes, X, s=20)
    draw.frame(axes, *draw.span(X), equal=False)
    axes.set_xlabel(say("axis.eruption"))
    axes.set_ylabel(say("axis.waiting"))
    return figure, say("eruptions.alt", size=len(X))


@picture
def recorded_rounds(rounds=(0, 1, 10, 13, 16, 20)):
    """Draw some rounds of the recorded run of EM on Old Faithful.

    Parameters
    ----------
    rounds : sequence of int
        The rounds to draw.
    """
    X, kept = recording.load()
    rounds = tuple(rounds)
    names = ("axis.eruption", "axis.waiting")
    return rounds_figure(X, kept, rounds, names, equal=False), say(
        "recorded_rounds.alt",
        rounds=words.listing(str(number) for number in rounds),
        means=words.means(kept[rounds[-1]].parameters),
        first=words.number(kept[0].log_likelihood, 1),
        last=words.number(kept[-1].log_likelihood, 1),
    )
