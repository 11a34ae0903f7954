"""F6: from panel to panel, so that nobody tabs through a hundred rows."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

MAX_STEPS = 2000
"""The focus chain is a ring; this only bounds a broken one."""


def focus_next_panel(panels: Sequence[QWidget], steps: int) -> None:
    """Move the focus to the first control of the next (or, with -1, the previous) visible panel."""
    shown = [panel for panel in panels if panel.isVisible()]
    if not shown:
        return
    holder = shown[0].window().focusWidget()
    at = next((index for index, panel in enumerate(shown) if holder is not None and _is_in(holder, panel)), -1)
    for offset in range(1, len(shown) + 1):
        panel = shown[(at + steps * offset if at >= 0 else offset - 1) % len(shown)]
        target = first_control(panel)
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)
            return


def first_control(panel: QWidget) -> QWidget | None:
    """The first control of a panel that takes the Tab key, in the order of tabbing."""
    widget = panel
    for _ in range(MAX_STEPS):
        takes_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if _is_in(widget, panel) and takes_tab and widget.isEnabled() and widget.isVisible():
            return widget
        following = widget.nextInFocusChain()
        if following is None or following is panel:
            return None
        widget = following
    return None


def _is_in(widget: QWidget, panel: QWidget) -> bool:
    return widget is panel or panel.isAncestorOf(widget)
