"""Finds records: the right questions for what a person typed, a few at once, and the answers as records."""

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from dataclasses import dataclass, replace
from datetime import date
from http import HTTPStatus

from app.domain.errors import AppError, LookupMissing, Problem
from app.domain.labels import Label
from app.domain.queries import Query
from app.domain.records import Record, RecordKind
from app.remote import faults, lookup_wire, wire
from app.remote.client import DrxClient
from app.remote.line import Answer

REQUESTS_PER_SEARCH = 4
"""And one more, where exactly one prescription was found, to name its patient: nobody should send to an ID alone."""

MAX_RESULTS = 100
_MISSING = Problem("This store has no look-up, or its key may not use it", "Type or scan the ID of the record")
_NONE = (HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY)

_BY_ID: dict[RecordKind, tuple[str, Callable[[object], Record]]] = {
    RecordKind.PRESCRIPTION: ("/prescriptions/", lookup_wire.prescription),
    RecordKind.PATIENT: ("/patients/", lookup_wire.patient),
    RecordKind.DELIVERY: ("/deliveries/", lookup_wire.delivery),
    RecordKind.SALE: ("/pos/events/", lookup_wire.sale),
}

Question = Coroutine[None, None, tuple[Record, ...]]


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found. `problem` says that something could not be asked: another record may be meant as well."""

    records: tuple[Record, ...] = ()
    problem: Problem | None = None


class Lookup:
    """The look-up of one store (look-up document). All methods raise `LookupMissing` where the store has none of that
    kind or the key may not use it, `KeyRefused` for a key that DRX does not know, `Unreachable`, `StrangeAnswer`.
    """

    def __init__(self, client: DrxClient) -> None:
        self._client = client

    async def search(self, query: Query, kind: RecordKind | None, now: date) -> Found:
        """Every record that the query can mean, of one kind or of all, at most `MAX_RESULTS`, none twice. Raises only
        where nothing was found; else what went wrong is told along with what was found.

        With nothing typed, `DELIVERY` and `SALE` give those of the day `now`; other kinds give nothing. A name asked
        for among prescriptions gives the patients: their prescriptions are one step away (`prescriptions_of`).
        """
        questions = self._questions(query, kind, now)
        for question in questions[REQUESTS_PER_SEARCH:]:
            question.close()
        answers = await asyncio.gather(*questions[:REQUESTS_PER_SEARCH], return_exceptions=True)
        found = _distinct(record for answer in answers if isinstance(answer, tuple) for record in answer)
        worst = _worst(answers)
        if worst is not None and not (found and isinstance(worst, AppError)):
            raise worst
        problem = worst.problem if isinstance(worst, AppError) and not isinstance(worst, LookupMissing) else None
        return Found(await self._with_patient(found), problem)

    async def is_there(self) -> bool:
        """Does this store have a look-up at all? One without answers 404 to every ID, as for one that is not known."""
        try:
            await self._listing("/patients", {"q": "", "limit": "1", "offset": "0"})
        except LookupMissing:
            return False
        return True

    async def patient(self, record_id: str) -> Record | None:
        """One patient; None where there is none of this ID."""
        return await self._by_id(RecordKind.PATIENT, record_id)

    async def prescription(self, record_id: str) -> Record | None:
        """One prescription with its patient's ID, and the patient's name and birth date where DRX tells them."""
        found = await self._by_id(RecordKind.PRESCRIPTION, record_id)
        return None if found is None else (await self._with_patient((found,)))[0]

    async def prescriptions_of(self, patient_id: str, patient: Record | None = None) -> tuple[Record, ...]:
        """A patient's prescriptions, at most `MAX_RESULTS`; with `patient` each carries that name and birth date."""
        answer = await self._listing("/prescriptions", {"patient_id": patient_id, "limit": str(MAX_RESULTS)})
        entries = wire.list_in(wire.json_of(answer), "prescriptions")
        records = [lookup_wire.prescription(entry) for entry in entries]
        if any(record.patient_id not in ("", patient_id) for record in records):
            raise wire.strange("prescriptions of another patient")
        named = (replace(record, patient_id=patient_id) for record in records)
        return _distinct(_named(record, patient) for record in named)

    async def patients_of_sale(self, sale_id: str) -> frozenset[str]:
        """The IDs of the patients whose prescriptions were sold; empty where the sale does not tell.

        No more than `REQUESTS_PER_SEARCH` prescriptions are asked about: one patient's go over the counter together.
        """
        answer = await self._client.ask(_BY_ID[RecordKind.SALE][0] + wire.path_part(sale_id))
        await self._require_ok(answer)
        sold = lookup_wire.prescriptions_sold(wire.json_of(answer))[:REQUESTS_PER_SEARCH]
        found = await asyncio.gather(*(self._by_id(RecordKind.PRESCRIPTION, each) for each in sold))
        return frozenset(record.patient_id for record in found if record is not None and record.patient_id)

    def _questions(self, query: Query, kind: RecordKind | None, now: date) -> list[Question]:
        """The most telling questions first: what is over `REQUESTS_PER_SEARCH` is not asked."""
        if query.is_empty:
            return [self._of_day(kind, now)] if kind in (RecordKind.DELIVERY, RecordKind.SALE) else []
        questions: list[Question] = []
        if query.label is not None and query.label.record_id:  # the code says itself what kind of record it names
            return [self._for_id(query.label.kind, query.record_id)] if query.label.kind in _BY_ID else []
        if query.label is not None and kind in (None, RecordKind.PRESCRIPTION):
            questions.append(self._by_label(query.label))
        if query.patient_search and kind in (None, RecordKind.PATIENT, RecordKind.PRESCRIPTION):
            questions.append(self._patients(query.patient_search))
        if query.record_id and (kind is not None or not query.name):  # a name typed letter by letter is no ID
            questions.extend(self._for_id(each, query.record_id) for each in _BY_ID if kind in (None, each))
        if query.name and kind is RecordKind.DELIVERY:
            questions.append(self._of_day(kind, now, query.name))
        return questions

    async def _patients(self, wanted: str) -> tuple[Record, ...]:
        answer = await self._listing("/patients", {"q": wanted, "limit": str(MAX_RESULTS), "offset": "0"})
        return tuple(lookup_wire.patient(entry) for entry in wire.list_in(wire.json_of(answer), "patients"))

    async def _of_day(self, kind: RecordKind, now: date, wanted: str = "") -> tuple[Record, ...]:
        if kind is RecordKind.DELIVERY:
            answer = await self._listing("/deliveries", {"date": now.isoformat(), "per_page": str(MAX_RESULTS)})
            entries = lookup_wire.by_route(wire.list_in(wire.json_of(answer), "deliveries"))
            records = (lookup_wire.delivery(entry) for entry in entries)
        else:
            answer = await self._listing("/pos/events", {"date": now.isoformat(), "limit": str(MAX_RESULTS)})
            records = (lookup_wire.sale(e) for e in wire.list_in(wire.json_of(answer), "events", "pos_events"))
        parts = wanted.casefold().split(",")
        return tuple(r for r in records if all(part in f"{r.name} {r.detail}".casefold() for part in parts))

    async def _by_label(self, label: Label) -> tuple[Record, ...]:
        answer = await self._client.ask(f"/pos/barcode/{wire.path_part(label.text)}")
        if answer.status in _NONE:
            return ()
        await self._require_ok(answer)
        return (lookup_wire.labelled_prescription(wire.json_of(answer), label.fill_id),)

    async def _for_id(self, kind: RecordKind, record_id: str) -> tuple[Record, ...]:
        record = await self._by_id(kind, record_id)
        return () if record is None else (record,)

    async def _by_id(self, kind: RecordKind, record_id: str) -> Record | None:
        path, read = _BY_ID[kind]
        answer = await self._client.ask(path + wire.path_part(record_id))
        if answer.status in _NONE:
            return None
        await self._require_ok(answer)
        return read(wire.json_of(answer))

    async def _listing(self, path: str, params: dict[str, str]) -> Answer:
        answer = await self._client.ask(path, params)
        if answer.status in (HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED):
            raise LookupMissing(_MISSING)
        await self._require_ok(answer)
        return answer

    async def _require_ok(self, answer: Answer) -> None:
        """Raises what any answer but 200 means. A 401 is asked about once: the heartbeat knows a bad key from a key
        that may not look up.
        """
        if answer.status == HTTPStatus.UNAUTHORIZED:
            await self._client.check()
        if answer.status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
            raise LookupMissing(_MISSING)
        if answer.status != HTTPStatus.OK:
            raise faults.error_of(answer.status, answer.content_type, answer.wait_s)

    async def _with_patient(self, found: tuple[Record, ...]) -> tuple[Record, ...]:
        """Name the patient of the one prescription that was found; a store that can't say leaves it as it is."""
        lone = [r for r in found if r.kind is RecordKind.PRESCRIPTION and r.patient_id and not (r.name and r.born)]
        if len(lone) != 1:
            return found
        try:
            patient = await self.patient(lone[0].patient_id)
        except AppError:  # it is a courtesy: the prescription itself was found
            return found
        return tuple(_named(record, patient) if record is lone[0] else record for record in found)


def _named(prescription: Record, patient: Record | None) -> Record:
    if patient is None or patient.id != prescription.patient_id:
        return prescription
    return replace(prescription, name=patient.name or prescription.name, born=patient.born or prescription.born)


def _distinct(records: Iterable[Record]) -> tuple[Record, ...]:
    first_of = {(record.kind, record.id): record for record in reversed(tuple(records))}
    return tuple(reversed(first_of.values()))[:MAX_RESULTS]


def _worst(answers: list[tuple[Record, ...] | BaseException]) -> BaseException | None:
    """What went wrong, if anything did: a fault of ours before all else, a look-up that is missing last."""
    errors = [answer for answer in answers if isinstance(answer, BaseException)]
    errors.sort(key=lambda error: (isinstance(error, AppError), isinstance(error, LookupMissing)))
    return errors[0] if errors else None
