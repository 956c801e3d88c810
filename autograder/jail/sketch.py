"""Figures that are drawn only where the course's own solution has not led to the same.

Most of grading a good notebook is drawing, and most of what a class draws is alike: whoever's
methods are right gets the reference's picture. So in a jail, a figure of emlab's is a `Sketch` at
first: a list of what is done to it. If the solution led to the same list, the picture is there
already, to the byte; if not, the list is carried out on a real figure, and all goes on from there.

The code that draws also asks a figure things on the way, such as where an axis ends. After the same
list it is told what the solution's figure told.

What pictures there are, and who can look at them: `autograder.jail.album`.
"""

import hashlib
import io
import operator
import pickle

import matplotlib as mpl
import numpy as np
from matplotlib.colors import Colormap
from matplotlib.path import Path

from autograder.jail.album import ALBUM
from emlab import show, style
from emlab.quiet import quiet

PLAIN = (type(None), bool, int, float, complex, str, bytes)
ARITHMETIC = ("add", "sub", "mul", "truediv", "floordiv", "mod", "pow")
RESIZING = ("set_size_inches", "set_figwidth", "set_figheight")


def install():
    """Have emlab's figures begin as sketches, in this process and in those forked from it."""
    new_figure, encoded = style.new_figure, show.encoded

    def sketched(width, height):
        return Sketch(new_figure, width, height)

    def found_or_drawn(figure, small):
        if not isinstance(figure, Sketch):
            return encoded(figure, small)
        key = figure.key(small)
        picture = key and ALBUM.find(key)
        if picture:
            return picture
        if ALBUM.begin(key, lambda: encoded(real(figure), small)):
            return b""
        picture = encoded(real(figure), small)
        if key:
            ALBUM.note(key, picture)
        return picture

    style.new_figure, show.encoded = sketched, found_or_drawn


class _Deeds:
    """What is done to a figure, in order. Each deed has a result; number 0 is the figure.

    Attributes
    ----------
    noted : list of tuple
        The deeds.
    results : list or None
        Once the figure is a real one.
    all_seen : bool
        Whether nothing can have been done to the figure that is not noted.
    """

    def __init__(self, new_figure, size):
        self.noted, self.results, self.all_seen = [], None, True
        self._new_figure, self._look = new_figure, dict.copy(mpl.rcParams)
        self._digest = hashlib.sha256()
        self._feed((size, _settings()))

    def do(self, *deed):
        """Note a deed; do it too where the figure is a real one by now."""
        self._feed(deed)
        self.noted.append(deed)
        if self.results is not None:
            self.results.append(self._done(*deed))
        return Part(self, len(self.noted))

    def result(self, number):
        """Return the real result of a deed, once all of them are done."""
        if self.results is None:
            with quiet(), mpl.rc_context(self._look):
                self.results = [self._new_figure()]
                for deed in self.noted:
                    self.results.append(self._done(*deed))
        return self.results[number]

    def key(self, *what):
        """Return what all deeds so far, and this, are known by; None where that cannot be said."""
        digest = self._digest.copy()
        return digest.digest() if self.all_seen and _fed(digest.update, what) else None

    def answer(self, asked, find):
        """Return what the solution's figure answered after the same deeds; else find it out.

        Parameters
        ----------
        asked : tuple
            What is asked, as it can be fed to a digest.
        find : callable
            Finds out on the real figure.
        """
        of_use = self.results is None or ALBUM.drawn is not None
        key = self.key("asked", *asked) if of_use else None
        kept = ALBUM.find(key) if key and self.results is None else None
        if kept:
            return pickle.loads(kept)
        found = find()
        if key and _is_plain(found):
            ALBUM.note(key, pickle.dumps(found))
        return found

    def _feed(self, thing):
        self.all_seen = self.all_seen and _fed(self._digest.update, thing)

    def _done(self, kind, on, *what):
        thing, what = self.results[on], real(what)
        if kind == "get":
            return getattr(thing, *what)
        if kind == "set":
            return setattr(thing, *what)
        if kind == "item":
            return thing[what[0]]
        return thing(*what[0], **what[1])


class Part:
    """What belongs to a sketched figure, or comes of something done to it.

    It stands for the real thing, and asks for it as soon as more than a name is wanted.
    """

    def __init__(self, deeds, number):
        vars(self).update(_deeds=deeds, _number=number)

    @property
    def __class__(self):
        return type(real(self))

    def __getattr__(self, name):
        if name.startswith("__array_"):  # numpy's other ways in; `__array__` is asked at last
            raise AttributeError(name)
        if name.startswith("__"):
            return getattr(real(self), name)
        return self._deeds.do("get", self._number, name)

    def __setattr__(self, name, value):
        self._deeds.do("set", self._number, name, _copy(value))

    def __getitem__(self, key):
        return self._deeds.do("item", self._number, _copy(key))

    def __call__(self, *arguments, **named):
        done = self._deeds.do("call", self._number, _copy(arguments), _copy(named))
        if self._number:
            kind, _, *what = self._deeds.noted[self._number - 1]
            if kind == "get" and what[0] in FORESEEN:
                return FORESEEN[what[0]](done, *arguments, **named)
        return done

    def __iter__(self):
        length = self._deeds.answer(("length", self), lambda: _length(real(self)))
        if length is not None:
            return iter([self[number] for number in range(length)])
        self._deeds.all_seen = False  # what is done to these is done out of sight
        return iter(real(self))

    def __array__(self, dtype=None, copy=None):
        found = self._deeds.answer(("array", self), lambda: np.array(real(self)))
        return np.array(found, dtype)


def _length(found):
    """How many things, each known by its number, there are; None if it is nothing of the kind."""
    return len(found) if isinstance(found, list | tuple | np.ndarray | np.flatiter) else None


def _of_the_real(name, function):
    def method(self, *others):
        found = self._deeds.answer(
            (name, self, *others), lambda: function(*map(real, (self, *others)))
        )
        self._deeds.all_seen &= _is_plain(found)
        return found

    return method


def _the_other_way(name, function):
    return _of_the_real(name, lambda self, other: function(other, self))


for _name in (*ARITHMETIC, "eq", "ne", "lt", "le", "gt", "ge", "neg", "abs", "index"):
    setattr(Part, f"__{_name}__", _of_the_real(_name, getattr(operator, f"__{_name}__")))
for _name in ARITHMETIC:
    setattr(Part, f"__r{_name}__", _the_other_way(f"r{_name}", getattr(operator, f"__{_name}__")))
for _function in (bool, len, int, float, str, repr, format, hash):
    _name = _function.__name__
    setattr(Part, f"__{_name}__", _of_the_real(_name, _function))


class Sketch(Part):
    """A figure of emlab's that nobody has drawn yet.

    Parameters
    ----------
    new_figure : callable
        ``new_figure(width, height)`` makes the real one.
    width, height : float
        Inches.
    """

    def __init__(self, new_figure, width, height):
        size = np.array([width, height], dtype=float)
        super().__init__(_Deeds(lambda: new_figure(width, height), size), 0)
        vars(self).update(_size=size)

    def __getattr__(self, name):
        if name in RESIZING:
            real(self)
        return super().__getattr__(name)

    def get_size_inches(self):
        """Width and height in inches."""
        if self._deeds.results is None:
            return self._size.copy()
        return real(self).get_size_inches()

    def get_figwidth(self):
        """Width in inches."""
        return self.get_size_inches()[0]

    def key(self, small):
        """Return what the picture is known by, None where that cannot be said for sure.

        Parameters
        ----------
        small : bool
            See `emlab.show.png_bytes`.
        """
        return self._deeds.key("picture", small, _settings())


def real(thing):
    """Return the real thing that a part stands for; in lists and the like, those in it."""
    if isinstance_of_part(thing):
        return thing._deeds.result(thing._number)
    if type(thing) in (list, tuple):
        return type(thing)(map(real, thing))
    if type(thing) is dict:
        return {name: real(value) for name, value in thing.items()}
    if type(thing) is np.ndarray and thing.dtype == object:  # of axes
        made = np.empty(thing.shape, dtype=object)
        for place in np.ndindex(thing.shape):
            made[place] = real(thing[place])
        return made
    return thing


def isinstance_of_part(thing):
    """Tell whether this is a part, without asking what it stands for."""
    return type(thing) in (Part, Sketch)


def _copy(thing):
    """Keep what is handed over as it is now."""
    if type(thing) in (list, tuple):
        return type(thing)(map(_copy, thing))
    if type(thing) is dict:
        return {name: _copy(value) for name, value in thing.items()}
    return thing.copy() if type(thing) is np.ndarray else thing


def _is_plain(found):
    """Whether this is a value, and nothing of the figure's."""
    if isinstance(found, np.ndarray | np.generic):
        return found.dtype != object
    return type(found) in PLAIN


def _fed(update, thing):
    """Feed a digest, and tell whether all of it could be said for sure."""
    try:
        _feed(update, thing)
    except (TypeError, AttributeError, ValueError, pickle.PicklingError):
        return False
    return True


def _feed(update, thing):
    """Feed a digest with all that makes one thing differ from another."""
    kind = type(thing)
    if kind in PLAIN:
        text = repr(thing).encode()
        update(f"{kind.__name__} {len(text)} ".encode() + text)
    elif isinstance_of_part(thing):
        update(f"part {thing._number} ".encode())
    elif kind in (list, tuple, dict):
        update(f"{kind.__name__} {len(thing)} ".encode())
        for part in thing.items() if kind is dict else thing:
            _feed(update, part)
    elif kind is np.ndarray and thing.dtype == object:
        update(f"array {thing.shape} ".encode())
        _feed(update, [thing[place] for place in np.ndindex(thing.shape)])
    elif kind is np.ndarray and thing.dtype.kind in "fiubU":
        update(f"array {thing.dtype.str} {thing.shape} ".encode() + thing.tobytes())
    else:
        if isinstance(thing, Colormap):
            thing(0.0)  # its table of colours is made at the first use
        text = _pickled(thing)
        update(f"thing {len(text)} ".encode() + text)


def _settings():
    """Matplotlib's settings, as bytes."""
    return _pickled(dict.copy(mpl.rcParams))  # as they are kept: nothing is looked up


def _pickled(thing):
    """The bytes of a pickle, without what a thing remembers of having been drawn."""
    text = io.BytesIO()
    _Pickler(text, protocol=5).dump(thing)
    return text.getvalue()


class _Pickler(pickle.Pickler):
    def reducer_override(self, thing):
        if type(thing) is Path:  # markers share one circle, whose steps drawing may change
            return Path, (thing.vertices, thing.codes)
        return NotImplemented


def _subplots(done, nrows=1, ncols=1, **named):
    """The axes in the shape in which matplotlib returns them."""
    if "squeeze" in named:
        return done
    if nrows == ncols == 1:
        return done
    axes = np.empty((nrows, ncols), dtype=object)
    for row, column in np.ndindex(nrows, ncols):
        axes[row, column] = done[column if nrows == 1 else row if ncols == 1 else (row, column)]
    return axes.squeeze()


def _subplot_mosaic(done, mosaic, **named):
    """The axes by their names, in the order in which matplotlib returns them."""
    if not all(type(row) is list and all(type(n) is str for n in row) for row in mosaic):
        return done
    return {name: done[name] for name in dict.fromkeys(n for row in mosaic for n in row)}


def _plot(done, *arguments, **named):
    """The list of a single line, where there can be only one."""
    numbers = [a for a in arguments if type(a) is not str]
    one = len(numbers) in (1, 2) and not any(map(isinstance_of_part, numbers))
    return [done[0]] if one and all(np.ndim(a) <= 1 for a in numbers) else done


# Results whose outer form is known beforehand: nothing has to be drawn to take them apart.
FORESEEN = {"subplots": _subplots, "subplot_mosaic": _subplot_mosaic, "plot": _plot}
