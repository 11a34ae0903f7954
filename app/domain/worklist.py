"""A worklist: records that each want a page, ticked off by what arrives. The rules; the text is read beside this."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from app.domain.belonging import key_of
from app.domain.parcels import OutboxEntry, Stage
from app.domain.records import Record, RecordKind
from app.domain.worklist_text import MAX_ITEMS, Wanted


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One line of a worklist. `record` is what DRX says of it, None while it was not asked or does not know.

    `is_unknown`: DRX knows no such record, or more than one; a person has to look it up. `done_at` is when a page for
    it arrived (UTC).
    """

    text: str
    kind: RecordKind | None = None
    is_label: bool = False
    record: Record | None = None
    is_unknown: bool = False
    is_skipped: bool = False
    done_at: datetime | None = None

    @property
    def key(self) -> str:
        """What tells it from the other lines."""
        return f"{self.kind.value if self.kind else ''} {self.text}"

    @property
    def is_settled(self) -> bool:
        """Is there nothing more to ask DRX about it?"""
        return self.record is not None or self.is_unknown

    @property
    def target(self) -> Record | None:
        """The record that the line means, as far as that is sure."""
        if self.record is not None:
            return self.record
        return Record(self.kind, self.text) if self.kind is not None and not self.is_label else None

    @property
    def target_key(self) -> str:
        """What a page for it is known by; empty where that is not sure."""
        return key_of(self.target) if self.target is not None else ""


@dataclass(frozen=True, slots=True)
class Worklist:
    """The lines in their order; pages queued since `made_at` (UTC) tick them off."""

    items: tuple[WorkItem, ...] = ()
    made_at: datetime | None = None

    def with_more(self, wanted: Iterable[Wanted], now: datetime) -> "Worklist":
        """These lines behind those that are there, each once, `MAX_ITEMS` at most."""
        known = {item.key for item in self.items}
        new = [WorkItem(each.text, each.kind, each.is_label) for each in wanted]
        items = (*self.items, *(item for item in new if item.key not in known))[:MAX_ITEMS]
        return Worklist(items, self.made_at or now)

    def without(self, key: str) -> "Worklist":
        return replace(self, items=tuple(item for item in self.items if item.key != key))

    def skipping(self, key: str) -> "Worklist":
        """Pass this line over from now on; once more takes that back."""
        return self._changed(key, lambda item: replace(item, is_skipped=not item.is_skipped))

    def named(self, key: str, record: Record | None) -> "Worklist":
        """DRX was asked: this is the record that the line means, or it knows none."""
        return self._changed(key, lambda item: replace(item, record=record, is_unknown=record is None))

    def ticked(self, entries: Sequence[OutboxEntry]) -> "Worklist":
        """With what has arrived ticked off; the very same list where nothing has."""
        arrived = {
            key_of(entry.record): entry.receipt.accepted_at
            for entry in self._since(entries)
            if entry.stage is Stage.DELIVERED and entry.receipt is not None
        }
        open_ = [item for item in self.items if item.done_at is None and item.target_key in arrived]
        if not open_:
            return self
        done = {item.key: replace(item, done_at=arrived[item.target_key]) for item in open_}
        return replace(self, items=tuple(done.get(item.key, item) for item in self.items))

    def on_their_way(self, entries: Iterable[OutboxEntry]) -> frozenset[str]:
        """The target keys that pages on their way are for."""
        return frozenset(key_of(e.record) for e in self._since(entries) if e.stage is not Stage.DELIVERED)

    def _since(self, entries: Iterable[OutboxEntry]) -> Iterable[OutboxEntry]:
        made_at = self.made_at
        return (entry for entry in entries if made_at is not None and entry.queued_at >= made_at)

    def _changed(self, key: str, change: Callable[[WorkItem], WorkItem]) -> "Worklist":
        return replace(self, items=tuple(change(item) if item.key == key else item for item in self.items))


class WorkState(Enum):
    """How it stands with a line."""

    OPEN = "open"
    QUEUED = "queued"  # a page for it is on its way
    DONE = "done"
    SKIPPED = "skipped"
    UNKNOWN = "unknown"  # a person has to look it up


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One line as a window shows it. `is_picked`: the desk is for this record now."""

    key: str
    text: str
    record: Record | None
    kind: RecordKind | None
    state: WorkState
    is_picked: bool = False


@dataclass(frozen=True, slots=True)
class WorklistView:
    """The worklist as a window shows it; `unread` and `left_out` are of the text that was taken last."""

    rows: tuple[WorkRow, ...] = ()
    can_undo: bool = False
    unread: int = 0
    left_out: int = 0

    def count(self, state: WorkState) -> int:
        """How many lines stand like this."""
        return sum(row.state is state for row in self.rows)

    @property
    def next_key(self) -> str:
        """The first open line behind the picked one, and from the top again; empty where none is open."""
        picked = next((place for place, row in enumerate(self.rows) if row.is_picked), -1)
        order = (*self.rows[picked + 1 :], *self.rows[: picked + 1])
        return next((row.key for row in order if row.state is WorkState.OPEN and not row.is_picked), "")


def rows_of(worklist: Worklist, entries: Sequence[OutboxEntry], picked: Record | None) -> tuple[WorkRow, ...]:
    """The rows of a worklist; `entries` are of this store."""
    on_their_way = worklist.on_their_way(entries)
    picked_key = key_of(picked) if picked is not None else None
    return tuple(
        WorkRow(item.key, item.text, item.record, item.kind, _state(item, on_their_way), item.target_key == picked_key)
        for item in worklist.items
    )


def _state(item: WorkItem, on_their_way: frozenset[str]) -> WorkState:
    if item.done_at is not None:
        return WorkState.DONE
    if item.target_key in on_their_way:
        return WorkState.QUEUED
    if item.is_skipped:
        return WorkState.SKIPPED
    return WorkState.UNKNOWN if item.is_unknown else WorkState.OPEN
