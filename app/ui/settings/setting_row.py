"""One setting in the sheet: its title, its sentence, what is chosen; locked ones look locked and say by whom."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.controls.icon_label import IconLabel
from app.ui.controls.label import PlainLabel
from app.ui.controls.menu_choice import MenuChoice
from app.ui.settings.catalogue import Entry
from app.ui.words import tr, visible

_GAP_PX = 4


class SettingRow(QWidget):
    """`chosen` carries the name of the setting and its value."""

    chosen = Signal(str, object)

    def __init__(self, entry: Entry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = entry
        self._title = PlainLabel(entry.title, "strong")
        self._choice = MenuChoice(entry.title)
        self._choice.setAccessibleDescription(entry.sentence)
        self._title.setBuddy(self._choice)
        later = "" if entry.at_once else f" {tr('Holds from the next start on.')}"
        self._sentence = PlainLabel(f"{entry.sentence}{later}", "secondary", wraps=True)
        self._lock = IconLabel("lock", "")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 12)
        column.setSpacing(_GAP_PX)
        for part in (self._title, self._sentence, self._choice, self._lock):
            column.addWidget(part)
        self._choice.chosen.connect(lambda value: self.chosen.emit(entry.name, value))
        self._lock.hide()
        self._choice.setEnabled(False)  # until it is known what holds

    def show_value(self, value: object, *, is_locked: bool, by: str, is_given: bool = False) -> None:
        """Show what is chosen, and whether a person may choose: not what is locked, nor what the environment gives."""
        self._choice.show_options(self.entry.options_with(value), value)
        self._choice.setEnabled(not is_locked and not is_given)
        words = tr("Locked by {name}").format(name=visible(by)) if by else tr("Locked for this computer")
        if not is_locked:
            words = tr("Given by the environment of the program")
        self._lock.set_text(words)
        self._choice.setAccessibleDescription(
            f"{self.entry.sentence} {words}" if is_locked or is_given else self.entry.sentence
        )
        self._lock.setVisible(is_locked or is_given)
