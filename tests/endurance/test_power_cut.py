"""Power cuts, thinly: a few of the cuts that `python -m tests.endurance.power_cut` does in full."""

import os
import signal
import subprocess
from pathlib import Path

import pytest

from tests.endurance.power_cut import cut_at
from tests.endurance.served_disk import ServedDisk, why_not


@pytest.fixture(scope="module", autouse=True)
def a_disk_can_be_mounted() -> None:
    reason = why_not()
    if reason:
        pytest.skip(reason)


@pytest.mark.parametrize("steps_since_safe", [1, 2, 9])
def test_a_power_cut_loses_nothing_that_was_called_safe(steps_since_safe: int, tmp_path: Path) -> None:
    cut = cut_at(steps_since_safe, tmp_path, "faultless", "", from_safe=True)
    assert (cut.was_cut, cut.safe_count) == (True, 3)
    assert cut.found.is_kept, cut.found


@pytest.mark.parametrize("flush", ["blob", "folder", "database"])
def test_without_one_of_its_flushes_it_would_lose_something(flush: str, tmp_path: Path) -> None:
    """The naive variants: they show that the test above can fail."""
    cut = cut_at(2, tmp_path, "faultless", flush, from_safe=True)
    assert len(cut.found.lost) > 0


def test_a_disk_that_stands_still_holds_up_nobody_once_it_is_closed(tmp_path: Path) -> None:
    with ServedDisk(tmp_path / "disk") as disk:
        os.kill(disk.pid, signal.SIGSTOP)
        waiting = subprocess.Popen(["ls", str(tmp_path / "disk")], stderr=subprocess.DEVNULL)
    assert waiting.wait(timeout=10) is not None


def test_a_disk_that_stands_still_holds_up_nobody_beyond_its_alarm(tmp_path: Path) -> None:
    with ServedDisk(tmp_path / "disk", longest_life_s=1) as disk:
        disk.hang()
        waited = subprocess.run(["ls", str(tmp_path / "disk")], capture_output=True, timeout=10, check=False)
        assert waited.stderr != b""
