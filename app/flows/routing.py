"""Routing: whom the pages are for. Search, pick, and fill in what DRX tells about an ID that was typed."""

import asyncio
import itertools
from collections.abc import Callable
from datetime import datetime

from app.domain.errors import AppError, LookupMissing, Problem
from app.domain.facts import Fact, RecentsChanged, SearchAnswered
from app.domain.queries import Query, surname_first, understand
from app.domain.records import LISTED_AS, Record, RecordKind
from app.flows.bench import Bench
from app.flows.errands import Errands
from app.flows.session import Sessions
from app.remote.lookup import Lookup

MAX_ID_LENGTH = 128
MAX_OPENED_PATIENTS = 3
"""A name searched among prescriptions shows those of so many patients; more patients ask for more letters."""


class Routing:
    """Finds records and holds the picked one. Lives on the courier's loop."""

    def __init__(
        self,
        publish: Callable[[Fact], None],
        errands: Errands,
        bench: Bench,
        sessions: Sessions,
        now: Callable[[], datetime],
        on_picked: Callable[[Record | None], None],
    ) -> None:
        self._publish, self._errands, self._bench, self._sessions = publish, errands, bench, sessions
        self._now, self._on_picked = now, on_picked
        self._searching: asyncio.Task[None] | None = None

    def search(self, question: int, text: str, kind: RecordKind | None) -> None:
        """Look records up in the background; a search that still runs is dropped."""
        if self._searching is not None:
            self._searching.cancel()
        self._searching = self._errands.start(self._answer(question, text, kind))

    async def _answer(self, question: int, text: str, kind: RecordKind | None) -> None:
        try:
            records = await self.find(text, kind)
        except LookupMissing as failure:
            self._publish(SearchAnswered(question, text, (), failure.problem, lookup_missing=True))
        except AppError as failure:
            self._publish(SearchAnswered(question, text, (), failure.problem))
        else:
            self._publish(SearchAnswered(question, text, records))

    async def find(self, text: str, kind: RecordKind | None) -> tuple[Record, ...]:
        """Every record that the text can mean.

        Raises `LookupMissing` where the store has no look-up, and the errors of the client.
        """
        self._sessions.need_client()
        lookup = self._sessions.need().lookup
        if lookup is None:
            raise LookupMissing(Problem("This store has no look-up", "Type or scan the ID of the record"))
        return await find(lookup, text, kind, self._now())

    def pick(self, record: Record | None) -> None:
        """Work for this record from now on; it becomes the newest of the recents."""
        self._bench.work_for(record)
        if record is not None:
            self._remember(record)
        self._on_picked(record)

    def pick_id(self, kind: RecordKind, record_id: str, patient_id: str = "") -> None:
        """Work for an ID at once; its name is asked for in the background."""
        record_id, patient_id = record_id.strip()[:MAX_ID_LENGTH], patient_id.strip()[:MAX_ID_LENGTH]
        if record_id:
            self.pick(Record(kind, record_id, patient_id=patient_id))
            self._errands.start(self._ask_about(kind, record_id))

    async def _ask_about(self, kind: RecordKind, record_id: str) -> None:
        try:
            told = await self.about(kind, record_id)
        except AppError:
            return  # the ID works as it is; a name is a kindness
        if told is not None:
            self._bench.name_record(told)
            held = self._bench.record
            if held is not None and (held.kind, held.id) == (told.kind, told.id):
                self._remember(held)
                self._on_picked(held)

    async def about(self, kind: RecordKind, record_id: str) -> Record | None:
        """What DRX tells about one ID; None where it knows none, or has no look-up for the kind.

        Raises `LookupMissing` and the errors of the client.
        """
        lookup = self._sessions.need().lookup
        return await about(lookup, kind, record_id, self._now()) if lookup is not None else None

    def _remember(self, record: Record) -> None:
        self._sessions.need().store.recents.remember(record, self._now())
        self.tell_recents()

    def tell_recents(self) -> None:
        """Let everyone know which records were picked lately."""
        session = self._sessions.current
        self._publish(RecentsChanged(session.store.recents.recents(self._now()) if session is not None else ()))


async def find(lookup: Lookup, text: str, kind: RecordKind | None, now: datetime) -> tuple[Record, ...]:
    """Every record that the text can mean; a name among prescriptions opens those of the first few patients.

    Raises `LookupMissing` and the errors of the client.
    """
    found = await lookup.search(understand(text), kind, now.astimezone().date())
    if not found and (turned := surname_first(text)):
        found = await lookup.search(understand(turned), kind, now.astimezone().date())
    if kind is not RecordKind.PRESCRIPTION:
        return found
    patients = [record for record in found if record.kind is RecordKind.PATIENT]
    theirs = [await lookup.prescriptions_of(patient.id, patient) for patient in patients[:MAX_OPENED_PATIENTS]]
    return (*itertools.chain.from_iterable(theirs), *found)


async def about(lookup: Lookup, kind: RecordKind, record_id: str, now: datetime) -> Record | None:
    """What DRX tells about one ID; None where it knows none, or has no look-up for the kind.

    Raises `LookupMissing` and the errors of the client.
    """
    if kind not in LISTED_AS:
        return None
    found = await lookup.search(Query(record_id, record_id=record_id), kind, now.date())
    return next((record for record in found if (record.kind, record.id) == (kind, record_id)), None)
