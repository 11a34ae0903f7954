"""What stands in the desk's place for a while: a pane that knows its parts, and where its work goes on."""

from PySide6.QtWidgets import QWidget


class StandIn(QWidget):
    """Held by the workspace (`WorkspacePane.host`)."""

    def focus_work(self) -> None:
        """Go to where the work goes on."""
        raise NotImplementedError

    def panels(self) -> tuple[QWidget, ...]:
        """The parts that F6 stops at."""
        raise NotImplementedError
