"""Late commits, thinly; `python -m tests.endurance.late_commit` does more of them."""

from pathlib import Path

from tests.endurance.late_commit import PARTS_ABOVE, PARTS_BELOW, late_commits

SETTLE_S = 1.5


def test_a_commit_within_the_settle_time_never_doubles(tmp_path: Path) -> None:
    assert {late.copies for late in late_commits(PARTS_BELOW, SETTLE_S, 1, tmp_path)} == {1}


def test_a_commit_after_the_settle_time_is_shown_as_stored_twice(tmp_path: Path) -> None:
    seen = late_commits(PARTS_ABOVE, SETTLE_S, 1, tmp_path)
    assert [(late.copies, late.is_shown) for late in seen] == [(2, True)] * len(PARTS_ABOVE)


def test_without_a_settle_time_a_late_commit_doubles(tmp_path: Path) -> None:
    """The naive variant: it shows that the first test can fail."""
    (late,) = late_commits((1.0,), 0.0, 1, tmp_path)
    assert late.copies == 1  # committed before the first look
