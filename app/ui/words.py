"""The words on the screen that several panes share: sizes, dates, kinds of records, and text made harmless to show."""

import re
import unicodedata
from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale, QTime

from app.domain.outbox_shelf import Hold
from app.domain.records import Link, Record, RecordKind, kind_of

KILOBYTE = 1000
MEGABYTE = 1_000_000


def tr(text: str) -> str:
    """A shared text in the language of the screen."""
    return QCoreApplication.translate("words", text)


def key_names(keys: str) -> str:
    """Keys as they are called on a keyboard of the screen's language: `Ctrl+Shift+Z`, `F7 to F12`, `Page ↑ ↓`."""
    names = {
        "Shift": tr("Shift"),
        "Del": tr("Del"),
        "Delete": tr("Delete"),
        "Enter": tr("Enter"),
        "Return": tr("Enter"),
        "Space": tr("Space"),
        "Home": tr("Home"),
        "End": tr("End"),
        "Page": tr("Page"),
        "Backspace": tr("Backspace"),
        "to": tr("to"),
    }
    return re.sub("[A-Za-z]+", lambda found: names.get(found[0], found[0]), keys)


def number_text(number: int) -> str:
    """A number with the separators of the system: 4,960."""
    return QLocale().toString(number)


def size_text(size_bytes: int) -> str:
    """A size as people read it, decimal as in the limits: `1.9 MB`, `256 kB`, `12 MB`."""
    if size_bytes < KILOBYTE:
        return tr("{count} bytes").format(count=size_bytes)
    if size_bytes < MEGABYTE - KILOBYTE // 2:
        kilobytes = size_bytes / KILOBYTE
        return tr("{count} kB").format(count=_decimal(kilobytes, 1 if kilobytes < 10 else 0))
    megabytes = size_bytes / MEGABYTE
    return tr("{count} MB").format(count=_decimal(megabytes, 1 if megabytes < 99.95 else 0))


def pixels_text(width: int, height: int) -> str:
    """`2740 × 3890`."""
    return f"{width} × {height}"


def pages_text(count: int) -> str:
    """`1 page`, `5 pages`."""
    return tr("1 page") if count == 1 else tr("{count} pages").format(count=number_text(count))


def images_text(count: int) -> str:
    """`1 image`, `5 images`."""
    return tr("1 image") if count == 1 else tr("{count} images").format(count=number_text(count))


def goes_when_text(hold: Hold, count: int) -> str:
    """What so many pages wait for while nothing goes out: `They go when DRX can be reached`."""
    if hold is Hold.OFFLINE:
        return tr("It goes when DRX can be reached") if count == 1 else tr("They go when DRX can be reached")
    if hold is Hold.PAUSED:
        return tr("It goes when sending goes on") if count == 1 else tr("They go when sending goes on")
    one, many = (
        tr("It goes when there is an API key that DRX takes"),
        tr("They go when there is an API key that DRX takes"),
    )
    return one if count == 1 else many


def date_text(day: date) -> str:
    """A date in the system's order, always with all four digits of the year: birth dates need them."""
    return QLocale().toString(QDate(day.year, day.month, day.day), _four_digit_year_format())


def born_text(born: date) -> str:
    """`Born 03/14/1962`."""
    return tr("Born {date}").format(date=date_text(born))


def time_text(moment: datetime) -> str:
    """The time of day in the system's format, in this computer's time zone."""
    local = moment.astimezone()
    locale = QLocale()
    pattern = "H:mm" if _has_no_country(locale) else locale.timeFormat(QLocale.FormatType.ShortFormat)
    return locale.toString(QTime(local.hour, local.minute, local.second), pattern)


def when_text(moment: datetime, now: datetime | None = None) -> str:
    """`Today 8:50`, `Yesterday 17:32`, else date and time in the system's format."""
    return _when(moment, now, tr("Today {time}"), tr("Yesterday {time}"))


def when_inside_text(moment: datetime, now: datetime | None = None) -> str:
    """The same inside a sentence: `today 8:50`."""
    return _when(moment, now, tr("today {time}"), tr("yesterday {time}"))


def _when(moment: datetime, now: datetime | None, today_words: str, yesterday_words: str) -> str:
    local = moment.astimezone()
    today = (now or datetime.now(tz=local.tzinfo)).astimezone().date()
    days = (today - local.date()).days
    if days in (0, 1):
        return (yesterday_words if days else today_words).format(time=time_text(moment))
    return f"{date_text(local.date())} {time_text(moment)}"


def day_text(moment: datetime, now: datetime | None = None) -> str:
    """The heading over a day's images: `Today`, `Yesterday`, `February 19, 2025`."""
    local = moment.astimezone()
    today = (now or datetime.now(tz=local.tzinfo)).astimezone().date()
    days = (today - local.date()).days
    if days in (0, 1):
        return tr("Yesterday") if days else tr("Today")
    locale = QLocale()
    day = QDate(local.year, local.month, local.day)
    return locale.toString(day, "MMMM d, yyyy" if _has_no_country(locale) else QLocale.FormatType.LongFormat)


def qdatetime_of(moment: datetime) -> QDateTime:
    """The same instant for Qt, in this computer's time zone."""
    return QDateTime.fromSecsSinceEpoch(int(moment.timestamp()))


def kind_word(kind: RecordKind) -> str:
    """`Patient`, `Prescription`, … as it stands on a button."""
    return {
        RecordKind.PATIENT: tr("Patient"),
        RecordKind.PRESCRIPTION: tr("Prescription"),
        RecordKind.DELIVERY: tr("Delivery"),
        RecordKind.SALE: tr("Sale"),
        RecordKind.ITEM: tr("Item"),
        RecordKind.COMPOUND_BATCH: tr("Compound batch"),
        RecordKind.USER: tr("User"),
    }[kind]


def kinds_word(kind: RecordKind) -> str:
    """The plural, as it stands over a group: `Patients`."""
    return {
        RecordKind.PATIENT: tr("Patients"),
        RecordKind.PRESCRIPTION: tr("Prescriptions"),
        RecordKind.DELIVERY: tr("Deliveries"),
        RecordKind.SALE: tr("Sales"),
        RecordKind.ITEM: tr("Items"),
        RecordKind.COMPOUND_BATCH: tr("Compound batches"),
        RecordKind.USER: tr("Users"),
    }[kind]


KIND_ICONS: dict[RecordKind, str] = {
    RecordKind.PATIENT: "user",
    RecordKind.PRESCRIPTION: "pill",
    RecordKind.DELIVERY: "truck",
    RecordKind.SALE: "receipt",
    RecordKind.ITEM: "package",
    RecordKind.COMPOUND_BATCH: "flask",
    RecordKind.USER: "users",
}


def record_lines(record: Record) -> tuple[str, str]:
    """The two lines of a record in a list: what it is called, and what tells it from its namesakes.

    A patient's second line always has the birth date where DRX gave one; a prescription is called by its ID and its
    medication, because one patient has many. What else its pages are filed under ends the second line.
    """
    first, second = _own_lines(record)
    return first, _joined(second, *(tr("also {record}").format(record=link_words(link)) for link in record.more_links))


def _own_lines(record: Record) -> tuple[str, str]:
    match record.kind:
        case RecordKind.PATIENT:
            born = born_text(record.born) if record.born else ""
            return record.title, _joined(born, record.id if record.name else kind_word(record.kind), record.detail)
        case RecordKind.PRESCRIPTION:
            return _joined(record.id, record.detail), _joined(record.name or kind_word(record.kind), _born(record))
        case RecordKind.SALE:
            when = when_text(record.when) if record.when else ""
            return tr("Sale {id}").format(id=record.id), _joined(record.name, when, record.detail)
        case _:
            kind = "" if record.name else kind_word(record.kind)
            return record.title, _joined(record.id if record.name else "", kind, record.detail)


def record_sentence(record: Record) -> str:
    """The record as a screen reader says it: both lines."""
    return ", ".join(line for line in record_lines(record) if line)


def link_words(link: Link) -> str:
    """A link as `sale pos_1`."""
    return f"{kind_word(kind_of(link)).lower()} {link.record_id}"


def visible(text: str) -> str:
    """`text` with everything that could hide or reorder it made visible; line breaks become spaces.

    C0 and C1 controls, bidirectional controls (Unicode UAX 9), zero-width characters and lone surrogates.
    """
    if text.isprintable():
        return text
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character in "\n\r\t\u2028\u2029":
        return " "
    if character.isprintable() or unicodedata.category(character) == "Zs":
        return character
    return f"[U+{ord(character):04X}]"


def _born(record: Record) -> str:
    return born_text(record.born) if record.born else ""


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _decimal(number: float, digits: int) -> str:
    return QLocale().toString(number, "f", digits)


def _has_no_country(locale: QLocale) -> bool:
    return locale.language() is QLocale.Language.C


def _four_digit_year_format() -> str:
    """The short date format with two-digit days and months and a four-digit year; month first where no country is set,
    as DRX and the counter write it."""
    locale = QLocale()
    if _has_no_country(locale):
        return "MM/dd/yyyy"
    pattern = locale.dateFormat(QLocale.FormatType.ShortFormat)
    if "MMM" in pattern:
        return pattern
    for letter, width in (("y", 4), ("M", 2), ("d", 2)):
        start, count = pattern.find(letter), pattern.count(letter)
        if 0 < count < width and pattern[start : start + count] == letter * count:
            pattern = pattern[:start] + letter * width + pattern[start + count :]
    return pattern
