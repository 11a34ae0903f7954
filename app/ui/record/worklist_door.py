"""The ways in for a worklist: from the clipboard, a file, or dropped onto the record panel. Opens no file itself."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt, Slot
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from app.domain.records import RecordKind
from app.domain.worklist_text import MAX_TEXT_LENGTH
from app.flows.desk import Desk
from app.ui.controls.label import PlainLabel
from app.ui.record.worklist_panel import WorklistPanel
from app.ui.theme.icons import icon
from app.ui.window_keys import Key

_ENDINGS = frozenset((".csv", ".txt", ".tsv"))


class WorklistDoor(QObject):
    """`kind` says what IDs are where a text says nothing: the kind that is chosen in the panel. `owner` is what a list
    can be dropped onto, `words` says meanwhile what comes of it.
    """

    def __init__(
        self,
        desk: Desk,
        panel: WorklistPanel,
        kind: Callable[[], RecordKind | None],
        owner: QWidget,
        words: PlainLabel,
    ) -> None:
        super().__init__(owner)
        self._desk, self._panel, self._kind, self._owner, self._words = desk, panel, kind, owner, words
        self._dialog: QFileDialog | None = None
        words.setText(self.tr("Drop it here: its IDs become the worklist"))
        words.hide()
        owner.setAcceptDrops(True)
        owner.installEventFilter(self)

    def pop_up(self, under: QWidget) -> None:
        """Show the menu under the button that asked for it."""
        menu = self.menu()
        right = under.width() - menu.sizeHint().width()
        menu.popup(under.mapToGlobal(QPoint(min(0, right), under.height() + 4)))

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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.DragEnter and isinstance(event, QDropEvent) and is_worklist(event.mimeData()):
            self._accept(event)
            self._words.show()
            return True
        if event.type() is QEvent.Type.DragLeave:
            self._words.hide()
        if event.type() is QEvent.Type.Drop and isinstance(event, QDropEvent):
            self._words.hide()
            self.take(event.mimeData())
            self._accept(event)
            return True
        return super().eventFilter(watched, event)

    def _accept(self, event: QDropEvent) -> None:
        event.setDropAction(Qt.DropAction.CopyAction)  # never a move: the source would erase its file
        event.accept()

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
