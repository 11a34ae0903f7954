"""A segmented control: a few choices side by side, one of them (or none) chosen; each a real checkable button."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.ui.controls.button import Button
from app.ui.controls.button_look import Look
from app.ui.theme.theme import NOTE_PX, SECONDARY_PX, TARGET_PX, theme

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Choice(Generic[V]):
    """One segment: its value, its text, and a longer accessible name where the text alone does not say it."""

    value: V
    text: str
    name: str = ""


class Segment(Button):
    """One choice; the first and the last one have the round corners."""

    role = "segment"
    height_px = TARGET_PX
    padding_px = 4
    font_px = SECONDARY_PX

    def __init__(self, text: str, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, name=name, parent=parent)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_font_px(self, font_px: int) -> None:
        """Write larger or smaller."""
        if font_px != self.font_px:
            self.font_px = font_px
            self.updateGeometry()
            self.update()

    def paint_ground(self, painter: QPainter, look: Look) -> None:
        if look.ground:
            painter.fillRect(self.rect(), QColor(look.ground))


class Segmented(QWidget):
    """The control. `chosen` carries the value (None when a choice was taken back and `may_be_none`)."""

    chosen = Signal(object)

    def __init__(
        self,
        choices: Sequence[Choice[V]],
        *,
        name: str = "",
        may_be_none: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._may_be_none = may_be_none
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(1, 1, 1, 1)
        self._row.setSpacing(1)
        self._segments: list[tuple[object, Segment]] = []
        for choice in choices:
            self.add_segment(choice.value, Segment(choice.text, name=choice.name))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    @property
    def value(self) -> object:
        """What is chosen; None for nothing."""
        return next((value for value, segment in self._segments if segment.isChecked()), None)

    def add_segment(self, value: object, segment: Segment) -> None:
        """Put one more choice at the end."""
        self._segments.append((value, segment))
        self._row.addWidget(segment)
        segment.clicked.connect(self._clicked)

    def choose(self, value: object) -> None:
        """Show this as the choice, without a signal; a value that is not there, or None, leaves none chosen."""
        for its_value, segment in self._segments:
            segment.setChecked(value is not None and its_value == value)

    def segment_of(self, value: object) -> Segment:
        """The button of a choice; raises KeyError for a value that is not there."""
        for its_value, segment in self._segments:
            if its_value == value:
                return segment
        raise KeyError(value)

    def set_text(self, value: object, text: str, name: str = "") -> None:
        """Change the text of a choice: `This Rx 4`."""
        self.segment_of(value).set_words(text, name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        segments = [segment for _, segment in self._segments]
        for font_px in (SECONDARY_PX, NOTE_PX):  # smaller letters before cut words
            for segment in segments:
                segment.set_font_px(font_px)
            needed = sum(segment.sizeHint().width() + 1 for segment in segments) + 1
            if needed <= self.width():
                break

    def _clicked(self) -> None:
        sender: QObject = self.sender()
        for value, segment in self._segments:
            if segment is sender:
                is_chosen = segment.isChecked() or not self._may_be_none
                self.choose(value if is_chosen else None)
                self.chosen.emit(value if is_chosen else None)

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.fillPath(outline, QColor(palette.panel))
        painter.setPen(QPen(QColor(palette.line), 1))
        painter.drawPath(outline)
        for _, segment in self._segments[1:]:
            x = segment.geometry().left() - 0.5
            painter.drawLine(int(x), 1, int(x), self.height() - 2)
        painter.end()
