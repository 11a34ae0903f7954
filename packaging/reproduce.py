#!/usr/bin/env python3
"""Build the program and its Debian package twice, and compare every bit: `python3 packaging/reproduce.py [--program]`.

`--program` leaves the package out. Exit status 1: what differs is named, one file a line.
"""

import hashlib
import os
import sys
from pathlib import Path

import deb
import environment
import freeze


def main(words: list[str]) -> int:
    """Build twice, compare, and say what differs."""
    wants_package = "--program" not in words and sys.platform == "linux"
    try:
        first, second = built(wants_package), built(wants_package)
    except (freeze.NotBuilt, environment.SetUpError) as problem:
        print(f"reproduce: {problem}", file=sys.stderr)
        return 2
    different = differences(first, second)
    for name in different:
        print(f"reproduce: differs: {name}", file=sys.stderr)
    if different:
        return 1
    print(f"reproduce: {len(first)} files are equal in every bit")
    return 0


def built(wants_package: bool) -> dict[str, str]:
    """Build once; the digest of everything that came out."""
    folder = freeze.freeze(freeze.FROZEN)
    found = digests(folder)
    if wants_package:
        package = deb.build(folder, freeze.version(), deb.OUT)
        found[package.name] = hashlib.sha256(package.read_bytes()).hexdigest()
    return found


def digests(folder: Path) -> dict[str, str]:
    """Each file below the folder with the digest of its bytes, or where it points to, and its rights."""
    found = {}
    for path in freeze.files_in(folder):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = f"-> {path.readlink()}"
        else:
            is_executable = os.access(path, os.X_OK)
            found[name] = f"{hashlib.sha256(path.read_bytes()).hexdigest()} {is_executable}"
    return found


def differences(first: dict[str, str], second: dict[str, str]) -> list[str]:
    """The names that only one build has, or that differ."""
    return sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
