"""The form on disk: everything that is written can be read, and nothing else is."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Problem, StoreDamaged
from app.domain.limits import FitNote
from app.domain.pages import BlobRef, MediaType
from app.domain.parcels import EntryId, FittedPayload, OutboxEntry, Stage, UploadReceipt
from app.domain.records import Link, Record, RecordKind
from app.store.codec import decode, encode

ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(timezones=st.just(UTC) | ZONES)
TEXTS = st.text(st.characters(exclude_categories=()))  # lone surrogates too: file names may carry them
PAYLOADS = st.builds(FittedPayload, blob=st.builds(BlobRef, TEXTS, st.integers()), dpi=st.none() | st.integers())
RECORDS = st.builds(
    Record,
    name=TEXTS,
    born=st.none() | st.dates(),
    detail=TEXTS,
    patient_id=TEXTS,
    when=st.none() | MOMENTS | st.datetimes(),
    user_id=TEXTS,
    more_links=st.lists(st.builds(Link, record_id=TEXTS), max_size=3).map(tuple),
)
RECEIPTS = st.builds(
    UploadReceipt,
    accepted_at=MOMENTS,
    read_back_at=st.none() | MOMENTS,
    size_bytes=st.none() | st.integers(),
)
ENTRIES = st.builds(
    OutboxEntry,
    record=RECORDS,
    payload=PAYLOADS,
    created_on=MOMENTS,
    queued_at=MOMENTS,
    stage=st.sampled_from(Stage),
    next_try=st.none() | MOMENTS,
    failures=st.integers(),
    sends=st.integers(),
    unclear_since=st.none() | MOMENTS,
    refitted=st.booleans(),
    doubtful=st.booleans(),
    refused=st.booleans(),
    problem=st.none() | st.builds(Problem, TEXTS, TEXTS, TEXTS),
    receipt=st.none() | RECEIPTS,
)

PINNED = """{"format":1,"value":{"id":"e1","store":"https://counter.example","record":{"kind":"COMPOUND_BATCH",
"id":"cb_1","name":"","born":"1961-04-09","detail":"","patient_id":"","when":null,"user_id":""},"name":"page a.jpg",
"payload":{"blob":{"sha256":"ab","size_bytes":3},"media_type":"JPEG","width":1,"height":2,"dpi":null,
"kept_original":true,"encodes":0,"notes":["KEPT"]},"created_on":"2026-03-02T09:30:00+00:00",
"queued_at":"2026-03-02T09:30:00.000001+00:00","stage":"NEEDS_PERSON","next_try":null,"failures":1,"sends":2,
"unclear_since":null,"refitted":false,"doubtful":true,"problem":{"title":"No","advice":"","detail":""},
"receipt":{"image_id":"img_1","accepted_at":"2026-03-02T09:30:00+00:00","read_back_at":null,"size_bytes":3}}}"""


@given(ENTRIES)
def test_every_entry_comes_back_as_it_was(entry: OutboxEntry) -> None:
    assert decode(OutboxEntry, encode(entry)) == entry


@given(RECORDS)
def test_every_record_comes_back_as_it_was(record: Record) -> None:
    assert decode(Record, encode(record)) == record


def test_what_the_first_version_wrote_can_be_read() -> None:
    moment = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
    assert decode(OutboxEntry, PINNED.encode()) == OutboxEntry(
        id=EntryId("e1"),
        store="https://counter.example",
        record=Record(RecordKind.COMPOUND_BATCH, "cb_1", born=date(1961, 4, 9)),
        name="page a.jpg",
        payload=FittedPayload(BlobRef("ab", 3), MediaType.JPEG, 1, 2, None, True, 0, (FitNote.KEPT,)),
        created_on=moment,
        queued_at=moment + timedelta(microseconds=1),
        stage=Stage.NEEDS_PERSON,
        failures=1,
        sends=2,
        doubtful=True,
        problem=Problem("No"),
        receipt=UploadReceipt("img_1", moment, size_bytes=3),
    )


def test_everything_in_the_first_version_is_still_written_alike() -> None:
    """A later field may come on top; none of these may change its name or form."""
    entry = decode(OutboxEntry, PINNED.encode())
    assert only_what_is_in(json.loads(PINNED), json.loads(encode(entry))) == json.loads(PINNED)


def only_what_is_in(pinned: object, written: object) -> object:
    """`written` without the fields that `pinned` does not have."""
    if isinstance(pinned, dict) and isinstance(written, dict):
        return {name: only_what_is_in(pinned[name], inner) for name, inner in written.items() if name in pinned}
    return written


def test_a_field_with_a_default_may_be_missing() -> None:
    text = b'{"format":1,"value":{"kind":"PATIENT","id":"pat_1"}}'
    assert decode(Record, text) == Record(RecordKind.PATIENT, "pat_1")


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"no json",
        b"[]",
        b'{"format":2,"value":{"kind":"PATIENT","id":"pat_1"}}',
        b'{"format":1}',
        b'{"format":1,"value":{"kind":"PATIENT"}}',
        b'{"format":1,"value":{"kind":"PATIENT","id":7}}',
        b'{"format":1,"value":{"kind":"patient","id":"pat_1"}}',
        b'{"format":1,"value":{"kind":"PATIENT","id":"pat_1","colour":"red"}}',
        b'{"format":1,"value":{"kind":"PATIENT","id":"pat_1","born":"yesterday"}}',
        b'{"format":1,"value":{"kind":"PATIENT","id":"pat_1","born":"2026-03-02T09:30:00"}}',
    ],
)
def test_anything_else_is_damage_in_words(text: bytes) -> None:
    with pytest.raises(StoreDamaged):
        decode(Record, text)


def test_a_field_that_holds_another_type_is_not_written() -> None:
    with pytest.raises(TypeError):
        encode(Record(RecordKind.PATIENT, 12345))  # type: ignore[arg-type]  # the mistake to be caught


def test_a_truth_is_not_taken_for_a_number() -> None:
    with pytest.raises(TypeError):
        encode(BlobRef("ab", True))


def test_a_type_that_can_not_be_told_apart_has_no_form() -> None:
    @dataclass(frozen=True, slots=True)
    class Torn:
        either: int | str

    with pytest.raises(TypeError):
        encode(Torn(1))
