"""The workspace as a person meets it: pages come, are seen, turned, cropped, labelled and sent."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragLeaveEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton, QWidget

from app.domain.capture_shelf import AT_THE_END, Placement
from app.domain.edits import Box, PageEdits
from app.domain.errors import Problem
from app.domain.facts import DeskChanged, PagePictureReady, ProblemMet, Purpose, ReadingProgressed
from app.domain.pages import DocumentKind, PageId, Side
from app.domain.shelves import PageRow, Step
from app.ui.relay import Relay
from app.ui.workspace.drop_veil import DropVeil
from app.ui.workspace.filmstrip import PageList
from app.ui.workspace.stage import Stage
from app.ui.workspace.workspace_pane import WorkspacePane
from tests.domain.descriptors import Described
from tests.ui.foreign_drags import Dropped, Entered, ForeignMime, Moved, attachment, virtual
from tests.ui.gallery_samples import Orders, desk_over
from tests.ui.page_samples import broken_row, desk_fact, desk_view, edited, page_row, picture, put_away

Key, Held = Qt.Key, Qt.KeyboardModifier
ONE, TWO, THREE = (page_row(name) for name in ("one", "two", "three"))


@pytest.fixture
def pane(orders: Orders, relay: Relay) -> Iterator[WorkspacePane]:
    pane = WorkspacePane(desk_over(orders), relay)
    pane.resize(1080, 700)
    pane.show()
    pane.activateWindow()
    assert QTest.qWaitForWindowActive(pane)  # shortcuts are an active window's
    yield pane
    put_away(pane)


def show(relay: Relay, *rows: PageRow) -> None:
    relay.fact.emit(desk_fact(*rows))


def done(orders: Orders) -> list[tuple[object, ...]]:
    """What was asked for, less the pictures."""
    return [order for order in orders.given if order[0] != "retouch.want_picture"]


def button(pane: QWidget, name: str) -> QPushButton:
    """The visible button that assistive technology knows by this name."""
    found = [button for button in pane.findChildren(QPushButton) if button.accessibleName() == name]
    shown = [button for button in found if button.isVisible()]
    assert len(shown) == 1, [button.accessibleName() for button in pane.findChildren(QPushButton)]
    return shown[0]


def stage(pane: QWidget) -> Stage:
    found = pane.findChild(Stage)
    assert found is not None
    return found


def name_field(pane: QWidget) -> QLineEdit:
    return next(field for field in pane.findChildren(QLineEdit) if field.accessibleName() == "Name")


def says(pane: QWidget, text: str) -> bool:
    """Does a label on the screen say this?"""
    return any(text in str(label.property("text")) for label in pane.findChildren(QWidget) if label.isVisible())


def test_an_empty_desk_offers_the_ways_in_and_nothing_else(pane: WorkspacePane) -> None:
    shown = [button.accessibleName() for button in pane.findChildren(QPushButton) if button.isVisible()]
    assert shown == ["Scan", "Camera", "Paste", "Open", "Set up a scanner", "Open folder"]


def test_the_first_new_page_is_shown(pane: WorkspacePane, relay: Relay) -> None:
    show(relay, ONE)
    show(relay, ONE, TWO, THREE)
    assert stage(pane).accessibleName() == "Page 2 of 3, two, fits"


def test_pages_that_follow_in_the_same_drop_do_not_take_the_stage(pane: WorkspacePane, relay: Relay) -> None:
    relay.fact.emit(DeskChanged(replace(desk_view(ONE), is_reading=True)))
    relay.fact.emit(DeskChanged(replace(desk_view(ONE, TWO), is_reading=True)))
    assert stage(pane).accessibleName() == "Page 1 of 2, one, fits"


def test_when_the_shown_page_goes_its_neighbour_is_shown(pane: WorkspacePane, relay: Relay) -> None:
    show(relay, ONE, TWO, THREE)
    QTest.keyClick(stage(pane), Key.Key_Right)
    show(relay, ONE, THREE)
    assert stage(pane).accessibleName() == "Page 2 of 2, three, fits"


def test_the_keys_turn_the_page(pane: WorkspacePane, relay: Relay, orders: Orders) -> None:
    show(relay, ONE)
    stage(pane).setFocus()
    QTest.keyClick(stage(pane), Key.Key_R)
    QTest.keyClick(stage(pane), Key.Key_R, Held.ShiftModifier)
    assert done(orders) == [("retouch.turn", ["one"], 1), ("retouch.turn", ["one"], -1)]


def test_the_buttons_act_on_every_selected_page(pane: WorkspacePane, relay: Relay, orders: Orders) -> None:
    show(relay, ONE, TWO, THREE)
    QTest.keyClick(stage(pane), Key.Key_Right, Held.ShiftModifier)
    button(pane, "Rotate right").click()
    assert done(orders) == [("retouch.turn", ["one", "two"], 1)]


def test_a_crop_by_keys_alone_comes_in_the_pages_own_pixels(pane: WorkspacePane, relay: Relay, orders: Orders) -> None:
    show(relay, edited(ONE, PageEdits(quarter_turns=1)))
    button(pane, "Crop").click()
    QTest.keyClick(stage(pane), Key.Key_Left, Held.ShiftModifier)
    QTest.keyClick(stage(pane), Key.Key_Return)
    # The right edge of the page as shown is the top edge of the page as it came.
    assert done(orders) == [("retouch.crop", ["one"], Box(0, 10, 2480, 3508))]


def test_esc_leaves_the_crop_as_it_was(pane: WorkspacePane, relay: Relay, orders: Orders) -> None:
    show(relay, ONE)
    button(pane, "Crop").click()
    QTest.keyClick(stage(pane), Key.Key_Left)
    QTest.keyClick(stage(pane), Key.Key_Escape)
    assert (done(orders), stage(pane).crop_box, button(pane, "Crop").isChecked()) == ([], None, False)


def test_a_crop_can_be_made_and_applied_with_buttons_and_numbers(
    pane: WorkspacePane, relay: Relay, orders: Orders
) -> None:
    show(relay, ONE)
    button(pane, "Crop").click()
    stage(pane).place_crop(Box(100, 100, 1100, 1600))
    assert "1000 × 1500 px after crop" in stage(pane).accessibleDescription()
    button(pane, "Apply crop").click()
    assert done(orders) == [("retouch.crop", ["one"], Box(100, 100, 1100, 1600))]


def test_going_to_another_page_leaves_the_crop(pane: WorkspacePane, relay: Relay) -> None:
    show(relay, ONE, TWO)
    button(pane, "Crop").click()
    show(relay, TWO)
    assert stage(pane).crop_box is None


def test_edits_show_at_once_over_the_picture_that_is_there(pane: WorkspacePane, relay: Relay) -> None:
    show(relay, ONE)
    relay.fact.emit(PagePictureReady(PageId("one"), Purpose.LARGE, picture(1085, 1536)))
    upright = stage(pane).sheet()
    show(relay, edited(ONE, PageEdits(quarter_turns=1)))
    lying = stage(pane).sheet()
    assert upright.width() < upright.height()
    assert lying.width() > lying.height()
    middle = stage(pane).grab().toImage().pixelColor(lying.center().toPoint())
    assert middle.name() == "#808080"


def test_space_shows_the_page_with_nothing_beside_it_and_back(pane: WorkspacePane, relay: Relay) -> None:
    show(relay, ONE)
    before = stage(pane).size()
    QTest.keyClick(stage(pane), Key.Key_Space)
    QApplication.processEvents()
    large = stage(pane).size()
    QTest.keyClick(stage(pane), Key.Key_Space)
    QApplication.processEvents()
    assert large.width() > before.width()
    assert large.height() > before.height()
    assert stage(pane).size() == before


def test_full_size_is_one_page_pixel_for_one_of_the_screen(pane: WorkspacePane, relay: Relay) -> None:
    show(relay, ONE)
    stage(pane).setFocus()
    QTest.keyClick(stage(pane), Key.Key_Z)
    assert stage(pane).percent == 100
    assert button(pane, "Show at 100 %, now 100 %").isEnabled()


def test_the_next_page_is_looked_at_as_closely_and_at_the_same_place(pane: WorkspacePane, relay: Relay) -> None:
    show(relay, page_row("one"), page_row("two"))
    QTest.keyClick(stage(pane), Key.Key_Home)
    QTest.keyClick(stage(pane), Key.Key_Z)
    stage(pane).push(-40, -60)
    looked_at = stage(pane).sheet()
    QTest.keyClick(stage(pane), Key.Key_Right)
    assert stage(pane).accessibleName() == "Page 2 of 2, two, fits"
    assert stage(pane).sheet() == looked_at
    stage(pane).fit()
    QTest.keyClick(stage(pane), Key.Key_Left)
    assert stage(pane).is_fitted


def test_a_broken_file_says_why_in_place_of_the_page(pane: WorkspacePane, relay: Relay, orders: Orders) -> None:
    show(relay, broken_row("torn.pdf"))
    assert says(pane, "Scan the page again")
    assert not says(pane, "no xref table")
    button(pane, "Details").click()
    assert says(pane, "no xref table")
    button(pane, "Remove from the desk").click()
    assert done(orders) == [("retouch.remove", ["torn.pdf"])]


def test_digits_say_what_a_page_is_and_take_it_back(pane: WorkspacePane, relay: Relay, orders: Orders) -> None:
    show(relay, page_row("one", side=Side.BACK))
    stage(pane).setFocus()
    QTest.keyClick(stage(pane), Key.Key_1)
    show(relay, page_row("one", kind=DocumentKind.HARD_COPY, side=Side.BACK))
    QTest.keyClick(stage(pane), Key.Key_1)
    assert done(orders) == [
        ("retouch.label_kind", ["one"], DocumentKind.HARD_COPY),
        ("retouch.label_kind", ["one"], None),
    ]


def test_keys_belong_to_the_name_while_it_is_typed(pane: WorkspacePane, relay: Relay, orders: Orders) -> None:
    relay.fact.emit(DeskChanged(replace(desk_view(ONE), undo=Step.TURN)))
    field = name_field(pane)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "rC1z")
    QTest.keyClick(field, Key.Key_Delete)
    assert (field.text(), done(orders)) == ("rC1z", [])
    QTest.keyClick(field, Key.Key_Z, Held.ControlModifier)
    assert done(orders) == []


def test_a_typed_name_is_given_when_typing_ends(pane: WorkspacePane, relay: Relay, orders: Orders) -> None:
    show(relay, ONE)
    field = name_field(pane)
    assert field.text() == "one.jpg"
    field.selectAll()
    QTest.keyClicks(field, "refill note")
    QTest.keyClick(field, Key.Key_Return)
    assert done(orders) == [("retouch.rename", "one", "refill note")]


def test_a_name_that_is_still_being_typed_goes_along_with_the_upload(
    pane: WorkspacePane, relay: Relay, orders: Orders
) -> None:
    show(relay, ONE)
    name_field(pane).setFocus()
    name_field(pane).selectAll()
    QTest.keyClicks(name_field(pane), "note")
    QTest.keyClick(name_field(pane), Key.Key_Return, Held.ControlModifier)
    assert done(orders)[-2:] == [("retouch.rename", "one", "note"), ("dispatch.upload", frozenset({"one"}))]


def test_an_upload_is_asked_for_once_however_often_it_is_pressed(
    pane: WorkspacePane, relay: Relay, orders: Orders
) -> None:
    show(relay, ONE, TWO)
    upload = button(pane, "Upload 2 pages to Alvarez, Maria")
    upload.click()
    upload.click()
    QTest.keyClick(pane, Key.Key_Return, Held.ControlModifier)
    assert done(orders) == [("dispatch.upload", frozenset({"one", "two"}))]


def test_after_a_problem_it_can_be_asked_for_again(pane: WorkspacePane, relay: Relay, orders: Orders) -> None:
    show(relay, ONE)
    button(pane, "Upload 1 page to Alvarez, Maria").click()
    relay.fact.emit(ProblemMet(Problem("The disk is full")))
    button(pane, "Upload 1 page to Alvarez, Maria").click()
    assert done(orders) == [("dispatch.upload", frozenset({"one"}))] * 2


def test_without_a_record_the_button_says_what_is_missing(pane: WorkspacePane, relay: Relay) -> None:
    relay.fact.emit(desk_fact(ONE, record=None))
    assert not button(pane, "Pick who it is for").isEnabled()


def test_reading_is_counted(pane: WorkspacePane, relay: Relay) -> None:
    relay.fact.emit(DeskChanged(replace(desk_view(ONE), is_reading=True)))
    relay.fact.emit(ReadingProgressed(2, 12))
    assert says(pane, "Reading 3 of 12 files")


def test_pages_are_moved_by_keys(pane: WorkspacePane, relay: Relay, orders: Orders) -> None:
    show(relay, ONE, TWO, THREE)
    stage(pane).setFocus()
    QTest.keyClick(stage(pane), Key.Key_Right, Held.ControlModifier | Held.ShiftModifier)
    assert done(orders) == [("retouch.move", ["one"], 2)]


def test_undo_names_its_step(pane: WorkspacePane, relay: Relay, orders: Orders) -> None:
    relay.fact.emit(DeskChanged(replace(desk_view(ONE), undo=Step.CROP)))
    assert button(pane, "Undo").toolTip() == "Undo: crop (Ctrl+Z)"
    assert not button(pane, "Redo").isEnabled()
    button(pane, "Undo").click()
    assert done(orders) == [("undo",)]


def files(*names: str) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl(f"file:///tmp/{name}") for name in names])
    return mime


def pages(pane: QWidget) -> PageList:
    found = pane.findChild(PageList)
    assert found is not None
    return found


def veil_words(pane: QWidget) -> str:
    veil = pane.findChild(DropVeil)
    assert veil is not None
    return veil.words if veil.isVisible() else ""


def gap_before(pane: QWidget, place: int) -> QPoint:
    """A point in the strip from which the gap before this row is the nearest."""
    return pages(pane).visualRect(pages(pane).model().index(place, 0)).topLeft() + QPoint(4, 20)


def test_dropped_files_go_to_the_desk(pane: WorkspacePane, orders: Orders) -> None:
    pane.dropEvent(Dropped(files("a.pdf", "scans")))
    assert done(orders) == [("intake.add_files", (Path("/tmp/a.pdf"), Path("/tmp/scans")), AT_THE_END)]


def test_a_drag_is_told_what_dropping_will_do(pane: WorkspacePane) -> None:
    enter = Entered(files("a.pdf"))
    pane.dragEnterEvent(enter)
    assert enter.isAccepted()
    assert says(pane, "Drop to add 1 file")


@pytest.mark.parametrize(
    ("mime", "words"),
    [
        (files("a.pdf", "b.tif", "c.jpg"), "Drop to add 3 files"),
        (files("a.pdf", "scans"), "Drop to add 2 items"),
        (virtual(attachment("fax.pdf", b"fax")), "Drop to add"),
        (ForeignMime({"com.apple.pasteboard.promised-file-url": b""}), "Save the attachment, then drop the saved file"),
    ],
)
def test_it_is_told_as_exactly_as_it_can_be_known(pane: WorkspacePane, mime: QMimeData, words: str) -> None:
    pane.dragEnterEvent(Entered(mime))
    assert says(pane, words)


def test_a_drag_that_leaves_leaves_the_words_as_they_were(pane: WorkspacePane) -> None:
    pane.dragEnterEvent(Entered(files("a.pdf")))
    pane.dragLeaveEvent(QDragLeaveEvent())
    assert says(pane, "Drop scans, photos or PDFs here")


def test_a_drag_of_words_is_not_taken(pane: WorkspacePane) -> None:
    mime = QMimeData()
    mime.setText("hello")
    enter, move = Entered(mime), Moved(mime, QPoint(60, 60))
    pane.dragEnterEvent(enter)
    pane.dragMoveEvent(move)
    assert (enter.isAccepted(), move.isAccepted()) == (False, False)


def test_while_it_moves_nothing_of_it_is_read(pane: WorkspacePane) -> None:
    mime = virtual(attachment("fax.pdf", b"fax"))
    pane.dragEnterEvent(Entered(mime))
    for step in range(20):
        pane.dragMoveEvent(Moved(mime, QPoint(60 + step, 60)))
    assert mime.asked == []


def test_attachments_go_to_the_desk_together_and_what_did_not_come_is_told(pane: WorkspacePane, orders: Orders) -> None:
    said: list[str] = []
    pane.noticed.connect(said.append)
    cut = (Described("long.tif", 10_000), bytes(1_000))
    pane.dropEvent(Dropped(virtual(attachment("fax.pdf", b"fax"), cut, attachment("card.jpg", b"card"))))
    assert done(orders) == [("intake.add_contents", (("fax.pdf", b"fax"), ("card.jpg", b"card")), AT_THE_END)]
    assert said == ["2 added, 1 could not be taken: long.tif came incomplete. Save it, then drop the saved file"]


def test_files_dropped_between_two_pages_go_there(pane: WorkspacePane, relay: Relay, orders: Orders) -> None:
    show(relay, ONE, TWO, THREE)
    QApplication.processEvents()
    mime, at = files("a.pdf", "b.pdf"), gap_before(pane, 1)
    enter, move = Entered(mime, at), Moved(mime, at)
    pages(pane).dragEnterEvent(enter)
    pages(pane).dragMoveEvent(move)
    assert (enter.isAccepted(), move.isAccepted()) == (True, True)
    assert veil_words(pane) == "Drop to add 2 files before page 2"
    pages(pane).dropEvent(Dropped(mime, at))
    assert veil_words(pane) == ""
    assert done(orders) == [("intake.add_files", (Path("/tmp/a.pdf"), Path("/tmp/b.pdf")), Placement(before=1))]


def test_attachments_dropped_between_two_pages_go_there(pane: WorkspacePane, relay: Relay, orders: Orders) -> None:
    show(relay, ONE, TWO)
    QApplication.processEvents()
    pages(pane).dropEvent(Dropped(virtual(attachment("fax.pdf", b"fax")), gap_before(pane, 0)))
    assert done(orders) == [("intake.add_contents", (("fax.pdf", b"fax"),), Placement(before=0))]


def test_behind_the_last_page_is_the_end(pane: WorkspacePane, relay: Relay, orders: Orders) -> None:
    show(relay, ONE, TWO)
    QApplication.processEvents()
    at = QPoint(5000, 20)
    pages(pane).dragEnterEvent(Entered(files("a.pdf"), at))
    assert veil_words(pane) == "Drop to add 1 file behind the last page"
    pages(pane).dropEvent(Dropped(files("a.pdf"), at))
    assert done(orders) == [("intake.add_files", (Path("/tmp/a.pdf"),), AT_THE_END)]


def test_the_veil_leaves_the_pages_free_to_be_dropped_between(pane: WorkspacePane, relay: Relay) -> None:
    show(relay, ONE, TWO)
    QApplication.processEvents()
    before = pane.grab().toImage()
    pane.dragEnterEvent(Entered(files("a.pdf")))
    after = pane.grab().toImage()
    strip = pages(pane).mapTo(pane, pages(pane).rect().center())
    middle = stage(pane).mapTo(pane, stage(pane).rect().center())
    assert after.pixelColor(strip) == before.pixelColor(strip)
    assert after.pixelColor(middle) != before.pixelColor(middle)


@pytest.mark.parametrize(
    ("may", "done_as"),
    [
        (Qt.DropAction.CopyAction | Qt.DropAction.MoveAction, Qt.DropAction.CopyAction),
        (Qt.DropAction.MoveAction, Qt.DropAction.IgnoreAction),
    ],
)
def test_no_drop_is_ever_a_move(
    pane: WorkspacePane, orders: Orders, may: Qt.DropAction, done_as: Qt.DropAction
) -> None:
    drop = Dropped(files("a.pdf"), may=may)
    drop.setDropAction(Qt.DropAction.MoveAction)
    pane.dropEvent(drop)
    assert (drop.isAccepted(), drop.dropAction()) == (True, done_as)
    assert len(done(orders)) == 1


def test_a_dropped_link_is_refused_with_a_sentence(pane: WorkspacePane, orders: Orders) -> None:
    said: list[str] = []
    pane.noticed.connect(said.append)
    mime = QMimeData()
    mime.setUrls([QUrl("https://example.com/a.png")])
    pane.dropEvent(Dropped(mime))
    assert (said, done(orders)) == (["Save the picture first, then drop the file"], [])


def test_opened_files_go_to_the_desk(pane: WorkspacePane, orders: Orders) -> None:
    button(pane, "Open").click()
    dialog = pane.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.isVisible()
    dialog.filesSelected.emit(["/tmp/a.pdf", "/tmp/b.tif"])
    dialog.reject()
    assert done(orders) == [("intake.add_files", (Path("/tmp/a.pdf"), Path("/tmp/b.tif")), AT_THE_END)]


def test_a_pasted_picture_goes_to_the_desk(pane: WorkspacePane, orders: Orders) -> None:
    mime = QMimeData()
    mime.setData("image/png", b"png bytes")
    QGuiApplication.clipboard().setMimeData(mime)
    button(pane, "Paste").click()
    QGuiApplication.clipboard().clear()
    assert done(orders) == [("intake.add_contents", (("Pasted picture.png", b"png bytes"),), AT_THE_END)]


@pytest.mark.parametrize(("width", "height"), [(630, 460), (1080, 680), (1616, 992)])
def test_nothing_in_the_toolbar_is_cut(pane: WorkspacePane, relay: Relay, width: int, height: int) -> None:
    show(relay, ONE, TWO)
    pane.resize(width, height)
    QApplication.processEvents()
    bar = button(pane, "Fit").parentWidget()
    assert bar is not None
    for tool in bar.findChildren(QPushButton):
        assert bar.rect().contains(tool.geometry())
        assert tool.width() >= tool.minimumSizeHint().width()
        assert min(tool.width(), tool.height()) >= 32


def test_tab_goes_through_the_work_in_its_order(pane: WorkspacePane, relay: Relay) -> None:
    show(relay, ONE)
    met: list[str] = []
    widget = pane.nextInFocusChain()
    while widget is not None and widget is not pane:
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            met.append(widget.accessibleName())
        widget = widget.nextInFocusChain()
    milestones = ("Open", "Page 1 of 1, one, fits", "Pages", "Name", "Hard copy", "Upload 1 page to Alvarez, Maria")
    places = [met.index(name) for name in milestones]
    assert places == sorted(places)
    assert "" not in met


def test_pages_that_come_back_ask_for_their_pictures_anew(pane: WorkspacePane, relay: Relay, orders: Orders) -> None:
    show(relay, ONE, TWO)
    pane.grab()
    show(relay)
    orders.given.clear()
    show(relay, ONE, TWO)
    pane.grab()
    asked = {(order[1], order[2]) for order in orders.given if order[0] == "retouch.want_picture"}
    assert asked == {("one", Purpose.LARGE), ("one", Purpose.THUMBNAIL), ("two", Purpose.THUMBNAIL)}


def test_a_drag_over_the_window_finds_the_page_and_the_strip_by_itself(
    pane: WorkspacePane, relay: Relay, orders: Orders
) -> None:
    show(relay, ONE, TWO, THREE)
    QApplication.processEvents()
    window, mime = pane.windowHandle(), files("a.pdf")
    over_page = stage(pane).mapTo(pane, stage(pane).rect().center())
    over_strip = pages(pane).viewport().mapTo(pane, gap_before(pane, 2))
    heard = []
    QApplication.sendEvent(window, Entered(mime, over_page))
    for at in (over_page, over_strip, over_page, over_strip):
        QApplication.sendEvent(window, Moved(mime, at))
        heard.append(veil_words(pane))
    QApplication.sendEvent(window, Dropped(mime, over_strip))
    assert heard == ["Drop to add 1 file", "Drop to add 1 file before page 3"] * 2
    assert veil_words(pane) == ""
    assert done(orders) == [("intake.add_files", (Path("/tmp/a.pdf"),), Placement(before=2))]
