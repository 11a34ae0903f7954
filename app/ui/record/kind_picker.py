"""The kinds of records as segments: three at hand, the rest under More; none chosen means all."""

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.records import RecordKind
from app.ui.controls.segmented import Choice, Segment, Segmented
from app.ui.words import kind_word

AT_HAND = (RecordKind.PATIENT, RecordKind.PRESCRIPTION, RecordKind.DELIVERY)
UNDER_MORE = (RecordKind.SALE, RecordKind.ITEM, RecordKind.COMPOUND_BATCH, RecordKind.USER)


class KindPicker(Segmented):
    """`kind_chosen` carries a RecordKind or None."""

    kind_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        choices = [Choice(kind, kind_word(kind)) for kind in AT_HAND]
        super().__init__(choices, name=self.tr("Kind of record"), may_be_none=True, parent=parent)
        self._kind: RecordKind | None = None
        self._more = Segment(self.tr("More"), name=self.tr("More kinds of records"), parent=self)
        self._row.addWidget(self._more)
        self._segments.append((UNDER_MORE, self._more))  # so that it is painted and unchecked with the others
        self._menu = QMenu(self)
        self._actions: dict[RecordKind, QAction] = {}
        group = QActionGroup(self)
        group.setExclusionPolicy(QActionGroup.ExclusionPolicy.ExclusiveOptional)
        for kind in UNDER_MORE:
            action = QAction(kind_word(kind), self._menu, checkable=True)
            action.setData(kind)
            group.addAction(action)
            self._actions[kind] = action
        self._menu.addActions(list(self._actions.values()))
        self._menu.triggered.connect(self._picked_from_menu)
        self._more.clicked.connect(self._open_menu)
        self.chosen.connect(self._picked_segment)

    @property
    def kind(self) -> RecordKind | None:
        """The chosen kind; None: all."""
        return self._kind

    def show_kind(self, kind: RecordKind | None) -> None:
        """Show this kind as chosen, without a signal."""
        self._kind = kind
        is_under_more = kind in UNDER_MORE
        self.choose(UNDER_MORE if is_under_more else kind)
        for its_kind, action in self._actions.items():
            action.setChecked(its_kind is kind)
        if kind is not None and is_under_more:
            short = self.tr("Batch") if kind is RecordKind.COMPOUND_BATCH else kind_word(kind)
            self._more.set_words(short, kind_word(kind))
        else:
            self._more.set_words(self.tr("More"), self.tr("More kinds of records"))

    @Slot()
    def _open_menu(self) -> None:
        self.show_kind(self._kind)  # the press itself chooses nothing
        self._menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height() + 4)))

    @Slot(QAction)
    def _picked_from_menu(self, action: QAction) -> None:
        kind: RecordKind = action.data()
        self._take(kind if action.isChecked() else None)

    @Slot(object)
    def _picked_segment(self, value: object) -> None:
        self._take(value if isinstance(value, RecordKind) else None)

    def _take(self, kind: RecordKind | None) -> None:
        self.show_kind(kind)
        self.kind_chosen.emit(kind)
