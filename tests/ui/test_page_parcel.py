"""A dragged page: its mark for us, its picture as DRX would get it for other programs, and never a file."""

from PySide6.QtGui import QColor, QImage, QPixmap
from PySide6.QtWidgets import QApplication

from app.ui.pictures.drag_picture import drag_picture
from app.ui.workspace.filmstrip_model import PAGES_MIME
from app.ui.workspace.page_parcel import PageParcel


def test_another_program_gets_the_picture_when_it_asks_and_not_before(qapp: QApplication) -> None:
    sheet = QImage(30, 40, QImage.Format.Format_RGB32)
    sheet.fill(QColor("red"))
    parcel = PageParcel(lambda: sheet)
    assert (parcel.hasImage(), parcel.was_asked) == (True, False)
    taken = parcel.imageData()
    assert isinstance(taken, QImage)
    assert (taken.size(), taken.pixelColor(3, 3).name()) == (sheet.size(), "#ff0000")
    assert (parcel.was_asked, parcel.was_given) == (True, True)


def test_a_picture_that_is_still_on_its_way_is_not_handed_over_and_that_is_known(qapp: QApplication) -> None:
    parcel = PageParcel(lambda: None)
    assert not isinstance(parcel.imageData(), QImage) or parcel.imageData().isNull()
    assert parcel.was_asked
    assert not parcel.was_given


def test_it_is_known_as_ours_and_holds_no_file(qapp: QApplication) -> None:
    parcel = PageParcel(lambda: None)
    assert parcel.hasFormat(PAGES_MIME)
    assert not (parcel.hasUrls())
    assert not (parcel.hasText())
    assert not (parcel.hasHtml())
    assert not parcel.was_asked


def test_several_pages_show_their_number_under_the_pointer(qapp: QApplication) -> None:
    def tile() -> QPixmap:
        plain = QPixmap(96, 120)
        plain.fill(QColor("white"))
        return plain

    assert drag_picture(tile(), 1).toImage() == tile().toImage()
    assert drag_picture(tile(), 3).toImage() != tile().toImage()
