"""Further links: one image filed under a patient and a sale, because a person asked for it and DRX knows both."""

from app.domain.facts import LinkAnswered, RecentsChanged
from app.domain.records import Link, LinkField, Record, RecordKind
from app.practice.server import PracticeStore
from tests.flows.ground import PATIENT, Ground, drawn

SALE, OF_CHEN, UNKNOWN = "pos_12345", "pos_12346", "pos_99999"
SALE_LINK = Link(LinkField.SALE, SALE)


def asked(ground: Ground, kind: RecordKind, record_id: str) -> LinkAnswered:
    since = ground.facts.count
    ground.desk.file_under(kind, record_id)
    return ground.facts.wait_for(LinkAnswered, since=since)


def links(ground: Ground) -> tuple[Link, ...]:
    record = ground.view.record
    return record.more_links if record is not None else ()


def uploaded(ground: Ground) -> None:
    ground.add(drawn())
    since = ground.facts.count
    ground.desk.upload()
    ground.wait_for_desk(lambda view: not view.rows, since)
    ground.settled(ground.entries()[-1])


def test_one_image_carries_the_patient_and_the_sale(ground: Ground, practice: PracticeStore) -> None:
    ground.desk.pick(PATIENT)
    assert asked(ground, RecordKind.SALE, f" {SALE} ").problem is None
    uploaded(ground)
    (image,) = practice.uploaded_images()
    assert image.links == {"patient_id": "pat_12345", "pos_event_id": SALE}


def test_a_link_that_was_taken_away_does_not_go_along(ground: Ground, practice: PracticeStore) -> None:
    ground.desk.pick(PATIENT)
    asked(ground, RecordKind.SALE, SALE)
    ground.desk.file_no_more_under(SALE_LINK)
    uploaded(ground)
    assert practice.uploaded_images()[0].links == {"patient_id": "pat_12345"}


def test_the_sale_of_another_patient_is_refused(ground: Ground) -> None:
    ground.desk.pick(PATIENT)
    problem = asked(ground, RecordKind.SALE, OF_CHEN).problem
    assert problem is not None
    assert problem.title == "This belongs to another patient"
    assert links(ground) == ()


def test_an_id_that_drx_does_not_know_is_refused(ground: Ground) -> None:
    ground.desk.pick(PATIENT)
    problem = asked(ground, RecordKind.SALE, UNKNOWN).problem
    assert problem is not None
    assert problem.title == "DRX knows no record with this ID"
    assert links(ground) == ()


def test_what_drx_can_not_tell_about_is_taken_as_it_was_typed(ground: Ground, practice: PracticeStore) -> None:
    ground.desk.pick(PATIENT)
    assert asked(ground, RecordKind.COMPOUND_BATCH, "cb_1").problem is None
    practice.offline = True
    assert asked(ground, RecordKind.SALE, SALE).problem is None
    assert links(ground) == (Link(LinkField.COMPOUND_BATCH, "cb_1"), SALE_LINK)


def test_one_image_has_one_link_of_a_kind(ground: Ground) -> None:
    ground.desk.pick(PATIENT)
    asked(ground, RecordKind.SALE, SALE)
    problem = asked(ground, RecordKind.SALE, SALE).problem
    assert problem is not None
    assert problem.title == "One image can't have two such links"
    assert links(ground) == (SALE_LINK,)


def test_the_links_stay_with_the_pages_and_not_with_the_patient(ground: Ground) -> None:
    ground.desk.pick(PATIENT)
    asked(ground, RecordKind.SALE, SALE)
    recents = ground.facts.of(RecentsChanged)[-1].records
    assert [record.more_links for record in recents if record.id == PATIENT.id] == [()]
    ground.desk.pick(Record(RecordKind.PATIENT, "pat_20881"))
    assert links(ground) == ()


def test_pages_that_are_taken_back_keep_what_else_they_are_filed_under(ground: Ground) -> None:
    ground.do(lambda counter: setattr(counter.dispatch, "recall_s", 30.0))
    ground.desk.pick(PATIENT)
    asked(ground, RecordKind.SALE, SALE)
    ground.add(drawn())
    since = ground.facts.count
    ground.desk.upload()
    ground.wait_for_desk(lambda view: not view.rows, since)
    ground.desk.pick(PATIENT)
    since = ground.facts.count
    ground.desk.recall_last()
    view = ground.wait_for_desk(lambda view: bool(view.rows), since)
    assert view.record is not None
    assert view.record.more_links == (SALE_LINK,)
