"""The groups of a batch under each other, with what is still read and what is left out behind them. It scrolls."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.domain.sort_shelf import SortGroup, SortPage, SortView
from app.ui.controls.button import PlainButton
from app.ui.controls.finger_scroll import scroll_by_finger
from app.ui.pictures.page_pictures import PagePictures
from app.ui.sorting.group_card import GroupCard, SortCard
from app.ui.sorting.sort_list import SortList
from app.ui.sorting.words_sorting import out_about
from app.ui.words import pages_text

_SEEN_AROUND_PX = 40


class GroupWall(QScrollArea):
    """`dropped` carries a record and whether the pages go to it beside those that they have; `group_dragged` a group;
    `patient_given` a record and the patient's ID; `put_back_asked` when what is left out comes back.

    `join` is called with each list of pages that is made.
    """

    dropped = Signal(object, object)
    group_dragged = Signal(object)
    patient_given = Signal(object, str)
    put_back_asked = Signal()

    def __init__(self, pictures: PagePictures, join: Callable[[SortList], None]) -> None:
        super().__init__(widgetResizable=True)
        self._pictures, self._join = pictures, join
        self._groups: tuple[SortGroup, ...] = ()
        self._cards: dict[str, GroupCard] = {}
        self._reading = SortCard(pictures, self.tr("Pages that are read"))
        self._out = SortCard(pictures, self.tr("Pages left out"))
        put_back = PlainButton(self.tr("Put back"), name=self.tr("Put the selected pages back (Enter)"))
        put_back.clicked.connect(self.put_back_asked)
        self._out.head.insertWidget(2, put_back)
        groups = QWidget()
        groups.setProperty("role", "scrolled")
        self._column = QVBoxLayout(groups)
        self._column.setContentsMargins(16, 12, 16, 12)
        self._column.setSpacing(10)
        self._column.addWidget(self._reading)
        self._column.addWidget(self._out)
        self._column.addStretch(1)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(groups)
        scroll_by_finger(self)
        for card in (self._reading, self._out):
            join(card.list)

    @property
    def out(self) -> SortList:
        """The pages that are left out."""
        return self._out.list

    def lists(self) -> list[SortList]:
        """All lists of pages in the order in which they stand."""
        groups = [self._cards[group.key].list for group in self._groups if group.key in self._cards]
        return [*groups, self._reading.list, self._out.list]

    def show_view(self, view: SortView, reading: Sequence[SortPage]) -> None:
        """Show the groups of this batch; `reading` are the pages of which it is not known yet what they say."""
        self._groups = view.groups
        keys = {group.key for group in view.groups}
        for key in [key for key in self._cards if key not in keys]:
            gone = self._cards.pop(key)
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for number, group in enumerate(view.groups):
            self._show_group(number, group)
        self._reading.setVisible(bool(reading))
        state = (self.tr("Reading"), "neutral", "")
        self._reading.say(self.tr("Labels are being read"), pages_text(len(reading)), state)
        self._reading.list.show_pages(reading)
        self._out.setVisible(bool(view.left_out))
        self._out.say(self.tr("Left out"), out_about(view.left_out), (self.tr("Not sent"), "neutral", ""))
        self._out.list.show_pages(view.left_out)

    def _show_group(self, number: int, group: SortGroup) -> None:
        card = self._cards.get(group.key)
        if card is None:
            card = self._cards[group.key] = GroupCard(self._pictures, self)
            card.dropped.connect(self._dropped)
            card.group_dragged.connect(self._group_dragged)
            card.patient_given.connect(self._give_patient)
            self._join(card.list)
        card.show_group(group)
        if self._column.indexOf(card) != number:
            self._column.removeWidget(card)
            self._column.insertWidget(number, card)
        card.show()

    def show_list(self, one: SortList) -> None:
        """Scroll so that this list is in sight."""
        self.ensureWidgetVisible(one, 0, _SEEN_AROUND_PX)

    # --- what comes of a card ------------------------------------------------------------------------------------

    def _sending_group(self) -> SortGroup | None:
        card = self.sender()
        return card.group if isinstance(card, GroupCard) else None

    @Slot(object)
    def _dropped(self, also: bool) -> None:
        group = self._sending_group()
        if group is not None:
            self.dropped.emit(group.record, also)

    @Slot()
    def _group_dragged(self) -> None:
        group = self._sending_group()
        if group is not None:
            self.group_dragged.emit(group)

    @Slot(str)
    def _give_patient(self, patient_id: str) -> None:
        group = self._sending_group()
        if group is not None:
            self.patient_given.emit(group.record, patient_id)
