"""A column of real rows that assistive technology sees as a list with items, buttons inside and all.

Buttons that Qt's item views carry (`setIndexWidget`) do not exist in the accessibility tree; where each row has buttons
of its own, rows are widgets instead, and their number is bounded by whoever fills the list.
"""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QFrame, QVBoxLayout, QWidget


class RowList(QWidget):
    """The list: rows in `column`, one under the other. Its accessible name is given by whoever makes it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _say_roles()
        self.setAccessibleName(name)
        self.setProperty("role", "scrolled")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)


class ListRow(QFrame):
    """One row; its accessible name says what the eye sees in it."""


def _interface(class_name: str, thing: QObject) -> QAccessibleInterface | None:
    if isinstance(thing, RowList) and class_name == type(thing).__name__:
        return QAccessibleWidget(thing, QAccessible.Role.List)
    if isinstance(thing, ListRow) and class_name == type(thing).__name__:
        return QAccessibleWidget(thing, QAccessible.Role.ListItem)
    return None


_said: list[bool] = []


def _say_roles() -> None:
    """Qt has no role property for widgets (6.12); one factory for the whole application tells it."""
    if not _said:
        _said.append(True)
        QAccessible.installFactory(_interface)
