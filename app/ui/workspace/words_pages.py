"""The words about pages on the desk: what they are, how they fit, what an upload would do. Pure functions."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from app.domain.belonging import key_of
from app.domain.edits import Box, Ink
from app.domain.facts import DraftFound
from app.domain.limits import DRX_LIMITS, FitNote
from app.domain.outbox_shelf import OutboxView
from app.domain.pages import BrokenFile, DeskPage, DocumentKind, Side
from app.domain.parcels import FittedPayload, OutboxEntry, Stage
from app.domain.shelves import Mark, PageRow, Step
from app.domain.twins import Twin, Whereabouts
from app.ui.problem_words import in_words
from app.ui.words import (
    goes_when_text,
    number_text,
    pages_text,
    pixels_text,
    size_text,
    visible,
    when_inside_text,
    when_text,
)
from app.ui.workspace.words_remarks import gravest, remark_words


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
        Step.REPLACE: tr("replace page"),
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
        Step.LEAVE_OUT: tr("leave pages out"),
        Step.FOR_ANOTHER: tr("give pages to another record"),
    }[step]


def mark_words(row: PageRow) -> str:
    """What the sign at a page means, as the eye of the inspector reads it: `Fits`, `Look: blurred`."""
    if row.mark is Mark.LOOK:
        said = remark_words(gravest(row)).mark
        return tr("Look: {remark}").format(remark=said[:1].lower() + said[1:])
    if is_locked(row):
        return tr("Locked")
    return {Mark.FITTING: tr("Fitting…"), Mark.FITS: tr("Fits"), Mark.BROKEN: tr("Can't be used")}[row.mark]


def caption(row: PageRow) -> str:
    """What stands under a tile: what to look at where there is something, else what it is."""
    return remark_words(gravest(row)).mark if row.mark is Mark.LOOK else visible(row.title)


def is_locked(row: PageRow) -> bool:
    """Does it wait for a password?"""
    return isinstance(row.item, BrokenFile) and row.item.is_locked


def spoken_row(row: PageRow, number: int, total: int) -> str:
    """A page as a screen reader says it: `Page 1 of 5, Hard copy front, fits`."""
    if row.mark is Mark.BROKEN:
        sign = in_words(row.problem).title if row.problem is not None else mark_words(row)
    else:
        sign = mark_words(row)
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
        FitNote.CODE_LOST: tr("a barcode on it no longer reads"),
    }
    return ", ".join(words for note, words in said.items() if note in fitted.notes)


def came_text(page: DeskPage) -> str:
    """`4960 × 7016 · 11.8 MB TIFF`; of a file with many pages only the shape is this page's own."""
    came = page.imported
    parts = [pixels_text(came.width, came.height)]
    if came.frames == 1:
        parts.append(size_text(came.blob.size_bytes))
    return " · ".join(parts) + f" {came.media_type.short_name}"


def goes_text(fitted: FittedPayload) -> str:
    """`2740 × 3890 · 1.9 MB JPEG`."""
    shape = pixels_text(fitted.width, fitted.height)
    return f"{shape} · {size_text(fitted.blob.size_bytes)} {fitted.media_type.short_name}"


def compare_captions(row: PageRow) -> tuple[str, str]:
    """What stands over the two halves: what came in, and what DRX gets; or this page, and the one that is there."""
    if row.twin is not None:
        return tr("This page"), _there_text(row.twin)
    came = ""
    if isinstance(row.item, DeskPage):
        tone = row.item.edits.tone
        is_inked = tone.clean_paper or tone.ink is not Ink.AS_IT_IS
        words = tr("As it came, in its new colours: {came}") if is_inked else tr("As it came: {came}")
        came = words.format(came=came_text(row.item))
    if row.fitted is None:
        return came, tr("What DRX gets: still being fitted")
    return came, tr("What DRX gets: {goes}").format(goes=goes_text(row.fitted))


def _there_text(twin: Twin) -> str:
    words = {
        Whereabouts.DESK: tr("On the desk: {name}"),
        Whereabouts.ON_ITS_WAY: tr("On its way to DRX: {name}"),
        Whereabouts.SENT: tr("Sent already: {name}"),
        Whereabouts.DRX: tr("In DRX already: {name}"),
    }[twin.where].format(name=visible(twin.name))
    return f"{words} · {when_text(twin.at)}" if twin.at is not None else words


def limit_percent(size_bytes: int) -> int:
    """How much of the limit a page takes, 1 to 100."""
    return max(1, min(100, round(100 * size_bytes / DRX_LIMITS.max_bytes)))


def after_upload_text(entries: Sequence[OutboxEntry], view: OutboxView) -> str:
    """Where the pages of one upload are by now, in one or two sentences; empty where the outbox has none of them."""
    ids = frozenset(entry.id for entry in entries)
    rows = [row for row in view.rows if row.id in ids]
    if not rows:
        return ""
    count, said = len(entries), {"pages": pages_text(len(entries)), "name": _whose(entries)}
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


def _whose(entries: Sequence[OutboxEntry]) -> str:
    several = len({key_of(entry.record) for entry in entries})
    if several > 1:
        return tr("{count} records").format(count=number_text(several))
    return visible(entries[0].record.title)


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
