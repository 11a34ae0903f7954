"""What a drag or the clipboard offers."""

import io
import os
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from app.ui.workspace import offered
from app.ui.workspace.offered import is_offering, offer_of
from app.ui.workspace.words_drop import dragged
from tests.ui.foreign_drags import CONTENTS, WINDOWS, ForeignMime

pytestmark = pytest.mark.usefixtures("qapp")
ODD_FORMATS = [
    "text/uri-list",
    "text/plain",
    "text/html",
    "x-special/gnome-copied-files",
    "image/png",
    "application/pdf",
    "com.apple.pasteboard.promised-file-url",
    WINDOWS.format(name="FileGroupDescriptorW"),
    WINDOWS.format(name="FileGroupDescriptor"),
    CONTENTS,
]


def bitmap(dots_a_metre: int) -> bytes:
    """A bitmap as Windows puts it on the clipboard; 0: it does not say how large it is."""
    pixels = b"\xff\xff\xff\0" * 16
    head = struct.pack("<IiiHHIIiiII", 40, 4, 4, 1, 32, 0, len(pixels), dots_a_metre, dots_a_metre, 0, 0)
    return b"BM" + struct.pack("<IHHI", 54 + len(pixels), 0, 0, 54) + head + pixels


def dpi_of(png: bytes) -> int | None:
    with Image.open(io.BytesIO(png)) as image:
        image.load()
        said = image.info.get("dpi")
        return None if said is None else round(said[0])


def urls(*texts: str) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl(text) for text in texts])
    return mime


def test_files_of_this_computer_are_taken() -> None:
    assert offer_of(urls("file:///tmp/a.pdf", "file:///tmp/b.tif")).paths == (Path("/tmp/a.pdf"), Path("/tmp/b.tif"))


@pytest.mark.parametrize("text", ["file://server/share/a.pdf", "file:////server/share/a.pdf"])
def test_files_of_another_computer_are_refused(text: str) -> None:
    offer = offer_of(urls(text))
    assert not offer.has_something
    assert offer.refusal == "Files on another computer: copy them to this one first"


def test_a_link_is_never_fetched() -> None:
    offer = offer_of(urls("https://example.com/a.png"))
    assert (offer.has_something, offer.refusal) == (False, "Save the picture first, then drop the file")


def test_of_a_mixture_the_local_files_are_taken_and_the_rest_is_named() -> None:
    offer = offer_of(urls("file:///tmp/a.pdf", "file://server/b.pdf"))
    assert offer.paths == (Path("/tmp/a.pdf"),)
    assert offer.refusal


def test_a_picture_with_a_link_is_taken_as_bytes() -> None:
    mime = urls("https://example.com/a.png")
    mime.setData("image/png", b"png bytes")
    assert (offer_of(mime).picture, offer_of(mime).picture_ending) == (b"png bytes", ".png")


def test_raw_bytes_go_before_a_picture_that_qt_holds() -> None:
    mime = QMimeData()
    mime.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    mime.setData("image/jpeg", b"jpeg bytes")
    assert offer_of(mime).picture == b"jpeg bytes"


def test_a_picture_that_only_qt_holds_becomes_png() -> None:
    mime = QMimeData()
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(0)
    mime.setImageData(image)
    assert offer_of(mime).picture.startswith(b"\x89PNG")


def test_text_offers_nothing() -> None:
    mime = QMimeData()
    mime.setText("hello")
    assert not is_offering(mime)
    assert offer_of(mime).refusal == "There is no file and no picture in it"


def test_an_empty_clipboard_says_that_it_is_empty(qapp: QApplication) -> None:
    qapp.clipboard().clear()
    offer = offer_of(qapp.clipboard().mimeData())
    assert (offer.has_something, offer.refusal) == (False, "The clipboard is empty: copy a picture or a file first")
    assert offer_of(None).refusal == offer.refusal


def test_a_file_on_this_computer_may_name_it_as_its_host() -> None:
    assert offer_of(urls("file://localhost/tmp/a.pdf")).paths == (Path("/tmp/a.pdf"),)


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("image/tiff", ".tif"),
        ("image/heic", ".heic"),
        (WINDOWS.format(name="PNG"), ".png"),
        (WINDOWS.format(name="JFIF"), ".jpg"),
    ],
)
def test_the_bytes_of_a_picture_are_taken_under_every_name_that_they_have(name: str, ending: str) -> None:
    mime = ForeignMime({name: b"bytes"})
    assert is_offering(mime)
    assert mime.asked == []
    assert (offer_of(mime).picture, offer_of(mime).picture_ending) == (b"bytes", ending)


def test_a_pdf_goes_before_the_pictures_of_it() -> None:
    mime = ForeignMime({"public.tiff": b"II*\0", "application/pdf": b"%PDF-1.4"})
    assert (offer_of(mime).picture, offer_of(mime).picture_ending) == (b"%PDF-1.4", ".pdf")


def test_what_only_says_that_it_is_a_pdf_does_not() -> None:
    mime = ForeignMime({"image/png": b"\x89PNG", "application/pdf": b"nothing"})
    assert offer_of(mime).picture_ending == ".png"


def test_a_form_that_holds_nothing_gives_way_to_the_next() -> None:
    mime = ForeignMime({"image/png": b"", "image/jpeg": b"\xff\xd8\xff"})
    assert offer_of(mime).picture_ending == ".jpg"


def test_a_picture_that_is_only_promised_is_to_be_saved_first() -> None:
    offer = offer_of(ForeignMime({"image/png": b""}))
    assert (offer.has_something, offer.refusal) == (False, "Save the picture first, then drop the file")


def test_more_bytes_than_the_window_may_wait_for_are_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(offered, "MAX_TOGETHER_BYTES", 4)
    offer = offer_of(ForeignMime({"image/png": b"bytes"}))
    assert (offer.has_something, offer.refusal) == (
        False,
        "The copied picture is too large: save it, then drop the file",
    )


def test_a_picture_that_says_no_dpi_is_given_none() -> None:
    mime = QMimeData()
    mime.setImageData(QImage.fromData(bitmap(dots_a_metre=0)))
    assert dpi_of(offer_of(mime).picture) is None


def test_a_picture_keeps_the_dpi_that_it_says() -> None:
    mime = QMimeData()
    mime.setImageData(QImage.fromData(bitmap(dots_a_metre=11_811)))
    assert dpi_of(offer_of(mime).picture) == 300


def test_a_page_of_a_browser_with_a_picture_in_it_is_not_fetched() -> None:
    mime = QMimeData()
    mime.setHtml("<p>Look: <img src='https://example.com/a.png'>")
    assert is_offering(mime)
    assert offer_of(mime).refusal == "Save the picture first, then drop the file"


def test_words_out_of_a_browser_are_neither_file_nor_picture() -> None:
    mime = QMimeData()
    mime.setHtml("<b>hello</b>")
    mime.setText("hello")
    assert not is_offering(mime)
    assert offer_of(mime).refusal == "There is no file and no picture in it"


@pytest.mark.parametrize(
    "name",
    [
        "com.apple.pasteboard.promised-file-url",
        "com.apple.NSFilePromiseItemMetaData",
        "application/x-moz-file-promise",
        WINDOWS.format(name="chromium/x-renderer-taint"),
    ],
)
def test_what_is_only_promised_says_what_to_do_while_it_is_dragged_and_when_it_is_dropped(name: str) -> None:
    mime = ForeignMime({name: b""})
    assert is_offering(mime)
    assert dragged(mime).advice == "Save the attachment, then drop the saved file"
    assert offer_of(mime).refusal == "Save the attachment, then drop the saved file"


@pytest.mark.parametrize("verb", ["copy", "cut"])
def test_files_copied_in_the_file_manager_of_gnome_are_taken(verb: str) -> None:
    text = f"{verb}\nfile:///tmp/a%20b.pdf\nfile:///tmp/c.tif\nfile://server/d.tif"
    offer = offer_of(ForeignMime({"x-special/gnome-copied-files": text.encode()}))
    assert offer.paths == (Path("/tmp/a b.pdf"), Path("/tmp/c.tif"))
    assert offer.refusal == "Files on another computer: copy them to this one first"


def test_a_copied_file_with_a_picture_of_it_is_taken_once() -> None:
    mime = urls("file:///tmp/a.png")
    mime.setData("image/png", b"the icon of it")
    assert (offer_of(mime).paths, offer_of(mime).picture) == ((Path("/tmp/a.png"),), b"")


@pytest.mark.skipif(os.name == "nt", reason="paths of this system")
def test_paths_that_were_copied_as_text_are_files() -> None:
    mime = QMimeData()
    mime.setText('"/tmp/a b.pdf"\n/tmp/c.tif\n')
    assert offer_of(mime).paths == (Path("/tmp/a b.pdf"), Path("/tmp/c.tif"))


@pytest.mark.parametrize(
    "text", ["/tmp/a.pdf\nand more", "//server/share/a.pdf", r"\\\\server\share\a.pdf", "a.pdf", "/", ""]
)
def test_other_text_is_no_list_of_files(text: str) -> None:
    mime = QMimeData()
    mime.setText(text)
    assert not offer_of(mime).has_something


@given(st.dictionaries(st.sampled_from(ODD_FORMATS), st.binary(max_size=900), max_size=5))
def test_whatever_comes_is_taken_once_or_refused_with_a_sentence(qapp: QApplication, held: dict[str, bytes]) -> None:
    offer = offer_of(ForeignMime(held))
    assert sum((bool(offer.paths), bool(offer.files), bool(offer.picture))) <= 1
    assert offer.has_something or offer.refusal


def test_a_picture_that_qt_holds_and_that_is_too_large_is_to_be_saved_first() -> None:
    mime = QMimeData()
    mime.setImageData(QImage(8_001, 8_000, QImage.Format.Format_Mono))
    offer = offer_of(mime)
    assert not offer.has_something
    assert offer.refusal == "The copied picture is too large: save it, then drop the file"
