"""A barcode scanner from wherever the focus is: its keys are held back before a widget or a shortcut gets them.

A key meets the window's handle first, as a question whether somebody overrides its shortcut, then as a shortcut's event
or as a key press. Either of the two is held back, and sent on as it was where the key was typed after all.
"""

import time
from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QShortcutEvent, QWindow
from PySide6.QtWidgets import QApplication, QLineEdit

from app.domain.wedge import Act, Verdict, Wedge

LATE_MS = 12
"""A timer that fires so late met a busy window: keys that were pressed in time may still be on their way to it."""

_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_SILENT = (Qt.Key.Key_Shift, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock, Qt.Key.Key_AltGr, Qt.Key.Key_Control)
_NONE = Qt.KeyboardModifier.NoModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_BESIDE = (
    Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier
)
_ALT_GR = _CONTROL | Qt.KeyboardModifier.AltModifier  # as Windows tells of it

SendOn = Callable[[], None]


class ScannerKeys(QObject):
    """`scanned` carries what a scanner read. Listens while it is switched on, and never where a password is typed."""

    scanned = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._is_on = True
        self._wedge = Wedge()
        self._held: list[SendOn] = []
        self._keys_held: set[int] = set()
        self._keys_dropped: set[int] = set()
        self._shortcuts = _Shortcuts(self)
        self._is_sending_on = False
        self._due_s = 0.0
        self._has_waited_longer = False
        self._silence = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._silence.timeout.connect(self._rested)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self.watch)
        self.watch(QGuiApplication.focusWindow())

    @Slot(QWindow)
    def watch(self, window: QWindow | None) -> None:
        """Listen to the keys of this window, too."""
        if window is not None:
            window.installEventFilter(self)  # a second time moves it to the front, no more

    def listen(self, *, is_on: bool) -> None:
        """Hold keys back from now on, or no longer."""
        self._is_on = is_on
        if not is_on:
            self._send_on()

    # --- what comes ---------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if self._is_sending_on or not isinstance(event, QKeyEvent) or not isinstance(watched, QWindow):
            return False
        if kind is QEvent.Type.ShortcutOverride and self._listens():
            self._shortcuts.expect(_copied(event))
        elif kind is QEvent.Type.KeyPress and self._listens():
            self._shortcuts.expect(None)
            key = _copied(event)
            return self._is_kept(key, lambda: _send(watched, key))
        elif kind is QEvent.Type.KeyRelease:
            return self._is_release_kept(watched, _copied(event))
        return False

    def shortcut_came(self, owner: QObject, key: QKeyEvent, event: QShortcutEvent) -> bool:
        """This key is the shortcut of `owner`; True where it is held back."""
        again = (event.key(), event.shortcutId(), event.isAmbiguous())
        return self._is_kept(key, lambda: _send(owner, QShortcutEvent(*again)))

    def _listens(self) -> bool:
        focused = QApplication.focusWidget()
        is_secret = isinstance(focused, QLineEdit) and focused.echoMode() is not QLineEdit.EchoMode.Normal
        return self._is_on and not is_secret

    def _is_kept(self, key: QKeyEvent, send_on: SendOn) -> bool:
        verdict = self._verdict(key)
        return verdict is not None and self._follow(verdict, key.key(), send_on)

    def _verdict(self, key: QKeyEvent) -> Verdict | None:
        """What the key is a part of; None for those that go along with others and say nothing."""
        wedge, at_ms, text = self._wedge, float(key.timestamp() or time.monotonic() * 1000), key.text()
        held_too = key.modifiers() & ~_BESIDE
        if key.key() in _SILENT:
            return None
        if key.isAutoRepeat():
            return wedge.other()
        if key.key() in _ENDS and held_too == _NONE:
            return wedge.end(at_ms)
        is_sign = len(text) == 1 and text.isprintable() and held_too in (_NONE, _ALT_GR)
        if is_sign and (text != " " or wedge.is_holding):
            return wedge.sign(text, at_ms)
        return wedge.control(at_ms) if held_too == _CONTROL else wedge.other()

    def _is_release_kept(self, window: QWindow, key: QKeyEvent) -> bool:
        """A release comes behind its press, in whatever way that one went."""
        if key.key() in self._keys_held:
            self._held.append(lambda: _send(window, key))
            self._keys_held.discard(key.key())
            return True
        is_dropped = key.key() in self._keys_dropped
        self._keys_dropped.discard(key.key())
        return is_dropped

    # --- what becomes of it -------------------------------------------------------------------------------------

    def _follow(self, verdict: Verdict, key: int, send_on: SendOn) -> bool:
        """Do what was found; True where this key goes no further."""
        match verdict.act:
            case Act.TYPED | Act.TYPED_THEN_HOLD:
                self._send_on()
            case Act.SCANNED | Act.SCANNED_THEN_HOLD | Act.SCANNED_BEFORE:
                self._drop()
                self.scanned.emit(verdict.code)
        if verdict.act is Act.SCANNED:
            self._keys_dropped.add(key)
        if verdict.act in (Act.HOLD, Act.TYPED_THEN_HOLD, Act.SCANNED_THEN_HOLD):
            self._held.append(send_on)
            self._keys_held.add(key)
            self._wait(self._wedge.wait_ms)
        return verdict.act not in (Act.TYPED, Act.SCANNED_BEFORE)

    def _wait(self, wait_ms: int, *, longer: bool = False) -> None:
        self._has_waited_longer = longer
        self._due_s = time.monotonic() + wait_ms / 1000
        self._silence.start(wait_ms)

    @Slot()
    def _rested(self) -> None:
        is_late = time.monotonic() - self._due_s > LATE_MS / 1000
        if is_late and not self._has_waited_longer:
            self._wait(LATE_MS, longer=True)
        else:
            self._follow(self._wedge.rest(), 0, _nothing)

    def _send_on(self) -> None:
        """What is held was typed: send it where it would have gone."""
        self._silence.stop()
        held, self._held = self._held, []
        self._keys_held.clear()
        self._is_sending_on = True
        try:
            for send in held:
                send()
        finally:
            self._is_sending_on = False

    def _drop(self) -> None:
        self._silence.stop()
        self._held.clear()
        self._keys_dropped |= self._keys_held
        self._keys_held.clear()


class _Shortcuts(QObject):
    """Sees whose shortcut a key is, between the question about it and its press: there alone it costs nothing."""

    def __init__(self, keys: ScannerKeys) -> None:
        super().__init__(keys)
        self._keys = keys
        self._asked: QKeyEvent | None = None

    def expect(self, key: QKeyEvent | None) -> None:
        """This key may be a shortcut; None: it is none."""
        application = QCoreApplication.instance()
        if application is not None and (key is None) != (self._asked is None):
            (application.removeEventFilter if key is None else application.installEventFilter)(self)
        self._asked = key

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        key = self._asked
        if key is None or event.type() is not QEvent.Type.Shortcut or not isinstance(event, QShortcutEvent):
            return False
        self.expect(None)
        return self._keys.shortcut_came(watched, key, event)


def _send(receiver: QObject, event: QEvent) -> None:
    if shiboken6.isValid(receiver):
        QCoreApplication.sendEvent(receiver, event)


def _copied(event: QKeyEvent) -> QKeyEvent:
    copy = QKeyEvent(
        QEvent.Type.KeyRelease if event.type() is QEvent.Type.KeyRelease else QEvent.Type.KeyPress,
        event.key(),
        event.modifiers(),
        event.nativeScanCode(),
        event.nativeVirtualKey(),
        event.nativeModifiers(),
        event.text(),
        event.isAutoRepeat(),
        event.count(),
    )
    copy.setTimestamp(event.timestamp())
    return copy


def _nothing() -> None:
    """There was no key."""
