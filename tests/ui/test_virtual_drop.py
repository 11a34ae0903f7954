"""Virtual files of a drop: taken where they are whole, and a sentence where they are not."""

import pytest

from app.ui.workspace import virtual_drop
from app.ui.workspace.offered import is_offering, offer_of
from tests.domain.descriptors import Described
from tests.ui.foreign_drags import CONTENTS, WINDOWS, ForeignMime, attachment, virtual

pytestmark = pytest.mark.usefixtures("qapp")

FAX = attachment("fax.pdf", b"%PDF-1.4 a fax %%EOF")
CARD = attachment("Karte Müller.jpg", b"\xff\xd8\xff a card \xff\xd9")
CUT = (Described("long.tif", 10_000), bytes(1_000))


def test_attachments_are_taken_with_their_names_in_their_order() -> None:
    offer = offer_of(virtual(FAX, CARD))
    assert (offer.files, offer.refusal) == ((("fax.pdf", FAX[1]), ("Karte Müller.jpg", CARD[1])), "")


def test_the_old_form_of_the_descriptor_is_taken_too() -> None:
    assert offer_of(virtual(CARD, wide=False)).files == (("Karte Müller.jpg", CARD[1]),)


def test_while_they_are_dragged_nothing_is_read() -> None:
    mime = virtual(FAX, CARD)
    assert is_offering(mime)
    assert mime.asked == []


def test_t7_one_that_came_short_is_not_taken_and_the_others_are() -> None:
    offer = offer_of(virtual(FAX, CUT, CARD))
    assert [name for name, _ in offer.files] == ["fax.pdf", "Karte Müller.jpg"]
    assert offer.refusal == (
        "2 added, 1 could not be taken: long.tif came incomplete. Save it, then drop the saved file"
    )


def test_t7_the_only_one_that_came_short_says_what_to_do() -> None:
    offer = offer_of(virtual(CUT))
    assert not offer.has_something
    assert offer.refusal == "long.tif came incomplete. Save it, then drop the saved file"


def test_a_promise_without_bytes_is_to_be_saved_first() -> None:
    offer = offer_of(virtual((Described("fax.pdf", 9_000), b"")))
    assert not offer.has_something
    assert offer.refusal == "fax.pdf was not handed over. Save the attachment, then drop the saved file"


def test_many_that_did_not_come_are_counted_and_a_few_are_named() -> None:
    promised = [(Described(f"{number}.pdf"), b"") for number in range(5)]
    offer = offer_of(virtual(FAX, *promised))
    assert len(offer.files) == 1
    assert offer.refusal == (
        "1 added, 5 could not be taken: 0.pdf, 1.pdf, 2.pdf and 2 more. Save the attachment, then drop the saved file"
    )


def test_files_in_a_folder_are_taken_and_the_folder_is_no_file() -> None:
    inside = (Described("scans\\fax.pdf", len(FAX[1])), FAX[1])
    mime = virtual((Described("scans", is_folder=True), b""), inside)
    offer = offer_of(mime)
    assert (offer.files, offer.refusal) == ((("fax.pdf", FAX[1]),), "")
    assert f"{CONTENTS};index=0" not in mime.asked


def test_a_list_that_is_cut_off_says_that_there_was_more() -> None:
    offer = offer_of(virtual(FAX, count=3))
    assert len(offer.files) == 1
    assert offer.refusal == (
        "1 added, 1 could not be taken: The rest was not handed over. Save the attachment, then drop the saved file"
    )


@pytest.mark.parametrize("descriptor", [b"", b"\x05", b"\0\0\0\0", b"\xff" * 600])
def test_a_descriptor_that_makes_no_sense_takes_nothing_and_says_so(descriptor: bytes) -> None:
    offer = offer_of(ForeignMime({WINDOWS.format(name="FileGroupDescriptorW"): descriptor, CONTENTS: b""}))
    assert not offer.has_something
    assert "Save the attachment, then drop the saved file" in offer.refusal


def test_more_than_the_window_may_wait_for_is_not_even_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(virtual_drop, "MAX_TOGETHER_BYTES", 30)
    large = attachment("large.tif", bytes(31))
    mime = virtual(FAX, large)
    offer = offer_of(mime)
    assert [name for name, _ in offer.files] == ["fax.pdf"]
    assert "large.tif is too large" in offer.refusal
    assert f"{CONTENTS};index=1" not in mime.asked


def test_one_that_is_larger_than_announced_is_held_to_the_same_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(virtual_drop, "MAX_TOGETHER_BYTES", 30)
    assert not offer_of(virtual((Described("a.tif", 3), bytes(31)))).has_something


def test_no_more_files_are_read_than_a_person_could_mean(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(virtual_drop, "MAX_VIRTUAL_FILES", 2)
    offer = offer_of(virtual(FAX, CARD, FAX))
    assert len(offer.files) == 2
    assert "Drop them in smaller portions" in offer.refusal


def test_what_would_turn_a_name_around_is_made_visible() -> None:
    ((name, _),) = offer_of(virtual((Described("scan\u202egpj.exe", 3), b"abc"))).files
    assert name == "scan[U+202E]gpj.exe"


def test_a_link_dragged_out_of_a_browser_is_no_file() -> None:
    mime = virtual(
        (Described("Store.url", 60), b"[InternetShortcut]"), also={"text/uri-list": b"https://example.com/\r\n"}
    )
    offer = offer_of(mime)
    assert (offer.has_something, offer.refusal) == (
        False,
        "Store.url is only a link. Save the picture first, then drop the file",
    )


def test_a_whole_mail_is_to_be_opened_for_its_attachment() -> None:
    offer = offer_of(virtual(attachment("Your fax.msg", b"\xd0\xcf\x11\xe0")))
    assert (offer.has_something, offer.refusal) == (
        False,
        "Your fax.msg is a whole mail. Open it, then drop the attachment",
    )


def test_a_picture_dragged_out_of_a_browser_is_taken_once_and_its_address_is_not_fetched() -> None:
    also = {"text/uri-list": b"https://example.com/card.jpg\r\n", "image/png": b"\x89PNG", "text/html": b"<img>"}
    offer = offer_of(virtual(CARD, also=also))
    assert ([name for name, _ in offer.files], offer.picture, offer.refusal) == (["Karte Müller.jpg"], b"", "")


def test_where_no_virtual_file_came_the_picture_that_came_along_is_taken() -> None:
    offer = offer_of(virtual((Described("card.jpg", 900), b""), also={"image/png": b"\x89PNG"}))
    assert (offer.files, offer.picture, offer.refusal) == ((), b"\x89PNG", "")


def test_files_on_the_disk_go_before_their_virtual_twins() -> None:
    offer = offer_of(virtual(FAX, also={"text/uri-list": b"file:///tmp/fax.pdf\r\n"}))
    assert ([path.name for path in offer.paths], offer.files) == (["fax.pdf"], ())
