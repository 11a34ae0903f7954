"""What has no record yet: its pages in one line, and whose they may be, a digit for each. Always in sight."""

from html import escape

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.pages import PageId
from app.domain.records import Record
from app.domain.sort_shelf import MAX_SUGGESTED, SortPage
from app.ui.controls.button import Button, PlainButton
from app.ui.controls.chip import StatusPill
from app.ui.controls.label import PlainLabel
from app.ui.pictures.page_pictures import PagePictures
from app.ui.sorting.sort_list import SortList
from app.ui.sorting.words_sorting import needs_about, suggestion_name, suggestion_text

_COLUMNS = 5


class SuggestionButton(PlainButton):
    """A record that the pages may be for, with its digit."""

    height_px = 32
    padding_px = 10
    font_px = 13

    def may_elide(self) -> bool:
        return True


class NeedsCard(QFrame):
    """`record_chosen` carries the record that was pressed, for the pages that are selected here."""

    record_chosen = Signal(object)

    def __init__(self, pictures: PagePictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.setProperty("edge", "top")
        self._shown: object = None
        self._suggested: tuple[Record, ...] = ()
        self._buttons: list[Button] = []
        title = PlainLabel(self.tr("No record yet"), "heading")
        self._about = PlainLabel("", "secondary", elided=True)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(title)
        head.addWidget(self._about, 1)
        head.addWidget(StatusPill(self.tr("Needs you"), "bad"))
        self.list = SortList(self.tr("Pages without a record"), pictures, self, in_one_line=True)
        self._offers = QWidget()
        grid = QGridLayout(self._offers)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        for number in range(MAX_SUGGESTED):
            keys = "1 ↵" if number == 0 else str(number + 1)
            button = SuggestionButton("", key_hint=keys, parent=self._offers)
            button.clicked.connect(self._pressed)
            button.hide()
            self._buttons.append(button)
            grid.addWidget(button, number // _COLUMNS, number % _COLUMNS)
        for column_number in range(_COLUMNS):
            grid.setColumnStretch(column_number, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.list)
        column.addWidget(self._offers)
        self.list.chosen.connect(self._offer)

    @property
    def suggested(self) -> tuple[Record, ...]:
        """Whose the selected pages may be, as the buttons say."""
        return self._suggested

    def show_pages(self, pages: tuple[SortPage, ...]) -> None:
        """Show these pages; hidden where there are none."""
        self._about.setText(needs_about(len(pages)))
        self.setAccessibleName(f"{self.tr('No record yet')}, {self._about.text()}")
        self.list.show_pages(pages)
        self.setVisible(bool(pages))
        self._offer()

    def selected_ids(self) -> list[PageId]:
        """The selected pages."""
        return self.list.selected_ids()

    def point_at(self, number: int | None) -> None:
        """Show the suggestion with this number (from 0) pressed, which its digit was; None: none is."""
        for place, button in enumerate(self._buttons):
            button.setDown(place == number)

    @Slot()
    def _offer(self) -> None:
        page = self.list.current_page
        count = max(1, len(self.list.selected_ids()))
        self._suggested = page.suggested if page is not None else ()
        if self._shown == (self._suggested, count):
            return
        self._shown = (self._suggested, count)
        for number, button in enumerate(self._buttons):
            record = self._suggested[number] if number < len(self._suggested) else None
            if record is not None:
                button.set_words(suggestion_text(record, self._suggested), suggestion_name(record, number + 1, count))
                button.setToolTip(escape(button.accessibleName()))
            button.setVisible(record is not None)
        self._offers.setVisible(bool(self._suggested))

    @Slot()
    def _pressed(self) -> None:
        at = next((number for number, button in enumerate(self._buttons) if button is self.sender()), None)
        if at is not None:
            self.record_chosen.emit(self._suggested[at])
