#!/usr/bin/env python3
"""Freeze CounterScan into one folder that needs no Python: `python3 packaging/freeze.py`.

The folder is `build/frozen/CounterScan`. The packages are those of `package.lock`, in an environment of their own; the
Python is the one that runs this file. Two builds of one commit by one Python on one system are equal in every bit.
Exit status 2: it could not be built, for the reason on the last line.
"""

import os
import subprocess
import sys
from pathlib import Path

import components
import environment
import hollow
import notices
import policy_files
import policy_settings
import sbom
import slim
import version_resource

CHECKOUT = Path(__file__).resolve().parent.parent
BUILD = CHECKOUT / "build"
LOCK = CHECKOUT / "packaging" / "package.lock"
SPEC = CHECKOUT / "packaging" / "counterscan.spec"
TOOLS = BUILD / "package-venv"
FROZEN = BUILD / "frozen" / "CounterScan"
LONGEST_BUILD_S = 1800.0
UNCOMPRESSED = {"PYINSTALLER_ZLIB_COMPRESSION_LEVEL": "0"}
"""For PyInstaller: its packages are compressed as a whole, and nothing is won where a part was compressed before."""

OLDEST_TIME_S = 315532800  # 1980: nothing older can stand in a ZIP


class NotBuilt(Exception):
    """A step of the packaging could not be done; the text is for the person at the keyboard."""


def main() -> int:
    """Freeze, and say where the program is and how large."""
    try:
        folder = freeze(FROZEN)
    except (NotBuilt, environment.SetUpError) as problem:
        print(f"freeze: {problem}", file=sys.stderr)
        return 2
    print(f"freeze: {folder.relative_to(CHECKOUT)}, {size_bytes(folder) / 1e6:.1f} MB in {len(files_in(folder))} files")
    return 0


def freeze(folder: Path) -> Path:
    """Build the frozen program into `folder`, over what is there. Raises `NotBuilt` or `environment.SetUpError`."""
    environment.make_ready(TOOLS, LOCK)
    work = BUILD / "freezing"
    work.mkdir(parents=True, exist_ok=True)
    resource = work / "version.txt"
    resource.write_text(version_resource.text_for(version()), encoding="utf-8")
    bundled = work / "bundled.json"
    command = [str(environment.python_of(TOOLS)), "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level=WARN"]
    command += ["--distpath", str(folder.parent), "--workpath", str(work), str(SPEC)]
    variables = steady(os.environ) | {
        "COUNTERSCAN_VERSION_RESOURCE": str(resource),
        "COUNTERSCAN_BUNDLED": str(bundled),
        **UNCOMPRESSED,
    }
    finished = subprocess.run(command, cwd=CHECKOUT, env=variables, check=False, timeout=LONGEST_BUILD_S)
    if finished.returncode != 0:
        raise NotBuilt("PyInstaller could not build the program; the reason is above")
    if sys.platform == "linux":
        hollow.lay(folder, work)
        slim.strip_symbols(folder)
    add_papers(folder, bundled, site_packages(), int(variables["SOURCE_DATE_EPOCH"]))
    return folder


def add_papers(folder: Path, bundled: Path, packages: Path, epoch_s: int) -> None:
    """Lay licence, notices, bill of materials and policies beside the program. Raises `NotBuilt` for a gap in them."""
    try:
        found = components.components_of(bundled, packages)
    except components.NobodysFile as problem:
        raise NotBuilt(str(problem)) from problem
    papers = {
        "LICENSE.txt": (CHECKOUT / "LICENSE").read_text(encoding="utf-8"),
        "THIRD-PARTY-NOTICES.txt": notices.text_of(found, version()),
        "sbom.cdx.json": sbom.text_of(found, version(), epoch_s),
    }
    for name, text in papers.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    policy_files.write(folder / "policy", policy_settings.listed(), version())


def site_packages() -> Path:
    """Where the tools' environment keeps its packages."""
    return next(folder for folder in TOOLS.glob("[Ll]ib/**/site-packages") if folder.is_dir())


def version() -> str:
    """The program's version, from the one place where it stands."""
    text = (CHECKOUT / "app" / "__init__.py").read_text(encoding="utf-8")
    return text.partition('__version__ = "')[2].partition('"')[0]


def steady(variables: "os._Environ[str] | dict[str, str]") -> dict[str, str]:
    """The environment in which two builds come out equal: one order of sets, one time for every stamp."""
    epoch = variables.get("SOURCE_DATE_EPOCH") or str(commit_time_s())
    return {**variables, "SOURCE_DATE_EPOCH": epoch, "PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def commit_time_s() -> int:
    """When the checked-out commit was made, in seconds of Unix; the first day of 1980 without git."""
    try:
        finished = subprocess.run(
            ["git", "log", "-1", "--format=%ct"], cwd=CHECKOUT, capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return OLDEST_TIME_S
    return int(finished.stdout)


def files_in(folder: Path) -> list[Path]:
    """Every file and link below the folder, in one order."""
    return sorted(path for path in folder.rglob("*") if path.is_symlink() or path.is_file())


def size_bytes(folder: Path) -> int:
    """What the files below the folder hold together; a link counts nothing."""
    return sum(path.stat().st_size for path in files_in(folder) if not path.is_symlink())


if __name__ == "__main__":
    sys.exit(main())
