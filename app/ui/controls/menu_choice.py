"""A choice that opens as a menu; its name says what is chosen of what, on every system: `Theme: Dark`.

A combo box is called by its value alone on Linux, so that two of them could not be told apart by a screen reader.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from app.ui.controls.button import PlainButton


@dataclass(frozen=True, slots=True)
class MenuOption:
    """One value, and what it is called."""

    value: object
    text: str


class MenuChoice(PlainButton):
    """`chosen` carries the value that a person took, when it is another one."""

    chosen = Signal(object)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__("", "chevron-down", parent=parent)
        self._title = title
        self._options: tuple[MenuOption, ...] = ()
        self._value: object = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._pop_up)

    @property
    def value(self) -> object:
        """What is chosen."""
        return self._value

    @property
    def options(self) -> tuple[MenuOption, ...]:
        """What there is to choose from."""
        return self._options

    def show_options(self, options: Sequence[MenuOption], value: object) -> None:
        """Offer these, one of them chosen."""
        self._options, self._value = tuple(options), value
        text = next(option.text for option in options if option.value == value)
        self.set_words(text, f"{self._title}: {text}")

    @Slot()
    def _pop_up(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        for option in self._options:
            action = QAction(option.text, menu, checkable=True, checked=option.value == self._value)
            action.triggered.connect(lambda checked=False, value=option.value: self._choose(value))
            group.addAction(action)
            menu.addAction(action)
        menu.setMinimumWidth(self.width())
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _choose(self, value: object) -> None:
        if value != self._value:
            self.chosen.emit(value)
