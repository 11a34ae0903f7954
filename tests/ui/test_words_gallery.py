"""What the gallery says about an image."""

from datetime import timedelta

import pytest

from app.domain.parcels import Stage
from app.domain.records import Record, RecordKind
from app.ui.gallery.words_gallery import (
    caption_of,
    details_of,
    heading_of,
    note_of,
    tile_text,
    unlistable_text,
    viewer_line,
)
from app.ui.words import day_text, time_text
from tests.ui.gallery_samples import NOON, PATIENT, PRESCRIPTION, tile


def test_a_caption_leaves_the_picked_prescription_out() -> None:
    assert caption_of(tile("img_1"), PRESCRIPTION) == "Hard copy front"


def test_a_caption_keeps_the_prescription_in_a_patients_gallery() -> None:
    assert caption_of(tile("img_1"), PATIENT) == "rx_67890 hard copy front"


def test_an_id_card_is_written_as_people_write_it() -> None:
    assert caption_of(tile("img_1", "id front"), PATIENT) == "ID front"


def test_an_image_without_a_name_is_called_an_image() -> None:
    assert caption_of(tile("img_1", ""), PATIENT) == "Image"


def test_the_day_of_an_image_is_told_as_people_tell_it() -> None:
    assert heading_of(tile("img_1"), NOON) == "Today"
    assert heading_of(tile("img_1", hours_ago=24), NOON) == "Yesterday"
    assert heading_of(tile("img_1", hours_ago=240), NOON) == day_text(NOON - timedelta(hours=240), NOON)


def test_the_note_has_time_size_and_pixels() -> None:
    assert note_of(tile("img_1")) == f"{time_text(NOON)} · 1.9 MB · 2740 × 3890"


def test_a_screen_reader_hears_what_the_eye_sees() -> None:
    text = tile_text(tile("img_1"), PRESCRIPTION, NOON)
    assert text == f"Hard copy front, today {time_text(NOON)}, 1.9 MB, 2740 × 3890"


@pytest.mark.parametrize(
    ("stage", "word"),
    [
        (Stage.QUEUED, "Waiting"),
        (Stage.SENDING, "Sending"),
        (Stage.CHECKING, "Checking"),
        (Stage.CONFIRMING, "Checking"),
        (Stage.NEEDS_PERSON, "Needs you"),
    ],
)
def test_an_image_on_its_way_says_how_it_stands(stage: Stage, word: str) -> None:
    assert tile_text(tile("entry 1", stage=stage), PRESCRIPTION, NOON).endswith(f", {word}")


def test_a_broken_image_says_so() -> None:
    assert tile_text(tile("img_1"), PRESCRIPTION, NOON, is_broken=True).endswith(", can't be shown")


def test_the_viewers_line_says_which_image_of_whom() -> None:
    line = viewer_line(tile("img_88121"), PRESCRIPTION, 1, 9)
    assert line == "1 of 9 · rx_67890 · Alvarez, Maria · img_88121"


def test_details_leave_out_what_drx_does_not_say() -> None:
    assert "2740 × 3890 px · 300 dpi" in details_of(tile("img_1"), NOON)


def test_a_kind_that_can_not_be_listed_is_named() -> None:
    text = unlistable_text(Record(RecordKind.ITEM, "item_1"), has_tiles=True)
    assert text == "DRX can't list the images of an item. These are the ones that this counter sent."
