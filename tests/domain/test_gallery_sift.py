"""Which of the gallery's images are shown, and in what order."""

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.gallery_shelf import GalleryTile
from app.domain.gallery_sift import Part, Period, Sift, Sorting, counted_kinds, in_order, kind_in, sifted
from app.domain.pages import DocumentKind

NOON = datetime(2025, 2, 20, 12, 0, tzinfo=UTC)


def tile(title: str, *, days_ago: float = 0, size_bytes: int = 1000, own: bool = True) -> GalleryTile:
    at = NOON - timedelta(days=days_ago)
    return GalleryTile(title, title, f"{title}.jpg", title, created_at=at, size_bytes=size_bytes, of_this_record=own)


FRONT = tile("rx_67890 hard copy front", size_bytes=5000)
CARD = tile("insurance card front", days_ago=3, own=False)
ID = tile("ID front", days_ago=20, size_bytes=9000, own=False)
OLD = tile("prescription_scan", days_ago=400)
ALL = (FRONT, CARD, ID, OLD)


def shown(sift: Sift) -> tuple[GalleryTile, ...]:
    return sifted(ALL, sift, NOON)


def test_without_a_wish_everything_is_shown() -> None:
    assert shown(Sift()) == ALL


def test_a_part_and_a_kind_are_asked_for_together() -> None:
    assert shown(Sift(part=Part.PATIENT, kind=DocumentKind.ID_CARD)) == (ID,)


@pytest.mark.parametrize(
    ("period", "count"), [(Period.TODAY, 1), (Period.WEEK, 2), (Period.MONTH, 3), (Period.YEAR, 3), (Period.ANY, 4)]
)
def test_a_period_goes_back_from_the_midnight_of_today(period: Period, count: int) -> None:
    assert len(shown(Sift(period=period))) == count


def test_what_has_no_date_is_in_no_period() -> None:
    undated = GalleryTile("x", "x", "x.jpg")
    assert sifted((undated,), Sift(period=Period.YEAR), NOON) == ()


def test_all_words_of_a_text_are_looked_for_whatever_their_case() -> None:
    assert shown(Sift(text="Front RX_678")) == (FRONT,)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("rx_1 hard copy back", DocumentKind.HARD_COPY),
        ("ID front", DocumentKind.ID_CARD),
        ("rx_9 id", DocumentKind.ID_CARD),
        ("proof of delivery 2", DocumentKind.PROOF_OF_DELIVERY),
        ("Insurance Card back", DocumentKind.INSURANCE_CARD),
        ("prescription_scan", DocumentKind.OTHER),
        ("idea of a child", DocumentKind.OTHER),
    ],
)
def test_a_title_says_what_an_image_is(title: str, kind: DocumentKind) -> None:
    assert kind_in(title) is kind


def test_each_kind_is_counted() -> None:
    assert counted_kinds(ALL)[DocumentKind.HARD_COPY] == 1
    assert sum(counted_kinds(ALL).values()) == len(ALL)


def test_names_stand_as_people_count() -> None:
    pages = tuple(tile(f"page {number}") for number in (10, 2, 1))
    assert [found.title for found in in_order(pages, Sorting.NAME)] == ["page 1", "page 2", "page 10"]


def test_the_largest_stand_first_and_the_oldest_too() -> None:
    assert in_order(ALL, Sorting.LARGEST)[:2] == (ID, FRONT)
    assert in_order(ALL, Sorting.OLDEST) == ALL[::-1]


def test_asking_for_another_order_comes_round() -> None:
    order, seen = Sorting.NEWEST, []
    for _ in Sorting:
        order = order.following
        seen.append(order)
    assert (order, set(seen)) == (Sorting.NEWEST, set(Sorting))
