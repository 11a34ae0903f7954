"""Killed while scanning, thinly: `python -m tests.endurance.scan_killed` does it at hundreds of random moments."""

import random
from pathlib import Path

from tests.endurance.scan_kills import driver_kills, naive_kills, program_kills


def test_a_killed_driver_loses_no_announced_page_and_leaves_no_job(tmp_path: Path) -> None:
    kills = list(driver_kills(3, tmp_path, random.Random(7)))
    assert [kill for kill in kills if not kill.is_kept] == []


def test_a_killed_program_comes_back_with_every_announced_page_and_the_device_is_free(tmp_path: Path) -> None:
    kills = list(program_kills(1, tmp_path, random.Random(3)))
    assert [kill for kill in kills if not kill.is_kept] == []


def test_a_client_that_tells_before_it_keeps_is_found_out(tmp_path: Path) -> None:
    """The naive variant: it shows that the tests above can fail."""
    kills = list(naive_kills(2, tmp_path, random.Random(1)))
    assert any(kill.found.lost or kill.found.torn for kill in kills)
    assert [kill for kill in kills if kill.idle_after_s is not None or kill.went_on] == []
