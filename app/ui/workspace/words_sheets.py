"""The words about the sheets that went into a feeder and the pages that came out of it. Pure functions."""

from PySide6.QtCore import QCoreApplication

from app.domain.sheet_count import GapSign, SheetCount
from app.ui.words import number_text, pages_text


def tr(text: str) -> str:
    """A text about sheets in the language of the screen."""
    return QCoreApplication.translate("words_sheets", text)


def sheets_text(count: int) -> str:
    """`12 sheets`."""
    return tr("1 sheet") if count == 1 else tr("{count} sheets").format(count=number_text(count))


def count_title(count: SheetCount) -> str:
    """What the count came to, in one line."""
    went = sheets_text(count.sheets)
    if count.is_duplex:
        words = tr("{sheets} have {sides} sides, and {pages} came")
        return words.format(sheets=went, sides=number_text(count.expected), pages=pages_text(count.pages))
    return tr("{sheets} went in, and {pages} came").format(sheets=went, pages=pages_text(count.pages))


def count_note(count: SheetCount) -> str:
    """What is missing and where it may be; empty where it is all there."""
    if count.missing == 0:
        return ""
    if count.missing < 0:
        return tr("More came than went in. Look whether the count is right, or whether a sheet went through twice.")
    if count.sign is GapSign.ONE_SIDE:
        return tr("The scanner took one side of each sheet, or left blank backs out.")
    return f"{_missing_text(count)} {_place_text(count)}"


def _missing_text(count: SheetCount) -> str:
    if count.is_duplex:
        one, many = tr("1 side is missing."), tr("{count} sides are missing.")
    else:
        one, many = tr("1 sheet is missing: two may have gone through as one."), tr("{count} sheets are missing.")
    return one if count.missing == 1 else many.format(count=number_text(count.missing))


def _place_text(count: SheetCount) -> str:
    if count.page is None:
        return tr("Nothing tells where: look through the pages before they leave.")
    first = number_text(count.page)
    if count.sign is GapSign.LONGER_PAGE:
        return tr("Page {page} is longer than the others: look there first.").format(page=first)
    if count.last_page in (None, count.page):
        return tr("Fronts and backs are out of step from page {page} on: look there first.").format(page=first)
    last = number_text(count.last_page or count.page)
    words = tr("Fronts and backs are in step before page {page} and out of step from page {last} on: look there first.")
    return words.format(page=first, last=last)
