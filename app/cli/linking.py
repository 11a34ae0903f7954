"""Whom an upload is for: the record and the further links that the options name."""

from collections.abc import Mapping
from dataclasses import replace

from app.domain.errors import AppError, LookupMissing, Problem
from app.domain.records import LINK_FIELDS, Link, Record, RecordKind
from app.flows.counter import Counter

NO_PATIENT = Problem(
    "DRX links a prescription's images to its patient, and does not tell which that is",
    "Give the patient as well: --patient ID. Nothing was put into the outbox",
)
ANOTHER_PATIENT = Problem(
    "This prescription belongs to another patient", "Check both IDs. Nothing was put into the outbox"
)
_FIRST = (
    RecordKind.PRESCRIPTION,
    RecordKind.DELIVERY,
    RecordKind.SALE,
    RecordKind.ITEM,
    RecordKind.COMPOUND_BATCH,
    RecordKind.PATIENT,
    RecordKind.USER,
)
"""Which of several links the pages are filed under on this computer; the others go along as links."""


async def record_for(counter: Counter, ids: Mapping[RecordKind, str]) -> Record:
    """The record that pages are for, with everything else that was named as further links; `ids` has one at least.

    Raises `AppError` for a prescription whose patient is unknown, or is not the one that was named.
    """
    kind = next(kind for kind in _FIRST if kind in ids)
    others = [Link(LINK_FIELDS[k], v) for k, v in ids.items() if k not in (kind, RecordKind.PATIENT)]
    patient_id = "" if kind is RecordKind.PATIENT else ids.get(RecordKind.PATIENT, "")
    record = Record(kind, ids[kind], patient_id=patient_id, more_links=tuple(others))
    return await _with_patient(counter, record) if kind is RecordKind.PRESCRIPTION else record


async def _with_patient(counter: Counter, record: Record) -> Record:
    """A prescription as DRX tells it; the patient that was named is enough where DRX tells nothing."""
    try:
        told = await counter.routing.about(record.kind, record.id)
    except LookupMissing:
        told = None
    except AppError:
        if not record.patient_id:
            raise
        told = None
    if told is not None:
        if record.patient_id and told.patient_id not in ("", record.patient_id):
            raise AppError(ANOTHER_PATIENT)
        record = replace(told, patient_id=told.patient_id or record.patient_id, more_links=record.more_links)
    if record.needs_patient and not counter.sessions.need().takes_prescriptions:
        raise AppError(NO_PATIENT)
    return record
