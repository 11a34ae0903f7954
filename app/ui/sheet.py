"""A sheet that slides over the right edge of the window: settings, scanners, words about the program. Not modal."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.ui.controls.button import ToolButton
from app.ui.controls.finger_scroll import scroll_by_finger
from app.ui.controls.label import PlainLabel

_WIDTH_PX = 400


class Sheet(QFrame):
    """Lies over `over`, at its right edge, as high as it is; Esc or its button closes it."""

    def __init__(self, title: str, over: QWidget) -> None:
        super().__init__(over)
        self.setProperty("role", "panel")
        self.setProperty("edge", "left")
        self.setAccessibleName(title)
        self._over = over
        self._came_from: QWidget | None = None
        self._is_furnished = False
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 12, 8, 12)
        head = QHBoxLayout()
        head.addWidget(PlainLabel(title, "heading"), 1)
        self._close = ToolButton("", "x", name=self.tr("Close {title}").format(title=title))
        head.addWidget(self._close)
        outer.addLayout(head)
        body = QWidget()
        body.setProperty("role", "scrolled")
        self.column = QVBoxLayout(body)
        self.column.setContentsMargins(0, 0, 12, 0)
        self.column.setSpacing(6)
        self._scroll = scroll = QScrollArea(widgetResizable=True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(title)  # it takes the focus, so that the keys can scroll it
        scroll.setWidget(body)
        scroll_by_finger(scroll)
        outer.addWidget(scroll, 1)
        self.foot = QVBoxLayout()
        self.foot.setContentsMargins(0, 0, 12, 0)
        outer.addLayout(self.foot)
        self._close.clicked.connect(self.close_sheet)
        over.installEventFilter(self)
        self.hide()

    def toggle(self) -> None:
        """Open it, or close it where it is open."""
        if self.isVisible():
            self.close_sheet()
        else:
            if not self._is_furnished:
                self._is_furnished = True
                self.furnish()
            self._came_from = self.window().focusWidget()
            self._lie()
            self.show()
            self.raise_()
            self._close.setFocus(Qt.FocusReason.OtherFocusReason)

    def furnish(self) -> None:
        """Make what takes its time, before the sheet is seen for the first time: the start has no need of it."""

    def close_sheet(self) -> None:
        """Close it; the focus goes back to where it was."""
        self.hide()
        if self._came_from is not None:
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)
            self._came_from = None

    def reveal(self, part: QWidget) -> None:
        """Scroll to a part that came just now, once it is laid out."""
        QTimer.singleShot(0, part, lambda: self._scroll.ensureWidgetVisible(part, 0, 8))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_sheet()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self._lie()
        return super().eventFilter(watched, event)

    def _lie(self) -> None:
        width = min(_WIDTH_PX, self._over.width())
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self.setGeometry(0 if is_mirrored else self._over.width() - width, 0, width, self._over.height())


def text_sheet(over: QWidget, title: str, paragraphs: tuple[str, ...]) -> Sheet:
    """A few paragraphs as a sheet."""
    sheet = Sheet(title, over)
    for paragraph in paragraphs:
        sheet.column.addWidget(PlainLabel(paragraph, "secondary", wraps=True))
    sheet.column.addStretch(1)
    return sheet
