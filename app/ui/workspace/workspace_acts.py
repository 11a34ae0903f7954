"""The acts of the workspace: one QAction each, with its words, its keys and whether it can be done now."""

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from app.domain.pages import DocumentKind
from app.domain.profiles import MAX_PROFILES
from app.domain.shelves import DeskView
from app.ui.controls.button import Button
from app.ui.window_keys import Key
from app.ui.words import key_names
from app.ui.workspace.words_pages import kind_name, step_name


class Act(Enum):
    """What can be done in the workspace."""

    SCAN = "scan"
    GO_ON = "go on with the scan"
    SCAN_WITH = "scan with"
    END_SCAN = "end the scan"
    SCAN_BEFORE = "scan before"
    SCAN_OVER = "scan in place"
    EDIT_PROFILES = "edit profiles"
    OPEN = "open"
    OPEN_FOLDER = "open folder"
    PASTE = "paste"
    CAMERA = "camera"
    ROTATE_LEFT = "rotate left"
    ROTATE_RIGHT = "rotate right"
    CROP = "crop"
    STRAIGHTEN = "straighten"
    LEVEL = "straighten by hand"
    FLATTEN = "lay flat"
    BLACK_OUT = "black out"
    COLOURS = "colours"
    NEXT_INK = "next colours"
    CLEAN_UP = "clean up"
    JOIN = "join"
    COMPARE = "compare"
    MEND = "mend"
    APPROVE = "approve"
    LEAVE_TOOL = "leave tool"
    REMOVE = "remove"
    UNDO = "undo"
    REDO = "redo"
    ZOOM_OUT = "zoom out"
    ZOOM_IN = "zoom in"
    FIT = "fit"
    FULL_SIZE = "full size"
    MOVE_LEFT = "move left"
    MOVE_RIGHT = "move right"
    GIVE = "give to another record"
    SORT = "sort by label"
    UPLOAD = "upload"


@dataclass(frozen=True, slots=True)
class Deed:
    """How an act is called and which keys do it.

    `window_wide` acts also work while the focus is in the record panel beside; the plain letters never do, because
    there a person types. A text field keeps its own keys (Ctrl+Z, Ctrl+V, Delete, letters) in either case.
    """

    text: str
    keys: tuple[str, ...]
    icon_name: str = ""
    window_wide: bool = False


def tr(text: str) -> str:
    """A name of an act in the language of the screen."""
    return QCoreApplication.translate("workspace_acts", text)


def deeds() -> dict[Act, Deed]:
    """All acts; a function, because the words depend on the language that is set at start."""
    return {
        Act.SCAN: Deed(tr("Scan"), ("F2",), "scan", True),
        Act.GO_ON: Deed(tr("Go on with the scan"), ("F2",), "player-play", True),  # while `SCAN` can't be done
        Act.SCAN_WITH: Deed(tr("Scan with…"), ("Shift+F2",), "adjustments-horizontal", True),
        Act.END_SCAN: Deed(tr("Stop the scan, or say that it was the last sheet"), ("F4",), "player-stop", True),
        Act.SCAN_BEFORE: Deed(tr("Scan and insert before this page"), (), "plus"),
        Act.SCAN_OVER: Deed(tr("Scan in place of this page"), (), "refresh"),
        Act.EDIT_PROFILES: Deed(tr("Edit profiles…"), (), "list"),
        Act.OPEN: Deed(tr("Open"), ("Ctrl+O",), "folder-open", True),
        Act.OPEN_FOLDER: Deed(tr("Open folder"), ("Ctrl+Shift+O",), "library-photo", True),
        Act.CAMERA: Deed(tr("Camera"), ("F3",), "camera", True),
        Act.PASTE: Deed(tr("Paste"), ("Ctrl+V", "Shift+Ins"), "clipboard", True),
        Act.ROTATE_LEFT: Deed(tr("Rotate left"), ("Shift+R",), "rotate"),
        Act.ROTATE_RIGHT: Deed(tr("Rotate right"), ("R",), "rotate-clockwise"),
        Act.CROP: Deed(tr("Crop"), ("C",), "crop"),
        Act.STRAIGHTEN: Deed(tr("Straighten"), ("S",), "wand"),
        Act.LEVEL: Deed(tr("Straighten by hand"), ("Shift+S",), "ruler-2"),
        Act.FLATTEN: Deed(tr("Lay flat"), ("F",), "perspective"),
        Act.BLACK_OUT: Deed(tr("Black out"), ("B",), "eraser"),
        Act.COLOURS: Deed(tr("Colours"), ("Shift+G",), "circle-half-2"),
        Act.NEXT_INK: Deed(tr("Colour, grey, black and white"), ("G",), "circle-half-2"),
        Act.CLEAN_UP: Deed(tr("Clean up"), ("U",), "sparkles"),
        Act.JOIN: Deed(tr("Join on one page"), ("J",), "stack-2"),
        Act.COMPARE: Deed(tr("Compare"), ("V",), "columns-2"),
        Act.MEND: Deed(tr("Mend"), ("M",), "wand"),
        Act.APPROVE: Deed(tr("It is right"), ("Y",), "circle-check"),
        Act.LEAVE_TOOL: Deed(tr("Leave"), ("Esc",)),
        Act.REMOVE: Deed(tr("Remove"), ("Del",), "trash"),
        Act.UNDO: Deed(tr("Undo"), ("Ctrl+Z",), "arrow-back-up", True),
        Act.REDO: Deed(tr("Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), "arrow-forward-up", True),
        Act.ZOOM_OUT: Deed(tr("Zoom out"), ("Ctrl+-",), "zoom-out", True),
        Act.ZOOM_IN: Deed(tr("Zoom in"), ("Ctrl++", "Ctrl+="), "zoom-in", True),
        Act.FIT: Deed(tr("Fit"), ("Ctrl+0",), "maximize", True),
        Act.FULL_SIZE: Deed(tr("Show at 100 %"), ("Z",)),
        Act.MOVE_LEFT: Deed(tr("Move page left"), ("Ctrl+Shift+Left",), "chevron-left"),
        Act.MOVE_RIGHT: Deed(tr("Move page right"), ("Ctrl+Shift+Right",), "chevron-right"),
        Act.GIVE: Deed(tr("Give to another record…"), ("Ctrl+G",), "arrow-right", True),
        Act.SORT: Deed(tr("Sort by label"), ("Ctrl+L",), "barcode", True),
        Act.UPLOAD: Deed(tr("Upload"), ("Ctrl+Return", "Ctrl+Enter"), "upload", True),
    }


PROFILE_KEYS = tuple(f"F{number}" for number in range(7, 7 + MAX_PROFILES))
"""The keys of the profiles, in their order."""
_TOOLS = (Act.CROP, Act.LEVEL, Act.FLATTEN, Act.BLACK_OUT, Act.COLOURS, Act.COMPARE)
"""Begun and left with the same key."""
MOST_JOINED = 6
"""So many pages go on one at most (`app.flows.joiner`)."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is selected, as far as it says what can be done: readable pages, and the current one among them."""

    readable_count: int = 0
    can_show: bool = False
    can_compare: bool = False
    can_mend: bool = False
    can_approve: bool = False


class WorkspaceActs:
    """The actions, added to `owner`, so that their keys work while it is on the screen."""

    def __init__(self, owner: QWidget) -> None:
        self.deeds = deeds()
        self._actions = {act: self._made(act, owner) for act in Act}
        for act in _TOOLS:
            self[act].setCheckable(True)
        self[Act.LEAVE_TOOL].setEnabled(False)  # Esc belongs to others while no tool is at work
        self.kinds = {kind: self._made_digit(place, kind, owner) for place, kind in enumerate(DocumentKind, 1)}
        """What a page is, by the digits 1 to 5."""
        self.profiles = tuple(self._made_profile(keys, owner) for keys in PROFILE_KEYS)
        """Scanning by a profile, by its key; `ScanHand` gives them their words."""

    def __getitem__(self, act: Act) -> QAction:
        return self._actions[act]

    def _made(self, act: Act, owner: QWidget) -> QAction:
        deed = self.deeds[act]
        action = QAction(deed.text, owner)
        action.setShortcuts([QKeySequence(keys) for keys in deed.keys])
        action.setShortcutContext(
            Qt.ShortcutContext.WindowShortcut if deed.window_wide else Qt.ShortcutContext.WidgetWithChildrenShortcut
        )
        action.setToolTip(self.hint(act))
        owner.addAction(action)
        return action

    def _made_digit(self, place: int, kind: DocumentKind, owner: QWidget) -> QAction:
        action = QAction(kind_name(kind), owner)
        action.setShortcut(QKeySequence(str(place)))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        owner.addAction(action)
        return action

    def _made_profile(self, keys: str, owner: QWidget) -> QAction:
        action = QAction(owner)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        owner.addAction(action)
        return action

    def scanning(self) -> tuple[QAction, ...]:
        """What begins a scan or goes on with it, by a key of the whole window."""
        return (self[Act.SCAN], self[Act.GO_ON], self[Act.END_SCAN], *self.profiles)

    def rekey(self, chosen: Mapping[str, str]) -> None:
        """Use these keys instead of the usual ones, by the value of each act; all others have theirs again.

        A key that can't be one, or that something else has, is passed over: such a list may come from a file.
        """
        usual = deeds()
        fit = {
            act: QKeySequence(chosen[act.value])
            for act in Act
            if act.value in chosen and can_be_key(act, usual[act], chosen[act.value])
        }
        taken = {QKeySequence(key.value) for key in Key} | {QKeySequence(keys) for keys in PROFILE_KEYS}
        taken |= {shortcut for action in self.kinds.values() for shortcut in action.shortcuts()}
        taken |= {QKeySequence(keys) for act in Act if act not in fit for keys in usual[act].keys}
        new: dict[Act, str] = {}
        for act, sequence in fit.items():
            if sequence not in taken:
                taken.add(sequence)
                new[act] = sequence.toString(QKeySequence.SequenceFormat.PortableText)
        for act in Act:
            keys = (new[act],) if act in new else usual[act].keys
            if act is Act.GO_ON:  # the scan's key does the one or the other
                keys = self.deeds[Act.SCAN].keys
            if keys != self.deeds[act].keys:
                self.deeds[act] = replace(usual[act], keys=keys)
                self[act].setShortcuts([QKeySequence(each) for each in keys])
                self[act].setToolTip(self.hint(act))

    def keys_of(self, *acts: Act) -> str:
        """The first key of each, as people write it: `R, Shift R`."""
        return ", ".join(key_text(self.deeds[act].keys[0]).replace("+", " ") for act in acts if self.deeds[act].keys)

    def owner_of(self, keys: QKeySequence) -> str:
        """What has this key, in words; empty where nothing has it."""
        for act, action in self._actions.items():
            if keys in action.shortcuts():
                return self.deeds[act].text
        others = (*self.kinds.values(), *self.profiles)
        return next((action.text() for action in others if keys in action.shortcuts()), "")

    def has_key(self, keys: QKeySequence) -> bool:
        """Is this the key of an act, whether that can be done now or not?"""
        actions = (*self._actions.values(), *self.kinds.values(), *self.profiles)
        return any(keys in action.shortcuts() for action in actions)

    def hint(self, act: Act, words: str = "") -> str:
        """The tooltip: what it does and its first key, if it has one, `Rotate right (R)`."""
        deed = self.deeds[act]
        text = words or deed.text
        return f"{text} ({key_text(deed.keys[0])})" if deed.keys else text

    def say(self, act: Act, words: str) -> None:
        """Change what an act's tooltip says: `Undo crop`."""
        self[act].setToolTip(self.hint(act, words))

    def follow(self, view: DeskView, chosen: Chosen) -> None:
        """Enable what can be done. While a batch is sorted its own pane has these keys, and the letters are typed."""
        for action in self.kinds.values():
            action.setEnabled(not view.is_sorting)
        if view.is_sorting:
            view, chosen = DeskView(), Chosen()
        able = {
            Act.JOIN: 2 <= chosen.readable_count <= MOST_JOINED,
            Act.COMPARE: chosen.can_compare,
            Act.MEND: chosen.can_mend,
            Act.APPROVE: chosen.can_approve,
        }
        for act in (Act.ROTATE_LEFT, Act.ROTATE_RIGHT, Act.STRAIGHTEN, Act.NEXT_INK, Act.CLEAN_UP):
            able[act] = chosen.readable_count > 0
        for act in (Act.CROP, Act.LEVEL, Act.FLATTEN, Act.BLACK_OUT, Act.COLOURS):
            able[act] = chosen.can_show
        for act in (Act.ZOOM_IN, Act.ZOOM_OUT, Act.FIT, Act.FULL_SIZE):
            able[act] = chosen.can_show
        for act, is_able in able.items():
            self[act].setEnabled(is_able)
        for act in (Act.REMOVE, Act.MOVE_LEFT, Act.MOVE_RIGHT, Act.GIVE):
            self[act].setEnabled(bool(view.rows))
        for act, step, words in (
            (Act.UNDO, view.undo, tr("Undo: {step}")),
            (Act.REDO, view.redo, tr("Redo: {step}")),
        ):
            self[act].setEnabled(step is not None)
            self.say(act, words.format(step=step_name(step)) if step is not None else "")

    def bind(self, act: Act, button: Button, *, shows_key: bool = False) -> None:
        """Let a button do an act and show its state; its tooltip names the key, and where wanted a small box on it."""
        action = self[act]
        button.setCheckable(action.isCheckable())
        button.clicked.connect(lambda: action.trigger())

        def follow() -> None:
            button.setEnabled(action.isEnabled())
            button.setChecked(action.isChecked())
            button.setToolTip(action.toolTip())
            if shows_key:
                button.set_key_hint(self.keys_of(act))

        action.changed.connect(follow)
        follow()


NOT_CHANGED = frozenset({Act.GO_ON, Act.LEAVE_TOOL, Act.REMOVE})
"""Going on is the scan's key again; Esc and Delete mean the same everywhere."""
_WITH_OTHERS = re.compile(r"(Ctrl|Alt|Meta)\+")
_F_KEY = re.compile(r"(Shift\+)?F\d{1,2}")
_LETTER = re.compile(r"(Shift\+)?[A-Z]")


def can_be_key(act: Act, deed: Deed, keys: str) -> bool:
    """Ctrl, Alt or Meta with another key, or an F key; a letter only for what is done at a page.

    Enter, arrows and the like mean something of their own in every field and list.
    """
    text = QKeySequence(keys).toString(QKeySequence.SequenceFormat.PortableText)
    if act in NOT_CHANGED or "," in text.replace("+,", ""):
        return False
    is_letter = _LETTER.fullmatch(text) is not None and not deed.window_wide
    return bool(_WITH_OTHERS.search(text) or _F_KEY.fullmatch(text)) or is_letter


def key_hint(keys: str) -> str:
    """A key in the small box on a button: `Ctrl ↵`."""
    return key_text(keys).replace("+", " ").replace(key_names("Enter"), "↵").replace("Return", "↵")


def key_text(keys: str) -> str:
    """A key as people on this system write it."""
    if sys.platform == "darwin":
        return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    return key_names(QKeySequence(keys).toString(QKeySequence.SequenceFormat.PortableText))
