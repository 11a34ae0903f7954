"""The gallery's list: parts of a prescription's images, order, and what stays when DRX answers anew."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt

from app.domain.errors import Problem
from app.domain.facts import GalleryPictureFailed, GalleryPictureReady, Purpose
from app.domain.gallery_shelf import GalleryState, GalleryTile, GalleryView
from app.domain.gallery_sift import Part
from app.domain.parcels import Stage
from app.ui.gallery.gallery_model import GalleryModel, changed_stretch
from app.ui.gallery.gallery_pictures import GalleryPictures
from app.ui.relay import Relay
from tests.ui.gallery_samples import DOT, NOON, PATIENT, PRESCRIPTION, Orders, desk_over, tile

OWN, THEIRS, OLDER = tile("img_1"), tile("img_2", "id front", hours_ago=1, own=False), tile("img_3", hours_ago=30)


@pytest.fixture
def model(orders: Orders, relay: Relay) -> Iterator[GalleryModel]:
    model = GalleryModel(GalleryPictures(desk_over(orders), relay))
    show(model, OWN, THEIRS, OLDER)
    yield model
    model.deleteLater()


def show(model: GalleryModel, *tiles: GalleryTile) -> None:
    model.show(GalleryView(PRESCRIPTION, GalleryState.READY, tiles), NOON)


def keys(model: GalleryModel) -> list[str]:
    return [tile.key for tile in model.tiles]


def test_the_parts_of_a_prescription_make_up_all(model: GalleryModel) -> None:
    assert [model.count_of(part) for part in Part] == [3, 2, 1]


def test_a_part_shows_only_its_images(model: GalleryModel) -> None:
    model.choose_part(Part.PATIENT)
    assert keys(model) == ["img_2"]


def test_a_patients_gallery_has_one_part(model: GalleryModel) -> None:
    model.choose_part(Part.PATIENT)
    model.show(GalleryView(PATIENT, GalleryState.READY, (OWN, OLDER)), NOON)
    assert keys(model) == ["img_1", "img_3"]


def test_the_oldest_can_stand_first(model: GalleryModel) -> None:
    model.choose_order(newest_first=False)
    assert keys(model) == ["img_3", "img_2", "img_1"]


def test_the_days_stand_in_the_order_of_the_tiles(model: GalleryModel) -> None:
    assert [(section.heading, section.count) for section in model.sections()] == [("Today", 2), ("Yesterday", 1)]


def test_a_row_says_what_the_eye_sees(model: GalleryModel) -> None:
    text = model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert str(text).startswith("Hard copy front, today ")


def test_a_new_image_leaves_the_others_where_they_are(model: GalleryModel) -> None:
    kept = QPersistentModelIndex(model.index(1))
    show(model, tile("img_9"), OWN, THEIRS, OLDER)
    assert kept.row() == 2


def test_only_the_stretch_that_differs_is_touched() -> None:
    assert changed_stretch(["a", "b", "c"], ["a", "x", "y", "c"]) == (1, 1, 2)
    assert changed_stretch(["a", "a"], ["a"]) == (1, 1, 0)


def tell(relay: Relay, fact: object) -> None:
    relay.fact.emit(fact)


def test_a_thumbnail_is_asked_for_once(model: GalleryModel, orders: Orders) -> None:
    model.pictures.want_thumbnail("img_1", 219)
    model.pictures.want_thumbnail("img_1", 219)
    assert orders.given == [("browse.want_picture", "img_1", Purpose.THUMBNAIL, 219)]


def test_a_picture_of_another_record_is_not_kept(model: GalleryModel, relay: Relay) -> None:
    tell(relay, GalleryPictureReady("img_of_somebody_else", Purpose.THUMBNAIL, DOT))
    assert model.pictures.thumbnail("img_of_somebody_else") is None


def test_pictures_are_forgotten_with_their_record(model: GalleryModel, relay: Relay) -> None:
    tell(relay, GalleryPictureReady("img_1", Purpose.THUMBNAIL, DOT))
    model.show(GalleryView(PATIENT, GalleryState.LOADING), NOON)
    show(model, OWN)
    assert model.pictures.thumbnail("img_1") is None


def test_a_page_that_arrives_keeps_its_picture(model: GalleryModel, relay: Relay) -> None:
    on_its_way = tile("entry 7", stage=Stage.SENDING)
    show(model, on_its_way)
    tell(relay, GalleryPictureReady("entry 7", Purpose.THUMBNAIL, DOT))
    arrived = GalleryTile(key="img_7", title=on_its_way.title, name=on_its_way.name, image_id="img_7")
    show(model, arrived)
    assert model.pictures.thumbnail("img_7") is not None


def test_a_picture_that_failed_is_asked_for_again_only_when_a_person_says_so(
    model: GalleryModel, relay: Relay, orders: Orders
) -> None:
    model.pictures.want_thumbnail("img_1", 219)
    tell(relay, GalleryPictureFailed("img_1", Purpose.THUMBNAIL, Problem("The image can't be read")))
    model.pictures.want_thumbnail("img_1", 219)
    assert len(orders.given) == 1
    model.pictures.forget_problems(model.pictures.broken_keys())
    model.pictures.want_thumbnail("img_1", 219)
    assert len(orders.given) == 2
