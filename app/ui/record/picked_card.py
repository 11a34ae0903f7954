"""The picked record as a card: name, birth date and ID, what of theirs it is; and the way to put it away."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.records import Record, RecordKind, linkable_kinds
from app.ui.controls.button import PlainButton, QuietButton, ToolButton
from app.ui.controls.card import Card
from app.ui.controls.field import Field
from app.ui.controls.flow import FlowLayout
from app.ui.controls.label import PlainLabel
from app.ui.record.also_links import AlsoLinks
from app.ui.theme.icons import icon_pixmap
from app.ui.theme.theme import repolish, theme
from app.ui.words import KIND_ICONS, born_text, kind_word, record_sentence, when_text

_ICON_PX = 16


class PickedCard(Card):
    """`put_away` when it is closed; `patient_given` carries the patient's ID that was typed for a prescription;
    `prescriptions_asked` the patient; `separator_asked` whose separator sheet is wanted.
    """

    put_away = Signal()
    patient_given = Signal(str)
    prescriptions_asked = Signal(object)
    separator_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("accent", margin_px=12, spacing_px=2, parent=parent)
        self._kind = RecordKind.PATIENT
        self._record: Record | None = None
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        self._name = PlainLabel("", "heading", elided=True)
        self._close = ToolButton("", "x", name=self.tr("Put away"))
        head.addWidget(self._name, 1)
        head.addWidget(self._close)
        self.column.addLayout(head)
        self.column.setContentsMargins(12, 6, 6, 12)
        self._about = PlainLabel("", "secondary", elided=True)
        self.column.addWidget(self._about)
        self._unnamed = PlainLabel("", "note", wraps=True)
        self.column.addWidget(self._unnamed)
        self._thing_row = QWidget()
        thing = QHBoxLayout(self._thing_row)
        thing.setContentsMargins(0, 4, 0, 0)
        thing.setSpacing(8)
        self._thing_icon = PlainLabel()
        self._thing = PlainLabel("", tone="accent", elided=True)
        thing.addWidget(self._thing_icon)
        thing.addWidget(self._thing, 1)
        self.column.addWidget(self._thing_row)
        self._prescriptions = QuietButton(self.tr("Prescriptions"))
        self._prescriptions.setToolTip(self.tr("Prescriptions (→ in the search field)"))
        self._prescriptions.clicked.connect(self._ask_prescriptions)
        self._separator = QuietButton(self.tr("Separator sheet"))
        self._separator.setToolTip(self.tr("A sheet to print and put before this record's pages"))
        self._separator.clicked.connect(self._ask_separator)
        self._also = QuietButton(self.tr("Also file under…"))
        self._also.setToolTip(self.tr("Link the same images to one more record, such as the sale of a receipt"))
        self.also = AlsoLinks()
        self._also.clicked.connect(self.also.begin)
        self.column.addWidget(self.also)
        self._acts = QWidget()
        acts = FlowLayout(self._acts)
        for act in (self._prescriptions, self._separator, self._also):
            acts.addWidget(act)
        self.column.addWidget(self._acts)
        self._ask = self._build_ask()
        self.column.addWidget(self._ask)
        self._close.clicked.connect(self.put_away)
        theme().changed.connect(self._tint)

    def _build_ask(self) -> QWidget:
        ask = QWidget()
        column = QVBoxLayout(ask)
        column.setContentsMargins(0, 8, 6, 0)
        column.setSpacing(6)
        note = self.tr("DRX links prescription images to the patient. Enter the patient's ID.")
        column.addWidget(PlainLabel(note, "note", wraps=True))
        row = QHBoxLayout()
        self._patient_id = Field(self.tr("Patient ID"), self.tr("Patient ID"))
        self._link = PlainButton(self.tr("Link"), name=self.tr("Link to this patient"))
        row.addWidget(self._patient_id, 1)
        row.addWidget(self._link)
        column.addLayout(row)
        self._patient_id.returnPressed.connect(self._give_patient)
        self._link.clicked.connect(self._give_patient)
        return ask

    def show_record(self, record: Record, *, asks_patient: bool, is_asking: bool = False) -> None:
        """Show this record; `asks_patient`: a prescription whose patient must be typed. `is_asking`: DRX is being
        asked for its name.
        """
        name, about, thing = picked_lines(record)
        self._kind, self._record = record.kind, record
        self._prescriptions.setVisible(record.kind is RecordKind.PATIENT)
        self._prescriptions.set_name(self.tr("Prescriptions of {name}").format(name=record.title))
        self._also.setVisible(bool(linkable_kinds(record)))
        self._also.set_name(self.tr("Also file the pages for {name} under…").format(name=record.title))
        self.also.show_record(record)
        self._separator.set_name(self.tr("Print a separator sheet for {name}").format(name=record.title))
        self._name.setText(name)
        self._about.setText(about)
        self._about.setVisible(bool(about))
        self._thing.setText(thing)
        self._thing_row.setVisible(bool(thing))
        self._close.set_name(self.tr("Put away {name}").format(name=record.title))
        is_unnamed = record.is_listable and not record.name  # an ID as it was typed: nobody takes it for checked
        asking, silent = self.tr("Asking DRX whose ID this is…"), self.tr("DRX has not told a name for this ID")
        self._unnamed.setText(asking if is_asking else silent)
        self._unnamed.setVisible(is_unnamed)
        said = f"{record_sentence(record)}. {self._unnamed.text()}" if is_unnamed else record_sentence(record)
        self.setAccessibleName(self.tr("Picked: {record}").format(record=said))
        if asks_patient and self._ask.isHidden():
            self._patient_id.clear()
        self._ask.setVisible(asks_patient)
        self._tint()

    def show_drop(self, words: str, *, is_under: bool = False) -> None:
        """Say in the second line what comes of dropping here what is dragged over it."""
        record = self._record
        about = picked_lines(record)[1] if record is not None else ""
        self._about.setText(words if is_under else about)
        self._about.setProperty("tone", "accent" if is_under else "")
        repolish(self._about)

    @Slot()
    def _tint(self) -> None:
        scale = self.devicePixelRatioF()
        self._thing_icon.setPixmap(icon_pixmap(KIND_ICONS[self._kind], "accent_strong", _ICON_PX, scale))

    @Slot()
    def _ask_prescriptions(self) -> None:
        self.prescriptions_asked.emit(self._record)

    @Slot()
    def _ask_separator(self) -> None:
        self.separator_asked.emit(self._record)

    @Slot()
    def _give_patient(self) -> None:
        patient_id = self._patient_id.text().strip()
        if patient_id:
            self.patient_given.emit(patient_id)
        else:
            self._patient_id.setFocus(Qt.FocusReason.OtherFocusReason)


def picked_lines(record: Record) -> tuple[str, str, str]:
    """The card's three lines: who, birth date and ID, and what of theirs it is (empty for a patient without more)."""
    born = born_text(record.born) if record.born else ""
    joined = " · ".join
    match record.kind:
        case RecordKind.PATIENT:
            return (
                record.title,
                joined(filter(None, (born, record.id if record.name else kind_word(record.kind)))),
                record.detail,
            )
        case RecordKind.PRESCRIPTION:
            about = joined(filter(None, (born, record.patient_id)))
            thing = joined(filter(None, (record.id, record.detail)))
            return record.name or kind_word(record.kind), about, thing
        case RecordKind.SALE:
            when = when_text(record.when) if record.when else ""
            about = joined(filter(None, (born, record.patient_id, when)))
            return record.name or kind_word(record.kind), about, joined(filter(None, (record.id, record.detail)))
        case _:
            about = joined(filter(None, (kind_word(record.kind), record.id if record.name else "")))
            return record.title, about, record.detail
