"""The courier against the practice store over real sockets: whatever goes wrong, each page is stored exactly once."""

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any  # the fields of a fault that a test names

import pytest

from app.domain.errors import Problem
from app.domain.facts import Connection, EntrySettled, OutboxChanged, ProblemMet, SendingProgressed
from app.domain.limits import LOWERED_MAX_BYTES
from app.domain.outbox_shelf import Hold
from app.domain.parcels import EntryId, OutboxEntry, Stage, UploadReceipt
from app.domain.records import Record, RecordKind
from app.domain.stores import address_of
from app.flows import delivery
from app.flows.counter import Counter
from app.practice.limits import StoreHabits
from app.practice.server import Fault, FaultKind, PracticeStore, StoreLimits
from app.remote.client import DrxClient
from tests.flows.conftest import MakeGround
from tests.flows.ground import ANOTHER_PATIENT, PATIENT, PRESCRIPTION, Ground, drawn
from tests.watch import ExpectsLog

ITEM = Record(RecordKind.ITEM, "item_1")


def fault(kind: FaultKind, **others: Any) -> Fault:
    """A fault of the next uploads."""
    return Fault(kind, **({"method": "POST", "path_prefix": "/api/"} | others))


def listing_fault(kind: FaultKind, **others: Any) -> Fault:
    """A fault of the next listing of images."""
    return Fault(kind, **({"method": "GET", "path_prefix": "/api/v2/images/"} | others))


def names_in(practice: PracticeStore) -> list[str]:
    return [image.name for image in practice.uploaded_images()]


def posts_to(practice: PracticeStore) -> int:
    return sum(request.method == "POST" for request in practice.requests)


def test_a_page_is_sent_once_read_back_and_delivered(ground: Ground, practice: PracticeStore) -> None:
    done = ground.settled(ground.send())
    assert done.stage is Stage.DELIVERED
    assert done.receipt is not None
    assert done.receipt.image_id == practice.uploaded_images()[0].id
    assert done.receipt.read_back_at is not None
    assert names_in(practice) == [done.name]


def test_what_drx_gets_is_byte_for_byte_what_was_fitted(ground: Ground, practice: PracticeStore) -> None:
    content = drawn(shade=100)
    ground.settled(ground.send(content=content))
    assert practice.uploaded_images()[0].content == content


def test_progress_is_told_up_to_the_last_byte(ground: Ground) -> None:
    queued = ground.send()
    ground.settled(queued)
    told = [fact for fact in ground.facts.of(SendingProgressed) if fact.entry_id == queued.id]
    assert told[-1].sent_bytes == told[-1].total_bytes


def test_a_page_for_a_prescription_goes_to_its_patient(ground: Ground, practice: PracticeStore) -> None:
    ground.settled(ground.send(PRESCRIPTION))
    assert dict(practice.uploaded_images()[0].links) == {"patient_id": "pat_12345"}


def test_the_prescription_is_linked_too_where_the_store_takes_that(environ: dict[str, str]) -> None:
    with PracticeStore(with_pictures=False, limits=StoreLimits(accepts_prescription_id=True)) as store:
        ground = Ground(environ | {"COUNTERSCAN_URL": store.url, "COUNTERSCAN_TAKES_PRESCRIPTION_ID": "yes"})
        try:
            ground.house.open(practice=False).result(30)
            ground.settled(ground.send(PRESCRIPTION))
            links = dict(store.uploaded_images()[0].links)
        finally:
            ground.close()
    assert links == {"patient_id": "pat_12345", "prescription_id": "rx_67890"}


def test_a_store_that_renames_images_gets_each_page_once(environ: dict[str, str]) -> None:
    with PracticeStore(with_pictures=False, habits=StoreHabits(renames=True)) as store:
        ground = Ground(environ | {"COUNTERSCAN_URL": store.url})
        try:
            ground.house.open(practice=False).result(30)
            done = ground.settled(ground.send())
        finally:
            ground.close()
        assert (done.stage, posts_to(store), len(store.uploaded_images())) == (Stage.DELIVERED, 1, 1)
        assert done.name not in names_in(store)


def test_a_store_that_renames_images_and_swallows_its_answers_is_not_sent_to_without_an_end(
    environ: dict[str, str],
) -> None:
    with PracticeStore(with_pictures=False, habits=StoreHabits(renames=True)) as store:
        store.faults.add(fault(FaultKind.CLOSE_AFTER_COMMIT, times=100))
        ground = Ground(environ | {"COUNTERSCAN_URL": store.url})
        try:
            ground.house.open(practice=False).result(30)
            held = ground.settled(ground.send())
        finally:
            ground.close()
        assert (held.stage, held.problem, posts_to(store)) == (
            Stage.NEEDS_PERSON,
            delivery.NEVER_SEEN,
            delivery.MAX_UNSEEN_SENDS,
        )


def test_a_page_in_a_store_that_optimises_is_delivered_with_a_warning(environ: dict[str, str]) -> None:
    with PracticeStore(with_pictures=False, habits=StoreHabits(optimises_images=True)) as store:
        ground = Ground(environ | {"COUNTERSCAN_URL": store.url})
        try:
            ground.house.open(practice=False).result(30)
            done = ground.settled(ground.send())
        finally:
            ground.close()
        assert (done.stage, done.problem) == (Stage.DELIVERED, delivery.MAY_BE_OPTIMISED)


def work_over(counter: Counter, client: DrxClient) -> None:
    """Use this client from now on; the one before is closed with the session."""
    session = counter.sessions.need()
    session.retired += [session.client] if session.client is not None else []
    session.client = client


def test_a_page_that_comes_back_smaller_needs_a_person_once_the_store_has_kept_one_as_it_was(
    make_ground: MakeGround, environ: dict[str, str]
) -> None:
    keeping = make_ground()
    keeping.settled(keeping.send())
    keeping.close()
    with PracticeStore(with_pictures=False, habits=StoreHabits(optimises_images=True)) as store:
        ground = Ground(environ)
        try:
            ground.house.open(practice=False).result(30)
            line_to = DrxClient(address_of(store.url), store.key)  # the same store, as far as anybody can tell
            ground.do(lambda counter: work_over(counter, line_to))
            held = ground.settled(ground.send())
        finally:
            ground.close()
    assert (held.stage, held.problem) == (Stage.NEEDS_PERSON, delivery.OTHER_SIZE)


@pytest.mark.parametrize(
    "planned",
    [
        fault(FaultKind.RESET_AFTER_HEADERS),
        fault(FaultKind.RESET_MID_BODY),
        fault(FaultKind.RESET_BEFORE_COMMIT),
        fault(FaultKind.RESET_AFTER_COMMIT),
        fault(FaultKind.CLOSE_AFTER_COMMIT),
        fault(FaultKind.LATE_COMMIT, wait_s=0.2),
        fault(FaultKind.TORN_ANSWER),
        fault(FaultKind.TRUNCATED_ANSWER),
        fault(FaultKind.WRONG_CONTENT_LENGTH),
        fault(FaultKind.GARBAGE_STATUS_LINE),
        fault(FaultKind.HUGE_ANSWER, size_bytes=3_000_000),
        fault(FaultKind.WRONG_CONTENT_TYPE),
        fault(FaultKind.CAPTIVE_PORTAL),
        fault(FaultKind.CAPTIVE_PORTAL, commits=True),
        fault(FaultKind.REDIRECT),
        fault(FaultKind.STATUS, status=404),
        fault(FaultKind.STATUS, status=429, retry_after="0"),
        fault(FaultKind.STATUS, status=500),
        fault(FaultKind.STATUS, status=500, commits=True),
        fault(FaultKind.STATUS, status=503, retry_after="0"),
        fault(FaultKind.STATUS, status=507),
    ],
    ids=lambda planned: f"{planned.method} {planned.kind.name} {planned.status}",
)
def test_one_fault_later_the_page_is_stored_exactly_once(
    ground: Ground, practice: PracticeStore, planned: Fault
) -> None:
    practice.faults.add(planned)
    done = ground.settled(ground.send())
    assert done.stage is Stage.DELIVERED
    assert names_in(practice) == [done.name]


@pytest.mark.parametrize(
    "planned",
    [
        listing_fault(FaultKind.RESET_BEFORE_COMMIT),
        listing_fault(FaultKind.TORN_ANSWER),
        listing_fault(FaultKind.CAPTIVE_PORTAL),
        listing_fault(FaultKind.STATUS, status=500),
        listing_fault(FaultKind.REDIRECT),
    ],
    ids=lambda planned: f"{planned.method} {planned.kind.name} {planned.status}",
)
def test_a_look_that_fails_proves_nothing_and_is_repeated_when_a_person_asks(
    ground: Ground, practice: PracticeStore, planned: Fault
) -> None:
    practice.faults.add(planned)
    queued = ground.send()
    ground.wait_for_entry(queued, lambda entry: entry.failures == 1)
    ground.desk.send_now()
    done = ground.settled(queued)
    assert (done.stage, posts_to(practice)) == (Stage.DELIVERED, 1)
    assert practice.faults.hits == (planned,)


def test_an_answer_that_hangs_is_looked_for_after_a_restart(make_ground: MakeGround, practice: PracticeStore) -> None:
    practice.faults.add(fault(FaultKind.HANG))
    first = make_ground()
    queued = first.send()
    assert practice.faults.wait_for_hits(1)
    first.close()
    done = make_ground().settled(queued)
    assert (done.stage, names_in(practice), posts_to(practice)) == (Stage.DELIVERED, [queued.name], 1)


def test_what_was_being_sent_when_the_program_died_is_looked_for_before_it_is_sent(
    make_ground: MakeGround, practice: PracticeStore
) -> None:
    first = make_ground()
    arrived = first.settled(first.send())
    died_over = replace(arrived, id=EntryId("died"), stage=Stage.SENDING, receipt=None, sends=1)
    first.do(lambda counter: counter.sessions.need().store.outbox.add([died_over]))
    first.close()
    done = make_ground().settled(died_over)
    assert (done.stage, posts_to(practice)) == (Stage.DELIVERED, 1)


def test_what_died_before_it_left_is_sent_after_the_settle_time(
    make_ground: MakeGround, practice: PracticeStore
) -> None:
    first = make_ground()
    died_over = first.entry(stage=Stage.SENDING, sends=1)
    first.do(lambda counter: counter.sessions.need().store.outbox.add([died_over]))
    first.close()
    done = make_ground().settled(died_over)
    assert (done.stage, names_in(practice)) == (Stage.DELIVERED, [died_over.name])
    listings = [request.method for request in practice.requests].index("POST")
    assert listings >= 2


@pytest.mark.parametrize("status", [400, 403])
def test_a_refusal_needs_a_person_with_a_sentence_and_is_not_repeated(
    ground: Ground, practice: PracticeStore, status: int
) -> None:
    practice.faults.add(fault(FaultKind.STATUS, status=status, times=5))
    held = ground.settled(ground.send())
    assert (held.stage, held.refused, posts_to(practice)) == (Stage.NEEDS_PERSON, True, 1)
    assert held.problem is not None
    assert held.problem.advice


def test_a_refused_page_is_sent_when_a_person_tries_again(ground: Ground, practice: PracticeStore) -> None:
    practice.faults.add(fault(FaultKind.STATUS, status=400))
    held = ground.settled(ground.send())
    ground.desk.retry(held.id)
    done = ground.wait_for_entry(held, lambda entry: entry.stage is Stage.DELIVERED)
    assert (done.refused, names_in(practice)) == (False, [held.name])


def test_a_page_that_is_too_large_for_this_store_is_made_smaller_once(
    environ: dict[str, str], make_ground: MakeGround
) -> None:
    with PracticeStore(with_pictures=False, limits=StoreLimits(max_body_bytes=10_000_000)) as store:
        ground = make_ground(COUNTERSCAN_URL=store.url)
        large = drawn((1000, 1000)) + bytes(8_000_000)
        queued = ground.send(content=large)
        done = ground.settled(queued)
        assert (done.stage, done.refitted) == (Stage.DELIVERED, True)
        assert done.payload.blob.size_bytes <= LOWERED_MAX_BYTES
        assert [image.name for image in store.uploaded_images()] == [queued.name]
        assert ground.do(lambda counter: counter.sessions.need().limits.max_bytes) == LOWERED_MAX_BYTES
        assert not ground.do(lambda counter: counter.sessions.need().store.vault.has(queued.payload.blob))
        ground.close()
        again = make_ground(COUNTERSCAN_URL=store.url)
        assert again.do(lambda counter: counter.sessions.need().limits.max_bytes) == LOWERED_MAX_BYTES


def test_a_small_page_that_is_too_large_for_a_store_needs_a_person(ground: Ground, practice: PracticeStore) -> None:
    practice.faults.add(fault(FaultKind.STATUS, status=413, times=5))
    held = ground.settled(ground.send())
    assert (held.stage, posts_to(practice)) == (Stage.NEEDS_PERSON, 1)


def test_a_small_page_that_is_too_large_says_nothing_about_what_the_store_takes(
    ground: Ground, practice: PracticeStore
) -> None:
    before = ground.do(lambda counter: counter.sessions.need().limits)
    practice.faults.add(fault(FaultKind.STATUS, status=413))
    ground.settled(ground.send())
    assert ground.do(lambda counter: counter.sessions.need().limits) == before


@pytest.mark.parametrize(("record", "kept"), [(PATIENT, 0), (ITEM, 1)])
def test_receipts_are_kept_only_of_what_drx_can_not_list(ground: Ground, record: Record, kept: int) -> None:
    ground.settled(ground.send(record))
    receipts = ground.do(lambda counter: counter.sessions.need().store.receipts)
    assert len(ground.do(lambda _: receipts.receipts_for(record.kind, record.id))) == kept


def test_a_format_that_drx_does_not_take_is_sent_once_more_as_a_jpeg(ground: Ground, practice: PracticeStore) -> None:
    practice.faults.add(fault(FaultKind.STATUS, status=415))
    done = ground.settled(ground.send(content=drawn(format_="PNG")))
    (image,) = practice.uploaded_images()
    assert (done.stage, image.content_type, image.name) == (Stage.DELIVERED, "image/jpeg", done.name)


def test_a_second_415_needs_a_person(ground: Ground, practice: PracticeStore) -> None:
    practice.faults.add(fault(FaultKind.STATUS, status=415, times=5))
    held = ground.settled(ground.send())
    assert (held.stage, posts_to(practice)) == (Stage.NEEDS_PERSON, 2)


def test_a_key_that_is_refused_holds_everything_until_there_is_a_new_one(
    ground: Ground, practice: PracticeStore
) -> None:
    ground.wait_for_connection(Connection.CONNECTED)
    practice.key = "DRX" + "f" * 32
    first = ground.send()
    ground.facts.wait_for(OutboxChanged, lambda fact: fact.view.hold is Hold.KEY_REFUSED)
    second = ground.send(ANOTHER_PATIENT)
    ground.desk.send_now()
    assert [entry.stage for entry in ground.entries()] == [Stage.QUEUED, Stage.QUEUED]
    assert posts_to(practice) == 1
    since = ground.facts.count
    ground.desk.enter_key(practice.key)
    assert [ground.settled(entry).stage for entry in (first, second)] == [Stage.DELIVERED, Stage.DELIVERED]
    ground.wait_for_connection(Connection.CONNECTED, since)


def test_a_pause_holds_everything_until_a_person_lets_it_go_on(ground: Ground, practice: PracticeStore) -> None:
    ground.desk.pause_sending()
    ground.facts.wait_for(OutboxChanged, lambda fact: fact.view.hold is Hold.PAUSED)
    queued = ground.send()
    assert (posts_to(practice), ground.kept(queued).stage) == (0, Stage.QUEUED)
    ground.desk.go_on_sending()
    assert ground.settled(queued).stage is Stage.DELIVERED


def test_what_is_being_sent_when_somebody_pauses_comes_to_its_end(ground: Ground, practice: PracticeStore) -> None:
    practice.faults.add(fault(FaultKind.LATE_COMMIT, wait_s=0.2))
    first = ground.send()
    assert practice.faults.wait_for_hits(1)
    ground.desk.pause_sending()
    second = ground.send(ANOTHER_PATIENT)
    assert ground.settled(first).stage is Stage.DELIVERED
    assert ground.kept(second).stage is Stage.QUEUED


def test_queued_pages_go_out_when_the_line_is_back(ground: Ground, practice: PracticeStore) -> None:
    practice.offline = True
    queued = ground.queue(*(ground.entry() for _ in range(3)))
    ground.facts.wait_for(OutboxChanged, lambda fact: fact.view.hold is Hold.OFFLINE)
    practice.offline = False
    ground.desk.send_now()
    assert {ground.settled(entry).stage for entry in queued} == {Stage.DELIVERED}
    assert names_in(practice) == [entry.name for entry in queued]


def test_the_connection_shows_that_the_line_is_down_and_back(ground: Ground, practice: PracticeStore) -> None:
    ground.wait_for_connection(Connection.CONNECTED)
    practice.offline = True
    queued = ground.send()
    ground.wait_for_connection(Connection.OFFLINE)
    since = ground.facts.count
    practice.offline = False
    ground.desk.send_now()
    ground.wait_for_connection(Connection.CONNECTED, since)
    ground.settled(queued)


def test_pages_that_were_queued_go_out_after_a_restart(make_ground: MakeGround, practice: PracticeStore) -> None:
    practice.offline = True
    first = make_ground()
    queued = first.queue(*(first.entry() for _ in range(2)))
    first.close()
    practice.offline = False
    second = make_ground()
    assert {second.settled(entry).stage for entry in queued} == {Stage.DELIVERED}
    assert names_in(practice) == [entry.name for entry in queued]


def test_a_lost_answer_for_a_kind_that_cannot_be_listed_waits_for_a_person(
    ground: Ground, practice: PracticeStore
) -> None:
    practice.faults.add(fault(FaultKind.RESET_AFTER_COMMIT))
    held = ground.settled(ground.send(ITEM))
    assert (held.stage, held.doubtful, len(names_in(practice))) == (Stage.NEEDS_PERSON, True, 1)


def test_a_kind_that_cannot_be_listed_is_delivered_on_a_plain_yes(ground: Ground, practice: PracticeStore) -> None:
    done = ground.settled(ground.send(ITEM))
    assert (done.stage, len(names_in(practice))) == (Stage.DELIVERED, 1)


def test_the_pages_of_a_record_arrive_in_their_order(ground: Ground, practice: PracticeStore) -> None:
    practice.faults.add(fault(FaultKind.RESET_BEFORE_COMMIT))
    queued = ground.queue(*(ground.entry() for _ in range(4)))
    for entry in queued:
        ground.settled(entry)
    assert names_in(practice) == [entry.name for entry in queued]


def test_two_records_are_sent_to_at_the_same_time(ground: Ground, practice: PracticeStore) -> None:
    practice.faults.add(fault(FaultKind.HANG, times=2))
    ground.queue(ground.entry(PATIENT), ground.entry(PATIENT), ground.entry(ANOTHER_PATIENT))
    assert practice.faults.wait_for_hits(2)
    sending = [entry.record for entry in ground.entries() if entry.stage is Stage.SENDING]
    practice.faults.release()
    assert sending == [PATIENT, ANOTHER_PATIENT]


def test_a_page_that_needs_a_person_does_not_hold_up_the_next_one(ground: Ground, practice: PracticeStore) -> None:
    practice.faults.add(fault(FaultKind.STATUS, status=400))
    first, second = ground.queue(ground.entry(), ground.entry())
    assert ground.settled(second).stage is Stage.DELIVERED
    assert ground.settled(first).stage is Stage.NEEDS_PERSON


def test_a_commit_later_than_the_settle_time_is_shown_as_a_double(ground: Ground, practice: PracticeStore) -> None:
    practice.faults.add(fault(FaultKind.LATE_COMMIT, wait_s=60))
    queued = ground.send()

    def release_after_the_second_send() -> None:
        practice.wait_for_uploads(1)
        practice.faults.release()

    releasing = threading.Thread(target=release_after_the_second_send)
    releasing.start()
    done = ground.settled(queued)
    releasing.join()
    assert (done.stage, done.problem) == (Stage.DELIVERED, delivery.STORED_TWICE)
    assert names_in(practice) == [queued.name] * 2


def test_an_entry_for_another_store_is_left_alone(ground: Ground, practice: PracticeStore) -> None:
    foreign = replace(ground.entry(), store="https://lakeside.drxapp.com")
    own = ground.entry()
    ground.queue(foreign, own)
    ground.settled(own)
    assert (ground.kept(foreign).stage, names_in(practice)) == (Stage.QUEUED, [own.name])


def test_a_page_whose_bytes_are_damaged_needs_a_person_and_the_others_go_on(
    ground: Ground, practice: PracticeStore
) -> None:
    damaged, whole = ground.entry(content=drawn(shade=1)), ground.entry(content=drawn(shade=2))

    def damage(counter: Counter) -> None:
        counter.originals.forget()
        counter.sessions.need().store.vault.erase(damaged.payload.blob)

    ground.do(damage)
    ground.queue(damaged, whole)
    assert ground.settled(whole).stage is Stage.DELIVERED
    assert ground.settled(damaged).stage is Stage.NEEDS_PERSON
    assert names_in(practice) == [whole.name]


def test_dropping_an_entry_erases_its_bytes(ground: Ground, practice: PracticeStore) -> None:
    practice.offline = True
    queued = ground.send()
    ground.facts.wait_for(OutboxChanged, lambda fact: fact.view.hold is Hold.OFFLINE)
    ground.do(lambda counter: counter.courier.drop(queued.id))
    assert ground.entries() == ()
    assert not ground.do(lambda counter: counter.sessions.need().store.vault.has(queued.payload.blob))


def test_dropping_one_of_two_entries_with_the_same_picture_keeps_the_bytes(
    ground: Ground, practice: PracticeStore
) -> None:
    practice.offline = True
    first, second = ground.queue(ground.entry(), ground.entry())
    ground.facts.wait_for(OutboxChanged, lambda fact: fact.view.hold is Hold.OFFLINE)
    ground.do(lambda counter: counter.courier.drop(first.id))
    practice.offline = False
    ground.desk.send_now()
    assert ground.settled(second).stage is Stage.DELIVERED


def test_delivered_bytes_are_erased_when_their_time_is_over(make_ground: MakeGround) -> None:
    ground = make_ground(COUNTERSCAN_RETENTION_H="0.0001")  # 0.36 s
    queued = ground.send()
    ground.facts.wait_for(EntrySettled)
    ground.facts.wait_for(OutboxChanged, lambda fact: not fact.view.rows, since=ground.facts.count)
    assert ground.entries() == ()
    assert not ground.do(lambda counter: counter.sessions.need().store.vault.has(queued.payload.blob))


def test_delivered_bytes_are_kept_until_then(ground: Ground) -> None:
    done = ground.settled(ground.send())
    assert ground.do(lambda counter: counter.sessions.need().store.vault.has(done.payload.blob))


def test_what_was_not_delivered_is_never_erased_by_time(make_ground: MakeGround, practice: PracticeStore) -> None:
    first = make_ground()
    delivered_long_ago = first.entry(
        stage=Stage.DELIVERED, receipt=UploadReceipt("img_1", datetime(2020, 1, 1, tzinfo=UTC))
    )
    waiting_long = replace(first.entry(ITEM), queued_at=datetime(2020, 1, 1, tzinfo=UTC), stage=Stage.NEEDS_PERSON)
    first.do(lambda counter: counter.sessions.need().store.outbox.add([delivered_long_ago, waiting_long]))
    first.close()
    second = make_ground()
    second.facts.wait_for(OutboxChanged, lambda fact: len(fact.view.rows) == 1)
    assert second.entries() == (waiting_long,)


def test_waiting_for_an_entry_that_is_gone_returns_what_was_known_last(ground: Ground, practice: PracticeStore) -> None:
    practice.offline = True
    queued = ground.send()
    ground.facts.wait_for(OutboxChanged, lambda fact: fact.view.hold is Hold.OFFLINE)

    async def waited(counter: Counter) -> tuple[OutboxEntry, ...]:
        counter.courier.drop(queued.id)
        return await counter.courier.wait_for([queued.id], 5.0)

    assert ground.house.run(waited) == ()


def test_nothing_is_sent_while_the_courier_is_paused(ground: Ground, practice: PracticeStore) -> None:
    ground.do(lambda counter: setattr(counter.courier, "is_paused", True))
    ground.send()
    ground.desk.send_now()
    ground.facts.wait_for(OutboxChanged, lambda fact: bool(fact.view.rows))
    assert posts_to(practice) == 0


def test_a_mistake_of_ours_in_the_middle_of_a_send_leaves_the_page_in_doubt_not_stuck(
    ground: Ground, practice: PracticeStore, expects_log: ExpectsLog
) -> None:
    expects_log("our mistake")
    ground.facts.fail_at(SendingProgressed)
    done = ground.settled(ground.send())
    assert (done.stage, names_in(practice)) == (Stage.DELIVERED, [done.name])


def test_a_disk_that_takes_nothing_is_not_tried_in_a_tight_loop_and_loses_nothing(
    ground: Ground, practice: PracticeStore
) -> None:
    ground.do(lambda counter: setattr(counter.courier, "is_paused", True))
    queued = ground.send()

    def refuse_writes(counter: Counter, is_refused: bool) -> None:
        counter.sessions.need().store.database.rows(f"PRAGMA query_only = {int(is_refused)}")
        counter.courier.is_paused = False
        counter.courier.send_now()

    since = ground.facts.count
    ground.do(lambda counter: refuse_writes(counter, True))
    ground.facts.wait_for(ProblemMet, since=since)
    ground.facts.wait_for(OutboxChanged, since=ground.facts.count)
    met = len(ground.facts.of(ProblemMet, since))
    ground.do(lambda counter: refuse_writes(counter, False))
    done = ground.settled(queued)
    assert (done.stage, names_in(practice)) == (Stage.DELIVERED, [queued.name])
    assert met <= 3


def test_a_new_key_in_the_middle_of_a_send_neither_loses_nor_doubles_the_page(
    ground: Ground, practice: PracticeStore
) -> None:
    practice.faults.add(fault(FaultKind.HANG))
    queued = ground.send()
    assert practice.faults.wait_for_hits(1)
    ground.desk.enter_key(practice.key)
    ground.wait_for_connection(Connection.CONNECTED)
    practice.faults.release()  # what was on its way with the old client comes to its end
    done = ground.settled(queued)
    assert (done.stage, names_in(practice)) == (Stage.DELIVERED, [queued.name])


def test_a_new_key_is_used_from_then_on(ground: Ground, practice: PracticeStore) -> None:
    ground.wait_for_connection(Connection.CONNECTED)
    practice.key = "DRX" + "e" * 32
    since = ground.facts.count
    ground.desk.enter_key(practice.key)
    ground.wait_for_connection(Connection.CONNECTED, since)
    assert ground.settled(ground.send()).stage is Stage.DELIVERED


def test_a_wait_until_far_ahead_is_not_kept_when_the_clock_was_set_back(ground: Ground) -> None:
    far = datetime.now(UTC) + timedelta(days=400)
    waiting = ground.entry(next_try=far, problem=Problem("No connection to DRX"))
    ground.queue(waiting)
    assert ground.settled(waiting).stage is Stage.DELIVERED
