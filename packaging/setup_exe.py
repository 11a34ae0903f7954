#!/usr/bin/env python3
"""Make `setup.exe` with NSIS from a frozen program for Windows: `python3 packaging/setup_exe.py [FOLDER]`.

Runs on Windows and on Linux (Debian's `nsis`). FOLDER is what `freeze.py` made on Windows; without it, the usual place.
Exit status 2: it could not be made, for the reason on the last line.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import freeze
from freeze import CHECKOUT, NotBuilt

SCRIPT = CHECKOUT / "packaging" / "windows" / "counterscan.nsi"
ICON = CHECKOUT / "resources" / "program" / "counterscan.ico"
OUT = freeze.BUILD / "packages"
MOST_BYTES = 60_500_000  # the goal of 55 MB with cameras, and a tenth
WANTED = ("CounterScan.exe", "counterscan-cli.exe", "LICENSE.txt", "THIRD-PARTY-NOTICES.txt", "_internal")


def main(words: list[str]) -> int:
    """Make it, and say where it is and how large."""
    folder = Path(words[0]) if words else freeze.FROZEN
    try:
        installer = build(folder, freeze.version(), OUT)
    except NotBuilt as problem:
        print(f"setup_exe: {problem}", file=sys.stderr)
        return 2
    print(f"setup_exe: {installer.name}, {installer.stat().st_size / 1e6:.1f} MB")
    return 0


def build(folder: Path, version: str, out: Path) -> Path:
    """The installer of a frozen program for Windows. Raises `NotBuilt`."""
    check_payload(folder)
    program = shutil.which("makensis")
    if program is None:
        raise NotBuilt("makensis is missing; Debian has it in the package nsis")
    out.mkdir(parents=True, exist_ok=True)
    installer = out / f"CounterScan-{version}-setup.exe"
    names = {"VERSION": version, "SOURCE": folder.resolve(), "OUT": installer.resolve(), "ICON": ICON}
    command = [program, "-V2", "-WX", *(f"-D{name}={value}" for name, value in names.items()), str(SCRIPT)]
    if subprocess.run(command, env=freeze.steady(os.environ), check=False).returncode != 0:
        raise NotBuilt("makensis could not make the installer; the reason is above")
    if installer.stat().st_size > MOST_BYTES:
        raise NotBuilt(f"it has {installer.stat().st_size / 1e6:.0f} MB, more than {MOST_BYTES / 1e6:.0f}")
    return installer


def check_payload(folder: Path) -> None:
    """Raises `NotBuilt` where the folder is no frozen program for Windows with its papers."""
    missing = [name for name in WANTED if not (folder / name).exists()]
    if missing:
        raise NotBuilt(f"{folder} is no frozen program for Windows: {', '.join(missing)} is missing")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
