"""What a drag or the clipboard offers."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from app.ui.workspace.offered import is_offering, offer_of

pytestmark = pytest.mark.usefixtures("qapp")


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


def test_an_empty_clipboard_offers_nothing(qapp: QApplication) -> None:
    qapp.clipboard().clear()
    assert not offer_of(qapp.clipboard().mimeData()).has_something


def test_a_picture_that_qt_holds_and_that_is_too_large_is_to_be_saved_first() -> None:
    mime = QMimeData()
    mime.setImageData(QImage(8_001, 8_000, QImage.Format.Format_Mono))
    offer = offer_of(mime)
    assert not offer.has_something
    assert offer.refusal == "The copied picture is too large: save it, then drop the file"
