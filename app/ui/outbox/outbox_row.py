"""One page in the outbox: what it is, how it stands, what happened, and what a person can do about it."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.outbox_shelf import OutboxRow
from app.ui.announce import announce
from app.ui.controls.button import DangerButton, PlainButton, ToolButton
from app.ui.controls.chip import StatusPill
from app.ui.controls.label import PlainLabel
from app.ui.controls.row_list import ListRow
from app.ui.outbox.words_outbox import RowAct, State, act_name, removal_question, row_text, who_text
from app.ui.theme.icons import icon
from app.ui.theme.theme import theme
from app.ui.words import visible

PAGE_SHARE, STORY_SHARE = 46, 54
STATE_WIDTH_PX = 180
ACTIONS_WIDTH_PX = 196
SIDE_MARGIN_PX = 12
COLUMN_GAP_PX = 16
_ICON_PX = 18
_ICONS = {
    RowAct.RECALL: "arrow-back-up",
    RowAct.RETRY: "refresh",
    RowAct.DETAILS: "info-circle",
    RowAct.GALLERY: "library-photo",
    RowAct.REMOVE: "x",
}


class OutboxRowWidget(ListRow):
    """Shows one entry; its signals carry nothing: whoever made it knows which.

    Only buttons that can act exist: a screen reader meets no others, and a hundred rows are made in no time.
    """

    recall_asked = Signal()
    retry_asked = Signal()
    removal_asked = Signal()
    gallery_asked = Signal()

    def __init__(self, row: OutboxRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = row
        self._called = row.name
        self.setProperty("edge", "top")
        self._file = PlainLabel()
        self.pill = StatusPill()
        self.story = PlainLabel(role="secondary", wraps=True)
        self.detail: PlainLabel | None = None
        self.question: RemovalQuestion | None = None
        self._buttons: dict[RowAct, ToolButton] = {}
        self._build()
        theme().changed.connect(self._tint)
        self._tint()

    def _build(self) -> None:
        page = QVBoxLayout()
        page.setSpacing(0)
        for label in (PlainLabel(self.row.name, elided=True), PlainLabel(who_text(self.row), "note", elided=True)):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            page.addWidget(label)
        first = QHBoxLayout()
        first.setSpacing(12)
        first.addWidget(self._file)
        first.addLayout(page, 1)
        state = QWidget()
        state.setFixedWidth(STATE_WIDTH_PX)
        inner = QHBoxLayout(state)
        inner.setContentsMargins(COLUMN_GAP_PX, 0, 0, 0)
        inner.addWidget(self.pill)
        inner.addStretch(1)
        self._stories = QVBoxLayout()
        self._stories.setSpacing(2)
        self._stories.setContentsMargins(0, 0, COLUMN_GAP_PX, 0)
        self._add_story(self.story)
        actions = QWidget()
        actions.setFixedWidth(ACTIONS_WIDTH_PX)
        self._actions = QHBoxLayout(actions)
        self._actions.setContentsMargins(0, 0, 0, 0)
        self._actions.setSpacing(2)
        self._actions.addStretch(1)
        line = QHBoxLayout()
        line.setContentsMargins(SIDE_MARGIN_PX, 8, SIDE_MARGIN_PX, 8)
        line.setSpacing(0)
        line.addLayout(first, PAGE_SHARE)
        line.addWidget(state)
        line.addLayout(self._stories, STORY_SHARE)
        line.addWidget(actions)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 1, 0, 0)
        self._whole.setSpacing(0)
        self._whole.addLayout(line)
        self.setMinimumHeight(57)

    def _add_story(self, label: PlainLabel) -> None:
        label.setSizePolicy(QSizePolicy.Policy.Ignored, label.sizePolicy().verticalPolicy())
        self._stories.addWidget(label)

    # --- what is shown ---------------------------------------------------------------------------------------------

    def button(self, act: RowAct) -> ToolButton | None:
        """The button for an act; None where the row has none."""
        return self._buttons.get(act)

    def show_row(self, row: OutboxRow, state: State, sentence: str, acts: tuple[RowAct, ...], called: str = "") -> None:
        """Show how the entry stands now. `called` is its name for the buttons, where another row has the same."""
        self.row = row
        self._call(called or row.name)
        self.pill.show_status(state.text, state.tone, state.icon)
        self.story.setText(sentence)
        if acts != tuple(self._buttons):
            self._offer(acts)
        if RowAct.REMOVE not in acts or not removal_question(row):
            self.withdraw_question()
        self.setAccessibleName(visible(row_text(row, state, sentence)))

    def _call(self, called: str) -> None:
        if called == self._called:
            return
        self._called = called
        for act, button in self._buttons.items():
            button.set_name(act_name(act, visible(called)))

    def _offer(self, acts: tuple[RowAct, ...]) -> None:
        for act in [act for act in self._buttons if act not in acts]:
            _put_away(self._buttons.pop(act))
            if act is RowAct.DETAILS:
                self._show_detail(False)
        kept, self._buttons = self._buttons, {}
        for position, act in enumerate(acts):
            button = kept.get(act) or self._new_button(act)
            self._buttons[act] = button
            self._actions.insertWidget(1 + position, button)  # behind the stretch

    def _new_button(self, act: RowAct) -> ToolButton:
        texts = {RowAct.RETRY: self.tr("Try again"), RowAct.RECALL: self.tr("Take back")}
        button = ToolButton(texts.get(act, ""), _ICONS[act], name=act_name(act, visible(self._called)))
        match act:
            case RowAct.RECALL:
                button.clicked.connect(self.recall_asked)
            case RowAct.RETRY:
                button.clicked.connect(self.retry_asked)
            case RowAct.GALLERY:
                button.clicked.connect(self.gallery_asked)
            case RowAct.REMOVE:
                button.clicked.connect(self._ask_removal)
            case RowAct.DETAILS:
                button.setCheckable(True)
                button.toggled.connect(self._show_detail)
        return button

    @Slot(bool)
    def _show_detail(self, shown: bool) -> None:
        if self.detail is not None:
            _put_away(self.detail)
            self.detail = None
        if shown and self.row.problem is not None:
            self.detail = PlainLabel(self.row.problem.detail, "note", wraps=True)
            self._add_story(self.detail)

    # --- removing --------------------------------------------------------------------------------------------------

    @Slot()
    def _ask_removal(self) -> None:
        words = removal_question(self.row)
        if not words:
            self.removal_asked.emit()
        elif self.question is None:
            self.question = RemovalQuestion(words)
            self.question.confirm.clicked.connect(self._removal_confirmed)
            self.question.keep.clicked.connect(self._keep_page)
            self._whole.addWidget(self.question)
            self.question.show()
            self.question.keep.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, words)

    @Slot()
    def _removal_confirmed(self) -> None:
        self.withdraw_question()
        self.removal_asked.emit()

    @Slot()
    def _keep_page(self) -> None:
        self.withdraw_question()
        self._buttons[RowAct.REMOVE].setFocus(Qt.FocusReason.OtherFocusReason)

    def withdraw_question(self) -> None:
        """Ask no longer."""
        if self.question is not None:
            _put_away(self.question)
            self.question = None

    @Slot()
    def _tint(self) -> None:
        self._file.setPixmap(icon("photo", "muted").pixmap(_ICON_PX, _ICON_PX))


class RemovalQuestion(QFrame):
    """Asked in the row itself, before something is erased that DRX does not have."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "strip")
        self.setProperty("tone", "bad")
        self.setAccessibleName(words)
        self.words = words
        self.confirm = DangerButton(self.tr("Remove"), "trash")
        self.keep = PlainButton(self.tr("Keep"))
        line = QHBoxLayout(self)
        line.setContentsMargins(SIDE_MARGIN_PX + _ICON_PX + 12, 8, SIDE_MARGIN_PX, 8)
        line.setSpacing(8)
        line.addWidget(PlainLabel(words, tone="bad", wraps=True), 1)
        line.addWidget(self.confirm)
        line.addWidget(self.keep)


def _put_away(widget: QWidget) -> None:
    widget.hide()
    widget.setParent(None)
    widget.deleteLater()
