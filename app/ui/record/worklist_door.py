"""The ways in for a worklist: from the clipboard, from a file, dropped onto the record panel. Opens no file itself."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from app.domain.records import RecordKind
from app.domain.worklist_text import MAX_TEXT_LENGTH
from app.flows.desk import Desk
from app.ui.keymap import Key
from app.ui.record.worklist_panel import WorklistPanel
from app.ui.theme.icons import icon

_ENDINGS = frozenset((".csv", ".txt", ".tsv"))


class WorklistDoor(QObject):
    """`kind` says what IDs are where a text says nothing: the kind that is chosen in the panel."""

    def __init__(self, desk: Desk, panel: WorklistPanel, kind: Callable[[], RecordKind | None], owner: QWidget) -> None:
        super().__init__(owner)
        self._desk, self._panel, self._kind, self._owner = desk, panel, kind, owner
        self._dialog: QFileDialog | None = None

    def menu(self) -> QMenu:
        """Everything about the worklist; for the line that is worked on, where there is one."""
        menu = QMenu(self._owner)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        view = self._panel.view
        menu.addAction(icon("clipboard"), self.tr("Paste a worklist"), self.paste)
        menu.addAction(icon("folder-open"), self.tr("Open a worklist…"), self.open_file)
        if view.rows or view.can_undo:
            menu.addSeparator()
        if view.next_key:
            words = self.tr("Next open one ({key})").format(key=Key.NEXT_RECORD.value)
            menu.addAction(icon("arrow-right"), words, self._desk.work_on_next)
        self._panel.add_acts(menu, next((row for row in view.rows if row.is_picked), None))
        return menu

    @Slot()
    def paste(self) -> None:
        """Take the text of the clipboard, or the file that was copied; with nothing there it is said."""
        copied = _copied()
        if copied is None or not (copied.hasText() or copied.hasUrls()):
            self._desk.take_worklist("")
        else:
            self.take(copied)

    @Slot()
    def open_file(self) -> None:
        """Let a person choose a file; returns at once."""
        if self._dialog is not None:
            self._dialog.deleteLater()
        dialog = self._dialog = QFileDialog(self._owner, self.tr("Open a worklist"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptOpen)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Lists of IDs") + " (*.csv *.txt *.tsv)", self.tr("All files") + " (*)"])
        dialog.fileSelected.connect(self._chosen)
        dialog.open()

    @Slot(str)
    def _chosen(self, name: str) -> None:
        self._desk.take_worklist_file(Path(name), self._kind())

    def take(self, mime: QMimeData) -> None:
        """Take what was pasted or dropped."""
        path = file_in(mime)
        if path is not None:
            self._desk.take_worklist_file(path, self._kind())
        elif mime.hasText():
            self._desk.take_worklist(mime.text()[:MAX_TEXT_LENGTH], self._kind())


def _copied() -> QMimeData | None:
    """What is on the clipboard; None where there is none, whatever the bindings' types say (6.12)."""
    return QGuiApplication.clipboard().mimeData()


def is_worklist(mime: QMimeData) -> bool:
    """Can this be dropped as a worklist? Pictures and their files go to the pages."""
    return file_in(mime) is not None or (mime.hasText() and not mime.hasUrls() and not mime.hasImage())


def file_in(mime: QMimeData) -> Path | None:
    """The one text file that is carried."""
    urls = mime.urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.suffix.lower() in _ENDINGS else None
