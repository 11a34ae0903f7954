"""The canary: after a working day nothing on this computer says who was there, but a plain copy says everything."""

import sys
from pathlib import Path

import pytest

from tests.endurance.canary import FILE_NAME, RECORD_ID, day, hits_below, picture, signs

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processes are read by way of /proc")


def test_a_working_day_leaves_nothing_readable_behind(tmp_path: Path) -> None:
    assert day(tmp_path) == {}


def test_the_same_search_finds_a_plain_copy(tmp_path: Path) -> None:
    """The naive variant: it shows that the test above can fail."""
    (tmp_path / FILE_NAME).write_bytes(picture() + RECORD_ID.encode())
    (found,) = hits_below([tmp_path], signs(picture())).values()
    assert {"name", "record", "file name", "pixels", "file"} <= found
