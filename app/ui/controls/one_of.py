"""Checkable buttons of which one holds, told to assistive technology as radio buttons instead of check boxes."""

from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget


class OneOf(QButtonGroup):
    """The buttons of one choice. Which of them holds is decided by whoever owns them, who may also leave none.

    Qt (6.12) gives a button its role by `autoExclusive` alone; in a group that is not exclusive it does nothing else.
    """

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self.setExclusive(False)

    def add(self, button: QPushButton) -> None:
        """Make this button one of the choices."""
        self.addButton(button)
        button.setAutoExclusive(True)
