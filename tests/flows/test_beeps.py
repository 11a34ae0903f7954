"""Beeps of a barcode scanner: a label picks its record, pages of another one wait, a foreign code picks nobody."""

from app.domain.facts import BeepAnswered, BeepHeard, DraftFound, PagesQueued
from app.domain.records import RecordKind
from app.domain.shelves import WaitingStack
from app.practice.server import Fault, FaultKind, PracticeStore
from tests.flows.conftest import MakeGround
from tests.flows.ground import ANOTHER_PATIENT, PATIENT, Ground, drawn

ALVAREZ, CHEN = "b209827:a5g", "b210031:c2k"
BARCODES = "/api/v2/pos/barcode"


def beep(ground: Ground, code: str) -> BeepAnswered:
    """What a scanner read, and what came of it."""
    since = ground.facts.count
    ground.desk.beep(code)
    return ground.facts.wait_for(BeepAnswered, since=since)


def picked(ground: Ground) -> str:
    record = ground.view.record
    return record.id if record is not None else ""


def test_a_beep_picks_the_prescription_of_its_label(ground: Ground) -> None:
    record = beep(ground, ALVAREZ).record
    assert record is not None
    assert (record.kind, record.id, record.patient_id) == (RecordKind.PRESCRIPTION, "rx_67890", "pat_12345")
    assert (picked(ground), record.name.startswith("Alvarez")) == ("rx_67890", True)


def test_it_is_told_at_once_that_a_label_is_looked_up(ground: Ground, practice: PracticeStore) -> None:
    practice.faults.add(Fault(FaultKind.HANG, path_prefix=BARCODES))
    ground.desk.beep(ALVAREZ)
    assert ground.facts.wait_for(BeepHeard).code == ALVAREZ
    assert practice.faults.wait_for_hits(1)
    practice.faults.release()
    ground.facts.wait_for(BeepAnswered)


def test_a_foreign_code_picks_nobody_and_is_never_asked_about(ground: Ground, practice: PracticeStore) -> None:
    practice.faults.add(Fault(FaultKind.STATUS, path_prefix="/", status=500))
    ground.desk.pick(PATIENT)
    for code in ("5012345678900", "209827", "b209827", "b209827:a5g;b210031:c2k"):
        answer = beep(ground, code)
        assert (answer.record, answer.is_label, answer.problem is not None) == (None, False, True)
    assert picked(ground) == PATIENT.id


def test_a_label_that_drx_does_not_know_picks_nobody(ground: Ground) -> None:
    ground.desk.pick(PATIENT)
    answer = beep(ground, "b209827:zzz")
    assert (answer.record, answer.is_label, answer.problem is not None) == (None, True, True)
    assert picked(ground) == PATIENT.id


def test_a_beep_without_a_line_says_why_it_picked_nobody(ground: Ground, practice: PracticeStore) -> None:
    practice.offline = True
    answer = beep(ground, ALVAREZ)
    assert (answer.record, answer.problem is not None) == (None, True)


def test_a_store_without_this_look_up_says_so(ground: Ground, practice: PracticeStore) -> None:
    practice.faults.add(Fault(FaultKind.STATUS, path_prefix=BARCODES, status=403, times=3))
    problem = beep(ground, ALVAREZ).problem
    assert problem is not None
    assert "Type" in problem.advice


def test_of_two_beeps_the_last_one_picks(ground: Ground, practice: PracticeStore) -> None:
    practice.faults.add(Fault(FaultKind.HANG, path_prefix=f"{BARCODES}/b209827"))
    ground.desk.beep(ALVAREZ)
    assert practice.faults.wait_for_hits(1)
    assert beep(ground, CHEN).record is not None
    practice.faults.release()
    assert picked(ground) == "rx_70544"


def test_a_record_picked_by_hand_meanwhile_stays_picked(ground: Ground, practice: PracticeStore) -> None:
    practice.faults.add(Fault(FaultKind.HANG, path_prefix=BARCODES))
    ground.desk.beep(ALVAREZ)
    assert practice.faults.wait_for_hits(1)
    ground.desk.pick(ANOTHER_PATIENT)
    practice.faults.release()
    answer = ground.facts.wait_for(BeepAnswered)
    assert (answer.record, answer.problem, picked(ground)) == (None, None, ANOTHER_PATIENT.id)


def test_a_beep_never_uploads(ground: Ground) -> None:
    ground.add(drawn())
    beep(ground, ALVAREZ)
    beep(ground, CHEN)
    assert (ground.entries(), ground.facts.of(PagesQueued)) == ((), [])


# --- stacks -----------------------------------------------------------------------------------------------------------


def test_pages_that_are_nobodys_yet_are_for_the_record_of_the_beep(ground: Ground) -> None:
    ground.add(drawn())
    beep(ground, ALVAREZ)
    assert (picked(ground), len(ground.rows), ground.view.waiting) == ("rx_67890", 1, ())


def test_pages_on_the_desk_wait_for_their_own_record(ground: Ground) -> None:
    beep(ground, ALVAREZ)
    ground.add(drawn())
    ground.add(drawn(shade=90))
    beep(ground, CHEN)
    (waiting,) = ground.view.waiting
    assert (picked(ground), ground.rows, waiting.page_count) == ("rx_70544", (), 2)
    assert waiting.record is not None
    assert waiting.record.id == "rx_67890"


def test_what_waits_comes_back_as_it_lay_with_all_that_can_be_undone(ground: Ground) -> None:
    beep(ground, ALVAREZ)
    first = ground.add(drawn())
    ground.desk.turn([first.id], 1)
    beep(ground, CHEN)
    ground.desk.take_up(0)
    assert (picked(ground), ground.pages[0].edits.quarter_turns, ground.view.waiting) == ("rx_67890", 1, ())
    ground.desk.undo()
    assert ground.pages[0].edits.quarter_turns == 0


def test_taking_one_stack_up_puts_the_other_aside(ground: Ground) -> None:
    beep(ground, ALVAREZ)
    ground.add(drawn())
    beep(ground, CHEN)
    ground.add(drawn(shade=90))
    ground.desk.take_up(0)
    (waiting,) = ground.view.waiting
    assert (picked(ground), waiting.record is not None and waiting.record.id) == ("rx_67890", "rx_70544")


def test_a_beep_for_a_record_whose_pages_wait_brings_them_back(ground: Ground) -> None:
    beep(ground, ALVAREZ)
    page_id = ground.add(drawn()).id
    beep(ground, CHEN)
    beep(ground, ALVAREZ)
    assert ([row.id for row in ground.rows], ground.view.waiting) == ([page_id], ())


def test_the_same_label_once_more_changes_nothing(ground: Ground) -> None:
    beep(ground, ALVAREZ)
    page_id = ground.add(drawn()).id
    beep(ground, ALVAREZ)
    assert ([row.id for row in ground.rows], ground.view.waiting) == ([page_id], ())


def test_pages_that_are_still_read_belong_to_the_record_before(ground: Ground) -> None:
    beep(ground, ALVAREZ)
    for number in range(6):
        ground.desk.add_content(drawn((900, 1200), shade=20 + number), f"{number}.jpg")
    beep(ground, CHEN)
    assert (ground.rows, [stack.page_count for stack in ground.view.waiting]) == ((), [6])


def test_an_upload_under_way_is_finished_before_the_next_record(ground: Ground) -> None:
    beep(ground, ALVAREZ)
    ground.desk.add_content(drawn((2000, 2600)), "a.jpg")
    ground.wait_for_desk(lambda view: bool(view.rows))
    ground.desk.upload()
    beep(ground, CHEN)
    (entry,) = ground.facts.wait_for(PagesQueued).entries
    assert (entry.record.id, picked(ground), ground.view.waiting, ground.problems()) == ("rx_67890", "rx_70544", (), [])


def test_what_waits_survives_the_end_of_the_program(make_ground: MakeGround) -> None:
    first = make_ground()
    beep(first, ALVAREZ)
    first.add(drawn())
    beep(first, CHEN)
    first.add(drawn(shade=90))
    first.close()
    again = make_ground()
    assert again.facts.wait_for(DraftFound).page_count == 2
    again.desk.restore_draft()
    view = again.view
    (waiting,) = view.waiting
    assert (picked(again), len(view.rows), waiting.record and waiting.record.id) == ("rx_70544", 1, "rx_67890")
    again.desk.take_up(0)
    assert (picked(again), len(again.rows)) == ("rx_67890", 1)


def test_where_only_what_waited_is_left_it_comes_back_onto_the_desk(make_ground: MakeGround) -> None:
    first = make_ground()
    beep(first, ALVAREZ)
    first.add(drawn())
    beep(first, CHEN)
    first.close()
    again = make_ground()
    again.facts.wait_for(DraftFound)
    again.desk.restore_draft()
    assert (picked(again), len(again.rows), again.view.waiting) == ("rx_67890", 1, ())


def test_the_bytes_of_what_waits_are_kept_while_others_leave(ground: Ground) -> None:
    beep(ground, ALVAREZ)
    ground.add(drawn())
    beep(ground, CHEN)
    ground.add(drawn(shade=90))
    ground.desk.upload()
    ground.facts.wait_for(PagesQueued)
    ground.desk.take_up(0)
    (page,) = ground.pages
    assert ground.do(lambda counter: len(counter.originals.fetch(page.imported.blob))) == page.imported.blob.size_bytes


def test_a_record_that_waits_is_told_by_its_name_and_count(ground: Ground) -> None:
    ground.desk.pick(PATIENT)
    ground.add(drawn())
    beep(ground, CHEN)
    assert ground.view.waiting == (WaitingStack(PATIENT, 1),)


def test_a_code_that_names_its_record_works_without_a_look_up(make_ground: MakeGround, practice: PracticeStore) -> None:
    ground = make_ground(COUNTERSCAN_LABEL_PATTERNS="prescription: rx_{id:digits}", COUNTERSCAN_SCANNER_PREFIX="~")
    practice.offline = True
    record = beep(ground, "~rx_70544").record
    assert record is not None
    assert (record.kind, record.id) == (RecordKind.PRESCRIPTION, "rx_70544")
    assert beep(ground, ALVAREZ).is_label is False


def test_a_code_that_names_a_record_drx_does_not_know_picks_nobody(make_ground: MakeGround) -> None:
    ground = make_ground(COUNTERSCAN_LABEL_PATTERNS="prescription: rx_{id:digits}")
    assert beep(ground, "rx_99999").problem is not None
    assert picked(ground) == ""
