#!/usr/bin/env python3
"""Write `SHA256SUMS` over all that was packaged: `python3 packaging/digests.py [--tag v1.2.3]`.

With a tag, status 1 where it is not that of the program's version.
"""

import hashlib
import sys
from pathlib import Path

import freeze

PACKAGES = freeze.BUILD / "packages"
SUMS = "SHA256SUMS"


def main(words: list[str]) -> int:
    """Check the tag where one is given, and write the file."""
    if words[:1] == ["--tag"] and words[1:] != [f"v{freeze.version()}"]:
        print(f"digests: the tag is {' '.join(words[1:])}, the program is {freeze.version()}", file=sys.stderr)
        return 1
    text = text_of(PACKAGES)
    (PACKAGES / SUMS).write_text(text, encoding="utf-8", newline="\n")
    print(text, end="")
    return 0


def text_of(folder: Path) -> str:
    """A line a file, as `sha256sum --check` reads it."""
    files = sorted(path for path in folder.iterdir() if path.is_file() and path.name != SUMS)
    return "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
