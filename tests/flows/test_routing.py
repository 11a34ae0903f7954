"""Whom the pages are for: searching, picking, IDs without a look-up, recents."""

from datetime import UTC, datetime, timedelta

from app.domain.facts import DeskChanged, NameAsked, ProblemMet, RecentsChanged, SearchAnswered
from app.domain.records import Record, RecordKind
from app.flows.counter import Counter
from app.flows.day_book import DayBook
from app.practice.server import Fault, FaultKind, PracticeStore
from tests.flows.conftest import MakeGround
from tests.flows.ground import ANOTHER_PATIENT, PATIENT, Ground

PATIENTS_PATH = "/api/v2/patients"


def test_a_name_finds_the_patient(ground: Ground) -> None:
    ground.desk.search(1, "alvarez", RecordKind.PATIENT)
    answer = ground.facts.wait_for(SearchAnswered)
    assert (answer.question, [record.id for record in answer.records]) == (1, ["pat_12345"])


def test_a_name_among_prescriptions_opens_those_of_the_patient(ground: Ground) -> None:
    ground.desk.search(1, "alvarez", RecordKind.PRESCRIPTION)
    found = ground.facts.wait_for(SearchAnswered).records
    assert {"rx_67890", "rx_67891"} <= {record.id for record in found}


def test_a_label_finds_its_prescription_with_its_patient(ground: Ground) -> None:
    ground.desk.search(1, "b209827:a5g", None)
    (record,) = ground.facts.wait_for(SearchAnswered).records
    assert (record.kind, record.id, record.patient_id) == (RecordKind.PRESCRIPTION, "rx_67890", "pat_12345")


def test_a_search_that_a_newer_one_overtakes_is_never_answered(ground: Ground, practice: PracticeStore) -> None:
    practice.faults.add(Fault(FaultKind.HANG, path_prefix=PATIENTS_PATH))
    ground.desk.search(1, "smith", RecordKind.PATIENT)
    assert practice.faults.wait_for_hits(1)
    ground.desk.search(2, "alvarez", RecordKind.PATIENT)
    ground.facts.wait_for(SearchAnswered)
    practice.faults.release()
    assert [answer.question for answer in ground.facts.of(SearchAnswered)] == [2]


def test_a_store_without_a_look_up_says_so_and_ids_still_work(ground: Ground, practice: PracticeStore) -> None:
    practice.faults.add(Fault(FaultKind.STATUS, path_prefix=PATIENTS_PATH, status=404, times=5))
    ground.desk.search(1, "alvarez", RecordKind.PATIENT)
    answer = ground.facts.wait_for(SearchAnswered)
    assert (answer.lookup_missing, answer.problem is not None) == (True, True)
    ground.desk.pick_id(RecordKind.PATIENT, "pat_777")
    assert ground.view.record == Record(RecordKind.PATIENT, "pat_777")


def test_a_search_without_a_line_says_why_it_found_nothing(ground: Ground, practice: PracticeStore) -> None:
    practice.offline = True
    ground.desk.search(1, "alvarez", RecordKind.PATIENT)
    assert ground.facts.wait_for(SearchAnswered).problem is not None


def test_an_id_works_at_once_and_its_name_is_filled_in_later(ground: Ground, practice: PracticeStore) -> None:
    practice.faults.add(Fault(FaultKind.HANG, path_prefix=f"{PATIENTS_PATH}/"))
    ground.desk.pick_id(RecordKind.PATIENT, " pat_12345 ")
    assert practice.faults.wait_for_hits(1)
    assert ground.view.record == PATIENT
    since = ground.facts.count
    practice.faults.release()
    told = ground.facts.wait_for(
        DeskChanged, lambda fact: bool(fact.view.record and fact.view.record.name), since=since
    )
    assert told.view.record is not None
    assert told.view.record.name.startswith("Alvarez")


def test_a_name_that_comes_after_another_record_was_picked_is_not_put_on_it(
    ground: Ground, practice: PracticeStore
) -> None:
    practice.faults.add(Fault(FaultKind.HANG, path_prefix=f"{PATIENTS_PATH}/"))
    ground.desk.pick_id(RecordKind.PATIENT, "pat_12345")
    assert practice.faults.wait_for_hits(1)
    ground.desk.pick(Record(RecordKind.SALE, "pos_1"))
    practice.faults.release()

    async def asked(counter: Counter) -> None:
        await counter.routing.about(RecordKind.PATIENT, "pat_20881")  # an answer later than the one that hung

    ground.house.run(asked)
    assert ground.view.record == Record(RecordKind.SALE, "pos_1")


def test_it_is_told_that_drx_is_asked_and_when_it_told_nothing(ground: Ground, practice: PracticeStore) -> None:
    ground.desk.pick_id(RecordKind.PATIENT, "pat_nobody")
    over = ground.facts.wait_for(NameAsked, lambda fact: fact.is_over)
    assert [fact.is_over for fact in ground.facts.of(NameAsked)] == [False, True]
    assert (over.kind, over.record_id) == (RecordKind.PATIENT, "pat_nobody")


def test_without_a_line_the_asking_is_over_too(ground: Ground, practice: PracticeStore) -> None:
    practice.offline = True
    ground.desk.pick_id(RecordKind.PATIENT, "pat_12345")
    assert ground.facts.wait_for(NameAsked, lambda fact: fact.is_over)


def test_a_store_without_a_look_up_is_not_said_to_know_no_such_record(ground: Ground, practice: PracticeStore) -> None:
    practice.faults.add(Fault(FaultKind.STATUS, path_prefix=PATIENTS_PATH, status=404, times=5))
    ground.desk.pick_id(RecordKind.PATIENT, "pat_777")
    ground.facts.wait_for(NameAsked, lambda fact: fact.is_over)
    ground.do(lambda _: None)  # whatever followed in the same breath was told
    assert not ground.facts.of(ProblemMet)


def test_a_kind_that_drx_cannot_tell_about_is_not_asked_for(ground: Ground) -> None:
    ground.desk.pick_id(RecordKind.ITEM, "item_1")
    assert ground.facts.wait_for(NameAsked).is_over


def test_a_prescription_that_is_typed_gets_its_patient(ground: Ground) -> None:
    ground.desk.pick_id(RecordKind.PRESCRIPTION, "rx_67890")
    told = ground.facts.wait_for(DeskChanged, lambda fact: bool(fact.view.record and fact.view.record.patient_id))
    assert told.view.record is not None
    assert told.view.record.patient_id == "pat_12345"


def test_an_empty_id_picks_nothing(ground: Ground) -> None:
    ground.desk.pick_id(RecordKind.PATIENT, "  ")
    assert ground.view.record is None


def test_recents_are_newest_first_and_each_once(ground: Ground) -> None:
    for record_id in ("1", "2", "1"):
        ground.desk.pick(Record(RecordKind.SALE, record_id))
    told = ground.facts.wait_for(RecentsChanged, lambda fact: len(fact.records) == 2 and fact.records[0].id == "1")
    assert [record.id for record in told.records] == ["1", "2"]


def test_recents_are_there_after_a_restart(make_ground: MakeGround) -> None:
    first = make_ground()
    first.desk.pick(PATIENT)
    first.facts.wait_for(RecentsChanged, lambda fact: bool(fact.records))
    first.close()
    assert make_ground().facts.wait_for(RecentsChanged, lambda fact: bool(fact.records)).records == (PATIENT,)


def test_putting_the_record_away_leaves_the_pages(ground: Ground) -> None:
    ground.desk.pick(PATIENT)
    ground.desk.pick(None)
    assert ground.view.record is None


def test_what_could_not_be_asked_is_told_with_what_was_found(ground: Ground, practice: PracticeStore) -> None:
    practice.faults.add(Fault(FaultKind.STATUS, path_prefix="/api/v2/deliveries", status=500))
    ground.desk.search(1, "rx_70544", None)
    answer = ground.facts.wait_for(SearchAnswered)
    assert [record.id for record in answer.records] == ["rx_70544"]
    assert answer.problem is not None
    assert not answer.lookup_missing


def test_beside_a_recent_record_it_is_told_how_many_pages_arrived_today(ground: Ground) -> None:
    ground.desk.pick(PATIENT)
    for _ in range(2):
        ground.settled(ground.send())
    ground.settled(ground.send(record=ANOTHER_PATIENT))
    assert ground.facts.wait_for(RecentsChanged, lambda fact: fact.counted == ((PATIENT, 2),))


def test_the_pages_of_today_are_counted_after_a_restart_too(make_ground: MakeGround) -> None:
    first = make_ground()
    first.desk.pick(PATIENT)
    first.settled(first.send())
    first.close()
    assert make_ground().facts.wait_for(RecentsChanged, lambda fact: fact.counted == ((PATIENT, 1),))


def test_a_page_that_is_dropped_from_the_outbox_was_sent_all_the_same(ground: Ground) -> None:
    ground.desk.pick(PATIENT)
    done = ground.settled(ground.send())
    ground.facts.wait_for(RecentsChanged, lambda fact: fact.sent_today == (1,))
    ground.do(lambda counter: counter.courier.drop(done.id))
    ground.settled(ground.send())
    assert ground.facts.wait_for(RecentsChanged, lambda fact: fact.sent_today == (2,))


def test_what_was_sent_yesterday_is_not_of_today(ground: Ground) -> None:
    ground.desk.pick(PATIENT)
    ground.settled(ground.send())
    ground.facts.wait_for(RecentsChanged, lambda fact: fact.sent_today == (1,))
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    book = ground.do(
        lambda counter: DayBook(
            lambda: counter.courier.ledger.entries, lambda: tomorrow, lambda: None, kept_for=timedelta(days=1)
        )
    )
    ground.do(lambda _: book.follow())
    assert book.sent_today(PATIENT) == 0


def test_where_delivered_pages_are_not_kept_for_a_day_nothing_is_said(make_ground: MakeGround) -> None:
    ground = make_ground(COUNTERSCAN_RETENTION_H="1")
    ground.desk.pick(PATIENT)
    ground.settled(ground.send())
    ground.do(lambda counter: counter.routing.tell_recents())
    assert {sum(fact.sent_today) for fact in ground.facts.of(RecentsChanged)} == {0}


def test_recents_are_forgotten_as_soon_as_it_is_set(make_ground: MakeGround) -> None:
    ground = make_ground(COUNTERSCAN_RECENTS_H="0")
    ground.desk.pick(PATIENT)
    ground.do(lambda counter: counter.routing.tell_recents())
    assert ground.facts.of(RecentsChanged)[-1].records == ()
    assert ground.do(lambda counter: counter.sessions.need().store.database.rows("SELECT * FROM recents")) == []
