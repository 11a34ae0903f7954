"""The bar over the stage: what can be done to the page, and how large it is shown."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.ui.controls.button import ToolButton
from app.ui.workspace.workspace_acts import Act, WorkspaceActs

_GROUPS = (
    (Act.OPEN,),
    (Act.ROTATE_LEFT, Act.ROTATE_RIGHT, Act.CROP, Act.REMOVE),
    (Act.UNDO, Act.REDO),
    (Act.ZOOM_OUT, Act.FULL_SIZE, Act.ZOOM_IN, Act.FIT),
)
_WITH_WORDS = (Act.OPEN, Act.CROP)
WIDE_PX = 560
"""From this width on the most used buttons carry their words."""


class WorkspaceToolbar(QFrame):
    """Buttons for the acts; nothing is ever cut: where it is narrow the words give way to icons alone."""

    def __init__(self, acts: WorkspaceActs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.setProperty("edge", "bottom")
        self._acts = acts
        self._buttons: dict[Act, ToolButton] = {}
        self._spaces: list[QWidget] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(8, 6, 8, 7)
        self._row.setSpacing(2)
        for place, group in enumerate(_GROUPS):
            if place:
                space = QWidget(self)
                self._spaces.append(space)
                self._row.addWidget(space)
            for act in group:
                self._buttons[act] = self._made(act)
                self._row.addWidget(self._buttons[act])
        self._row.addStretch(1)
        self.set_narrow(False)
        self.show_percent(100)

    def _made(self, act: Act) -> ToolButton:
        deed = self._acts.deeds[act]
        name = "" if act is Act.FULL_SIZE else deed.text
        button = ToolButton("", deed.icon_name, name=name, parent=self)
        self._acts.bind(act, button)
        return button

    def set_narrow(self, is_narrow: bool) -> None:
        """Icons alone, closer together."""
        for act in _WITH_WORDS:
            button = self._buttons[act]
            button.set_words("" if is_narrow else self._acts.deeds[act].text)
            button.setToolTip(self._acts[act].toolTip())
        for space in self._spaces:
            space.setFixedWidth(2 if is_narrow else 16)
        self._row.setSpacing(0 if is_narrow else 2)
        self._row.setContentsMargins(4 if is_narrow else 8, 6, 4 if is_narrow else 8, 7)

    @Slot(object)
    def show_percent(self, percent: int) -> None:
        """The zoom, in the middle of its buttons."""
        button = self._buttons[Act.FULL_SIZE]
        button.set_words(f"{percent} %", self.tr("Show at 100 %, now {percent} %").format(percent=percent))
        button.setToolTip(self._acts[Act.FULL_SIZE].toolTip())
        button.setFixedWidth(60)
