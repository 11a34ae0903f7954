"""Races, thinly: `python -m tests.endurance.races` starts two hundred programs."""

import sys
from pathlib import Path

import pytest

from tests.endurance.computer import NAIVE_PROGRAM
from tests.endurance.races import wave

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="starts are held back by way of /proc")


def test_simultaneous_starts_double_nothing_and_all_but_one_say_why(tmp_path: Path) -> None:
    seen = wave(4, tmp_path, "tests.endurance.told_program")
    assert (seen.silent, seen.losers, seen.found.is_kept) == ((), 3, True)


def test_simultaneous_starts_without_a_lock_would_double(tmp_path: Path) -> None:
    """The naive variant: it shows that the test above can fail."""
    assert len(wave(4, tmp_path, NAIVE_PROGRAM).found.doubled) > 0
