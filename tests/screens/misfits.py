"""What does not fit on a screen, by geometry: text that is cut, parts that lie over each other or stick out.

Text that may give way says so: an elided label has the whole of it in its tooltip, and the primary button carries a
name of any length. Everything else has to be whole.
"""

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QKeySequenceEdit, QLabel, QLineEdit, QWidget

from app.ui.controls.button import Button
from app.ui.controls.label import PlainLabel

SLACK_PX = 1
"""A font may ask for a fraction more than a layout of whole pixels gives it."""


def misfits(window: QWidget) -> list[str]:
    """One line for each thing that does not fit, the place of it last."""
    shown = [widget for widget in window.findChildren(QWidget) if widget.isVisible() and not _is_scrolled_away(widget)]
    found = [line for widget in shown for line in (*_cut(widget), *_outside(widget))]
    return found + [line for parent in {widget.parentWidget() for widget in shown} for line in _overlaps(parent, shown)]


def texts(window: QWidget) -> list[str]:
    """Every text that can be read or is told to assistive technology, tooltips too; keys have Qt's own names."""
    found = set[str]()
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and not isinstance(widget.parentWidget(), QKeySequenceEdit):
            found |= {widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()}
            if isinstance(widget, (QLabel, QAbstractButton, QLineEdit)):
                found.add(widget.text())
            if isinstance(widget, QLineEdit):
                found.add(widget.placeholderText())
    return sorted(found - {""})


def _words(widget: QWidget) -> str:
    text = widget.accessibleName() or (widget.text() if isinstance(widget, (QLabel, QLineEdit)) else "")
    return f"{type(widget).__name__} “{text[:60]}”"


def _cut(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, Button):
        if widget.words and not widget.may_elide() and widget.width() + SLACK_PX < widget.minimumSizeHint().width():
            yield f"cut: {_words(widget)} has {widget.width()} of {widget.minimumSizeHint().width()} px"
    elif isinstance(widget, PlainLabel) and widget.text() and not widget.may_give_way:
        room = widget.contentsRect()
        metrics = QFontMetrics(widget.font())
        if widget.wordWrap():
            flags = int(Qt.TextFlag.TextWordWrap)
            needed = metrics.boundingRect(QRect(0, 0, room.width(), 10_000), flags, widget.text())
            if needed.height() > room.height() + metrics.descent() or needed.width() > room.width() + SLACK_PX:
                yield f"cut: {_words(widget)} has {room.size().toTuple()} of {needed.size().toTuple()} px"
        else:
            needed_px = max(metrics.horizontalAdvance(line) for line in widget.text().splitlines())
            if needed_px > room.width() + SLACK_PX:
                yield f"cut: {_words(widget)} has {room.width()} of {needed_px} px"


def _outside(widget: QWidget) -> Iterator[str]:
    parent = widget.parentWidget()
    if parent is None or widget.isWindow() or not isinstance(widget, (Button, QLabel, QLineEdit)):
        return
    if not parent.rect().contains(widget.geometry()) and not _is_in_scroll(widget):
        yield f"sticks out: {_words(widget)} at {widget.geometry().getRect()} of {parent.rect().getRect()}"


def _overlaps(parent: QWidget | None, shown: list[QWidget]) -> Iterator[str]:
    """Parts of one layout; what lies over others on purpose (sheets, notices, a veil) is in no layout."""
    layout = parent.layout() if parent is not None else None
    if layout is None or parent is None:
        return
    parts = [widget for widget in shown if widget.parentWidget() is parent and layout.indexOf(widget) >= 0]
    for one, other in combinations(parts, 2):
        shared = one.geometry().intersected(other.geometry())
        if shared.width() > SLACK_PX and shared.height() > SLACK_PX:
            yield f"overlap: {_words(one)} and {_words(other)} share {shared.getRect()}"


def _is_in_scroll(widget: QWidget) -> bool:
    return any(isinstance(above, QAbstractScrollArea) for above in _above(widget))


def _is_scrolled_away(widget: QWidget) -> bool:
    """Is it in a list or a column that was scrolled on, so that nobody sees it?"""
    for above in _above(widget):
        if isinstance(above, QAbstractScrollArea):
            seen = QRect(above.viewport().mapToGlobal(QPoint(0, 0)), above.viewport().size())
            return not seen.contains(QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size()).center())
    return False


def _above(widget: QWidget) -> Iterator[QWidget]:
    parent = widget.parentWidget()
    while parent is not None and not widget.isWindow():
        yield parent
        widget, parent = parent, parent.parentWidget()
