"""The receipts on the screen and on paper."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pymupdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QPushButton, QWidget

from app.domain.outbox_shelf import OutboxRow
from app.domain.parcels import EntryId, Stage
from app.domain.records import Record, RecordKind
from app.ui.controls.row_list import ListRow, RowList
from app.ui.outbox.slip import slip_of
from app.ui.outbox.slip_document import pdf_of, save_pdf
from app.ui.outbox.slip_output import SlipOutput
from app.ui.outbox.slip_sheet import LINES_AT_ONCE, SlipSheet
from app.ui.theme.theme import apply
from tests.ui.gallery_samples import NOON, PATIENT, row
from tests.ui.page_samples import put_away

TODAY = NOON.astimezone().date()
CHEN = Record(RecordKind.PATIENT, "pat_20881", "Chen, Daniel")


def arrived(entry_id: str, record: Record = PATIENT) -> OutboxRow:
    made = row(entry_id, Stage.DELIVERED, record=record)
    return replace(made, image_id=f"img_{entry_id}", read_back_at=NOON + timedelta(seconds=2))


WAITING = row("9")
ROWS = (WAITING, arrived("1"), arrived("2", CHEN))


@pytest.fixture
def sheet(qapp: QApplication) -> Iterator[SlipSheet]:
    apply(qapp)
    over = QWidget()
    over.resize(900, 500)
    over.show()
    sheet = SlipSheet(over, clock=lambda: NOON)
    sheet.show_rows(ROWS)
    sheet.toggle()
    yield sheet
    put_away(over)


def lists_in(sheet: SlipSheet) -> dict[str, list[str]]:
    """What assistive technology reads: the lists by their names, with their rows."""
    found = {}
    for seen in sheet.findChildren(RowList):
        if seen.isVisible():
            rows = [row.accessibleName() for row in seen.findChildren(ListRow)]
            found[QAccessible.queryAccessibleInterface(seen).text(QAccessible.Text.Name)] = rows
    return found


def button(sheet: QWidget, name: str) -> QPushButton:
    return next(found for found in sheet.findChildren(QPushButton) if found.accessibleName() == name)


def choose(sheet: SlipSheet, words: str) -> None:
    sheet.choice.click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(action for action in menu.actions() if action.text() == words).trigger()
    menu.close()


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page, as somebody would copy it out."""
    with pymupdf.Document(stream=pdf, filetype="pdf") as document:  # type: ignore[no-untyped-call]  # has no types
        return [" ".join(page.get_text().split()) for page in document]


def text_of(pdf: bytes) -> str:
    return " ".join(pages_of(pdf))


def test_the_sheet_lists_what_is_safe_and_what_is_not(sheet: SlipSheet) -> None:
    found = lists_in(sheet)
    assert list(found) == [
        "Confirmed by reading back: safe to shred (2 pages)",
        "Not confirmed yet: keep the paper (1 page)",
    ]
    assert found["Not confirmed yet: keep the paper (1 page)"] == [
        "page 9.jpg, Alvarez, Maria · Patient pat_12345, Not in DRX yet"
    ]


def test_a_record_is_chosen_by_its_name(sheet: SlipSheet) -> None:
    choose(sheet, "Chen, Daniel · Patient pat_20881")
    assert sheet.choice.accessibleName() == "Receipts of: Chen, Daniel · Patient pat_20881"
    assert list(lists_in(sheet)) == ["Confirmed by reading back: safe to shred (1 page)"]


def test_a_page_that_is_confirmed_meanwhile_moves_to_the_safe_ones(sheet: SlipSheet) -> None:
    sheet.show_rows((*ROWS[1:], arrived("9")))
    assert list(lists_in(sheet)) == ["Confirmed by reading back: safe to shred (3 pages)"]


def test_a_long_day_is_not_a_thousand_rows(sheet: SlipSheet) -> None:
    sheet.show_rows(tuple(replace(arrived("1"), id=EntryId(str(number))) for number in range(300)))
    assert [len(rows) for rows in lists_in(sheet).values()] == [LINES_AT_ONCE]


def test_without_a_page_nothing_can_be_printed(sheet: SlipSheet) -> None:
    sheet.show_rows(())
    assert not button(sheet, "Print…").isEnabled()
    assert not button(sheet, "Save as PDF…").isEnabled()


def test_esc_closes_the_sheet(sheet: SlipSheet) -> None:
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_saving_asks_for_a_place_and_holds_nothing_up(sheet: SlipSheet) -> None:
    button(sheet, "Save as PDF…").click()
    dialog = sheet.findChild(QFileDialog)
    assert dialog is not None
    assert (dialog.isModal(), dialog.acceptMode()) == (False, QFileDialog.AcceptMode.AcceptSave)
    dialog.reject()


def test_what_came_of_saving_is_said(sheet: SlipSheet, tmp_path: Path) -> None:
    output = sheet.findChild(SlipOutput)
    assert output is not None
    assert sheet.slip is not None
    output.save_as(sheet.slip, tmp_path / "slip.pdf")
    said = [sheet.told.text()]
    output.save_as(sheet.slip, tmp_path / "no folder" / "slip.pdf")
    said.append(sheet.told.text())
    assert said == ["Saved as slip.pdf", "The receipts can't be saved there. Choose another folder."]


def test_the_pdf_tells_pages_records_images_and_counts(qapp: QApplication) -> None:
    text = text_of(pdf_of(slip_of(ROWS, None, TODAY), NOON))
    wanted = (
        "Confirmed by reading back: safe to shred (2 pages)",
        "page 1.jpg Patient pat_12345 img_1",
        "page 2.jpg Patient pat_20881 img_2",
        "Not confirmed yet: keep the paper (1 page)",
        "page 9.jpg",
    )
    assert [words for words in wanted if words not in text] == []


def test_the_pdf_names_no_patient(qapp: QApplication) -> None:
    text = text_of(pdf_of(slip_of(ROWS, None, TODAY), NOON))
    assert [name for name in ("Alvarez", "Chen") if name in text] == []


def test_a_name_that_looks_like_markup_stays_text(qapp: QApplication) -> None:
    odd = replace(arrived("1"), name="<b>A & B</b>.jpg")
    assert "<b>A & B</b>.jpg" in text_of(pdf_of(slip_of([odd], None, TODAY), NOON))


def test_the_pdf_is_written_whole(qapp: QApplication, tmp_path: Path) -> None:
    slip, path = slip_of(ROWS, None, TODAY), tmp_path / "slip.pdf"
    assert save_pdf(slip, NOON, path)
    assert "img_1" in text_of(path.read_bytes())


def test_many_pages_fill_several_sheets(qapp: QApplication) -> None:
    rows = [replace(arrived(str(number)), id=EntryId(str(number))) for number in range(120)]
    pages = pages_of(pdf_of(slip_of(rows, None, TODAY), NOON))
    assert len(pages) > 2
    assert "img_119" in pages[-1]
