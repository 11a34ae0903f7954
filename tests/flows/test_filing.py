"""Pages are given to another record, and files dropped onto one: nothing is lost, doubled or mixed on the way."""

from collections.abc import Callable
from pathlib import Path

from app.domain.facts import DraftFound, PagesGiven, PagesQueued, ProblemMet
from app.domain.journal import Deed
from app.domain.pages import PageId
from app.domain.records import Record
from app.domain.shelves import DeskView, Step, WaitingStack
from app.flows.counter import Counter
from tests.flows.conftest import MakeGround
from tests.flows.ground import ANOTHER_PATIENT, PATIENT, Ground, drawn


def laid(ground: Ground, count: int, record: Record | None = PATIENT) -> list[PageId]:
    """So many different pages on the desk for this record; their IDs in their order."""
    ground.desk.pick(record)
    for number in range(count):
        ground.add(drawn(shade=60 + 40 * number))
    return ids(ground)


def waiting(ground: Ground) -> list[tuple[str, int]]:
    return [(each.record.id if each.record else "", each.page_count) for each in ground.view.waiting]


def ids(ground: Ground) -> list[PageId]:
    return [row.id for row in ground.rows]


def picked(ground: Ground) -> str:
    return ground.view.record.id if ground.view.record is not None else ""


def file(folder: Path, name: str, shade: int = 200) -> Path:
    path = folder / name
    path.write_bytes(drawn(shade=shade))
    return path


def desk_of(record: Record, count: int) -> Callable[[DeskView], bool]:
    def holds(view: DeskView) -> bool:
        held = view.record.id if view.record is not None else ""
        return (held, len(view.rows), view.is_reading) == (record.id, count, False)

    return holds


def test_pages_that_are_given_to_another_record_wait_for_it_and_the_others_stay(ground: Ground) -> None:
    one, two, three = laid(ground, 3)
    ground.desk.give([two], ANOTHER_PATIENT)
    assert (ids(ground), picked(ground)) == ([one, three], PATIENT.id)
    assert waiting(ground) == [(ANOTHER_PATIENT.id, 1)]


def test_undo_brings_them_back_to_their_places_and_redo_gives_them_away_again(ground: Ground) -> None:
    one, two, three = laid(ground, 3)
    ground.desk.turn([one], 1)
    ground.desk.give([two], ANOTHER_PATIENT)
    assert ground.view.undo is Step.FOR_ANOTHER
    ground.desk.undo()
    assert (ground.view.undo, ids(ground), waiting(ground)) == (Step.TURN, [one, two, three], [])
    assert ground.view.redo is Step.FOR_ANOTHER
    ground.desk.redo()
    assert (ground.view.undo, ids(ground)) == (Step.FOR_ANOTHER, [one, three])
    assert waiting(ground) == [(ANOTHER_PATIENT.id, 1)]


def test_steps_from_before_never_bring_back_what_was_given_away(ground: Ground) -> None:
    one, two, three = laid(ground, 3)
    ground.desk.turn([one, two], 1)
    ground.desk.give([two], ANOTHER_PATIENT)
    ground.desk.turn([three], 1)
    ground.desk.undo()
    assert (ids(ground), waiting(ground)) == ([one, three], [(ANOTHER_PATIENT.id, 1)])
    ground.desk.undo()
    assert (ids(ground), waiting(ground), ground.view.undo) == ([one, two, three], [], Step.TURN)
    ground.desk.redo()
    ground.desk.redo()
    assert (ids(ground), waiting(ground)) == ([one, three], [(ANOTHER_PATIENT.id, 1)])


def test_what_was_undone_before_can_not_be_done_again_after_pages_were_given_away(ground: Ground) -> None:
    one, two = laid(ground, 2)
    ground.desk.turn([two], 1)
    ground.desk.undo()
    ground.desk.give([two], ANOTHER_PATIENT)
    assert ground.view.redo is None
    ground.desk.redo()
    assert ids(ground) == [one]


def test_while_the_others_pages_lie_on_the_desk_undo_does_not_mix_two_patients(ground: Ground) -> None:
    one, two = laid(ground, 2)
    ground.desk.give([two], ANOTHER_PATIENT)
    ground.desk.take_up(0)
    assert (picked(ground), ground.view.undo) == (ANOTHER_PATIENT.id, None)
    ground.desk.undo()
    assert (ids(ground), waiting(ground)) == ([two], [(PATIENT.id, 1)])
    ground.desk.take_up(0)
    assert ground.view.undo is Step.FOR_ANOTHER, "back where it was, it can be undone again"
    ground.desk.undo()
    assert ids(ground) == [one, two]


def test_where_another_record_was_picked_meanwhile_the_pages_stay_with_theirs(ground: Ground) -> None:
    _, two = laid(ground, 2)
    ground.desk.give([two], ANOTHER_PATIENT)
    ground.desk.pick(Record(PATIENT.kind, "pat_30417"))
    ground.desk.undo()
    assert two not in ids(ground)


def test_pages_join_those_that_wait_for_that_record_already(ground: Ground) -> None:
    one, _, three = laid(ground, 3)
    ground.desk.give([three], ANOTHER_PATIENT)
    ground.desk.give([one], ANOTHER_PATIENT)
    assert waiting(ground) == [(ANOTHER_PATIENT.id, 2)]
    ground.desk.take_up(0)
    assert ids(ground) == [three, one]


def test_undo_of_what_waited_never_takes_the_pages_that_came_to_it(ground: Ground, tmp_path: Path) -> None:
    theirs = laid(ground, 1, ANOTHER_PATIENT)
    ground.desk.turn(theirs, 1)
    since = ground.facts.count
    ground.desk.add_files_for(PATIENT, [file(tmp_path, "one.jpg", 90), file(tmp_path, "two.jpg", 120)])
    ground.wait_for_desk(desk_of(PATIENT, 2), since)
    ours, _ = ids(ground)
    ground.desk.give([ours], ANOTHER_PATIENT)
    ground.desk.take_up(0)
    assert ids(ground) == [*theirs, ours]
    ground.desk.undo()
    ground.desk.undo()
    assert ours in ids(ground)


def test_all_pages_are_given_as_a_record_is_picked(ground: Ground) -> None:
    pages = laid(ground, 2)
    ground.desk.give(pages, ANOTHER_PATIENT)
    assert (picked(ground), ids(ground), waiting(ground)) == (ANOTHER_PATIENT.id, pages, [])


def test_pages_given_to_their_own_record_stay(ground: Ground) -> None:
    one, two = laid(ground, 2)
    ground.desk.give([one], PATIENT)
    assert (ids(ground), waiting(ground)) == ([one, two], [])


def test_files_dropped_onto_a_record_are_for_it_and_what_lies_there_waits(ground: Ground, tmp_path: Path) -> None:
    laid(ground, 2)
    ground.desk.add_files_for(ANOTHER_PATIENT, [file(tmp_path, "theirs.jpg")])
    ground.wait_for_desk(desk_of(ANOTHER_PATIENT, 1))
    assert waiting(ground) == [(PATIENT.id, 2)]


def test_two_drops_onto_two_records_one_right_after_the_other_are_not_mixed(ground: Ground, tmp_path: Path) -> None:
    ground.desk.add_files_for(PATIENT, [file(tmp_path, f"a{number}.jpg", 40 + number) for number in range(6)])
    ground.desk.add_files_for(ANOTHER_PATIENT, [file(tmp_path, f"b{number}.jpg", 90 + number) for number in range(3)])
    ground.wait_for_desk(desk_of(ANOTHER_PATIENT, 3))
    assert waiting(ground) == [(PATIENT.id, 6)]


def test_pages_that_are_nobodys_wait_as_nobodys_when_files_are_dropped_onto_a_record(ground: Ground) -> None:
    laid(ground, 2, None)
    ground.desk.add_contents_for(PATIENT, [("card.jpg", drawn(shade=20))])
    ground.wait_for_desk(desk_of(PATIENT, 1))
    assert ground.view.waiting == (WaitingStack(None, 2),)


def test_files_dropped_onto_the_picked_record_join_its_pages(ground: Ground, tmp_path: Path) -> None:
    laid(ground, 1)
    ground.desk.add_files_for(PATIENT, [file(tmp_path, "more.jpg", 20)])
    ground.wait_for_desk(desk_of(PATIENT, 2))
    assert waiting(ground) == []


def test_given_pages_survive_the_end_with_the_record_that_they_wait_for(make_ground: MakeGround) -> None:
    ground = make_ground()
    one, two, three = laid(ground, 3)
    ground.desk.give([two], ANOTHER_PATIENT)
    ground.close()
    again = make_ground()
    again.facts.wait_for(DraftFound)
    again.desk.restore_draft()
    assert (ids(again), waiting(again)) == ([one, three], [(ANOTHER_PATIENT.id, 1)])


def test_each_pile_goes_to_its_own_record_once(ground: Ground) -> None:
    _, two, _ = laid(ground, 3)
    ground.desk.give([two], ANOTHER_PATIENT)
    ground.desk.upload()
    ground.facts.wait_for(PagesQueued)
    ground.wait_for_desk(lambda view: not view.rows)
    since = ground.facts.count
    ground.desk.take_up(0)
    ground.wait_for_desk(desk_of(ANOTHER_PATIENT, 1), since)
    ground.desk.upload()
    ground.facts.wait_for(PagesQueued, since=since)
    whose = sorted(entry.record.id for entry in ground.entries())
    assert whose == sorted([PATIENT.id, PATIENT.id, ANOTHER_PATIENT.id])
    assert not ground.problems()


def test_files_are_the_desks_from_the_moment_of_the_drop_however_slow_their_share_is(
    ground: Ground, tmp_path: Path
) -> None:
    path = file(tmp_path, "slow.jpg")

    def dropped(counter: Counter) -> bool:
        counter.intake.add_files([path])
        return counter.intake.is_reading

    assert ground.do(dropped)
    ground.wait_for_desk(lambda view: bool(view.rows) and not view.is_reading)


def test_a_drop_in_which_nothing_is_ends_the_reading(ground: Ground, tmp_path: Path) -> None:
    (empty := tmp_path / "empty").mkdir()
    ground.desk.add_files([empty])
    ground.facts.wait_for(ProblemMet)
    assert not ground.view.is_reading


def test_a_page_that_went_into_another_program_stands_in_the_journal_without_its_name(ground: Ground) -> None:
    (one,) = laid(ground, 1)
    ground.desk.note_page_copied(one)
    entries = ground.do(lambda counter: list(counter.sessions.need().store.journal.entries()))
    (copied,) = (entry.note for entry in entries if entry.note.deed is Deed.PAGE_COPIED)
    assert (copied.record_id, copied.image.startswith("file "), "scan" in copied.image) == (PATIENT.id, True, False)


def test_what_was_given_is_told_and_nothing_where_nothing_was(ground: Ground) -> None:
    one, two = laid(ground, 2)
    ground.desk.give([one], PATIENT)
    ground.desk.give([two], ANOTHER_PATIENT)
    ground.desk.give([one], ANOTHER_PATIENT)
    told = [(given.record.id, given.page_count) for given in given_facts(ground)]
    assert told == [(ANOTHER_PATIENT.id, 1), (ANOTHER_PATIENT.id, 1)]


def given_facts(ground: Ground) -> list[PagesGiven]:
    ground.do(lambda counter: None)  # what was posted before has been carried out
    return ground.facts.of(PagesGiven)


def test_an_id_that_was_merely_typed_is_asked_about_when_all_pages_are_given_to_it(ground: Ground) -> None:
    pages = laid(ground, 1, None)
    ground.desk.give(pages, ANOTHER_PATIENT)
    ground.wait_for_desk(lambda view: view.record is not None and view.record.name.startswith("Chen"))


def test_files_dropped_onto_an_id_that_drx_does_not_know_say_so(ground: Ground) -> None:
    ground.desk.add_contents_for(Record(PATIENT.kind, "pat_nobody"), [("card.jpg", drawn(shade=20))])
    told = ground.facts.wait_for(ProblemMet)
    assert told.problem.title == "DRX knows no record with this ID"


def test_while_a_batch_is_sorted_dropped_files_are_refused_and_the_batch_stays(ground: Ground, tmp_path: Path) -> None:
    pages = laid(ground, 2, None)
    ground.desk.sort_by_label()
    ground.desk.add_files_for(PATIENT, [file(tmp_path, "theirs.jpg")])
    told = ground.facts.wait_for(ProblemMet)
    assert told.problem.title == "A batch is being sorted"
    assert (ids(ground), ground.view.is_sorting, waiting(ground)) == (pages, True, [])
