"""The strip that says which pages were on the desk when the program ended, and asks once whether they come back."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.domain.facts import DraftFound
from app.flows.desk import Desk
from app.ui.announce import announce
from app.ui.controls.button import Button, DangerButton, PlainButton, PrimaryButton
from app.ui.controls.label import PlainLabel
from app.ui.relay import Relay
from app.ui.theme.icons import icon_pixmap
from app.ui.theme.theme import repolish, theme
from app.ui.workspace.words_pages import draft_text, removing_draft_text

_ICON_PX = 18


class DraftBar(QFrame):
    """Hidden until pages were found. `answered` when a person has decided, so that the focus can go on."""

    answered = Signal()

    def __init__(self, desk: Desk, relay: Relay, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._found: DraftFound | None = None
        self._settled: DraftFound | None = None
        self._is_removing = False
        self.setProperty("role", "strip")
        self._icon = PlainLabel()
        self._text = PlainLabel("", "secondary", "ink", wraps=True)
        self._restore = PrimaryButton(self.tr("Put them back"), "arrow-back-up")
        self._remove = PlainButton(self.tr("Remove them"))
        self._confirm = DangerButton(self.tr("Remove"), "trash")
        self._keep = PlainButton(self.tr("Keep"))
        self._build()
        relay.fact.connect(self._take)
        theme().changed.connect(self._tint)
        self.hide()

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        acts: tuple[tuple[Button, Callable[[], None]], ...] = (
            (self._restore, self._put_back),
            (self._remove, self._ask),
            (self._confirm, self._discard),
            (self._keep, self._keep_them),
        )
        for button, act in acts:
            row.addWidget(button)
            button.clicked.connect(act)

    @property
    def sentence(self) -> str:
        """What it says now."""
        return self._text.text()

    @Slot(object)
    def _take(self, fact: object) -> None:
        # Told again to each listener that comes later: who has answered is not asked twice.
        if isinstance(fact, DraftFound) and fact not in (self._found, self._settled):
            self._found = fact
            self._show(is_removing=False)
            self.show()
            announce(self, self.sentence)

    def _show(self, *, is_removing: bool) -> None:
        if self._found is None:
            return
        self._is_removing = is_removing
        words = removing_draft_text(self._found) if is_removing else draft_text(self._found)
        self._text.setText(words)
        self._text.set_tone("bad" if is_removing else "ink")
        self.setAccessibleName(words)
        self.setProperty("tone", "bad" if is_removing else "")
        repolish(self)
        self._restore.setVisible(not is_removing)
        self._remove.setVisible(not is_removing)
        self._confirm.setVisible(is_removing)
        self._keep.setVisible(is_removing)
        self._tint()

    @Slot()
    def _ask(self) -> None:
        self._show(is_removing=True)
        self._focus(self._keep)
        announce(self, self.sentence, at_once=True)

    @Slot()
    def _keep_them(self) -> None:
        self._show(is_removing=False)
        self._focus(self._remove)

    @Slot()
    def _put_back(self) -> None:
        self._desk.restore_draft()
        self._end()

    @Slot()
    def _discard(self) -> None:
        self._desk.discard_draft()
        self._end()

    def _end(self) -> None:
        self._settled, self._found = self._found, None
        self.hide()
        self.answered.emit()

    def _focus(self, button: Button) -> None:
        button.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._is_removing:
            self._keep_them()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _tint(self) -> None:
        name, token = ("alert-circle", "bad") if self._is_removing else ("info-circle", "accent_strong")
        self._icon.setPixmap(icon_pixmap(name, token, _ICON_PX, self.devicePixelRatioF()))
