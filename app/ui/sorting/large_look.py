"""One page of the batch large, in the place of the groups: here a person says that it may leave as it is."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.readings import Remark
from app.domain.sort_shelf import SortPage
from app.ui.controls.button import PlainButton
from app.ui.controls.label import PlainLabel
from app.ui.pictures.page_pictures import PagePictures
from app.ui.workspace.stage import Stage
from app.ui.workspace.words_remarks import row_words

_WHY_PX = 220


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
        self._why = PlainLabel("", "secondary", wraps=True)
        self._why.setFixedWidth(_WHY_PX)
        answer = QVBoxLayout()
        answer.setSpacing(8)
        answer.addStretch(1)
        answer.addWidget(self._why)
        answer.addWidget(self._approve, 0, Qt.AlignmentFlag.AlignLeft)
        self._row.addLayout(answer)
        self._approve.setToolTip(self.tr("It may leave as it is (Y)"))
        for key, act in (("Esc", self.left.emit), ("Y", self._answer)):
            shortcut = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def show_page(self, page: SortPage, number: int, total: int) -> None:
        """Show this page, the `number`th of so many."""
        self._made().show_row(page.row, number, total)
        self._approve.set_words(self.tr("Send it all the same") if page.is_there_already else self.tr("It is right"))
        self._approve.setVisible(page.needs_look)
        remark = Remark.ALREADY_THERE if page.is_there_already else Remark.MAYBE_TORN
        self._why.setText(row_words(page.row, remark).reason)
        self._why.setVisible(page.needs_look)

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

    @Slot()
    def _answer(self) -> None:
        if self._approve.isVisible():
            self.approved.emit()

    @Slot(object, object)
    def _walk(self, walk: object, extends: object) -> None:
        self.walked.emit(walk, extends)
