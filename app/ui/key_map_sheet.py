"""The map of keys as a sheet: those that are valid here first, all of them on request. Not modal. Shop room."""

from collections.abc import Callable, Collection

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.controls.button import QuietButton
from app.ui.controls.label import PlainLabel
from app.ui.keymap import KeyGroup, KeyLine, key_map
from app.ui.sheet import Sheet
from app.ui.window_keys import Place
from app.ui.words import tr
from app.ui.workspace.workspace_acts import WorkspaceActs

_KEYS_PX = 136


class KeyMapSheet(Sheet):
    """`places` tells where somebody is when it is opened; `change_asked`: they want other keys."""

    change_asked = Signal()

    def __init__(self, acts: WorkspaceActs, over: QWidget) -> None:
        super().__init__(tr("Keyboard map"), over)
        self._acts = acts
        self.places: Callable[[], Collection[Place]] = lambda: frozenset(Place)
        self._lines = QWidget()
        self._all = QuietButton(tr("Show all keys"))
        self._change = QuietButton(tr("Change keys…"))
        self.column.addWidget(self._lines)
        self.column.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(self._all)
        foot.addStretch(1)
        foot.addWidget(self._change)
        self.foot.addLayout(foot)
        self._all.clicked.connect(self._show_all)
        self._change.clicked.connect(self.change_asked)

    def toggle(self) -> None:
        if not self.isVisible():
            self._show(self.places())
        super().toggle()

    @Slot()
    def _show_all(self) -> None:
        self._show(frozenset(Place))

    def _show(self, places: Collection[Place]) -> None:
        """The groups that are valid in these places; where a person stands comes before what holds anywhere."""
        groups = [group for group in key_map() if group.place in {Place.ANYWHERE, *places}]
        if len(groups) < len(Place):
            groups.sort(key=lambda group: group.place is Place.ANYWHERE)
        self._all.setVisible(len(groups) < len(Place))
        self.column.removeWidget(self._lines)
        self._lines.hide()
        self._lines.deleteLater()
        self._lines = self._made(groups)
        self.column.insertWidget(0, self._lines)
        self._lines.show()

    def _made(self, groups: Collection[KeyGroup]) -> QWidget:
        lines = QWidget()
        column = QVBoxLayout(lines)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for group in groups:
            heading = PlainLabel(group.title, "section")
            heading.setContentsMargins(0, 10, 0, 2)
            column.addWidget(heading)
            for line in group.lines:
                column.addWidget(self._line(line))
        return lines

    def _line(self, line: KeyLine) -> QWidget:
        widget = QWidget()
        names = line.names(self._acts)
        widget.setAccessibleName(f"{names}: {line.does}")
        row = QHBoxLayout(widget)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        keys = PlainLabel(names, "strong", wraps=True)
        keys.setFixedWidth(_KEYS_PX)
        row.addWidget(keys, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(PlainLabel(line.does, "secondary", wraps=True), 1)
        return widget
