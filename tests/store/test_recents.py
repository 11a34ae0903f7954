"""Recents: newest first, a dozen at most, one day at most, and no two people in one row."""

from dataclasses import replace
from datetime import datetime, timedelta

from app.domain.records import Record, RecordKind
from app.store.codec import encode
from app.store.counter_store import CounterStore
from app.store.moments import microseconds
from app.store.recents import MAX_RECENTS, Recents
from app.store.seal import Seal

MINUTE = timedelta(minutes=1)
HERE, THERE = "https://lakeside.drxapp.com", "https://hillside.drxapp.com"


def test_the_record_picked_last_comes_first(store: CounterStore, patient: Record, morning: datetime) -> None:
    other = Record(RecordKind.DELIVERY, "del_1", "Route 4")
    store.recents.remember(patient, morning, HERE)
    store.recents.remember(other, morning + MINUTE, HERE)
    assert store.recents.recents(morning + MINUTE, HERE) == (other, patient)


def test_a_record_picked_again_moves_to_the_front(store: CounterStore, patient: Record, morning: datetime) -> None:
    other = Record(RecordKind.DELIVERY, "del_1", "Route 4")
    store.recents.remember(patient, morning, HERE)
    store.recents.remember(other, morning + MINUTE, HERE)
    store.recents.remember(patient, morning + 2 * MINUTE, HERE)
    assert store.recents.recents(morning + 2 * MINUTE, HERE) == (patient, other)


def test_two_picked_at_the_same_moment_keep_their_order(
    store: CounterStore, patient: Record, morning: datetime
) -> None:
    other = Record(RecordKind.DELIVERY, "del_1", "Route 4")
    store.recents.remember(other, morning, HERE)
    store.recents.remember(patient, morning, HERE)
    assert store.recents.recents(morning, HERE) == (patient, other)


def test_two_people_of_one_name_are_two_rows(store: CounterStore, patient: Record, morning: datetime) -> None:
    namesake = replace(patient, id="pat_99999")
    store.recents.remember(patient, morning, HERE)
    store.recents.remember(namesake, morning, HERE)
    assert set(store.recents.recents(morning, HERE)) == {patient, namesake}


def test_two_kinds_with_one_id_are_two_rows(store: CounterStore, morning: datetime) -> None:
    for kind in (RecordKind.PATIENT, RecordKind.SALE):
        store.recents.remember(Record(kind, "1"), morning, HERE)
    assert len(store.recents.recents(morning, HERE)) == 2


def test_what_is_known_now_replaces_what_was_known(store: CounterStore, patient: Record, morning: datetime) -> None:
    store.recents.remember(replace(patient, name=""), morning, HERE)
    store.recents.remember(patient, morning, HERE)
    assert store.recents.recents(morning, HERE) == (patient,)


def test_only_the_last_dozen_are_kept(store: CounterStore, morning: datetime) -> None:
    picked = [Record(RecordKind.PATIENT, f"pat_{number}") for number in range(MAX_RECENTS + 3)]
    for number, record in enumerate(picked):
        store.recents.remember(record, morning + number * MINUTE, HERE)
    assert store.recents.recents(morning, HERE) == tuple(reversed(picked[3:]))


def test_a_record_is_forgotten_after_a_day(store: CounterStore, patient: Record, morning: datetime) -> None:
    store.recents.remember(patient, morning, HERE)
    assert store.recents.recents(morning + timedelta(days=1, seconds=1), HERE) == ()


def test_a_forgotten_record_has_no_row_left(store: CounterStore, patient: Record, morning: datetime) -> None:
    store.recents.remember(patient, morning, HERE)
    store.recents.recents(morning + timedelta(days=2), HERE)
    assert store.database.rows("SELECT * FROM recents") == []


def test_a_pick_made_while_the_clock_was_wrong_does_not_stay_for_ever(
    store: CounterStore, patient: Record, morning: datetime
) -> None:
    store.recents.remember(patient, morning + timedelta(days=4000), HERE)
    assert store.recents.recents(morning, HERE) == ()


def test_the_time_to_keep_them_can_be_given(
    store: CounterStore, patient: Record, morning: datetime, key: bytes
) -> None:
    recents = Recents(store.database, Seal(key), kept_for=timedelta(hours=1))
    recents.remember(patient, morning, HERE)
    assert recents.recents(morning + timedelta(hours=2), HERE) == ()


def test_a_damaged_row_does_not_hide_the_others(store: CounterStore, patient: Record, morning: datetime) -> None:
    store.recents.remember(Record(RecordKind.DELIVERY, "del_1", "Route 4"), morning, HERE)
    with store.database.writing() as connection:
        connection.execute("UPDATE recents SET private = zeroblob(100)")
    store.recents.remember(patient, morning, HERE)
    assert store.recents.recents(morning, HERE) == (patient,)


def test_what_was_picked_in_one_store_is_not_shown_in_another(
    store: CounterStore, patient: Record, morning: datetime
) -> None:
    store.recents.remember(patient, morning, HERE)
    assert store.recents.recents(morning, THERE) == ()


def test_one_id_in_two_stores_is_two_people(store: CounterStore, patient: Record, morning: datetime) -> None:
    namesake = replace(patient, name="Chen, Daniel")
    store.recents.remember(patient, morning, HERE)
    store.recents.remember(namesake, morning, THERE)
    assert (store.recents.recents(morning, HERE), store.recents.recents(morning, THERE)) == ((patient,), (namesake,))


def test_a_row_of_an_earlier_version_that_knows_no_store_is_forgotten(
    store: CounterStore, patient: Record, morning: datetime, key: bytes
) -> None:
    private = Seal(key).close_up(encode(patient), "recent old")
    with store.database.writing() as connection:
        connection.execute("INSERT INTO recents VALUES ('old', ?, ?)", (microseconds(morning), private))
    assert store.recents.recents(morning, HERE) == ()
    assert store.database.rows("SELECT * FROM recents") == []
