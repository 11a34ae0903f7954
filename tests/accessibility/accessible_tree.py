"""What assistive technology is told about a window: its tree, as plain values."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

MOST_NODES = 5000
Role = QAccessible.Role
CONTROLS = frozenset(
    {
        Role.Button,
        Role.ButtonMenu,
        Role.CheckBox,
        Role.RadioButton,
        Role.ComboBox,
        Role.EditableText,
        Role.SpinBox,
        Role.Slider,
        Role.PageTab,
        Role.Link,
        Role.MenuItem,
    }
)


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing on the screen. `size` is in pixels; `path` are the names from the window down to it."""

    role: QAccessible.Role
    name: str
    size: tuple[int, int]
    is_focusable: bool
    acts: tuple[str, ...]
    path: str

    @property
    def is_control(self) -> bool:
        """Is it something to press, to type into or to go to?"""
        return self.role in CONTROLS or self.is_focusable or "Press" in self.acts

    def __str__(self) -> str:
        return f"{self.role.name} {self.name!r} {self.size[0]} × {self.size[1]} in {self.path}"


def seen_in(widget: QWidget) -> tuple[Seen, ...]:
    """Everything visible in a window or a menu, in the order of the tree."""
    QAccessible.setActive(True)
    root = QAccessible.queryAccessibleInterface(widget)
    seen = tuple(_walk(root, ""))
    assert 0 < len(seen) < MOST_NODES
    return seen


def _walk(node: QAccessibleInterface, path: str) -> Iterator[Seen]:
    state = node.state()
    if state.invisible:
        return
    name = node.text(QAccessible.Text.Name)
    actions = node.actionInterface()
    yield Seen(
        node.role(),
        name,
        (node.rect().width(), node.rect().height()),
        bool(state.focusable),
        tuple(actions.actionNames()) if actions is not None else (),
        path,
    )
    for place in range(node.childCount()):
        child = node.child(place)
        if child is not None:
            yield from _walk(child, f"{path} / {name or node.role().name}")
