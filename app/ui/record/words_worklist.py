"""The words about the worklist: how far it is, and how it stands with a line. Pure functions."""

from PySide6.QtCore import QCoreApplication

from app.domain.worklist import WorklistView, WorkRow, WorkState
from app.ui.words import kind_word, number_text, record_lines, visible


def tr(text: str) -> str:
    """A text about the worklist in the language of the screen."""
    return QCoreApplication.translate("words_worklist", text)


def progress_text(view: WorklistView) -> str:
    """`7 of 12`."""
    done, total = number_text(view.count(WorkState.DONE)), number_text(len(view.rows))
    return tr("{done} of {total}").format(done=done, total=total)


def details_text(view: WorklistView, hidden: int) -> str:
    """What else there is to say: `2 queued · 1 skipped · 4 more`, and what of the text was not taken."""
    counts = (
        (view.count(WorkState.QUEUED), tr("{count} queued")),
        (view.count(WorkState.SKIPPED), tr("{count} skipped")),
        (hidden, tr("{count} more")),
        (view.unread, tr("1 line without an ID") if view.unread == 1 else tr("{count} lines without an ID")),
        (view.left_out, tr("{count} left out: the list is full")),
    )
    return " · ".join(words.format(count=number_text(count)) for count, words in counts if count)


def row_lines(row: WorkRow) -> tuple[str, str]:
    """What a line is called, and what tells it from its namesakes; an ID until DRX has said whose it is."""
    if row.record is not None:
        return record_lines(row.record)
    if row.state is WorkState.UNKNOWN:
        return visible(row.text), tr("DRX knows no single record for it")
    return visible(row.text), kind_word(row.kind) if row.kind is not None else tr("Not looked up yet")


def state_note(state: WorkState) -> str:
    """A word at the right of a line; nothing while it is open."""
    return {
        WorkState.OPEN: "",
        WorkState.QUEUED: tr("queued"),
        WorkState.DONE: tr("done"),
        WorkState.SKIPPED: tr("skipped"),
        WorkState.UNKNOWN: tr("look up"),
    }[state]


def row_sentence(row: WorkRow) -> str:
    """The line as a screen reader says it: `Alvarez, Maria, Born 03/14/1962 · pat_12345, queued`."""
    return ", ".join(part for part in (*row_lines(row), state_note(row.state)) if part)
