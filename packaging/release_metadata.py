#!/usr/bin/env python3
"""Write and sign what running programs may be told of a release: `python3 packaging/release_metadata.py --page URL`.

Makes `build/release/release.json` over all that was packaged: version, days, page, SHA-256 of each file. The key is 32
bytes as Base64 in `COUNTERSCAN_RELEASE_KEY`; without it nothing is written, and that is said. `--new-key FILE` makes a
key and prints its public half, for `resources/release/public_key.txt`. Whoever hosts the file decides who is told, and
when. Needs `cryptography`. Exit status 2: it could not be made, for the reason on the last line.
"""

import argparse
import base64
import binascii
import hashlib
import json
import os
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import digests
import freeze
from freeze import NotBuilt

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

KEY_VARIABLE = "COUNTERSCAN_RELEASE_KEY"
OUT = freeze.BUILD / "release" / "release.json"
PUBLIC_KEY = freeze.CHECKOUT / "resources" / "release" / "public_key.txt"
KEY_BYTES = 32
BELIEVED_FOR = timedelta(days=400)
"""A release a year at least; without one, running programs say in `doctor` that the metadata have expired."""


def main(words: Sequence[str], environ: Mapping[str, str] = os.environ) -> int:
    """Write and sign it, or make a key."""
    parser = argparse.ArgumentParser(prog="release_metadata")
    parser.add_argument("--page", metavar="URL", help="the page that tells of the release")
    parser.add_argument("--new-key", type=Path, metavar="FILE", help="make a key in this new file instead")
    chosen = parser.parse_args(words)
    try:
        if chosen.new_key is not None:
            print(new_key(chosen.new_key))
            return 0
        if not environ.get(KEY_VARIABLE, "").strip():
            print(f"release_metadata: there is no key in {KEY_VARIABLE}, so nothing was written")
            return 0
        content = signed(
            private_key(environ[KEY_VARIABLE]),
            freeze.version(),
            str(chosen.page),
            sums_of(digests.PACKAGES),
            datetime.now(UTC).date(),
            PUBLIC_KEY.read_text(encoding="utf-8"),
        )
    except NotBuilt as problem:
        print(f"release_metadata: {problem}", file=sys.stderr)
        return 2
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(content, encoding="utf-8", newline="\n")
    print(f"release_metadata: {OUT.relative_to(freeze.CHECKOUT)}, for {freeze.version()}")
    return 0


def signed(
    key: "Ed25519PrivateKey", version: str, page: str, sums: Mapping[str, str], today: date, public_keys: str
) -> str:
    """The file's content. Raises `NotBuilt` where the program would not believe it."""
    sys.path.insert(0, str(freeze.CHECKOUT))
    from app.domain.releases import CONTEXT, Release, release_of, text_of  # late: the checkout is on the path only now

    sys.path.remove(str(freeze.CHECKOUT))
    if public_half(key) not in public_keys.split():
        raise NotBuilt("the key is not the one in resources/release/public_key.txt: no program would believe it")
    text = text_of(Release(version, today, today + BELIEVED_FOR, page, sums))
    try:
        release_of(text)
    except ValueError as problem:
        raise NotBuilt(f"no program could read it: {problem}") from problem
    signature = base64.b64encode(key.sign(CONTEXT + text.encode())).decode("ascii")
    return json.dumps({"release": text, "signature": signature}, indent=1) + "\n"


def sums_of(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file that was packaged, by its name."""
    files = sorted(path for path in folder.glob("*") if path.is_file() and path.name != digests.SUMS)
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def private_key(text: str) -> "Ed25519PrivateKey":
    """The key in its text. Raises `NotBuilt`; the text is never told."""
    try:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # late: only this step has it
    except ImportError as error:
        raise NotBuilt("cryptography is missing; Debian has it in the package python3-cryptography") from error
    try:
        return Ed25519PrivateKey.from_private_bytes(base64.b64decode(text.strip(), validate=True))
    except (binascii.Error, ValueError):
        raise NotBuilt(f"{KEY_VARIABLE} holds no key: {KEY_BYTES} bytes as Base64") from None


def public_half(key: "Ed25519PrivateKey") -> str:
    """What `resources/release/public_key.txt` has to hold."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat  # late: see `private_key`

    return base64.b64encode(key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)).decode("ascii")


def new_key(file: Path) -> str:
    """Make a key in a new file that its owner alone may read; gives its public half. Raises `NotBuilt`."""
    text = base64.b64encode(os.urandom(KEY_BYTES)).decode("ascii")
    public = public_half(private_key(text))
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as opened:
            opened.write(text + "\n")
    except OSError as error:
        raise NotBuilt(f"{file} could not be made: {error.strerror}") from error
    return public


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
