"""The job object of Windows: its structures are laid out as Windows documents them; it is not run here."""

import ctypes
import sys

import pytest

from app.runtime.job_object import ExtendedLimits, JobObject, limits_of


@pytest.mark.skipif(ctypes.sizeof(ctypes.c_void_p) != 8, reason="the sizes are those of 64 bits")
def test_the_structure_is_as_large_as_windows_expects() -> None:
    assert ctypes.sizeof(ExtendedLimits) == 144


@pytest.mark.skipif(ctypes.sizeof(ctypes.c_void_p) != 8, reason="the places are those of 64 bits")
def test_the_memory_limit_stands_at_its_place() -> None:
    content = bytes(limits_of(0x1234))
    assert int.from_bytes(content[112:120], "little") == 0x1234


def test_a_worker_ends_with_the_program_and_stays_alone() -> None:
    flags = limits_of(1).basic.flags
    assert (bool(flags & 0x2000), bool(flags & 0x8)) == (True, True)


@pytest.mark.skipif(sys.platform == "win32", reason="there it works")
def test_other_systems_have_no_job_objects() -> None:
    with pytest.raises(OSError, match="Windows"):
        JobObject(0, 1)


@pytest.mark.skipif(ctypes.sizeof(ctypes.c_void_p) != 8, reason="the places are those of 64 bits")
def test_a_worker_comes_behind_the_window() -> None:
    limits = limits_of(1)
    below_normal, says_priority = 0x4000, 0x20
    assert (limits.basic.priority, bool(limits.basic.flags & says_priority)) == (below_normal, True)
    assert int.from_bytes(bytes(limits)[56:60], "little") == below_normal
