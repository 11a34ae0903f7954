"""A column of real rows that assistive technology sees as a list with items, buttons inside and all.

Buttons that Qt's item views carry (`setIndexWidget`) do not exist in the accessibility tree; where each row has buttons
of its own, rows are widgets instead, and their number is bounded by whoever fills the list.
"""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleInterface,
    QColor,
    QFocusEvent,
    QMoveEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAccessibleWidget, QFrame, QVBoxLayout, QWidget

from app.ui.theme.theme import theme


class RowList(QWidget):
    """The list: rows in `column`, one under the other. Its accessible name is given by whoever makes it.

    It can have the focus itself: a place in it where no key does anything but scroll.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _say_roles()
        self.setAccessibleName(name)
        self.setProperty("role", "scrolled")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self.update()  # the ring stays where the eye is while the rows scroll under it

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(QColor(theme().palette.accent), 2))
            painter.drawRect(self.visibleRegion().boundingRect().adjusted(1, 1, -1, -1))
            painter.end()


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
