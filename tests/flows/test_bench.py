"""The bench: every step can be taken back and done again, and nothing that left can come back."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from app.domain.pages import BrokenFile, DeskItem, DeskPage, DocumentKind, PageId
from app.domain.records import Link, LinkField, Record, RecordKind
from app.domain.shelves import Step
from app.flows.bench import Bench
from tests.domain.made_up import PAGE, PATIENT, page

positions = st.integers(0, 7)


def bench_of(*names: str) -> Bench:
    bench = Bench(lambda: None)
    bench.append([page(id=PageId(name)) for name in names], joins_last=False)
    return bench


def names_on(bench: Bench) -> str:
    return "".join(item.id for item in bench.items)


class StepsOnTheBench(RuleBasedStateMachine):
    """Any steps in any order: undoing all of them and doing all of them again gives the same bench."""

    def __init__(self) -> None:
        super().__init__()
        self.bench = Bench(lambda: None)
        self.made = 0

    def some(self, first: int, count: int) -> list[DeskItem]:
        return list(self.bench.items[first : first + count])

    @rule(count=st.integers(0, 3), joins=st.booleans())
    def add(self, count: int, joins: bool) -> None:
        pages = [page(id=PageId(f"p{self.made + number}")) for number in range(count)]
        self.made += count
        self.bench.append(pages, joins_last=joins)

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
    for name in "bcd":
        bench.append([page(id=PageId(name))], joins_last=name != "b")
    bench.undo()
    assert names_on(bench) == "a"


def test_what_comes_after_an_undo_does_not_join_an_older_drop() -> None:
    bench = bench_of("a")
    bench.append([page(id=PageId("b"))], joins_last=False)
    bench.undo()
    bench.append([page(id=PageId("c"))], joins_last=True)
    bench.undo()
    assert names_on(bench) == "a"


def test_a_page_that_comes_after_an_undo_is_not_lost_by_a_redo() -> None:
    bench = bench_of("a")
    bench.append([page(id=PageId("b"))], joins_last=False)
    bench.undo()
    bench.append([page(id=PageId("c"))], joins_last=True)
    bench.redo()
    assert "c" in names_on(bench)


def test_a_step_that_changes_nothing_is_none() -> None:
    bench = bench_of("a")
    bench.change_pages(Step.TURN, [PageId("a")], lambda item: item)
    assert bench.next_undo is Step.ADD


def test_a_new_step_ends_what_could_be_done_again() -> None:
    bench = bench_of("a", "b")
    bench.undo()
    bench.append([PAGE], joins_last=False)
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
    bench.append([BrokenFile(PageId("b"), "torn.pdf", None)], joins_last=False)  # type: ignore[arg-type]  # not looked at
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
