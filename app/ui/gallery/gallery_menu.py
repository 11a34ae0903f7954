"""What else can be done with the selected images, as a menu."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from app.ui.theme.icons import icon

MAX_SIDE_BY_SIDE = 4


def gallery_menu(
    parent: QWidget,
    *,
    chosen: int,
    is_aside: bool,
    copy: Callable[[], None],
    reuse: Callable[[], None],
    compare: Callable[[], None],
    select_all: Callable[[], None],
) -> QMenu:
    """`chosen` images are selected. What can't be done with so many, or aside, is there and says so by being grey."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    copying = menu.addAction(icon("copy"), _say("Copy as a picture"), copy)
    copying.setShortcut(QKeySequence("Ctrl+C"))
    copying.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # the pane has the key; here it is only shown
    copying.setEnabled(chosen == 1)
    reusing = menu.addAction(icon("file-import"), _say("Use as a new page"), reuse)
    reusing.setEnabled(chosen > 0 and not is_aside)
    comparing = menu.addAction(icon("columns-2"), _say("Compare side by side"), compare)
    comparing.setEnabled(2 <= chosen <= MAX_SIDE_BY_SIDE)
    menu.addSeparator()
    everything: QAction = menu.addAction(icon("stack-2"), _say("Select all"), select_all)
    everything.setShortcut(QKeySequence("Ctrl+A"))
    everything.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    return menu


def _say(text: str) -> str:
    return QCoreApplication.translate("Gallery", text)
