"""The audit journal's words: what is written down of who did what, and how it leaves for an auditor's spreadsheet.

It answers the audit controls of the HIPAA Security Rule (45 CFR 164.312 b): who, what, when, which record, which image.
No pictures, no names of patients; a record's ID is in it, because nobody could be told whose record was looked at else.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum

from app.domain.records import RecordKind


class Deed(Enum):
    """What was done; the value is how an export says it."""

    PROGRAM_STARTED = "program started"
    PROGRAM_ENDED = "program ended"
    STORE_CONNECTED = "store connected"
    KEY_CHANGED = "key changed"
    RECORD_PICKED = "record picked"
    RECORD_FOUND = "record found"
    GALLERY_VIEWED = "gallery viewed"
    IMAGE_VIEWED = "image viewed"
    IMAGE_SAVED = "image saved"
    IMAGE_PRINTED = "image printed"
    IMAGE_COPIED = "image copied"
    IMAGE_REUSED = "image put on the desk"
    PAGE_COPIED = "page copied into another program"
    PAGE_QUEUED = "page queued"
    PAGE_SENT = "page sent"
    PAGE_DELIVERED = "page delivered"
    PAGE_REFUSED = "page refused"
    PAGE_DROPPED = "page dropped"
    PAGE_RECALLED = "page recalled"
    DRAFT_RESTORED = "draft restored"
    DRAFT_DROPPED = "draft dropped"
    PIN_REFUSED = "pin refused"
    FILE_UNSAFE = "file refused as not safe"
    FILE_NOT_CHECKED = "file not checked for malware"
    FILE_TAKEN_BEFORE = "file was taken before"
    UNREADABLE = "unreadable"
    """Never written: it stands for a row that can't be read any more."""


@dataclass(frozen=True, slots=True)
class JournalNote:
    """One thing to write down. `who` is the person at this computer, as its system calls them; `at` has a time zone.

    `image` is DRX's ID of an image, or the ID of an entry of the outbox while DRX has given none; of a file
    that a virus scanner was asked about, and of a page of the desk, "file" and the start of its SHA-256. What does
    not apply is empty.
    """

    deed: Deed
    at: datetime
    who: str = ""
    record_kind: RecordKind | None = None
    record_id: str = ""
    image: str = ""


@dataclass(frozen=True, slots=True)
class JournalHead:
    """Where a journal stood at some moment: the number of its last row (0: none yet) and that row's hash in hex.

    Kept elsewhere (the last line of an export, a print), it shows later that nothing before it was cut or put back.
    """

    number: int
    hash: str


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One row: the note, its number in the chain from 1, and its hash in hex."""

    number: int
    note: JournalNote
    hash: str

    @property
    def head(self) -> JournalHead:
        """What `verify` can be told, to see that the journal still goes through this row."""
        return JournalHead(self.number, self.hash)


class Breach(Enum):
    """What is wrong with a journal, as far as it can be told."""

    CHANGED = "changed"  # the row is not what was written there, or not at its place
    MISSING = "missing"  # a row is not there
    NO_END = "no end"  # the note of where it ends is gone, forged or older: rows after the last may have been cut
    OTHER_PAST = "other past"  # it is whole in itself, but does not go through the head that was known


@dataclass(frozen=True, slots=True)
class JournalVerdict:
    """Is the journal whole? `rows` is how many are there; `broken_at` numbers the first that is not as it should be."""

    rows: int
    head: JournalHead
    broken_at: int | None = None
    breach: Breach | None = None

    @property
    def is_whole(self) -> bool:
        return self.breach is None


COLUMNS = ("number", "at", "who", "deed", "record kind", "record id", "image", "hash")
_FORMULA_SIGNS = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""What a spreadsheet takes for the start of a formula, full-width ones among them (OWASP, "CSV Injection")."""

_SKIPPED_SIGNS = "\"'` \0\x0b\x0c\u00a0\u200b\u2018\u2019\u201c\u201d\ufeff"
"""What a spreadsheet, or whoever cleans a table up for it, may take away before it looks for a formula."""


def defused(cell: str) -> str:
    """`cell` with an apostrophe before it where a spreadsheet could take it for a formula."""
    return f"'{cell}" if cell.lstrip(_SKIPPED_SIGNS).startswith(_FORMULA_SIGNS) else cell


def as_csv(entries: Iterable[JournalEntry]) -> Iterator[str]:
    """The journal as CSV (RFC 4180, all cells quoted), line by line with its heading; cells are defused."""
    yield _csv_line(COLUMNS)
    for entry in entries:
        yield _csv_line(_cells(entry))


def as_json(entries: Iterable[JournalEntry]) -> Iterator[str]:
    """The journal as one JSON list of objects, in pieces of one object a line; ASCII.

    Texts are defused as in `as_csv`: JSON becomes a table soon enough.
    """
    before = "[\n"
    for entry in entries:
        yield before + json.dumps(dict(zip(COLUMNS, (entry.number, *_cells(entry)[1:]), strict=True)))
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _cells(entry: JournalEntry) -> tuple[str, ...]:
    note = entry.note
    texts = (
        str(entry.number),
        note.at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        note.who,
        note.deed.value,
        note.record_kind.value if note.record_kind is not None else "",
        note.record_id,
        note.image,
        entry.hash,
    )
    return tuple(defused(text) for text in texts)


def _csv_line(cells: Iterable[str]) -> str:
    return ",".join('"' + cell.replace('"', '""') + '"' for cell in cells) + "\r\n"
