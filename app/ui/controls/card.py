"""A card: a ground of its own with a thin line and round corners."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.ui.theme.theme import repolish


class Card(QFrame):
    """A frame with a column inside (`column`); `tone` is empty, accent, good, warn or bad."""

    def __init__(
        self, tone: str = "", *, margin_px: int = 12, spacing_px: int = 4, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setProperty("tone", tone)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(margin_px, margin_px, margin_px, margin_px)
        self.column.setSpacing(spacing_px)

    def set_tone(self, tone: str) -> None:
        """Change the colour."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            repolish(self)
