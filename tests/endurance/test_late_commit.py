"""Late commits, thinly; `python -m tests.endurance.late_commit` does more of them."""

from pathlib import Path

import pytest

from tests.endurance.late_commit import PARTS_ABOVE, PARTS_BELOW, Naive, late_commits

SETTLE_S = 1.5
SHORT_SETTLE_S = 0.4


def test_a_commit_within_the_settle_time_never_doubles(tmp_path: Path) -> None:
    assert {late.copies for late in late_commits(PARTS_BELOW, SETTLE_S, 1, tmp_path)} == {1}


def test_a_commit_after_the_settle_time_is_shown_as_stored_twice_however_late(tmp_path: Path) -> None:
    seen = late_commits(PARTS_ABOVE, SHORT_SETTLE_S, 1, tmp_path)
    assert [(late.copies, late.is_shown) for late in seen] == [(2, True)] * len(PARTS_ABOVE)


@pytest.mark.parametrize("part", [0.5, 0.9])
def test_a_client_that_sends_again_at_once_doubles(part: float, tmp_path: Path) -> None:
    """A naive variant: it shows that the first test can fail."""
    (late,) = late_commits((part,), SETTLE_S, 1, tmp_path, Naive.HASTY)
    assert late.copies == 2


def test_a_client_that_looks_no_more_after_a_second_send_shows_nothing(tmp_path: Path) -> None:
    """A naive variant: it shows that the second test can fail."""
    (late,) = late_commits((10.0,), SHORT_SETTLE_S, 1, tmp_path, Naive.BLIND)
    assert (late.copies, late.is_shown) == (2, False)
