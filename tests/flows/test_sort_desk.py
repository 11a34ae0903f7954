"""Sorting a batch: pages go to the records that their labels or a person name, and every one is accounted for."""

from collections.abc import Callable, Sequence

from PIL import Image

from app.domain.facts import BeepAnswered, PagesQueued, PagesRecalled, ProblemMet, SortChanged, SortedUploaded
from app.domain.pages import PageId
from app.domain.records import Record, RecordKind
from app.domain.separators import separator_text
from app.domain.sort_shelf import SortAccount, SortView
from app.domain.sorting import Reason
from app.flows.desk import Desk
from app.practice.server import Fault, FaultKind, PracticeStore
from tests.flows.batches import blank, file_of, labelled
from tests.flows.conftest import MakeGround
from tests.flows.ground import PATIENT, Ground
from tests.imaging.drawn_patches import sheet

ALVAREZ, ALVAREZ_TOO, CHEN, OKAFOR = "b209827:a5g", "b209828:b1m", "b210031:c2k", "b209990:d8p"
CHEN_RX = Record(RecordKind.PRESCRIPTION, "rx_70544", "Chen, Daniel", patient_id="pat_20881")
BARCODES = "/api/v2/pos/barcode"


def drop(ground: Ground, *files: Sequence[Image.Image]) -> None:
    """Drop files, and wait until they lie on the desk."""
    names = [(f"scan {number}.tif", file_of(pages)) for number, pages in enumerate(files, 1)]
    count = sum(map(len, files))
    ground.desk.add_contents(names)
    ground.wait_for_desk(lambda view: len(view.rows) >= count and not view.is_reading)


def sort(ground: Ground, *files: Sequence[Image.Image]) -> SortView:
    """Drop files and sort them; the batch once it is known what every page says."""
    drop(ground, *files)
    since = ground.facts.count
    ground.desk.sort_by_label()
    return settled(ground, since)


def settled(ground: Ground, since: int = 0) -> SortView:
    fact = ground.facts.wait_for(
        SortChanged, lambda fact: fact.view.is_on and fact.view.read_count == fact.view.page_count, since=since
    )
    return fact.view


def after(ground: Ground, act: Callable[[Desk], None]) -> SortView:
    """The batch behind an act at the desk."""
    act(ground.desk)
    return shown(ground)


def shown(ground: Ground) -> SortView:
    """The batch as it is now."""
    return ground.do(lambda counter: counter.sort_desk.view(counter.desk_view().rows))


def ids(view: SortView) -> dict[str, list[int]]:
    """The places of the pages by record."""
    return {group.record.id: [page.place for page in group.pages] for group in view.groups}


def unresolved(view: SortView) -> list[PageId]:
    return [page.id for page in view.unresolved]


def test_pages_lie_with_the_records_that_their_labels_name(ground: Ground) -> None:
    view = sort(ground, [labelled(ALVAREZ), labelled(CHEN)], [labelled(CHEN, shade=40)], [labelled(shade=70)])
    assert ids(view) == {"rx_67890": [1], "rx_70544": [2, 3]}
    assert [page.reason for page in view.unresolved] == [Reason.NO_LABEL]
    assert (view.file_count, view.page_count, view.ready_count, view.record_count) == (3, 4, 3, 2)
    assert {group.record.id: group.labels for group in view.groups} == {"rx_67890": (ALVAREZ,), "rx_70544": (CHEN,)}


def test_a_page_of_several_records_lies_with_each(ground: Ground) -> None:
    view = sort(ground, [labelled(ALVAREZ, CHEN)])
    assert ids(view) == {"rx_67890": [1], "rx_70544": [1]}
    ground.desk.upload_sorted()
    assert {entry.record.id for entry in ground.facts.wait_for(PagesQueued).entries} == {"rx_67890", "rx_70544"}


def test_pages_follow_only_where_that_is_switched_on_and_never_into_the_next_file(ground: Ground) -> None:
    view = sort(ground, [labelled(ALVAREZ), labelled(shade=20)], [labelled(shade=30)])
    assert ids(view) == {"rx_67890": [1]}
    assert ids(after(ground, lambda desk: desk.sort_follow(True))) == {"rx_67890": [1, 2]}
    assert ids(after(ground, lambda desk: desk.sort_undo())) == {"rx_67890": [1]}


def test_a_page_that_was_taken_off_between_two_breaks_what_follows(ground: Ground) -> None:
    drop(ground, [labelled(ALVAREZ), labelled(CHEN), labelled(shade=20)])
    ground.desk.remove([ground.rows[1].id])
    ground.desk.sort_by_label()
    settled(ground)
    view = after(ground, lambda desk: desk.sort_follow(True))
    assert ids(view) == {"rx_67890": [1]}


def test_what_is_unresolved_is_offered_its_neighbours_first(ground: Ground) -> None:
    view = sort(ground, [labelled(CHEN)], [labelled(ALVAREZ), labelled(shade=20), labelled(OKAFOR)])
    (page,) = view.unresolved
    assert [record.id for record in page.suggested] == ["rx_67890", "rx_70112", "rx_70544"]


def test_what_a_person_says_is_done_and_can_be_undone(ground: Ground) -> None:
    view = sort(ground, [labelled(ALVAREZ), labelled(shade=20)])
    page = unresolved(view)
    view = after(ground, lambda desk: desk.sort_choose(page, CHEN_RX))
    assert ids(view) == {"rx_67890": [1], "rx_70544": [2]}
    view = after(ground, lambda desk: desk.sort_leave_out(page))
    assert [out.reason for out in view.left_out] == [Reason.LEFT_OUT]
    assert ids(after(ground, lambda desk: desk.sort_undo())) == {"rx_67890": [1], "rx_70544": [2]}
    assert unresolved(after(ground, lambda desk: desk.sort_undo())) == page
    assert ids(after(ground, lambda desk: desk.sort_redo())) == {"rx_67890": [1], "rx_70544": [2]}
    assert unresolved(after(ground, lambda desk: desk.sort_put_back(page))) == page


def test_a_page_can_be_given_to_one_more_record(ground: Ground) -> None:
    view = sort(ground, [labelled(ALVAREZ)])
    view = after(ground, lambda desk: desk.sort_choose([view.groups[0].pages[0].id], CHEN_RX, also=True))
    assert ids(view) == {"rx_67890": [1], "rx_70544": [1]}


def test_a_typed_id_gets_its_name(ground: Ground) -> None:
    view = sort(ground, [labelled(shade=20)])
    ground.desk.sort_choose_id(unresolved(view), RecordKind.PATIENT, "pat_30117")
    named = ground.facts.wait_for(SortChanged, lambda fact: any(group.record.name for group in fact.view.groups))
    assert named.view.groups[0].record.name == "Okafor, Ada N"


def test_a_beep_is_for_the_pages_that_were_selected(ground: Ground) -> None:
    view = sort(ground, [labelled(shade=20), labelled(shade=40)])
    ground.desk.sort_beep(unresolved(view)[1:], CHEN)
    ground.facts.wait_for(BeepAnswered)
    assert ids(shown(ground)) == {"rx_70544": [2]}


def test_a_beep_for_no_page_says_so(ground: Ground) -> None:
    sort(ground, [labelled(ALVAREZ)])
    ground.desk.sort_beep([], CHEN)
    ground.facts.wait_for(ProblemMet, lambda fact: fact.problem.title == "No page is selected")


def test_groups_of_one_patient_can_be_put_together(ground: Ground) -> None:
    view = sort(ground, [labelled(ALVAREZ), labelled(ALVAREZ_TOO), labelled(CHEN)])
    (groups,) = view.mergeable
    first = next(group.record for group in groups if group.record.id == "rx_67890")
    view = after(ground, lambda desk: desk.sort_merge(first))
    assert ids(view) == {"rx_67890": [1, 2], "rx_70544": [3]}


def test_blank_pages_are_left_out_and_can_be_put_back(ground: Ground) -> None:
    view = sort(ground, [labelled(ALVAREZ), blank()])
    (out,) = view.left_out
    assert out.reason is Reason.BLANK
    assert unresolved(after(ground, lambda desk: desk.sort_put_back([out.id]))) == [out.id]


def test_a_separator_sheet_starts_a_stack_and_is_left_out(ground: Ground) -> None:
    sheet = separator_text(CHEN_RX, ground.do(lambda counter: counter.sessions.need().destination))
    view = sort(
        ground, [labelled(shade=10), labelled(qr=sheet), labelled(shade=20), labelled(shade=30)], [labelled(shade=40)]
    )
    assert ids(view) == {"rx_70544": [3, 4]}
    assert view.groups[0].has_separator
    assert view.groups[0].record.patient_id == "pat_20881"
    assert [(page.place, page.reason) for page in view.left_out] == [(2, Reason.SEPARATOR_SHEET)]
    assert len(view.unresolved) == 2


def test_a_patch_t_sheet_starts_a_stack_of_nobody_and_is_left_out(ground: Ground) -> None:
    sort(ground, [labelled(ALVAREZ), labelled(shade=10), sheet("T", 100), labelled(shade=20), labelled(shade=30)])
    view = after(ground, lambda desk: desk.sort_follow(True))
    assert ids(view) == {"rx_67890": [1, 2]}
    assert [(page.place, page.reason) for page in view.left_out] == [(3, Reason.SEPARATOR_SHEET)]
    assert [page.place for page in view.unresolved] == [4, 5]


def test_a_separator_sheet_of_another_store_names_nobody(ground: Ground) -> None:
    sheet = separator_text(CHEN_RX, "https://another.drxapp.com")
    view = sort(ground, [labelled(ALVAREZ), labelled(qr=sheet), labelled(shade=20)])
    view = after(ground, lambda desk: desk.sort_follow(True))
    assert ids(view) == {"rx_67890": [1]}
    assert len(view.unresolved) == 1


def test_a_label_that_the_store_does_not_know_waits_for_a_person(ground: Ground) -> None:
    view = sort(ground, [labelled("b999999:zzz")])
    assert [page.reason for page in view.unresolved] == [Reason.UNKNOWN_LABEL]


def test_without_a_line_labels_are_unknown_and_read_again_asks_anew(ground: Ground, practice: PracticeStore) -> None:
    practice.faults.add(Fault(FaultKind.STATUS, path_prefix=BARCODES, status=500, times=50))
    view = sort(ground, [labelled(ALVAREZ)])
    assert [page.reason for page in view.unresolved] == [Reason.UNKNOWN_LABEL]
    practice.faults.clear()
    since = ground.facts.count
    ground.desk.sort_read_again()
    found = ground.facts.wait_for(SortChanged, lambda fact: bool(fact.view.groups), since=since)
    assert ids(found.view) == {"rx_67890": [1]}


def test_the_count_tells_where_every_page_is_and_the_rest_stays(ground: Ground) -> None:
    view = sort(ground, [labelled(ALVAREZ), blank(), labelled(shade=20)], [labelled(CHEN)])
    ground.desk.upload_sorted()
    told = ground.facts.wait_for(SortedUploaded)
    assert told.account == SortAccount(2, 4, 2, 2, 1, 1)
    assert [told.is_over, shown(ground).is_on] == [False, True]
    since = ground.facts.count
    ground.desk.sort_choose(unresolved(view), CHEN_RX)
    ground.desk.upload_sorted()
    told = ground.facts.wait_for(SortedUploaded, since=since)
    assert (told.account, told.is_over) == (SortAccount(2, 4, 2, 3, 1, 0), True)
    assert len(ground.pages) == 0
    ground.desk.undo()
    assert len(ground.rows) == 1
    assert len(ground.entries()) == 3


def test_a_whole_sorted_batch_comes_back_as_it_was_sorted(make_ground: MakeGround) -> None:
    ground = make_ground(COUNTERSCAN_RECALL_S="60")
    sort(ground, [labelled(ALVAREZ, CHEN), labelled(CHEN, shade=30)])
    ground.desk.upload_sorted()
    ground.facts.wait_for(SortedUploaded)
    ground.desk.recall_last()
    assert ground.facts.wait_for(PagesRecalled).count == 3
    view = shown(ground)
    assert view.is_on
    assert ids(view) == {"rx_67890": [1], "rx_70544": [1, 2]}
    assert (ground.entries(), len(ground.rows)) == ((), 2)
    since = ground.facts.count
    ground.desk.upload_sorted()
    assert len(ground.facts.wait_for(PagesQueued, since=since).entries) == 3


def test_of_a_page_for_two_records_one_can_come_back_and_goes_nowhere_twice(make_ground: MakeGround) -> None:
    ground = make_ground(COUNTERSCAN_RECALL_S="60")
    sort(ground, [labelled(ALVAREZ, CHEN)])
    ground.desk.upload_sorted()
    first, second = ground.facts.wait_for(PagesQueued).entries
    ground.desk.recall([first.id])
    ground.facts.wait_for(PagesRecalled)
    view = shown(ground)
    assert ids(view) == {first.record.id: [1]}
    ground.desk.sort_put_back([view.groups[0].pages[0].id])
    since = ground.facts.count
    ground.desk.upload_sorted()
    ground.facts.wait_for(PagesQueued, since=since)
    assert sorted(entry.record.id for entry in ground.entries()) == sorted((first.record.id, second.record.id))


def test_whom_the_desk_was_for_is_picked_again_when_sorting_is_left(ground: Ground) -> None:
    ground.desk.pick(PATIENT)
    sort(ground, [labelled(CHEN)])
    assert not ground.view.record
    ground.desk.leave_sorting()
    left = ground.view
    assert (left.record, left.is_sorting) == (PATIENT, False)


def test_the_desk_tells_how_many_records_its_labels_name(ground: Ground) -> None:
    drop(ground, [labelled(ALVAREZ), labelled(CHEN)])
    assert ground.wait_for_desk(lambda view: view.named_count == 2)


def test_a_prescription_without_its_patient_stays_until_somebody_says_whose_it_is(
    ground: Ground, practice: PracticeStore
) -> None:
    unknown = Record(RecordKind.PRESCRIPTION, "rx_1")
    view = sort(ground, [labelled(shade=20)])
    view = after(ground, lambda desk: desk.sort_choose(unresolved(view), unknown))
    assert (view.groups[0].can_link, view.ready_count) == (False, 0)
    view = after(ground, lambda desk: desk.sort_give_patient(unknown, "pat_12345"))
    assert (view.groups[0].can_link, view.ready_count) == (True, 1)


def test_a_restart_in_the_middle_of_sorting_comes_back_to_it(make_ground: MakeGround) -> None:
    first = make_ground()
    first.desk.pick(PATIENT)
    view = sort(first, [labelled(ALVAREZ), labelled(shade=20), labelled(shade=30)])
    after(first, lambda desk: desk.sort_choose([view.unresolved[0].id], CHEN_RX))
    after(first, lambda desk: desk.sort_follow(True))
    first.close()
    second = make_ground()
    second.desk.restore_draft()
    back = settled(second)
    assert (ids(back), back.follows) == ({"rx_67890": [1, 3], "rx_70544": [2]}, True)
    second.desk.leave_sorting()
    assert second.wait_for_desk(lambda desk: desk.record is not None).record == PATIENT


def test_what_was_said_of_a_batch_is_forgotten_with_its_pages(ground: Ground) -> None:
    view = sort(ground, [labelled(shade=20)])
    after(ground, lambda desk: desk.sort_choose([view.unresolved[0].id], CHEN_RX))
    since = ground.facts.count
    ground.desk.upload_sorted()
    ground.facts.wait_for(SortedUploaded, since=since)
    ground.wait_for_desk(lambda desk: not desk.rows, since)
    ground.do(lambda counter: counter.keeper.close())
    assert ground.do(lambda counter: counter.sessions.need().store.drafts.load()) is None


def test_a_page_that_its_record_has_already_stays_until_a_person_says_so(
    ground: Ground, practice: PracticeStore
) -> None:
    page = labelled(ALVAREZ)
    sort(ground, [page])
    ground.desk.upload_sorted()
    ground.facts.wait_for(SortedUploaded)
    sort(ground, [page], [labelled(CHEN)])
    view = ground.facts.wait_for(SortChanged, lambda fact: bool(fact.view.looks) and fact.view.ready_count == 1).view
    (twice,) = view.looks
    assert twice.is_there_already
    since = ground.facts.count
    ground.desk.approve([twice.id])
    ground.facts.wait_for(SortChanged, lambda fact: fact.view.ready_count == 2, since=since)


def test_the_same_page_twice_in_a_batch_goes_once_unless_a_person_says_so(ground: Ground) -> None:
    page = labelled(ALVAREZ)
    sort(ground, [page], [page])
    view = ground.facts.wait_for(SortChanged, lambda fact: bool(fact.view.looks)).view
    assert [page.place for page in view.looks] == [2]
    assert view.ready_count == 1
