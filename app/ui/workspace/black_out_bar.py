"""The bar under the stage while blacking out: new box, remove box, done, and what becomes of what is under them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.controls.button import PrimaryButton, ToolButton
from app.ui.workspace.tool_bar import ToolBar


class BlackOutBar(ToolBar):
    """Everything is kept at once and can be undone, so there is nothing to apply: `leave_asked` is being done."""

    add_asked = Signal()
    remove_asked = Signal()
    leave_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        add = ToolButton(self.tr("New box"), "plus")
        add.setToolTip(self.tr("New box (N)"))
        self.button(add, self.add_asked)
        self._remove = ToolButton(self.tr("Remove box"), "trash")
        self._remove.setToolTip(self.tr("Remove box (Del)"))
        self.button(self._remove, self.remove_asked)
        self.button(PrimaryButton(self.tr("Done"), name=self.tr("Done with blacking out")), self.leave_asked)
        words = self.tr(
            "Draw a box over what DRX shall not see: it is burned into what is sent. "
            "The original on this computer is erased with the page."
        )
        self.add_note(words)

    def show_chosen(self, is_chosen: bool) -> None:
        """Is a box chosen, so that it can be removed?"""
        self._remove.setEnabled(is_chosen)
