"""The workspace before the first page: where to drop, the ways in, and quietly what became of the last pages."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.controls.button import PlainButton, PrimaryButton, QuietButton
from app.ui.controls.label import PlainLabel
from app.ui.theme.icons import icon
from app.ui.theme.theme import theme
from app.ui.workspace.workspace_acts import Act, WorkspaceActs, key_text

_CARD_WIDTH_PX = 640
_ICON_PX = 46


class _Sign(QWidget):
    """The large icon over the words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(_ICON_PX + 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        spot = QRect(0, 0, _ICON_PX, _ICON_PX)
        spot.moveCenter(self.rect().center())
        painter = QPainter(self)
        icon("file-import", "accent").paint(painter, spot)
        painter.end()


class DropCard(QFrame):
    """The dashed card; its border takes the accent's colour while something is dragged over the workspace."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_awaiting = False
        theme().changed.connect(self.update)

    def set_awaiting(self, is_awaiting: bool) -> None:
        """A drag is over the workspace, or not."""
        self._is_awaiting = is_awaiting
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(palette.accent if self._is_awaiting else palette.faint), 2 if self._is_awaiting else 1)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(QColor(palette.accent_soft if self._is_awaiting else palette.panel))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 14, 14)
        painter.end()


class EmptyPane(QFrame):
    """Mock 3: nothing but the ways in."""

    def __init__(self, acts: WorkspaceActs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "canvas")
        self._invitation = self.tr("Drop scans, photos or PDFs here")
        self._card = DropCard(self)
        self._card.setMaximumWidth(_CARD_WIDTH_PX)
        self._heading = PlainLabel(self._invitation, "title", wraps=True)
        formats = PlainLabel(
            self.tr("JPEG, PNG, TIFF, PDF, HEIC, ZIP and more. Every page of every file is kept."),
            "secondary",
            wraps=True,
        )
        self._news = PlainLabel("", "secondary", wraps=True)
        for label in (self._heading, formats, self._news):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inside = QVBoxLayout(self._card)
        inside.setContentsMargins(20, 36, 20, 28)
        inside.setSpacing(8)
        inside.addWidget(_Sign(self._card))
        inside.addWidget(self._heading)
        inside.addWidget(formats)
        inside.addSpacing(12)
        inside.addLayout(self._ways_in(acts))
        folder = QuietButton(acts.deeds[Act.OPEN_FOLDER].text, parent=self._card)
        acts.bind(Act.OPEN_FOLDER, folder)
        inside.addWidget(folder, 0, Qt.AlignmentFlag.AlignCenter)
        self._lay_out()

    def _ways_in(self, acts: WorkspaceActs) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for act in (Act.OPEN, Act.CAMERA, Act.PASTE):
            deed = acts.deeds[act]
            kind = PrimaryButton if act is Act.OPEN else PlainButton
            hint = key_text(deed.keys[0]).replace("+", " ")
            button = kind(deed.text, deed.icon_name, key_hint=hint, parent=self._card)
            acts.bind(act, button)
            row.addWidget(button)
            if act is Act.OPEN:
                self.first_way_in = button
        row.addStretch(1)
        return row

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 16, 16, 16)
        outer.addStretch(1)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._card, 100)
        middle.addStretch(1)
        outer.addLayout(middle)
        outer.addSpacing(10)
        outer.addWidget(self._news)
        outer.addStretch(1)

    def tell(self, news: str) -> None:
        """Say quietly what happened last; empty says nothing."""
        self._news.setText(news)

    def set_awaiting(self, words: str) -> None:
        """While something is dragged over the workspace: say what dropping will do; empty: nothing is dragged."""
        self._heading.setText(words or self._invitation)
        self._card.set_awaiting(bool(words))
