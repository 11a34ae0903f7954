"""What is known of the image that the viewer shows: a narrow column of lines beside it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.ui.controls.label import PlainLabel

_WIDTH_PX = 250
_MARGIN_PX = 20


class Lines(QFrame):
    """Lines of plain text, one under the other, in the middle of the height."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("viewer_details")
        self.setAccessibleName(name)
        self.setFixedWidth(_WIDTH_PX)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_MARGIN_PX, 0, _MARGIN_PX, 0)
        self._column.setSpacing(8)
        self._column.addStretch(1)
        self._column.addStretch(1)
        self._lines: list[PlainLabel] = []

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show these."""
        while len(self._lines) < len(lines):
            label = PlainLabel(role="secondary", wraps=True)
            self._column.insertWidget(1 + len(self._lines), label)
            self._lines.append(label)
        for number, label in enumerate(self._lines):
            text = lines[number] if number < len(lines) else ""
            label.setText(text)
            label.setVisible(bool(text))
            label.setFixedHeight(max(0, label.heightForWidth(_WIDTH_PX - 2 * _MARGIN_PX)))
