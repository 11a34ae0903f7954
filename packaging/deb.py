#!/usr/bin/env python3
"""Make the Debian package from the frozen program: `python3 packaging/deb.py`; needs dpkg-dev and `freeze.py` before.

The program lies in /opt/counterscan, a link to it in /usr/bin. What each user has lies in their own data folder: kept
when the package is removed, erased when it is purged. The dependencies are found by looking: every library that a file
of the program asks for and that is not in it belongs to a package of Debian, or the build stops.
Exit status 2: it could not be made, for the reason on the last line.
"""

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import freeze
import manual_page
from freeze import CHECKOUT, NotBuilt

OUT = freeze.BUILD / "packages"
STAGE = freeze.BUILD / "deb"
LINUX = CHECKOUT / "packaging" / "linux"
ICONS = CHECKOUT / "resources" / "program"
MOST_BYTES = 88_000_000  # the goal of 80 MB and a tenth
COMPRESSION = ("-Zxz", "-z9", "-Sextreme", "--threads-max=1")
"""All that xz can do, in one piece: cut up for several threads it would be larger, and not the same everywhere."""
ALSO_NEEDED = ("fontconfig-config", "xkb-data")
"""Data that libraries read; nothing links to it."""

CONTROL = """Package: counterscan
Version: {version}
Architecture: {architecture}
Maintainer: CounterScan project <maintainers@counterscan.invalid>
Installed-Size: {kilobytes}
Depends: {depends}
Recommends: gnome-keyring | kwalletmanager, fonts-dejavu-core, sane-utils
Section: misc
Priority: optional
Description: from paper at the pharmacy counter to the right record in DRX
 A technician picks a record, scans at a network or USB scanner, takes pictures
 with a document camera or drags in photos and PDFs, turns and crops what needs
 it, and presses one button. Every page is fitted to what DRX accepts, and waits
 encrypted on this computer until DRX has confirmed it.
 .
 Network scanners that speak eSCL (AirScan) need no driver; others are reached
 through SANE, by the scanimage of the package sane-utils.
"""
COPYRIGHT = """Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: CounterScan

Files: *
Copyright: the CounterScan project
License: AGPL-3.0-or-later
 The whole text is in /opt/counterscan/LICENSE.txt. The work of others that
 the program holds is listed, with its licences, in
 /opt/counterscan/THIRD-PARTY-NOTICES.txt.
"""


def main() -> int:
    """Make the package, and say where it is and how large."""
    try:
        package = build(freeze.FROZEN, freeze.version(), OUT)
    except NotBuilt as problem:
        print(f"deb: {problem}", file=sys.stderr)
        return 2
    print(f"deb: {package.relative_to(CHECKOUT)}, {package.stat().st_size / 1e6:.1f} MB")
    return 0


def build(frozen: Path, version: str, out: Path) -> Path:
    """The package of a frozen program. Raises `NotBuilt`."""
    if not (frozen / "counterscan").is_file():
        raise NotBuilt("there is no frozen program yet: python3 packaging/freeze.py")
    epoch_s = int(freeze.steady(os.environ)["SOURCE_DATE_EPOCH"])
    lay_out(STAGE, frozen, version, epoch_s)
    kilobytes = (freeze.size_bytes(STAGE) + 1023) // 1024
    control = STAGE / "DEBIAN"
    control.mkdir()
    fields = {"version": version, "architecture": said_by("dpkg", "--print-architecture"), "kilobytes": kilobytes}
    depends = ", ".join(sorted({*libraries_of(STAGE / "opt" / "counterscan"), *ALSO_NEEDED}))
    (control / "control").write_text(CONTROL.format(depends=depends, **fields), encoding="utf-8")
    shutil.copy(LINUX / "postrm", control / "postrm")
    settle(STAGE, epoch_s)
    out.mkdir(parents=True, exist_ok=True)
    package = out / f"counterscan_{version}_{fields['architecture']}.deb"
    build_it = ["dpkg-deb", "--root-owner-group", *COMPRESSION, "--build", str(STAGE), str(package)]
    variables = freeze.steady(os.environ)
    if subprocess.run(build_it, env=variables, stdout=subprocess.DEVNULL, check=False).returncode != 0:
        raise NotBuilt("dpkg-deb could not make the package; the reason is above")
    if package.stat().st_size > MOST_BYTES:
        raise NotBuilt(f"the package has {package.stat().st_size / 1e6:.0f} MB, more than {MOST_BYTES / 1e6:.0f}")
    return package


def lay_out(stage: Path, frozen: Path, version: str, epoch_s: int) -> None:
    """Everything at the place where it will be installed, below `stage`, which is made anew."""
    shutil.rmtree(stage, ignore_errors=True)
    shutil.copytree(frozen, stage / "opt" / "counterscan", symlinks=True)
    (stage / "usr" / "bin").mkdir(parents=True)
    (stage / "usr" / "bin" / "counterscan").symlink_to("/opt/counterscan/counterscan")
    share = stage / "usr" / "share"
    _put(share / "applications" / "counterscan.desktop", (LINUX / "counterscan.desktop").read_bytes())
    day = datetime.fromtimestamp(epoch_s, UTC).date().isoformat()
    about = (LINUX / "app.counterscan.CounterScan.metainfo.xml").read_text(encoding="utf-8")
    about = about.replace("@VERSION@", version).replace("@DATE@", day)
    _put(share / "metainfo" / "app.counterscan.CounterScan.metainfo.xml", about.encode())
    for picture in ICONS.glob("counterscan-*.png"):
        side = picture.stem.rpartition("-")[2]
        _put(share / "icons" / "hicolor" / f"{side}x{side}" / "apps" / "counterscan.png", picture.read_bytes())
    drawing = (ICONS / "counterscan.svg").read_bytes()
    _put(share / "icons" / "hicolor" / "scalable" / "apps" / "counterscan.svg", drawing)
    page = manual_page.text_of(version, epoch_s).encode()
    _put(share / "man" / "man1" / "counterscan.1.gz", gzip.compress(page, mtime=0))
    documents = share / "doc" / "counterscan"
    _put(documents / "copyright", COPYRIGHT.encode())
    changes = (CHECKOUT / "CHANGELOG.md").read_bytes()
    _put(documents / "changelog.gz", gzip.compress(changes, mtime=0))


def libraries_of(program: Path) -> list[str]:
    """The packages, with the least versions, of the libraries that the program asks the system for."""
    work = freeze.BUILD / "deb-work"
    (work / "debian").mkdir(parents=True, exist_ok=True)
    (work / "debian" / "control").write_text("Source: counterscan\n\nPackage: counterscan\nArchitecture: any\n")
    files = [file for file in freeze.files_in(program) if not file.is_symlink() and is_library(file)]
    own_folders = sorted({file.parent for file in files})
    own = {path.name for path in freeze.files_in(program)}
    command = ["dpkg-shlibdeps", "-O", "--ignore-missing-info", "--warnings=0"]
    command += [f"-l{folder}" for folder in own_folders] + [f"-e{file}" for file in files]
    finished = subprocess.run(command, cwd=work, capture_output=True, text=True, check=False)
    missing = set(re.findall(r"cannot find library (\S+) needed", finished.stderr)) - own
    if finished.returncode != 0 or missing:
        raise NotBuilt(f"nothing brings {', '.join(sorted(missing)) or finished.stderr.strip()}")
    said = next(line for line in finished.stdout.splitlines() if line.startswith("shlibs:Depends="))
    found = said.partition("=")[2].split(", ")
    brought = brought_along(program)
    return [depend for depend in found if depend.split()[0] not in brought]


def brought_along(program: Path) -> set[str]:
    """The packages whose library travels with the program, so that the system's own is not asked for."""
    parts = json.loads((program / "sbom.cdx.json").read_text(encoding="utf-8"))["components"]
    return {part["name"] for part in parts if part["purl"].startswith("pkg:deb/")}


def is_library(file: Path) -> bool:
    """Is it a program or library of Linux (ELF)?"""
    with file.open("rb") as content:
        return content.read(4) == b"\x7fELF"


def settle(stage: Path, epoch_s: int) -> None:
    """One time and plain rights for every file, so that two builds are equal and none is writable for others."""
    for path in [stage, *stage.rglob("*")]:
        if not path.is_symlink():
            is_program = path.is_dir() or path.name in ("counterscan", "postrm")
            path.chmod(0o755 if is_program else 0o644)
        os.utime(path, (epoch_s, epoch_s), follow_symlinks=False)


def said_by(*command: str) -> str:
    """What a program prints, without its line end."""
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


if __name__ == "__main__":
    sys.exit(main())
