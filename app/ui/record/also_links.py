"""What else the pages of the picked record are filed under, and the way to name one more. Shop room."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.facts import LinkAnswered
from app.domain.records import Link, Record, kind_of, linkable_kinds
from app.ui.announce import announce
from app.ui.controls.button import PlainButton, ToolButton
from app.ui.controls.drop_choice import DropChoice
from app.ui.controls.field import Field
from app.ui.controls.icon_label import IconLabel
from app.ui.controls.label import PlainLabel
from app.ui.problem_words import in_words
from app.ui.words import KIND_ICONS, kind_word, link_words, visible

MOST_CHARACTERS = 128


class AlsoLinks(QWidget):
    """`asked` carries the kind and the ID of one more record, `dropped` a Link that is to go."""

    asked = Signal(object, str)
    dropped = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._record: Record | None = None
        self._is_open = False
        self._rows: list[QWidget] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 6, 0)
        column.setSpacing(4)
        self._listed = QVBoxLayout()
        self._listed.setSpacing(2)
        column.addLayout(self._listed)
        self._form = self._build_form()
        column.addWidget(self._form)
        self.hide()

    def _build_form(self) -> QWidget:
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(6)
        column.addWidget(PlainLabel(self.tr("One image, filed under both:"), "note", wraps=True))
        self._kind = DropChoice(self.tr("Kind of the other record"))
        column.addWidget(self._kind)
        row = QHBoxLayout()
        self._id = Field(self.tr("ID of the other record"), self.tr("ID"))
        self._id.setMaxLength(MOST_CHARACTERS)
        self._add = PlainButton(self.tr("Add"), name=self.tr("File under this record as well"))
        row.addWidget(self._id, 1)
        row.addWidget(self._add)
        column.addLayout(row)
        self._answer = PlainLabel("", "note", "bad", wraps=True)
        self._answer.hide()
        column.addWidget(self._answer)
        self._id.returnPressed.connect(self._ask)
        self._id.textChanged.connect(self._answer.hide)
        self._add.clicked.connect(self._ask)
        return form

    def show_record(self, record: Record) -> None:
        """Show what else this record's pages are filed under; another record closes the form."""
        before, self._record = self._record, record
        if before is None or (before.kind, before.id) != (record.kind, record.id):
            self._is_open = False
            self._id.clear()
        if before is None or before.more_links != record.more_links:
            self._list(record.more_links)
        self._show()

    def begin(self) -> None:
        """Ask for one more record."""
        self._is_open = True
        self._show()
        self._id.setFocus(Qt.FocusReason.OtherFocusReason)

    def answer(self, fact: LinkAnswered) -> None:
        """The record that was asked for is linked, or why not."""
        if not self._is_open or fact.record_id != self._id.text().strip():
            return
        if fact.problem is None:
            self._close()
            words = self.tr("Filed under {record} as well").format(record=kind_word(fact.kind).lower())
        else:
            words = f"{in_words(fact.problem).title}. {in_words(fact.problem).advice}"
            self._answer.setText(words)
            self._answer.show()
            self._id.selectAll()
        announce(self, words, at_once=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._is_open:
            self._close()
        else:
            super().keyPressEvent(event)

    def _close(self) -> None:
        self._is_open = False
        self._id.clear()
        self._show()

    def _show(self) -> None:
        kinds = linkable_kinds(self._record) if self._record is not None else ()
        if [self._kind.itemData(row) for row in range(self._kind.count())] != list(kinds):
            self._kind.clear()
            for kind in kinds:
                self._kind.addItem(kind_word(kind), kind)
        self._form.setVisible(self._is_open and bool(kinds))
        self.setVisible(bool(self._rows) or not self._form.isHidden())

    def _list(self, links: tuple[Link, ...]) -> None:
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = [self._row(link) for link in links]
        for row in self._rows:
            self._listed.addWidget(row)

    def _row(self, link: Link) -> QWidget:
        row, words = QWidget(), visible(link_words(link))
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        drop = ToolButton("", "x", name=self.tr("Do not file under {record}").format(record=words))
        drop.clicked.connect(lambda: self.dropped.emit(link))
        line.addWidget(IconLabel(KIND_ICONS[kind_of(link)], self.tr("Also {record}").format(record=words)), 1)
        line.addWidget(drop)
        return row

    @Slot()
    def _ask(self) -> None:
        record_id = self._id.text().strip()
        if record_id:
            self._answer.hide()
            self.asked.emit(self._kind.currentData(), record_id)
        else:
            self._id.setFocus(Qt.FocusReason.OtherFocusReason)
