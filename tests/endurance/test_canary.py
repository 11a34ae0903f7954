"""The canary: after a working day nothing says who was there; without encryption everything does."""

import sys
from pathlib import Path

import pytest

from tests.endurance.canary import day

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processes are read by way of /proc")


def test_a_working_day_leaves_nothing_readable_behind(tmp_path: Path) -> None:
    assert day(tmp_path) == {}


def test_with_encryption_off_the_same_day_is_found_out(tmp_path: Path) -> None:
    """The naive variant: it shows that the test above can fail."""
    found = set[str]().union(*day(tmp_path, plain=True).values())
    assert {"name", "record", "birth date", "file name", "pixels", "file"} <= found
