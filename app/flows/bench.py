"""The bench: the pages being worked on, the record they are for, and every step that can be taken back."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from app.domain.capture_shelf import AT_THE_END, Placement
from app.domain.pages import BlobRef, BrokenFile, DeskItem, DeskPage, PageId, original_of
from app.domain.records import Record
from app.domain.shelves import Step
from app.flows.gap import Gap

MAX_STEPS = 10_000
"""Far beyond what a person meets; a step is a tuple of references, not of pictures."""

Items = tuple[DeskItem, ...]


class Returned(NamedTuple):
    """The desk with pages that came back."""

    items: Items
    record: Record | None


class Stack(NamedTuple):
    """What lies on a bench with all that can be taken back: it can wait, and come back as it lay."""

    record: Record | None
    items: Items = ()
    past: tuple[tuple[Step, Items], ...] = ()
    future: tuple[tuple[Step, Items], ...] = ()

    def originals(self) -> set[BlobRef]:
        """The bytes that its pages need, and those that a step back or forward could bring back."""
        every = (self.items, *(items for _, items in self.past), *(items for _, items in self.future))
        return {blob for items in every for item in items if (blob := original_of(item)) is not None}

    def without(self, page_ids: Collection[PageId]) -> "Stack":
        """As if these had never lain here: no step back or forward brings them, because they lie elsewhere now."""
        return self._everywhere(lambda items: tuple(item for item in items if item.id not in page_ids))

    def with_more(self, more: Items) -> "Stack":
        """As if these had lain here from the beginning, behind the others: no step back takes them away."""
        return self._everywhere(lambda items: (*items, *more))

    def _everywhere(self, changed: Callable[[Items], Items]) -> "Stack":
        past, future = (tuple((step, changed(items)) for step, items in steps) for steps in (self.past, self.future))
        return Stack(self.record, changed(self.items), past, future)


class Bench:
    """Holds the desk's items as one value; a step is the value before it. Lives on the courier's loop."""

    def __init__(self, on_change: Callable[[], None]) -> None:
        self.items: Items = ()
        self.record: Record | None = None
        self._on_change = on_change
        self._past: list[tuple[Step, Items]] = []
        self._future: list[tuple[Step, Items]] = []
        self._open: Gap | None = None

    @property
    def next_undo(self) -> Step | None:
        """The step that undo would take back."""
        return self._past[-1][0] if self._past else None

    @property
    def next_redo(self) -> Step | None:
        """The step that redo would do again."""
        return self._future[-1][0] if self._future else None

    @property
    def pages(self) -> tuple[DeskPage, ...]:
        """The items that are readable pages."""
        return tuple(item for item in self.items if isinstance(item, DeskPage))

    def page(self, page_id: PageId) -> DeskPage | None:
        """The page with this ID, or None when it is no longer there (a late command)."""
        return next((page for page in self.pages if page.id == page_id), None)

    def locked(self, page_id: PageId) -> BrokenFile | None:
        """The file with this ID that waits for its password, or None."""
        locked = (item for item in self.items if isinstance(item, BrokenFile) and item.is_locked)
        return next((item for item in locked if item.id == page_id), None)

    def put_in_place(self, step: Step, page_id: PageId, items: Sequence[DeskItem]) -> None:
        """Take a step that puts these in the place of one item; none where that is no longer there."""
        self.change(step, (new for item in self.items for new in (items if item.id == page_id else (item,))))

    def change(self, step: Step, items: Iterable[DeskItem]) -> None:
        """Take a step; nothing is noted when it changes nothing."""
        after = tuple(items)
        if after == self.items:
            return
        self._past.append((step, self.items))
        del self._past[:-MAX_STEPS]
        self._future.clear()
        self._open = None
        self.items = after
        self._on_change()

    def change_pages(self, step: Step, page_ids: Sequence[PageId], edit: Callable[[DeskPage], DeskPage]) -> None:
        """Take a step that edits some pages where they lie."""
        wanted = frozenset(page_ids)
        self.change(
            step,
            (edit(item) if isinstance(item, DeskPage) and item.id in wanted else item for item in self.items),
        )

    def restate(self, broken: BrokenFile) -> None:
        """Say something else about a file that could not be read; no step, because nothing was done."""
        self.items = tuple(broken if item.id == broken.id else item for item in self.items)
        self._on_change()

    def gap(self, placement: Placement = AT_THE_END) -> Gap:
        """The place that is meant by `placement` as the desk lies now; pages may come into it much later."""
        return Gap(placement, self.items)

    def insert(self, items: Sequence[DeskItem], gap: Gap) -> None:
        """Put pages that arrived into their gap; those that come into it one after the other are one step.

        They join only where nothing else was done since: what was undone in between stays undone.
        """
        if not items:
            return
        step, after = gap.step_on(self.items), gap.filled(items, self.items)
        if gap is self._open:
            self.items = after
            self._on_change()
        else:
            self.change(step, after)
        self._open = gap

    def undo(self) -> None:
        """Take the last step back."""
        if self._past:
            step, before = self._past.pop()
            self._future.append((step, self.items))
            self._open = None
            self.items = before
            self._on_change()

    def redo(self) -> None:
        """Do the step again that was taken back last."""
        if self._future:
            step, after = self._future.pop()
            self._open = None
            self._past.append((step, self.items))
            self.items = after
            self._on_change()

    def hand_over(self, page_ids: Iterable[PageId]) -> None:
        """These pages left for the outbox: they and every step before are gone, so that no undo sends them twice."""
        gone = frozenset(page_ids)
        self._open = None
        self._past.clear()
        self._future.clear()
        self.items = tuple(item for item in self.items if item.id not in gone)
        self._on_change()

    def with_returned(self, items: Sequence[DeskItem], order: Sequence[PageId], record: Record | None) -> Returned:
        """How the desk would lie with these back at their places in `order`; what came since stands behind them.

        Where other pages lie there for another record than `record`, nobody's is picked: a person says whose they are.
        """
        whose = common_record(record, self.record) if self.items else record or self.record
        return Returned(_returned(items, order, self.items), whose)

    def bring_back(self, items: Sequence[DeskItem], order: Sequence[PageId], record: Record | None) -> None:
        """Pages return from the outbox, or from before the program ended. No step: undo neither has nor loses them."""
        self.items, self.record = self.with_returned(items, order, record)
        self._past = [(step, _returned(items, order, before)) for step, before in self._past]
        self._future = [(step, _returned(items, order, after)) for step, after in self._future]
        self._open = None
        self._on_change()

    def work_for(self, record: Record | None) -> None:
        """Pick a record; no step, because the pages stay as they are."""
        self.record = record
        self._on_change()

    def name_record(self, told: Record) -> None:
        """Fill in what DRX told about the picked record; ignored when another one was picked meanwhile."""
        held = self.record
        if held is not None and (held.kind, held.id) == (told.kind, told.id):
            patient_id = told.patient_id or held.patient_id
            self.work_for(replace(told, patient_id=patient_id, user_id=held.user_id, more_links=held.more_links))

    def empty(self) -> None:
        """Start over: no pages, no record, no steps."""
        self._open = None
        self._past.clear()
        self._future.clear()
        self.items = ()
        self.work_for(None)

    def stack(self) -> Stack:
        """All that lies here, to be put aside."""
        return Stack(self.record, self.items, tuple(self._past), tuple(self._future))

    def put_down(self, stack: Stack) -> None:
        """Work on this stack from now on. Whoever wants what lies here now has taken it with `stack` before."""
        self._open = None
        self._past, self._future = list(stack.past), list(stack.future)
        self.items = stack.items
        self.work_for(stack.record)

    def originals(self) -> set[BlobRef]:
        """The bytes that the pages on the desk need, and those that a step back or forward could bring back."""
        return self.stack().originals()


def common_record(one: Record | None, other: Record | None) -> Record | None:
    """Whom pages of two desks are for when they lie together: nobody, where they were for different records."""
    if one is None or other is None:
        return one or other
    if (one.kind, one.id) != (other.kind, other.id):
        return None
    return replace(other, more_links=other.more_links or one.more_links)


def _returned(items: Sequence[DeskItem], order: Sequence[PageId], held: Items) -> Items:
    place = {page_id: number for number, page_id in enumerate(order)}
    return tuple(sorted((*items, *held), key=lambda item: place.get(item.id, len(place))))
