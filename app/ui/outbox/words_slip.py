"""The words of the batch slip, on the screen and on paper."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from app.domain.records import Record, RecordKind
from app.ui.outbox.slip import Missing, Slip, SlipLine
from app.ui.words import date_text, kind_word, pages_text, time_text, when_inside_text


def say(text: str) -> str:
    """A text of the slip in the language of the screen."""
    return QCoreApplication.translate("Slip", text)


def safe_title(count: int) -> str:
    """Over the pages that were read back, with their count."""
    return say("Confirmed by reading back: safe to shred ({pages})").format(pages=pages_text(count))


def keep_title(count: int) -> str:
    """Over the pages that nobody has seen in DRX, with their count."""
    return say("Not confirmed yet: keep the paper ({pages})").format(pages=pages_text(count))


def record_text(kind: RecordKind, record_id: str) -> str:
    """A record without a person's name: `Patient pat_12345`."""
    return f"{kind_word(kind)} {record_id}"


def choice_text(record: Record | None) -> str:
    """How a choice is called on the screen: `Today`, `Alvarez, Maria · Patient pat_12345`."""
    if record is None:
        return say("Today")
    called = record_text(record.kind, record.id)
    return f"{record.name} · {called}" if record.name else called


def scope_text(slip: Slip) -> str:
    """What the slip is about, on paper: no person's name, and no "today", whose date stands beside it."""
    return say("All records of the day") if slip.chosen is None else record_text(*slip.chosen)


def missing_text(missing: Missing) -> str:
    """Why the paper must be kept."""
    return {
        Missing.NOT_SENT: say("Not in DRX yet"),
        Missing.NOT_READ_BACK: say("Not read back yet"),
        Missing.NEEDS_PERSON: say("Needs you: see the outbox"),
        Missing.UNLISTABLE: say("DRX has no list to read it back from: look in DRX"),
    }[missing]


def line_texts(line: SlipLine, now: datetime | None = None) -> tuple[str, str, str]:
    """The three lines of a page on the screen: what it is, whose it is, and its receipt or what is missing."""
    whose = _joined(line.who, record_text(line.kind, line.record_id))
    if line.missing is not None:
        return line.name, whose, _joined(line.image_id, missing_text(line.missing))
    sent = say("sent {when}").format(when=when_inside_text(line.sent_at, now)) if line.sent_at else ""
    read = say("read back {when}").format(when=when_inside_text(line.read_back_at, now)) if line.read_back_at else ""
    return line.name, whose, _joined(line.image_id, sent, read)


def moment_text(moment: datetime | None) -> str:
    """Date and time in full: on paper "today" means nothing."""
    return f"{date_text(moment.astimezone().date())} {time_text(moment)}" if moment is not None else ""


def left_out_text(count: int) -> str:
    """What was too much for one slip."""
    return say("{pages} more do not fit on this slip: choose a record.").format(pages=pages_text(count))


def slip_sentence(slip: Slip) -> str:
    """What the slip comes to, for a screen reader."""
    safe, unconfirmed = len(slip.safe), len(slip.unconfirmed)
    parts = (safe_title(safe) if safe else "", keep_title(unconfirmed) if unconfirmed else "")
    return ". ".join(part for part in parts if part) or nothing_text()


def nothing_text() -> str:
    """A slip without a page."""
    return say("No page was confirmed here today.")


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
