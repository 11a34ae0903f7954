"""The relay: carries facts from the courier's room up into the shop, as one Qt signal with one object."""

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.domain.facts import Fact


class Relay(QObject):
    """Made in the UI thread. Panes connect named methods marked `@Slot(object)` to `fact`."""

    fact = Signal(object)
    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Always queued: a listener may call the desk, and a fact must never be told in the middle of another.
        self._arrived.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def publish(self, fact: Fact) -> None:
        """Tell a fact to every window; may be called from any thread and returns at once."""
        self._arrived.emit(fact)

    @Slot(object)
    def _tell(self, fact: Fact) -> None:
        self.fact.emit(fact)
