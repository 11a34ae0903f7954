"""What is missing for the picked record, asked of a practice store once a pick, and never by a command."""

import json

from app.domain.documents import Document, DocumentsView, Standing
from app.domain.facts import DocumentsChanged, GalleryChanged
from app.domain.gallery_shelf import GalleryState
from app.domain.pages import DocumentKind, Side
from app.domain.records import Record, RecordKind
from app.practice.server import Fault, FaultKind, PracticeStore
from tests.flows.conftest import MakeGround
from tests.flows.ground import ANOTHER_PATIENT, PATIENT, PRESCRIPTION, Ground, drawn

LISTING = "/api/v2/images/"
NAME = "ID front k7m2q9xd3p.jpg"
ID_FRONT = Document(DocumentKind.ID_CARD, Side.FRONT)
CARD_BACK = Document(DocumentKind.INSURANCE_CARD, Side.BACK)
HARD_COPY = Document(DocumentKind.HARD_COPY)


def listings(practice: PracticeStore) -> list[str]:
    return [
        request.path.removeprefix(LISTING)
        for request in practice.requests
        if request.method == "GET" and request.path.startswith(LISTING)
    ]


def standing(view: DocumentsView, document: Document) -> Standing | None:
    return next((mark.standing for mark in view.marks if mark.document == document), None)


def answered(ground: Ground, record: Record, since: int = 0) -> DocumentsView:
    """The marks of this record once DRX has said what it has."""

    def is_answered(fact: DocumentsChanged) -> bool:
        is_told = bool(fact.view.marks) and all(mark.standing is not Standing.ASKING for mark in fact.view.marks)
        return fact.view.record is not None and fact.view.record.id == record.id and is_told

    return ground.facts.wait_for(DocumentsChanged, is_answered, since=since).view


def test_a_record_of_which_drx_has_nothing_misses_everything(ground: Ground) -> None:
    ground.desk.pick(PATIENT)
    assert {mark.standing for mark in answered(ground, PATIENT).marks} == {Standing.MISSING}


def test_what_was_delivered_is_there_and_since_when(ground: Ground) -> None:
    done = ground.settled(ground.queue(ground.entry(name=NAME))[0])
    ground.desk.pick(PATIENT)
    (mark,) = [mark for mark in answered(ground, PATIENT).marks if mark.document == ID_FRONT]
    assert (mark.standing, mark.since) == (Standing.HAS, done.created_on.replace(microsecond=0))


def test_a_page_is_followed_from_the_desk_over_its_way_to_drx(ground: Ground, practice: PracticeStore) -> None:
    ground.desk.pick(PATIENT)
    assert standing(answered(ground, PATIENT), CARD_BACK) is Standing.MISSING
    practice.faults.add(Fault(FaultKind.HANG, method="POST"))
    row = ground.add(drawn())
    ground.desk.label_kind([row.id], DocumentKind.INSURANCE_CARD)
    ground.desk.label_side([row.id], Side.BACK)
    ground.facts.wait_for(DocumentsChanged, lambda fact: standing(fact.view, CARD_BACK) is Standing.ON_DESK)
    since = ground.facts.count
    ground.desk.upload()
    ground.facts.wait_for(
        DocumentsChanged, lambda fact: standing(fact.view, CARD_BACK) is Standing.ON_ITS_WAY, since=since
    )
    assert practice.faults.wait_for_hits(1)
    practice.faults.release()
    ground.facts.wait_for(DocumentsChanged, lambda fact: standing(fact.view, CARD_BACK) is Standing.HAS, since=since)


def test_a_pick_asks_for_one_listing_and_the_gallery_right_behind_it_for_none(
    ground: Ground, practice: PracticeStore
) -> None:
    ground.desk.pick(PATIENT)
    answered(ground, PATIENT)
    ground.desk.open_gallery()
    ground.facts.wait_for(GalleryChanged, lambda fact: fact.view.state is GalleryState.READY)
    ground.do(lambda _: None)
    assert listings(practice) == [f"patient/{PATIENT.id}"]


def test_the_patients_cards_count_for_a_prescription_and_another_ones_hard_copy_does_not(ground: Ground) -> None:
    names = ("rx_11111 hard copy k7m2q9xd3p.jpg", "rx_11111 ID front m7m2q9xd3p.jpg")
    for name in names:
        ground.settled(ground.queue(ground.entry(name=name))[0])
    ground.desk.pick(PRESCRIPTION)
    view = answered(ground, PRESCRIPTION)
    assert (standing(view, HARD_COPY), standing(view, ID_FRONT)) == (Standing.MISSING, Standing.HAS)


def test_of_a_prescription_without_its_patient_no_card_is_said_to_be_missing(ground: Ground) -> None:
    alone = Record(RecordKind.PRESCRIPTION, "rx_67890")
    ground.desk.pick(alone)
    assert [mark.document for mark in answered(ground, alone).marks] == [HARD_COPY]


def test_of_a_kind_that_drx_cannot_list_nothing_is_asked_and_nothing_said(
    ground: Ground, practice: PracticeStore
) -> None:
    ground.desk.pick(Record(RecordKind.ITEM, "item_1"))
    fact = ground.facts.wait_for(DocumentsChanged, lambda fact: fact.view.record is not None)
    assert (fact.view.marks, listings(practice)) == ((), [])


def test_where_nothing_is_expected_nothing_is_asked(make_ground: MakeGround, practice: PracticeStore) -> None:
    ground = make_ground(COUNTERSCAN_EXPECTED_DOCUMENTS=json.dumps({"patient": []}))
    ground.desk.pick(PATIENT)
    ground.facts.wait_for(DocumentsChanged, lambda fact: fact.view.record is not None)
    assert listings(practice) == []


def test_where_drx_does_not_answer_nothing_is_claimed(ground: Ground, practice: PracticeStore) -> None:
    practice.offline = True
    ground.desk.pick(PATIENT)
    ground.facts.wait_for(DocumentsChanged, lambda fact: fact.view.record == PATIENT and bool(fact.view.marks))
    ground.facts.wait_for(DocumentsChanged, lambda fact: fact.view.record == PATIENT and not fact.view.marks)
    since = ground.facts.count
    ground.desk.pick(ANOTHER_PATIENT)  # while it does not answer no row comes only to go again
    fact = ground.facts.wait_for(DocumentsChanged, lambda fact: fact.view.record == ANOTHER_PATIENT, since=since)
    assert fact.view.marks == ()


def test_an_answer_about_the_record_before_marks_nothing(ground: Ground, practice: PracticeStore) -> None:
    ground.settled(ground.queue(ground.entry(name=NAME))[0])
    practice.faults.add(Fault(FaultKind.HANG, path_prefix=f"{LISTING}patient/{PATIENT.id}"))
    ground.desk.pick(PATIENT)
    assert practice.faults.wait_for_hits(1)
    ground.desk.pick(ANOTHER_PATIENT)
    practice.faults.release()
    assert standing(answered(ground, ANOTHER_PATIENT), ID_FRONT) is Standing.MISSING


def test_a_record_that_is_looked_at_aside_takes_no_marks_away(ground: Ground) -> None:
    ground.settled(ground.queue(ground.entry(name=NAME))[0])
    ground.desk.pick(PATIENT)
    before = answered(ground, PATIENT)
    ground.add(drawn())
    ground.desk.look_at(ANOTHER_PATIENT)
    ground.desk.open_gallery()
    ground.wait_for_gallery(lambda view: view.record == ANOTHER_PATIENT and view.state is GalleryState.READY)
    ground.facts.forget()
    ground.do(lambda counter: counter.documents.tell())
    assert ground.facts.wait_for(DocumentsChanged).view == before
