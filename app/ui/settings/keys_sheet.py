"""The sheet "Keys": another key for what is done with pages; a key that something else has is not taken. Not modal."""

from collections.abc import Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QKeySequenceEdit, QLineEdit, QVBoxLayout, QWidget

from app.domain.facts import SettingsChanged
from app.flows.desk import Desk
from app.ui.announce import announce
from app.ui.controls.button import ToolButton
from app.ui.controls.label import PlainLabel
from app.ui.relay import Relay
from app.ui.sheet import Sheet
from app.ui.window_keys import Key
from app.ui.words import tr
from app.ui.workspace.workspace_acts import NOT_CHANGED, Act, Deed, WorkspaceActs, can_be_key, deeds, key_text

_KEY_PX = 150


class _Row(QWidget):
    """One act and its key. `asked` carries the act and the keys; empty ones mean the usual key."""

    asked = Signal(object, str)

    def __init__(self, act: Act, deed: Deed, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.act = act
        self._shown = ""
        self.edit = QKeySequenceEdit()
        self.edit.setMaximumSequenceLength(1)
        self.edit.setAccessibleName(tr("Key: {act}").format(act=deed.text))
        self.edit.setFixedWidth(_KEY_PX)
        for inner in self.edit.findChildren(QLineEdit):  # this is what the focus and a screen reader come to
            inner.setAccessibleName(self.edit.accessibleName())
        self.usual = ToolButton("", "arrow-back-up", name=tr("The usual key again: {act}").format(act=deed.text))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(PlainLabel(deed.text, wraps=True), 1)
        row.addWidget(self.edit)
        row.addWidget(self.usual)
        self.edit.editingFinished.connect(self._finished)
        self.usual.clicked.connect(lambda: self.asked.emit(self.act, ""))

    def show_keys(self, keys: str, *, is_usual: bool) -> None:
        """Show this key."""
        self._shown = keys
        self.edit.setKeySequence(QKeySequence(keys))
        self.usual.setEnabled(not is_usual)

    @Slot()
    def _finished(self) -> None:
        keys = self.edit.keySequence().toString(QKeySequence.SequenceFormat.PortableText)
        if keys != self._shown:
            self._shown = keys  # it is told again when the field loses the focus
            self.asked.emit(self.act, keys)


class KeysSheet(Sheet):
    """Every change is kept at once and holds at once."""

    def __init__(self, desk: Desk, relay: Relay, acts: WorkspaceActs, over: QWidget) -> None:
        super().__init__(tr("Keys"), over)
        self._desk, self._acts = desk, acts
        self._chosen: dict[str, str] = {}
        self._usual = deeds()
        self._told = PlainLabel("", "strong", "warn", wraps=True, parent=self)
        self._rows: dict[Act, _Row] = {}
        self._told.hide()
        relay.fact.connect(self._take)

    def furnish(self) -> None:
        about = tr("Press the new key in its field. Keys with Ctrl and the F keys work anywhere, letters on the pages.")
        self.column.addWidget(PlainLabel(about, "secondary", wraps=True))
        lines = QVBoxLayout()
        for act, deed in self._usual.items():
            if act not in NOT_CHANGED and deed.keys:
                row = self._rows[act] = _Row(act, deed)
                row.asked.connect(self._choose)
                lines.addWidget(row)
        self.column.addLayout(lines)
        self.column.addStretch(1)
        self.foot.addWidget(self._told)
        self._show()

    @Slot(object)
    def _take(self, fact: object) -> None:
        if isinstance(fact, SettingsChanged):
            self._chosen = key_choices(fact.values)
            self._acts.rekey(self._chosen)
            self._show()

    def _show(self) -> None:
        for act, row in self._rows.items():
            row.show_keys(self._acts.deeds[act].keys[0], is_usual=act.value not in self._chosen)

    @Slot(object, str)
    def _choose(self, act: Act, keys: str) -> None:
        trouble = self._trouble(act, keys) if keys else self._trouble(act, self._usual[act].keys[0])
        self._told.setText(trouble)
        self._told.setVisible(bool(trouble))
        if trouble:
            announce(self, trouble, at_once=True)
            self._show()
            return
        chosen = {name: each for name, each in self._chosen.items() if name != act.value}
        if keys and keys != self._usual[act].keys[0]:
            chosen[act.value] = keys
        self._desk.change_setting("keys", [f"{name}={each}" for name, each in sorted(chosen.items())])

    def _trouble(self, act: Act, keys: str) -> str:
        """Why this key can't be taken; empty where it can."""
        sequence = QKeySequence(keys)
        if sequence in self._acts[act].shortcuts():
            return ""
        if keys not in self._usual[act].keys and not can_be_key(act, self._usual[act], keys):
            return tr("{key} means something in fields and lists. Take a key with Ctrl, or an F key.").format(
                key=key_text(keys)
            )
        owner = self._acts.owner_of(sequence)
        if not owner and any(sequence == QKeySequence(key.value) for key in Key):
            owner = tr("the window itself")
        if owner:
            words = tr("{key} is the key of “{owner}”. Give that one another key first.")
            return words.format(key=key_text(keys), owner=owner)
        return ""


def key_choices(values: Mapping[str, object]) -> dict[str, str]:
    """The keys of the settings by act."""
    lines = values.get("keys", ())
    parts = [str(line).partition("=") for line in lines] if isinstance(lines, (list, tuple)) else []
    return {act.strip(): keys.strip() for act, _, keys in parts}
