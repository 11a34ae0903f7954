"""What is seen on pages, what the program mends by itself, and pages joined: on a real desk with a real darkroom."""

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from app.domain.edits import UNTOUCHED, Ink, PageEdits, Tone
from app.domain.facts import PagePictureFailed, PagePictureReady, PagesQueued, ProblemMet, Purpose
from app.domain.pages import DeskPage, DocumentKind, PageId, Picture, Side
from app.domain.readings import Remark
from app.domain.shelves import Mark, Obstacle, PageRow, Step
from app.system.key_files import make_vault_key_file
from tests.flows.conftest import MakeGround
from tests.flows.ground import PATIENT, Ground, drawn
from tests.imaging.drawn_paper import BLACK_GLASS, a_quad, card, laid_on, typed_page
from tests.imaging.imaging_files import noise, saved

CARD_ON_GLASS = a_quad((352, 406), (1352, 546), (1264, 1176), (264, 1036))


def askew() -> bytes:
    page = typed_page().rotate(-2, Image.Resampling.BICUBIC, fillcolor=(250, 250, 248))
    return saved(page, "JPEG", dpi=(150, 150))


def card_on_glass() -> bytes:
    return saved(laid_on(Image.new("RGB", (1700, 2200), BLACK_GLASS), card(1), CARD_ON_GLASS), "JPEG", dpi=(200, 200))


def torn() -> bytes:
    whole = saved(noise(640, 480), "JPEG", quality=90)
    return whole[: len(whole) // 2] + b"\xff\xd9"


def read_by(ground: Ground, page_id: PageId) -> PageRow:
    """The row of a page once it was looked at."""
    view = ground.wait_for_desk(lambda view: any(row.id == page_id and row.reading is not None for row in view.rows))
    return next(row for row in view.rows if row.id == page_id)


def edits_once(ground: Ground, holds: Callable[[PageEdits], bool], since: int) -> PageEdits:
    """The only page's edits once the predicate holds for them."""

    def found(item: object) -> bool:
        return isinstance(item, DeskPage) and holds(item.edits)

    view = ground.wait_for_desk(lambda view: bool(view.rows) and found(view.rows[0].item), since)
    item = view.rows[0].item
    assert isinstance(item, DeskPage)
    return item.edits


# --- readings ---------------------------------------------------------------------------------------------------------


def test_a_page_is_looked_at_by_itself_and_says_what_is_wrong(ground: Ground) -> None:
    row = read_by(ground, ground.add(askew()).id)
    assert (row.remarks, row.reading is not None) == ((Remark.SKEWED,), True)


def test_the_same_bytes_are_looked_at_once(ground: Ground) -> None:
    first = ground.add(askew())
    reading = read_by(ground, first.id).reading
    second = ground.add(askew())
    assert ground.rows[-1].id == second.id
    assert read_by(ground, second.id).reading is reading


def test_a_page_that_may_be_torn_stays_on_the_desk(ground: Ground) -> None:
    ground.add(drawn(), "whole.jpg")
    page_id = ground.add(torn(), "torn.jpg").id
    ground.desk.pick(PATIENT)
    since = ground.facts.count
    ground.desk.upload()
    queued = ground.facts.wait_for(PagesQueued, since=since)
    assert len(queued.entries) == 1
    assert [(row.id, row.must_be_seen, row.mark) for row in ground.rows] == [(page_id, True, Mark.LOOK)]
    assert ground.view.obstacle is Obstacle.NOT_SEEN


def test_a_torn_page_leaves_once_a_person_says_that_it_is_right(ground: Ground) -> None:
    page_id = ground.add(torn(), "torn.jpg").id
    ground.desk.pick(PATIENT)
    ground.desk.approve([page_id])
    ground.desk.upload()
    assert len(ground.facts.wait_for(PagesQueued).entries) == 1


# --- what the program does by itself ----------------------------------------------------------------------------------


def test_a_page_is_straightened_by_itself_and_once_more_takes_it_back(ground: Ground) -> None:
    page_id, since = ground.add(askew()).id, ground.facts.count
    ground.desk.straighten_by_itself([page_id])
    edits = edits_once(ground, lambda edits: edits.straighten_deg != 0, since)
    assert edits.straighten_deg == pytest.approx(-2, abs=0.1)
    assert edits.size_after(1275, 1650) == (1275, 1650)
    since = ground.facts.count
    ground.desk.straighten_by_itself([page_id])
    assert edits_once(ground, lambda edits: edits.is_untouched, since) == UNTOUCHED


def test_a_card_on_the_glass_is_laid_straight_and_alone(ground: Ground) -> None:
    page_id, since = ground.add(card_on_glass()).id, ground.facts.count
    ground.desk.straighten_by_itself([page_id])
    edits = edits_once(ground, lambda edits: edits.corners is not None, since)
    width, height = edits.size_after(1700, 2200)
    assert (abs(width - 1010) < 12, abs(height - 637) < 12) == (True, True)


def test_straightening_can_be_undone_and_done_again(ground: Ground) -> None:
    page_id, since = ground.add(askew()).id, ground.facts.count
    ground.desk.straighten_by_itself([page_id])
    straight = edits_once(ground, lambda edits: edits.straighten_deg != 0, since)
    assert ground.view.undo is Step.STRAIGHTEN
    ground.desk.undo()
    assert ground.pages[0].edits == UNTOUCHED
    ground.desk.redo()
    assert ground.pages[0].edits == straight


def test_straightening_a_straight_page_is_no_step(ground: Ground) -> None:
    page_id = ground.add(saved(typed_page(), "JPEG")).id
    ground.house.run(lambda counter: counter.mender._straighten([page_id]))
    assert (ground.view.undo, ground.pages[0].edits) == (Step.ADD, UNTOUCHED)


def test_cleaning_up_is_one_step(ground: Ground) -> None:
    page_id, since = ground.add(saved(typed_page(seed=0).rotate(178, fillcolor=(250, 250, 248)), "JPEG")).id, 0
    ground.desk.clean_up([page_id])
    edits = edits_once(ground, lambda edits: edits.straighten_deg != 0, since)
    assert (edits.quarter_turns, ground.view.undo) == (2, Step.CLEAN_UP)


@pytest.mark.parametrize("times", [1, 2, 3])
def test_ink_goes_round(ground: Ground, times: int) -> None:
    page_id = ground.add(drawn()).id
    for _ in range(times):
        ground.desk.cycle_ink([page_id])
    ink = ground.pages[0].edits.tone.ink
    assert ink is (Ink.GREY, Ink.BLACK_AND_WHITE, Ink.AS_IT_IS)[times - 1]


def test_mending_takes_the_remark_away(ground: Ground) -> None:
    page_id = ground.add(askew()).id
    assert read_by(ground, page_id).remarks == (Remark.SKEWED,)
    since = ground.facts.count
    ground.desk.mend(page_id, Remark.SKEWED)
    edits_once(ground, lambda edits: edits.straighten_deg != 0, since)
    assert ground.rows[0].remarks == ()


def test_mending_an_empty_page_takes_it_off_the_desk(ground: Ground) -> None:
    page_id = ground.add(drawn()).id
    ground.desk.mend(page_id, Remark.BLANK)
    assert (ground.rows, ground.view.undo) == ((), Step.REMOVE)


def test_what_only_a_person_can_mend_is_left_alone(ground: Ground) -> None:
    page_id = ground.add(drawn()).id
    ground.desk.mend(page_id, Remark.BLURRED)
    assert (ground.view.undo, ground.pages[0].edits) == (Step.ADD, UNTOUCHED)


# --- joining ----------------------------------------------------------------------------------------------------------


def front_and_back(ground: Ground) -> tuple[PageId, PageId]:
    front, back = ground.add(saved(card(0), "JPEG"), "front.jpg").id, ground.add(saved(card(1), "JPEG"), "back.jpg").id
    ground.desk.label_kind([front, back], DocumentKind.INSURANCE_CARD)
    ground.desk.label_side([front], Side.FRONT)
    ground.desk.label_side([back], Side.BACK)
    return front, back


def joined(ground: Ground, page_ids: tuple[PageId, ...]) -> DeskPage:
    ground.house.run(lambda counter: counter.joiner._join(frozenset(page_ids)))
    return ground.pages[0]


def test_front_and_back_come_onto_one_page_below_each_other(ground: Ground) -> None:
    page = joined(ground, front_and_back(ground))
    assert [len(ground.pages), page.imported.width, page.imported.height] == [1, 1010, 637 * 2 + 20]
    assert (page.kind, page.side, page.imported.file_name) == (DocumentKind.INSURANCE_CARD, Side.NONE, "front.jpg")


def test_pages_are_joined_with_their_edits(ground: Ground) -> None:
    front, back = front_and_back(ground)
    ground.desk.turn([front, back], 1)
    page = joined(ground, (front, back))
    assert (page.imported.width, page.imported.height, page.edits) == (637 * 2 + 13, 1010, UNTOUCHED)


def test_one_undo_brings_the_pages_back_and_they_can_still_be_fitted(ground: Ground) -> None:
    ids = front_and_back(ground)
    joined(ground, ids)
    ground.do(lambda counter: counter.courier.ledger.erase_unused(counter.bench.originals()))
    ground.desk.undo()
    assert tuple(page.id for page in ground.pages) == ids
    assert all(ground.do(lambda counter: [counter.originals.fetch(p.imported.blob) for p in counter.bench.pages]))


def test_a_page_alone_is_not_joined(ground: Ground) -> None:
    page_id = ground.add(drawn()).id
    assert joined(ground, (page_id,)).id == page_id


def test_a_page_that_may_be_torn_is_not_hidden_by_joining(ground: Ground) -> None:
    ids = (ground.add(drawn()).id, ground.add(torn()).id)
    since = ground.facts.count
    ground.desk.join(ids)
    problem = ground.facts.wait_for(ProblemMet, since=since).problem
    assert (problem.title, len(ground.pages)) == ("One of these pages may be damaged", 2)


# --- pictures ---------------------------------------------------------------------------------------------------------


def picture_of(ground: Ground, page_id: PageId, purpose: Purpose, max_side_px: int = 4000) -> PagePictureReady:
    since = ground.facts.count
    ground.desk.want_page_picture(page_id, purpose, max_side_px)
    return ground.facts.wait_for(PagePictureReady, lambda fact: fact.purpose is purpose, since=since)


def tones_of(picture: Picture) -> set[int]:
    return set(Image.frombytes("RGB", (picture.width, picture.height), picture.pixels, "raw", "BGRX").tobytes())


def test_the_payload_picture_is_what_drx_gets_pixel_for_pixel(ground: Ground) -> None:
    row = ground.add(saved(card(0), "PNG"))
    since = ground.facts.count
    ground.desk.turn([row.id], 1)
    ground.wait_for_desk(lambda view: view.rows[0].fitted is not None and view.rows[0].fitted != row.fitted, since)
    fact = picture_of(ground, row.id, Purpose.PAYLOAD)
    fitted = ground.rows[0].fitted
    assert fitted is not None
    content = ground.do(lambda counter: counter.originals.fetch(fitted.blob))
    with Image.open(io.BytesIO(content)) as opened:
        assert opened.convert("RGB").tobytes("raw", "BGRX") == fact.picture.pixels


def test_a_payload_that_is_not_made_yet_says_so(ground: Ground) -> None:
    page_id = ground.add(drawn()).id
    ground.do(lambda counter: counter.dispatch.forget())
    ground.desk.want_page_picture(page_id, Purpose.PAYLOAD, 300)
    failed = ground.facts.wait_for(PagePictureFailed)
    assert (failed.purpose, failed.problem.title) == (Purpose.PAYLOAD, "This page is still being made ready")


def test_the_stages_picture_has_the_ink_and_leaves_the_rest_to_the_stage(ground: Ground) -> None:
    page_id = ground.add(saved(card(0), "PNG")).id
    tone = Tone(ink=Ink.BLACK_AND_WHITE)
    ground.desk.tone([page_id], tone)
    ground.desk.turn([page_id], 1)
    fact = picture_of(ground, page_id, Purpose.LARGE)
    assert (fact.tone, tones_of(fact.picture), fact.picture.width) == (tone, {0, 255}, 1010)


def test_brightness_is_left_to_the_stage(ground: Ground) -> None:
    page_id = ground.add(saved(card(0), "PNG")).id
    plain = picture_of(ground, page_id, Purpose.LARGE, 400)
    ground.desk.tone([page_id], Tone(brightness=60))
    fact = picture_of(ground, page_id, Purpose.LARGE, 400)
    assert (fact.picture, fact.tone) == (plain.picture, Tone())


# --- what survives a crash --------------------------------------------------------------------------------------------


def test_edits_and_a_persons_word_survive_the_program(make_ground: MakeGround, tmp_path: Path) -> None:
    make_vault_key_file(tmp_path / "another.key")
    before = make_ground()
    page_id = before.add(card_on_glass()).id
    before.desk.flatten([page_id], CARD_ON_GLASS)
    before.desk.redact(page_id, [a_quad((1, 2), (30, 4), (28, 50), (3, 44))])
    before.desk.tone([page_id], Tone(Ink.GREY, 12, -7, clean_paper=True))
    before.desk.approve([page_id])
    page = before.pages[0]
    before.close()
    after = make_ground()
    after.desk.restore_draft()
    assert after.pages == (replace(page),)
