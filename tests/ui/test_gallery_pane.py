"""The gallery as a person meets it: its states, its tiles, one image large."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from app.domain.errors import Problem
from app.domain.facts import GalleryChanged, GalleryPictureFailed, GalleryPictureReady, ImagesSaved, Purpose
from app.domain.gallery_shelf import GalleryState, GalleryTile, GalleryView
from app.domain.gallery_sift import Part
from app.domain.parcels import Stage
from app.domain.records import Record, RecordKind
from app.ui.gallery.gallery_pane import GalleryPane
from app.ui.relay import Relay
from tests.ui.gallery_samples import DOT, NOON, PATIENT, PRESCRIPTION, Orders, desk_over, tile

TILES = (tile("img_1"), tile("img_2", "id front", hours_ago=1, own=False), tile("img_3", hours_ago=30))
ITEM = Record(RecordKind.ITEM, "item_1")
RECEIPT = replace(tile("receipt 1", "leaflet"), image_id="img_88121", is_receipt=True)
OFFLINE = Problem("DRX can't be reached", "Look at the network")


@pytest.fixture
def pane(orders: Orders, relay: Relay) -> Iterator[GalleryPane]:
    pane = GalleryPane(desk_over(orders), relay, clock=lambda: NOON)
    pane.resize(1000, 700)
    pane.show()
    yield pane
    pane.close()
    pane.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def show(
    relay: Relay,
    *tiles: GalleryTile,
    state: GalleryState = GalleryState.READY,
    record: Record | None = PRESCRIPTION,
    problem: Problem | None = None,
) -> None:
    relay.fact.emit(GalleryChanged(GalleryView(record, state, tiles, problem)))


def test_the_gallery_is_asked_for_when_it_is_looked_at(pane: GalleryPane, orders: Orders) -> None:
    assert orders.given == [("browse.open",)]


def test_without_a_record_it_says_what_to_do(pane: GalleryPane) -> None:
    assert pane.message.words == "Pick a patient, prescription or delivery on the left"


def test_a_patient_without_images_is_no_error(pane: GalleryPane, relay: Relay) -> None:
    show(relay, record=PATIENT)
    assert pane.message.words.startswith("DRX has no images for this patient yet")


def test_a_kind_that_can_not_be_listed_says_that_nothing_was_sent(pane: GalleryPane, relay: Relay) -> None:
    show(relay, state=GalleryState.UNLISTABLE, record=ITEM)
    assert pane.message.words == "DRX can't list the images of an item. This counter has sent none."


def test_the_receipts_of_what_was_sent_stand_in_the_place_of_images(pane: GalleryPane, relay: Relay) -> None:
    show(relay, RECEIPT, state=GalleryState.UNLISTABLE, record=ITEM)
    assert pane.wall.isVisible()
    assert pane.notice.text == "DRX can't list the images of an item. These are the ones that this counter sent."
    assert pane.model.text_of(RECEIPT).endswith("receipt only")


def test_a_receipt_has_no_picture_to_ask_for_to_open_or_to_save(
    pane: GalleryPane, relay: Relay, orders: Orders
) -> None:
    show(relay, RECEIPT, state=GalleryState.UNLISTABLE, record=ITEM)
    pane.ask_for_seen()
    pane.grab()
    pane.wall.setCurrentIndex(pane.model.index(0))
    QTest.keyClick(pane.wall, Qt.Key.Key_Return)
    assert pane.wall.isVisible()
    assert pane.notice.text == "DRX has it as img_88121. The picture is no longer kept on this computer."
    assert not pane.toolbar.save.isEnabled()
    assert not [order for order in orders.given if "picture" in str(order[0])]


def test_the_viewer_walks_past_receipts(pane: GalleryPane, relay: Relay) -> None:
    show(relay, RECEIPT, tile("entry 1", stage=Stage.QUEUED), state=GalleryState.UNLISTABLE, record=ITEM)
    pane.wall.activated.emit(pane.model.index(1))
    assert pane.viewer.isVisible()
    assert pane.viewer.tile is not None
    assert pane.viewer.tile.key == "entry 1"


def test_a_failure_says_why_and_can_be_tried_again(pane: GalleryPane, relay: Relay, orders: Orders) -> None:
    show(relay, state=GalleryState.FAILED, problem=OFFLINE)
    assert pane.message.words == "DRX can't be reached Look at the network"
    pane.message.pressed.emit()
    assert orders.given[-1] == ("browse.refresh",)


def test_a_failure_keeps_the_tiles_from_before_and_says_so(pane: GalleryPane, relay: Relay) -> None:
    show(relay, *TILES, state=GalleryState.FAILED, problem=OFFLINE)
    assert pane.wall.isVisible()
    assert pane.notice.text == "DRX can't be reached. You see what DRX had when it last answered."


def test_assistive_technology_sees_a_list_of_images(pane: GalleryPane, relay: Relay) -> None:
    show(relay, *TILES)
    seen = QAccessible.queryAccessibleInterface(pane.wall)
    assert (seen.role(), seen.text(QAccessible.Text.Name), seen.childCount()) == (QAccessible.Role.List, "Images", 3)
    assert seen.child(0).text(QAccessible.Text.Name).startswith("Hard copy front, today ")


def test_the_parts_of_a_prescription_are_counted(pane: GalleryPane, relay: Relay) -> None:
    show(relay, *TILES)
    assert [pane.toolbar.parts.segment_of(part).words for part in Part] == ["All 3", "This Rx 2", "Patient 1"]


def test_a_part_is_chosen_with_its_button(pane: GalleryPane, relay: Relay) -> None:
    show(relay, *TILES)
    pane.toolbar.parts.segment_of(Part.PATIENT).click()
    assert [shown.key for shown in pane.model.tiles] == ["img_2"]


def test_the_order_is_turned_with_its_button(pane: GalleryPane, relay: Relay) -> None:
    show(relay, *TILES)
    pane.toolbar.order.click()
    assert pane.toolbar.order.words == "Oldest first"
    assert pane.model.tiles[0].key == "img_3"


def test_pictures_are_asked_for_what_is_seen_and_no_more(pane: GalleryPane, relay: Relay, orders: Orders) -> None:
    show(relay, *(tile(f"img_{number}", hours_ago=number / 100) for number in range(2000)))
    pane.ask_for_seen()
    asked = [order[1] for order in orders.given if order[0] == "browse.want_picture"]
    assert 4 <= len(asked) <= 20
    assert asked[0] == "img_0"


def test_arriving_pictures_move_nothing(pane: GalleryPane, relay: Relay) -> None:
    show(relay, *TILES)
    before = [pane.wall.visualRect(pane.model.index(row)) for row in range(3)]
    relay.fact.emit(GalleryPictureReady("img_1", Purpose.THUMBNAIL, DOT))
    assert [pane.wall.visualRect(pane.model.index(row)) for row in range(3)] == before


def test_broken_pictures_are_told_with_one_thing_to_do(pane: GalleryPane, relay: Relay, orders: Orders) -> None:
    show(relay, *TILES)
    pane.ask_for_seen()
    relay.fact.emit(GalleryPictureFailed("img_1", Purpose.THUMBNAIL, Problem("The image can't be read")))
    assert pane.notice.text == "1 image can't be shown."
    pane.notice.pressed.emit()
    pane.ask_for_seen()
    assert [order[1] for order in orders.given if order[0] == "browse.want_picture"].count("img_1") == 2


def test_enter_opens_the_image_large(pane: GalleryPane, relay: Relay) -> None:
    show(relay, *TILES)
    pane.wall.setCurrentIndex(pane.model.index(1))
    QTest.keyClick(pane.wall, Qt.Key.Key_Return)
    assert pane.viewer.tile == TILES[1]


def test_space_opens_the_image_large(pane: GalleryPane, relay: Relay) -> None:
    show(relay, *TILES)
    pane.wall.setCurrentIndex(pane.model.index(0))
    QTest.keyClick(pane.wall, Qt.Key.Key_Space)
    assert pane.viewer.isVisible()


def test_a_selected_image_opens_with_a_button_too(pane: GalleryPane, relay: Relay) -> None:
    show(relay, *TILES)
    assert not pane.toolbar.open_button.isEnabled()
    pane.wall.setCurrentIndex(pane.model.index(2))
    pane.toolbar.open_button.click()
    assert pane.viewer.tile == TILES[2]


def opened(pane: GalleryPane, relay: Relay, row: int) -> None:
    show(relay, *TILES)
    pane.wall.setCurrentIndex(pane.model.index(row))
    pane.toolbar.open_button.click()


def test_the_viewer_walks_and_stops_at_the_ends(pane: GalleryPane, relay: Relay) -> None:
    opened(pane, relay, 1)
    pane.viewer.show_next()
    pane.viewer.show_next()
    assert pane.viewer.tile == TILES[2]


def test_the_viewer_says_which_image_of_whom(pane: GalleryPane, relay: Relay) -> None:
    opened(pane, relay, 0)
    assert pane.viewer.canvas.accessibleName() == "Hard copy front, 1 of 3 · rx_67890 · Alvarez, Maria · img_1"


def test_the_viewers_buttons_say_what_they_do(pane: GalleryPane, relay: Relay) -> None:
    names = {button.accessibleName() for button in pane.viewer.findChildren(QPushButton)}
    assert names >= {
        "Previous image", "Next image", "Zoom in", "Zoom out", "Fit", "Show at 100 %", "Turn right",
        "Save", "Details", "Close",
    }  # fmt: skip


def test_turning_is_for_the_eye_and_ends_with_the_image(pane: GalleryPane, relay: Relay) -> None:
    opened(pane, relay, 0)
    pane.viewer.canvas.turn_right()
    assert pane.viewer.canvas.quarter_turns == 1
    pane.viewer.show_next()
    assert pane.viewer.canvas.quarter_turns == 0


def test_neighbours_are_fetched_once_the_image_itself_is_there(pane: GalleryPane, relay: Relay, orders: Orders) -> None:
    opened(pane, relay, 1)
    orders.given.clear()
    relay.fact.emit(GalleryPictureReady("img_2", Purpose.LARGE, DOT))
    assert {order[1] for order in orders.given} == {"img_1", "img_3"}


def test_an_image_that_can_not_be_shown_says_so_and_the_next_one_can_be_walked_to(
    pane: GalleryPane, relay: Relay
) -> None:
    opened(pane, relay, 0)
    relay.fact.emit(GalleryPictureFailed("img_1", Purpose.LARGE, Problem("The image can't be read")))
    assert pane.viewer.trouble == "The image can't be read."
    pane.viewer.show_next()
    assert pane.viewer.trouble == ""


def test_escape_goes_back_to_the_image_last_looked_at(pane: GalleryPane, relay: Relay) -> None:
    opened(pane, relay, 0)
    pane.viewer.show_next()
    assert QTest.qWaitForWindowActive(pane)
    QTest.keyClick(pane.viewer.canvas, Qt.Key.Key_Escape)
    assert pane.wall.isVisible()
    assert pane.wall.currentIndex().row() == 1


def test_the_viewer_closes_with_another_record(pane: GalleryPane, relay: Relay) -> None:
    opened(pane, relay, 0)
    show(relay, state=GalleryState.LOADING, record=PATIENT)
    assert not pane.viewer.isVisible()


def test_saving_is_told_where_it_went(pane: GalleryPane, relay: Relay) -> None:
    relay.fact.emit(ImagesSaved(3, "/somewhere"))
    assert pane.notice.text == "Saved 3 images in /somewhere"


def looked_at_aside(relay: Relay) -> None:
    other = Record(RecordKind.PATIENT, "pat_20881", "Chen, Daniel")
    relay.fact.emit(GalleryChanged(GalleryView(other, GalleryState.READY, TILES, is_aside=True, desk_is_for=PATIENT)))


def test_a_record_that_the_desk_is_not_for_is_named_beside_the_one_it_is_for(pane: GalleryPane, relay: Relay) -> None:
    looked_at_aside(relay)
    words = "You are looking at Chen, Daniel · pat_20881. The pages on the desk are for Alvarez, Maria."
    assert (pane.aside.isVisible(), pane.aside.text) == (True, words)


def test_one_button_leads_back_to_the_record_that_the_desk_is_for(
    pane: GalleryPane, relay: Relay, orders: Orders
) -> None:
    looked_at_aside(relay)
    back = next(b for b in pane.findChildren(QPushButton) if b.accessibleName() == "Back to Alvarez, Maria")
    back.click()
    assert orders.given[-1] == ("browse.look_back",)


def test_leaving_the_gallery_ends_the_look_at_another_record(pane: GalleryPane, relay: Relay, orders: Orders) -> None:
    looked_at_aside(relay)
    pane.hide()
    assert orders.given[-1] == ("browse.look_back",)


def test_the_picked_record_is_not_said_to_be_another(pane: GalleryPane, relay: Relay) -> None:
    looked_at_aside(relay)
    show(relay, *TILES)
    assert not pane.aside.isVisible()
