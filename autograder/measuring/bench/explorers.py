"""How long an explorer takes from a moved control to the new picture, with 1 000 points."""

import argparse
import statistics
import time
from unittest import mock

import numpy as np

import emlab
from emlab import data, show
from emlab.explorers import stage
from solutions import em, mixtures, practice
from solutions.gaussian import Gaussian
from solutions.gmm import GMM

SIZE = 1000
THETA = (np.array([0.42, 0.58]), np.array([4.0, 1.5]), np.array([1.35, 0.70]))


def main(arguments=None):
    """Measure each explorer and print a table."""
    parser = argparse.ArgumentParser(prog="bench explorers", description=__doc__)
    parser.add_argument("--moves", type=int, default=25, help="of a control, for each explorer")
    parser.add_argument("--only", help="the explorers with this in their name")
    chosen = parser.parse_args(arguments)
    print("| explorer | one redraw, median (ms) | its processor time (ms) | first frame (ms) |")
    print("|---|--:|--:|--:|")
    for name, start in explorers().items():
        if chosen.only and chosen.only not in name:
            continue
        first, redraws = measure(start, chosen.moves)
        wall, processor = map(statistics.median, zip(*redraws, strict=True))
        print(f"| `{name}` | {wall:.0f} | {processor:.0f} | {first:.0f} |", flush=True)


def explorers():
    """A function for each explorer that opens it, on references and 1 000 points."""
    random = np.random.RandomState(0)
    X = np.tile(data.three_clouds(), (4, 1))[:SIZE] + 0.1 * random.randn(SIZE, 2)
    x, z = (np.tile(part, 5) for part in data.labelled_heaps())
    x = x + 0.1 * random.randn(SIZE)
    stable = practice.StableGMM
    models = [practice.fit_best_of(stable, X, K, 1) for K in range(1, 6)]
    values = [float(K) for K in range(1, 6)]
    return {
        "explore_recording": emlab.explore_recording,
        "explore_labels": lambda: emlab.explore_labels(x, z),
        "explore_mixture": lambda: emlab.explore_mixture(mixtures.mixture_pdf, x),
        "explore_surface": lambda: emlab.explore_surface(mixtures.log_likelihood, x),
        "explore_jensen": lambda: emlab.explore_jensen(4),
        "explore_bound": lambda: emlab.explore_bound(em.e_step_1d, em.m_step_1d, x, THETA),
        "explore_gaussian": lambda: emlab.explore_gaussian(Gaussian),
        "explore_point": lambda: emlab.explore_point(GMM, X, 3),
        "explore_em": lambda: emlab.explore_em(GMM, X, 3),
        "explore_geyser": lambda: emlab.explore_geyser(stable),
        "explore_starts": lambda: emlab.explore_starts(stable, X, 3, num_starts=8),
        "explore_collapse": lambda: emlab.explore_collapse(GMM, X),
        "explore_temperature": lambda: emlab.explore_temperature(stable, X),
        "explore_underflow": lambda: emlab.explore_underflow(stable),
        "explore_how_many": lambda: emlab.explore_how_many(models, X, values, values, values),
    }


def measure(start, moves):
    """Milliseconds until the first frame; of each redraw by its last slider, wall and processor."""
    shown = []
    with (
        mock.patch.object(show, "in_notebook", lambda: True),
        mock.patch.object(stage, "in_notebook", lambda: True),
        mock.patch.object(show, "_publish", lambda *bundle, **metadata: None),
        mock.patch.object(stage, "show_widget", lambda widget, text: shown.append(widget)),
    ):
        begin = time.perf_counter()
        start()
        first = time.perf_counter() - begin
    slider = [widget for widget in _walk(shown[0]) if "Slider" in type(widget).__name__][-1]
    low, high = slider.min, slider.max
    redraws = []
    for place in np.linspace(0.05, 0.95, moves):
        value = low + place * (high - low)
        if "Log" in type(slider).__name__:
            value = 10.0**value
        value = type(slider.value)(value)
        if value == slider.value:  # a slider of whole numbers, which would draw nothing
            continue
        begin = time.perf_counter(), time.process_time()
        slider.value = value
        end = time.perf_counter(), time.process_time()
        redraws.append([1e3 * (b - a) for a, b in zip(begin, end, strict=True)])
    return 1e3 * first, redraws


def _walk(widget):
    yield widget
    for child in getattr(widget, "children", ()):
        yield from _walk(child)


if __name__ == "__main__":
    main()
