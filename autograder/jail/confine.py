"""Shut a process in: namespaces, another user, limits, Landlock, seccomp, in this order.

Everything here runs in the process to be shut in, before it has seen any of a student's code.
"""

import os
import resource
import site
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

import pyseccomp

from autograder.jail import linux

ROOT, USER, BARE = "root namespaces", "user namespaces", "landlock"
NOBODY = 65534
HIDDEN = ("autograder", "solutions", "gmm_em_course", "__editable__")

# What no lesson needs, and what cheats and attacks begin with.
FORBIDDEN = (
    "socket connect bind listen accept accept4 ptrace process_vm_readv process_vm_writev "
    "kcmp pidfd_getfd pidfd_open pidfd_send_signal mount umount2 pivot_root chroot move_mount open_tree fsopen fsmount "
    "fsconfig fspick mount_setattr unshare setns bpf perf_event_open keyctl add_key request_key "
    "userfaultfd io_uring_setup io_uring_enter io_uring_register execve execveat init_module "
    "finit_module delete_module kexec_load kexec_file_load reboot swapon swapoff acct quotactl "
    "syslog settimeofday clock_settime clock_adjtime adjtimex sethostname setdomainname iopl "
    "ioperm open_by_handle_at name_to_handle_at lookup_dcookie vhangup nfsservctl "
    "personality memfd_secret seccomp modify_ldt fanotify_init inotify_init inotify_init1 "
    "mknod mknodat setuid setgid setreuid setregid setresuid setresgid setgroups setfsuid setfsgid "
    "capset chown fchown lchown fchownat shmget shmat shmctl msgget msgsnd msgrcv semget semop mq_open "
    "setpriority sched_setscheduler sched_setattr ioprio_set"
).split()


@dataclass(frozen=True)
class Limits:
    """What one submission may use. Sound defaults, set in ``nbgrader_config.py``.

    Attributes
    ----------
    cell_seconds : float
        Wall clock of one cell.
    submission_seconds : float
        Wall clock of all cells together; the judging has its own.
    cpu_seconds : int
        Processor time of one process.
    memory : int
        Bytes of address space of one process.
    processes : int
        Processes at a time.
    file_bytes : int
        Size of the largest file.
    output_bytes : int
        What one cell may show.
    """

    cell_seconds: float = 60.0
    submission_seconds: float = 300.0
    cpu_seconds: int = 300
    memory: int = 4 << 30
    processes: int = 32
    file_bytes: int = 64 << 20
    output_bytes: int = 8 << 20


def readable():
    """Return what a student's code may read: Python, its packages and emlab, and no answer."""
    found = {"/usr/lib", "/usr/share", "/lib", "/lib64", "/usr/local/lib", "/etc/ld.so.cache"}
    found |= {"/etc/fonts", "/etc/localtime", "/dev/urandom", "/dev/null", "/dev/zero", "/dev/random"}
    found |= {"/proc", "/sys/devices/system/cpu"}
    found |= {sysconfig.get_path(name) for name in ("stdlib", "platstdlib")}
    found |= {sys.base_prefix + "/lib", sys.prefix + "/share"}
    packages = {*site.getsitepackages(), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    for folder in map(Path, packages):
        if folder.is_dir():
            found |= {str(e) for e in folder.iterdir() if not e.name.startswith(HIDDEN)}
    import emlab

    return sorted({*found, os.path.dirname(emlab.__file__)})


def enter_namespaces(tier):
    """Leave the machine's processes, network, mounts and inter-process memory behind.

    The process itself stays where it is; its next child is process 1 of the new world.
    """
    flags = linux.NEWNS | linux.NEWPID | linux.NEWNET | linux.NEWIPC | linux.NEWUTS
    if tier == ROOT:
        linux.unshare(flags)
        return
    uid, gid = os.getuid(), os.getgid()
    linux.unshare(flags | linux.NEWUSER)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{NOBODY} {uid} 1")
    Path("/proc/self/gid_map").write_text(f"{NOBODY} {gid} 1")


def private_mounts(folder, limits):
    """Give the process a /proc of its own, and a small empty file system over ``folder``."""
    linux.mount("", "/", "", linux.MS_REC | linux.MS_PRIVATE)
    careful = linux.MS_NOSUID | linux.MS_NODEV | linux.MS_NOEXEC
    linux.mount("proc", "/proc", "proc", careful)
    options = f"size={2 * limits.file_bytes},nr_inodes=2000,mode=0777"
    linux.mount("tmpfs", folder, "tmpfs", linux.MS_NOSUID | linux.MS_NODEV, options)


def drop_privileges(user):
    """Become somebody who owns nothing; only root needs to."""
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)


def drop_capabilities():
    """Give up what a user namespace grants its first process over itself."""
    linux.capset_nothing()


def set_limits(limits):
    """Cap what this process and its children may use."""
    for kind, most in (
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_NPROC, limits.processes),
        (resource.RLIMIT_FSIZE, limits.file_bytes),
        (resource.RLIMIT_NOFILE, 256),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_MEMLOCK, 0),
        (resource.RLIMIT_MSGQUEUE, 0),
    ):
        resource.setrlimit(kind, (most, most))


def filter_system_calls(fork):
    """Refuse the system calls that no lesson needs; without ``fork``, new processes too."""
    rules = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
    refused = pyseccomp.ERRNO(1)
    for name in FORBIDDEN:
        try:
            rules.add_rule(refused, name)
        except (OSError, ValueError):  # not a system call of this machine
            continue
    for name in ("clone",):
        for flag in (linux.NEWNS, linux.NEWUSER, linux.NEWPID, linux.NEWNET, linux.NEWIPC, linux.NEWUTS):
            argument = pyseccomp.Arg(0, pyseccomp.MASKED_EQ, flag, flag)
            rules.add_rule(refused, name, argument)
    rules.add_rule(pyseccomp.ERRNO(38), "clone3")  # its flags cannot be looked at: libc falls back
    if not fork:
        for name in ("fork", "vfork"):
            rules.add_rule(refused, name)
        thread = 0x00010000  # CLONE_THREAD: threads are no processes
        rules.add_rule(refused, "clone", pyseccomp.Arg(0, pyseccomp.MASKED_EQ, thread, 0))
    rules.load()
