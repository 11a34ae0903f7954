"""The words about the usual documents of a record: what each is, and how it stands. Pure functions."""

from PySide6.QtCore import QCoreApplication

from app.domain.documents import Document, DocumentMark, Standing
from app.domain.pages import Side
from app.ui.words import date_text
from app.ui.workspace.words_pages import kind_name


def tr(text: str) -> str:
    """A text about documents in the language of the screen."""
    return QCoreApplication.translate("words_documents", text)


def document_name(document: Document) -> str:
    """`Insurance card back`."""
    kind = kind_name(document.kind)
    if document.side is Side.NONE:
        return kind
    words = tr("{document} front") if document.side is Side.FRONT else tr("{document} back")
    return words.format(document=kind)


def standing_text(mark: DocumentMark) -> str:
    """How it stands, in the few letters that a narrow row has: `missing`, `03/14/2026`, `over a year`."""
    match mark.standing:
        case Standing.ASKING:
            return tr("asking…")
        case Standing.MISSING:
            return tr("missing")
        case Standing.OLD:
            return tr("over a year")
        case Standing.ON_DESK:
            return tr("on the desk")
        case Standing.ON_ITS_WAY:
            return tr("on its way")
        case Standing.HAS:
            return _day(mark) or tr("there")


def standing_sentence(mark: DocumentMark) -> str:
    """The same as it is said: `DRX has it since 03/14/2026`."""
    match mark.standing:
        case Standing.ASKING:
            return tr("asking DRX")
        case Standing.MISSING:
            return tr("missing")
        case Standing.OLD:
            return tr("DRX has it since {date}, that is older than a year").format(date=_day(mark))
        case Standing.ON_DESK:
            return tr("on the desk")
        case Standing.ON_ITS_WAY:
            return tr("on its way to DRX")
        case Standing.HAS if _day(mark):
            return tr("DRX has it since {date}").format(date=_day(mark))
        case Standing.HAS:
            return tr("DRX has it")


def mark_sentence(mark: DocumentMark) -> str:
    """`Insurance card back: missing`."""
    return tr("{document}: {standing}").format(document=document_name(mark.document), standing=standing_sentence(mark))


def _day(mark: DocumentMark) -> str:
    return date_text(mark.since.astimezone().date()) if mark.since is not None else ""
