"""Routing: whom the pages are for. Search, pick, and fill in what DRX tells about an ID that was typed."""

import asyncio
import contextlib
import itertools
from collections.abc import Callable, Coroutine
from dataclasses import replace
from datetime import datetime

from app.domain.errors import AppError, LookupMissing, Problem
from app.domain.facts import Fact, NameAsked, ProblemMet, RecentsChanged, SearchAnswered
from app.domain.journal import Deed
from app.domain.queries import Query, surname_first, understand
from app.domain.records import LISTED_AS, Record, RecordKind
from app.flows.bench import Bench
from app.flows.errands import Errands
from app.flows.scribe import Scribe
from app.flows.session import Sessions
from app.remote.lookup import Found, Lookup

MAX_ID_LENGTH = 128
UNKNOWN_ID = Problem("DRX knows no record with this ID", "Check the ID and the kind of record before you upload")
LEAST_BETWEEN_S = 0.3
"""Searches follow each other no closer than this; nearly all of them are one request."""

FORGET_EVERY_S = 900.0
"""So often it is looked whether a recent record is too old, while nobody picks one."""

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
        scribe: Scribe,
    ) -> None:
        self._publish, self._errands, self._bench, self._sessions = publish, errands, bench, sessions
        self._now, self._on_picked, self._scribe = now, on_picked, scribe
        self._searching: asyncio.Task[None] | None = None
        self._searched_at_s = float("-inf")
        self.recents: tuple[Record, ...] = ()
        """Picked lately on this counter, the newest first."""
        self._forgetting: asyncio.TimerHandle | None = None
        self.sent_today: Callable[[Record], int] = lambda record: 0

    def search(self, question: int, text: str, kind: RecordKind | None) -> None:
        """Look records up in the background; a search that still runs is dropped."""
        if self._searching is not None:
            self._searching.cancel()
        self._searching = self._errands.start(self._answer(question, text, lambda: self.find(text, kind)))

    def search_prescriptions(self, question: int, patient: Record) -> None:
        """Look a patient's prescriptions up in the background; a search that still runs is dropped."""
        if self._searching is not None:
            self._searching.cancel()
        self._searching = self._errands.start(self._answer(question, "", lambda: self._prescriptions_of(patient)))

    async def _answer(self, question: int, text: str, ask: Callable[[], Coroutine[None, None, Found]]) -> None:
        try:
            await self._turn()
            found = await ask()
        except LookupMissing as failure:
            self._publish(SearchAnswered(question, text, (), failure.problem, lookup_missing=True))
        except AppError as failure:
            self._publish(SearchAnswered(question, text, (), failure.problem))
        else:
            self._publish(SearchAnswered(question, text, found.records, found.problem))

    async def _turn(self) -> None:
        """Wait until `LEAST_BETWEEN_S` after the last search: who types on overtakes this one meanwhile."""
        time_s = asyncio.get_running_loop().time
        await asyncio.sleep(max(0.0, self._searched_at_s + LEAST_BETWEEN_S - time_s()))
        self._searched_at_s = time_s()

    async def _prescriptions_of(self, patient: Record) -> Found:
        """Raises `LookupMissing` where the store has no look-up, and the errors of the client."""
        self._sessions.need_client()
        lookup = self._sessions.need().lookup
        if lookup is None:
            raise LookupMissing(Problem("This store has no look-up", "Type or scan the ID of the record"))
        return Found(await lookup.prescriptions_of(patient.id, patient))

    async def find(self, text: str, kind: RecordKind | None) -> Found:
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
        self._on_picked(record)
        if record is not None:
            self._scribe.note(Deed.RECORD_PICKED, record)
            self._remember(record)

    def pick_id(self, kind: RecordKind, record_id: str, patient_id: str = "") -> None:
        """Work for an ID at once; its name is asked for in the background."""
        record_id, patient_id = record_id.strip()[:MAX_ID_LENGTH], patient_id.strip()[:MAX_ID_LENGTH]
        if record_id:
            typed = Record(kind, record_id, patient_id=patient_id)
            # First of all, or the card would say for a moment that DRX told nothing.
            self._publish(NameAsked(kind, record_id, is_over=not typed.is_listable))
            self.pick(typed)
            self._errands.start(self._ask_about(typed))

    def name_picked(self) -> None:
        """Ask for the name of the picked record, where it is only an ID."""
        held = self._bench.record
        if held is not None and held.is_listable and not held.name:
            self._publish(NameAsked(held.kind, held.id, is_over=False))
            self._errands.start(self._ask_about(held))

    async def _ask_about(self, typed: Record) -> None:
        """Whose ID was typed; the ID works as it is where DRX can't tell, but an ID that DRX does not know is said."""
        try:
            told = await self.about(typed.kind, typed.id)
            if told is None and typed.patient_id:
                told = await self._named_by_patient(typed)
            is_known = told is not None or not typed.is_listable or not await self._has_look_up()
        except AppError:
            self._publish(NameAsked(typed.kind, typed.id, is_over=True))
            return
        if told is not None:
            self._bench.name_record(told)
        if told is None or not told.name:
            self._publish(NameAsked(typed.kind, typed.id, is_over=True))
        held = self._bench.record
        if held is None or (held.kind, held.id) != (typed.kind, typed.id):
            return
        if not is_known:
            self._publish(ProblemMet(UNKNOWN_ID))
        elif told is not None:
            self._on_picked(held)
            self._remember(held)

    async def _named_by_patient(self, typed: Record) -> Record | None:
        """A prescription that DRX does not tell about, with the name of the patient that was typed for it."""
        patient = await self.about(RecordKind.PATIENT, typed.patient_id)
        return replace(typed, name=patient.name, born=patient.born) if patient is not None else None

    async def is_unknown(self, kind: RecordKind, record_id: str) -> bool:
        """Does DRX say that it has no such record? False where it can't be asked.

        Raises the errors of the client.
        """
        is_told = kind not in LISTED_AS or await self.about(kind, record_id) is not None
        return not is_told and await self._has_look_up()

    async def _has_look_up(self) -> bool:
        lookup = self._sessions.need().lookup
        return lookup is not None and await lookup.is_there()

    async def about(self, kind: RecordKind, record_id: str) -> Record | None:
        """What DRX tells about one ID; None where it knows none, or has no look-up for the kind.

        Raises `LookupMissing` and the errors of the client.
        """
        lookup = self._sessions.need().lookup
        return await about(lookup, kind, record_id, self._now()) if lookup is not None else None

    def _remember(self, record: Record) -> None:
        record = replace(record, user_id="", more_links=())  # who scanned, and what else these pages were for
        try:
            session = self._sessions.need()
            session.store.recents.remember(record, self._now(), session.destination)
            self.tell_recents()
        except AppError as failure:  # a full disk, say: no reason not to work for this record
            self._errands.report(failure)

    def tell_recents(self) -> None:
        """Let everyone know which records were picked lately; once more before long, so that old ones go by time."""
        session = self._sessions.current
        picked = session.store.recents.recents(self._now(), session.destination) if session is not None else ()
        self.recents = tuple(picked)
        self._publish(RecentsChanged(picked, tuple(map(self.sent_today, picked))))
        if self._forgetting is not None:
            self._forgetting.cancel()
            self._forgetting = None
        if picked:
            self._forgetting = asyncio.get_running_loop().call_later(FORGET_EVERY_S, self._forget_old)

    def _forget_old(self) -> None:
        with contextlib.suppress(AppError):  # a full disk is said where something is to be kept
            self.tell_recents()


async def find(lookup: Lookup, text: str, kind: RecordKind | None, now: datetime) -> Found:
    """Every record that the text can mean; a name among prescriptions opens those of the first few patients.

    Raises `LookupMissing` and the errors of the client.
    """
    found = await lookup.search(understand(text), kind, now.astimezone().date())
    if not found.records and (turned := surname_first(text)):
        found = await lookup.search(understand(turned), kind, now.astimezone().date())
    if kind is not RecordKind.PRESCRIPTION:
        return found
    patients = [record for record in found.records if record.kind is RecordKind.PATIENT]
    theirs = [await lookup.prescriptions_of(patient.id, patient) for patient in patients[:MAX_OPENED_PATIENTS]]
    return Found((*itertools.chain.from_iterable(theirs), *found.records), found.problem)


async def about(lookup: Lookup, kind: RecordKind, record_id: str, now: datetime) -> Record | None:
    """What DRX tells about one ID; None where it knows none, or has no look-up for the kind.

    Raises `LookupMissing` and the errors of the client.
    """
    if kind not in LISTED_AS:
        return None
    found = await lookup.search(Query(record_id, record_id=record_id), kind, now.date())
    return next((record for record in found.records if (record.kind, record.id) == (kind, record_id)), None)
