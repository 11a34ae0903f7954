"""The bar under the stage while laying a photo of paper flat: where the corners may jump to, and apply or leave."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.controls.button import PrimaryButton, ToolButton
from app.ui.workspace.tool_bar import ToolBar


class CornersBar(ToolBar):
    """`paper_asked`: put the corners where the paper was seen; `reset_asked`: around the whole page."""

    paper_asked = Signal()
    apply_asked = Signal()
    reset_asked = Signal()
    leave_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paper = self.button(ToolButton(self.tr("To the paper"), "wand"), self.paper_asked)
        self.button(ToolButton(self.tr("Reset"), name=self.tr("Reset corners")), self.reset_asked)
        self.button(ToolButton(self.tr("Leave"), name=self.tr("Leave laying flat")), self.leave_asked)
        self.button(PrimaryButton(self.tr("Lay it flat")), self.apply_asked)
        words = self.tr("Pull each corner to a corner of the paper. Tab goes to the next one, arrow keys move it.")
        self.add_note(words)

    def show_paper(self, is_seen: bool) -> None:
        """Was a sheet or card seen on the page?"""
        self._paper.setVisible(is_seen)
