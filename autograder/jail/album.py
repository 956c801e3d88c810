"""Pictures, each known by what was done to draw it, and readable only for who has done it.

The pictures are those of the course's own solution; jails hold them, so that none draws them again.
Who has not computed the same numbers has not the key, and sees random bytes.
"""

import hashlib
import os

import numpy as np


class Album:
    """The pictures that a process has.

    Attributes
    ----------
    closed : dict
        ``{lock: bytes}``; see `closed`.
    drawn : dict or None
        ``{key: picture}`` of what was drawn here, where this is to be noted.
    copies : dict or None
        ``{key: file}`` of what copies of this process draw, where they are to; see `begin`.
    """

    def __init__(self):
        self.closed, self.drawn, self.copies = {}, None, None

    def find(self, key):
        """Return the picture that a key opens, None if there is none."""
        kept = self.closed.get(_lock(key))
        return None if kept is None else _mixed(kept, key)

    def note(self, key, picture):
        """Keep what was drawn, where this is asked for."""
        if self.drawn is not None:
            self.drawn[key] = picture

    def begin(self, key, draw):
        """Have a copy of this process draw, where copies are to: all cores have work then.

        Returns
        -------
        bool
            Whether it does; the picture is there when what was drawn is `taken`.
        """
        if self.copies is None or not key:
            return False
        if key not in self.copies:
            try:
                self.copies[key] = _in_a_copy(draw)
            except OSError:  # this jail makes no new process, or no more of them
                return False
        return True

    def taken(self, in_copies=False):
        """Return what was noted since this was asked for the first time; note on from here."""
        taken = self.drawn or {}
        for key, file in (self.copies or {}).items():
            with file:
                picture = file.read()
            if picture:
                taken[key] = picture
        self.drawn, self.copies = {}, {} if in_copies else None
        return taken


def _in_a_copy(work):
    """Begin work in a copy of this process; return a file from which its bytes can be read."""
    from autograder.jail import linux  # this module is imported where there is no Linux, too

    read, write = os.pipe()
    try:
        child = linux.fork()
    except OSError:
        os.close(read)
        os.close(write)
        raise
    if child == 0:
        try:
            with open(write, "wb") as file:
                file.write(work())
        finally:
            os._exit(0)
    os.close(write)
    return open(read, "rb")


ALBUM = Album()


def closed(drawn):
    """Return pictures in the form in which jails may hold them.

    Parameters
    ----------
    drawn : dict
        ``{key: picture}``, all bytes.

    Returns
    -------
    dict
        ``{lock: bytes}``.
    """
    return {_lock(key): _mixed(picture, key) for key, picture in drawn.items()}


def _lock(key):
    return hashlib.sha256(key).digest()


def _mixed(picture, key):
    """Mix a picture with bytes that follow from the key; doing it twice gives it back."""
    stream = hashlib.shake_256(key).digest(len(picture))
    return (np.frombuffer(picture, np.uint8) ^ np.frombuffer(stream, np.uint8)).tobytes()
