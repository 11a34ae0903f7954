"""`counterscan --selftest` tries every part and tells each in one line of JSON."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.cli import selftest, selftest_scanning
from app.domain.pages import MediaType
from app.practice.scanner import PracticeScanner
from app.system import paths


def test_here_everything_works(tmp_path: Path) -> None:
    variables = os.environ | {"COUNTERSCAN_HOME": str(tmp_path / "home")}
    command = [sys.executable, "-m", "app", "--selftest"]
    finished = subprocess.run(command, env=variables, capture_output=True, text=True, check=False)
    lines = finished.stdout.splitlines()
    assert (finished.returncode, len(lines), finished.stderr) == (0, 1, "")
    checks = json.loads(lines[0])["checks"]
    assert [check["name"] for check in checks if not check["ok"]] == []
    assert not (tmp_path / "home").exists()
    said = {check["name"]: check["said"] for check in checks}
    assert said["scan"] == "a page of 850 x 1400 came from Practice scanner"
    if sys.platform == "linux":  # others may keep multicast from themselves, which the trial says and forgives
        assert said["discovery"].startswith("a scanner showed itself")


@pytest.fixture
def only_window(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything but the window is tried by the test above."""
    for name in ("libraries", "modules", "resources", "database", "tls", "http", "keyring", "darkroom"):
        monkeypatch.setattr(selftest, name, lambda: "not tried")
    for name in ("scan", "discovery", "hints", "usb_scanners"):
        monkeypatch.setattr(selftest_scanning, name, lambda: "not tried")


@pytest.mark.usefixtures("only_window")
def test_what_does_not_work_is_named_and_the_others_are_still_tried(capsys: pytest.CaptureFixture[str]) -> None:
    def window() -> str:
        raise LookupError("the icon was not drawn")

    status = selftest.run({}, window)
    document = json.loads(capsys.readouterr().out)
    assert (status, document["ok"], len(document["checks"])) == (1, False, 13)
    assert document["checks"][-1]["said"] == "LookupError: the icon was not drawn"


@pytest.mark.parametrize("media_type", MediaType)
def test_there_is_a_page_of_every_format(media_type: MediaType) -> None:
    assert (paths.resources() / selftest.PAGES / f"page{media_type.extension}").is_file()


def test_a_missing_library_fails_the_trial(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selftest, "LIBRARIES", ("no_such_library",))
    tried: Callable[[], str] = selftest.libraries
    with pytest.raises(ModuleNotFoundError):
        tried()


def test_a_scanner_that_gives_no_page_fails_the_trial() -> None:
    with PracticeScanner() as empty, pytest.raises(LookupError, match="0 pages came of 1"):
        asyncio.run(selftest_scanning.page_from(empty.url))


@pytest.mark.skipif(sys.platform != "linux", reason="scanimage is Linux's")
def test_that_scanimage_is_missing_is_said_and_forgiven(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert selftest_scanning.usb_scanners() == "scanimage is missing: only network scanners can be reached"
