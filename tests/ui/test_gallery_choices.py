"""The gallery as a list, filtered, in other orders; what else can be done with its images; how they are compared."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from app.domain.errors import Problem
from app.domain.facts import (
    GalleryChanged,
    GalleryPictureFailed,
    GalleryPictureReady,
    ImagesAdded,
    ImagesTaken,
    Purpose,
    SettingsChanged,
)
from app.domain.gallery_shelf import ForeignPicture, GalleryState, GalleryTile, GalleryView
from app.domain.pages import DocumentKind, MediaType, Picture
from app.ui.gallery.gallery_acts import MAX_PRINTED, paint_pages
from app.ui.gallery.gallery_layout import GRID, LIST
from app.ui.gallery.gallery_menu import gallery_menu
from app.ui.gallery.gallery_pane import GalleryPane
from app.ui.gallery.gallery_parcel import DISCREET, copied
from app.ui.gallery.gallery_pictures import MAX_UNDER_WAY
from app.ui.gallery.viewer_glass import NUDGE_PX
from app.ui.relay import Relay
from tests.ui.gallery_samples import DOT, NOON, PATIENT, Orders, desk_over, tile

CARD = tile("img_2", "insurance card front", hours_ago=1)
TILES = (tile("img_1"), CARD, tile("img_3", "id front", hours_ago=30), tile("img_4", "scan 10", hours_ago=99))


@pytest.fixture
def pane(orders: Orders, relay: Relay) -> Iterator[GalleryPane]:
    pane = GalleryPane(desk_over(orders), relay, clock=lambda: NOON)
    pane.resize(1100, 700)
    pane.show()
    show(relay, *TILES)
    yield pane
    pane.close()
    pane.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def show(relay: Relay, *tiles: GalleryTile) -> None:
    relay.fact.emit(GalleryChanged(GalleryView(PATIENT, GalleryState.READY, tiles)))


def keys(pane: GalleryPane) -> list[str]:
    return [shown.key for shown in pane.model.tiles]


def select(pane: GalleryPane, *rows: int) -> None:
    selection = pane.wall.selectionModel()
    selection.clear()
    for row in rows:
        pane.wall.setCurrentIndex(pane.model.index(row)) if row == rows[0] else selection.setCurrentIndex(
            pane.model.index(row), selection.SelectionFlag.Select
        )


def nothing() -> None:
    """What a menu does here."""


def test_the_images_stand_in_lines_as_a_list(pane: GalleryPane) -> None:
    pane.toolbar.list_button.click()
    assert (pane.wall.form, pane.wall.visible_rows()) == (LIST, [0, 1, 2, 3])
    first, second = (pane.wall.visualRect(pane.model.index(row)) for row in (0, 1))
    assert (first.left(), first.width()) == (second.left(), second.width())
    pane.grab()
    pane.toolbar.list_button.click()
    assert pane.wall.form is GRID


def test_the_order_comes_round_with_its_button_and_only_days_have_headings(pane: GalleryPane) -> None:
    seen = []
    for _ in range(4):
        pane.toolbar.order.click()
        seen.append((pane.toolbar.order.accessibleName(), len(pane.model.sections())))
    assert seen == [("Oldest first", 3), ("By name", 1), ("Largest first", 1), ("Newest first", 3)]


def test_a_kind_is_asked_for_with_its_chip_and_counted(pane: GalleryPane) -> None:
    pane.toolbar.filter_button.click()
    chip = pane.filter.kinds[DocumentKind.INSURANCE_CARD]
    assert (chip.words, chip.accessibleName()) == ("Insurance card 1", "Insurance card")
    chip.click()
    assert keys(pane) == ["img_2"]
    chip.click()
    assert len(keys(pane)) == 4


def test_a_text_is_looked_for_in_the_names(pane: GalleryPane) -> None:
    pane.toolbar.filter_button.click()
    QTest.keyClicks(pane.filter.text, "front id")
    QTest.keyClick(pane.filter.text, Qt.Key.Key_Return)
    assert keys(pane) == ["img_3"]


def test_a_filter_that_lets_nothing_through_says_so(pane: GalleryPane) -> None:
    pane.toolbar.filter_button.click()
    pane.filter.kinds[DocumentKind.PROOF_OF_DELIVERY].click()
    assert pane.message.words == "No image is like that Ask for less in the filter above."
    pane.filter.all_button.click()
    assert len(keys(pane)) == 4


def test_putting_the_filter_away_shows_everything(pane: GalleryPane) -> None:
    pane.toolbar.filter_button.click()
    pane.filter.kinds[DocumentKind.ID_CARD].click()
    pane.toolbar.filter_button.click()
    assert (len(keys(pane)), pane.filter.isVisible()) == (4, False)


def test_another_record_is_not_filtered_as_the_one_before(pane: GalleryPane, relay: Relay) -> None:
    pane.toolbar.filter_button.click()
    pane.filter.kinds[DocumentKind.ID_CARD].click()
    other = GalleryView(type(PATIENT)(PATIENT.kind, "pat_9"), GalleryState.READY, TILES)
    relay.fact.emit(GalleryChanged(other))
    assert len(keys(pane)) == 4


def test_few_thumbnails_are_under_way_and_what_is_seen_goes_first(
    pane: GalleryPane, relay: Relay, orders: Orders
) -> None:
    show(relay, *(tile(f"img_{number}", hours_ago=number / 100) for number in range(500)))
    pane.wall.doItemsLayout()
    pane.ask_for_seen()
    asked = [order[1] for order in orders.given if order[0] == "browse.want_picture"]
    assert len(asked) == MAX_UNDER_WAY
    pane.wall.verticalScrollBar().setValue(5000)
    pane.ask_for_seen()
    relay.fact.emit(GalleryPictureReady("img_0", Purpose.THUMBNAIL, DOT))
    last = [order[1] for order in orders.given if order[0] == "browse.want_picture"][-1]
    assert last == pane.model.tiles[pane.wall.visible_rows()[0]].key


def test_what_another_counter_added_is_said(pane: GalleryPane, relay: Relay) -> None:
    relay.fact.emit(ImagesAdded(PATIENT, 2))
    assert pane.notice.text == "Another counter added 2 images just now"


def test_of_another_record_it_is_not(pane: GalleryPane, relay: Relay) -> None:
    relay.fact.emit(ImagesAdded(type(PATIENT)(PATIENT.kind, "pat_9"), 2))
    assert not pane.notice.isVisible()


def test_copying_puts_the_picture_onto_the_clipboard_and_into_the_journal(
    pane: GalleryPane, relay: Relay, orders: Orders
) -> None:
    pane.acts.copy("img_1")
    relay.fact.emit(GalleryPictureReady("img_1", Purpose.COPY, Picture(3, 2, bytes(24))))
    image = QGuiApplication.clipboard().image()
    assert (image.width(), image.height()) == (3, 2)
    assert orders.given[-1][0] == "browse.takings.note"


def test_a_copied_picture_is_marked_as_not_to_be_kept(qapp: QApplication) -> None:
    parcel = copied(QImage(2, 2, QImage.Format.Format_RGB32))
    assert parcel.hasImage()
    assert bytes(parcel.data("x-kde-passwordManagerHint").data()) == b"secret"
    assert {"ExcludeClipboardContentFromMonitorProcessing", "CanIncludeInClipboardHistory"} <= {
        name.rpartition("=")[2].strip('"') for name in DISCREET
    }


def test_a_copy_that_does_not_come_says_why(pane: GalleryPane, relay: Relay) -> None:
    pane.acts.copy("img_1")
    relay.fact.emit(GalleryPictureFailed("img_1", Purpose.COPY, Problem("This image is damaged", "Try again")))
    assert pane.notice.text == "This image is damaged. Try again."


def test_selected_images_are_put_on_the_desk(pane: GalleryPane, relay: Relay, orders: Orders) -> None:
    pane.acts.reuse(["img_1", "img_2"])
    assert orders.given[-1] == ("browse.takings.take", ["img_1", "img_2"])
    relay.fact.emit(ImagesTaken(2))
    assert pane.notice.text == "2 images put on the desk as new pages. Ctrl+1 shows them."


def test_too_many_images_for_one_print_are_said_to_be(pane: GalleryPane) -> None:
    pane.acts.print([f"img_{number}" for number in range(MAX_PRINTED + 1)])
    assert pane.notice.text == "13 images are too many for one print. Select 12 at most."


def test_each_image_is_printed_on_a_sheet_of_its_own_as_large_as_the_paper(qapp: QApplication, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    paint_pages(printer, [Picture(40, 30, bytes(4800)), Picture(30, 40, bytes(4800))])
    printed = (tmp_path / "printed.pdf").read_bytes()
    assert printed.count(b"/Type /Page\n") == 2


def test_what_is_printed_is_seen_before_and_written_down_after(pane: GalleryPane, relay: Relay, orders: Orders) -> None:
    pane.acts.print(["img_1", "img_2"])
    for key in ("img_1", "img_2"):
        relay.fact.emit(GalleryPictureReady(key, Purpose.PRINT, Picture(40, 30, bytes(4800))))
    (preview,) = pane.findChildren(QPrintPreviewDialog)
    assert preview.windowTitle() == "Print 2 images"
    preview.accept()
    assert orders.given[-1][0] == "browse.takings.note"
    assert pane.notice.text == "2 images went to the printer"


def test_the_folder_is_remembered_for_this_session(pane: GalleryPane, orders: Orders, tmp_path: Path) -> None:
    pane.acts.save_in(["img_1"], tmp_path)
    assert orders.given[-1] == ("browse.save", ["img_1"], tmp_path)
    assert pane.acts.folder == tmp_path


@pytest.mark.parametrize(
    ("chosen", "is_aside", "possible"),
    [(0, False, {"Select all"}), (1, False, {"Copy as a picture", "Use as a new page", "Select all"}),
     (2, True, {"Compare side by side", "Select all"})],
)  # fmt: skip
def test_the_menu_offers_what_can_be_done(pane: GalleryPane, chosen: int, is_aside: bool, possible: set[str]) -> None:
    menu = gallery_menu(
        pane, chosen=chosen, is_aside=is_aside, copy=nothing, reuse=nothing, compare=nothing, select_all=nothing
    )
    assert {action.text() for action in menu.actions() if action.isEnabled() and action.text()} == possible
    menu.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


# --- looking closely -------------------------------------------------------------------------------------------------


def opened(pane: GalleryPane, relay: Relay, *, frames: int = 1) -> None:
    pane.wall.setCurrentIndex(pane.model.index(0))
    pane.toolbar.open_button.click()
    seen = ForeignPicture(DOT, MediaType.TIFF, frames, 2740, 3890, 200)
    relay.fact.emit(GalleryPictureReady("img_1", Purpose.LARGE, DOT, 0, seen))


def test_two_images_side_by_side_zoom_together(pane: GalleryPane, relay: Relay) -> None:
    opened(pane, relay)
    pane.viewer.bar.compare.click()
    left, right = pane.viewer.images.canvases
    assert [canvas.tile for canvas in (left, right)] == [TILES[0], TILES[1]]
    pane.viewer.bar.zoom_in.click()
    pane.viewer.bar.zoom_in.click()
    assert right.stand.zoom > 1.5
    assert left.stand.zoom == pytest.approx(right.stand.zoom)


def test_walking_changes_the_one_that_is_acted_on(pane: GalleryPane, relay: Relay) -> None:
    opened(pane, relay)
    pane.viewer.bar.compare.click()
    pane.viewer.show_next()
    assert [canvas.tile for canvas in pane.viewer.images.canvases] == [TILES[0], TILES[2]]


def test_escape_ends_the_comparing_before_the_viewer(pane: GalleryPane, relay: Relay) -> None:
    opened(pane, relay)
    pane.viewer.bar.compare.click()
    assert QTest.qWaitForWindowActive(pane)
    QTest.keyClick(pane.viewer.canvas, Qt.Key.Key_Escape)
    assert (pane.viewer.isVisible(), pane.viewer.images.is_comparing) == (True, False)


def test_the_magnifier_is_moved_with_keys(pane: GalleryPane, relay: Relay) -> None:
    opened(pane, relay)
    pane.viewer.bar.loupe.click()
    canvas = pane.viewer.canvas
    before = QPointF(canvas.loupe_at or QPointF())
    canvas.nudge(1, 0)
    assert canvas.loupe_at == before + QPointF(NUDGE_PX, 0)
    pane.grab()
    pane.viewer.bar.loupe.click()
    assert not canvas.has_loupe


def test_an_image_of_several_pages_is_leafed_through(pane: GalleryPane, relay: Relay, orders: Orders) -> None:
    opened(pane, relay, frames=3)
    assert pane.viewer.bar.page.text() == "Page 1 of 3"
    pane.viewer.bar.page_on.click()
    pane.grab()
    assert pane.viewer.canvas.frame == 1
    asked = [order for order in orders.given if order[0] == "browse.want_picture" and order[-1] == 1]
    assert asked


def test_the_details_are_those_of_the_bytes(pane: GalleryPane, relay: Relay) -> None:
    opened(pane, relay, frames=2)
    texts = {label.text() for label in pane.viewer.findChildren(type(pane.viewer.bar.title)) if label.isVisible()}
    assert {"2740 × 3890 px · 200 dpi", "TIFF · 1.9 MB · 2 pages", "img_1"} <= texts


def test_every_tool_of_the_viewer_has_a_name(pane: GalleryPane, relay: Relay) -> None:
    opened(pane, relay)
    names = {button.accessibleName() for button in pane.viewer.findChildren(QPushButton)}
    assert {"Compare", "Magnifier", "Copy as a picture", "Print", "Previous page", "Next page"} <= names
    assert "" not in names


def test_what_came_of_an_act_is_said_over_the_viewer_too(pane: GalleryPane, relay: Relay) -> None:
    opened(pane, relay)
    relay.fact.emit(ImagesTaken(1))
    assert pane.viewer_notice.isVisible()
    pane.viewer.close_viewer()
    assert not pane.viewer_notice.isVisible()


def test_a_narrow_bar_keeps_the_names_of_its_tools(pane: GalleryPane) -> None:
    pane.resize(640, 600)
    assert (pane.toolbar.save.words, pane.toolbar.save.accessibleName()) == ("", "Save all images")
    pane.resize(1100, 600)
    assert pane.toolbar.save.words == "Save"


def test_the_form_that_was_chosen_is_kept_and_comes_back(pane: GalleryPane, relay: Relay, orders: Orders) -> None:
    pane.toolbar.list_button.click()
    assert orders.given[-1] == ("preferences.change", "gallery_as_list", True)
    pane.toolbar.list_button.click()
    assert orders.given[-1] == ("preferences.change", "gallery_as_list", False)
    count = len(orders.given)
    relay.fact.emit(SettingsChanged({"gallery_as_list": True}))
    assert (pane.wall.form, len(orders.given)) == (LIST, count), "what is kept is shown, and not kept once more"
