"""Data sets of the lessons: the same numbers for everybody, in every session."""

import numpy as np


def tilted_cloud():
    """One elongated, tilted cloud of points.

    Returns
    -------
    ndarray, shape (200, 2)
    """
    factor = np.array([[1.6, 0.0], [1.0, 0.7]])
    return np.array([2.0, 1.0]) + _generator(20).randn(200, 2) @ factor.T


def three_clouds():
    """Three clouds of different size, shape and tilt, which overlap at their edges.

    Returns
    -------
    ndarray, shape (300, 2)
        The rows are shuffled: nothing tells which cloud a point came from.
    """
    generator = _generator(6)
    clouds = (
        (130, (-1.3, -0.5), ((0.9, 0.0), (0.5, 0.6))),
        (100, (1.1, 1.2), ((0.9, 0.0), (-0.6, 0.6))),
        (70, (1.4, -1.0), ((0.6, 0.0), (0.1, 0.6))),
    )
    X = np.vstack(
        [mean + generator.randn(size, 2) @ np.array(factor).T for size, mean, factor in clouds]
    )
    return generator.permutation(X)


def _generator(seed):
    # RandomState is frozen by numpy's promise: these numbers never change between versions.
    return np.random.RandomState(seed)
