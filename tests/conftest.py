"""What every test stands on: shut off from the machine's own settings, watched, with Hypothesis steady."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest
import system_needs

from app.system.singletons import keep_singletons_alive

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

pytest_plugins = ["tests.watch"]

IS_CI = os.environ.get("CI", "").lower() in ("true", "1")
# What would let a test see the person's own screen, keyring, proxy or language.
FORGOTTEN = (
    "DISPLAY",
    "WAYLAND_DISPLAY",
    "DBUS_SESSION_BUS_ADDRESS",
    "LANGUAGE",
    "ALL_PROXY",
    "HTTP_PROXY",
    "HTTPS_PROXY",
)
SESSION_FOLDER = Path(tempfile.mkdtemp(prefix="counterscan-tests-"))


def _shut_off() -> None:
    """Before anything imports Qt or the program: no test may touch what belongs to the person at this machine."""
    for name in list(os.environ):
        if name.startswith("COUNTERSCAN_") or name.upper() in FORGOTTEN:
            del os.environ[name]
    runtime = SESSION_FOLDER / "run"
    runtime.mkdir(mode=0o700)
    os.environ |= {
        "COUNTERSCAN_HOME": str(SESSION_FOLDER / "home"),
        "XDG_CONFIG_HOME": str(SESSION_FOLDER / "config"),
        "XDG_DATA_HOME": str(SESSION_FOLDER / "data"),
        "XDG_RUNTIME_DIR": str(runtime),
        "QT_QPA_PLATFORM": "offscreen",
        "LC_ALL": "C.UTF-8",
    }


_shut_off()
keep_singletons_alive()  # as the program does before it uses Qt
hypothesis.settings.register_profile("here", deadline=None, database=None)
hypothesis.settings.register_profile("ci", deadline=None, database=None, derandomize=True, print_blob=True)
hypothesis.settings.load_profile("ci" if IS_CI else "here")


def pytest_unconfigure() -> None:
    """Leave nothing behind."""
    shutil.rmtree(SESSION_FOLDER, ignore_errors=True)


@pytest.fixture(scope="session")
def qapp() -> "Iterator[QApplication]":
    """Qt's one application, drawn on nothing."""
    from PySide6.QtWidgets import QApplication  # here, because most tests have no window and start sooner without

    application = QApplication(["counterscan"])
    yield application
    application.shutdown()


@pytest.fixture(scope="session")
def desktop_tools() -> None:
    """For the tests that start Xvfb, a bus, a screen reader's registry or a keyring of their own."""
    _demand([*system_needs.tool_needs(), *system_needs.library_needs("x11")])


@pytest.fixture(scope="session")
def scanner_tools() -> None:
    """For the tests that let Debian's own scanner programs scan."""
    if not sys.platform.startswith("linux"):
        pytest.skip("SANE is Linux's road to scanners")
    _demand([need for need in system_needs.tool_needs() if need.package in system_needs.SCANNING_TOOLS])


def _demand(needs: list[system_needs.Need]) -> None:
    """Skip where what is needed is missing; in CI, where it must be there, fail."""
    missing = system_needs.missing_packages(needs)
    if missing and IS_CI:
        pytest.fail(f"CI must have these packages: {' '.join(missing)}")
    if missing:
        pytest.skip(f"needs the packages {' '.join(missing)}")
