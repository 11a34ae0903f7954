"""Full disks, thinly; `python -m tests.endurance.full_disk` tries many sizes."""

from pathlib import Path

import pytest

from tests.endurance.full_disk import KILO, MEGA, can_mount_tmpfs, filled_after, filled_before, too_small

pytestmark = pytest.mark.skipif(not can_mount_tmpfs(), reason="needs Linux and the right to mount")


@pytest.mark.parametrize("size_bytes", [100 * KILO, 20 * MEGA])
def test_a_disk_that_is_too_small_takes_nothing_and_says_so(size_bytes: int, tmp_path: Path) -> None:
    seen = too_small(size_bytes, tmp_path)
    assert (seen.upload_status, seen.safe_count, seen.is_kept) == (1, 0, True)


def test_a_disk_that_is_full_before_takes_nothing_that_it_can_not_keep(tmp_path: Path) -> None:
    assert filled_before(40 * KILO, tmp_path).is_kept


def test_what_is_queued_leaves_a_disk_that_is_full(tmp_path: Path) -> None:
    seen = filled_after(0, tmp_path)
    assert (seen.safe_count, seen.send_status, seen.is_kept) == (3, 0, True)


def test_without_the_reserve_it_could_not_leave(tmp_path: Path) -> None:
    """The naive variant: it shows that the test above can fail."""
    assert not filled_after(0, tmp_path, takes_reserve=True).is_kept
