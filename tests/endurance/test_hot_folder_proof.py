"""The hot folder's proofs, thinly: a few files and kills of `python -m tests.endurance.hot_folder` and its steps."""

import random
import sys
from pathlib import Path

import pytest

from app.practice.server import PracticeStore
from tests.endurance.computer import Computer
from tests.endurance.hot_folder import NAIVE_PROGRAM, Batch, run_batch
from tests.endurance.hot_folder_steps import cases
from tests.endurance.strace import Point, may_trace

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills with a signal")

POINTS = (Point("rename", 1), Point("fdatasync", 9))
FILES, KILLS = 40, 6


def batch_of(folder: Path, kills: int, program: str) -> Batch:
    with PracticeStore(with_pictures=False) as store:
        computer = Computer(folder, store.url, program=program)
        return run_batch(computer, store, 1, FILES, kills, random.Random(1))


def test_a_watcher_that_is_killed_again_and_again_loses_doubles_and_tears_nothing(tmp_path: Path) -> None:
    batch = batch_of(tmp_path, KILLS, "tests.endurance.told_program")
    assert (batch.kills, batch.written) == (KILLS, FILES)
    assert batch.is_kept, batch


def test_a_watcher_that_sends_what_it_sees_is_found_out(tmp_path: Path) -> None:
    """The naive variant: it shows that the test above can fail."""
    assert batch_of(tmp_path, 1, NAIVE_PROGRAM).torn


@pytest.mark.skipif(not may_trace(), reason="needs Linux, the package strace, and the right to trace")
def test_a_kill_before_a_step_of_taking_loses_and_doubles_nothing(tmp_path: Path) -> None:
    killed = [case for case in cases(POINTS, tmp_path) if case.was_killed]
    assert len(killed) == len(POINTS)
    assert [case for case in killed if not case.is_kept] == []
