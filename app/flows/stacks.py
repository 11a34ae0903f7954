"""Stacks: what lay on the desk when a beep named another record waits for its own, and comes back with one press."""

from collections.abc import Callable

from app.domain.belonging import key_of
from app.domain.errors import AppError, Problem
from app.domain.pages import BlobRef
from app.domain.records import Record
from app.domain.shelves import WaitingStack
from app.flows.bench import Bench, Stack

MAX_WAITING = 50
"""Far more than a counter has in hand; beyond, nothing is put aside, and it is said."""

TOO_MANY = Problem("Too many stacks wait already", "Upload some of them first, then scan the label again")


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

    @property
    def told(self) -> tuple[WaitingStack, ...]:
        """The stacks as a window shows them."""
        return tuple(WaitingStack(stack.record, len(stack.items)) for stack in self.waiting)

    def begin(self, record: Record) -> None:
        """Work for this record: pages that lie there for another one wait, those that waited for it come back.

        Pages that are nobody's yet are this one's. Raises `AppError` where too many wait already.
        """
        bench = self._bench
        held = bench.record
        if held is not None and key_of(held) == key_of(record):
            return
        has_others = held is not None and bool(bench.items)
        mine = next((stack for stack in self.waiting if stack.record and key_of(stack.record) == key_of(record)), None)
        if mine is None and not has_others:
            return
        if has_others and mine is None and len(self.waiting) >= MAX_WAITING:
            raise AppError(TOO_MANY)
        if mine is not None and bench.items and held is None:
            return  # what is nobody's joins by hand: two piles are never mixed unasked
        self._swap(mine if mine is not None else Stack(record))

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


def _do_nothing() -> None:
    """Where nothing brings pages by itself."""
