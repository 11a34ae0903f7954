"""The bar over the stage: what can be done to the page, and how large it is shown; the rarely used under "More"."""

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QWidget

from app.ui.controls.button import ToolButton
from app.ui.theme.icons import icon
from app.ui.workspace.workspace_acts import Act, WorkspaceActs

_GROUPS = (
    (Act.SCAN, Act.SCAN_WITH, Act.CAMERA, Act.OPEN),
    (Act.ROTATE_LEFT, Act.ROTATE_RIGHT, Act.CROP, Act.STRAIGHTEN, Act.COLOURS),
    (Act.REMOVE, Act.UNDO, Act.REDO),
    (Act.ZOOM_OUT, Act.FULL_SIZE, Act.ZOOM_IN, Act.FIT),
)
_MORE = (
    (Act.CLEAN_UP, Act.LEVEL, Act.FLATTEN, Act.BLACK_OUT, Act.NEXT_INK, Act.JOIN),
    (Act.COMPARE, Act.MEND, Act.APPROVE),
    (Act.SCAN_BEFORE, Act.SCAN_OVER),
    (Act.SORT, Act.OPEN_FOLDER, Act.PASTE, Act.MOVE_LEFT, Act.MOVE_RIGHT, Act.GIVE),
)
_WORDS_GO = (Act.CAMERA, Act.STRAIGHTEN, Act.CROP, Act.SCAN)
"""Where it is narrow the words give way, in this order."""
_BUTTONS_GO = (
    Act.FIT,
    Act.REMOVE,
    Act.ROTATE_LEFT,
    Act.REDO,
    Act.ZOOM_OUT,
    Act.ZOOM_IN,
    Act.SCAN_WITH,
    Act.COLOURS,
    Act.OPEN,
    Act.CAMERA,
)
"""Then the buttons, in this order: they stand in the menu meanwhile."""
_PERCENT_PX = 60


class WorkspaceToolbar(QFrame):
    """Buttons for the acts; nothing is ever cut: what has no room stands under "More"."""

    def __init__(self, acts: WorkspaceActs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.setProperty("edge", "bottom")
        self._acts = acts
        self._buttons: dict[Act, ToolButton] = {}
        self._spaces: list[QWidget] = []
        self._row = QHBoxLayout(self)
        for place, group in enumerate(_GROUPS):
            if place:
                space = QWidget(self)
                self._spaces.append(space)
                self._row.addWidget(space)
            for act in group:
                self._buttons[act] = self._made(act)
                self._row.addWidget(self._buttons[act])
            if Act.COLOURS in group:
                self._more = ToolButton("", "dots", name=self.tr("More"), parent=self)
                self._more.clicked.connect(self._pop_up)
                self._row.addWidget(self._more)
        self._row.addStretch(1)
        self.set_room(10_000)
        self.show_percent(100)

    def _made(self, act: Act) -> ToolButton:
        deed = self._acts.deeds[act]
        name = "" if act is Act.FULL_SIZE else deed.text
        if act is Act.SCAN_WITH:
            button = ToolButton("", "chevron-down", name=name, parent=self)
            button.setToolTip(self._acts[act].toolTip())
            button.clicked.connect(self._pop_up_scan)
            return button
        button = ToolButton("", deed.icon_name, name=name, parent=self)
        self._acts.bind(act, button, shows_key=act is Act.SCAN)
        return button

    @property
    def scan_button(self) -> ToolButton:
        """What begins a scan here."""
        return self._buttons[Act.SCAN]

    # --- room --------------------------------------------------------------------------------------------------

    def set_room(self, width_px: int) -> None:
        """Show as much as goes into this width: words first give way, then buttons."""
        for words_gone in range(len(_WORDS_GO) + 1):
            self._show(words_gone, 0, is_tight=False)
            if self._needed_px() <= width_px:
                return
        for buttons_gone in range(len(_BUTTONS_GO) + 1):
            self._show(len(_WORDS_GO), buttons_gone, is_tight=True)
            if self._needed_px() <= width_px:
                return

    def _show(self, words_gone: int, buttons_gone: int, *, is_tight: bool) -> None:
        for place, act in enumerate(_WORDS_GO):
            button = self._buttons[act]
            button.set_words(self._acts.deeds[act].text if place >= words_gone else "")
            button.setToolTip(self._acts[act].toolTip())
        for act, button in self._buttons.items():
            button.setVisible(act not in _BUTTONS_GO[:buttons_gone])
        for space in self._spaces:
            space.setFixedWidth(2 if is_tight else 12)
        self._row.setSpacing(0 if is_tight else 2)
        self._row.setContentsMargins(4 if is_tight else 8, 6, 4 if is_tight else 8, 7)

    def _needed_px(self) -> int:
        buttons = [button for button in (*self._buttons.values(), self._more) if not button.isHidden()]
        percent = self._buttons[Act.FULL_SIZE]
        widths = [_PERCENT_PX if button is percent else button.sizeHint().width() for button in buttons]
        parts = len(buttons) + len(self._spaces)
        margins = self._row.contentsMargins()
        spaces_px = sum(space.minimumWidth() for space in self._spaces)
        return sum(widths) + spaces_px + parts * self._row.spacing() + margins.left() + margins.right()

    # --- how to scan -------------------------------------------------------------------------------------------

    def scan_menu(self) -> QMenu:
        """The profiles, the way to choose how, and where else the pages can go."""
        menu = self._new_menu()
        for action in self._acts.profiles:
            menu.addAction(action)
        for group in ((Act.SCAN_WITH, Act.EDIT_PROFILES), (Act.SCAN_BEFORE, Act.SCAN_OVER)):
            menu.addSeparator()
            self._add(menu, group)
        return menu

    @Slot()
    def _pop_up_scan(self) -> None:
        arrow = self._buttons[Act.SCAN_WITH]
        self.scan_menu().popup(arrow.mapToGlobal(QPoint(0, arrow.height() + 4)))

    # --- what is rarely used -----------------------------------------------------------------------------------

    def menu(self) -> QMenu:
        """What stands under "More": what has no button now, with the keys beside it."""
        menu = self._new_menu()
        without_room = tuple(act for act, button in self._buttons.items() if button.isHidden())
        for group in (without_room, *_MORE):
            if group and menu.actions():
                menu.addSeparator()
            self._add(menu, group)
        return menu

    def _new_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _add(self, menu: QMenu, group: tuple[Act, ...]) -> None:
        for act in group:
            action = self._acts[act]
            if action.icon().isNull() and self._acts.deeds[act].icon_name:
                action.setIcon(icon(self._acts.deeds[act].icon_name, "muted"))
            menu.addAction(action)

    @Slot()
    def _pop_up(self) -> None:
        self.menu().popup(self._more.mapToGlobal(QPoint(0, self._more.height() + 4)))

    @Slot(object)
    def show_percent(self, percent: int) -> None:
        """The zoom, in the middle of its buttons."""
        button = self._buttons[Act.FULL_SIZE]
        button.set_words(f"{percent} %", self.tr("Show at 100 %, now {percent} %").format(percent=percent))
        button.setToolTip(self._acts[Act.FULL_SIZE].toolTip())
        button.setFixedWidth(_PERCENT_PX)
