"""The system calls that Python does not offer: namespaces, mounts, Landlock."""

import ctypes
import os
import re
import struct

_libc = ctypes.CDLL(None, use_errno=True)

NEWNS, NEWUTS, NEWIPC, NEWUSER = 0x00020000, 0x04000000, 0x08000000, 0x10000000
NEWPID, NEWNET = 0x20000000, 0x40000000

MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_BIND, MS_REC, MS_PRIVATE = 2, 4, 8, 0x1000, 0x4000, 0x40000

PR_SET_PDEATHSIG, PR_SET_NO_NEW_PRIVS = 1, 38

# The same numbers on every architecture that Linux has Landlock on.
_MOUNT_SETATTR = 442
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1, 2, 4, 8
# What each version of Landlock can forbid on files: bits 0 to 12, then one more each time.
_FILE_RIGHTS = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
_NET_RIGHTS = 0b11  # bind and connect by TCP, from version 4 on
_SCOPED = 0b11  # abstract Unix sockets and signals of outside, from version 6 on


def unshare(flags):
    """Leave the namespaces that the flags name."""
    _check(_libc.unshare(flags), "unshare")


def mount(source, target, kind, flags=0, options=""):
    """Mount a file system."""
    words = [text.encode() if text else None for text in (source, target, kind)]
    data = options.encode() or None
    _check(_libc.mount(*words, ctypes.c_ulong(flags), data), f"mount {target}")


def mount_read_only():
    """Make every file system that this process sees read-only, as far as it sees it."""
    at_root, recursive, read_only_and_no_setuid = -100, 0x8000, 3
    attributes = struct.pack("QQQQ", read_only_and_no_setuid, 0, 0, 0)
    size = ctypes.c_size_t(len(attributes))
    flags = ctypes.c_uint(recursive)
    done = _libc.syscall(_MOUNT_SETATTR, at_root, b"/", flags, attributes, size)
    _check(done, "mount_setattr")


def prctl(option, value):
    """Set something about this process."""
    zero = ctypes.c_ulong(0)
    _check(_libc.prctl(option, ctypes.c_ulong(value), zero, zero, zero), "prctl")


def capset_nothing():
    """Give up every capability."""
    version = 0x20080522
    header, data = struct.pack("Ii", version, 0), struct.pack("6I", *[0] * 6)
    _check(_libc.capset(ctypes.create_string_buffer(header), data), "capset")


def landlock_version():
    """Return the version of Landlock that this kernel offers, 0 for none."""
    return max(_libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint(1)), 0)


def landlock(readable, writable):
    """Forbid this process, for ever, every file but those beneath some folders, and the network.

    Parameters
    ----------
    readable, writable : iterable of str
        Files and folders. Those that are not there are passed over.
    """
    version = landlock_version()
    if version == 0:
        raise OSError("this kernel has no Landlock")
    handled = _FILE_RIGHTS[max(v for v in _FILE_RIGHTS if v <= version)]
    net, scoped = _NET_RIGHTS if version >= 4 else 0, _SCOPED if version >= 6 else 0
    attributes = struct.pack("QQQ", handled, net, scoped)
    size = 8 if version < 4 else 16 if version < 6 else 24
    ruleset = _libc.syscall(_CREATE_RULESET, attributes, ctypes.c_size_t(size), ctypes.c_uint(0))
    _check(ruleset, "landlock_create_ruleset")
    try:
        for paths, rights in ((readable, READ_FILE | READ_DIR), (writable, handled & ~EXECUTE)):
            for path in paths:
                _allow(ruleset, path, rights)
        prctl(PR_SET_NO_NEW_PRIVS, 1)
        _check(_libc.syscall(_RESTRICT_SELF, ruleset, ctypes.c_uint(0)), "landlock_restrict_self")
    finally:
        os.close(ruleset)


def _allow(ruleset, path, rights):
    try:
        beneath = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        if not os.path.isdir(path):
            rights &= WRITE_FILE | READ_FILE
        rule = struct.pack("=Qi", rights, beneath)
        done = _libc.syscall(_ADD_RULE, ruleset, ctypes.c_int(1), rule, ctypes.c_uint(0))
        _check(done, f"landlock_add_rule {path}")
    finally:
        os.close(beneath)


def _check(result, what):
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


def pid_limit_is_own():
    """Tell whether each list of processes has a limit of its own: from Linux 6.14 on."""
    major, minor = re.match(r"(\d+)\.(\d+)", os.uname().release).groups()
    return (int(major), int(minor)) >= (6, 14)
