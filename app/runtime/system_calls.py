"""What a worker may not ask of Linux: a seccomp filter, assembled by hand (seccomp(2), classic BPF).

A decoder computes and reads; it opens no connection, starts no program, touches no other process, changes no folder.
The filter names what is forbidden of the calls up to 2019, and of the newer ones lets only a few harmless ones pass, as
if the kernel were older: libraries are used to that. It answers EPERM or ENOSYS: a library that merely asks goes on.
"""

import ctypes
import errno
import os
import platform
import struct
from dataclasses import dataclass

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16  # offsets in struct seccomp_data, little endian
_ALLOW, _REFUSE, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_SET_SECCOMP, _FILTER_MODE = 22, 2  # of prctl(2)
_NEW_THREAD = 0x00010000  # CLONE_THREAD
_TERMINAL_INPUT = (0x5412, 0x541C)  # TIOCSTI and TIOCLINUX type into the terminal that started the program
_FIRST_OF_2019 = 424  # from here on the numbers are the same on all machines
_HARMLESS_NEWER = (436, 439, 441, 449, 454, 455, 456, 462)
"""close_range, faccessat2, epoll_pwait2, futex_waitv, futex_wake, futex_wait, futex_requeue, mseal."""

# Names with their numbers on x86-64 and on AArch64, which never had the older of them (None).
_FORBIDDEN: tuple[tuple[str, int | None, int | None], ...] = (
    # connections
    ("socket", 41, 198),
    ("socketpair", 53, 199),
    ("connect", 42, 203),
    ("bind", 49, 200),
    ("listen", 50, 201),
    ("accept", 43, 202),
    ("accept4", 288, 242),
    ("sendto", 44, 206),
    # programs and processes
    ("execve", 59, 221),
    ("execveat", 322, 281),
    ("fork", 57, None),
    ("vfork", 58, None),
    ("ptrace", 101, 117),
    ("process_vm_readv", 310, 270),
    ("process_vm_writev", 311, 271),
    ("kcmp", 312, 272),
    ("tkill", 200, 130),
    ("rt_sigqueueinfo", 129, 138),
    ("rt_tgsigqueueinfo", 297, 240),
    ("setpriority", 141, 140),
    ("sched_setscheduler", 144, 119),
    ("sched_setaffinity", 203, 122),
    ("migrate_pages", 256, 238),
    ("move_pages", 279, 239),
    ("setuid", 105, 146),
    ("setgid", 106, 144),
    ("capset", 126, 91),
    ("personality", 135, 92),
    # folders and files that are not open (Landlock bounds the opening)
    ("rename", 82, None),
    ("renameat", 264, 38),
    ("renameat2", 316, 276),
    ("unlink", 87, None),
    ("unlinkat", 263, 35),
    ("rmdir", 84, None),
    ("mkdir", 83, None),
    ("mkdirat", 258, 34),
    ("mknod", 133, None),
    ("mknodat", 259, 33),
    ("link", 86, None),
    ("linkat", 265, 37),
    ("symlink", 88, None),
    ("symlinkat", 266, 36),
    ("truncate", 76, 45),
    ("chmod", 90, None),
    ("fchmod", 91, 52),
    ("fchmodat", 268, 53),
    ("chown", 92, None),
    ("fchown", 93, 55),
    ("lchown", 94, None),
    ("fchownat", 260, 54),
    ("utime", 132, None),
    ("utimes", 235, None),
    ("futimesat", 261, None),
    ("utimensat", 280, 88),
    ("setxattr", 188, 5),
    ("lsetxattr", 189, 6),
    ("fsetxattr", 190, 7),
    ("removexattr", 197, 14),
    ("lremovexattr", 198, 15),
    ("fremovexattr", 199, 16),
    ("name_to_handle_at", 303, 264),
    ("open_by_handle_at", 304, 265),
    ("inotify_init", 253, None),
    ("inotify_init1", 294, 26),
    ("fanotify_init", 300, 262),
    # memory and messages that other programs see
    ("shmget", 29, 194),
    ("shmat", 30, 196),
    ("msgget", 68, 186),
    ("semget", 64, 190),
    ("mq_open", 240, 180),
    ("add_key", 248, 217),
    ("request_key", 249, 218),
    ("keyctl", 250, 219),
    # the machine
    ("mount", 165, 40),
    ("umount2", 166, 39),
    ("pivot_root", 155, 41),
    ("chroot", 161, 51),
    ("unshare", 272, 97),
    ("setns", 308, 268),
    ("bpf", 321, 280),
    ("perf_event_open", 298, 241),
    ("userfaultfd", 323, 282),
    ("init_module", 175, 105),
    ("finit_module", 313, 273),
    ("delete_module", 176, 106),
    ("kexec_load", 246, 104),
    ("reboot", 169, 142),
    ("swapon", 167, 224),
    ("swapoff", 168, 225),
    ("acct", 163, 89),
    ("quotactl", 179, 60),
    ("syslog", 103, 116),
    ("sethostname", 170, 161),
    ("setdomainname", 171, 162),
    ("settimeofday", 164, 170),
    ("clock_settime", 227, 112),
    ("adjtimex", 159, 171),
    ("clock_adjtime", 305, 266),
    ("iopl", 172, None),
    ("ioperm", 173, None),
)


@dataclass(frozen=True, slots=True)
class _Machine:
    """A kind of processor: seccomp's name for it, its column in the table, the calls that are judged by arguments."""

    architecture: int
    column: int
    clone: int
    kill: int
    tgkill: int
    prlimit: int
    ioctl: int


_MACHINES = {
    "x86_64": _Machine(0xC000003E, 1, clone=56, kill=62, tgkill=234, prlimit=302, ioctl=16),
    "aarch64": _Machine(0xC00000B7, 2, clone=220, kill=129, tgkill=131, prlimit=261, ioctl=29),
}


class _FilterProgram(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p))


def forbid_system_calls() -> bool:
    """Put the filter on this process for good; False where the machine or the kernel has none.

    Needs no-new-privileges, and a process of one thread.
    """
    machine = _MACHINES.get(platform.machine())
    if machine is None:
        return False
    code = _program(machine, os.getpid())
    memory = ctypes.create_string_buffer(code, len(code))
    program = _FilterProgram(len(code) // 8, ctypes.addressof(memory))
    outcome: int = ctypes.CDLL(None).prctl(_SET_SECCOMP, _FILTER_MODE, ctypes.byref(program), 0, 0)
    return outcome == 0


def _program(machine: _Machine, own_pid: int) -> bytes:
    not_ours, no_such_call = _REFUSE | errno.EPERM, _REFUSE | errno.ENOSYS
    lines = [
        _step(_LOAD, _ARCHITECTURE),
        _step(_EQUAL, machine.architecture, skip_if_true=1),
        _step(_RETURN, _KILL),  # 32-bit calls have other numbers
        _step(_LOAD, _NUMBER),
    ]
    for number in _HARMLESS_NEWER:
        lines += [_step(_EQUAL, number, skip_if_false=1), _step(_RETURN, _ALLOW)]
    lines += [_step(_AT_LEAST, _FIRST_OF_2019, skip_if_false=1), _step(_RETURN, no_such_call)]
    for row in _FORBIDDEN:
        forbidden = row[machine.column]
        if isinstance(forbidden, int):
            lines += [_step(_EQUAL, forbidden, skip_if_false=1), _step(_RETURN, not_ours)]
    for number in (machine.kill, machine.tgkill):
        lines += _only_if(number, 0, [_step(_EQUAL, own_pid, skip_if_true=1), _step(_RETURN, not_ours)])
    lines += _only_if(
        machine.prlimit,
        0,
        [_step(_EQUAL, 0, skip_if_true=2), _step(_EQUAL, own_pid, skip_if_true=1), _step(_RETURN, not_ours)],
    )
    lines += _only_if(machine.clone, 0, [_step(_ANY_BIT, _NEW_THREAD, skip_if_true=1), _step(_RETURN, not_ours)])
    typing = [step for code in _TERMINAL_INPUT for step in (_step(_EQUAL, code, 0, 1), _step(_RETURN, not_ours))]
    lines += _only_if(machine.ioctl, 1, typing)
    lines.append(_step(_RETURN, _ALLOW))
    return b"".join(lines)


def _only_if(number: int, argument: int, judging: list[bytes]) -> list[bytes]:
    """Judge one call by the lower half of one argument; what the steps do not refuse is allowed.

    The lower half is enough: these are ints or, for clone, flags of 32 bits.
    """
    body = [_step(_LOAD, _ARGUMENTS + 8 * argument), *judging, _step(_RETURN, _ALLOW)]
    return [_step(_EQUAL, number, skip_if_false=len(body)), *body]


def _step(code: int, operand: int, skip_if_true: int = 0, skip_if_false: int = 0) -> bytes:
    """One instruction: struct sock_filter."""
    return struct.pack("=HBBI", code, skip_if_true, skip_if_false, operand)
