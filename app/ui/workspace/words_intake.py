"""What is said about things that can't be taken from a drop or a paste, each with what to do instead."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from app.domain.virtual_files import Loss
from app.ui.words import number_text, visible

MOST_NAMED = 3


def tr(text: str) -> str:
    """A text in the language of the screen."""
    return QCoreApplication.translate("words_intake", text)


def nothing_in_it() -> str:
    return tr("There is no file and no picture in it")


def clipboard_empty() -> str:
    return tr("The clipboard is empty: copy a picture or a file first")


def picture_too_large() -> str:
    return tr("The copied picture is too large: save it, then drop the file")


def files_elsewhere() -> str:
    return tr("Files on another computer: copy them to this one first")


def save_picture_first() -> str:
    return tr("Save the picture first, then drop the file")


def save_attachment_first() -> str:
    return tr("Save the attachment, then drop the saved file")


def lost_sentence(taken_count: int, lost: Sequence[tuple[str, Loss]]) -> str:
    """What did not come and what to do: `3 added, 1 could not be taken: scan.pdf came incomplete. Save it, …`."""
    if not lost:
        return ""
    name, loss = lost[0]
    why, advice = _loss_words(loss)
    if len(lost) == 1:
        named = why.format(name=name or tr("The rest") if taken_count else name or tr("What was dropped"))
        told = _told(taken_count, 1) + named if taken_count else named
    else:
        names = [visible(name) for name, _ in lost if name][:MOST_NAMED]
        more = len(lost) - len(names)
        named = ", ".join(names) + (tr(" and {count} more").format(count=number_text(more)) if names and more else "")
        told = _told(taken_count, len(lost)) + named
    return f"{told}. {advice}"


def _told(taken_count: int, lost_count: int) -> str:
    words = tr("{taken} added, {lost} could not be taken: ") if taken_count else tr("{lost} files could not be taken: ")
    return words.format(taken=number_text(taken_count), lost=number_text(lost_count))


def _loss_words(loss: Loss) -> tuple[str, str]:
    save = tr("Save it, then drop the saved file")
    return {
        Loss.NOTHING_CAME: (tr("{name} was not handed over"), save_attachment_first()),
        Loss.CUT_SHORT: (tr("{name} came incomplete"), save),
        Loss.EMPTY: (tr("{name} is empty"), tr("Look at it where it comes from")),
        Loss.TOO_LARGE: (tr("{name} is too large to come out of another program"), save),
        Loss.TOO_MANY: (tr("{name} is one too many"), tr("Drop them in smaller portions")),
        Loss.MAIL: (tr("{name} is a whole mail"), tr("Open it, then drop the attachment")),
        Loss.LINK: (tr("{name} is only a link"), save_picture_first()),
    }[loss]
