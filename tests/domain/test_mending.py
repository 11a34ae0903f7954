"""What the program does to a page by itself: only what is certain, and a person's own edits stay."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.domain.edits import UNTOUCHED, Box, Ink, PageEdits, Tone
from app.domain.geometry import Point, Quad, rectangle
from app.domain.mending import cleaned_up, is_laid_by_itself, laid_by_itself, mended, next_ink, not_laid
from app.domain.pages import BlobRef, DeskPage, DocumentKind, ImportedPage, MediaType, PageId
from app.domain.readings import PageReading, Remark

SHEET = Quad(Point(110, 90), Point(900, 130), Point(880, 1200), Point(80, 1150))
ID_CARD = Quad(Point(100, 100), Point(734, 105), Point(730, 505), Point(96, 500))
SKEWED = PageReading(skew_deg=-2.0, remarks=(Remark.SKEWED,))


def a_page(edits: PageEdits = UNTOUCHED, kind: DocumentKind | None = None) -> DeskPage:
    taken = datetime(2026, 1, 2, tzinfo=UTC)
    imported = ImportedPage(BlobRef("a" * 64, 9), MediaType.JPEG, "scan.jpg", 0, 1, 1000, 1300, 150, taken)
    return DeskPage(PageId("1"), imported, edits, kind)


def test_a_page_with_nothing_to_do_is_left_as_it_is() -> None:
    assert laid_by_itself(a_page(), PageReading()) == UNTOUCHED


def test_a_skew_that_nobody_sees_is_left() -> None:
    assert laid_by_itself(a_page(), PageReading(skew_deg=0.05)) == UNTOUCHED


def test_a_skewed_page_is_turned_and_stays_as_large() -> None:
    edits = laid_by_itself(a_page(), SKEWED)
    assert (edits.straighten_deg, edits.size_after(1000, 1300)) == (-2.0, (1000, 1300))


def test_nothing_printed_is_cut_off_by_straightening() -> None:
    edits = laid_by_itself(a_page(), replace(SKEWED, content=rectangle(0, 0, 1000, 1300)))
    assert edits.crop == Box(0, 0, *edits.laid_size(1000, 1300))


def test_paper_is_laid_flat() -> None:
    assert laid_by_itself(a_page(), replace(SKEWED, paper=SHEET)) == UNTOUCHED.flattened(SHEET)


def test_paper_that_lies_straight_is_cropped_to_and_no_pixel_moves() -> None:
    edits = laid_by_itself(a_page(), PageReading(paper=rectangle(50.2, 60.1, 900.4, 1200.3)))
    assert edits == UNTOUCHED.cropped(Box(50, 60, 900, 1200))


@pytest.mark.parametrize("reading", [SKEWED, PageReading(paper=SHEET), PageReading(paper=rectangle(50, 60, 900, 1200))])
def test_a_page_that_was_laid_knows_it_and_can_be_put_back(reading: PageReading) -> None:
    laid = a_page(laid_by_itself(a_page(), reading))
    assert is_laid_by_itself(laid, reading)
    assert laid_by_itself(laid, reading) == laid.edits
    assert not_laid(laid.edits) == UNTOUCHED


def test_cleaning_up_leaves_a_persons_crop() -> None:
    edits = UNTOUCHED.cropped(Box(10, 10, 500, 500))
    assert cleaned_up(a_page(edits), replace(SKEWED, paper=SHEET)) == edits


def test_cleaning_up_a_photo_of_paper_makes_everything() -> None:
    edits = cleaned_up(a_page(), PageReading(upright_turns=2, paper=SHEET, is_photo=True))
    assert edits == UNTOUCHED.flattened(SHEET).turned(2).toned(Tone(clean_paper=True))


@pytest.mark.parametrize(("paper", "kind"), [(ID_CARD, None), (SHEET, DocumentKind.ID_CARD)])
def test_cleaning_up_a_card_does_not_bleach_the_face_on_it(paper: Quad, kind: DocumentKind | None) -> None:
    assert cleaned_up(a_page(kind=kind), PageReading(paper=paper, is_photo=True)).tone == Tone()


def test_a_good_scan_is_not_touched_by_cleaning_up() -> None:
    assert cleaned_up(a_page(), PageReading(content=rectangle(90, 90, 900, 1200))) == UNTOUCHED


@pytest.mark.parametrize(("remark", "turns"), [(Remark.UPSIDE_DOWN, 2), (Remark.SIDEWAYS, 3)])
def test_a_page_that_lies_wrong_is_turned(remark: Remark, turns: int) -> None:
    assert mended(a_page(), PageReading(upright_turns=turns), remark).quarter_turns == turns


def test_a_dark_page_gets_clean_paper_and_a_dark_card_more_light() -> None:
    tones = [mended(a_page(kind=kind), PageReading(), Remark.TOO_DARK).tone for kind in (None, DocumentKind.ID_CARD)]
    assert (tones[0].clean_paper, tones[1].clean_paper, tones[1].brightness > 0) == (True, False, True)


@pytest.mark.parametrize("remark", [Remark.BLURRED, Remark.GLARE, Remark.MAYBE_TORN, Remark.CODE_LOST, Remark.PADDED])
def test_what_only_a_new_scan_mends_is_left(remark: Remark) -> None:
    assert mended(a_page(), SKEWED, remark) == UNTOUCHED


def test_ink_goes_round() -> None:
    assert [next_ink(ink) for ink in Ink] == [Ink.GREY, Ink.BLACK_AND_WHITE, Ink.AS_IT_IS]
