"""What is said about an upload: by its button, and by the two lines beside it."""

from dataclasses import replace

import pytest

from app.domain.readings import Remark
from app.domain.records import Record, RecordKind
from app.domain.shelves import DeskView, Mark, Obstacle
from app.ui.workspace.words_upload import care_line, send_line, upload_words
from tests.ui.page_samples import PATIENT, PRESCRIPTION, broken_row, desk_view, page_row

ONE = page_row("one")


def test_the_button_says_what_will_happen_and_to_whom() -> None:
    assert upload_words(desk_view(ONE, page_row("two"))).text == "Upload 2 pages to Alvarez, Maria"


def test_a_prescription_is_named_with_its_id() -> None:
    assert upload_words(desk_view(ONE, record=PRESCRIPTION)).text == "Upload 1 page to Alvarez, Maria"


@pytest.mark.parametrize(
    ("obstacle", "text"),
    [
        (Obstacle.NO_RECORD, "Pick who it is for"),
        (Obstacle.NO_PATIENT, "Enter the patient of rx_67890"),
        (Obstacle.NOT_CONNECTED, "Connect to a store first"),
    ],
)
def test_what_cannot_happen_says_why(obstacle: Obstacle, text: str) -> None:
    record = None if obstacle is Obstacle.NO_RECORD else PRESCRIPTION
    view = DeskView(record=record, rows=(ONE,), obstacle=obstacle)
    assert (upload_words(view).text, upload_words(view).can_act) == (text, False)


@pytest.mark.parametrize(
    ("files", "text"),
    [
        (("torn.pdf",), "Nothing to upload: this file can't be used"),
        (("torn.pdf", "other.pdf"), "Nothing to upload: these files can't be used"),
    ],
)
def test_what_stays_after_the_good_pages_left_is_all_that_is_spoken_of(files: tuple[str, ...], text: str) -> None:
    view = DeskView(record=PATIENT, rows=tuple(map(broken_row, files)), obstacle=Obstacle.ONLY_BROKEN)
    assert (upload_words(view).text, upload_words(view).can_act) == (text, False)


def test_nothing_can_be_pressed_while_pages_are_queued() -> None:
    assert not upload_words(replace(desk_view(ONE), is_queueing=True)).can_act


def test_broken_files_are_not_counted_as_pages_to_send() -> None:
    assert send_line(desk_view(ONE, broken_row("torn.pdf"))) == "1 page · 1.9 MB to send"


def test_a_page_that_is_being_fitted_makes_the_size_a_lower_bound() -> None:
    view = desk_view(ONE, page_row("two", mark=Mark.FITTING))
    assert send_line(view) == "2 pages · more than 1.9 MB to send"


def test_the_second_line_says_what_needs_care() -> None:
    view = desk_view(page_row("small", mark=Mark.LOOK), broken_row("torn.pdf"), broken_row("other.pdf"))
    said = care_line(view, None)
    assert said == "2 files could not be read and stay here · 1 page needs a look: page 1 (under 300 px)"


def test_reading_is_told_with_a_count() -> None:
    assert care_line(replace(desk_view(ONE), is_reading=True), (2, 12)) == "Reading 3 of 12 files…"


def test_a_name_cannot_reorder_the_button() -> None:
    sly = Record(RecordKind.PATIENT, "pat_1", "Maria\u202egpj")
    assert "\u202e" not in upload_words(desk_view(ONE, record=sly)).text


def test_a_page_that_must_be_seen_is_where_the_button_leads() -> None:
    torn = replace(page_row("torn", mark=Mark.LOOK), remarks=(Remark.MAYBE_TORN,))
    words = upload_words(replace(desk_view(ONE, torn), obstacle=Obstacle.NOT_SEEN))
    assert (words.text, words.leads_to) == ("Look at page 2 first", torn.id)


def test_what_is_begun_and_not_applied_holds_the_upload_up() -> None:
    words = upload_words(desk_view(ONE), unfinished="Apply or leave the crop first")
    assert (words.text, words.can_act) == ("Apply or leave the crop first", False)
