"""The pieces of the scan benchmark run, with two pages: nothing is timed here, and no goal has to be met."""

import shutil

import pytest

from tests.bench.scan_sides import compared

pytestmark = pytest.mark.skipif(shutil.which("curl") is None, reason="needs curl")


def test_both_sides_fetch_every_page_and_give_their_line(capsys: pytest.CaptureFixture[str]) -> None:
    compared("memory", rounds=1, pages=2)
    said = capsys.readouterr().out
    assert said.startswith("| memory | ours ")
    assert said.count("|") == 7
