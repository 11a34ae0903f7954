"""A job object of Windows around one worker: bounded memory, no second process, no clipboard, gone with the program.

Written after "Job Objects" of the Windows documentation; it has not been run on Windows yet (README, "proven where").
"""

import ctypes
import sys

_EXTENDED_LIMITS, _INTERFACE_LIMITS = 9, 4  # JobObjectExtendedLimitInformation, JobObjectBasicUIRestrictions
_ONE_PROCESS, _PRIORITY, _MEMORY, _DIE_QUIETLY, _KILL_ON_CLOSE = 0x8, 0x20, 0x100, 0x400, 0x2000
_BELOW_NORMAL = 0x4000  # BELOW_NORMAL_PRIORITY_CLASS: the window comes first
_WHOLE_INTERFACE = 0xFF  # handles of others, clipboard, system parameters, display, atoms, desktop, shutting down


class _BasicLimits(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    _fields_ = (
        ("process_time", ctypes.c_int64),
        ("job_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("least_working_set", ctypes.c_size_t),
        ("most_working_set", ctypes.c_size_t),
        ("active_processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
    )


class ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION; the six counters of IO_COUNTERS stand between."""

    _fields_ = (
        ("basic", _BasicLimits),
        ("counters", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    )


def limits_of(memory_bytes: int) -> ExtendedLimits:
    """One process behind the window, so much committed memory, no crash dialog, an end with the last handle."""
    flags = _ONE_PROCESS | _PRIORITY | _MEMORY | _DIE_QUIETLY | _KILL_ON_CLOSE
    basic = _BasicLimits(flags=flags, active_processes=1, priority=_BELOW_NORMAL)
    return ExtendedLimits(basic=basic, process_memory=memory_bytes)


class JobObject:
    """Holds one process within its limits for as long as it is open; closing it ends the process."""

    def __init__(self, process_handle: int, memory_bytes: int) -> None:
        """Raises `OSError` where Windows refuses."""
        self._handle = 0
        if sys.platform == "win32":
            self._hold(process_handle, memory_bytes)
        else:
            raise OSError("job objects are Windows' own")

    if sys.platform == "win32":

        def _hold(self, process_handle: int, memory_bytes: int) -> None:
            kernel = ctypes.WinDLL("kernel32", use_last_error=True)
            kernel.CreateJobObjectW.restype = ctypes.c_void_p
            for name, types in {
                "CreateJobObjectW": (ctypes.c_void_p, ctypes.c_wchar_p),
                "SetInformationJobObject": (ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_uint32),
                "AssignProcessToJobObject": (ctypes.c_void_p, ctypes.c_void_p),
                "CloseHandle": (ctypes.c_void_p,),
            }.items():
                getattr(kernel, name).argtypes = types
            self._kernel = kernel
            self._handle = kernel.CreateJobObjectW(None, None) or 0
            limits, interface = limits_of(memory_bytes), ctypes.c_uint32(_WHOLE_INTERFACE)
            try:
                for number, value in ((_EXTENDED_LIMITS, limits), (_INTERFACE_LIMITS, interface)):
                    self._insist(
                        kernel.SetInformationJobObject(self._handle, number, ctypes.byref(value), ctypes.sizeof(value))
                    )
                self._insist(kernel.AssignProcessToJobObject(self._handle, process_handle))
            except OSError:
                self.close()
                raise

        def _insist(self, outcome: int) -> None:
            if not outcome:
                raise ctypes.WinError(ctypes.get_last_error())

    def close(self) -> None:
        """Let go; a process that still runs in it ends."""
        if self._handle and sys.platform == "win32":
            self._kernel.CloseHandle(self._handle)
            self._handle = 0
