"""Barcodes on pages: one that names another record stops its page until a person decides; one suggests a record."""

import io

from PIL import Image, ImageDraw

from app.domain.facts import PagesQueued
from app.domain.pages import PageId
from app.domain.readings import Remark
from app.domain.records import Record, RecordKind
from app.domain.shelves import DeskView, Obstacle, PageRow
from app.flows.counter import Counter
from app.practice.barcode128 import bar_widths
from app.practice.server import Fault, FaultKind, PracticeStore
from tests.flows.conftest import MakeGround
from tests.flows.ground import PATIENT, PRESCRIPTION, Ground, drawn

ALVAREZ, ALVAREZ_TOO, CHEN = "b209827:a5g", "b209828:b1m", "b210031:c2k"
BARCODES = "/api/v2/pos/barcode"
DELIVERY = Record(RecordKind.DELIVERY, "del_12345")


def labelled(*codes: str) -> bytes:
    """A sheet at 100 dpi with these barcodes below each other."""
    page = Image.new("L", (850, 1100), 255)
    draw = ImageDraw.Draw(page)
    for number, code in enumerate(codes):
        x, top, is_bar = 120, 150 + 200 * number, True
        for width in bar_widths(code):
            if is_bar:
                draw.rectangle((x, top, x + 3 * width - 1, top + 90), 0)
            x, is_bar = x + 3 * width, not is_bar
    content = io.BytesIO()
    page.save(content, "PNG", dpi=(100, 100))
    return content.getvalue()


def stopped(ground: Ground) -> DeskView:
    """The desk once a page on it is stopped."""
    return ground.wait_for_desk(lambda view: any(Remark.OTHER_RECORD in row.remarks for row in view.rows))


def add(ground: Ground, *codes: str) -> PageId:
    return ground.add(labelled(*codes), "label.png").id


def looked_at(ground: Ground, count: int = 1) -> tuple[PageRow, ...]:
    """The rows once all were read and every label on them was asked about."""
    ground.wait_for_desk(lambda view: sum(row.reading is not None for row in view.rows) >= count)

    async def settled(counter: Counter) -> None:
        if counter.page_labels._asking is not None:
            await counter.page_labels._asking

    ground.house.run(settled)
    return ground.rows


def test_a_page_that_names_another_record_is_stopped_and_says_which(ground: Ground) -> None:
    ground.desk.pick(PATIENT)
    add(ground, CHEN)
    view = stopped(ground)
    (row,) = view.rows
    assert (row.must_be_seen, view.obstacle, row.picked) == (True, Obstacle.NOT_SEEN, PATIENT)
    assert row.says is not None
    assert (row.says.id, row.says.name) == ("rx_70544", "Chen, Daniel")


def test_an_upload_that_is_asked_for_before_anybody_looked_leaves_it_here(ground: Ground) -> None:
    ground.desk.pick(PATIENT)
    ground.desk.add_content(labelled(CHEN), "label.png")
    ground.desk.add_content(drawn(), "other.jpg")
    ground.wait_for_desk(lambda view: len(view.rows) == 2)
    ground.desk.upload()
    (entry,) = ground.facts.wait_for(PagesQueued).entries
    assert entry.name.startswith("other")
    (row,) = ground.rows
    assert (row.title, row.must_be_seen) == ("label.png", True)


def test_it_leaves_once_a_person_says_that_it_belongs_to_the_picked_one(ground: Ground) -> None:
    ground.desk.pick(PATIENT)
    page_id = add(ground, CHEN)
    stopped(ground)
    ground.desk.approve([page_id])
    assert ground.rows[0].remarks == ()
    ground.desk.upload()
    assert [entry.record.id for entry in ground.facts.wait_for(PagesQueued).entries] == [PATIENT.id]


def test_that_word_counts_for_that_record_alone(ground: Ground) -> None:
    ground.desk.pick(PATIENT)
    page_id = add(ground, CHEN)
    stopped(ground)
    ground.desk.approve([page_id])
    ground.desk.pick(Record(RecordKind.PATIENT, "pat_30117"))
    assert ground.rows[0].must_be_seen


def test_that_word_is_no_word_about_anything_else(ground: Ground) -> None:
    ground.desk.pick(PATIENT)
    page_id = add(ground, CHEN)
    stopped(ground)
    ground.desk.approve([page_id])
    assert [page.is_approved for page in ground.pages] == [False]


def test_that_word_can_be_undone(ground: Ground) -> None:
    ground.desk.pick(PATIENT)
    page_id = add(ground, CHEN)
    stopped(ground)
    ground.desk.approve([page_id])
    ground.desk.undo()
    assert ground.rows[0].must_be_seen


def test_or_the_record_that_it_names_is_picked(ground: Ground) -> None:
    ground.desk.pick(PATIENT)
    page_id = add(ground, CHEN)
    stopped(ground)
    ground.desk.mend(page_id, Remark.OTHER_RECORD)
    view = ground.view
    assert view.record is not None
    assert (view.record.id, view.rows[0].remarks, view.obstacle) == ("rx_70544", (), None)


def test_a_patients_own_labels_stop_nothing(ground: Ground) -> None:
    ground.desk.pick(PATIENT)
    add(ground, ALVAREZ, ALVAREZ_TOO)
    assert looked_at(ground)[0].remarks == ()


def test_another_prescription_of_the_same_patient_is_another_record(ground: Ground) -> None:
    ground.desk.pick(PRESCRIPTION)
    add(ground, ALVAREZ_TOO)
    (row,) = stopped(ground).rows
    assert row.says is not None
    assert row.says.id == "rx_67891"


def test_beside_its_own_label_those_of_the_same_patient_are_no_others(ground: Ground) -> None:
    ground.desk.pick(PRESCRIPTION)
    add(ground, ALVAREZ_TOO, ALVAREZ)
    assert looked_at(ground)[0].remarks == ()


def test_beside_its_own_label_that_of_another_patient_is(ground: Ground) -> None:
    ground.desk.pick(PRESCRIPTION)
    add(ground, ALVAREZ, CHEN)
    assert stopped(ground).rows[0].must_be_seen


def test_where_nobody_knows_whose_a_delivery_is_its_labels_stop_nothing(ground: Ground) -> None:
    ground.desk.pick(DELIVERY)
    add(ground, CHEN)
    assert looked_at(ground)[0].remarks == ()


def test_a_code_of_another_store_stops_nothing(ground: Ground) -> None:
    ground.desk.pick(PATIENT)
    add(ground, "5012345678900", "b209827:zzz")
    (row,) = looked_at(ground)
    assert row.reading is not None
    assert (len(row.reading.codes), row.remarks) == (2, ())


def test_a_store_without_this_look_up_stops_nothing_and_is_asked_once(ground: Ground, practice: PracticeStore) -> None:
    practice.faults.add(Fault(FaultKind.STATUS, path_prefix=BARCODES, status=403, times=50))
    ground.desk.pick(PATIENT)
    add(ground, CHEN)
    add(ground, ALVAREZ)
    assert [row.remarks for row in looked_at(ground, 2)] == [(), ()]
    ground.desk.upload()
    assert len(ground.facts.wait_for(PagesQueued).entries) == 2


def test_without_a_line_nothing_is_stopped(ground: Ground, practice: PracticeStore) -> None:
    ground.desk.pick(PATIENT)
    practice.offline = True
    add(ground, CHEN)
    ground.desk.upload()
    assert len(ground.facts.wait_for(PagesQueued).entries) == 1


def test_a_code_that_names_its_record_by_itself_stops_even_without_a_line(
    make_ground: MakeGround, practice: PracticeStore
) -> None:
    ground = make_ground(COUNTERSCAN_LABEL_PATTERNS="prescription: rx_{id:digits}")
    practice.offline = True
    ground.desk.pick(PRESCRIPTION)
    add(ground, "rx_70544")
    assert stopped(ground).rows[0].must_be_seen


def test_while_nobody_is_picked_the_pages_suggest_whom(ground: Ground) -> None:
    add(ground, CHEN)
    add(ground, ALVAREZ, CHEN)
    view = ground.wait_for_desk(lambda view: len(view.suggested) == 2)
    assert [record.id for record in view.suggested] == ["rx_70544", "rx_67890"]
    ground.desk.pick(view.suggested[0])
    assert ground.view.suggested == ()


def test_each_label_is_asked_about_once(ground: Ground) -> None:
    ground.desk.pick(PATIENT)
    add(ground, ALVAREZ)
    add(ground, ALVAREZ)
    looked_at(ground, 2)
    assert ground.do(lambda counter: list(counter.page_labels._named)) == [ALVAREZ]
