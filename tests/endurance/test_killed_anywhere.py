"""Killed anywhere, thinly: a few of the kills that `python -m tests.endurance.killed_anywhere` does in full."""

from pathlib import Path

import pytest

from tests.endurance.computer import NAIVE_PROGRAM
from tests.endurance.killed_anywhere import Case, cases
from tests.endurance.strace import Point, may_trace

pytestmark = pytest.mark.skipif(not may_trace(), reason="needs Linux, the package strace, and the right to trace")

TOLD_PROGRAM = "tests.endurance.told_program"
POINTS = (Point("rename", 3), Point("fdatasync", 4), Point("fdatasync", 12), Point("sendto", 8), Point("pwrite64", 60))


def kills(points: tuple[Point, ...], folder: Path, store_kind: str, program: str) -> list[Case]:
    return [case for case in cases(points, folder, store_kind, program) if case.was_killed]


@pytest.mark.parametrize("store_kind", ["faultless", "resetting"])
def test_a_kill_anywhere_loses_and_doubles_nothing(store_kind: str, tmp_path: Path) -> None:
    killed = kills(POINTS, tmp_path, store_kind, TOLD_PROGRAM)
    assert len(killed) == len(POINTS)
    assert [case for case in killed if not case.found.is_kept] == []


def test_a_client_that_simply_retries_is_found_out(tmp_path: Path) -> None:
    """The naive variant: it shows that the test above can fail."""
    (case,) = kills((Point("unlink", 1),), tmp_path, "faultless", NAIVE_PROGRAM)
    assert len(case.found.doubled) == 1
