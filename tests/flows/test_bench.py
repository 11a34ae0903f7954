"""The bench: every step can be taken back and done again, and nothing that left can come back."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from app.domain.capture_shelf import Placement
from app.domain.pages import BrokenFile, DeskItem, DeskPage, DocumentKind, PageId
from app.domain.records import Link, LinkField, Record, RecordKind
from app.domain.shelves import Step
from app.flows.bench import Bench
from app.flows.gap import Gap
from tests.domain.made_up import PAGE, PATIENT, page

positions = st.integers(0, 7)


def bench_of(*names: str) -> Bench:
    bench = Bench(lambda: None)
    bench.insert([page(id=PageId(name)) for name in names], bench.gap())
    return bench


def add(bench: Bench, name: str, gap: Gap | None = None) -> None:
    """One page comes, at the end or into a gap that was there before."""
    bench.insert([page(id=PageId(name))], gap if gap is not None else bench.gap())


def take_away(bench: Bench, name: str) -> None:
    bench.change(Step.REMOVE, [item for item in bench.items if item.id != name])


def names_on(bench: Bench) -> str:
    return "".join(item.id for item in bench.items)


class StepsOnTheBench(RuleBasedStateMachine):
    """Any steps in any order: undoing all of them and doing all of them again gives the same bench."""

    def __init__(self) -> None:
        super().__init__()
        self.bench = Bench(lambda: None)
        self.made = 0
        self.gaps = [self.bench.gap()]

    def some(self, first: int, count: int) -> list[DeskItem]:
        return list(self.bench.items[first : first + count])

    @rule(before=st.none() | st.integers(-1, 9), replaced=positions)
    def open_a_gap(self, before: int | None, replaced: int) -> None:
        replaces = self.bench.items[replaced].id if before is None and replaced < len(self.bench.items) else None
        self.gaps.append(self.bench.gap(Placement(before, replaces)))

    @rule(count=st.integers(0, 3), number=st.integers(0, 5))
    def add(self, count: int, number: int) -> None:
        pages = [page(id=PageId(f"p{self.made + each}")) for each in range(count)]
        self.made += count
        there = set(self.bench.items)
        self.bench.insert(pages, self.gaps[-1 - number % len(self.gaps)])
        assert set(pages) <= set(self.bench.items)
        assert len(there - set(self.bench.items)) <= 1  # the one that was to be replaced

    @rule(first=positions, count=positions, quarters=st.integers(-4, 4))
    def turn(self, first: int, count: int, quarters: int) -> None:
        chosen = [item.id for item in self.some(first, count)]

        def turned(item: DeskPage) -> DeskPage:
            return page(id=item.id, edits=item.edits.turned(quarters), kind=item.kind)

        self.bench.change_pages(Step.TURN, chosen, turned)

    @rule(first=positions, kind=st.sampled_from(DocumentKind))
    def label(self, first: int, kind: DocumentKind) -> None:
        chosen = [item.id for item in self.some(first, 1)]
        self.bench.change_pages(Step.LABEL, chosen, lambda item: page(id=item.id, edits=item.edits, kind=kind))

    @rule(first=positions, count=positions)
    def remove(self, first: int, count: int) -> None:
        gone = self.some(first, count)
        self.bench.change(Step.REMOVE, [item for item in self.bench.items if item not in gone])

    @rule()
    def reverse(self) -> None:
        self.bench.change(Step.MOVE, tuple(reversed(self.bench.items)))

    @rule()
    def undo(self) -> None:
        self.bench.undo()

    @rule()
    def redo(self) -> None:
        self.bench.redo()

    @rule(first=positions, count=positions)
    def hand_over(self, first: int, count: int) -> None:
        gone = [item.id for item in self.some(first, count)]
        self.bench.hand_over(gone)
        assert self.bench.next_undo is None
        assert self.bench.next_redo is None

    @rule()
    def undoing_all_and_redoing_all_gives_the_same(self) -> None:
        before, steps = self.bench.items, 0
        while self.bench.next_undo is not None:
            self.bench.undo()
            steps += 1
        for _ in range(steps):
            self.bench.redo()
        assert self.bench.items == before

    @invariant()
    def no_page_lies_there_twice(self) -> None:
        ids = [item.id for item in self.bench.items]
        assert len(ids) == len(set(ids))

    @invariant()
    def the_originals_of_all_pages_are_needed(self) -> None:
        assert {item.imported.blob for item in self.bench.pages} <= self.bench.originals()


TestStepsOnTheBench = StepsOnTheBench.TestCase
TestStepsOnTheBench.settings = settings(max_examples=60, stateful_step_count=25)


def test_one_undo_takes_a_whole_drop() -> None:
    bench = bench_of("a")
    drop = bench.gap()
    for name in "bcd":
        add(bench, name, drop)
    bench.undo()
    assert names_on(bench) == "a"


def test_what_comes_after_an_undo_does_not_join_an_older_drop() -> None:
    bench = bench_of("a")
    drop = bench.gap()
    add(bench, "b", drop)
    bench.undo()
    add(bench, "c", drop)
    bench.undo()
    assert names_on(bench) == "a"


def test_a_page_that_comes_after_an_undo_is_not_lost_by_a_redo() -> None:
    bench = bench_of("a")
    drop = bench.gap()
    add(bench, "b", drop)
    bench.undo()
    add(bench, "c", drop)
    bench.redo()
    assert "c" in names_on(bench)


def test_pages_come_before_the_row_that_was_meant_one_behind_the_other() -> None:
    bench = bench_of("a", "b", "c")
    scan = bench.gap(Placement(before=1))
    for name in "xyz":
        add(bench, name, scan)
    assert names_on(bench) == "axyzbc"
    bench.undo()
    assert names_on(bench) == "abc"


def test_a_gap_before_the_first_row_and_one_behind_the_last() -> None:
    bench = bench_of("a", "b")
    add(bench, "x", bench.gap(Placement(before=0)))
    add(bench, "y", bench.gap(Placement(before=9)))
    assert names_on(bench) == "xaby"


def test_a_page_is_replaced_where_it_lay_and_one_undo_brings_it_back() -> None:
    bench = bench_of("a", "b", "c")
    scan = bench.gap(Placement(replaces=PageId("b")))
    add(bench, "x", scan)
    add(bench, "y", scan)
    assert (names_on(bench), bench.next_undo) == ("axyc", Step.REPLACE)
    bench.undo()
    assert names_on(bench) == "abc"


def test_nothing_is_replaced_before_something_comes() -> None:
    bench = bench_of("a", "b")
    bench.insert((), bench.gap(Placement(replaces=PageId("a"))))
    assert (names_on(bench), bench.next_undo) == ("ab", Step.ADD)


def test_what_was_to_replace_a_page_that_is_gone_comes_where_it_lay() -> None:
    bench = bench_of("a", "b", "c")
    scan = bench.gap(Placement(replaces=PageId("b")))
    take_away(bench, "b")
    add(bench, "x", scan)
    assert (names_on(bench), bench.next_undo) == ("axc", Step.ADD)


def test_an_undo_while_pages_come_brings_the_replaced_one_back_and_loses_none_that_follows() -> None:
    bench = bench_of("a", "b", "c")
    scan = bench.gap(Placement(replaces=PageId("b")))
    add(bench, "x", scan)
    bench.undo()
    add(bench, "y", scan)
    assert names_on(bench) == "abyc"


def test_pages_stay_behind_each_other_while_others_go_and_come() -> None:
    bench = bench_of("a", "b", "c", "d")
    scan = bench.gap(Placement(before=2))
    take_away(bench, "a")
    add(bench, "x", scan)
    take_away(bench, "c")
    add(bench, "n")
    add(bench, "y", scan)
    bench.change(Step.MOVE, tuple(reversed(bench.items)))
    add(bench, "z", scan)
    assert names_on(bench) == "ndyzxb"


def test_pages_stay_in_their_place_when_those_that_came_before_are_taken_away() -> None:
    bench = bench_of("a", "b", "c", "d")
    scan = bench.gap(Placement(before=2))
    add(bench, "x", scan)
    take_away(bench, "x")
    take_away(bench, "c")
    add(bench, "y", scan)
    assert names_on(bench) == "abyd"


def test_pages_whose_neighbours_are_all_gone_come_at_the_end() -> None:
    bench = bench_of("a", "b")
    scan = bench.gap(Placement(before=1))
    bench.change(Step.CLEAR, ())
    add(bench, "n")
    add(bench, "x", scan)
    assert names_on(bench) == "nx"


def test_two_that_arrive_at_the_same_time_are_not_one_step() -> None:
    bench = bench_of("a")
    drop, scan = bench.gap(), bench.gap(Placement(before=0))
    for name, gap in (("d", drop), ("x", scan), ("e", drop), ("y", scan)):
        add(bench, name, gap)
    assert names_on(bench) == "xyade"
    bench.undo()
    assert names_on(bench) == "xade"


def test_a_step_that_changes_nothing_is_none() -> None:
    bench = bench_of("a")
    bench.change_pages(Step.TURN, [PageId("a")], lambda item: item)
    assert bench.next_undo is Step.ADD


def test_a_new_step_ends_what_could_be_done_again() -> None:
    bench = bench_of("a", "b")
    bench.undo()
    bench.insert([PAGE], bench.gap())
    assert bench.next_redo is None


def test_no_undo_brings_back_a_page_that_left_for_the_outbox() -> None:
    bench = bench_of("a", "b")
    bench.hand_over([PageId("a")])
    bench.undo()
    assert names_on(bench) == "b"


def test_the_bytes_of_a_removed_page_are_needed_while_undo_can_bring_it_back() -> None:
    bench = bench_of("a")
    bench.change(Step.REMOVE, ())
    assert bench.originals() == {PAGE.imported.blob}


def test_a_broken_file_has_no_bytes_to_keep() -> None:
    bench = Bench(lambda: None)
    bench.insert([BrokenFile(PageId("b"), "torn.pdf", None)], bench.gap())  # type: ignore[arg-type]  # not looked at
    assert bench.originals() == set()


def test_what_drx_tells_about_the_picked_record_is_filled_in() -> None:
    bench = Bench(lambda: None)
    link = Link(LinkField.ITEM, "i_1")
    bench.work_for(Record(RecordKind.PRESCRIPTION, "rx_1", patient_id="pat_1", user_id="usr_1", more_links=(link,)))
    bench.name_record(Record(RecordKind.PRESCRIPTION, "rx_1", name="Lisinopril"))
    assert bench.record == Record(
        RecordKind.PRESCRIPTION, "rx_1", "Lisinopril", patient_id="pat_1", user_id="usr_1", more_links=(link,)
    )


def test_what_drx_tells_about_another_record_is_ignored() -> None:
    bench = Bench(lambda: None)
    bench.work_for(PATIENT)
    bench.name_record(Record(RecordKind.PATIENT, "pat_9", "Somebody"))
    assert bench.record == PATIENT
