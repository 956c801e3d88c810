"""Explorers: pictures with sliders and buttons, driven by the student's own class."""

import base64
import hashlib
import html

import ipywidgets as widgets
import numpy as np

from emlab import style
from emlab.em import history
from emlab.figures import draw, words
from emlab.figures.guard import explain
from emlab.messages import say
from emlab.quiet import quiet
from emlab.reading import Trouble, log_density, points_of
from emlab.show import (
    as_page,
    in_notebook,
    page_size,
    png_bytes,
    show_block,
    show_line,
    show_widget,
)
from emlab.student import build_gaussian, describe, put, unwritten

ROUNDS = 80  # at most, in the explorer of EM
STILL = 1e-9  # relative change of the log-likelihood at which EM has come to rest
# The second rule takes away the empty space too, where outputs are JupyterLab's.
HIDE = (
    "img.NAME { display: none !important } "
    ".jp-OutputArea-child:has(img.NAME) { display: none !important }"
)
MILLISECONDS = 700  # from half-step to half-step when playing


class _Stage:
    """A figure on the page: drawn once, its artists updated, its picture and caption renewed."""

    def __init__(self, figure):
        self.figure = figure
        width, _ = page_size(figure)
        self.image = widgets.Image(format="png", layout=widgets.Layout(max_width=f"{width}px"))
        self.caption = widgets.HTML()
        self.alt = ""
        # Arranged once: arranging the axes in every picture would cost time and make them shake.
        figure.draw_without_rendering()
        figure.set_layout_engine("none")

    def renew(self, alt):
        """Render the figure as it stands now, with the text that says what to see."""
        self.image.value = png_bytes(self.figure, small=False)
        self.alt = alt
        self.caption.value = _paragraph(alt)

    def complain(self, error):
        """Say in the caption what is wrong, and leave the last picture."""
        self.caption.value = _paragraph(explain(error))

    def open(self, *controls):
        """Put the stage and its controls on the page.

        A still picture comes first, for readers without a kernel; the live widget brings the style
        sheet that hides it, so a reader with a kernel sees one picture, not two.
        """
        if not in_notebook():
            print(self.alt)
            return
        picture = png_bytes(self.figure)
        encoded = base64.b64encode(picture).decode()
        name = "emlab-still-" + hashlib.sha256(picture).hexdigest()[:10]
        width, _ = page_size(self.figure)
        still = (
            f'<img class="{name}" width="{width}" alt="{html.escape(self.alt, quote=True)}" '
            f'src="data:image/png;base64,{encoded}">'
        )
        show_block(self.alt, still)
        hide = widgets.HTML(f"<style>{HIDE.replace('NAME', name)}</style>")
        hide.layout.display = "none"
        show_widget(widgets.VBox([hide, *controls, self.image, self.caption]), say("explore.plain"))


def _paragraph(text):
    return f"<div style='max-width:52em;line-height:1.4'>{as_page(text)}</div>"


# --- one Gaussian ------------------------------------------------------------------------------


def explore_gaussian(Gaussian):
    """Turn and stretch a 2-D Gaussian, and see its density as the student's class gives it.

    Parameters
    ----------
    Gaussian : class
        With ``Gaussian(dim)`` and ``log_pdf``.
    """
    try:
        with quiet(seed=1), style.look():
            view = _GaussianView(Gaussian)
            view.show(2.0, 0.8, 30)
    except Exception as error:
        show_line(explain(error))
        return
    first = _slider(2.0, 0.3, 2.5, 0.1, say("explore.first"))
    second = _slider(0.8, 0.3, 2.5, 0.1, say("explore.second"))
    angle = _slider(30, -90, 90, 5, say("explore.angle"), widgets.IntSlider)

    def moved(_change):
        view.try_to_show(first.value, second.value, angle.value)

    for control in (first, second, angle):
        control.observe(moved, "value")
    view.stage.open(first, second, angle)


def _slider(value, low, high, step, label, kind=widgets.FloatSlider):
    return kind(
        value=value,
        min=low,
        max=high,
        step=step,
        description=label,
        style={"description_width": "14em"},
        layout=widgets.Layout(width="38em", max_width="100%"),
    )


class _GaussianView:
    """Density, ellipses and axes of one Gaussian; a cloud of points that moves along."""

    LIMIT, STEPS = 6.0, 61

    def __init__(self, Gaussian):
        self.gaussian = build_gaussian(Gaussian, np.zeros(2), np.eye(2))
        self.noise = np.random.RandomState(3).randn(150, 2)
        low = np.array([-self.LIMIT, -self.LIMIT * 0.7])
        _, _, self.grid = draw.grid(low, -low, self.STEPS)
        figure = style.new_figure(7.2, 5.3)
        self.axes = figure.subplots()
        self.density = self.axes.imshow(
            np.zeros((self.STEPS, self.STEPS)),
            extent=(low[0], -low[0], low[1], -low[1]),
            origin="lower",
            cmap=style.DENSITY,
            interpolation="bilinear",
            zorder=0,
        )
        self.points = draw.cloud(self.axes, self.noise, alpha=0.35)
        self.lines = draw.ellipses(self.axes, np.zeros(2), np.eye(2), style.colour(1))
        self.arms = [
            self.axes.plot([], [], color=style.INK, linewidth=2.4, zorder=5)[0] for _ in range(2)
        ]
        draw.frame(self.axes, low, -low)
        self.axes.set_xlabel(say("axis.x1"))
        self.axes.set_ylabel(say("axis.x2"))
        draw.legend(figure, mean=False)
        self.stage = _Stage(figure)

    def try_to_show(self, *values):
        try:
            with quiet(seed=1), style.look():
                self.show(*values)
        except Exception as error:
            self.stage.complain(error)

    def show(self, first, second, angle):
        turn = np.deg2rad(angle)
        rotation = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
        factor = rotation * np.array([first, second])
        cov = factor @ factor.T
        put(self.gaussian, np.zeros(2), cov)
        height = np.exp(log_density(self.gaussian, self.grid))
        self.density.set_data(height.reshape(self.STEPS, self.STEPS))
        self.density.set_clim(0, height.max())
        self.points.set_offsets(self.noise @ factor.T)
        for line, radius in zip(self.lines, (1, 2), strict=True):
            line.set_data(*draw.outline(np.zeros(2), cov, radius))
        for arm, end in zip(self.arms, factor.T, strict=True):
            arm.set_data([0, end[0]], [0, end[1]])
        self.stage.renew(say("explore.gaussian", cov=words.matrix(cov), peak=f"{height.max():.3f}"))


# --- EM ----------------------------------------------------------------------------------------


def explore_em(GMM, X, num_components, seed=0):
    """Step through the student's own EM on 2-D data, half a round at a time.

    Parameters
    ----------
    GMM : class
        With ``e_step``, ``m_step`` and ``log_pdf``.
    X : ndarray, shape (sample_size, 2)
    num_components : int
    seed : int
        For the random means that a GMM starts with.
    """
    try:
        with quiet(seed=seed), style.look():
            X = points_of(X, 2)
            kept, error = history(GMM(2, num_components), X, ROUNDS, STILL)
            if not kept:
                raise error
            view = _EMView(X, kept)
            view.show(0)
    except Exception as error:
        show_line(explain(error))
        return
    view.stage.open(_em_controls(view), *_why_it_ends(error))


def _why_it_ends(error):
    """A line for the page when the rounds end early, told in the explorer's words."""
    if error is None:
        return []
    missing = unwritten(error)
    if missing:
        text = say("explore.unwritten", method=missing)
    elif isinstance(error, Trouble):
        text = str(error)
    else:
        text = say("explore.raised", error=describe(error))
    return [widgets.HTML(_paragraph(text))]


def _em_controls(view):
    last = view.last
    play = widgets.Play(min=0, max=last, interval=MILLISECONDS, show_repeat=False)
    slider = widgets.IntSlider(
        min=0,
        max=last,
        readout=False,
        description=say("explore.half_steps"),
        layout={"width": "20em"},
    )
    widgets.jslink((play, "value"), (slider, "value"))
    restart, back, step = (
        widgets.Button(description=say(key), icon=icon, layout={"width": "auto"})
        for key, icon in (
            ("explore.restart", "fast-backward"),
            ("explore.back", "step-backward"),
            ("explore.step", "step-forward"),
        )
    )

    def go_to(value):
        slider.value = int(np.clip(value, 0, last))

    restart.on_click(lambda _button: go_to(0))
    back.on_click(lambda _button: go_to(slider.value - 1))
    step.on_click(lambda _button: go_to(slider.value + 1))
    slider.observe(lambda change: view.try_to_show(change["new"]), "value")
    return widgets.HBox([restart, back, step, play, slider], layout={"flex_flow": "row wrap"})


class _EMView:
    """Responsibilities and ellipses beside the trace of the log-likelihood, for one half-step."""

    def __init__(self, X, kept):
        self.X, self.kept = X, kept
        self.last = 2 * (len(kept) - 1)
        num_components = kept[0].posterior.shape[1]
        figure = style.new_figure(9.2, 4.9)
        self.plane, self.trace = figure.subplots(1, 2, width_ratios=[1.55, 1])
        self.points = [
            self.plane.scatter([], [], marker=style.marker(k), linewidths=0, alpha=0.8, zorder=3)
            for k in range(num_components)
        ]
        start = kept[0].parameters
        self.lines, self.marks = [], []
        for k in range(num_components):
            parts = start.means[k], start.covs[k]
            self.lines.append(draw.ellipses(self.plane, *parts, style.colour(k)))
            self.marks.append(draw.mean_mark(self.plane, start.means[k], k))
        draw.frame(self.plane, *draw.span(X))
        self.plane.set_xlabel(say("axis.x1"))
        self.plane.set_ylabel(say("axis.x2"))
        self.values = np.array([state.log_likelihood for state in kept])
        (self.path,) = self.trace.plot([], [], color=style.INK, linewidth=1.8)
        (self.here,) = self.trace.plot([], [], "o", color=style.colour(1), markersize=8)
        room = max(0.06 * np.ptp(self.values), 1.0)
        self.trace.set_xlim(-0.5, max(len(kept) - 1, 1) + 0.5)
        self.trace.set_ylim(self.values.min() - room, self.values.max() + room)
        self.trace.set_xlabel(say("axis.round"))
        self.trace.set_ylabel(say("axis.log_likelihood"))
        self.plane.set_title(say("explore.after_e.title", number=1))
        draw.legend(figure, num_components)
        self.stage = _Stage(figure)

    def try_to_show(self, half_step):
        try:
            with style.look():
                self.show(half_step)
        except Exception as error:
            self.stage.complain(error)

    def show(self, half_step):
        """Even half-steps end with an E-step, odd ones with the M-step that follows it."""
        number, moved = divmod(half_step, 2)
        posterior = self.kept[number].posterior
        parameters = self.kept[number + moved].parameters
        self._show_points(posterior)
        for k, (mean, cov) in enumerate(zip(parameters.means, parameters.covs, strict=True)):
            for line, radius in zip(self.lines[k], (1, 2), strict=True):
                line.set_data(*draw.outline(mean, cov, radius))
            self.marks[k].set_offsets(mean)
        reached = number + moved
        self.path.set_data(np.arange(reached + 1), self.values[: reached + 1])
        self.here.set_data([reached], [self.values[reached]])
        key = "explore.after_m" if moved else "explore.after_e"
        self.plane.set_title(say(f"{key}.title", number=number + 1))
        likelihood = words.number(self.values[reached], 2)
        self.stage.renew(
            say(key, number=number + 1, likelihood=likelihood, means=words.means(parameters))
        )

    def _show_points(self, posterior):
        likeliest, colours = posterior.argmax(axis=1), style.mix(posterior)
        areas = draw.sizes(posterior)
        for k, points in enumerate(self.points):
            mine = likeliest == k
            points.set_offsets(self.X[mine])
            points.set_facecolors(colours[mine])
            points.set_sizes(areas[mine])
