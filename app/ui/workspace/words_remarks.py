"""The words about what may be wrong with a page: a mark, the reason, and what mends it. Pure functions."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.domain.limits import DRX_LIMITS
from app.domain.readings import Remark
from app.domain.records import RecordKind
from app.domain.shelves import PageRow
from app.domain.twins import Twin, Whereabouts
from app.ui.words import visible, when_text


def tr(text: str) -> str:
    """A text about remarks in the language of the screen."""
    return QCoreApplication.translate("words_remarks", text)


MAX_NAME_ON_BUTTON = 18


@dataclass(frozen=True, slots=True)
class RemarkWords:
    """`mark` stands at the tile, `reason` in the inspector; `mend` is what the button says, empty where none mends."""

    mark: str
    reason: str
    mend: str = ""


def remark_words(remark: Remark) -> RemarkWords:
    """How a remark is said."""
    match remark:
        case Remark.OTHER_RECORD:
            return RemarkWords(tr("Other record"), tr("A label on it names another record."), tr("Pick that record"))
        case Remark.ALREADY_THERE:
            return RemarkWords(tr("Already there?"), tr("It looks like a page that is there already."))
        case Remark.MAYBE_TORN:
            reason = tr("A part of this page may be missing. Look at it closely, or scan it again.")
            return RemarkWords(tr("Damaged?"), reason)
        case Remark.NOT_CHECKED:
            return RemarkWords(tr("Not checked"), tr("This file could not be checked for viruses."))
        case Remark.CODE_LOST:
            reason = tr("A barcode on it no longer reads in what DRX gets. Undo a change, or scan it again.")
            return RemarkWords(tr("Barcode lost"), reason)
        case Remark.CUT_OFF:
            reason = tr("What is on it runs over the edge. Take it again if a part is missing.")
            return RemarkWords(tr("Cut off"), reason, tr("Straighten"))
        case Remark.BLURRED:
            return RemarkWords(tr("Blurred"), tr("It is not sharp. Take it again while the paper is here."))
        case Remark.GLARE:
            return RemarkWords(tr("Glare"), tr("A light shines back from it. Take it again from another side."))
        case Remark.TOO_DARK:
            return RemarkWords(tr("Too dark"), tr("It is too dark to read well."), tr("Brighten it"))
        case Remark.UPSIDE_DOWN:
            return RemarkWords(tr("Upside down"), tr("It stands on its head."), tr("Turn upright"))
        case Remark.SIDEWAYS:
            return RemarkWords(tr("Sideways"), tr("It lies on its side."), tr("Turn upright"))
        case Remark.SKEWED:
            return RemarkWords(tr("Skewed"), tr("It does not lie straight."), tr("Straighten"))
        case Remark.BLANK:
            return RemarkWords(tr("Blank"), tr("There seems to be nothing on it."), tr("Remove it"))
        case Remark.PADDED:
            least = DRX_LIMITS.min_side_px
            reason = tr("It is smaller than DRX accepts: it gets a white border up to {least} px.")
            return RemarkWords(tr("Under {least} px").format(least=least), reason.format(least=least))


def row_words(row: PageRow, remark: Remark) -> RemarkWords:
    """How a remark is said of this row: with the names of the records, where it is about them."""
    if remark is Remark.ALREADY_THERE and row.twin is not None:
        return twin_words(row.twin)
    if remark is not Remark.OTHER_RECORD or row.says is None or row.picked is None:
        return remark_words(remark)
    its_id, whose, picked = (visible(text) for text in (row.says.id, row.says.title, row.picked.title))
    reason = tr("A label on it is of {named}, and the desk is for {picked}. Say which is right.")
    named = its_id if whose == its_id else f"{its_id}, {whose}"
    return RemarkWords(
        tr("This page says {id}").format(id=_short(row.says.id)),
        reason.format(named=named, picked=picked),
        tr("Pick {id}").format(id=_short(row.says.id)),
    )


def twin_words(twin: Twin) -> RemarkWords:
    """What is said of a page that is there already: which one it is once more and when.

    Where it can be shown, the button that mends shows both.
    """
    what = visible(twin.name)
    if twin.where is Whereabouts.DESK:
        same, like = tr("It is the same file as {name} on the desk."), tr("It looks like {name} on the desk.")
    elif twin.where is Whereabouts.ON_ITS_WAY:
        same = tr("This very file is on its way to DRX already: {name}.")
        like = tr("It looks like a page that is on its way to DRX already: {name}.")
    elif twin.where is Whereabouts.SENT:
        same = tr("This very file was sent for this record already: {name}, {when}.")
        like = tr("It looks like a page that was sent for this record already: {name}, {when}.")
    else:
        same = tr("DRX has this very file already: {name}, {when}.")
        like = tr("It looks like one that DRX has already: {name}, {when}.")
    when = when_text(twin.at) if twin.at is not None else tr("some time ago")
    reason = (same if twin.is_same_file else like).format(name=what, when=when)
    return RemarkWords(
        tr("Already there?"),
        reason,
        tr("Show both") if twin.has_picture else "",
    )


def approving_words(row: PageRow) -> str:
    """What the button says by which a person says that a page is right as it is."""
    if Remark.OTHER_RECORD in row.remarks and row.picked is not None:
        by_id = row.picked.kind is RecordKind.PRESCRIPTION
        return tr("It belongs to {name}").format(name=_short(row.picked.id if by_id else row.picked.title))
    if row.twin is not None:
        return tr("Keep it")
    return tr("It is right")


def _short(text: str) -> str:
    """A name that fits a button in the inspector; the reason over it has the whole."""
    shown = visible(text)
    half = MAX_NAME_ON_BUTTON // 2
    return shown if len(shown) <= MAX_NAME_ON_BUTTON else f"{shown[:half]}…{shown[-half:]}"


def gravest(row: PageRow) -> Remark:
    """What is said of a row that asks for a look; a small picture where nothing else is known."""
    return row.remarks[0] if row.remarks else Remark.PADDED


def mendable(row: PageRow) -> Remark | None:
    """The gravest remark of a row that one key mends; None where there is none."""
    return next((remark for remark in row.remarks if row_words(row, remark).mend), None)
