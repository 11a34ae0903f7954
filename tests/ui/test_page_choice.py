"""Which page is current when the desk changes, and where moved pages go."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.pages import PageId
from app.ui.workspace.page_choice import current_after, gap_to_move_to, moves_anything


def ids(text: str) -> list[PageId]:
    return [PageId(letter) for letter in text]


@pytest.mark.parametrize(
    ("before", "after", "current", "shown"),
    [
        ("", "abc", None, "a"),
        ("ab", "abcd", "a", "c"),
        ("abcd", "abd", "c", "d"),
        ("abcd", "abc", "d", "c"),
        ("abcd", "a", "c", "a"),
        ("abc", "cba", "b", "b"),
        ("abc", "", "b", None),
        ("abc", "xyz", "b", "x"),
    ],
)
def test_the_page_to_show(before: str, after: str, current: str | None, shown: str | None) -> None:
    now = PageId(current) if current else None
    assert current_after(ids(before), ids(after), now, takes_new=True) == shown


def test_later_pages_of_the_same_drop_leave_the_shown_page_alone() -> None:
    assert current_after(ids("ab"), ids("abc"), PageId("a"), takes_new=False) == "a"


@given(
    st.lists(st.integers(0, 20), unique=True),
    st.lists(st.integers(0, 20), unique=True),
    st.integers(0, 20) | st.none(),
    st.booleans(),
)
def test_a_page_is_shown_whenever_there_is_one(
    before: list[int], after: list[int], current: int | None, takes_new: bool
) -> None:
    now = PageId(str(current)) if current is not None else None
    rows = [PageId(str(number)) for number in after]
    shown = current_after([PageId(str(number)) for number in before], rows, now, takes_new=takes_new)
    assert shown in rows if rows else shown is None


@pytest.mark.parametrize(
    ("rows", "step", "gap"),
    [([1], -1, 0), ([0], -1, None), ([1], 1, 3), ([3], 1, None), ([1, 2], 1, 4), ([0, 2], -1, 0), ([], 1, None)],
)
def test_moving_by_one_place(rows: list[int], step: int, gap: int | None) -> None:
    assert gap_to_move_to(rows, step, 4) == gap


def test_dropping_pages_where_they_lie_moves_nothing() -> None:
    assert not any(moves_anything([1, 2], gap) for gap in (1, 2, 3))


def test_dropping_pages_elsewhere_moves_them() -> None:
    assert moves_anything([1, 2], 0)
    assert moves_anything([0, 2], 1)
