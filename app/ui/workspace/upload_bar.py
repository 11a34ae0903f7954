"""The bar at the bottom: what would be sent, what needs a look, and the one primary button of the screen."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.shelves import DeskView
from app.ui.controls.button import PrimaryButton
from app.ui.controls.label import PlainLabel
from app.ui.workspace.words_upload import care_line, send_line, upload_words
from app.ui.workspace.workspace_acts import Act, WorkspaceActs, key_hint

_HEIGHT_PX = 74
"""Room for a second line that breaks once, so that the page above does not jump when it comes."""


class UploadBar(QFrame):
    """Shows a desk. `upload_asked` fires once for a press; the button sleeps until the desk answers.

    `look_asked` carries the page that has to be seen before anything leaves.

    `focus_freed` fires before a button that has the focus falls asleep: the focus should stay in the workspace.
    """

    upload_asked = Signal()
    look_asked = Signal(object)
    focus_freed = Signal()

    def __init__(self, acts: WorkspaceActs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.setProperty("edge", "top")
        self._action = acts[Act.UPLOAD]
        self._view = DeskView()
        self._reading: tuple[int, int] | None = None
        self._is_asked = False
        self._unfinished = ""
        self._send = PlainLabel()
        self._care = PlainLabel(role="note", wraps=True)
        self._button = PrimaryButton("", "upload", parent=self)
        self._action.changed.connect(lambda: self._button.set_key_hint(key_hint(acts.deeds[Act.UPLOAD].keys[0])))
        self._button.set_key_hint(key_hint(acts.deeds[Act.UPLOAD].keys[0]))
        self._button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._button.clicked.connect(self.press)
        self._action.triggered.connect(self.press)
        self._words = QVBoxLayout()
        self._words.setSpacing(1)
        self._words.addWidget(self._send)
        self._words.addWidget(self._care, 1)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(12)
        self._row.addLayout(self._words, 1)
        self._row.addWidget(self._button, 4, Qt.AlignmentFlag.AlignVCenter)
        self.set_narrow(False)
        self.show_desk(DeskView())

    def set_narrow(self, is_narrow: bool) -> None:
        """Words over the button instead of beside it, where there is no room for both."""
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.TopToBottom if is_narrow else direction.LeftToRight)
        self._row.setSpacing(4 if is_narrow else 12)
        self._row.setContentsMargins(*((10, 6, 10, 8) if is_narrow else (16, 10, 16, 10)))
        self._is_narrow = is_narrow
        self._make_room()
        policy = QSizePolicy.Policy.Expanding if is_narrow else QSizePolicy.Policy.Maximum
        self._button.setSizePolicy(policy, QSizePolicy.Policy.Fixed)
        self._row.setAlignment(self._button, Qt.AlignmentFlag(0) if is_narrow else Qt.AlignmentFlag.AlignVCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Be as high as the words need in the width that there is."""
        least = 0 if self._is_narrow else _HEIGHT_PX
        self.setMinimumHeight(max(least, self._row.totalHeightForWidth(self.width())))

    def show_desk(self, view: DeskView) -> None:
        """Show this desk; what was asked before is answered by it."""
        self._view = view
        self._is_asked = False
        if not view.is_reading:
            self._reading = None
        self._show()

    def show_reading(self, done: int, total: int) -> None:
        """So many of the dropped files are read."""
        self._reading = (done, total)
        self._show()

    def show_unfinished(self, words: str) -> None:
        """Something is begun at a page that an upload would leave out, in words; empty: nothing is."""
        if words != self._unfinished:
            self._unfinished = words
            self._show()

    def release(self) -> None:
        """What was asked came to nothing; it may be asked again."""
        self._is_asked = False
        self._show()

    @Slot()
    def press(self) -> None:
        """Upload, once; or go to the page that has to be seen first."""
        words = upload_words(self._view, unfinished=self._unfinished)
        if words.leads_to is not None:
            self.look_asked.emit(words.leads_to)
        elif not self._is_asked and words.can_act:
            self._is_asked = True
            self._show()
            self.upload_asked.emit()

    def _show(self) -> None:
        words = upload_words(self._view, unfinished=self._unfinished)
        self._send.setText(send_line(self._view))
        care = care_line(self._view, self._reading)
        self._care.setText(care)
        needs_look = bool(self._view.look_count or self._view.broken_count) and not self._view.is_reading
        self._care.set_tone("warn" if needs_look else "muted")
        self._care.setVisible(bool(care))
        can_act = words.can_act and not self._is_asked
        self._make_room()
        self._button.set_words(words.text, words.text)
        self._button.set_icon_name("eye" if words.leads_to is not None else "upload")
        self._button.setToolTip("")
        if self._button.hasFocus() and not can_act:
            self.focus_freed.emit()
        self._button.setEnabled(can_act)
        self._action.setEnabled(can_act)
        self._action.setText(words.text)
