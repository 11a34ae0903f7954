"""The bar under the stage for colours: colour, grey or black and white, brightness and contrast, and one clean up."""

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSlider, QWidget

from app.domain.edits import AS_IT_IS, MAX_TONE, Ink, Tone
from app.ui.controls.button import PrimaryButton, ToolButton
from app.ui.controls.label import PlainLabel
from app.ui.controls.segmented import Choice, Segmented
from app.ui.workspace.tool_bar import ToolBar, slider
from app.ui.workspace.words_tools import ink_name

_INK_PX = 206


class ToneBar(ToolBar):
    """`previewed` carries a Tone while a slider is pulled, `given` the one to keep; there is nothing to apply."""

    previewed = Signal(object)
    given = Signal(object)
    clean_up_asked = Signal()
    leave_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = AS_IT_IS
        self._ink = Segmented([Choice(ink, ink_name(ink)) for ink in Ink], name=self.tr("Colours"))
        self._ink.setFixedWidth(_INK_PX)
        self._ink.chosen.connect(self._choose_ink)
        self.flow.addWidget(self._ink)
        self._brightness = self._slider(self.tr("Brightness"))
        self._contrast = self._slider(self.tr("Contrast"))
        clean = ToolButton(self.tr("Clean up"), "sparkles")
        clean.setToolTip(self.tr("Clean up (U)"))
        self.button(clean, self.clean_up_asked)
        self.button(ToolButton(self.tr("Reset"), name=self.tr("Reset colours")), self._reset)
        self.button(PrimaryButton(self.tr("Done"), name=self.tr("Done with colours")), self.leave_asked)

    def _slider(self, word: str) -> QSlider:
        pair = QWidget(self)
        row = QHBoxLayout(pair)
        row.setContentsMargins(4, 0, 0, 0)
        row.setSpacing(6)
        made = slider(word, -MAX_TONE, MAX_TONE, 70)
        label = PlainLabel(word, "note", parent=pair)
        label.setBuddy(made)
        row.addWidget(label)
        row.addWidget(made)
        made.valueChanged.connect(self._slid)
        made.sliderReleased.connect(self._keep)
        self.flow.addWidget(pair)
        return made

    def show_tone(self, tone: Tone) -> None:
        """Show a page's tone; a slider that is being pulled stays in the hand."""
        if self._brightness.isSliderDown() or self._contrast.isSliderDown():
            return
        self._tone = tone
        self._ink.choose(tone.ink)
        self._contrast.setEnabled(tone.ink is not Ink.BLACK_AND_WHITE)  # there is nothing between the two
        with QSignalBlocker(self._brightness), QSignalBlocker(self._contrast):
            self._brightness.setValue(tone.brightness)
            self._contrast.setValue(tone.contrast)

    @Slot(object)
    def _choose_ink(self, ink: Ink) -> None:
        self._tone = replace(self._tone, ink=ink)
        self.given.emit(self._tone)

    @Slot()
    def _slid(self) -> None:
        self._tone = replace(self._tone, brightness=self._brightness.value(), contrast=self._contrast.value())
        self.previewed.emit(self._tone)
        if not (self._brightness.isSliderDown() or self._contrast.isSliderDown()):
            self._keep()  # by key or wheel

    @Slot()
    def _keep(self) -> None:
        self.given.emit(self._tone)

    @Slot()
    def _reset(self) -> None:
        self.show_tone(AS_IT_IS)
        self.given.emit(AS_IT_IS)
