"""A mixture on the plane, drawn once and moved: points, ellipses, means."""

import numpy as np

from emlab import style
from emlab.figures import draw

RADII = (1, 2)


class Plane:
    """Artists on some axes for a mixture of at most so many components, and the data it explains.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
    most : int
        Components that there may be.
    scale : float
        Of the area of all marks.
    """

    def __init__(self, axes, most, scale=1.0):
        self.scale = scale
        everyone = range(most)
        self.points = [
            axes.scatter([], [], marker=style.marker(k), linewidths=0, alpha=0.8, zorder=3)
            for k in everyone
        ]
        self.lines = [
            draw.ellipses(axes, np.zeros(2), np.eye(2), style.colour(k), RADII) for k in everyone
        ]
        self.marks = [draw.mean_mark(axes, (0, 0), k, scale) for k in everyone]

    @property
    def artists(self):
        """Everything that moves."""
        return [*self.points, *(line for pair in self.lines for line in pair), *self.marks]

    def show(self, X, posterior, parameters):
        """Draw the points and the components; an ellipse is as heavy as its component's weight."""
        size = posterior.shape[1]
        likeliest, colours = posterior.argmax(axis=1), style.mix(posterior)
        areas = self.scale * draw.sizes(posterior)
        for k, points in enumerate(self.points):
            mine = likeliest == k
            points.set_offsets(X[mine])
            points.set_facecolors(colours[mine])
            points.set_sizes(areas[mine])
        for k, (pair, mark) in enumerate(zip(self.lines, self.marks, strict=True)):
            for artist in (*pair, mark):
                artist.set_visible(k < size)
            if k < size:
                self._component(pair, mark, *(part[k] for part in vars(parameters).values()))

    def _component(self, pair, mark, weight, mean, cov):
        for line, radius in zip(pair, RADII, strict=True):
            line.set_data(*draw.outline(mean, cov, radius))
            line.set_linewidth(1.2 + 3.5 * np.clip(weight, 0, 1))
        mark.set_offsets(mean)
