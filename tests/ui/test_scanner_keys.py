"""A scanner's keys through a real window: none reaches a field, a shortcut or a button; all that is typed does."""

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.domain.wedge import GAP_MS
from app.tour.patience import until
from app.ui.scanner_keys import ScannerKeys

LABEL = "b209827:a5g"
ENDS = {"\n": Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab}
SHIFT, KEYPAD = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.KeypadModifier


class Bench(QWidget):
    """A text field, a password, a button; letters as shortcuts, as the workspace has them."""

    def __init__(self) -> None:
        super().__init__()
        self.codes: list[str] = []
        self.fired: list[str] = []
        column = QVBoxLayout(self)
        self.field, self.secret, self.button = QLineEdit(), QLineEdit(), QPushButton("Upload")
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        for part in (self.field, self.secret, self.button):
            column.addWidget(part)
        for key in ("R", "B", "1", "2", "9", "A", "G", "Return", "Shift+R"):
            action = QAction(key, self, shortcut=QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda checked=False, key=key: self.fired.append(key))
            self.addAction(action)
        QShortcut(QKeySequence("Ctrl+K"), self).activated.connect(lambda: self.fired.append("Ctrl+K"))
        self.button.clicked.connect(lambda: self.fired.append("click"))
        self.keys = ScannerKeys(self)
        self.keys.scanned.connect(self.codes.append)

    @property
    def handle(self) -> QWindow:
        handle = self.windowHandle()
        assert handle is not None
        return handle

    def scan(self, code: str, end: str = "\n", gap_ms: int = 0) -> None:
        """What a scanner sends: upper case and the colon with Shift, which is pressed and let go each time."""
        for sign in f"{code}{end}":
            if gap_ms:
                QTest.qWait(gap_ms)
            held = SHIFT if sign.isupper() or sign == ":" else Qt.KeyboardModifier.NoModifier
            if sign in ENDS:
                QTest.keyClick(self.handle, ENDS[sign])
            else:
                QTest.keyClick(self.handle, ord(sign), held)


@pytest.fixture
def bench(qapp: QApplication) -> Iterator[Bench]:
    bench = Bench()
    bench.show()
    bench.activateWindow()
    QTest.qWaitForWindowActive(bench)
    yield bench
    bench.close()
    bench.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def settle(bench: Bench) -> None:
    """Let what is held back go."""
    until(lambda: not bench.keys._held, "what is held back to go")


@pytest.mark.parametrize("end", ["\n", "\t", ""])
def test_a_beep_is_swallowed_before_it_reaches_a_text_field(bench: Bench, end: str) -> None:
    bench.field.setFocus()
    bench.scan(LABEL, end)
    settle(bench)
    assert (bench.codes, bench.field.text(), bench.fired) == ([LABEL], "", [])
    assert bench.field.hasFocus()


@pytest.mark.parametrize("end", ["\n", "\t", ""])
def test_a_beep_fires_no_single_letter_key_and_no_button(bench: Bench, end: str) -> None:
    bench.button.setFocus()
    bench.scan(LABEL, end)
    settle(bench)
    assert (bench.codes, bench.fired) == ([LABEL], [])
    assert bench.button.hasFocus()


def test_a_beep_at_the_pace_of_a_slow_scanner_is_one_code(bench: Bench) -> None:
    bench.field.setFocus()
    bench.scan(LABEL, gap_ms=15)
    assert (bench.codes, bench.field.text()) == ([LABEL], "")


def test_digits_of_a_keypad_and_shifted_signs_are_read_as_they_are(bench: Bench) -> None:
    bench.button.setFocus()
    for sign in "AB12":
        QTest.keyClick(bench.handle, ord(sign), KEYPAD if sign.isdigit() else SHIFT)
    bench.scan("34:A5G")
    assert (bench.codes, bench.fired) == (["AB1234:A5G"], [])


def test_what_is_typed_into_a_field_arrives_in_its_order(bench: Bench) -> None:
    bench.field.setFocus()
    for sign in "alvarez":
        QTest.keyClick(bench.handle, ord(sign))
        settle(bench)
    QTest.keyClick(bench.handle, Qt.Key.Key_Backspace)
    assert (bench.codes, bench.field.text()) == ([], "alvare")


def test_a_typed_letter_fires_its_shortcut_once(bench: Bench) -> None:
    bench.button.setFocus()
    QTest.keyClick(bench.handle, Qt.Key.Key_R)
    assert bench.fired == []
    settle(bench)
    QTest.keyClick(bench.handle, Qt.Key.Key_R, SHIFT)
    settle(bench)
    assert bench.fired == ["R", "Shift+R"]


def test_keys_of_every_kind_keep_their_order(bench: Bench) -> None:
    bench.button.setFocus()
    QTest.keyClick(bench.handle, Qt.Key.Key_R)
    QTest.keyClick(bench.handle, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(bench.handle, Qt.Key.Key_Space)
    settle(bench)
    assert bench.fired == ["R", "Ctrl+K", "click"]


def test_enter_behind_a_few_quick_letters_is_typed(bench: Bench) -> None:
    bench.field.setFocus()
    entered: list[str] = []
    bench.field.returnPressed.connect(lambda: entered.append(bench.field.text()))
    for action in bench.actions():
        action.setEnabled(False)
    bench.scan("alv")
    assert (bench.codes, entered) == ([], ["alv"])


def test_a_password_is_never_taken_for_a_beep(bench: Bench) -> None:
    bench.secret.setFocus()
    bench.scan(LABEL, "")
    assert (bench.codes, bench.secret.text()) == ([], LABEL)


def test_a_key_that_is_held_down_is_no_scanner(bench: Bench) -> None:
    bench.field.setFocus()
    QTest.keyPress(bench.handle, Qt.Key.Key_X)
    settle(bench)
    QTest.keyRelease(bench.handle, Qt.Key.Key_X)
    assert bench.field.text() == "x"


def test_where_nobody_listens_everything_is_typed_at_once(bench: Bench) -> None:
    bench.field.setFocus()
    bench.keys.listen(is_on=False)
    bench.scan(LABEL, "")
    assert (bench.codes, bench.field.text()) == ([], LABEL)


def test_a_press_and_its_release_stay_together(bench: Bench) -> None:
    seen: list[str] = []

    class Ear(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                seen.append(event.type().name)
            return False

    ear = Ear()
    bench.field.installEventFilter(ear)
    bench.field.setFocus()
    QTest.keyClick(bench.handle, Qt.Key.Key_X)
    assert seen == []
    settle(bench)
    assert seen == ["KeyPress", "KeyRelease"]


def test_a_window_that_was_busy_meanwhile_still_knows_a_beep(bench: Bench) -> None:
    bench.field.setFocus()
    QTest.keyClick(bench.handle, Qt.Key.Key_B)
    busy_until_s = time.monotonic() + 3 * GAP_MS / 1000
    while time.monotonic() < busy_until_s:
        pass
    QApplication.processEvents()
    assert bench.field.text() == ""
