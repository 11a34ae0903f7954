"""Debian's own `scanimage` with SANE's test backend, and nothing else that SANE might find on this machine."""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain.scanning import Scanner
from app.scanning.sane.driver import SaneDriver
from tests.scanning.sane.feeder import LISTENING_WAIT_S

Configure = Callable[..., Scanner]


@pytest.fixture
def configure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Configure:
    """Writes the backend's configuration, `read_delay="true"` as `read-delay true`; the device that is then there."""
    if sys.platform != "linux":
        pytest.skip("SANE is Linux's road")
    if shutil.which("scanimage") is None:
        if os.environ.get("CI", "").lower() in ("true", "1"):
            pytest.fail("CI must have the package sane-utils")
        pytest.skip("needs the package sane-utils")
    folder = tmp_path / "sane.d"
    folder.mkdir()
    (folder / "dll.conf").write_text("test\n")
    monkeypatch.setenv("SANE_CONFIG_DIR", str(folder))

    def write(**words: str) -> Scanner:
        lines = ["number_of_devices 1", "resolution_min 75", "resolution_max 1200", "geometry_max 200"]
        lines += [f"{name.replace('_', '-')} {value}" for name, value in words.items()]
        (folder / "test.conf").write_text("\n".join(lines) + "\n")
        (scanner,) = SaneDriver().find(LISTENING_WAIT_S)
        return scanner

    return write


@pytest.fixture
def scanner(configure: Configure) -> Scanner:
    """The test backend's device, as it comes: ten sheets in its feeder whenever it is opened."""
    return configure()
