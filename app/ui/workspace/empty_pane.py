"""The workspace before the first page: where to drop, the ways in, and quietly what became of the last pages."""

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.capture_shelf import CaptureView
from app.ui.controls.button import PlainButton, PrimaryButton, QuietButton
from app.ui.controls.flow import FlowLayout
from app.ui.controls.label import PlainLabel
from app.ui.theme.icons import icon
from app.ui.theme.theme import theme
from app.ui.words_capture import ready_line, set_up_text
from app.ui.workspace.profile_buttons import ProfileButtons
from app.ui.workspace.workspace_acts import Act, WorkspaceActs

_WAYS_IN = (Act.SCAN, Act.CAMERA, Act.PASTE, Act.OPEN)
"""The first one is the primary button."""
_CARD_WIDTH_PX = 712
_ICON_PX = 46
_LOW_PX = 480
"""Below this height the sign gives way to the buttons."""


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
    """Mock 3: nothing but the ways in. `scanners_asked`: a scanner is to be set up; `profile_pressed` carries one."""

    scanners_asked = Signal()
    profile_pressed = Signal(object)

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
        self._ready = PlainLabel("", "note", wraps=True)
        self._set_up = QuietButton("")
        self._set_up.clicked.connect(self.scanners_asked)
        self._folder = QuietButton(acts.deeds[Act.OPEN_FOLDER].text)
        acts.bind(Act.OPEN_FOLDER, self._folder)
        self._profiles = ProfileButtons(is_centred=True, parent=self._card)
        self._profiles.pressed.connect(self.profile_pressed)
        for label in (self._heading, formats, self._news, self._ready):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inside = QVBoxLayout(self._card)
        inside.setContentsMargins(20, 28, 20, 28)
        inside.setSpacing(8)
        self._sign = _Sign(self._card)
        inside.addWidget(self._sign)
        inside.addWidget(self._heading)
        inside.addWidget(formats)
        inside.addSpacing(12)
        inside.addWidget(self._ways_in(acts))
        inside.addSpacing(6)
        inside.addWidget(self._profiles)
        self._lay_out()
        self.show_capture(CaptureView())

    def _ways_in(self, acts: WorkspaceActs) -> QWidget:
        ways = QWidget(self._card)
        flow = FlowLayout(ways, spacing_px=12, is_centred=True)
        for act in _WAYS_IN:
            deed = acts.deeds[act]
            kind = PrimaryButton if act is _WAYS_IN[0] else PlainButton
            button = kind(deed.text, deed.icon_name, parent=ways)
            acts.bind(act, button, shows_key=True)
            flow.addWidget(button)
            if act is _WAYS_IN[0]:
                self.first_way_in = button
        return ways

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
        outer.addWidget(self._ready)
        links = QHBoxLayout()
        links.setSpacing(16)
        links.addStretch(1)
        links.addWidget(self._set_up)
        links.addWidget(self._folder)
        links.addStretch(1)
        outer.addLayout(links)
        outer.addWidget(self._news)
        outer.addStretch(1)

    def show_capture(self, view: CaptureView) -> None:
        """Scanners, profiles and hot folder stand like this."""
        ready, set_up = ready_line(view), set_up_text(view)
        self._ready.setText(ready)
        self._ready.setVisible(bool(ready))
        self._set_up.set_words(set_up)
        self._set_up.setVisible(bool(set_up))
        has_scanner = view.chosen is not None or bool(view.scanners)
        self._profiles.show_profiles(view.profiles, can_act=not view.is_busy, has_scanner=has_scanner)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._sign.setVisible(self.height() >= _LOW_PX)

    def tell(self, news: str) -> None:
        """Say quietly what happened last; empty says nothing."""
        self._news.setText(news)

    def set_awaiting(self, words: str) -> None:
        """While something is dragged over the workspace: say what dropping will do; empty: nothing is dragged."""
        self._heading.setText(words or self._invitation)
        self._card.set_awaiting(bool(words))
