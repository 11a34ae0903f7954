"""One document on its way: its bytes within a cap, how far it is, and whether it can be a page at all.

A page counts only with known first bytes and its end mark; the full decode is done by whoever gets it (capture.md).
What the `Content-Type` says is not asked: JPEG comes labelled as PDF (T4).
"""

import time

from app.domain.end_marks import has_its_end, kind_by_magic
from app.domain.scan_troubles import ScanFailed, Trouble
from app.domain.scanning import SheetProgressed
from app.scanning.driver import MAX_SHEET_BYTES, Press
from app.scanning.escl.line import Incoming

PROGRESS_EVERY_S = 0.1


def received(incoming: Incoming, press: Press) -> bytes:
    """All its bytes. Raises `ScanFailed` where they break off, drip for ever, or are too many."""
    content = bytearray()
    told_at = -PROGRESS_EVERY_S
    for piece in incoming.pieces():
        content += piece
        if len(content) > MAX_SHEET_BYTES:
            raise ScanFailed(Trouble.UNSUPPORTED, f"a page of more than {MAX_SHEET_BYTES} bytes")
        if time.monotonic() - told_at >= PROGRESS_EVERY_S:
            told_at = time.monotonic()
            press.tell(SheetProgressed(press.delivered + 1, _share(len(content), incoming.size_bytes)))
    return bytes(content)


def _share(size_bytes: int, of_bytes: int | None) -> float | None:
    return min(size_bytes / of_bytes, 1.0) if of_bytes else None


def flaw_of(content: bytes) -> str:
    """Why this is no page, as a technical line; empty for one that may be."""
    if not content:
        return "an empty page"
    if kind_by_magic(content) is None:
        return "no picture"
    return "" if has_its_end(content) else "a page without its end"
