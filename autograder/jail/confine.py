"""Shut a process in: namespaces, another user, limits, Landlock, seccomp, in this order.

Everything here runs in the process to be shut in, before it has seen any of a student's code.
"""

import contextlib
import os
import resource
from pathlib import Path

import pyseccomp

from autograder.jail import linux
from autograder.jail.tiers import ROOT

NOBODY = 65534
FEWEST_PIDS = 301  # the lowest limit that the kernel takes
MOST_OPEN = 256  # files of a process

# What no lesson needs, and what cheats and attacks begin with.
FORBIDDEN = (
    "socket connect bind listen accept accept4 ptrace process_vm_readv process_vm_writev kcmp "
    "pidfd_getfd pidfd_open pidfd_send_signal mount umount2 pivot_root chroot move_mount "
    "open_tree fsopen fsmount fsconfig fspick mount_setattr unshare setns bpf perf_event_open "
    "keyctl add_key request_key userfaultfd io_uring_setup io_uring_enter io_uring_register "
    "execve execveat init_module finit_module delete_module kexec_load kexec_file_load reboot "
    "swapon swapoff acct quotactl quotactl_fd syslog settimeofday clock_settime clock_adjtime "
    "adjtimex sethostname setdomainname iopl ioperm open_by_handle_at name_to_handle_at "
    "lookup_dcookie vhangup nfsservctl personality memfd_secret seccomp modify_ldt "
    "fanotify_init inotify_init inotify_init1 mknod mknodat setuid setgid setreuid setregid "
    "setresuid setresgid setgroups setfsuid setfsgid capset chown fchown lchown fchownat "
    "shmget shmat shmctl msgget msgsnd msgrcv semget semop mq_open setpriority "
    "sched_setscheduler sched_setparam sched_setattr sched_setaffinity ioprio_set "
    "process_madvise process_mrelease migrate_pages move_pages memfd_create sendmsg sendmmsg"
)
# Where files of the same user can be seen: as if it were done.
ABOUT_FILES = (
    "chmod fchmod fchmodat fchmodat2 utime utimes futimesat utimensat setxattr lsetxattr fsetxattr "
    "setxattrat removexattr lremovexattr fremovexattr removexattrat"
)
# Where other processes can be seen: only itself may be signalled, its first argument says whom.
ABOUT_A_PROCESS = ("kill", "tgkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo")
CLONE_THREAD = 0x00010000
NAMESPACES = (
    *(linux.NEWNS, linux.NEWUSER, linux.NEWPID, linux.NEWNET, linux.NEWIPC, linux.NEWUTS),
    *(0x02000000, 0x00000080),  # control groups, time
)


def own_mounts():
    """Keep mounts made from here on in this process and its children."""
    linux.mount("", "/", "", linux.MS_REC | linux.MS_PRIVATE)


def open_closed_folders(needed):
    """Make Python readable for a user who owns nothing, where it lies in somebody's closed folder.

    Over the closed folder, as ``/root``, comes an empty one that holds what is needed, at the same
    path. Only this process and its children see it.
    """
    closed = {}
    for path in sorted(os.path.realpath(path) for path in needed):
        above = [str(folder) for folder in (*Path(path).parents, Path(path))]
        shut = [f for f in sorted(above, key=len) if not os.stat(f).st_mode & 0o001]
        if shut:
            closed.setdefault(shut[0], []).append(path)
    for folder, paths in closed.items():
        held = [(path, os.open(path, os.O_PATH)) for path in _outermost(paths)]
        linux.mount("tmpfs", folder, "tmpfs", linux.MS_NOSUID | linux.MS_NODEV, "mode=0755")
        for path, descriptor in held:
            os.makedirs(path, 0o755, exist_ok=True)
            source = f"/proc/self/fd/{descriptor}"
            linux.mount(source, path, "", linux.MS_BIND)
            os.close(descriptor)


def _outermost(paths):
    return [p for p in paths if not any(p.startswith(f"{other}/") for other in paths)]


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
    own_mounts()
    careful = linux.MS_NOSUID | linux.MS_NODEV | linux.MS_NOEXEC
    linux.mount("proc", "/proc", "proc", careful)
    with contextlib.suppress(OSError):  # one for each list of processes from Linux 6.14 on
        if linux.pid_limit_is_own():
            Path("/proc/sys/kernel/pid_max").write_text(str(FEWEST_PIDS))
    linux.mount_read_only()  # Landlock lets modes and times of files be changed
    options = f"size={2 * limits.file_bytes},nr_inodes=2000,mode=0777"
    linux.mount("tmpfs", folder, "tmpfs", linux.MS_NOSUID | linux.MS_NODEV, options)


def drop_privileges(user):
    """Become somebody who owns nothing; only root needs to."""
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)


def set_limits(limits):
    """Cap what this process and its children may use."""
    for kind, most in (
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_FSIZE, limits.file_bytes),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_MEMLOCK, 0),
        (resource.RLIMIT_MSGQUEUE, 0),
    ):
        resource.setrlimit(kind, (most, most))
    # Room for the judge, however many threads and files a cell has left running and open.
    resource.setrlimit(resource.RLIMIT_NPROC, (limits.processes, 2 * limits.processes))
    resource.setrlimit(resource.RLIMIT_NOFILE, (MOST_OPEN, MOST_OPEN + 64))


def filter_system_calls(alone):
    """Refuse the system calls that no lesson needs.

    Parameters
    ----------
    alone : bool
        Whether the process has processes and mounts of its own. Else it may make no new process,
        say nothing to any other, and change no file's mode or times.
    """
    rules = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
    refused = pyseccomp.ERRNO(1)
    for name in FORBIDDEN.split():
        _refuse(rules, refused, name)
    # That it ends with its overseer, whatever becomes of the keeper.
    _refuse(rules, refused, "prctl", pyseccomp.Arg(0, pyseccomp.EQ, linux.PR_SET_PDEATHSIG))
    # Through one end of a pair of datagram sockets, to whatever listens on the machine.
    _refuse(rules, refused, "sendto", pyseccomp.Arg(4, pyseccomp.NE, 0))
    for flag in NAMESPACES:
        _refuse(rules, refused, "clone", pyseccomp.Arg(0, pyseccomp.MASKED_EQ, flag, flag))
    _refuse(rules, pyseccomp.ERRNO(38), "clone3")  # its flags cannot be seen: libc falls back
    if not alone:
        for name in ("fork", "vfork", "tkill"):
            _refuse(rules, refused, name)
        for name in ABOUT_FILES.split():
            _refuse(rules, pyseccomp.ERRNO(0), name)
        no_thread = pyseccomp.Arg(0, pyseccomp.MASKED_EQ, CLONE_THREAD, 0)
        _refuse(rules, refused, "clone", no_thread)
        for name in ABOUT_A_PROCESS:
            _refuse(rules, refused, name, pyseccomp.Arg(0, pyseccomp.NE, os.getpid()))
        # Its own limits may be read and lowered, under the number 0.
        _refuse(rules, refused, "prlimit64", pyseccomp.Arg(0, pyseccomp.NE, 0))
    rules.load()


def _refuse(rules, how, name, *arguments):
    with contextlib.suppress(OSError, ValueError):  # not a system call of this machine
        rules.add_rule(how, name, *arguments)
