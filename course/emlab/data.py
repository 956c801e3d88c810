"""Data sets of the lessons: the same numbers for everybody, in every session."""

from pathlib import Path

import numpy as np

TABLES = Path(__file__).parent / "tables"


def two_heaps():
    """Numbers in two heaps of different size and spread, which overlap.

    Returns
    -------
    ndarray, shape (200,)
    """
    return labelled_heaps()[0]


def labelled_heaps():
    """The numbers of `two_heaps`, and the label of each: the heap that it was drawn from.

    Returns
    -------
    x : ndarray, shape (200,)
    z : ndarray of int, shape (200,)
        0 for the left heap, 1 for the right one.
    """
    generator = _generator(11)
    z = (generator.rand(200) < 0.6).astype(int)
    x = np.where(z == 0, -2.0, 1.5) + np.where(z == 0, 1.2, 0.8) * generator.randn(200)
    return x, z


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


def one_round(GMM):
    """One round of EM on the three clouds: how quick is a class?"""
    X, gmm = three_clouds(), GMM(2, 3)
    gmm.m_step(X, gmm.e_step(X))
    gmm.log_pdf(X)


def old_faithful():
    """Eruptions of the geyser Old Faithful: how long each took, and the wait for the next.

    Source: Härdle, Smoothing Techniques with Implementation in S (1991); R's data set `faithful`.

    Returns
    -------
    ndarray, shape (272, 2)
        Minutes of eruption, minutes of waiting.
    """
    return np.loadtxt(TABLES / "old_faithful.csv", delimiter=",", skiprows=1)


def iris():
    """Fisher's measurements of iris flowers, and the species of each.

    Source: Fisher, The use of multiple measurements in taxonomic problems (1936); the numbers are
    those of R and scikit-learn.

    Returns
    -------
    X : ndarray, shape (150, 4)
        Length and width of sepal and petal, in centimetres.
    species : ndarray of int, shape (150,)
        0 setosa, 1 versicolor, 2 virginica.
    """
    table = np.loadtxt(TABLES / "iris.csv", delimiter=",", skiprows=1)
    return table[:, :4], table[:, 4].astype(int)


def _generator(seed):
    # RandomState is frozen by numpy's promise: these numbers never change between versions.
    return np.random.RandomState(seed)
