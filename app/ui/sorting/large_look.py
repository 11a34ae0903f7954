"""One page of the batch large, in the place of the groups; a page that may be torn is said to be right here."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.sort_shelf import SortPage
from app.ui.controls.button import PlainButton
from app.ui.pictures.page_pictures import PagePictures
from app.ui.workspace.stage import Stage


class LargeLook(QWidget):
    """`left` when a person goes back to the groups, `walked` as on the stage, `approved` when a page is right."""

    left = Signal()
    walked = Signal(object, object)
    approved = Signal()

    def __init__(self, pictures: PagePictures) -> None:
        super().__init__()
        self._pictures = pictures
        self._stage: Stage | None = None
        self.setProperty("role", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._approve = PlainButton(self.tr("It is right"), "circle-check")
        self._approve.clicked.connect(self.approved)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 12, 12)
        self._row.addWidget(self._approve, 0, Qt.AlignmentFlag.AlignBottom)
        escape = QShortcut(QKeySequence("Esc"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.left)

    def show_page(self, page: SortPage, number: int, total: int) -> None:
        """Show this page, the `number`th of so many."""
        self._made().show_row(page.row, number, total)
        self._approve.setVisible(page.row.must_be_seen)

    def focus_page(self) -> None:
        """Let the keys go to the page."""
        self._made().setFocus(Qt.FocusReason.OtherFocusReason)

    def _made(self) -> Stage:
        """The stage, once it is needed."""
        if self._stage is None:
            self._stage = Stage(self._pictures)
            self._stage.large_asked.connect(self.left)
            self._stage.walked.connect(self._walk)
            self._row.insertWidget(0, self._stage, 1)
        return self._stage

    @Slot(object, object)
    def _walk(self, walk: object, extends: object) -> None:
        self.walked.emit(walk, extends)
