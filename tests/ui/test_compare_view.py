"""Comparing: the right half shows, at 100 %, the very pixels that DRX will get."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage

from app.domain.errors import Problem
from app.domain.facts import PagePictureFailed, PagePictureReady, Purpose
from app.domain.pages import Picture
from app.domain.shelves import PageRow
from app.ui.pictures.page_pictures import PagePictures
from app.ui.relay import Relay
from app.ui.workspace.compare_view import CompareView
from tests.ui.gallery_samples import Orders, desk_over
from tests.ui.page_samples import page_row, picture, put_away

SIZE = (150, 120)
PIXELS = bytes(value for x in range(150 * 120) for value in (x * 7 % 256, x * 11 % 256, x * 13 % 256, 0))


@pytest.fixture
def row() -> PageRow:
    """A page that leaves as 150 x 120 pixels."""
    made = page_row("one", width=300, height=240)
    assert made.fitted is not None
    return replace(made, fitted=replace(made.fitted, width=SIZE[0], height=SIZE[1]))


@pytest.fixture
def view(relay: Relay, orders: Orders, row: PageRow) -> Iterator[CompareView]:
    view = CompareView(PagePictures(desk_over(orders), relay))
    view.resize(700, 400)
    view.show()
    view.show_row(row)
    view.grab()  # asks for what it paints
    yield view
    put_away(view)


def exact() -> QImage:
    whole = QImage(PIXELS, *SIZE, SIZE[0] * 4, QImage.Format.Format_RGB32)
    return whole.convertToFormat(QImage.Format.Format_RGB32)


def test_at_100_percent_every_pixel_is_the_one_that_goes_out(view: CompareView, relay: Relay, row: PageRow) -> None:
    relay.fact.emit(PagePictureReady(row.id, Purpose.PAYLOAD, Picture(*SIZE, PIXELS)))
    view.show_full_size()
    shown = view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    half = round(view.window_area().width + 2)
    sheet = view.sheet()
    corner = QPoint(round(sheet.left() + half), round(sheet.top() + view.height() - view.window_area().height))
    pixels = exact()
    wrong = [
        (x, y)
        for x in range(0, SIZE[0], 7)
        for y in range(0, SIZE[1], 5)
        if shown.pixel(corner.x() + x, corner.y() + y) & 0xFFFFFF != pixels.pixel(x, y) & 0xFFFFFF
    ]
    assert view.percent == 100
    assert wrong == []


def test_what_can_not_be_shown_is_not_asked_for_again_and_again(
    view: CompareView, relay: Relay, row: PageRow, orders: Orders
) -> None:
    relay.fact.emit(PagePictureFailed(row.id, Purpose.PAYLOAD, Problem("This page can't be shown")))
    view.grab()
    assert len([order for order in orders.given if order[2] is Purpose.PAYLOAD]) == 1


def test_pixels_of_a_page_that_was_changed_since_are_asked_for_anew(
    view: CompareView, relay: Relay, row: PageRow, orders: Orders
) -> None:
    relay.fact.emit(PagePictureReady(row.id, Purpose.PAYLOAD, picture(*SIZE)))
    assert row.fitted is not None
    other = replace(row.fitted, blob=replace(row.fitted.blob, sha256="2" * 64))
    view.show_row(replace(row, fitted=other))
    view.grab()
    asked = [order for order in orders.given if order[2] is Purpose.PAYLOAD]
    assert len(asked) == 2
