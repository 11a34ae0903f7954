"""A person's eyes and hands: finds what is on the screen by the words on it, and works it by mouse, keys and drops."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLineEdit, QMenu, QWidget

from app.domain.wedge import GAP_MS
from app.tour.patience import TooLate, until

W = TypeVar("W", bound=QWidget)
_LEFT = Qt.MouseButton.LeftButton
_NONE = Qt.KeyboardModifier.NoModifier


class Hands:
    """Work one window. Whatever is named must be on the screen and not covered; raises `TooLate` where it is not."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    # --- finding -----------------------------------------------------------------------------------------------

    def sees(self, kind: type[W], name: str) -> W | None:
        """The visible widget of this kind with this accessible name; None where there is none."""
        shown = (widget for widget in self._window.findChildren(kind) if widget.isVisible())
        return next((widget for widget in shown if widget.accessibleName() == name), None)

    def find(self, kind: type[W], name: str) -> W:
        """Wait for the visible widget of this kind with this accessible name, enabled."""
        until(lambda: self._is_ready(kind, name), f'"{name}" to be on the screen and usable')
        found = self.sees(kind, name)
        assert found is not None  # noqa: S101 - just seen
        return found

    def _is_ready(self, kind: type[W], name: str) -> bool:
        found = self.sees(kind, name)
        return found is not None and found.isEnabled()

    # --- mouse -------------------------------------------------------------------------------------------------

    def press(self, name: str) -> None:
        """Click the button with this name."""
        button = self.find(QAbstractButton, name)
        self.click(button, button.rect().center())

    def press_beginning(self, words: str) -> None:
        """Click the first button whose name begins with these words."""
        until(lambda: self.sees_button(words), f'a button "{words}…"')
        button = self.sees_button(words)
        assert button is not None  # noqa: S101 - just seen
        self.click(button, button.rect().center())

    def sees_button(self, words: str) -> QAbstractButton | None:
        """The first visible button whose name begins with these words; None where there is none."""
        shown = (button for button in self._window.findChildren(QAbstractButton) if button.isVisible())
        return next((button for button in shown if button.accessibleName().startswith(words)), None)

    def click(self, widget: QWidget, at: QPoint, *, is_double: bool = False) -> None:
        """Click a place of a widget, through the window, as a mouse does."""
        spot = widget.mapTo(self._window, at)
        hit = self._window.childAt(spot)
        if hit is None or not (hit is widget or widget.isAncestorOf(hit)):
            raise TooLate(f'"{widget.accessibleName()}" is covered or out of sight')
        (QTest.mouseDClick if is_double else QTest.mouseClick)(self._handle, _LEFT, _NONE, spot)
        self.rest()

    def drag(self, widget: QWidget, start: QPoint, end: QPoint) -> None:
        """Press the mouse at one place of a widget, move it, let go at another."""
        first, last = widget.mapTo(self._window, start), widget.mapTo(self._window, end)
        QTest.mousePress(self._handle, _LEFT, _NONE, first)
        QTest.mouseMove(self._handle, (first + last) / 2)
        QTest.mouseMove(self._handle, last)
        QTest.mouseRelease(self._handle, _LEFT, _NONE, last)
        self.rest()

    def rest(self) -> None:
        """Take the mouse where it points at nothing, so that no tooltip and no hover comes into the picture."""
        QTest.mouseMove(self._handle, QPoint(1, self._window.height() - 2))

    def choose(self, button_name: str, item: str) -> None:
        """Open the menu of a button and click one of its items."""
        self.press(button_name)
        until(lambda: isinstance(QApplication.activePopupWidget(), QMenu), f'the menu of "{button_name}"')
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)  # noqa: S101 - just seen
        action = next((action for action in menu.actions() if action.text() == item), None)
        handle = menu.windowHandle()
        if action is None or handle is None:
            raise TooLate(f'There is no "{item}" in the menu of "{button_name}"')
        QTest.mouseClick(handle, _LEFT, _NONE, menu.actionGeometry(action).center())

    # --- lists -------------------------------------------------------------------------------------------------

    def row_of(self, list_name: str, fits: Callable[[str], bool], what: str) -> tuple[QAbstractItemView, QRect]:
        """Wait for a row whose spoken text fits; the list and the row's place in its viewport."""
        view = self.find(QAbstractItemView, list_name)
        until(lambda: _row_that(view, fits) is not None, f'{what} in the list "{list_name}"')
        row = _row_that(view, fits)
        assert row is not None  # noqa: S101 - just seen
        index = view.model().index(row, 0)
        view.scrollTo(index)
        return view, view.visualRect(index)

    def pick_row(self, list_name: str, words: str) -> None:
        """Click the row whose spoken text holds these words."""
        view, place = self.row_of(list_name, lambda text: words in text, f'"{words}"')
        self.click(view.viewport(), place.center())

    def open_row(self, list_name: str, words: str) -> None:
        """Double-click the row whose spoken text holds these words."""
        view, place = self.row_of(list_name, lambda text: words in text, f'"{words}"')
        self.click(view.viewport(), place.center(), is_double=True)

    # --- keys --------------------------------------------------------------------------------------------------

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = _NONE) -> None:
        """Press a key where the focus is, with other keys held."""
        QTest.keyClick(self._handle, key, held)

    def write(self, field_name: str, text: str) -> None:
        """Click a field and type into it, letter by letter."""
        field = self.find(QLineEdit, field_name)
        self.click(field, field.rect().center())
        self.type(text)

    def type(self, text: str) -> None:
        """Type lower-case letters, digits and signs of ASCII where the focus is, no quicker than a person can."""
        for letter in text:
            self.key(Qt.Key(ord(letter.upper())))
            QTest.qWait(GAP_MS + 5)

    def scan(self, code: str) -> None:
        """Scan a label with a barcode scanner: all signs at once, and Enter."""
        for sign in code:
            QTest.keyClick(self._handle, ord(sign), _NONE)
        self.key(Qt.Key.Key_Return)

    # --- drag and drop -----------------------------------------------------------------------------------------

    def drag_in(self, target: QWidget, files: Sequence[Path]) -> None:
        """Drag files from outside over a widget, and hold them there."""
        enter = QDragEnterEvent(
            QPointF(target.rect().center()), Qt.DropAction.CopyAction, self._carried(files), _LEFT, _NONE
        )
        QApplication.sendEvent(target, enter)
        if not enter.isAccepted():
            raise TooLate("The window takes no files that are dragged over it")

    def drop(self, target: QWidget, files: Sequence[Path]) -> None:
        """Drag files from outside over a widget and let them go there."""
        self.drag_in(target, files)
        at = QPointF(target.rect().center())
        drop = QDropEvent(at, Qt.DropAction.CopyAction, self._carried(files), _LEFT, _NONE)
        QApplication.sendEvent(target, drop)

    def _carried(self, files: Sequence[Path]) -> QMimeData:
        self._mime = QMimeData()  # kept: Qt's drag events only borrow it
        self._mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
        return self._mime

    @property
    def _handle(self) -> QWindow:
        handle = self._window.windowHandle()
        if handle is None:
            raise TooLate("The window is not on a screen")
        return handle


def _row_that(view: QAbstractItemView, fits: Callable[[str], bool]) -> int | None:
    model = view.model()
    for row in range(model.rowCount()):
        if fits(str(model.index(row, 0).data(int(Qt.ItemDataRole.AccessibleTextRole)) or "")):
            return row
    return None
