#!/usr/bin/env python3
"""Make the MSI for fleets from a frozen program for Windows: `python3 packaging/msi.py [FOLDER]`; needs wixl.

One component a file, whose identity follows from its place alone, so that a file keeps it over the versions.
Exit status 2: it could not be made, for the reason on the last line.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import uuid
from pathlib import Path
from xml.sax.saxutils import quoteattr

import freeze
import setup_exe
from freeze import CHECKOUT, NotBuilt

RECIPE = CHECKOUT / "packaging" / "windows" / "counterscan.wxs"
NAMESPACE = uuid.UUID("7d0b9d3c-58c6-4a9e-9b1e-0f6f9a2d1c11")
MOST_BYTES = 66_000_000  # its compression is weaker than that of setup.exe
_ID_LENGTH = 24


def main(words: list[str]) -> int:
    """Make it, and say where it is and how large."""
    folder = Path(words[0]) if words else freeze.FROZEN
    try:
        package = build(folder, freeze.version(), setup_exe.OUT)
    except NotBuilt as problem:
        print(f"msi: {problem}", file=sys.stderr)
        return 2
    print(f"msi: {package.name}, {package.stat().st_size / 1e6:.1f} MB")
    return 0


def build(folder: Path, version: str, out: Path) -> Path:
    """The package of a frozen program for Windows. Raises `NotBuilt`."""
    setup_exe.check_payload(folder)
    program = shutil.which("wixl")
    if program is None:
        raise NotBuilt("wixl is missing; Debian has it in the package wixl")
    out.mkdir(parents=True, exist_ok=True)
    files = freeze.BUILD / "files.wxs"
    files.write_text(fragment_of(folder), encoding="utf-8")
    package = (out / f"CounterScan-{version}.msi").resolve()
    command = [program, "-a", "x64", "-D", f"Version={version}", "-o", str(package), str(RECIPE), str(files.resolve())]
    # In the folder, because wixl takes no absolute places of files.
    if subprocess.run(command, cwd=folder, env=freeze.steady(os.environ), check=False).returncode != 0:
        raise NotBuilt("wixl could not make the package; the reason is above")
    if package.stat().st_size > MOST_BYTES:
        raise NotBuilt(f"it has {package.stat().st_size / 1e6:.0f} MB, more than {MOST_BYTES / 1e6:.0f}")
    return package


def fragment_of(folder: Path) -> str:
    """Every file of the folder as a component of the group `Files`."""
    references: list[str] = []
    body = _directory(folder, folder, references)
    return "\n".join(
        [
            '<?xml version="1.0" encoding="utf-8"?>',
            '<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">',
            '<Fragment><DirectoryRef Id="INSTALLDIR">',
            *body,
            '</DirectoryRef></Fragment><Fragment><ComponentGroup Id="Files">',
            *references,
            "</ComponentGroup></Fragment></Wix>",
        ]
    )


def _directory(folder: Path, root: Path, references: list[str]) -> list[str]:
    lines: list[str] = []
    for path in sorted(folder.iterdir()):
        place = path.relative_to(root).as_posix()
        if path.is_dir():
            lines.append(f'<Directory Id="{_id("d", place)}" Name={quoteattr(path.name)}>')
            lines += [*_directory(path, root, references), "</Directory>"]
            continue
        component = _id("c", place)
        references.append(f'<ComponentRef Id="{component}"/>')
        identity = str(uuid.uuid5(NAMESPACE, place)).upper()
        lines.append(
            f'<Component Id="{component}" Guid="{identity}" Win64="yes">'
            f'<File Id="{_id("f", place)}" KeyPath="yes" Source={quoteattr(place)}/></Component>'
        )
    return lines


def _id(kind: str, place: str) -> str:
    return kind + hashlib.sha256(place.encode()).hexdigest()[:_ID_LENGTH]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
