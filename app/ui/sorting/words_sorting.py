"""The words about a batch: what a group is, why a page lies there, what an upload does. Pure functions."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from app.domain.belonging import patient_of
from app.domain.records import Record
from app.domain.sort_shelf import SortAccount, SortGroup, SortPage, SortStep, SortView
from app.domain.sorting import Reason
from app.ui.words import born_text, date_text, number_text, pages_text, record_sentence, size_text, visible

MAX_LABELS_SHOWN = 2


def tr(text: str) -> str:
    """A text about sorting in the language of the screen."""
    return QCoreApplication.translate("words_sorting", text)


def files_text(count: int) -> str:
    """`1 file`, `11 files`."""
    return tr("1 file") if count == 1 else tr("{count} files").format(count=number_text(count))


def records_text(count: int) -> str:
    """`1 record`, `9 records`."""
    return tr("1 record") if count == 1 else tr("{count} records").format(count=number_text(count))


def heading_text(view: SortView) -> str:
    """`Sort 42 pages from 11 files`."""
    return tr("Sort {pages} from {files}").format(pages=pages_text(view.page_count), files=files_text(view.file_count))


def recognised_text(view: SortView) -> str:
    """`9 records recognised by their labels`; while labels are read, how far that is."""
    if view.read_count < view.page_count:
        words = tr("Reading labels, {done} of {total} pages…")
        return words.format(done=number_text(view.read_count), total=number_text(view.page_count))
    by_label = sum(bool(group.labels) or group.has_separator for group in view.groups)
    if not by_label:
        return tr("No record recognised by a label")
    one, many = tr("1 record recognised by its label"), tr("{count} records recognised by their labels")
    return one if by_label == 1 else many.format(count=number_text(by_label))


def group_title(record: Record) -> str:
    """Who it is for: the name, or the ID where DRX told no name."""
    return visible(record.title)


def group_about(group: SortGroup) -> str:
    """`rx_67890 · 3 pages · label b209827:a5g`: what tells it from its namesakes, and what put the pages here."""
    record = group.record
    born = born_text(record.born) if record.born else ""
    parts = [record.id if record.name else "", born, record.detail, pages_text(len(group.pages)), _source(group)]
    return " · ".join(visible(part) for part in parts if part)


def _source(group: SortGroup) -> str:
    if group.has_separator:
        return tr("separator sheet (left out)")
    if group.labels:
        shown = ", ".join(group.labels[:MAX_LABELS_SHOWN])
        more = len(group.labels) - MAX_LABELS_SHOWN
        shown = f"{shown} …" if more > 0 else shown
        return (tr("label {labels}") if len(group.labels) == 1 else tr("labels {labels}")).format(labels=shown)
    return tr("chosen by hand")


def group_state(group: SortGroup) -> tuple[str, str, str]:
    """The pill at a group: its words, its tone, its icon."""
    if not group.can_link:
        return tr("Needs you"), "bad", ""
    looks = sum(page.needs_look for page in group.pages)
    if looks:
        one, many = tr("Look at 1 page"), tr("Look at {count} pages")
        return one if looks == 1 else many.format(count=number_text(looks)), "warn", "alert-triangle"
    return tr("Matched"), "good", "check"


def reason_text(page: SortPage) -> str:
    """Why a page lies where it lies."""
    return {
        Reason.LABEL: tr("by its label"),
        Reason.PERSON: tr("chosen by hand"),
        Reason.FOLLOWS: tr("follows the page before it"),
        Reason.SEPARATOR: tr("behind a separator sheet"),
        Reason.READING: tr("is being read"),
        Reason.NO_LABEL: tr("no label on it"),
        Reason.UNKNOWN_LABEL: tr("label not known to the store"),
        Reason.LEFT_OUT: tr("left out by hand"),
        Reason.SEPARATOR_SHEET: tr("separator sheet"),
        Reason.BLANK: tr("blank"),
    }[page.reason]


def look_text(page: SortPage) -> str:
    """Why a page is to be looked at before it leaves; empty where it need not be."""
    if page.is_there_already:
        return tr("already there? Look at it first")
    return tr("may be torn: look at it first") if page.needs_look else ""


def spoken_page(page: SortPage, number: int, total: int) -> str:
    """A page as a screen reader says it: `Page 1 of 5, scan 3.tif p2, no label on it`."""
    place = tr("Page {number} of {total}").format(number=number_text(number), total=number_text(total))
    look = look_text(page)
    return ", ".join(part for part in (place, visible(page.row.title), reason_text(page), look) if part)


def needs_about(count: int) -> str:
    """What to do about the pages that have no record."""
    one = tr("1 page without a known label: drag it onto a record, pick one on the left, or press its digit")
    many = tr("{pages} without a known label: drag them onto a record, pick one on the left, or press its digit")
    return one if count == 1 else many.format(pages=pages_text(count))


def out_about(pages: tuple[SortPage, ...]) -> str:
    """`2 blank, 1 separator sheet`: why pages are left out."""
    parts = []
    for reason, one, many in (
        (Reason.BLANK, tr("1 blank page"), tr("{count} blank pages")),
        (Reason.SEPARATOR_SHEET, tr("1 separator sheet"), tr("{count} separator sheets")),
        (Reason.LEFT_OUT, tr("1 by hand"), tr("{count} by hand")),
    ):
        count = sum(page.reason is reason for page in pages)
        if count:
            parts.append(one if count == 1 else many.format(count=number_text(count)))
    return ", ".join(parts)


def suggestion_name(record: Record, digit: int, count: int) -> str:
    """What the button of a suggestion does, for a screen reader."""
    pages = pages_text(count)
    words = tr("Give {pages} to {record} ({digit})")
    return words.format(pages=pages, record=record_sentence(record), digit=number_text(digit))


def suggestion_text(record: Record, among: Sequence[Record]) -> str:
    """`Alvarez, Maria · rx_67890`; of two people of one name each has the birth date between."""
    namesakes = (each for each in among if each.name == record.name and patient_of(each) != patient_of(record))
    born = date_text(record.born) if record.born and any(namesakes) else ""
    return visible(" · ".join(part for part in (record.name, born, record.id) if part))


def upload_text(view: SortView) -> str:
    """The primary button: exactly what will happen, or why it can't yet."""
    if view.is_queueing:
        return tr("Keeping {pages} safe…").format(pages=pages_text(view.ready_count))
    if not view.ready_count:
        return tr("Say whose the pages are")
    words = tr("Upload {pages} to {records}")
    return words.format(pages=pages_text(view.ready_count), records=records_text(view.record_count))


def placed_text(view: SortView) -> str:
    """`37 of 42 pages have a record · 28 MB to send`."""
    words = tr("{count} of {pages} have a record")
    said = words.format(count=number_text(view.placed_count), pages=pages_text(view.page_count))
    if not view.bytes_to_send:
        return said
    return tr("{said} · {size} to send").format(said=said, size=size_text(view.bytes_to_send))


def care_text(view: SortView) -> str:
    """The second line: what stays, what is left out and why."""
    parts = []
    waiting = sum(page.reason is not Reason.READING for page in view.unresolved)
    if waiting:
        one, many = tr("1 page needs you and stays here"), tr("{pages} need you and stay here")
        parts.append(one if waiting == 1 else many.format(pages=pages_text(waiting)))
    twice = sum(page.is_there_already for page in view.looks)
    torn = len(view.looks) - twice
    if torn:
        one, many = tr("1 page may be torn: look at it first"), tr("{pages} may be torn: look at them first")
        parts.append(one if torn == 1 else many.format(pages=pages_text(torn)))
    if twice:
        one, many = tr("1 page may be there already: look first"), tr("{pages} may be there already: look first")
        parts.append(one if twice == 1 else many.format(pages=pages_text(twice)))
    if view.left_out:
        parts.append(tr("Left out: {why}").format(why=out_about(view.left_out)))
    if view.broken:
        one, many = tr("1 file could not be read and stays here"), tr("{count} files could not be read and stay here")
        count = len(view.broken)
        parts.append(one if count == 1 else many.format(count=number_text(count)))
    return " · ".join(parts)


def account_text(account: SortAccount) -> str:
    """`40 files, 100 pages: 93 sent to 12 records, 5 left out, 2 still here`."""
    words = tr("{files}, {pages}: {sent} sent to {records}, {out} left out, {here} still here")
    return words.format(
        files=files_text(account.file_count),
        pages=pages_text(account.page_count),
        sent=number_text(account.sent_count),
        records=records_text(account.record_count),
        out=number_text(account.left_out_count),
        here=number_text(account.here_count),
    )


def sort_step_name(step: SortStep) -> str:
    """A step that can be undone, as it follows "Undo"."""
    return {
        SortStep.CHOOSE: tr("choose a record"),
        SortStep.LEAVE_OUT: tr("leave out"),
        SortStep.PUT_BACK: tr("put back"),
        SortStep.FOLLOW: tr("pages that follow"),
        SortStep.MERGE: tr("merge groups"),
    }[step]


def merge_text(groups: tuple[SortGroup, ...]) -> str:
    """`Alvarez, Maria: rx_67890 and rx_67891 together, under rx_67890`."""
    ids = tr(", ").join(visible(group.record.id) for group in groups)
    words = tr("{name}: {ids} together, under {id}")
    return words.format(name=group_title(groups[0].record), ids=ids, id=visible(groups[0].record.id))


def offer_text() -> str:
    """What the quiet bar over the desk says."""
    return tr("The labels on these pages name several records.")
