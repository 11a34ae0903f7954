"""The words about pages on the desk: what they are, how they fit, what an upload would do. Pure functions."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.domain.edits import Box
from app.domain.facts import DraftFound
from app.domain.limits import DRX_LIMITS, FitNote
from app.domain.outbox_shelf import OutboxView
from app.domain.pages import DocumentKind, Side
from app.domain.parcels import FittedPayload, OutboxEntry, Stage
from app.domain.shelves import DeskView, Mark, Obstacle, PageRow, Step
from app.ui.words import goes_when_text, number_text, pages_text, size_text, visible, when_inside_text


def tr(text: str) -> str:
    """A text about pages in the language of the screen."""
    return QCoreApplication.translate("words_pages", text)


def kind_name(kind: DocumentKind) -> str:
    """`Hard copy`, `ID`: as it stands on a chip."""
    return {
        DocumentKind.HARD_COPY: tr("Hard copy"),
        DocumentKind.INSURANCE_CARD: tr("Insurance card"),
        DocumentKind.ID_CARD: tr("ID"),
        DocumentKind.PROOF_OF_DELIVERY: tr("Proof of delivery"),
        DocumentKind.OTHER: tr("Other"),
    }[kind]


def side_name(side: Side) -> str:
    """`Front`, `Back`."""
    return tr("Front") if side is Side.FRONT else tr("Back")


def step_name(step: Step) -> str:
    """A step that can be undone, as it follows "Undo"."""
    return {
        Step.ADD: tr("add pages"),
        Step.REMOVE: tr("remove pages"),
        Step.TURN: tr("turn"),
        Step.CROP: tr("crop"),
        Step.STRAIGHTEN: tr("straighten"),
        Step.FLATTEN: tr("lay flat"),
        Step.REDACT: tr("black out"),
        Step.TONE: tr("colours"),
        Step.CLEAN_UP: tr("clean up"),
        Step.JOIN: tr("join pages"),
        Step.APPROVE: tr("it is right"),
        Step.UNLOCK: tr("open with a password"),
        Step.MOVE: tr("move pages"),
        Step.LABEL: tr("what it is"),
        Step.RENAME: tr("rename"),
        Step.CLEAR: tr("clear the desk"),
    }[step]


def mark_words(mark: Mark) -> str:
    """What the sign at a page means, as the eye of the inspector reads it."""
    return {
        Mark.FITTING: tr("Fitting…"),
        Mark.FITS: tr("Fits"),
        Mark.LOOK: tr("Look: under {least} px").format(least=DRX_LIMITS.min_side_px),
        Mark.BROKEN: tr("Can't be used"),
    }[mark]


def spoken_row(row: PageRow, number: int, total: int) -> str:
    """A page as a screen reader says it: `Page 1 of 5, Hard copy front, fits`."""
    if row.mark is Mark.BROKEN:
        sign = row.problem.title if row.problem is not None else mark_words(row.mark)
    else:
        sign = mark_words(row.mark)
    place = tr("Page {number} of {total}").format(number=number_text(number), total=number_text(total))
    return f"{place}, {visible(row.title)}, {sign[:1].lower()}{sign[1:]}"


def after_crop_text(box: Box) -> str:
    """`2740 × 3890 px after crop`; a small one says what will happen."""
    size = tr("{width} × {height} px after crop").format(width=box.width, height=box.height)
    if min(box.width, box.height) < DRX_LIMITS.min_side_px:
        return tr("{size}, under {least} px: will be padded").format(size=size, least=DRX_LIMITS.min_side_px)
    return size


def fit_sentence(fitted: FittedPayload) -> str:
    """Why what goes out differs from what came in, in one plain sentence."""
    said = {
        FitNote.PADDED: tr("padded to {least} px: smaller than DRX accepts").format(least=DRX_LIMITS.min_side_px),
        FitNote.RENDERED: tr("drawn from the PDF"),
        FitNote.SCALED_DOWN: tr("scaled to {most} px").format(most=max(fitted.width, fitted.height)),
        FitNote.EDITED: tr("as you edited it"),
        FitNote.REENCODED: tr("saved anew"),
        FitNote.KEPT: tr("kept as it is"),
    }
    return ", ".join(words for note, words in said.items() if note in fitted.notes)


def limit_percent(size_bytes: int) -> int:
    """How much of the limit a page takes, 1 to 100."""
    return max(1, min(100, round(100 * size_bytes / DRX_LIMITS.max_bytes)))


@dataclass(frozen=True, slots=True)
class UploadWords:
    """What the primary button says. `can_act` is False where the text says what is missing."""

    text: str
    can_act: bool


def upload_words(view: DeskView, *, is_cropping: bool = False) -> UploadWords:
    """The primary button for this desk: exactly what will happen and to whom, or why it can't yet.

    `is_cropping`: a crop is begun and not applied; the page would go without it.
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
            position = next(row.position for row in view.rows if row.must_be_seen)
            return UploadWords(tr("Look at page {number} first").format(number=number_text(position)), False)
        case Obstacle.NO_PATIENT:
            shown = visible(record.id) if record is not None else ""
            return UploadWords(tr("Enter the patient of {record}").format(record=shown), False)
        case _:
            if record is None:
                return UploadWords(tr("Pick who it is for"), False)
    if is_cropping:
        return UploadWords(tr("Apply or leave the crop first"), False)
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
    if view.broken_count == 1:
        parts.append(tr("1 file could not be read and stays here"))
    elif view.broken_count:
        parts.append(tr("{count} files could not be read and stay here").format(count=number_text(view.broken_count)))
    if view.look_count == 1:
        parts.append(tr("1 page needs a look: it is smaller than {least} px").format(least=DRX_LIMITS.min_side_px))
    elif view.look_count:
        parts.append(
            tr("{count} pages need a look: they are smaller than {least} px").format(
                count=number_text(view.look_count), least=DRX_LIMITS.min_side_px
            )
        )
    return " · ".join(parts)


def after_upload_text(entries: Sequence[OutboxEntry], view: OutboxView) -> str:
    """Where the pages of one upload are by now, in one or two sentences; empty where the outbox has none of them."""
    ids = frozenset(entry.id for entry in entries)
    rows = [row for row in view.rows if row.id in ids]
    if not rows:
        return ""
    count, said = len(entries), {"pages": pages_text(len(entries)), "name": visible(entries[0].record.title)}
    stages = {row.stage for row in rows}
    if stages == {Stage.DELIVERED}:
        return tr("DRX has the {pages} for {name}.").format(**said)
    is_held = view.hold is not None and Stage.QUEUED in stages
    if not is_held and Stage.NEEDS_PERSON not in stages and ids.isdisjoint(view.recallable):
        one, many = tr("{pages} is on its way to {name}."), tr("{pages} are on their way to {name}.")
        return (one if count == 1 else many).format(**said)
    one, many = tr("{pages} for {name} is safe on this computer."), tr("{pages} for {name} are safe on this computer.")
    safe = (one if count == 1 else many).format(**said)
    return f"{safe} {goes_when_text(view.hold, count)}." if is_held and view.hold is not None else safe


def draft_text(draft: DraftFound) -> str:
    """`5 pages for Alvarez, Maria were on the desk when CounterScan ended (today 8:50).`"""
    pages, is_one = pages_text(draft.page_count), draft.page_count == 1
    if draft.record is not None:
        pages = tr("{pages} for {name}").format(pages=pages, name=visible(draft.record.title))
    one = tr("{pages} was on the desk when CounterScan ended")
    many = tr("{pages} were on the desk when CounterScan ended")
    words = (one if is_one else many).format(pages=pages)
    if draft.left_at is None:
        return tr("{words}.").format(words=words)
    return tr("{words} ({when}).").format(words=words, when=when_inside_text(draft.left_at))


def removing_draft_text(draft: DraftFound) -> str:
    """What is asked before pages are erased that DRX does not have."""
    if draft.page_count == 1:
        return tr("It is not in DRX. Remove it for good?")
    return tr("They are not in DRX. Remove them for good?")
