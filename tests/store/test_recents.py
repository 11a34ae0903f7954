"""Recents: newest first, a dozen at most, one day at most, and no two people in one row."""

from dataclasses import replace
from datetime import datetime, timedelta

from app.domain.records import Record, RecordKind
from app.store.counter_store import CounterStore
from app.store.recents import MAX_RECENTS, Recents
from app.store.seal import Seal

MINUTE = timedelta(minutes=1)


def test_the_record_picked_last_comes_first(store: CounterStore, patient: Record, morning: datetime) -> None:
    other = Record(RecordKind.DELIVERY, "del_1", "Route 4")
    store.recents.remember(patient, morning)
    store.recents.remember(other, morning + MINUTE)
    assert store.recents.recents(morning + MINUTE) == (other, patient)


def test_a_record_picked_again_moves_to_the_front(store: CounterStore, patient: Record, morning: datetime) -> None:
    other = Record(RecordKind.DELIVERY, "del_1", "Route 4")
    store.recents.remember(patient, morning)
    store.recents.remember(other, morning + MINUTE)
    store.recents.remember(patient, morning + 2 * MINUTE)
    assert store.recents.recents(morning + 2 * MINUTE) == (patient, other)


def test_two_picked_at_the_same_moment_keep_their_order(
    store: CounterStore, patient: Record, morning: datetime
) -> None:
    other = Record(RecordKind.DELIVERY, "del_1", "Route 4")
    store.recents.remember(other, morning)
    store.recents.remember(patient, morning)
    assert store.recents.recents(morning) == (patient, other)


def test_two_people_of_one_name_are_two_rows(store: CounterStore, patient: Record, morning: datetime) -> None:
    namesake = replace(patient, id="pat_99999")
    store.recents.remember(patient, morning)
    store.recents.remember(namesake, morning)
    assert set(store.recents.recents(morning)) == {patient, namesake}


def test_two_kinds_with_one_id_are_two_rows(store: CounterStore, morning: datetime) -> None:
    for kind in (RecordKind.PATIENT, RecordKind.SALE):
        store.recents.remember(Record(kind, "1"), morning)
    assert len(store.recents.recents(morning)) == 2


def test_what_is_known_now_replaces_what_was_known(store: CounterStore, patient: Record, morning: datetime) -> None:
    store.recents.remember(replace(patient, name=""), morning)
    store.recents.remember(patient, morning)
    assert store.recents.recents(morning) == (patient,)


def test_only_the_last_dozen_are_kept(store: CounterStore, morning: datetime) -> None:
    picked = [Record(RecordKind.PATIENT, f"pat_{number}") for number in range(MAX_RECENTS + 3)]
    for number, record in enumerate(picked):
        store.recents.remember(record, morning + number * MINUTE)
    assert store.recents.recents(morning) == tuple(reversed(picked[3:]))


def test_a_record_is_forgotten_after_a_day(store: CounterStore, patient: Record, morning: datetime) -> None:
    store.recents.remember(patient, morning)
    assert store.recents.recents(morning + timedelta(days=1, seconds=1)) == ()


def test_a_forgotten_record_has_no_row_left(store: CounterStore, patient: Record, morning: datetime) -> None:
    store.recents.remember(patient, morning)
    store.recents.recents(morning + timedelta(days=2))
    assert store.database.rows("SELECT * FROM recents") == []


def test_a_pick_made_while_the_clock_was_wrong_does_not_stay_for_ever(
    store: CounterStore, patient: Record, morning: datetime
) -> None:
    store.recents.remember(patient, morning + timedelta(days=4000))
    assert store.recents.recents(morning) == ()


def test_the_time_to_keep_them_can_be_given(
    store: CounterStore, patient: Record, morning: datetime, key: bytes
) -> None:
    recents = Recents(store.database, Seal(key), kept_for=timedelta(hours=1))
    recents.remember(patient, morning)
    assert recents.recents(morning + timedelta(hours=2)) == ()


def test_a_damaged_row_does_not_hide_the_others(store: CounterStore, patient: Record, morning: datetime) -> None:
    store.recents.remember(Record(RecordKind.DELIVERY, "del_1", "Route 4"), morning)
    with store.database.writing() as connection:
        connection.execute("UPDATE recents SET private = zeroblob(100)")
    store.recents.remember(patient, morning)
    assert store.recents.recents(morning) == (patient,)


def test_all_can_be_forgotten_at_once(store: CounterStore, patient: Record, morning: datetime) -> None:
    store.recents.remember(patient, morning)
    store.recents.forget_all()
    assert store.recents.recents(morning) == ()
