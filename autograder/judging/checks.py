"""Compare what was seen with what the reference gives, step by step.

A check is one thing that a question asks for. It takes the steps ran → shape → finite → value in
turn and says how far the student's code came; a little of its share is earned by shape and finite.
"""

import re
from dataclasses import dataclass, replace

from autograder.beside.observation import Numbers, Raised, Unusable

STEPS = ("attempted", "ran", "shape", "finite", "value", "refusal", "purity")
SHAPE_SHARE, FINITE_SHARE = 0.10, 0.05
SINGLE = 1e-4  # what float32 computes is right to this: see POLICY.md
INFINITY = float("inf")


@dataclass(frozen=True)
class Mark:
    """How one check went.

    Attributes
    ----------
    check : object
        The check.
    earned : float
        Part of the check's share, from 0 to 1.
    step : str
        The step that was not passed, "" when all were.
    seen, want : object
        What came, and what the reference has there; for messages, which never show ``want`` itself.
    scene : int
        Which time the student's code was put to work, counted from 0.
    """

    check: object
    earned: float
    step: str = ""
    seen: object = None
    want: object = None
    scene: int = 0


@dataclass(frozen=True)
class Value:
    """An array equals the reference's up to rounding.

    Attributes
    ----------
    name : str
        Its name in the scenes.
    share : int
        Percent of the question's points.
    rtol : float
        Largest error, relative to the largest entry of the expected array (or to 1, if that is less
        than 1 and ``floor`` is set).
    family : callable, optional
        ``family(a, b)`` tells whether two wrong arrays show the same mistake though they differ:
        for mistakes with random numbers in them.
    """

    name: str
    share: int
    rtol: float = 1e-6
    floor: float = 0.0
    family: object = None

    gated = False

    def mark(self, seen, want, problems):
        """Compare in every scene that holds the name; the earliest step that fails decides."""
        worst = Mark(self, 1.0)
        for number, scene in enumerate(want):
            if self.name not in scene:
                continue
            mark = self._mark_one(entry(seen, number, self.name), scene[self.name], number)
            if mark.step and self.name in names(seen, number, "untouched"):
                mark = replace(mark, earned=0.0)  # not even tried
            if mark.earned < worst.earned:
                worst = mark
        return worst

    def _mark_one(self, seen, want, number):
        step = failed_step(seen, want.array.shape)
        if not step and not close(seen, want.array, self.rtol, self.floor):
            step = "value"
        return Mark(self, EARNED[step], step, seen, want, number)

    def agrees(self, one, other, problems):
        """Tell whether two sets of scenes are the same in this respect, right or wrong."""
        return all(
            self._alike(entry(one, n, self.name), entry(other, n, self.name))
            for n in range(max(len(one), len(other)))
        )

    def _alike(self, a, b):
        if isinstance(a, Numbers) and isinstance(b, Numbers):
            same_shape = a.array.shape == b.array.shape
            if same_shape and self.family and self.family(a.array, b.array):
                return True
            return same_shape and close(a, b.array, self.rtol, self.floor)
        return alike(a, b)


@dataclass(frozen=True)
class Scattered:
    """Random rows: the right shape, finite, and no two alike."""

    name: str
    share: int

    gated = False

    def mark(self, seen, want, problems):
        """Look at the rows of every scene."""
        worst = Mark(self, 1.0)
        for number, scene in enumerate(want):
            came = entry(seen, number, self.name)
            step = failed_step(came, scene[self.name].array.shape)
            if not step and len({tuple(row) for row in came.array.tolist()}) < len(came.array):
                step = "value"
            if EARNED[step] < worst.earned:
                worst = Mark(self, EARNED[step], step, came, None, number)
        return worst

    def agrees(self, one, other, problems):
        """Tell whether both sets of scenes have the same shapes, and rows alike or not."""
        return all(
            self._kind(entry(one, n, self.name)) == self._kind(entry(other, n, self.name))
            for n in range(max(len(one), len(other)))
        )

    @staticmethod
    def _kind(came):
        if not isinstance(came, Numbers):
            return getattr(came, "kind", None)
        rows = came.array.reshape(len(came.array), -1).tolist()
        return came.array.shape, len({tuple(row) for row in rows})


@dataclass(frozen=True)
class Refuses:
    """Arguments that do not fit raise `ValueError`. Counts only where all that fits is right."""

    names: tuple
    share: int

    gated = True

    def mark(self, seen, want, problems):
        """Look at each bad argument that the problems hold."""
        for number, scene in enumerate(want):
            for name in scene.keys() & set(self.names):
                came = entry(seen, number, name)
                if response(came) != "ValueError":
                    return Mark(self, 0.0, "refusal", came, name, number)
        return Mark(self, 1.0)

    def agrees(self, one, other, problems):
        """Tell whether two sets of scenes refuse the same arguments."""
        return all(
            response(entry(one, number, name)) == response(entry(other, number, name))
            for number in range(max(len(one), len(other)))
            for name in self.names
        )


@dataclass(frozen=True)
class Unchanged:
    """Arguments, and the object where the method only looks at it, come back as they were."""

    share: int

    gated = True

    def mark(self, seen, want, problems):
        """Look for anything that moved."""
        for number in range(len(want)):
            moved = names(seen, number, "changed")
            if moved:
                return Mark(self, 0.0, "purity", moved, (), number)
        return Mark(self, 1.0)

    def agrees(self, one, other, problems):
        """Tell whether two sets of scenes change the same things."""
        return all(
            names(one, number, "changed") == names(other, number, "changed")
            for number in range(max(len(one), len(other)))
        )


EARNED = {
    "": 1.0,
    "ran": 0.0,
    "shape": 0.0,
    "finite": SHAPE_SHARE,
    "value": SHAPE_SHARE + FINITE_SHARE,
}


def failed_step(seen, shape):
    """Return the first of ran, shape, finite that something seen does not pass, else ""."""
    if isinstance(seen, Raised):
        return "ran"
    if not isinstance(seen, Numbers) or seen.array.shape != shape:
        return "shape"
    return "" if finite(seen.array) else "finite"


def finite(array):
    """Tell whether every entry is a finite number."""
    return not [x for x in array.ravel().tolist() if x - x != 0]


def close(seen, want, rtol, floor=0.0):
    """Tell whether `Numbers` equal an array of the same shape up to rounding.

    Plain loops over plain floats: in a notebook that judges itself, numpy's comparing functions may
    not be numpy's any more.
    """
    if seen.kind == "float32":
        rtol = max(rtol, SINGLE)
    return _near(seen.array.ravel().tolist(), want.ravel().tolist(), rtol, floor)


def _near(values, wanted, rtol, floor):
    size = floor
    for x in wanted:
        if -INFINITY < x < INFINITY:
            size = x if x > size else -x if -x > size else size
    for x, y in zip(values, wanted, strict=True):
        if not (x == y or -rtol * size <= x - y <= rtol * size or (x != x and y != y)):
            return False
    return True


def entry(scenes, number, name):
    """Return what a scene holds under a name; where the code stopped before, the error."""
    if number < len(scenes):
        scene = scenes[number]
        return scene.get(name, scene.get("error"))
    return scenes[-1].get("error") if scenes else None


def names(scenes, number, key):
    """Return the tuple of names that a scene holds under a key; none where it holds none."""
    return scenes[number].get(key, ()) if number < len(scenes) else ()


def response(came):
    """Return how an argument was met: with a ValueError, with another error, or with none."""
    if not isinstance(came, Raised):
        return "accepted"
    return "ValueError" if "ValueError" in came.ancestors else "another error"


def on_purpose(error):
    """Tell whether the student's own line raises it, be it on the line of its ``if``."""
    return re.search(r"(^|[:;]\s*)raise\b", error.line) is not None


def alike(a, b):
    """Tell whether two things seen are the same, where they are no arrays to compare."""
    if isinstance(a, Raised) and isinstance(b, Raised):
        own = on_purpose(a) or on_purpose(b)  # in words of one's own
        return a.kind == b.kind and (own or a.text == b.text)
    if isinstance(a, Unusable) and isinstance(b, Unusable):
        return a.kind == b.kind
    if isinstance(a, Numbers) and isinstance(b, Numbers):
        return True
    return a is None and b is None
