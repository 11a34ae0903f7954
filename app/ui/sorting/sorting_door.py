"""The way into sorting a batch: its pane in the place of the desk while one is sorted, and the bar that offers it."""

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.facts import DeskChanged, SortChanged
from app.domain.records import Record
from app.flows.desk import Desk
from app.ui.controls.notice import Notice
from app.ui.record.record_search import IdOffer
from app.ui.relay import Relay
from app.ui.sorting.sorting_pane import SortingPane
from app.ui.sorting.words_sorting import offer_text
from app.ui.workspace.workspace_acts import Act, key_hint, key_text
from app.ui.workspace.workspace_pane import WorkspacePane

_LEAST_RECORDS = 2
"""From so many on, the labels on the desk make a batch of it."""


class SortingDoor(QObject):
    """Joins the two to the workspace; `noticed` carries a quiet sentence, `typed` what is for the search."""

    noticed = Signal(str)
    typed = Signal(str)

    def __init__(self, desk: Desk, relay: Relay, workspace: WorkspacePane) -> None:
        super().__init__(workspace)
        self._desk, self._workspace = desk, workspace
        self._acts = acts = workspace.acts
        self.pane = SortingPane(desk, relay, workspace.pictures)
        acts[Act.UPLOAD].changed.connect(self._follow_keys)
        self._follow_keys()
        self.offer = Notice()
        workspace.host(self.pane, self.offer)
        self.is_open = False
        self.pane.noticed.connect(self.noticed)
        self.pane.typed.connect(self.typed)
        self.offer.pressed.connect(desk.sort_by_label)
        acts[Act.SORT].triggered.connect(self._sort)
        relay.fact.connect(self._take)

    @Slot()
    def _follow_keys(self) -> None:
        """The batch leaves with the key that pages leave with."""
        keys = self._acts.deeds[Act.UPLOAD].keys
        self.pane.set_upload_keys(keys, key_hint(keys[0]))

    @Slot()
    def _sort(self) -> None:
        self._desk.sort_by_label()

    @Slot(object)
    def _take(self, fact: object) -> None:
        match fact:
            case DeskChanged(view):
                self._acts[Act.SORT].setEnabled(bool(view.rows) and not view.is_sorting)
                self._offer(0 if view.is_sorting or not view.rows else view.named_count)
            case SortChanged(view):
                self._show(is_open=view.is_on)
            case _:
                pass

    def _offer(self, named_count: int) -> None:
        if named_count < _LEAST_RECORDS:
            self.offer.hide()
        elif self.offer.isHidden():
            deed = self._acts.deeds[Act.SORT]
            self.offer.say("accent", "barcode", offer_text(), f"{deed.text} ({key_text(deed.keys[0])})")

    def _show(self, *, is_open: bool) -> None:
        if is_open is self.is_open:
            return
        self.is_open = is_open
        self._workspace.stand_in(self.pane if is_open else None)
        if is_open:
            self.pane.focus_work()

    def take(self, choice: IdOffer | Record) -> bool:
        """A record was picked in the panel beside: it is for the selected pages, while a batch is sorted."""
        if not self.is_open:
            return False
        if isinstance(choice, Record):
            self.pane.choose(choice)
        else:
            self.pane.choose_id(choice.kind, choice.record_id)
        return True

    def beep(self, code: str) -> bool:
        """A label was scanned: it is for the selected pages, while a batch is sorted."""
        if self.is_open:
            self.pane.beep(code)
        return self.is_open
