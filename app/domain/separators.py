"""Separator sheets: what the QR code on one says, `CSSEP1:<store>:<kind>:<id>`, and the sheets that say nobody.

`<store>` marks the store that the sheet was printed for, because two stores give the same IDs to different people: a
sheet of another store names nobody here. `<kind>` is our own word for a kind of record, `<id>` its ID as it is, colons
and all. A sheet that reads `PATCHT`, as other programs print it, starts a stack that is nobody's.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.hot_folder import SEPARATOR_TEXT
from app.domain.records import Record, RecordKind

START = "CSSEP1"
MARK_LENGTH = 8
MAX_ID_LENGTH = 128


@dataclass(frozen=True, slots=True)
class Separator:
    """What a separator sheet says: that what follows is this record's, of the store with this mark."""

    store_mark: str
    kind: RecordKind
    record_id: str


def store_mark(destination: str) -> str:
    """The mark of a store, by the base address that entries of the outbox are addressed to."""
    return hashlib.sha256(destination.encode()).hexdigest()[:MARK_LENGTH]


def separator_text(record: Record, destination: str) -> str:
    """What is printed on the sheet of a record."""
    return f"{START}:{store_mark(destination)}:{record.kind.value}:{record.id}"


def read_separator(text: str) -> Separator | None:
    """What a code says where it is a separator sheet's; None where it is not, or not whole."""
    start, _, rest = text.partition(":")
    mark, _, rest = rest.partition(":")
    word, _, record_id = rest.partition(":")
    kind = next((kind for kind in RecordKind if kind.value == word), None)
    is_mark = len(mark) == MARK_LENGTH and all(sign in "0123456789abcdef" for sign in mark)
    is_id = 0 < len(record_id) <= MAX_ID_LENGTH and record_id.isprintable() and record_id == record_id.strip()
    if start != START or not is_mark or kind is None or not is_id:
        return None
    return Separator(mark, kind, record_id)


def is_separator(texts: Iterable[str]) -> bool:
    """Is a page with these codes a separator sheet? One that is damaged, or of another store, is one as well."""
    return any(text == SEPARATOR_TEXT or text.startswith(f"{START}:") for text in texts)
