"""Stacks: what lies on the desk waits while another record's pages come to it, and comes back with one press.

Pages can be laid to another record's by hand, too; that is a step that undo takes back while nothing else was done.
"""

from collections.abc import Callable, Collection
from typing import NamedTuple

from app.domain.belonging import key_of
from app.domain.errors import AppError, Problem
from app.domain.pages import BlobRef, PageId
from app.domain.records import Record
from app.domain.shelves import WaitingStack
from app.flows.bench import Bench, Stack

MAX_LAID = 1_000
"""So often can it be undone that pages were laid to another record's."""

MAX_WAITING = 50
"""Far more than a counter has in hand; beyond, nothing is put aside, and it is said."""

TOO_MANY = Problem("Too many stacks wait already", "Upload some of them first, then scan the label again")


class Layout(NamedTuple):
    """How everything lay at one moment."""

    desk: Stack
    waiting: tuple[Stack, ...]

    def is_as(self, other: "Layout") -> bool:
        """Do the same pages lie in the same places, for the same record, with as many steps behind them?"""
        ours, theirs = (
            (
                key_of(layout.desk.record) if layout.desk.record else "",
                len(layout.desk.past),
                layout.desk.items,
                [stack.items for stack in layout.waiting],
            )
            for layout in (self, other)
        )
        return ours == theirs


class Laying(NamedTuple):
    """Pages were laid to another record's: how everything lay before and after that."""

    before: Layout
    after: Layout


class Stacks:
    """Holds the stacks that wait, the last one first. Lives on the courier's loop.

    Between two lines of these methods nothing else runs, so no page is ever in two places of what the keeper writes.
    """

    def __init__(self, bench: Bench, on_record: Callable[[Record | None], None]) -> None:
        """`on_record` is told of a record that comes back with its pages."""
        self._bench, self._on_record = bench, on_record
        self.on_swap: Callable[[], None] = _do_nothing
        """Called before another stack comes to the desk: what still waits to bring pages brings them to this one."""
        self.waiting: tuple[Stack, ...] = ()
        self._laid: list[Laying] = []
        self._unlaid: list[Laying] = []

    @property
    def told(self) -> tuple[WaitingStack, ...]:
        """The stacks as a window shows them."""
        return tuple(WaitingStack(stack.record, len(stack.items)) for stack in self.waiting)

    def begin(self, record: Record, *, apart: bool = False) -> None:
        """Work for this record: pages that lie there for another one wait, those that waited for it come back.

        Pages that are nobody's yet are this one's; with `apart` they wait. Raises `AppError` where too many wait.
        """
        bench = self._bench
        held = bench.record
        if held is not None and key_of(held) == key_of(record):
            return
        has_others = (held is not None or apart) and bool(bench.items)
        mine = self._of(record)
        if mine is None and not has_others:
            return
        if has_others and mine is None and len(self.waiting) >= MAX_WAITING:
            raise AppError(TOO_MANY)
        if mine is not None and bench.items and held is None and not apart:
            return  # what is nobody's joins by hand: two piles are never mixed unasked
        self._swap(mine if mine is not None else Stack(record))

    def waits_for(self, record: Record) -> bool:
        """Do pages wait for this record?"""
        return self._of(record) is not None

    def _of(self, record: Record) -> Stack | None:
        return next((stack for stack in self.waiting if stack.record and key_of(stack.record) == key_of(record)), None)

    # --- by hand ------------------------------------------------------------------------------------------------

    def lay(self, page_ids: Collection[PageId], record: Record) -> int:
        """Take these pages off the desk and lay them to what waits for this record; the others stay. Can be undone.

        Returns how many were laid there: none of those that are that record's already. Raises `AppError` where too
        many wait already; then nothing has changed.
        """
        desk, mine = self._bench.stack(), self._of(record)
        moved = tuple(item for item in desk.items if item.id in page_ids)
        if not moved or (desk.record is not None and key_of(desk.record) == key_of(record)):
            return 0
        if mine is None and len(self.waiting) >= MAX_WAITING:
            raise AppError(TOO_MANY)
        others = tuple(stack for stack in self.waiting if stack is not mine)
        stack = (mine or Stack(record)).with_more(moved)
        left = desk.without({item.id for item in moved})
        laying = Laying(_anew(self._layout()), _anew(Layout(left, (stack, *others))))
        self._laid = [*self._laid[-MAX_LAID:], laying]
        self._unlaid.clear()
        self._lie(laying.after)
        return len(moved)

    @property
    def can_undo(self) -> bool:
        """Was the last thing that was done that pages were laid to another record's?"""
        return bool(self._laid) and self._laid[-1].after.is_as(self._layout())

    @property
    def can_redo(self) -> bool:
        """Was that the last thing that was undone?"""
        return bool(self._unlaid) and self._unlaid[-1].before.is_as(self._layout())

    def undo(self) -> None:
        """Bring them back to their places on the desk, where `can_undo`."""
        if self.can_undo:
            self._unlaid.append(laying := self._laid.pop())
            self._lie(laying.before)

    def redo(self) -> None:
        """Lay them there again, where `can_redo`."""
        if self.can_redo:
            self._laid.append(laying := self._unlaid.pop())
            self._lie(laying.after)

    def _layout(self) -> Layout:
        return Layout(self._bench.stack(), self.waiting)

    def _lie(self, layout: Layout) -> None:
        """The desk last: it tells of its change, and what is in neither place would be in no draft."""
        self.waiting = layout.waiting
        self._bench.put_down(layout.desk._replace(record=self._bench.record))

    # --- taking up ----------------------------------------------------------------------------------------------

    def take_up(self, number: int) -> None:
        """Put the stack with this number (from 0) on the desk; what lies there waits in its place."""
        if 0 <= number < len(self.waiting):
            stack = self.waiting[number]
            self._swap(stack)
            self._on_record(stack.record)

    def _swap(self, stack: Stack) -> None:
        self.on_swap()
        there = self._bench.stack()
        waiting = tuple(each for each in self.waiting if each is not stack)
        self.waiting = (there, *waiting) if there.items else waiting
        self._bench.put_down(stack)

    def add(self, stack: Stack) -> None:
        """One more waits, from before the program ended."""
        if stack.items:
            self.waiting = (*self.waiting, stack)

    def originals(self) -> set[BlobRef]:
        """The bytes that what waits needs."""
        return {blob for stack in self.waiting for blob in stack.originals()}

    def forget(self) -> None:
        """Start over for another session: what waited is in the draft."""
        self.waiting = ()
        self._laid.clear()
        self._unlaid.clear()


def _anew(layout: Layout) -> Layout:
    """Whatever was undone before a step can't be done again after it."""
    return layout._replace(desk=layout.desk._replace(future=()))


def _do_nothing() -> None:
    """Where nothing brings pages by itself."""
