"""The bars over and under the live picture: what the next pictures are, and what can be done."""

from collections.abc import Mapping, Sequence
from html import escape

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.pages import DocumentKind
from app.ui.camera.frame_source import FrameSource
from app.ui.camera.words_camera import taken_text
from app.ui.controls.button import ChoiceChip, PlainButton, PrimaryButton, ToolButton
from app.ui.controls.drop_choice import DropChoice
from app.ui.controls.flow import FlowLayout
from app.ui.controls.label import PlainLabel

_CHOICE_PX = 200
_CONTROL_PX = 40
"""Buttons are as high as the choice beside them."""
_THUMB_PX = QSize(64, 48)
_BY_TAB = Qt.FocusPolicy.TabFocus
"""A click leaves the keyboard where it was: Space goes on taking pictures."""


class CameraSettings(QFrame):
    """Which camera, what the next pictures are, and whether they are cropped to their paper."""

    camera_chosen = Signal(str)
    kind_chosen = Signal(object)
    turn_asked = Signal()

    def __init__(self, kind_names: Mapping[DocumentKind, str]) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        self.setProperty("edge", "bottom")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 7)
        self._flow = FlowLayout(spacing_px=6)
        column.addLayout(self._flow)
        self.camera = DropChoice(self.tr("Camera"))
        self.camera.setToolTip(escape(self.tr("Which camera")))
        self.camera.setFixedWidth(_CHOICE_PX)
        self.camera.activated.connect(self._camera_activated)
        self._flow.addWidget(self.camera)
        self.kinds = {kind: self._chip(number, kind, kind_names[kind]) for number, kind in enumerate(DocumentKind, 1)}
        self.crops = ToolButton(self.tr("Crop to the paper"), "crop")
        self.crops.setCheckable(True)
        self.crops.setChecked(True)
        self.crops.setToolTip(escape(self.tr("Lay pictures straight and crop them to their paper (P)")))
        self.turn = ToolButton("", "rotate-clockwise", name=self.tr("Turn the picture"), key_hint="T")
        self.turn.clicked.connect(self.turn_asked)
        for control in (self.camera, self.crops, self.turn, *self.kinds.values()):
            control.setFocusPolicy(_BY_TAB)
        for button in (self.crops, self.turn):
            button.height_px = _CONTROL_PX
            self._flow.addWidget(button)

    def _chip(self, number: int, kind: DocumentKind, name: str) -> ChoiceChip:
        chip = ChoiceChip(name, key_hint=str(number))
        chip.height_px = _CONTROL_PX
        chip.setToolTip(escape(self.tr("What the next pictures are ({key})").format(key=number)))
        chip.clicked.connect(lambda checked=False, kind=kind: self.kind_chosen.emit(kind))
        self._flow.addWidget(chip)
        return chip

    def show_kind(self, kind: DocumentKind | None) -> None:
        """What the next pictures are."""
        for one, chip in self.kinds.items():
            chip.setChecked(one is kind)

    def show_cameras(self, sources: Sequence[FrameSource], chosen: str) -> None:
        """These can be chosen; the one with the ID `chosen` is at work."""
        self.camera.clear()
        for source in sources:
            self.camera.addItem(source.name, source.id)
            self.camera.setItemData(self.camera.count() - 1, escape(source.name), Qt.ItemDataRole.ToolTipRole)
        if not sources:
            self.camera.addItem(self.tr("No camera"))
        self.camera.setCurrentIndex(max(0, self.camera.findData(chosen)))
        self.camera.setEnabled(bool(sources))

    @Slot(int)
    def _camera_activated(self, row: int) -> None:
        chosen = self.camera.itemData(row)
        if isinstance(chosen, str):
            self.camera_chosen.emit(chosen)


class CameraDeeds(QFrame):
    """The last picture, how many there are, and the buttons: again, done, take."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.setProperty("edge", "top")
        self._thumb = _Thumb()
        self._count = PlainLabel(taken_text(0))
        self._note = PlainLabel(role="note", wraps=True)
        self.again = PlainButton(self.tr("Take again"), "refresh", key_hint="R")
        self.done = PlainButton(self.tr("Done"), "check", key_hint="Esc")
        self.take = PrimaryButton(self.tr("Take picture"), "camera", key_hint=self.tr("Space"))
        self.again.setToolTip(escape(self.tr("Take the last picture again, in its place (R)")))
        self.done.setToolTip(escape(self.tr("Back to the pages (Esc)")))
        self.take.setToolTip(escape(self.tr("Take a picture as soon as it lies still (Space)")))
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addStretch(1)
        words.addWidget(self._count)
        words.addWidget(self._note)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(12)
        row.addWidget(self._thumb)
        row.addLayout(words, 1)
        for button in (self.again, self.done, self.take):
            button.setFocusPolicy(_BY_TAB)
            row.addWidget(button)

    def set_narrow(self, is_narrow: bool) -> None:
        """There is little width: a word gives way, never a button."""
        self.again.set_words("" if is_narrow else self.tr("Take again"), self.tr("Take again"))

    def show_last(self, count: int, thumb: QImage, note: str) -> None:
        """So many were taken; the last one, and what is worth a look at it."""
        self._count.setText(taken_text(count))
        self._thumb.show_image(thumb)
        self.say(note)

    def say(self, note: str, tone: str = "warn") -> None:
        """A quiet word beside the last picture."""
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._note.set_tone(tone)

    @property
    def note(self) -> str:
        """What is said beside the last picture."""
        return self._note.text()

    @property
    def count_text(self) -> str:
        """How many were taken, in words."""
        return self._count.text()


class _Thumb(QWidget):
    """The last picture, small; no room while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(_THUMB_PX)
        self.setAccessibleName(self.tr("The last picture"))
        self._image = QImage()
        self.hide()

    def show_image(self, image: QImage) -> None:
        self._image = image
        self.setVisible(not image.isNull())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = self.rect()
        place.setSize(size)
        place.moveCenter(self.rect().center())
        rounded = QPainterPath()
        rounded.addRoundedRect(place, 4, 4)
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setClipPath(rounded)
        painter.drawImage(place, self._image)
        painter.end()
