"""Sorting a batch: no page ever lands on a record that no label, person or switched-on rule gave it."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.pages import PageId
from app.domain.records import Record, RecordKind
from app.domain.sorting import BatchPage, Choice, Reason, Sorted, sort_batch

RECORDS = tuple(Record(RecordKind.PRESCRIPTION, f"rx_{number}") for number in range(4))
ONE, TWO, *_ = RECORDS


def page(number: int, *named: Record, file: str = "a.pdf", **others: bool) -> BatchPage:
    return BatchPage(PageId(str(number)), file, named, **others)


def whose(batch: Sorted, number: int) -> list[str]:
    return [group.record.id for group in batch.groups if any(each.id == str(number) for each in group.pages)]


@st.composite
def batches(draw: st.DrawFn) -> list[BatchPage]:
    files = draw(st.lists(st.sampled_from(["a.pdf", "b.tif", "c.jpg"]), max_size=12).map(sorted))
    return [
        BatchPage(
            PageId(str(number)),
            file,
            tuple(draw(st.lists(st.sampled_from(RECORDS), max_size=2))),
            has_unknown_label=draw(st.booleans()),
            separates=draw(st.integers(0, 5)) == 0,
            is_open=draw(st.integers(0, 5)) == 0,
            is_blank=draw(st.integers(0, 5)) == 0,
        )
        for number, file in enumerate(files)
    ]


CHOICES = st.dictionaries(
    st.integers(0, 11).map(lambda number: PageId(str(number))),
    st.one_of(
        st.lists(st.sampled_from(RECORDS), max_size=2, unique=True).map(lambda records: Choice(tuple(records))),
        st.just(Choice(stays=True)),
    ),
    max_size=3,
)


@given(batches(), CHOICES, st.booleans())
def test_every_page_is_accounted_for(pages: list[BatchPage], chosen: dict[PageId, Choice], may_follow: bool) -> None:
    batch = sort_batch(pages, chosen, may_follow=may_follow)
    grouped = {each.id for group in batch.groups for each in group.pages}
    others = [each.id for each in (*batch.unresolved, *batch.left_out)]
    assert len(others) == len(set(others))
    assert grouped.isdisjoint(others)
    assert grouped | set(others) == {page.id for page in pages}


@given(batches(), CHOICES, st.booleans())
def test_no_page_gets_a_record_from_nothing(
    pages: list[BatchPage], chosen: dict[PageId, Choice], may_follow: bool
) -> None:
    at = {page.id: number for number, page in enumerate(pages)}
    for group in sort_batch(pages, chosen, may_follow=may_follow).groups:
        for placed in group.pages:
            here = pages[at[placed.id]]
            before = [page for page in pages[: at[placed.id]] if page.file == here.file]
            given_by_label = group.record in here.named
            given_by_person = placed.id in chosen and group.record in chosen[placed.id].records
            follows = may_follow and any(group.record in page.named for page in before)
            separated = any(page.separates and group.record in page.named for page in before)
            match placed.reason:
                case Reason.PERSON:
                    assert given_by_person
                case Reason.LABEL:
                    assert given_by_label
                case Reason.FOLLOWS:
                    assert follows
                case _:
                    assert separated


@given(batches(), st.booleans())
def test_nothing_leaks_from_one_file_to_the_next(pages: list[BatchPage], may_follow: bool) -> None:
    together = sort_batch(pages, may_follow=may_follow)
    for file in {page.file for page in pages}:
        alone = sort_batch([page for page in pages if page.file == file], may_follow=may_follow)
        for page_ in (page for page in pages if page.file == file):
            assert whose(alone, int(page_.id)) == [
                record
                for record in (group.record.id for group in alone.groups)
                if record in whose(together, int(page_.id))
            ]


@given(batches())
def test_unless_it_is_switched_on_no_page_follows_another(pages: list[BatchPage]) -> None:
    placed = [each for group in sort_batch(pages).groups for each in group.pages]
    assert all(each.reason is not Reason.FOLLOWS for each in placed)


def test_pages_without_a_label_follow_where_that_is_switched_on() -> None:
    batch = sort_batch([page(0), page(1, ONE), page(2), page(3, TWO), page(4)], may_follow=True)
    assert [whose(batch, number) for number in range(5)] == [[], ["rx_0"], ["rx_0"], ["rx_1"], ["rx_1"]]


def test_a_label_that_nobody_knows_ends_what_is_followed() -> None:
    batch = sort_batch([page(0, ONE), page(1, has_unknown_label=True), page(2)], may_follow=True)
    assert [each.reason for each in batch.unresolved] == [Reason.UNKNOWN_LABEL, Reason.NO_LABEL]


def test_a_page_of_two_records_goes_to_both_and_nobody_follows_it() -> None:
    batch = sort_batch([page(0, ONE, TWO), page(1)], may_follow=True)
    assert (whose(batch, 0), whose(batch, 1), batch.to_send) == (["rx_0", "rx_1"], [], 2)


def test_a_separator_sheet_starts_a_stack_and_is_left_out() -> None:
    batch = sort_batch([page(0, ONE), page(1, TWO, separates=True), page(2), page(3), page(4, separates=True), page(5)])
    assert [whose(batch, number) for number in (2, 3, 5)] == [["rx_1"], ["rx_1"], []]
    assert [each.id for each in batch.left_out] == ["1", "4"]


def test_a_stack_goes_on_behind_a_page_that_names_the_same_record() -> None:
    batch = sort_batch([page(0, TWO, separates=True), page(1, TWO), page(2), page(3, ONE), page(4)])
    assert [whose(batch, number) for number in (1, 2, 3, 4)] == [["rx_1"], ["rx_1"], ["rx_0"], []]


def test_what_a_person_says_counts_before_every_label() -> None:
    pages = [page(0, ONE), page(1), page(2, ONE)]
    batch = sort_batch(pages, {PageId("0"): Choice((TWO,)), PageId("1"): Choice((ONE,)), PageId("2"): Choice()})
    assert [whose(batch, number) for number in range(3)] == [["rx_1"], ["rx_0"], []]
    assert [each.id for each in batch.left_out] == ["2"]


def test_a_page_never_follows_one_whose_label_a_person_overruled() -> None:
    batch = sort_batch([page(0, ONE), page(1)], {PageId("0"): Choice((TWO,))}, may_follow=True)
    assert [each.id for each in batch.unresolved] == ["1"]


def test_behind_a_page_that_is_still_read_nothing_is_handed_on() -> None:
    batch = sort_batch([page(0, ONE), page(1, is_open=True), page(2)], may_follow=True)
    assert [each.reason for each in batch.unresolved] == [Reason.READING, Reason.READING]


def test_a_separator_sheet_that_is_still_looked_up_gives_nobody_yet() -> None:
    batch = sort_batch([page(0, ONE), page(1, separates=True, is_open=True), page(2)], may_follow=True)
    assert [(each.id, each.reason) for each in batch.unresolved] == [("2", Reason.READING)]
    assert [each.reason for each in batch.left_out] == [Reason.SEPARATOR_SHEET]


def test_blank_pages_are_left_out_and_what_follows_goes_on_behind_them() -> None:
    batch = sort_batch([page(0, ONE), page(1, is_blank=True), page(2)], may_follow=True)
    assert ([each.reason for each in batch.left_out], whose(batch, 2)) == ([Reason.BLANK], ["rx_0"])


def test_what_is_put_back_waits_for_a_person_unless_its_label_says_whose_it_is() -> None:
    pages = [page(0, is_blank=True), page(1, TWO, separates=True), page(2, ONE)]
    batch = sort_batch(pages, {PageId(str(number)): Choice(stays=True) for number in range(3)})
    assert ([each.id for each in batch.unresolved], whose(batch, 2)) == (["0", "1"], ["rx_0"])
