"""The sheet "Settings": grouped, searchable, each kept at once; out to a file and in from one. Not modal. Shop room."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from app.domain.facts import SettingsChanged, SettingsExported, SettingsImported
from app.flows.desk import Desk
from app.ui.announce import announce
from app.ui.controls.button import PlainButton, QuietButton
from app.ui.controls.field import Field
from app.ui.controls.label import PlainLabel
from app.ui.relay import Relay
from app.ui.settings.catalogue import catalogue, found
from app.ui.settings.setting_row import SettingRow
from app.ui.sheet import Sheet
from app.ui.words import tr

EXPORT_NAME = "counterscan-settings.json"


class SettingsSheet(Sheet):
    """`checkup_asked`: somebody wants to see how this computer is."""

    checkup_asked = Signal()

    def __init__(self, desk: Desk, relay: Relay, over: QWidget) -> None:
        super().__init__(tr("Settings"), over)
        self._desk = desk
        self._set: SettingsChanged | None = None
        self._groups = catalogue()
        self._rows: dict[str, SettingRow] = {}
        self._headings: dict[str, PlainLabel] = {}
        self._search = Field(tr("Search the settings"), tr("Search the settings"), leading_icon="search", parent=self)
        self._search.setClearButtonEnabled(True)
        self._nothing = PlainLabel(tr("No setting like that"), "secondary", parent=self)
        self._told = PlainLabel("", "secondary", wraps=True, parent=self)
        self._export = PlainButton(tr("Export…"), parent=self)
        self._import = PlainButton(tr("Import…"), parent=self)
        self._checkup = QuietButton(tr("Check this computer…"), parent=self)
        self._search.textChanged.connect(self._sift)
        self._export.clicked.connect(self._ask_where)
        self._import.clicked.connect(self._ask_which)
        self._checkup.clicked.connect(self.checkup_asked)
        self._told.hide()
        relay.fact.connect(self._take)

    def furnish(self) -> None:
        self.column.addWidget(self._search)
        self.column.addWidget(self._nothing)
        for group in self._groups:
            heading = self._headings[group.title] = PlainLabel(group.title, "section")
            heading.setContentsMargins(0, 10, 0, 2)
            self.column.addWidget(heading)
            for entry in group.entries:
                row = self._rows[entry.name] = SettingRow(entry)
                row.chosen.connect(self._desk.change_setting)
                self.column.addWidget(row)
        self.column.addStretch(1)
        self.foot.addWidget(self._told)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._export)
        line.addWidget(self._import)
        line.addStretch(1)
        self.foot.addWidget(self._checkup, 0, Qt.AlignmentFlag.AlignLeft)
        self.foot.addLayout(line)
        self._show_values()
        self._sift("")

    def toggle(self) -> None:
        super().toggle()
        if self.isVisible():
            self._search.clear()
            self._search.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _sift(self, text: str) -> None:
        groups = found(self._groups, text)
        shown = {entry.name for group in groups for entry in group.entries}
        titles = {group.title for group in groups}
        for title, heading in self._headings.items():
            heading.setVisible(title in titles)
        for name, row in self._rows.items():
            row.setVisible(name in shown)
        self._nothing.setVisible(not shown)

    @Slot(object)
    def _take(self, fact: object) -> None:
        match fact:
            case SettingsChanged():
                self._set = fact
                self._show_values()
            case SettingsExported(file_name=name):
                self._tell(tr("Saved as {name}. Neither the API key nor the PIN is in it.").format(name=name))
            case SettingsImported(count=count, left_out=left_out):
                told = tr("1 setting taken over") if count == 1 else tr("{count} settings taken over")
                words = told.format(count=count)
                if left_out:
                    words += " " + tr("Left out: {names}").format(names=", ".join(left_out))
                self._tell(words)
            case _:
                pass

    def _show_values(self) -> None:
        if self._set is not None:
            values, locked, given = self._set.values, self._set.locked, self._set.given
            for name, row in self._rows.items():
                row.show_value(values[name], is_locked=name in locked, by=self._set.by, is_given=name in given)

    def _tell(self, words: str) -> None:
        self._told.setText(words)
        self._told.show()
        announce(self, words)

    @Slot()
    def _ask_where(self) -> None:
        dialog = self._dialog(tr("Export the settings"), QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(EXPORT_NAME)
        dialog.fileSelected.connect(lambda path: self._desk.export_settings(Path(path)))
        dialog.show()

    @Slot()
    def _ask_which(self) -> None:
        dialog = self._dialog(tr("Import settings"), QFileDialog.AcceptMode.AcceptOpen)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self._desk.import_settings(Path(path)))
        dialog.show()

    def _dialog(self, title: str, mode: QFileDialog.AcceptMode) -> QFileDialog:
        dialog = QFileDialog(self, title)
        dialog.setAcceptMode(mode)
        dialog.setNameFilters([tr("Settings of CounterScan (*.json)")])
        dialog.setDefaultSuffix("json")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog
