"""The words about an upload: what the primary button does, how much goes, what needs care first. Pure functions."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.domain.pages import PageId
from app.domain.shelves import DeskView, Mark, Obstacle, PageRow
from app.ui.words import number_text, pages_text, size_text, visible
from app.ui.workspace.words_pages import is_locked
from app.ui.workspace.words_remarks import gravest, remark_words

_MOST_TOLD = 3
"""Pages that are named in the second line; the signs at the tiles tell the rest."""


def tr(text: str) -> str:
    """A text about the upload in the language of the screen."""
    return QCoreApplication.translate("words_upload", text)


@dataclass(frozen=True, slots=True)
class UploadWords:
    """What the primary button says. `can_act` is False where the text says what is missing.

    `leads_to`: it does not upload, but goes to this page, which a person has to see first.
    """

    text: str
    can_act: bool
    leads_to: PageId | None = None


def upload_words(view: DeskView, *, unfinished: str = "") -> UploadWords:
    """The primary button for this desk: exactly what will happen and to whom, or why it can't yet.

    `unfinished`: what is begun at a page and not applied, in words; the page would go without it.
    """
    count = pages_text(len(view.sendable))
    if view.is_queueing:
        return UploadWords(tr("Keeping {pages} safe…").format(pages=count), False)
    record = view.record
    match view.obstacle:
        case Obstacle.NO_PAGES:
            return UploadWords(tr("Nothing to upload yet"), False)
        case Obstacle.NOT_CONNECTED:
            return UploadWords(tr("Connect to a store first"), False)
        case Obstacle.ONLY_BROKEN:
            one, many = (
                tr("Nothing to upload: this file can't be used"),
                tr("Nothing to upload: these files can't be used"),
            )
            return UploadWords(one if view.broken_count == 1 else many, False)
        case Obstacle.NOT_SEEN:
            number, row = next((number, row) for number, row in enumerate(view.rows, 1) if row.must_be_seen)
            return UploadWords(tr("Look at page {number} first").format(number=number_text(number)), True, row.id)
        case Obstacle.NO_PATIENT:
            shown = visible(record.id) if record is not None else ""
            return UploadWords(tr("Enter the patient of {record}").format(record=shown), False)
        case _:
            if record is None:
                return UploadWords(tr("Pick who it is for"), False)
    if unfinished:
        return UploadWords(unfinished, False)
    return UploadWords(tr("Upload {pages} to {name}").format(pages=count, name=visible(record.title)), True)


def send_line(view: DeskView) -> str:
    """`5 pages · 4.6 MB to send`; while pages are still being fitted their size is not known."""
    sendable = view.sendable
    if not sendable:
        return tr("Nothing to send")
    pages = pages_text(len(sendable))
    if not view.bytes_to_send:
        return tr("{pages} to send").format(pages=pages)
    size = size_text(view.bytes_to_send)
    if any(row.fitted is None for row in sendable):
        return tr("{pages} · more than {size} to send").format(pages=pages, size=size)
    return tr("{pages} · {size} to send").format(pages=pages, size=size)


def care_line(view: DeskView, reading: tuple[int, int] | None) -> str:
    """The second line: what is still being read, what could not be, what needs a look."""
    if view.is_reading:
        if reading is None:
            return tr("Reading…")
        return tr("Reading {done} of {total} files…").format(
            done=number_text(min(reading[0] + 1, reading[1])), total=number_text(reading[1])
        )
    parts = []
    locked = sum(is_locked(row) for row in view.rows)
    broken = view.broken_count - locked
    if locked == 1:
        parts.append(tr("1 file needs its password"))
    elif locked:
        parts.append(tr("{count} files need their passwords").format(count=number_text(locked)))
    if broken == 1:
        parts.append(tr("1 file could not be read and stays here"))
    elif broken:
        parts.append(tr("{count} files could not be read and stay here").format(count=number_text(broken)))
    looks = [(number, row) for number, row in enumerate(view.rows, 1) if row.mark is Mark.LOOK]
    if len(looks) == 1:
        parts.append(tr("1 page needs a look: {why}").format(why=_why(*looks[0], is_alone=len(view.rows) == 1)))
    elif looks:
        words = tr("{count} pages need a look: {why}")
        said = ", ".join(_why(number, row, is_alone=False) for number, row in looks[:_MOST_TOLD])
        why = said if len(looks) <= _MOST_TOLD else tr("{some} …").format(some=said)
        parts.append(words.format(count=number_text(len(looks)), why=why))
    return " · ".join(parts)


def _why(number: int, row: PageRow, *, is_alone: bool) -> str:
    """`page 3 (blurred)`: the page's number and its gravest remark."""
    said = remark_words(gravest(row)).mark
    said = said[:1].lower() + said[1:]
    return said if is_alone else tr("page {number} ({remark})").format(number=number_text(number), remark=said)
