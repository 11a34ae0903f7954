#!/usr/bin/env python3
"""Install, run, refuse, upgrade and uninstall on Windows, silently: `python packaging/cycle_windows.py`.

For a machine that may be changed. On Linux it does the same under Wine, in the prefix that `stand_in_windows.py` made.
Both installers come from `build/packages`. Exit status 1: something was not as it should be, named on the last line.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import freeze

PACKAGES = freeze.BUILD / "packages"
WINE_PREFIX = freeze.BUILD / "stand-in-windows" / "prefix"
KEYS = (r"HKLM\Software\CounterScan", r"HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall\CounterScan")
RUNNING = 5
LONGEST_STEP_S = 600.0
LONGEST_WAIT_S = 60.0
BETWEEN_LOOKS_S = 0.2
IS_WINE = sys.platform != "win32"


class NotAsItShouldBe(Exception):
    """One step of the cycle ended otherwise than it has to."""


def main() -> int:
    """Go through the cycle of setup.exe, then that of the MSI."""
    try:
        setup = next(PACKAGES.glob("*-setup.exe"))
        package = next(PACKAGES.glob("*.msi"))
        cycle_setup(setup)
        cycle_msi(package)
    except (NotAsItShouldBe, StopIteration) as problem:
        print(f"cycle: {problem or 'an installer is missing in build/packages'}", file=sys.stderr)
        return 1
    print("cycle: both installers installed, ran, upgraded and left nothing but the data")
    return 0


def cycle_setup(setup: Path) -> None:
    """setup.exe: fresh, over itself, refused while it runs, and away again. Raises `NotAsItShouldBe`."""
    ended(0, str(setup), "/S")
    self_tested()
    data = data_folder()
    data.mkdir(parents=True, exist_ok=True)
    (data / "kept.txt").write_text("what a person has")
    left_over = program_folder() / "_internal" / "left-from-the-version-before"
    left_over.write_text("old")
    store = started("counterscan-cli.exe", "practice")
    try:
        ended(RUNNING, str(setup), "/S")
        if not left_over.exists():
            raise NotAsItShouldBe("it was installed over a program that runs")
    finally:
        store.kill()
        store.wait()
    ended(0, str(setup), "/S")
    if left_over.exists():
        raise NotAsItShouldBe("the upgrade left a file of the version before")
    self_tested()
    ended(0, str(program_folder() / "uninstall.exe"), "/S")
    gone(data)
    print("cycle: setup.exe installed, refused while running, upgraded and uninstalled", flush=True)


def cycle_msi(package: Path) -> None:
    """The MSI: fresh, and away again. Raises `NotAsItShouldBe`."""
    place = windows_path(package)
    ended(0, "msiexec", "/i", place, "/qn")
    self_tested()
    ended(0, "msiexec", "/x", place, "/qn")
    gone(data_folder())
    print("cycle: the MSI installed and uninstalled", flush=True)


def gone(data: Path) -> None:
    """The program's folder and keys are gone, the data is there."""
    deadline_s = time.monotonic() + LONGEST_WAIT_S
    while program_folder().exists():  # an uninstaller goes on after its first process has ended
        if time.monotonic() > deadline_s:
            left = ", ".join(path.name for path in program_folder().iterdir())
            raise NotAsItShouldBe(f"uninstalling left {left}")
        time.sleep(BETWEEN_LOOKS_S)
    for key in KEYS:
        if run("reg", "query", key).returncode == 0:
            raise NotAsItShouldBe(f"uninstalling left {key}")
    if not (data / "kept.txt").is_file():
        raise NotAsItShouldBe("uninstalling took what a person had")


def self_tested() -> None:
    """The installed program tries itself."""
    finished = run(str(program_folder() / "counterscan-cli.exe"), "--selftest")
    answer = json.loads(finished.stdout)
    bad = [f"{check['name']}: {check['said']}" for check in answer["checks"] if not check["ok"]]
    if bad or finished.returncode != 0:
        raise NotAsItShouldBe(f"the self-test failed: {bad}")


def ended(status: int, *command: str) -> None:
    """Run to the end. Raises `NotAsItShouldBe` for another status."""
    finished = run(*command)
    if finished.returncode != status:
        raise NotAsItShouldBe(f"{Path(command[0]).name} ended with {finished.returncode}, not {status}")


def run(*command: str) -> "subprocess.CompletedProcess[str]":
    """Run a Windows program, under Wine where this is none."""
    whole = [*(["wine"] if IS_WINE else []), *command]
    return subprocess.run(whole, env=variables(), capture_output=True, text=True, check=False, timeout=LONGEST_STEP_S)


def started(name: str, *words: str) -> "subprocess.Popen[bytes]":
    """Start an installed program, and go on once it has said its first word."""
    command = [*(["wine"] if IS_WINE else []), str(program_folder() / name), *words]
    process = subprocess.Popen(command, env=variables(), stdout=subprocess.PIPE)
    if process.stdout is not None:
        process.stdout.readline()
    return process


def variables() -> dict[str, str]:
    """The environment of every step."""
    wine = {"WINEPREFIX": str(WINE_PREFIX), "WINEDEBUG": "-all", "WINEDLLOVERRIDES": "mscms=n"} if IS_WINE else {}
    return {**os.environ, **wine, "QT_QPA_PLATFORM": "offscreen"}


def program_folder() -> Path:
    """Where the installers put the program."""
    drive = WINE_PREFIX / "drive_c" if IS_WINE else Path(os.environ.get("SYSTEMDRIVE", "C:") + "\\")
    return drive / "Program Files" / "CounterScan"


def data_folder() -> Path:
    """Where this user's data lies."""
    if not IS_WINE:
        return Path(os.environ["LOCALAPPDATA"]) / "CounterScan"
    users = WINE_PREFIX / "drive_c" / "users"
    person = next(folder for folder in users.iterdir() if folder.name != "Public")
    return person / "AppData" / "Local" / "CounterScan"


def windows_path(path: Path) -> str:
    """The path as Windows spells it."""
    return "Z:" + str(path.resolve()).replace("/", "\\") if IS_WINE else str(path)


if __name__ == "__main__":
    sys.exit(main())
