"""What is said while something is dragged over the workspace: what dropping it there will do."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QMimeData

from app.domain.capture_shelf import AT_THE_END, Placement
from app.ui.words import number_text
from app.ui.workspace.offered import only_promised


@dataclass(frozen=True, slots=True)
class Dragged:
    """What can be known of a drag without reading what it holds. `count` 0: nobody knows.

    `advice` is what to do where it can't be taken. A folder looks like a file until the disk is asked; only files have
    an ending as a rule, so what has none makes them all `items`.
    """

    count: int = 0
    are_files: bool = True
    advice: str = ""


@dataclass(frozen=True, slots=True)
class DropGap:
    """A gap between the pages: before row `before` (from 0) of `total`."""

    before: int
    total: int

    @property
    def placement(self) -> Placement:
        """Where it would be put."""
        return Placement(before=self.before) if self.before < self.total else AT_THE_END


def tr(text: str) -> str:
    """A text in the language of the screen."""
    return QCoreApplication.translate("words_drop", text)


def dragged(mime: QMimeData) -> Dragged:
    """What is dragged, once for a drag."""
    files = [url for url in mime.urls() if url.scheme() == "file"] if mime.hasUrls() else []
    return Dragged(len(files), all("." in url.fileName() for url in files), only_promised(mime))


def record_drop_words(what: Dragged) -> str:
    """What dropping it onto a record does: `Drop: 3 files for this one`."""
    if not what.count:
        return tr("Drop: for this one")
    if what.are_files:
        words = tr("Drop: 1 file for this one") if what.count == 1 else tr("Drop: {count} files for this one")
    else:
        words = tr("Drop: 1 item for this one") if what.count == 1 else tr("Drop: {count} items for this one")
    return words.format(count=number_text(what.count))


def drop_words(what: Dragged, gap: DropGap | None) -> str:
    """`Drop to add 3 files before page 2`."""
    if what.advice:
        return what.advice
    if not what.count:
        begin = tr("Drop to add")
    elif what.are_files:
        begin = tr("Drop to add 1 file") if what.count == 1 else tr("Drop to add {count} files")
    else:
        begin = tr("Drop to add 1 item") if what.count == 1 else tr("Drop to add {count} items")
    begin = begin.format(count=number_text(what.count))
    if gap is None:
        return begin
    if gap.before >= gap.total:
        return tr("{begin} behind the last page").format(begin=begin)
    return tr("{begin} before page {number}").format(begin=begin, number=number_text(gap.before + 1))
