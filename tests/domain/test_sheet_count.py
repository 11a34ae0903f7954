"""Sheets that went in against pages that came out: a gap is shown where the pages tell it, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.sheet_count import FedPage, GapSign, SheetCount, counted

LETTER, LEGAL, SLIP = FedPage(8.5, 11.0), FedPage(8.5, 14.0), FedPage(4.0, 6.0)
BLANK = FedPage(8.5, 11.0, is_blank=True)


def place(count: SheetCount) -> tuple[GapSign, int | None, int | None]:
    return count.sign, count.page, count.last_page


def simplex(sheets: int, *pages: FedPage) -> SheetCount:
    return counted(sheets, len(pages), pages, is_duplex=False)


def duplex(sheets: int, *pages: FedPage) -> SheetCount:
    return counted(sheets, len(pages), pages, is_duplex=True)


def test_as_many_pages_as_sheets_is_all_there() -> None:
    assert simplex(3, LETTER, LETTER, LETTER).missing == 0


def test_sheets_have_two_sides_in_duplex() -> None:
    assert duplex(3, *[LETTER] * 6).missing == 0


def test_a_missing_sheet_may_be_anywhere_where_no_page_tells() -> None:
    count = simplex(12, *[LETTER] * 11)
    assert (count.missing, place(count)) == (1, (GapSign.NOTHING, None, None))


def test_a_page_that_is_longer_than_the_others_is_the_one_to_look_at() -> None:
    longer = FedPage(8.5, 11.9)
    assert place(simplex(6, LETTER, LETTER, longer, LETTER, LETTER)) == (GapSign.LONGER_PAGE, 3, 3)


def test_two_longer_pages_are_sheets_of_another_kind_and_tell_nothing() -> None:
    assert place(simplex(6, LETTER, LEGAL, LETTER, LEGAL, LETTER))[0] is GapSign.NOTHING


def test_blank_backs_that_change_places_tell_where_a_side_is_missing() -> None:
    pages = [LETTER, BLANK] * 3 + [LETTER] + [LETTER, BLANK] * 2  # the back of the fourth sheet is missing
    assert place(duplex(6, *pages)) == (GapSign.OUT_OF_STEP, 7, 9)


def test_sizes_that_change_in_the_middle_of_a_sheet_tell_it_too() -> None:
    pages = [LETTER] * 4 + [SLIP] * 2 + [LETTER] + [SLIP] * 2 + [LETTER] * 2
    assert place(duplex(6, *pages)) == (GapSign.OUT_OF_STEP, 7, 7)


def test_one_blank_page_out_of_step_is_a_blank_page_and_no_sign() -> None:
    assert place(duplex(4, LETTER, LETTER, LETTER, LETTER, BLANK, LETTER, LETTER))[0] is GapSign.NOTHING


def test_pages_in_step_to_the_end_tell_nothing() -> None:
    assert place(duplex(4, *[LETTER, BLANK] * 3, LETTER))[0] is GapSign.NOTHING


def test_as_many_pages_as_sheets_in_duplex_are_the_fronts_alone() -> None:
    assert duplex(5, *[LETTER] * 5).sign is GapSign.ONE_SIDE


def test_more_pages_than_sheets_is_no_gap() -> None:
    count = simplex(2, LETTER, LETTER, LETTER)
    assert (count.missing, count.sign) == (-1, GapSign.NOTHING)


def test_pages_that_left_the_desk_tell_no_place() -> None:
    assert place(counted(6, 5, (), is_duplex=False)) == (GapSign.NOTHING, None, None)


@pytest.mark.parametrize("is_duplex", [True, False])
@given(
    sheets=st.integers(1, 30),
    pages=st.lists(st.sampled_from([LETTER, LEGAL, SLIP, BLANK, FedPage(0, 0)]), max_size=60),
)
def test_a_place_is_always_one_of_the_pages(is_duplex: bool, sheets: int, pages: list[FedPage]) -> None:
    count = counted(sheets, len(pages), pages, is_duplex=is_duplex)
    told = count.page is not None
    assert told == (count.sign in (GapSign.LONGER_PAGE, GapSign.OUT_OF_STEP))
    assert not told or 1 <= (count.page or 0) <= (count.last_page or 0) <= len(pages) + 1


@given(sheets=st.integers(4, 20), lost=st.integers(0, 39), blanks=st.sets(st.integers(0, 19), min_size=4))
def test_a_lost_side_among_blank_backs_is_never_placed_where_it_was_not(
    sheets: int, lost: int, blanks: set[int]
) -> None:
    sides = [BLANK if side % 2 and side // 2 in blanks else LETTER for side in range(2 * sheets)]
    lost %= len(sides)
    pages = sides[:lost] + sides[lost + 1 :]
    count = duplex(sheets, *pages)
    if count.sign is GapSign.OUT_OF_STEP:
        assert (count.page or 0) <= lost + 1 <= (count.last_page or 0)
