"""Is somebody writing a file at this moment? A sure sign where the system has one; elsewhere nobody can tell."""

import errno
import os
import sys
from pathlib import Path

if sys.platform == "linux":
    import fcntl
    import signal

_SHARING_VIOLATION, _LOCK_VIOLATION = 32, 33


def is_being_written(descriptor: int) -> bool:
    """Has anybody the file open for writing? `descriptor` is ours, open for reading. False where that can't be told.

    Linux grants a lease for reading on local disks only while nobody has the file open for writing (fcntl(2)). Windows
    opens a file for one alone where nobody else has it open: `can_be_had_alone` asks before we have it open ourselves.
    """
    if sys.platform != "linux":
        return False
    try:
        # Somebody who opens it in this moment makes the kernel send a signal: one that nobody minds, not SIGIO
        fcntl.fcntl(descriptor, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except OSError as refusal:
        return refusal.errno == errno.EAGAIN
    return False


def can_be_had_alone(path: Path) -> bool:
    """Could the file be opened for us alone? True on systems that do not know that, and where it can't be opened."""
    if sys.platform == "win32":
        import ctypes  # exists with `WinDLL` on Windows only

        generic_read, share_with_nobody, open_existing, normal = 0x80000000, 0, 3, 0x80
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateFileW.argtypes = (
            ctypes.c_wchar_p,
            ctypes.c_uint32,
            ctypes.c_uint32,
            ctypes.c_void_p,
            ctypes.c_uint32,
            ctypes.c_uint32,
            ctypes.c_void_p,
        )
        kernel.CreateFileW.restype = ctypes.c_void_p
        kernel.CloseHandle.argtypes = (ctypes.c_void_p,)
        handle = kernel.CreateFileW(str(path), generic_read, share_with_nobody, None, open_existing, normal, None)
        if handle in (None, ctypes.c_void_p(-1).value):
            return ctypes.get_last_error() not in (_SHARING_VIOLATION, _LOCK_VIOLATION)
        kernel.CloseHandle(handle)
        return True
    else:
        return True


OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""Never through a link that took the file's place, never waiting at a pipe that did."""
