"""The menu of the people who scan: one press says who is here. Shop room."""

from PySide6.QtCore import QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from app.domain.facts import RosterChanged
from app.flows.desk import Desk
from app.ui.people.person_chip import PersonChip
from app.ui.relay import Relay
from app.ui.theme.icons import icon
from app.ui.words import tr, visible


class PeopleMenu(QObject):
    """Opens under the chip; `list_asked` where the list itself is wanted."""

    list_asked = Signal()

    def __init__(self, desk: Desk, relay: Relay, chip: PersonChip) -> None:
        super().__init__(chip)
        self._desk, self._chip = desk, chip
        self._roster = RosterChanged((), "")
        chip.clicked.connect(self.ask)
        relay.fact.connect(self._take)

    @Slot()
    def ask(self) -> None:
        """Ask who is scanning; where there is nobody to choose from, the list opens."""
        if not self._roster.people:
            self.list_asked.emit()
            return
        menu = QMenu(tr("Who is scanning"), self._chip)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        for number, person in enumerate(self._roster.people, 1):
            key = f"&{number} " if number < 10 else ""
            self._add(menu, group, f"{key}{visible(person.name).replace('&', '&&')}", person.user_id)
        self._add(menu, group, tr("&Nobody in particular"), "")
        group.triggered.connect(self._chosen)
        menu.addSeparator()
        menu.addAction(icon("users"), tr("&People who scan…"), self.list_asked.emit)
        menu.setActiveAction(group.checkedAction() or group.actions()[0])
        right = self._chip.width() - menu.sizeHint().width()
        menu.popup(self._chip.mapToGlobal(QPoint(right, self._chip.height() + 4)))

    def _add(self, menu: QMenu, group: QActionGroup, words: str, user_id: str) -> None:
        action = QAction(words, menu, checkable=True, checked=user_id == self._roster.user_id)
        action.setData(user_id)
        group.addAction(action)
        menu.addAction(action)

    @Slot(QAction)
    def _chosen(self, action: QAction) -> None:
        self._desk.choose_person(action.data())

    @Slot(object)
    def _take(self, fact: object) -> None:
        if isinstance(fact, RosterChanged):
            self._roster = fact
            self._chip.show_person(fact.people, fact.user_id)
