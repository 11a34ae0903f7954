"""The sheet "People who scan": who may be chosen, who is, and the way to add and remove one. Not modal. Shop room."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.facts import RosterChanged
from app.domain.people import MAX_NAME_LENGTH, MAX_USER_ID_LENGTH, MOST_PEOPLE, Person
from app.flows.desk import Desk
from app.ui.announce import announce
from app.ui.controls.button import PlainButton, QuietButton
from app.ui.controls.field import Field
from app.ui.controls.label import PlainLabel
from app.ui.controls.line_list import Line, LineList
from app.ui.relay import Relay
from app.ui.sheet import Sheet
from app.ui.words import tr, visible


class PeopleSheet(Sheet):
    """Whoever is selected in the list scans from then on; what was removed can be put back."""

    def __init__(self, desk: Desk, relay: Relay, over: QWidget) -> None:
        super().__init__(tr("People who scan"), over)
        self._desk = desk
        self._roster = RosterChanged((), "")
        self._removed: Person | None = None
        self._lines = LineList(tr("Everybody who scans"))
        self._nobody = QuietButton(tr("Nobody in particular"))
        self._remove = PlainButton(tr("Remove"), "trash")
        self._told = PlainLabel("", "secondary", wraps=True)
        self._put_back = QuietButton(tr("Put back"))
        self._name = Field(tr("Name of a person"), tr("Ana"))
        self._user_id = Field(tr("DRX user ID of a person"), tr("usr_7"))
        self._add = PlainButton(tr("Add"), "plus", name=tr("Add this person"))
        self._build()
        self._lines.picked.connect(self._choose)
        self._nobody.clicked.connect(lambda: self._choose(""))
        self._remove.clicked.connect(self._remove_chosen)
        self._put_back.clicked.connect(self._bring_back)
        self._add.clicked.connect(self._add_person)
        for field, longest in ((self._name, MAX_NAME_LENGTH), (self._user_id, MAX_USER_ID_LENGTH)):
            field.setMaxLength(longest)
            field.textChanged.connect(self._show_add)
            field.returnPressed.connect(self._add_person)
        relay.fact.connect(self._take)
        self._show()

    def _build(self) -> None:
        self.column.addWidget(
            PlainLabel(
                tr(
                    "Images are linked to the DRX user who scanned them, and the journal names them. "
                    "Change who is here with Ctrl+U."
                ),
                "secondary",
                wraps=True,
            )
        )
        self.column.addSpacing(4)
        self.column.addWidget(self._lines)
        for parts in ((self._nobody, self._remove), (self._told, self._put_back)):
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(parts[0])
            row.addStretch(1)
            row.addWidget(parts[1])
            self.column.addLayout(row)
        self.column.addSpacing(12)
        self.column.addWidget(PlainLabel(tr("Add a person"), "section"))
        for words, field in ((tr("Name"), self._name), (tr("DRX user ID"), self._user_id)):
            label = PlainLabel(words, "secondary")
            label.setBuddy(field)
            self.column.addSpacing(4)
            self.column.addWidget(label)
            self.column.addWidget(field)
        self.column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignRight)
        self.column.addStretch(1)

    def toggle(self) -> None:
        super().toggle()
        if self.isVisible():
            self._removed = None
            self._show()
            (self._lines if self._roster.people else self._name).setFocus(Qt.FocusReason.OtherFocusReason)

    # --- facts -------------------------------------------------------------------------------------------------

    @Slot(object)
    def _take(self, fact: object) -> None:
        if isinstance(fact, RosterChanged):
            self._roster = fact
            self._show()

    def _show(self) -> None:
        people, user_id = self._roster.people, self._roster.user_id
        here = tr("scanning")
        self._lines.show_lines(
            [
                Line(
                    person.user_id,
                    person.name,
                    person.user_id,
                    "user",
                    mark=here if person.user_id == user_id else "",
                    tone="good",
                )
                for person in people
            ],
            user_id or None,
        )
        self._lines.setVisible(bool(people))
        self._nobody.setVisible(bool(people or user_id))
        self._nobody.setEnabled(bool(user_id))
        chosen = self._chosen
        self._remove.setVisible(bool(people))
        self._remove.setEnabled(chosen is not None)
        self._remove.set_name(tr("Remove {name}").format(name=visible(chosen.name)) if chosen else tr("Remove"))
        gone = self._removed
        self._told.setText(tr("{name} was removed").format(name=visible(gone.name)) if gone else "")
        self._told.setVisible(gone is not None)
        self._put_back.setVisible(gone is not None)
        self._show_add()

    @property
    def _chosen(self) -> Person | None:
        return next((person for person in self._roster.people if person.user_id == self._roster.user_id), None)

    @Slot()
    def _show_add(self) -> None:
        told = self._told_person()
        is_new = told.user_id not in {person.user_id for person in self._roster.people}
        has_room = len(self._roster.people) < MOST_PEOPLE
        self._add.setEnabled(bool(told.name and told.user_id) and is_new and has_room)

    def _told_person(self) -> Person:
        return Person(self._name.text().strip(), self._user_id.text().strip())

    # --- what a person does --------------------------------------------------------------------------------------

    @Slot(object)
    def _choose(self, user_id: str) -> None:
        self._desk.choose_person(user_id)

    @Slot()
    def _add_person(self) -> None:
        if not self._add.isEnabled():
            (self._user_id if self._name.text().strip() else self._name).setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._desk.keep_people((*self._roster.people, self._told_person()))
        self._name.clear()
        self._user_id.clear()
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _remove_chosen(self) -> None:
        self._removed = self._chosen
        self._desk.keep_people(tuple(person for person in self._roster.people if person != self._removed))
        self._lines.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._removed is not None:
            announce(self, tr("{name} was removed").format(name=visible(self._removed.name)))

    @Slot()
    def _bring_back(self) -> None:
        if self._removed is not None:
            person, self._removed = self._removed, None
            self._desk.keep_people((*self._roster.people, person))
            self._desk.choose_person(person.user_id)
            self._lines.setFocus(Qt.FocusReason.OtherFocusReason)
