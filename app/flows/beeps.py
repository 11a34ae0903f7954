"""Beeps: a barcode scanner read a code. A label of this store picks its record; anything else picks nobody."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime

from app.domain.belonging import key_of
from app.domain.errors import AppError, LookupMissing, Problem
from app.domain.facts import BeepAnswered, BeepHeard, Fact
from app.domain.labels import Label, LabelGrammar
from app.domain.queries import Query
from app.domain.records import Record
from app.domain.separators import store_mark
from app.flows.bench import Bench
from app.flows.errands import Errands
from app.flows.routing import Routing
from app.flows.session import Sessions
from app.flows.stacks import Stacks

WAIT_S = 0.02
"""How often it is looked whether files are still read, or pages still queued, for the record before."""

NO_LABEL = Problem("This barcode is no label of this store", "Nobody was picked. Search for it, or type the ID")
UNKNOWN = Problem("DRX knows no prescription with this label", "It may be another store's. Nobody was picked")
NO_LOOKUP = Problem("This store can't look labels up", "Type the ID of the record")


class Beeps:
    """Answers one beep at a time: a newer one takes the place of one that is still asked about. Lives on the loop."""

    def __init__(
        self,
        publish: Callable[[Fact], None],
        errands: Errands,
        bench: Bench,
        sessions: Sessions,
        stacks: Stacks,
        routing: Routing,
        now: Callable[[], datetime],
        is_busy: Callable[[], bool],
        grammar: LabelGrammar,
        prefix: str,
    ) -> None:
        """`is_busy`: files are read, or pages queued, for the record that is picked; `prefix`: the scanner's own."""
        self._publish, self._errands, self._bench, self._sessions = publish, errands, bench, sessions
        self._stacks, self._routing, self._now, self._is_busy = stacks, routing, now, is_busy
        self._grammar, self._prefix = grammar, prefix
        self._asking: asyncio.Task[None] | None = None

    def take(self, code: str) -> None:
        """Pick whose label this is; pages that lie on the desk for another record wait for that one."""
        if self._asking is not None:
            self._asking.cancel()
        before = self._whose()

        async def pick(record: Record) -> bool:
            await self._begin_when_free(record, before)
            return self._whose() == key_of(record)

        self._asking = self.hear(code, pick)

    def hear(self, code: str, use: Callable[[Record], Awaitable[bool]]) -> "asyncio.Task[None]":
        """Ask whose label this is, and let `use` have the record; it returns whether it had a use for it."""
        return self._errands.start(self._answer(code.removeprefix(self._prefix), use))

    async def _answer(self, code: str, use: Callable[[Record], Awaitable[bool]]) -> None:
        label = self._grammar.read(code)
        if label is None:
            self._publish(BeepAnswered(code, problem=NO_LABEL, is_label=False))
            return
        self._publish(BeepHeard(label.text))
        try:
            record = await self.record_of(label)
            is_used = record is not None and await use(record)
        except LookupMissing:
            self._publish(BeepAnswered(label.text, problem=NO_LOOKUP))
        except AppError as failure:
            self._publish(BeepAnswered(label.text, problem=failure.problem))
        else:
            problem = UNKNOWN if record is None else None
            self._publish(BeepAnswered(label.text, record if is_used else None, problem))

    def work_for(self, record: Record) -> None:
        """Work for this record as if its label had been read; what lies on the desk for another one waits."""
        if self._asking is not None:
            self._asking.cancel()
        self._asking = self._errands.start(self._begin_when_free(record, self._whose()))

    async def _begin_when_free(self, record: Record, before: str) -> None:
        await self._until_free()
        if self._whose() == before:  # else a person picked someone meanwhile
            self._stacks.begin(record)
            self._routing.pick(record)

    async def _until_free(self) -> None:
        """Pages that are on their way to the desk, or off it, belong to the record before."""
        while True:
            if not self._is_busy():
                return
            await asyncio.sleep(WAIT_S)

    async def record_of(self, label: Label) -> Record | None:
        """The record that a label names; None where DRX knows none.

        Raises `LookupMissing` where the code does not say it itself, and the errors of the client.
        """
        if label.store_mark and label.store_mark != store_mark(self._sessions.need().destination):
            return None  # the same ID is somebody else's here
        if label.record_id:
            named = Record(label.kind, label.record_id)
            try:
                is_unknown = await self._routing.is_unknown(label.kind, label.record_id)
                return None if is_unknown else await self._routing.about(label.kind, label.record_id) or named
            except AppError:  # the code itself is sure, and IDs work without a look-up
                return named
        self._sessions.need_client()
        lookup = self._sessions.need().lookup
        if lookup is None:
            raise LookupMissing(NO_LOOKUP)
        today = self._now().astimezone().date()
        found = await lookup.search(Query(label.text, label=label), label.kind, today)
        return next(iter(found.records), None)

    def _whose(self) -> str:
        return key_of(self._bench.record) if self._bench.record is not None else ""
