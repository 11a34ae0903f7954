"""Power cuts, thinly: a few of the cuts that `python -m tests.endurance.power_cut` does in full.

Only where CUT_POWER=1 asks for it: a file system of one's own that stops answering stops the whole machine with it.
"""

import os
from pathlib import Path

import pytest

from tests.endurance.fuse_kernel import can_mount
from tests.endurance.power_cut import cut_at

pytestmark = pytest.mark.skipif(
    os.environ.get("CUT_POWER") != "1" or not can_mount(),
    reason="asked for with CUT_POWER=1; needs Linux, /dev/fuse and the package fuse3",
)


@pytest.mark.parametrize("steps_since_safe", [1, 2, 9, 20])
def test_a_power_cut_loses_nothing_that_was_called_safe(steps_since_safe: int, tmp_path: Path) -> None:
    cut = cut_at(steps_since_safe, tmp_path, "faultless", "", from_safe=True)
    assert (cut.was_cut, cut.safe_count) == (True, 3)
    assert cut.found.is_kept, cut.found


@pytest.mark.parametrize("flush", ["blob", "folder", "database"])
def test_without_one_of_its_flushes_it_would_lose_something(flush: str, tmp_path: Path) -> None:
    """The naive variants: they show that the test above can fail."""
    cut = cut_at(2, tmp_path, "faultless", flush, from_safe=True)
    assert len(cut.found.lost) > 0
