"""Whether a page goes with the record that is picked, by what the labels on it name."""

from collections.abc import Iterable, Sequence

from app.domain.records import Record, RecordKind


def key_of(record: Record) -> str:
    """What tells one record from every other, as one text."""
    return f"{record.kind.value} {record.id}"


def other_named(picked: Record, named: Sequence[Record]) -> Record | None:
    """The first record that a page's labels name where it is another than `picked`; None where none is for certain.

    A patient's page may carry the labels of all their prescriptions; a prescription's page those of the same patient's
    others beside its own. Where it is not known whose a record is (most deliveries, most sales), nothing is claimed.
    """
    is_named_too = any(_is_same(picked, record) for record in named)
    return next((record for record in named if _is_other(picked, record, is_named_too=is_named_too)), None)


def _is_same(one: Record, other: Record) -> bool:
    return (one.kind, one.id) == (other.kind, other.id)


def _is_other(picked: Record, named: Record, *, is_named_too: bool) -> bool:
    if _is_same(picked, named):
        return False
    whose, its_patient = patient_of(picked), patient_of(named)
    if whose and its_patient and whose != its_patient:
        return True
    return picked.kind is named.kind and not is_named_too


def patient_of(record: Record) -> str:
    """The ID of the patient whose record it is; empty where that is not known."""
    return record.id if record.kind is RecordKind.PATIENT else record.patient_id


def suggested(named: Iterable[Sequence[Record]], most: int) -> tuple[Record, ...]:
    """The records that the labels of pages name, each once, in the order of the pages."""
    first_of: dict[str, Record] = {}
    for records in named:
        for record in records:
            first_of.setdefault(key_of(record), record)
    return tuple(first_of.values())[:most]
