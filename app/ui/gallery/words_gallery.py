"""What the gallery and the viewer say about an image: its caption, its day, its notes. Values in, words out."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from app.domain.gallery_shelf import ForeignPicture, GalleryState, GalleryTile, GalleryView
from app.domain.gallery_sift import Period, Sorting
from app.domain.names import shown_name
from app.domain.pages import DocumentKind
from app.domain.parcels import Stage
from app.domain.records import Record, RecordKind
from app.ui.problem_words import in_words
from app.ui.words import day_text, images_text, number_text, pages_text, pixels_text, size_text, time_text, tr, visible


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
    if not title.strip():
        return _say("Image")
    return title[:1].upper() + title[1:] if first.isalpha() else title


def aside_text(view: GalleryView) -> str:
    """Says that the images are not those of whom the desk is for; empty where they are."""
    if not view.is_aside or view.record is None:
        return ""
    looked_at = " · ".join(filter(None, (view.record.name, view.record.id)))
    looking = _say("You are looking at {record}.").format(record=looked_at)
    if view.desk_is_for is None:
        return f"{looking} {_say('The pages on the desk are for nobody yet.')}"
    return f"{looking} {_say('The pages on the desk are for {record}.').format(record=view.desk_is_for.title)}"


def back_text(view: GalleryView) -> str:
    """The button that ends it."""
    if view.desk_is_for is None:
        return _say("Stop looking")
    return _say("Back to {record}").format(record=view.desk_is_for.title)


def heading_of(tile: GalleryTile, now: datetime) -> str:
    """The heading that a tile stands under: its day."""
    return day_text(tile.created_at, now) if tile.created_at is not None else _say("Without a date")


def note_of(tile: GalleryTile) -> str:
    """`8:50 · 1.9 MB · 2740 × 3890`, as far as it is known."""
    return " · ".join(_facts_of(tile))


def _facts_of(tile: GalleryTile) -> list[str]:
    parts = [time_text(tile.created_at) if tile.created_at is not None else ""]
    if tile.size_bytes is not None:
        parts.append(size_text(tile.size_bytes))
    parts.append(size_px_text(tile))
    return [part for part in parts if part]


def size_px_text(tile: GalleryTile) -> str:
    """`2740 × 3890`; empty where DRX does not say."""
    return pixels_text(tile.width, tile.height) if tile.width and tile.height else ""


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


def tile_text(tile: GalleryTile, record: Record | None, now: datetime, *, is_broken: bool = False) -> str:
    """What the eye sees of a tile, as one line: `Hard copy front, today 8:50, 1.9 MB, 2740 × 3890`."""
    facts = _facts_of(tile)
    if tile.created_at is not None:
        facts[0] = f"{_in_a_sentence(heading_of(tile, now))} {facts[0]}"
    trouble = _say("receipt only") if tile.is_receipt else _say("can't be shown") if is_broken else ""
    parts = [caption_of(tile, record), *facts, stage_text(tile), trouble]
    return ", ".join(part for part in parts if part)


def _in_a_sentence(day: str) -> str:
    return day[:1].lower() + day[1:] if day in {tr("Today"), tr("Yesterday")} else day


def sorting_words(sorting: Sorting) -> tuple[str, str]:
    """The words and the icon of an order."""
    match sorting:
        case Sorting.NEWEST:
            return _say("Newest first"), "calendar"
        case Sorting.OLDEST:
            return _say("Oldest first"), "calendar"
        case Sorting.NAME:
            return _say("By name"), "file-text"
        case Sorting.LARGEST:
            return _say("Largest first"), "maximize"


def kind_words(kind: DocumentKind) -> str:
    """What an image is, as it stands on a choice."""
    return {
        DocumentKind.HARD_COPY: _say("Hard copy"),
        DocumentKind.INSURANCE_CARD: _say("Insurance card"),
        DocumentKind.ID_CARD: _say("ID"),
        DocumentKind.PROOF_OF_DELIVERY: _say("Proof of delivery"),
        DocumentKind.OTHER: _say("Other"),
    }[kind]


def period_words(period: Period) -> str:
    """How far back, as it stands on a choice."""
    return {
        Period.ANY: _say("Any day"),
        Period.TODAY: _say("Today"),
        Period.WEEK: _say("7 days"),
        Period.MONTH: _say("30 days"),
        Period.YEAR: _say("1 year"),
    }[period]


def shown_text(shown: int, count: int) -> str:
    """How many images a filter lets through: `12 of 9,960 images`."""
    return _say("{shown} of {images}").format(shown=number_text(shown), images=images_text(count))


def added_text(count: int) -> str:
    """`Another counter added 2 images just now`."""
    return _say("Another counter added {images} just now").format(images=images_text(count))


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


def unlistable_text(record: Record | None, *, has_tiles: bool) -> str:
    """Why there is nothing of DRX's to see for a kind that it can't list, and what is there instead."""
    noun = record_noun(record)
    article = _say("an") if noun[:1] in "aeio" else _say("a")
    text = _say("DRX can't list the images of {article} {noun}.").format(article=article, noun=noun)
    here = _say("These are the ones that this counter sent.") if has_tiles else _say("This counter has sent none.")
    return f"{text} {here}"


def receipt_text(tile: GalleryTile) -> str:
    """What is left of a page that this counter sent: `DRX has it as img_88121. …`"""
    text = _say("DRX has it as {image}. The picture is no longer kept on this computer.")
    return text.format(image=tile.image_id or "?")


def empty_words(view: GalleryView, *, is_filtered: bool = False) -> tuple[str, str, str]:
    """What stands in place of the images: an icon, a title and a line, which may be empty."""
    match view.state:
        case GalleryState.NO_RECORD | GalleryState.LOADING:
            return "photo", _say("Pick a patient, prescription or delivery on the left"), ""
        case GalleryState.UNLISTABLE:
            return "info-circle", unlistable_text(view.record, has_tiles=False), ""
        case GalleryState.FAILED if view.problem is not None:
            return "alert-triangle", in_words(view.problem).title, in_words(view.problem).advice
        case GalleryState.FAILED:
            return "alert-triangle", _say("The images could not be listed"), ""
    if view.tiles and is_filtered:
        return "search", _say("No image is like that"), _say("Ask for less in the filter above.")
    if view.tiles:
        return "photo", _say("No images in this part"), ""
    title = _say("DRX has no images for this {noun} yet").format(noun=record_noun(view.record))
    return "photo", title, _say("What you upload shows up here at once.")


def viewer_line(tile: GalleryTile, record: Record | None, position: int, count: int) -> str:
    """`1 of 9 · rx_67890 · Alvarez, Maria · img_88121`."""
    parts = [_say("{position} of {count}").format(position=position, count=count)]
    if record is not None:
        parts += [record.id, record.name]
    parts.append(tile.image_id or stage_text(tile))
    return " · ".join(part for part in parts if part)


def details_of(tile: GalleryTile, now: datetime, seen: ForeignPicture | None = None) -> list[str]:
    """The lines of the viewer's details panel. What its bytes say (`seen`) goes before what DRX says of them."""
    when = ""
    if tile.created_at is not None:
        day = _in_a_sentence(heading_of(tile, now))
        when = _say("Created {when}").format(when=f"{day} {time_text(tile.created_at)}")
    size, dots, kind = size_px_text(tile), tile.dpi, tile.content_type.removeprefix("image/").upper()
    pages = ""
    if seen is not None:
        size, dots, kind = pixels_text(seen.width, seen.height), seen.dpi or tile.dpi, seen.media_type.short_name
        pages = pages_text(seen.frames) if seen.frames > 1 else ""
    dpi = f"{dots} dpi" if dots else ""
    size_on_disk = size_text(tile.size_bytes) if tile.size_bytes is not None else ""
    lines = [when, _joined(f"{size} px" if size else "", dpi), _joined(kind, size_on_disk, pages)]
    return [line for line in (*lines, visible(shown_name(tile.name)), visible(tile.image_id), stage_text(tile)) if line]


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
