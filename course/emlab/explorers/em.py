"""Explorer of EM: half-steps of the student's own class; data and start can be chosen."""

from dataclasses import dataclass, replace

import ipywidgets as widgets
import numpy as np

from emlab import data, style
from emlab.em import history
from emlab.explorers.plane import Plane
from emlab.explorers.stage import HalfSteps, Stage, row, set_up, why_it_ends
from emlab.figures import draw, words
from emlab.messages import say
from emlab.reading import Trouble, points_of
from emlab.student import Parameters

ROUNDS = 80  # at most
STILL = 1e-9  # relative change of the log-likelihood at which EM has come to rest
LAST_START = 19
MOST_COMPONENTS = 6  # so many colours there are
UNLIKE = 4  # axes whose spans differ by such a factor are not drawn to the same scale
PUBLISHED = ((2.037, 54.480), (4.290, 79.970))  # R's mclust, two components


@dataclass(frozen=True)
class Scene:
    """Data, and how they are drawn; EM sees them with each column divided by `unit`."""

    name: str
    X: np.ndarray
    labels: tuple
    centre: np.ndarray
    unit: np.ndarray
    published: tuple = ()

    def run(self, GMM, num_components, seed):
        """Rounds of EM in the units of X, and why they end early: see `history`."""
        np.random.seed(seed)
        gmm = GMM(2, num_components)
        kept, error = history(gmm, (self.X - self.centre) / self.unit, ROUNDS, STILL)
        return [self._in_units(state) for state in kept], error

    def _in_units(self, state):
        weight, means, covs = (getattr(state.parameters, n) for n in ("weight", "means", "covs"))
        return replace(
            state,
            parameters=Parameters(
                weight, means * self.unit + self.centre, covs * np.outer(self.unit, self.unit)
            ),
            log_likelihood=state.log_likelihood - len(self.X) * float(np.log(self.unit).sum()),
        )


def plain(key, X):
    """Data as they are."""
    labels = say("axis.x1"), say("axis.x2")
    return Scene(say(key), X, labels, np.zeros(2), np.ones(2))


def eruptions(standardised):
    """Old Faithful in minutes; EM sees the minutes, or deviations from the mean."""
    X = data.old_faithful()
    labels = say("axis.eruption"), say("axis.waiting")
    if standardised:
        name = say("explore.em.geyser")
        return Scene(name, X, labels, X.mean(axis=0), X.std(axis=0), PUBLISHED)
    return Scene(say("explore.em.minutes"), X, labels, np.zeros(2), np.ones(2), PUBLISHED)


def explore_em(GMM, X, num_components, seed=0):
    """Step through the student's own EM on 2-D data, half a round at a time.

    Parameters
    ----------
    GMM : class
        With ``e_step``, ``m_step`` and ``log_pdf``.
    X : ndarray, shape (sample_size, 2)
        To begin with; there are other data to choose.
    num_components : int
        From 1 to 6; it can be changed.
    seed : int
        From 0 to 19, for the random means that a GMM starts with; it can be changed.
    """
    _open(GMM, lambda: _scenes(points_of(X, 2)), num_components, seed)


def explore_geyser(GMM, num_components=2, seed=0):
    """Step through the student's own EM on the eruptions of Old Faithful, standardised or not.

    Parameters
    ----------
    GMM : class
        With ``e_step``, ``m_step`` and ``log_pdf``.
    num_components, seed : int
        As in `explore_em`.
    """
    _open(GMM, lambda: [eruptions(True), eruptions(False)], num_components, seed)


def _scenes(X):
    others = plain("explore.em.clouds", data.three_clouds()), eruptions(True)
    known = [scene for scene in others if not np.array_equal(scene.X, X)]
    return [plain("explore.em.given", X), *known]


def _open(GMM, make_scenes, num_components, seed):
    def first():
        if num_components not in range(1, MOST_COMPONENTS + 1):
            raise Trouble(say("explore.em.components_range", number=num_components))
        if seed not in range(LAST_START + 1):
            raise Trouble(say("explore.em.seed_range", number=seed))
        return _Runs(GMM, make_scenes(), num_components, seed)

    runs = set_up(first)
    if runs:
        runs.stage.open(runs.choices, runs.steps.box)


class _Runs:
    """The walk that is on the stage, and the controls that choose it and move it."""

    def __init__(self, GMM, scenes, num_components, seed):
        self.GMM, self.scenes, self.done = GMM, scenes, {}
        kept, error = self._run(0, num_components, seed)
        if not kept:
            raise error
        self.view = EMView(scenes[0], kept)
        self.stage = self.view.stage
        self.view.show(0)
        self.stage.note.value = why_it_ends(error)
        self.steps = HalfSteps(self.view.last, self._show)
        names = [(scene.name, number) for number, scene in enumerate(scenes)]
        fitting = {"style": {"description_width": "initial"}}
        self.data = widgets.Dropdown(
            options=names, description=say("explore.em.data"), layout={"width": "19em"}, **fitting
        )
        self.components = widgets.IntSlider(
            value=num_components,
            min=1,
            max=MOST_COMPONENTS,
            description=say("explore.em.components"),
            layout={"width": "20em"},
            **fitting,
        )
        self.start = widgets.IntSlider(
            value=seed,
            min=0,
            max=LAST_START,
            description=say("explore.em.start"),
            layout={"width": "20em"},
            **fitting,
        )
        self.choices = row(self.data, self.components, self.start)
        for control in (self.data, self.components, self.start):
            control.observe(lambda _change: self.stage.attempt(self._begin), "value")

    def _run(self, scene, num_components, seed):
        """Each choice is run once."""
        choice = scene, num_components, seed
        if choice not in self.done:
            self.done[choice] = self.scenes[scene].run(self.GMM, num_components, seed)
        return self.done[choice]

    def _begin(self):
        scene = self.data.value
        kept, error = self._run(scene, self.components.value, self.start.value)
        if not kept:
            raise error
        self.stage.note.value = why_it_ends(error)
        self.view = EMView(self.scenes[scene], kept, self.stage)
        self.steps.begin_again(self.view.last)

    def _show(self, half_step):
        self.stage.attempt(self.view.show, half_step)


class EMView:
    """Responsibilities and ellipses beside the trace of the log-likelihood, for one half-step."""

    def __init__(self, scene, kept, stage=None):
        self.X, self.kept = scene.X, kept
        self.last = 2 * (len(kept) - 1)
        num_components = kept[0].posterior.shape[1]
        figure = style.new_figure(9.2, 5.1)
        figure.get_layout_engine().set(wspace=0.06)
        self.plane, self.trace = figure.subplots(1, 2, width_ratios=[1.55, 1])
        self.values = np.array([state.log_likelihood for state in kept])
        self.mixture = Plane(self.plane, num_components)
        self.trails = [self._trail(k) for k in range(num_components)]
        self.crosses = self._crosses(scene.published)
        self._frames(scene)
        (self.path,) = self.trace.plot([], [], color=style.INK, linewidth=1.8)
        (self.here,) = self.trace.plot([], [], "o", color=style.INK, markersize=8)
        self.title = self.plane.set_title(say("explore.after_e.title", number=1))
        self.number = self.trace.set_title(words.number(self.values[0], 2))
        draw.legend(figure, num_components)
        live = [*self.mixture.artists, *self.trails, *self.crosses]
        live += [self.path, self.here, self.title, self.number]
        if stage:
            stage.exchange(figure, live)
        self.stage = stage or Stage(figure, live)

    def _trail(self, k):
        """The way that a mean has come."""
        line = {"color": style.colour(k), "marker": ".", "markersize": 5, "linewidth": 1.1}
        return self.plane.plot([], [], path_effects=draw.CASING, zorder=5, **line)[0]

    def _crosses(self, published):
        """Where a published fit has its means."""
        if not published:
            return []
        cross = {"marker": "+", "markersize": 14, "markeredgewidth": 2.4, "linestyle": ""}
        named = {"color": style.INK, "zorder": 9, "label": say("geyser.published"), **cross}
        crosses = self.plane.plot(*np.transpose(published), **named)
        legend = self.plane.legend(loc="upper left", frameon=True, edgecolor="none", borderpad=0.2)
        legend.set_zorder(8)  # ellipses that pass behind it leave it readable
        return [*crosses, legend]

    def _frames(self, scene):
        low, high = draw.span(self.X, 0.14)
        equal = max(high - low) < UNLIKE * min(high - low)
        draw.frame(self.plane, low, high, equal)
        self.plane.set_xlabel(scene.labels[0])
        self.plane.set_ylabel(scene.labels[1])
        room = max(0.06 * np.ptp(self.values), 1.0)
        self.trace.set_xlim(-0.5, max(len(self.kept) - 1, 1) + 0.5)
        self.trace.set_ylim(self.values.min() - room, self.values.max() + room)
        self.trace.set_xlabel(say("axis.round"))
        self.trace.set_ylabel(say("axis.log_likelihood"))

    def show(self, half_step):
        """Even half-steps end with an E-step, odd ones with the M-step that follows it."""
        number, moved = divmod(half_step, 2)
        reached = number + moved
        parameters = self.kept[reached].parameters
        self.mixture.show(self.X, self.kept[number].posterior, parameters)
        way = np.array([state.parameters.means for state in self.kept[: reached + 1]])
        for k, trail in enumerate(self.trails):
            trail.set_data(*way[:, k].T)
        self.path.set_data(np.arange(reached + 1), self.values[: reached + 1])
        self.here.set_data([reached], [self.values[reached]])
        key = "explore.after_m" if moved else "explore.after_e"
        self.title.set_text(say(f"{key}.title", number=number + 1))
        self.number.set_text(words.number(self.values[reached], 2))
        self.stage.renew(
            say(
                key,
                number=number + 1,
                likelihood=words.number(self.values[reached], 2),
                means=words.means(parameters),
                weights=words.listing(words.number(weight) for weight in parameters.weight),
            )
        )
