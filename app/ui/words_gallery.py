"""What the gallery and the viewer say about an image: its caption, its day, its notes. Values in, words out."""

import re
from datetime import date, datetime, timedelta

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from app.domain.parcels import Stage
from app.domain.records import Record, RecordKind
from app.domain.shelves import GalleryTile
from app.ui.words import size_text, time_text

_WEEKDAY = re.compile(r"d{3,4}[,.]?\s*|[,.]?\s*d{3,4}$")


def _say(text: str) -> str:
    return QCoreApplication.translate("Gallery", text)


def caption_of(tile: GalleryTile, record: Record | None) -> str:
    """The title as people say it: without the picked prescription's ID, with a capital letter."""
    title = tile.title
    if record is not None and record.kind is RecordKind.PRESCRIPTION and title.startswith(f"{record.id} "):
        title = title[len(record.id) + 1 :]
    first = title.split(" ", 1)[0]
    if first == "id":
        return "ID" + title[2:]
    return title[:1].upper() + title[1:] if first.isalpha() else title


def local_day(moment: datetime | None) -> date | None:
    """The day of a UTC moment where we are."""
    return moment.astimezone().date() if moment is not None else None


def day_text(day: date | None, today: date) -> str:
    """`Today`, `Yesterday`, else the date in the system's long format, without the day of the week."""
    if day is None:
        return _say("Without a date")
    if day == today:
        return _say("Today")
    if day == today - timedelta(days=1):
        return _say("Yesterday")
    locale = QLocale()
    pattern = _WEEKDAY.sub("", locale.dateFormat(QLocale.FormatType.LongFormat)).strip(" ,")
    return locale.toString(QDate(day.year, day.month, day.day), pattern)


def note_of(tile: GalleryTile) -> str:
    """`8:50 · 1.9 MB · 2740 × 3890`, as far as it is known."""
    return " · ".join(_facts_of(tile))


def _facts_of(tile: GalleryTile) -> list[str]:
    parts = [time_text(tile.created_at)]
    if tile.size_bytes is not None:
        parts.append(size_text(tile.size_bytes))
    parts.append(pixels_text(tile))
    return [part for part in parts if part]


def pixels_text(tile: GalleryTile) -> str:
    """`2740 × 3890`; empty where DRX does not say."""
    return f"{tile.width} × {tile.height}" if tile.width and tile.height else ""


def stage_text(tile: GalleryTile) -> str:
    """The chip of a tile that is still on its way; empty for one that DRX has."""
    match tile.stage:
        case None | Stage.DELIVERED:
            return ""
        case Stage.QUEUED:
            return _say("Waiting")
        case Stage.SENDING:
            return _say("Sending")
        case Stage.CHECKING | Stage.CONFIRMING:
            return _say("Checking")
        case Stage.NEEDS_PERSON:
            return _say("Needs you")


def stage_look(stage: Stage | None) -> tuple[str, str]:
    """The tone and the icon of that chip."""
    match stage:
        case Stage.NEEDS_PERSON:
            return "bad", "alert-circle"
        case Stage.SENDING:
            return "accent", "send"
        case Stage.CHECKING | Stage.CONFIRMING:
            return "warn", "refresh"
        case _:
            return "warn", "clock"


def tile_text(tile: GalleryTile, record: Record | None, today: date, *, is_broken: bool = False) -> str:
    """What the eye sees of a tile, as one line: `Hard copy front, today 8:50, 1.9 MB, 2740 × 3890`."""
    day = day_text(local_day(tile.created_at), today)
    if day in {_say("Today"), _say("Yesterday"), _say("Without a date")}:
        day = day[:1].lower() + day[1:]
    facts = _facts_of(tile)
    if tile.created_at is not None:
        facts[0] = f"{day} {facts[0]}"
    parts = [caption_of(tile, record), *facts, stage_text(tile), _say("can't be shown") if is_broken else ""]
    return ", ".join(part for part in parts if part)


def images_text(count: int) -> str:
    """`1 image`, `9 images`."""
    return _say("1 image") if count == 1 else _say("{count} images").format(count=count)


def record_noun(record: Record | None) -> str:
    """What the picked record is, in the middle of a sentence."""
    match record.kind if record is not None else None:
        case RecordKind.PRESCRIPTION:
            return _say("prescription")
        case RecordKind.DELIVERY:
            return _say("delivery")
        case RecordKind.SALE:
            return _say("sale")
        case RecordKind.ITEM:
            return _say("item")
        case RecordKind.COMPOUND_BATCH:
            return _say("compound batch")
        case RecordKind.USER:
            return _say("user")
        case _:
            return _say("patient")


def unlistable_text(record: Record | None) -> str:
    """Why there is nothing to see for a kind that DRX can't list."""
    noun = record_noun(record)
    article = _say("an") if noun[:1] in "aeio" else _say("a")
    text = _say("DRX can't list the images of {article} {noun}. What this counter sent stands in the outbox.")
    return text.format(article=article, noun=noun)


def viewer_line(tile: GalleryTile, record: Record | None, position: int, count: int) -> str:
    """`1 of 9 · rx_67890 · Alvarez, Maria · img_88121`."""
    parts = [_say("{position} of {count}").format(position=position, count=count)]
    if record is not None:
        parts += [record.id, record.name]
    parts.append(tile.image_id or stage_text(tile))
    return " · ".join(part for part in parts if part)


def details_of(tile: GalleryTile, today: date) -> list[str]:
    """The lines of the viewer's details panel."""
    lines: list[str] = []
    if tile.created_at is not None:
        day = day_text(local_day(tile.created_at), today)
        word = _say("Uploaded {when}") if tile.image_id else _say("Queued {when}")
        shown = day[:1].lower() + day[1:] if day in {_say("Today"), _say("Yesterday")} else day
        lines.append(word.format(when=f"{shown} {time_text(tile.created_at)}"))
    size = pixels_text(tile)
    if size:
        lines.append(f"{size} px" + (f" · {tile.dpi} dpi" if tile.dpi else ""))
    kind = tile.content_type.removeprefix("image/").upper()
    file_parts = [kind, size_text(tile.size_bytes) if tile.size_bytes is not None else ""]
    if any(file_parts):
        lines.append(" · ".join(part for part in file_parts if part))
    lines.append(tile.name)
    if tile.image_id:
        lines.append(tile.image_id)
    chip = stage_text(tile)
    if chip:
        lines.append(chip)
    return lines
