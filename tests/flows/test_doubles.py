"""Doubles that no client can prevent: whenever they come up while their row is kept, they are shown."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from app.domain.parcels import OutboxEntry, Stage, UploadReceipt
from app.flows import delivery
from app.flows.counter import Counter
from app.practice.server import Fault, FaultKind, PracticeStore
from tests.flows.conftest import MakeGround
from tests.flows.ground import PATIENT, Ground


def sent_twice_seen_once(ground: Ground, practice: PracticeStore) -> OutboxEntry:
    """A page whose first send is not committed before the plan of faults is released, delivered by its second."""
    practice.faults.add(Fault(FaultKind.LATE_COMMIT, method="POST", wait_s=600))
    done = ground.settled(ground.send())
    assert (done.stage, done.problem, done.sends) == (Stage.DELIVERED, None, 2)
    return done


def commit_late(practice: PracticeStore) -> None:
    practice.faults.release()
    assert practice.wait_for_uploads(2)


def is_shown(entry: OutboxEntry) -> bool:
    return entry.problem == delivery.STORED_TWICE


def look_is_due_in_an_hour(counter: Counter, entry: OutboxEntry) -> None:
    counter.courier.ledger.write(replace(entry, next_try=datetime.now(UTC) + timedelta(hours=1)))


def test_a_commit_long_after_the_page_was_delivered_is_shown(ground: Ground, practice: PracticeStore) -> None:
    done = sent_twice_seen_once(ground, practice)
    commit_late(practice)
    assert ground.wait_for_entry(done, is_shown).stage is Stage.DELIVERED


def test_a_double_is_looked_for_after_a_restart_too(make_ground: MakeGround, practice: PracticeStore) -> None:
    first = make_ground()
    done = sent_twice_seen_once(first, practice)
    first.close()
    commit_late(practice)
    assert make_ground().wait_for_entry(done, is_shown)


def test_a_row_whose_time_is_over_is_kept_until_its_last_look(make_ground: MakeGround, practice: PracticeStore) -> None:
    first = make_ground()
    done = sent_twice_seen_once(first, practice)
    assert done.receipt is not None
    long_ago = datetime.now(UTC) - timedelta(days=3)
    weekend = replace(
        done,
        receipt=replace(done.receipt, accepted_at=long_ago, read_back_at=long_ago),
        unclear_since=long_ago,
        next_try=long_ago + timedelta(hours=1),
    )
    first.do(lambda counter: counter.sessions.need().store.outbox.save(weekend))
    first.close()
    commit_late(practice)
    assert make_ground().wait_for_entry(done, is_shown)


def test_a_row_of_a_store_that_is_not_worked_with_does_not_outlive_its_time(make_ground: MakeGround) -> None:
    first = make_ground()
    long_ago = datetime.now(UTC) - timedelta(days=3)
    foreign = replace(
        first.entry(stage=Stage.DELIVERED, sends=2, next_try=long_ago, receipt=UploadReceipt("img_1", long_ago)),
        store="https://lakeside.drxapp.com",
    )
    first.do(lambda counter: counter.sessions.need().store.outbox.add([foreign]))
    first.close()
    assert make_ground().entries() == ()


def test_the_gallery_notices_a_double_that_nobody_was_to_look_for_yet(ground: Ground, practice: PracticeStore) -> None:
    done = sent_twice_seen_once(ground, practice)
    ground.do(lambda counter: look_is_due_in_an_hour(counter, done))
    commit_late(practice)
    ground.gallery_of(PATIENT)
    assert ground.wait_for_entry(done, is_shown)


def test_reading_another_page_of_the_record_back_notices_it_too(ground: Ground, practice: PracticeStore) -> None:
    done = sent_twice_seen_once(ground, practice)
    ground.do(lambda counter: look_is_due_in_an_hour(counter, done))
    commit_late(practice)
    ground.settled(ground.send())
    assert ground.wait_for_entry(done, is_shown)


def test_a_clock_that_jumps_ahead_after_the_second_yes_does_not_end_the_watch(
    ground: Ground, practice: PracticeStore
) -> None:
    practice.faults.add(Fault(FaultKind.LATE_COMMIT, method="POST", wait_s=600))
    queued = ground.send()
    ground.wait_for_entry(queued, lambda entry: entry.stage is Stage.CHECKING)

    def jump(counter: Counter) -> None:
        courier = counter.courier
        for part in (courier, courier.ledger, courier.line, courier._lookout, courier._sending):
            part._now = lambda: datetime.now(UTC) + timedelta(days=400)

    practice.wait_for_uploads(1)
    ground.do(jump)
    done = ground.wait_for_entry(queued, lambda entry: entry.stage is Stage.DELIVERED)
    assert delivery.is_watched(done)


def test_a_wait_that_was_decided_by_a_clock_an_hour_ahead_is_not_waited_for_after_a_restart(
    make_ground: MakeGround, practice: PracticeStore
) -> None:
    first = make_ground()
    an_hour_ahead = datetime.now(UTC) + timedelta(hours=1)
    waiting = first.entry(next_try=an_hour_ahead + timedelta(seconds=0.2), waits_from=an_hour_ahead, failures=3)
    first.do(lambda counter: counter.sessions.need().store.outbox.add([waiting]))
    first.close()
    assert make_ground().settled(waiting).stage is Stage.DELIVERED
