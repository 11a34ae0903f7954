"""The field for an API key: hidden as it is typed, with an eye to look at it."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.ui.controls.button import ToolButton
from app.ui.controls.field import Field


class KeyField(Field):
    """A field whose text is shown as dots; never offered to spell checkers or input histories."""

    def __init__(self, name: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name, placeholder, parent=parent)
        self.setTextMargins(0, 0, 34, 0)
        self._eye = ToolButton("", "eye", name=self.tr("Show the key"), parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 5, 0)
        row.addStretch(1)
        row.addWidget(self._eye)
        self._eye.clicked.connect(self._look)
        self.setEchoMode(QLineEdit.EchoMode.Password)

    def hide_key(self) -> None:
        """Show dots again."""
        self._show_as(QLineEdit.EchoMode.Password)

    @Slot()
    def _look(self) -> None:
        is_hidden = self.echoMode() is QLineEdit.EchoMode.Password
        self._show_as(QLineEdit.EchoMode.Normal if is_hidden else QLineEdit.EchoMode.Password)

    def _show_as(self, mode: QLineEdit.EchoMode) -> None:
        self.setEchoMode(mode)
        is_hidden = mode is QLineEdit.EchoMode.Password
        self._eye.set_icon_name("eye" if is_hidden else "eye-off")
        self._eye.set_name(self.tr("Show the key") if is_hidden else self.tr("Hide the key"))
