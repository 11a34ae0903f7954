"""Pictures of pages: asked for once, kept within a bound."""

import pytest

from app.domain.errors import Problem
from app.domain.facts import PagePictureFailed, PagePictureReady, Purpose
from app.domain.pages import DeskPage, PageId
from app.ui.pictures.page_pictures import MAX_LARGE_SIDE_PX, PagePictures, wanted_side_px
from app.ui.relay import Relay
from tests.ui.gallery_samples import Orders, desk_over
from tests.ui.page_samples import page_row, picture

ONE = PageId("one")
TORN = Problem("Torn")


@pytest.fixture
def pictures(orders: Orders, relay: Relay) -> PagePictures:
    return PagePictures(desk_over(orders), relay)


def page(width: int = 2480, height: int = 3508) -> DeskPage:
    item = page_row("one", width=width, height=height).item
    assert isinstance(item, DeskPage)
    return item


def test_a_thumbnail_is_asked_for_once(pictures: PagePictures, orders: Orders) -> None:
    assert pictures.thumbnail(page()) is None
    assert pictures.thumbnail(page()) is None
    assert orders.given == [("retouch.want_picture", ONE, Purpose.THUMBNAIL, 256)]


def test_a_thumbnail_that_came_is_kept(pictures: PagePictures, relay: Relay, orders: Orders) -> None:
    relay.fact.emit(PagePictureReady(ONE, Purpose.THUMBNAIL, picture(20, 30)))
    image = pictures.thumbnail(page())
    assert image is not None
    assert (image.width(), image.height(), orders.given) == (20, 30, [])


def test_a_thumbnail_that_failed_is_not_asked_for_again_and_again(
    pictures: PagePictures, relay: Relay, orders: Orders
) -> None:
    relay.fact.emit(PagePictureFailed(ONE, Purpose.THUMBNAIL, TORN))
    pictures.thumbnail(page())
    assert orders.given == []


def test_coming_back_to_a_page_asks_again_for_what_failed(pictures: PagePictures, relay: Relay, orders: Orders) -> None:
    relay.fact.emit(PagePictureFailed(ONE, Purpose.LARGE, TORN))
    assert pictures.problem(ONE) == TORN
    pictures.look_again(ONE)
    pictures.large(page(), 0.1)
    assert orders.given == [("retouch.want_picture", ONE, Purpose.LARGE, 512)]


def test_zooming_in_asks_for_a_larger_picture_and_shows_the_small_one_meanwhile(
    pictures: PagePictures, relay: Relay, orders: Orders
) -> None:
    relay.fact.emit(PagePictureReady(ONE, Purpose.LARGE, picture(362, 512)))
    shown = pictures.large(page(), 1.0)
    assert shown is not None
    assert (shown.height(), orders.given) == (512, [("retouch.want_picture", ONE, Purpose.LARGE, 3508)])


def test_zooming_out_paints_the_smaller_picture(pictures: PagePictures, relay: Relay) -> None:
    relay.fact.emit(PagePictureReady(ONE, Purpose.LARGE, picture(362, 512)))
    relay.fact.emit(PagePictureReady(ONE, Purpose.LARGE, picture(1085, 1536)))
    shown = pictures.large(page(), 0.1)
    assert shown is not None
    assert shown.height() == 512


def test_pictures_of_pages_that_left_are_forgotten(pictures: PagePictures, relay: Relay) -> None:
    relay.fact.emit(PagePictureReady(ONE, Purpose.THUMBNAIL, picture(20, 30)))
    pictures.keep_only(frozenset())
    assert pictures.thumbnail(page()) is None


@pytest.mark.parametrize(
    ("longest", "scale", "side"),
    [(3508, 0.1, 512), (3508, 1.0, 3508), (300, 2.0, 300), (9000, 8.0, MAX_LARGE_SIDE_PX), (1, 0.001, 1)],
)
def test_the_size_to_ask_for(longest: int, scale: float, side: int) -> None:
    assert wanted_side_px(longest, scale) == side
