"""The worklist on a real store: named a few at once, worked through, ticked off by what arrives, kept for the day."""

from functools import partial
from pathlib import Path

from app.domain.facts import DeskChanged, ProblemMet, WorklistChanged
from app.domain.records import Record, RecordKind
from app.domain.worklist import WorklistView, WorkRow, WorkState
from app.flows.worklists import ASKED_AHEAD, NO_FILE, NO_NEXT, NO_TEXT
from app.practice.server import Fault, FaultKind, PracticeStore
from tests.flows.conftest import MakeGround
from tests.flows.ground import PATIENT, Ground, drawn

TWO = "patient_id\npat_12345\npat_20881"
LABEL = "b209827:a5g"


def worklist(ground: Ground, since: int = 0, *, rows: int = 0, named: bool = False, done: int = 0) -> WorklistView:
    """The first worklist of so many rows, all of them named if that is asked for, and so many of them done."""

    def holds(fact: WorklistChanged) -> bool:
        is_named = not named or all(row.record is not None or row.state is WorkState.UNKNOWN for row in fact.view.rows)
        return len(fact.view.rows) == rows and is_named and fact.view.count(WorkState.DONE) == done

    return ground.facts.wait_for(WorklistChanged, holds, since=since).view


def is_picked_in(fact: WorklistChanged, text: str) -> bool:
    return row(fact.view, text).is_picked


def row(view: WorklistView, text: str) -> WorkRow:
    return next(row for row in view.rows if row.text == text)


def test_the_lines_get_the_names_that_drx_knows(ground: Ground) -> None:
    ground.desk.take_worklist(f"{TWO}\n{LABEL}")
    view = worklist(ground, rows=3, named=True)
    assert [row.record.kind for row in view.rows if row.record] == [
        RecordKind.PATIENT,
        RecordKind.PATIENT,
        RecordKind.PRESCRIPTION,
    ]
    first = view.rows[0].record
    assert first is not None
    assert first.name.startswith("Alvarez")
    assert first.born is not None  # two of one name are told apart


def test_an_id_of_no_said_kind_is_asked_for_among_all(ground: Ground) -> None:
    ground.desk.take_worklist("del_12345")
    (only,) = worklist(ground, rows=1, named=True).rows
    assert only.record is not None
    assert only.record.kind is RecordKind.DELIVERY


def test_an_id_that_drx_does_not_know_is_left_to_a_person(ground: Ground) -> None:
    ground.desk.take_worklist("pat_nobody_1")
    assert worklist(ground, rows=1, named=True).rows[0].state is WorkState.UNKNOWN
    ground.desk.work_on(" pat_nobody_1")
    ground.facts.wait_for(ProblemMet, lambda fact: "pat_nobody_1" in fact.problem.title)
    assert ground.view.record is None


def test_only_the_next_lines_are_asked_about(ground: Ground, practice: PracticeStore) -> None:
    lines = [f"item_{number}" for number in range(ASKED_AHEAD + 5)]  # of a kind that needs no request
    ground.desk.take_worklist("item_id\n" + "\n".join(lines))

    def is_named(fact: WorklistChanged) -> bool:
        return sum(row.record is not None for row in fact.view.rows) >= ASKED_AHEAD

    view = ground.facts.wait_for(WorklistChanged, is_named).view
    assert [row.record is not None for row in view.rows] == [True] * ASKED_AHEAD + [False] * 5


def test_the_next_open_one_is_picked_and_the_one_behind_it_then(ground: Ground) -> None:
    ground.desk.take_worklist(TWO)
    for record_id in ("pat_12345", "pat_20881"):
        since = ground.facts.count
        ground.desk.work_on_next()
        is_picked = partial(is_picked_in, text=record_id)
        assert ground.facts.wait_for(WorklistChanged, is_picked, since=since)
        assert ground.view.record is not None
        assert ground.view.record.id == record_id


def test_pages_for_the_record_before_wait_when_the_list_goes_on(ground: Ground) -> None:
    ground.desk.take_worklist("patient_id\npat_20881")
    ground.desk.pick(PATIENT)
    ground.add(drawn())
    since = ground.facts.count
    ground.desk.work_on_next()
    view = ground.wait_for_desk(lambda view: view.record is not None and view.record.id == "pat_20881", since)
    assert (view.rows, [stack.record for stack in view.waiting]) == ((), [PATIENT])


def test_what_arrives_ticks_its_line_off_and_is_queued_before(ground: Ground, practice: PracticeStore) -> None:
    ground.desk.take_worklist(TWO)
    practice.faults.add(Fault(FaultKind.HANG, method="POST"))
    queued = ground.send()
    ground.facts.wait_for(WorklistChanged, lambda fact: row(fact.view, "pat_12345").state is WorkState.QUEUED)
    assert practice.faults.wait_for_hits(1)
    practice.faults.release()
    ground.settled(queued)
    view = worklist(ground, rows=2, done=1)
    assert [each.state for each in view.rows] == [WorkState.DONE, WorkState.OPEN]


def test_the_list_is_there_after_a_restart_with_what_is_done(make_ground: MakeGround) -> None:
    first = make_ground()
    first.desk.take_worklist(TWO)
    first.settled(first.send())
    worklist(first, rows=2, done=1, named=True)
    first.close()
    assert [each.state for each in worklist(make_ground(), rows=2, done=1).rows] == [WorkState.DONE, WorkState.OPEN]


def test_every_step_can_be_undone(ground: Ground) -> None:
    ground.desk.take_worklist(TWO)
    before = worklist(ground, rows=2, named=True).rows
    key = before[0].key
    for step in (ground.desk.clear_worklist, lambda: ground.desk.remove_from_worklist(key)):
        step()
        ground.desk.undo_on_worklist()
    ground.desk.skip_on_worklist(key)
    skipped = ground.facts.wait_for(WorklistChanged, lambda fact: fact.view.count(WorkState.SKIPPED) == 1)
    assert skipped.view.can_undo
    ground.desk.undo_on_worklist()
    ground.do(lambda _: None)
    assert ground.facts.of(WorklistChanged)[-1].view.rows == before


def test_nothing_of_a_cleared_list_is_left_on_the_disk(ground: Ground) -> None:
    ground.desk.take_worklist(TWO)
    ground.desk.clear_worklist()
    rows = ground.do(lambda counter: counter.sessions.need().store.database.rows("SELECT * FROM worklists"))
    assert rows == []


def test_a_text_without_ids_says_so_and_changes_nothing(ground: Ground) -> None:
    ground.desk.take_worklist("Alvarez, Maria")
    assert ground.facts.wait_for(ProblemMet).problem == NO_TEXT
    assert not ground.facts.of(WorklistChanged)


def test_lines_without_an_id_are_counted(ground: Ground) -> None:
    ground.desk.take_worklist("pat_12345\nChen, Daniel")
    assert ground.facts.wait_for(WorklistChanged, lambda fact: bool(fact.view.rows)).view.unread == 1


def test_a_file_is_read_in_the_background(ground: Ground, tmp_path: Path) -> None:
    path = tmp_path / "route.csv"
    path.write_bytes("\ufeffstop;delivery_id\n5;del_12345\n".encode("utf-16"))
    ground.desk.take_worklist_file(path)
    (only,) = worklist(ground, rows=1).rows
    assert (only.text, only.kind) == ("del_12345", RecordKind.DELIVERY)


def test_a_file_that_is_gone_or_too_large_is_said(ground: Ground, tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    ground.desk.take_worklist_file(path)
    assert ground.facts.wait_for(ProblemMet).problem == NO_FILE
    path.write_bytes(b"pat_1\n" * 200_000)
    since = ground.facts.count
    ground.desk.take_worklist_file(path)
    assert ground.facts.wait_for(ProblemMet, since=since).problem == NO_FILE


def test_without_an_open_line_the_key_says_so(ground: Ground) -> None:
    ground.desk.work_on_next()
    assert ground.facts.wait_for(ProblemMet).problem == NO_NEXT


def test_without_a_line_to_drx_an_id_of_a_known_kind_works_as_it_is(ground: Ground, practice: PracticeStore) -> None:
    practice.offline = True
    ground.desk.take_worklist(TWO)
    ground.desk.work_on_next()
    told = ground.facts.wait_for(DeskChanged, lambda fact: fact.view.record is not None)
    assert told.view.record == Record(RecordKind.PATIENT, "pat_12345")
    ground.do(lambda _: None)
    assert row(ground.facts.of(WorklistChanged)[-1].view, "pat_12345").is_picked


def test_a_store_without_a_look_up_takes_ids_as_they_are(ground: Ground, practice: PracticeStore) -> None:
    practice.faults.add(Fault(FaultKind.STATUS, path_prefix="/api/v2/patients", status=404, times=50))
    ground.desk.take_worklist(TWO)
    view = worklist(ground, rows=2, named=True)
    assert [each.record for each in view.rows] == [Record(RecordKind.PATIENT, text) for text in TWO.split()[1:]]


def test_a_list_is_forgotten_when_its_time_is_over(make_ground: MakeGround) -> None:
    first = make_ground()
    first.desk.take_worklist(TWO)
    worklist(first, rows=2)
    first.close()
    again = make_ground(COUNTERSCAN_RECENTS_H="0")
    again.desk.attend()
    assert again.facts.wait_for(WorklistChanged).view.rows == ()
