"""The form of one profile: how it is captured, and what becomes of the pages. Shop room."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from app.domain.capture_shelf import ScannerRow
from app.domain.pages import DocumentKind, Side
from app.domain.profiles import MAX_NAME_LENGTH, Profile
from app.domain.scanning import Abilities
from app.ui.controls.button import Button, ChoiceChip, PlainButton
from app.ui.controls.field import Field
from app.ui.controls.flow import FlowLayout
from app.ui.controls.label import PlainLabel
from app.ui.controls.segmented import Choice, Segmented
from app.ui.scanners.scan_choices import ScanChoices
from app.ui.words_capture import scanner_choice_text, tr
from app.ui.workspace.words_pages import kind_name, side_name

_CAMERA, _SCANNER = "camera", "scanner"


class ProfileForm(QWidget):
    """Shows a profile. `changed` carries it as a person made it, at every step; a name when its typing ends."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._profile = Profile("")
        self._rows: tuple[ScannerRow, ...] = ()
        self._name = Field(tr("Name of the profile"))
        self._name.setMaxLength(MAX_NAME_LENGTH)
        self._device = Segmented(
            [
                Choice(_SCANNER, tr("Scanner"), tr("Captured with a scanner")),
                Choice(_CAMERA, tr("Camera"), tr("Camera, in place of a scanner")),
            ],
            name=tr("Captured with"),
        )
        self._scanner = PlainButton("", "chevron-down")
        self._choices = ScanChoices()
        self._kinds = {
            kind: ChoiceChip(kind_name(kind), name=tr("Pages are: {kind}").format(kind=kind_name(kind)))
            for kind in DocumentKind
        }
        self._sides = {
            side: ChoiceChip(side_name(side), name=tr("Side: {side}").format(side=side_name(side)))
            for side in (Side.FRONT, Side.BACK)
        }
        self._straightens = ChoiceChip(tr("Straighten and crop to the paper"))
        self._cleans_up = ChoiceChip(tr("Clean up the paper"))
        self._asks_next = ChoiceChip(tr("Ask for the next sheet or side"))
        self._scan_part = QWidget()
        self._build()
        self._join()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        inner = QVBoxLayout(self._scan_part)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(4)
        _add(inner, tr("Which scanner"), self._scanner)
        inner.addWidget(self._choices)
        _add(column, tr("Name"), self._name)
        _add(column, tr("Captured with"), self._device)
        column.addWidget(self._scan_part)
        _add(column, tr("What the pages are"), _flow(list(self._kinds.values())))
        _add(column, tr("Side"), _flow(list(self._sides.values())))
        _add(column, tr("What is done with them"), _flow([self._straightens, self._cleans_up, self._asks_next]))

    def _join(self) -> None:
        self._name.editingFinished.connect(self._named)
        self._device.chosen.connect(self._choose_device)
        self._scanner.clicked.connect(self._open_scanners)
        self._choices.changed.connect(lambda: self._give(self._choices.settled(self._profile)))
        for kind, chip in self._kinds.items():
            chip.clicked.connect(lambda on, kind=kind: self._give(replace(self._profile, kind=kind if on else None)))
        for side, chip in self._sides.items():
            chip.clicked.connect(
                lambda on, side=side: self._give(replace(self._profile, side=side if on else Side.NONE))
            )
        self._straightens.clicked.connect(lambda on: self._give(replace(self._profile, straightens=on)))
        self._cleans_up.clicked.connect(lambda on: self._give(replace(self._profile, cleans_up=on)))
        self._asks_next.clicked.connect(lambda on: self._give(replace(self._profile, asks_next=on)))

    def show_profile(self, profile: Profile, rows: Sequence[ScannerRow], chosen: object) -> None:
        """Show this one; `chosen` is the ID of the scanner in use, whose abilities count where it names none."""
        self._profile = profile
        self._rows = tuple(rows)
        if not self._name.hasFocus() or not self._name.isModified():
            with QSignalBlocker(self._name):
                self._name.setText(profile.name)
        self._device.choose(_CAMERA if profile.uses_camera else _SCANNER)
        self._scan_part.setVisible(not profile.uses_camera)
        words = scanner_choice_text(profile.scanner, rows)
        self._scanner.set_words(words, tr("Which scanner: {scanner}").format(scanner=words))
        self._choices.show_settings(profile, self._abilities(profile.scanner or chosen))
        for kind, chip in self._kinds.items():
            chip.setChecked(kind is profile.kind)
        for side, chip in self._sides.items():
            chip.setChecked(side is profile.side)
        self._straightens.setChecked(profile.straightens)
        self._cleans_up.setChecked(profile.cleans_up)
        self._asks_next.setChecked(profile.asks_next)

    def focus_name(self) -> None:
        """Stand in the name, all of it selected."""
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)
        self._name.selectAll()

    def commit(self) -> None:
        """Take a name that is still being typed."""
        self._named()

    def _abilities(self, scanner_id: object) -> Abilities | None:
        return next((row.abilities for row in self._rows if row.scanner.id == scanner_id), None)

    def _give(self, profile: Profile) -> None:
        if profile != self._profile:
            self._profile = profile
            self.changed.emit(profile)

    @Slot()
    def _named(self) -> None:
        name = self._name.text().strip()
        self._name.setModified(False)
        if name:
            self._give(replace(self._profile, name=name))
        else:
            self._name.setText(self._profile.name)  # a button without a word is no button

    @Slot(object)
    def _choose_device(self, device: object) -> None:
        self._give(replace(self._profile, uses_camera=device == _CAMERA))

    @Slot()
    def _open_scanners(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        for scanner_id in (None, *(row.scanner.id for row in self._rows)):
            words = scanner_choice_text(scanner_id, self._rows).replace("&", "&&")
            action = QAction(words, menu, checkable=True, checked=scanner_id == self._profile.scanner)
            action.setData(scanner_id)
            group.addAction(action)
            menu.addAction(action)
        group.triggered.connect(self._choose_scanner)
        menu.popup(self._scanner.mapToGlobal(QPoint(0, self._scanner.height() + 4)))

    @Slot(QAction)
    def _choose_scanner(self, action: QAction) -> None:
        self._give(replace(self._profile, scanner=action.data()))


def _add(column: QVBoxLayout, word: str, control: QWidget) -> None:
    label = PlainLabel(word, "secondary")
    if not isinstance(control, Segmented):
        label.setBuddy(control)
    column.addWidget(label)
    column.addWidget(control)
    column.addSpacing(4)


def _flow(buttons: Sequence[Button]) -> QWidget:
    holder = QWidget()
    flow = FlowLayout(holder)
    for button in buttons:
        flow.addWidget(button)
    return holder
