"""Releases as their signed metadata tell of them, and when one is worth a word: never an older one, never late."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

MAX_DIGESTS = 100
MAX_PAGE_LENGTH = 500
CONTEXT = b"CounterScan release metadata 1\n"
"""Signed before the text, so that no other text that this key may ever sign can be taken for metadata."""

_VERSION = re.compile(r"(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_FILE_NAME = re.compile(r"[\w.+~-]{1,200}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Release:
    """One release: its version (`1.2.3`), its day, the day its metadata end, its page, its files' SHA-256 in hex."""

    version: str
    released: date
    expires: date
    page: str
    digests: Mapping[str, str]

    @property
    def order(self) -> tuple[int, int, int]:
        """What versions are compared by."""
        return numbers_of(self.version)


def numbers_of(version: str) -> tuple[int, int, int]:
    """`1.10.2` as numbers. Raises `ValueError`."""
    found = _VERSION.fullmatch(version)
    if found is None:
        raise ValueError("no version of three numbers")
    return int(found[1]), int(found[2]), int(found[3])


def release_of(text: str) -> Release:
    """What signed metadata say. Raises `ValueError` where they make no sense."""
    try:
        told: object = json.loads(text)
    except RecursionError as error:
        raise ValueError("too deep") from error
    if not isinstance(told, dict) or not all(isinstance(told.get(name), str) for name in ("version", "page")):
        raise ValueError("no release")
    digests = told.get("digests")
    if not isinstance(digests, dict) or len(digests) > MAX_DIGESTS:
        raise ValueError("no digests")
    for name, digest in digests.items():
        if not _FILE_NAME.fullmatch(name) or not isinstance(digest, str) or not _DIGEST.fullmatch(digest):
            raise ValueError("no digest")
    numbers_of(told["version"])
    _check_page(told["page"])
    released, expires = (date.fromisoformat(str(told.get(name))) for name in ("released", "expires"))
    return Release(told["version"], released, expires, told["page"], digests)


def text_of(release: Release) -> str:
    """The same as text, to be signed."""
    told = {
        "version": release.version,
        "released": release.released.isoformat(),
        "expires": release.expires.isoformat(),
        "page": release.page,
        "digests": dict(release.digests),
    }
    return json.dumps(told, indent=1, sort_keys=True)


def why_not_believed(release: Release, seen: Release | None, today: date) -> str:
    """Why signed metadata are not to be gone by, empty where they are; `seen` are the newest of before.

    Old metadata are signed as well as new ones: whoever stands in between may repeat them.
    """
    if release.expires < today:
        return "the metadata have expired"
    if seen is not None and (release.order, release.released) < (seen.order, seen.released):
        return "the metadata are older than those of before"
    return ""


def is_newer(release: Release, running: str) -> bool:
    """Is it newer than the version that runs?"""
    return release.order > numbers_of(running)


def _check_page(page: str) -> None:
    parts = urlsplit(page)
    is_plain = page.isascii() and page.isprintable() and " " not in page and "@" not in parts.netloc
    if parts.scheme != "https" or not parts.hostname or not is_plain or len(page) > MAX_PAGE_LENGTH:
        raise ValueError("no address of a page")
