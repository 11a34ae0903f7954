"""How pages look from afar: alike whichever way they lie, and never said of a page with nothing on it."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.looks import NO_LOOK, SIDE_CELLS, PageLook, look_of_cells, turns_alike

CELLS = SIDE_CELLS**2


def corner(place: int = 0) -> bytes:
    """A page with a heading that ends in the middle, and a block below it on the left."""
    rows = [bytes([200] * 8 + [0] * 8)] * 2 + [bytes([90] * 4 + [0] * 12)] * 6 + [bytes(16)] * 8
    return b"".join(rows)


def turned(cells: bytes) -> bytes:
    """A quarter clockwise."""
    side = SIDE_CELLS
    return bytes(cells[(side - 1 - column) * side + row] for row in range(side) for column in range(side))


def test_a_page_looks_like_itself() -> None:
    look = look_of_cells(corner())
    assert turns_alike(look, look) == 0


def test_a_page_that_lies_otherwise_says_how_to_turn_it_back() -> None:
    one, other = corner(), corner()
    found = []
    for _ in range(4):
        found.append(turns_alike(look_of_cells(one), look_of_cells(other)))
        other = turned(other)
    assert found == [0, 3, 2, 1]


def test_a_page_that_is_lighter_throughout_looks_alike() -> None:
    assert turns_alike(look_of_cells(corner()), look_of_cells(bytes(level // 2 for level in corner()))) == 0


def test_a_page_with_its_ink_elsewhere_looks_otherwise() -> None:
    other = bytes(16 * 9) + bytes([0] * 6 + [120] * 6 + [0] * 4) * 5 + bytes(16 * 2)
    assert turns_alike(look_of_cells(corner()), look_of_cells(other)) is None


def test_nothing_looks_like_an_empty_page() -> None:
    assert look_of_cells(bytes(CELLS)) == NO_LOOK
    assert turns_alike(NO_LOOK, NO_LOOK) is None


@given(st.binary(min_size=CELLS, max_size=CELLS))
def test_a_look_has_a_digit_a_cell_whatever_is_on_the_page(cells: bytes) -> None:
    look = look_of_cells(cells)
    assert look == NO_LOOK or (len(look.cells) == CELLS and set(look.cells) <= set("0123456789abcdef"))


@given(st.text(max_size=300))
def test_a_look_that_is_no_look_is_like_nothing(text: str) -> None:
    look = PageLook(text)
    assert look.is_telling or turns_alike(look, look_of_cells(corner())) is None
