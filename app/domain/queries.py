"""What a person typed into the record field, understood: a name, a birth date, a phone number, a label or an ID."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.domain.labels import DEFAULT_GRAMMAR, Label, LabelGrammar

MAX_QUERY_LENGTH = 120
EARLIEST_BIRTH_YEAR, LATEST_BIRTH_YEAR = 1850, 2199
"""Beyond these a number is something else, and is not asked for as a birth date."""


@dataclass(frozen=True, slots=True)
class Query:
    """Everything that a text can mean; several may hold at once (`12345` is an ID and nothing else)."""

    text: str
    born: date | None = None
    phone: str = ""
    name: str = ""
    record_id: str = ""
    label: Label | None = None

    @property
    def is_empty(self) -> bool:
        return not self.text

    @property
    def patient_search(self) -> str:
        """The `q` of `GET /patients`: `MMDDYYYY`, ten digits, or `last,first` (look-up document); empty if none."""
        if self.born is not None:
            return self.born.strftime("%m%d%Y")
        return self.phone or self.name


_PHONE = re.compile(r"^\+?1?[\s.(-]*(\d{3})[\s.)-]*(\d{3})[\s.-]*(\d{4})$", re.ASCII)
_US_DATE = re.compile(r"^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$", re.ASCII)
_ISO_DATE = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$", re.ASCII)
_PACKED_DATE = re.compile(r"^(\d{2})(\d{2})(\d{4})$", re.ASCII)
_PACKED_ISO_DATE = re.compile(r"^(\d{4})(\d{2})(\d{2})$", re.ASCII)
_SHORT_DATE = re.compile(r"^(\d{1,2})[/.\- ](\d{1,2})[/.\- ]'?(\d{2})$", re.ASCII)
_MONTH_FIRST = re.compile(r"^([a-z]{3,9})\.?[ -]?(\d{1,2})(?:st|nd|rd|th)?,?[ -]+(\d{4})$", re.ASCII | re.IGNORECASE)
_DAY_FIRST = re.compile(r"^(\d{1,2})[ -]?([a-z]{3,9})\.?,?[ -]?(\d{4})$", re.ASCII | re.IGNORECASE)
_MONTH_NAMES = "january february march april may june july august september october november december"
LAST_OF_THIS_CENTURY = 30
"""`3/14/30` is 2030 and `3/14/31` is 1931: nobody older than a hundred has to type all four digits until 2030."""


def understand(text: str, grammar: LabelGrammar = DEFAULT_GRAMMAR) -> Query:
    """Every reading of `text` that makes sense. A birth date is month first, as DRX and the counter write it."""
    text = " ".join(text.split())[:MAX_QUERY_LENGTH]
    if not text:
        return Query("")
    label = grammar.read(text)
    born = _birth_date(text)
    phone = _phone(text)
    looks_like_name = any(c.isalpha() for c in text) and not any(c.isdigit() for c in text) and "_" not in text
    name = _name(text) if looks_like_name else ""
    is_id = not (" " in text or "," in text or "/" in text)
    record_id = label.record_id if label is not None else text if is_id else ""
    return Query(text, born, phone, name, record_id, label)


def _name(text: str) -> str:
    """`last` or `last,first`, as the look-up wants it; `Maria Alvarez` can't be told from a double surname."""
    return ",".join(part.strip() for part in text.split(",", 1)).strip(",")


def surname_first(text: str) -> str:
    """`Maria Alvarez` as `Alvarez, Maria`, for when nothing was found under it as one surname; empty for any other."""
    words = text.split()
    is_name = bool(understand(text).name) and "," not in text and len(words) > 1
    return f"{words[-1]}, {' '.join(words[:-1])}" if is_name else ""


def _phone(text: str) -> str:
    match = _PHONE.match(text)
    return "".join(match.groups()) if match else ""


def _birth_date(text: str) -> date | None:
    return next((born for born in map(_real_date, _dates_in(text)) if born is not None), None)


def _dates_in(text: str) -> Iterator[tuple[int, int, int]]:
    """Year, month and day as they may be meant, the likeliest first."""
    for pattern, order in (
        (_US_DATE, (2, 0, 1)),
        (_ISO_DATE, (0, 1, 2)),
        (_PACKED_DATE, (2, 0, 1)),
        (_PACKED_ISO_DATE, (0, 1, 2)),
        (_SHORT_DATE, (2, 0, 1)),
    ):
        match = pattern.match(text)
        if match:
            year, month, day = (int(match.groups()[place]) for place in order)
            yield (_whole_year(year) if pattern is _SHORT_DATE else year, month, day)
    for pattern, (year_at, month_at, day_at) in ((_MONTH_FIRST, (2, 0, 1)), (_DAY_FIRST, (2, 1, 0))):
        match = pattern.match(text)
        if match:
            yield (int(match.groups()[year_at]), _month(match.groups()[month_at]), int(match.groups()[day_at]))


def _whole_year(year: int) -> int:
    return (2000 if year <= LAST_OF_THIS_CENTURY else 1900) + year


def _month(word: str) -> int:
    """1 to 12 for a month's name or the beginning of one; 0 for any other word."""
    names = [number for number, name in enumerate(_MONTH_NAMES.split(), 1) if name.startswith(word.lower())]
    return names[0] if len(names) == 1 else 9 if word.lower() == "sept" else 0


def _real_date(parts: tuple[int, int, int]) -> date | None:
    try:
        return date(*parts) if EARLIEST_BIRTH_YEAR <= parts[0] <= LATEST_BIRTH_YEAR else None
    except ValueError:
        return None
