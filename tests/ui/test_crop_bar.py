"""The crop in numbers: typed, applied with Enter, and whole on the smallest screen."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QSpinBox

from app.domain.edits import Box
from app.ui.relay import Relay
from app.ui.theme.theme import apply
from app.ui.workspace.crop_bar import CropBar
from app.ui.workspace.filmstrip import PageList
from app.ui.workspace.stage import Stage
from app.ui.workspace.workspace_pane import WorkspacePane
from tests.ui.gallery_samples import Orders, desk_over
from tests.ui.page_samples import desk_fact, page_row, put_away

SMALL_PX = (647, 390)
"""What the workspace has of a screen of 1366 x 768 at 150 %, beside the record and under the bars."""
USUAL_PX = (1012, 640)
"""What it has of a window 1280 wide."""


@pytest.fixture
def pane(qapp: QApplication, orders: Orders) -> Iterator[WorkspacePane]:
    """Two pages, the first one being cropped."""
    apply(qapp)
    relay = Relay()
    pane = WorkspacePane(desk_over(orders), relay)
    pane.resize(*USUAL_PX)
    pane.show()
    pane.activateWindow()
    assert QTest.qWaitForWindowActive(pane)
    relay.fact.emit(desk_fact(page_row("one"), page_row("two")))
    named(pane, "Crop").click()
    yield pane
    put_away(pane)


def named(pane: WorkspacePane, name: str) -> QPushButton:
    return next(button for button in pane.findChildren(QPushButton) if button.accessibleName() == name)


def number(pane: WorkspacePane, name: str) -> QSpinBox:
    return next(field for field in pane.findChildren(QSpinBox) if field.accessibleName() == name)


def crops(orders: Orders) -> list[tuple[object, ...]]:
    return [order for order in orders.given if order[0] == "retouch.crop"]


def type_number(field: QSpinBox, text: str) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)


def test_enter_in_a_number_applies_the_crop_and_goes_back_to_the_page(pane: WorkspacePane, orders: Orders) -> None:
    type_number(number(pane, "Crop from the left, px"), "40")
    type_number(number(pane, "Width after crop, px"), "1000")
    QTest.keyClick(number(pane, "Width after crop, px"), Qt.Key.Key_Return)
    assert crops(orders) == [("retouch.crop", ["one"], Box(40, 0, 1040, 3508))]
    assert isinstance(pane.focusWidget(), Stage)


def test_esc_in_a_number_leaves_the_crop_and_goes_back_to_the_page(pane: WorkspacePane, orders: Orders) -> None:
    type_number(number(pane, "Width after crop, px"), "1000")
    QTest.keyClick(number(pane, "Width after crop, px"), Qt.Key.Key_Escape)
    assert crops(orders) == []
    assert isinstance(pane.focusWidget(), Stage)


def test_a_crop_that_is_begun_is_ended_before_the_upload(pane: WorkspacePane, orders: Orders) -> None:
    upload = named(pane, "Apply or leave the crop first")
    assert not upload.isEnabled()
    QTest.keyClick(pane, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not [given for given in orders.given if given[0] == "dispatch.upload"]
    named(pane, "Leave crop").click()
    assert named(pane, "Upload 2 pages to Alvarez, Maria").isEnabled()


def test_the_bar_takes_one_line_in_a_usual_window(pane: WorkspacePane) -> None:
    QApplication.processEvents()
    assert named(pane, "Apply crop").mapTo(pane, named(pane, "Apply crop").rect().topLeft()).y() < (
        number(pane, "Crop from the left, px")
        .mapTo(pane, number(pane, "Crop from the left, px").rect().bottomLeft())
        .y()
    )


def test_numbers_and_pages_stay_on_the_smallest_screen(pane: WorkspacePane) -> None:
    pane.resize(*SMALL_PX)
    QApplication.processEvents()
    bar, strip, stage = pane.findChild(CropBar), pane.findChild(PageList), pane.findChild(Stage)
    assert bar is not None
    assert strip is not None
    assert stage is not None
    assert strip.isVisible()
    for field in bar.findChildren(QSpinBox):
        assert not field.visibleRegion().isEmpty()
        assert field.lineEdit().contentsRect().width() >= field.fontMetrics().horizontalAdvance("4000")
    for button in [button for button in bar.findChildren(QPushButton) if not button.isHidden()]:
        assert bar.contentsRect().contains(button.geometry())
    assert stage.height() >= 100
