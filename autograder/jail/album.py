"""Pictures, each known by what was done to draw it, and readable only for who has done it.

The pictures are those of the course's own solution; jails hold them, so that none draws them again.
Who has not computed the same numbers has not the key, and sees random bytes.
"""

import hashlib

import numpy as np


class Album:
    """The pictures that a process has.

    Attributes
    ----------
    closed : dict
        ``{lock: bytes}``; see `closed`.
    drawn : dict or None
        ``{key: picture}`` of what was drawn here, where this is to be noted.
    """

    def __init__(self):
        self.closed, self.drawn = {}, None

    def find(self, key):
        """Return the picture that a key opens, None if there is none."""
        kept = self.closed.get(_lock(key))
        return None if kept is None else _mixed(kept, key)

    def note(self, key, picture):
        """Keep what was drawn, where this is asked for."""
        if self.drawn is not None:
            self.drawn[key] = picture


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
