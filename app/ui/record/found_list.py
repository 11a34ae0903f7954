"""The list under the search field: found records or recent ones, each a real button; walked by the field's arrows."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.records import Record, RecordKind
from app.ui.announce import announce
from app.ui.controls.label import PlainLabel
from app.ui.record.record_row import RecordRow, SkeletonRow
from app.ui.record.record_search import Found, IdOffer, SearchState, offer_text
from app.ui.words import KIND_ICONS, images_text, kinds_word, number_text, record_lines, record_sentence

_SKELETON_ROWS = 3

Choice = IdOffer | Record


class FoundList(QWidget):
    """`chosen` carries the IdOffer or Record whose row was pressed; `current_changed` the row that is walked to."""

    chosen = Signal(object)
    current_changed = Signal(QWidget)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._rows: list[tuple[Choice, RecordRow]] = []
        self._shown: object = None
        self._hint: PlainLabel | None = None

    @property
    def rows(self) -> tuple[RecordRow, ...]:
        """The rows as they stand, for walking and for tests."""
        return tuple(row for _, row in self._rows)

    @property
    def choices(self) -> tuple[tuple[Choice, RecordRow], ...]:
        """What each row stands for."""
        return tuple(self._rows)

    @property
    def current(self) -> Choice | None:
        """What the arrow keys stand on."""
        return next((choice for choice, row in self._rows if row.is_current), None)

    def show_found(self, found: Found) -> None:
        """The answer to a search, or that it is on its way."""
        if self._shown == found:
            return
        self._begin(found, self.tr("Found records"))
        kinds: set[RecordKind] = set()
        for record in found.records:
            if record.kind not in kinds:
                kinds.add(record.kind)
                self._add_heading(kinds_word(record.kind))
            self._add_record(record)
        if found.offer is not None:
            self._add_row(found.offer, offer_text(found.offer), "", "id")
        is_searching = found.state is SearchState.SEARCHING
        if is_searching and not found.records:
            for _ in range(_SKELETON_ROWS):
                self._column.addWidget(SkeletonRow(self))
        if found.message and not (is_searching and found.records):
            self._column.addWidget(PlainLabel(found.message, "secondary", wraps=True, parent=self))

    def show_hint(self, words: str) -> None:
        """Say over the rows what the keys do now; gone with the next rows."""
        if self._hint is None:
            self._hint = PlainLabel(words, "secondary", wraps=True, parent=self)
            self._column.insertWidget(0, self._hint)
            self._hint.show()

    def show_recents(self, recents: Sequence[tuple[Record, int]]) -> None:
        """The records that were picked lately, each with how many pages of it arrived today."""
        if self._shown == tuple(recents):
            return
        self._begin(tuple(recents), self.tr("Recent records"))
        if recents:
            self._add_heading(self.tr("Recent"))
        for record, sent_count in recents:
            self._add_record(record, sent_count)

    def walk(self, steps: int) -> None:
        """Go down (or up) so many rows; the ends hold."""
        if not self._rows:
            return
        rows = self.rows
        at = next((index for index, row in enumerate(rows) if row.is_current), None)
        target = (0 if steps > 0 else len(rows) - 1) if at is None else max(0, min(len(rows) - 1, at + steps))
        self.go_to(self._rows[target][0])

    def go_to(self, choice: Choice) -> None:
        """Stand on the row of this choice."""
        for its_choice, row in self._rows:
            row.set_current(its_choice == choice)
            if its_choice == choice:
                announce(self, row.accessibleName())
                self.current_changed.emit(row)

    def _begin(self, shown: object, name: str) -> None:
        self._shown = shown
        self._hint = None
        self._rows.clear()
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.setAccessibleName(name)

    def _add_heading(self, text: str) -> None:
        heading = PlainLabel(text, "section", parent=self)
        heading.setContentsMargins(0, 8, 0, 4)
        self._column.addWidget(heading)

    def _add_record(self, record: Record, sent_count: int = 0) -> None:
        first, second = record_lines(record)
        name, note = record_sentence(record), ""
        if sent_count:
            note = self.tr("{count} today").format(count=number_text(sent_count))
            name = self.tr("{record}, {images} today").format(record=name, images=images_text(sent_count))
        self._add_row(record, first, second, KIND_ICONS[record.kind], name, note)

    def _add_row(self, choice: Choice, first: str, second: str, icon_name: str, name: str = "", note: str = "") -> None:
        row = RecordRow(first, second, icon_name, name, parent=self, note=note)
        row.clicked.connect(self._pressed)
        self._rows.append((choice, row))
        self._column.addWidget(row)

    @Slot()
    def _pressed(self) -> None:
        sender = self.sender()
        for choice, row in self._rows:
            if row is sender:
                self.chosen.emit(choice)
                return
