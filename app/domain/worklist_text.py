"""A worklist as text: IDs or label codes from the clipboard or a file, whatever stands around them. Names are no IDs.

With a header line its first column of IDs counts, and a column `kind` says what each is. Without one it is the cell of
a line that looks most like an ID: a label's code, then something with an underscore and a digit, then with a digit.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.labels import DEFAULT_GRAMMAR, LabelGrammar
from app.domain.queries import understand
from app.domain.records import RecordKind

MAX_ITEMS = 500
"""A day's route or a shelf of charts; what is beyond it is counted and left out."""

MAX_TEXT_LENGTH = 200_000
MAX_LINES = 2_000
"""Lines behind them are counted as left out."""

MAX_CELLS = 50
"""Of one line; what stands behind them is not looked at."""

MAX_ID_LENGTH = 128

_COLUMNS: dict[str, RecordKind | None] = {
    "id": None,
    "label": None,
    "barcode": None,
    "patient": RecordKind.PATIENT,
    "patientid": RecordKind.PATIENT,
    "rx": RecordKind.PRESCRIPTION,
    "rxid": RecordKind.PRESCRIPTION,
    "rxnumber": RecordKind.PRESCRIPTION,
    "prescription": RecordKind.PRESCRIPTION,
    "prescriptionid": RecordKind.PRESCRIPTION,
    "delivery": RecordKind.DELIVERY,
    "deliveryid": RecordKind.DELIVERY,
    "sale": RecordKind.SALE,
    "saleid": RecordKind.SALE,
    "poseventid": RecordKind.SALE,
    "itemid": RecordKind.ITEM,
    "compoundbatchid": RecordKind.COMPOUND_BATCH,
    "userid": RecordKind.USER,
}
_KIND_COLUMNS = frozenset(("kind", "type"))
_KINDS = {kind.value.replace("-", ""): kind for kind in RecordKind}


@dataclass(frozen=True, slots=True)
class Wanted:
    """One line: an ID of this kind (None: the text does not say), or a label's code."""

    text: str
    kind: RecordKind | None = None
    is_label: bool = False


@dataclass(frozen=True, slots=True)
class WorklistText:
    """What was found, each once and in its order. `unread`: lines without any ID; `left_out`: beyond `MAX_ITEMS`."""

    wanted: tuple[Wanted, ...] = ()
    unread: int = 0
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class _Header:
    """Which column holds the IDs and of what kind they are, and which says the kind, if one does."""

    id_column: int
    kind: RecordKind | None
    kind_column: int | None


def read_worklist(text: str, kind: RecordKind | None = None, grammar: LabelGrammar = DEFAULT_GRAMMAR) -> WorklistText:
    """The worklist in `text`; `kind` is what a person says that IDs are where the text does not."""
    lines = [line for line in text[:MAX_TEXT_LENGTH].replace("\0", " ").splitlines() if line.strip()]
    rows = [cells(line, _separator(lines)) for line in lines[:MAX_LINES]]
    header = _header(rows[0]) if rows else None
    found: dict[str, Wanted] = {}
    unread, left_out = 0, max(0, len(lines) - MAX_LINES)
    for row in rows[1:] if header is not None else rows:
        wanted = _by_header(row, header, kind, grammar) if header is not None else _by_looks(row, kind, grammar)
        if wanted is None:
            unread += 1
        elif len(found) < MAX_ITEMS:
            found.setdefault(f"{wanted.kind} {wanted.text}", wanted)
        elif f"{wanted.kind} {wanted.text}" not in found:
            left_out += 1
    return WorklistText(tuple(found.values()), unread, left_out)


def decoded(content: bytes) -> str:
    """The text of a file: UTF-8 or UTF-16 where its first bytes say so, UTF-8 where it is, else as Windows writes."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def cells(line: str, separator: str) -> tuple[str, ...]:
    """The cells of a line, without the quotes that hold a separator together."""
    found, cell, is_quoted = [], "", False
    for sign in line:
        if sign == '"':
            is_quoted = not is_quoted
        elif sign == separator and not is_quoted:
            found.append(cell.strip())
            cell = ""
        else:
            cell += sign
    return (*found, cell.strip())[:MAX_CELLS]


def _separator(lines: Sequence[str]) -> str:
    first = lines[0]
    return max("\t;,", key=lambda sign: (first.count(sign), sign == ","))


def _header(row: Sequence[str]) -> _Header | None:
    words = [re.sub(r"[\W_]", "", cell.casefold()) for cell in row]
    kind_column = next((place for place, word in enumerate(words) if word in _KIND_COLUMNS), None)
    for place, word in enumerate(words):
        if word in _COLUMNS:
            return _Header(place, _COLUMNS[word], kind_column)
    return None


def _by_header(row: Sequence[str], header: _Header, kind: RecordKind | None, grammar: LabelGrammar) -> Wanted | None:
    cell = row[header.id_column] if header.id_column < len(row) else ""
    said = header.kind
    if header.kind_column is not None and header.kind_column < len(row):
        word = re.sub(r"[\W_]", "", row[header.kind_column].casefold())
        said = _KINDS.get(word) or _COLUMNS.get(word) or said
    return _wanted(cell, said or kind, grammar)


def _by_looks(row: Sequence[str], kind: RecordKind | None, grammar: LabelGrammar) -> Wanted | None:
    """The cell that looks most like an ID; beside other cells a date or a phone number is none."""
    is_alone = sum(bool(cell) for cell in row) == 1
    best: tuple[int, Wanted] | None = None
    for cell in row:
        wanted = _wanted(cell, kind, grammar)
        if wanted is None:
            continue
        likeness = 2 if wanted.is_label else int("_" in cell)
        if best is not None and likeness <= best[0]:
            continue
        if likeness or is_alone or not _is_of_a_person(cell):
            best = (likeness, wanted)
    return best[1] if best is not None else None


def _is_of_a_person(cell: str) -> bool:
    query = understand(cell)
    return query.born is not None or bool(query.phone)


def _wanted(cell: str, kind: RecordKind | None, grammar: LabelGrammar) -> Wanted | None:
    if not cell:
        return None
    if grammar.read(cell) is not None:
        return Wanted(cell, None, is_label=True)
    is_id = any(sign.isdigit() for sign in cell) and not re.search(r"[\s,;/]", cell) and cell.isprintable()
    return Wanted(cell, kind) if is_id and len(cell) <= MAX_ID_LENGTH else None
