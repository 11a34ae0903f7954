"""Stopped while scanning, thinly: `python -m tests.endurance.scan_stopped` does it with 50 sheets, again and again."""

from pathlib import Path

import pytest

from tests.endurance.scan_stops import TEMPERS, naively_stopped, stopped


@pytest.mark.parametrize("temper", TEMPERS)
def test_a_stop_keeps_exactly_the_pages_that_were_delivered_and_frees_the_device(temper: str, tmp_path: Path) -> None:
    stop = stopped(tmp_path / "home", temper, sheets=9, at=3)
    assert stop.is_kept, stop
    assert stop.kept >= 3


def test_a_client_that_is_simply_ended_is_found_out(tmp_path: Path) -> None:
    """The naive variant: it shows that the test above can fail."""
    stop = naively_stopped(tmp_path / "home", sheets=9, at=3)
    assert not stop.is_exact
    assert stop.idle_after_s is None
    assert not stop.went_on
