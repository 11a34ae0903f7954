"""Further links: what else the pages of the picked record are filed under, such as the sale that a receipt is of."""

from collections.abc import Callable
from dataclasses import replace

from app.domain.errors import AppError, Problem
from app.domain.facts import Fact, LinkAnswered
from app.domain.journal import Deed
from app.domain.records import LINK_FIELDS, Link, Record, RecordKind, linkable_kinds
from app.flows.bench import Bench
from app.flows.errands import Errands
from app.flows.routing import MAX_ID_LENGTH, UNKNOWN_ID, Routing
from app.flows.scribe import Scribe
from app.flows.session import Sessions

NOT_FREE = Problem("One image can't have two such links", "Take the other one away first")
OF_ANOTHER_PATIENT = Problem("This belongs to another patient", "Check the ID. The pages were not linked to it")


class FurtherLinks:
    """Asks DRX about each before it is linked. Lives on the courier's loop.

    An ID that DRX does not know, and a record of another patient, are refused. Where DRX can't be asked the ID is taken
    as it was typed, as it is for the picked record.
    """

    def __init__(
        self,
        publish: Callable[[Fact], None],
        errands: Errands,
        bench: Bench,
        sessions: Sessions,
        routing: Routing,
        scribe: Scribe,
    ) -> None:
        self._publish, self._errands, self._bench, self._sessions = publish, errands, bench, sessions
        self._routing, self._scribe = routing, scribe

    def add(self, kind: RecordKind, record_id: str) -> None:
        """Link the pages of the picked record to this one as well, in the background."""
        record_id, record = record_id.strip()[:MAX_ID_LENGTH], self._bench.record
        if record_id and record is not None:
            self._errands.start(self._add(record, kind, record_id))

    def remove(self, link: Link) -> None:
        """Take a link away again."""
        record = self._bench.record
        if record is not None and link in record.more_links:
            links = tuple(held for held in record.more_links if held != link)
            self._bench.work_for(replace(record, more_links=links))

    async def _add(self, record: Record, kind: RecordKind, record_id: str) -> None:
        problem = await self._objection(record, kind, record_id)
        held = self._bench.record
        if held is None or (held.kind, held.id) != (record.kind, record.id):
            return  # meanwhile the pages are somebody else's
        if problem is None and kind not in linkable_kinds(held):
            problem = NOT_FREE
        if problem is None:
            link = Link(LINK_FIELDS[kind], record_id)
            self._bench.work_for(replace(held, more_links=(*held.more_links, link)))
            self._scribe.note(Deed.RECORD_PICKED, Record(kind, record_id))
        self._publish(LinkAnswered(kind, record_id, problem))

    async def _objection(self, record: Record, kind: RecordKind, record_id: str) -> Problem | None:
        try:
            told = await self._routing.about(kind, record_id)
            if told is None:
                return UNKNOWN_ID if await self._routing.is_unknown(kind, record_id) else None
            patients = await self._patients_of(told)
        except AppError:  # no look-up, or no line
            return None
        patient = _patient_of(record)
        return OF_ANOTHER_PATIENT if patient and patients and patient not in patients else None

    async def _patients_of(self, told: Record) -> frozenset[str]:
        lookup = self._sessions.need().lookup
        if told.kind is RecordKind.SALE and lookup is not None:
            return await lookup.patients_of_sale(told.id)
        patient = _patient_of(told)
        return frozenset((patient,)) if patient else frozenset()


def _patient_of(record: Record) -> str:
    return record.id if record.kind is RecordKind.PATIENT else record.patient_id
