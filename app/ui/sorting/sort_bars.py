"""The bars over and under a batch: what is sorted, the acts for all of it; the counts, and the one primary button."""

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from app.domain.sort_shelf import SortView
from app.ui.controls.button import PrimaryButton, ToolButton
from app.ui.controls.label import PlainLabel
from app.ui.sorting.words_sorting import (
    care_text,
    heading_text,
    merge_text,
    placed_text,
    recognised_text,
    sort_step_name,
    upload_text,
)

_NARROW_PX = 900


class SortHeader(QFrame):
    """`follow_asked` carries whether unlabelled pages follow; `merge_asked` the record that all goes to."""

    follow_asked = Signal(bool)
    read_asked = Signal()
    merge_asked = Signal(object)
    undo_asked = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.setProperty("edge", "bottom")
        self._view = SortView()
        self._heading = PlainLabel("", "strong", elided=True)
        self._about = PlainLabel("", "secondary", elided=True)
        follows = self.tr("Pages without a label follow the one before them in the same file")
        self._follow = ToolButton(self.tr("Pages follow"), "arrow-right", name=follows)
        self._follow.setCheckable(True)
        self._follow.setToolTip(self.tr("{what} (Ctrl+J)").format(what=follows))
        also = self.tr("The next record that is picked is one more for the selected pages")
        self._also = ToolButton(self.tr("One more record"), "plus", name=also)
        self._also.setCheckable(True)
        self._also.setToolTip(self.tr("{what} (Ctrl+E)").format(what=also))
        self._read = ToolButton(self.tr("Read again"), "barcode")
        self._read.setToolTip(self.tr("Look again for labels on the pages without a record (F5)"))
        self._merge = ToolButton(self.tr("Merge groups"), "stack-2")
        self._merge.setToolTip(self.tr("Put the groups of one patient together (Ctrl+M)"))
        self._undo = ToolButton("", "arrow-back-up", name=self.tr("Undo"))
        self._leave = ToolButton("", "x", name=self.tr("Leave sorting (Esc)"))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 8, 7)
        row.setSpacing(4)
        row.addWidget(self._heading, 0)
        row.addSpacing(8)
        row.addWidget(self._about, 1)
        for button in (self._undo, self._also, self._follow, self._read, self._merge, self._leave):
            row.addWidget(button)
        self._follow.clicked.connect(self.follow_asked)
        self._read.clicked.connect(self.read_asked)
        self._merge.clicked.connect(self.pop_up)
        self._undo.clicked.connect(self.undo_asked)
        self._leave.clicked.connect(self.left)

    @property
    def sentence(self) -> str:
        """What it says."""
        return f"{self._heading.text()}, {self._about.text()}"

    def show_view(self, view: SortView) -> None:
        """Show this batch."""
        self._view = view
        self._heading.setText(heading_text(view))
        self._about.setText(recognised_text(view))
        self.setAccessibleName(self.sentence)
        self._follow.setChecked(view.follows)
        self._merge.setEnabled(bool(view.mergeable))
        self._undo.setEnabled(view.undo is not None)
        words = self.tr("Undo: {step} (Ctrl+Z)")
        self._undo.setToolTip(words.format(step=sort_step_name(view.undo)) if view.undo is not None else "")

    def set_room(self, width_px: int) -> None:
        """Words give way where it is narrow; names and tooltips stay."""
        is_narrow = width_px < _NARROW_PX
        for button, words in (
            (self._also, self.tr("One more record")),
            (self._follow, self.tr("Pages follow")),
            (self._read, self.tr("Read again")),
            (self._merge, self.tr("Merge groups")),
        ):
            hint = button.toolTip()
            button.set_words("" if is_narrow else words, button.accessibleName())
            button.setToolTip(hint)

    @Slot()
    def toggle_also(self) -> None:
        """The other way round, by its key."""
        self._also.click()

    def take_also(self) -> bool:
        """Is the record that was just picked one more? That is asked for one record at a time."""
        is_also = self._also.isChecked()
        self._also.setChecked(False)
        return is_also

    @Slot()
    def toggle_follow(self) -> None:
        """The other way round, by its key."""
        self._follow.click()

    def menu(self) -> QMenu:
        """Which groups can be put together."""
        menu = QMenu(self)
        for groups in self._view.mergeable:
            action = menu.addAction(merge_text(groups).replace("&", "&&"))
            action.triggered.connect(lambda _=False, record=groups[0].record: self.merge_asked.emit(record))
        return menu

    @Slot()
    def pop_up(self) -> None:
        """Ask which groups are put together, where some can be."""
        if not self._view.mergeable:
            return
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._merge.mapToGlobal(QPoint(0, self._merge.height() + 4)))


class SortFooter(QFrame):
    """`upload_asked` fires once for a press; the button sleeps until the batch is told anew."""

    upload_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.setProperty("edge", "top")
        self._is_asked = False
        self._view = SortView()
        self._placed = PlainLabel("", elided=True)
        self._care = PlainLabel("", "note", elided=True)
        self._button = PrimaryButton("", "upload", parent=self)
        self._button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._placed)
        words.addWidget(self._care)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(self._button, 0)
        self._button.clicked.connect(self.press)

    def set_key_hint(self, hint: str) -> None:
        """How the key is written on the button."""
        self._button.set_key_hint(hint)

    def show_view(self, view: SortView) -> None:
        """Show this batch; what was asked before is answered by it."""
        self._view, self._is_asked = view, False
        self._placed.setText(placed_text(view))
        care = care_text(view)
        self._care.setText(care)
        self._care.setVisible(bool(care))
        self._show_button()

    def release(self) -> None:
        """What was asked came to nothing; it may be asked again."""
        self._is_asked = False
        self._show_button()

    @Slot()
    def press(self) -> None:
        """Upload, once."""
        if self._button.isEnabled():
            self._is_asked = True
            self._show_button()
            self.upload_asked.emit()

    def _show_button(self) -> None:
        words = upload_text(self._view)
        self._button.set_words(words, words)
        self._button.setEnabled(bool(self._view.ready_count) and not self._view.is_queueing and not self._is_asked)
