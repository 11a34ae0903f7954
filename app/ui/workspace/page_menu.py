"""What can be done with the page under the pointer in the filmstrip, with the keys beside it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from app.ui.theme.icons import icon
from app.ui.workspace.workspace_acts import Act, WorkspaceActs

_GROUPS = (
    (Act.ROTATE_RIGHT, Act.STRAIGHTEN, Act.CLEAN_UP),
    (Act.SCAN_BEFORE, Act.SCAN_OVER),
    (Act.MOVE_LEFT, Act.MOVE_RIGHT, Act.GIVE, Act.REMOVE),
)


def page_menu(acts: WorkspaceActs, parent: QWidget) -> QMenu:
    """The menu for the selected pages; it goes when it closes."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for group in _GROUPS:
        if menu.actions():
            menu.addSeparator()
        for act in group:
            action = acts[act]
            if action.icon().isNull() and acts.deeds[act].icon_name:
                action.setIcon(icon(acts.deeds[act].icon_name, "muted"))
            menu.addAction(action)
    return menu
