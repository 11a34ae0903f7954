"""What a person typed into the record field, understood: a name, a birth date, a phone number, a label or an ID."""

import re
from dataclasses import dataclass
from datetime import date

from app.domain.labels import Label, parse_label

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
_ISO_DATE = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$", re.ASCII)
_PACKED_DATE = re.compile(r"^(\d{2})(\d{2})(\d{4})$", re.ASCII)


def understand(text: str) -> Query:
    """Every reading of `text` that makes sense. A birth date is month first, as DRX and the counter write it."""
    text = " ".join(text.split())[:MAX_QUERY_LENGTH]
    if not text:
        return Query("")
    label = parse_label(text)
    born = _birth_date(text)
    phone = _phone(text)
    looks_like_name = any(c.isalpha() for c in text) and not any(c.isdigit() for c in text) and "_" not in text
    name = _name(text) if looks_like_name else ""
    record_id = "" if " " in text or "," in text or "/" in text or label is not None else text
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
    for pattern, order in ((_US_DATE, (2, 0, 1)), (_ISO_DATE, (0, 1, 2)), (_PACKED_DATE, (2, 0, 1))):
        match = pattern.match(text)
        if match:
            year, month, day = (int(match.groups()[i]) for i in order)
            if not EARLIEST_BIRTH_YEAR <= year <= LATEST_BIRTH_YEAR:
                continue
            try:
                return date(year, month, day)
            except ValueError:
                continue
    return None
