"""What the outbox says about a page, and when."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.errors import Problem
from app.domain.outbox_shelf import Hold, OutboxRow, OutboxView
from app.domain.parcels import Stage
from app.domain.records import Record, RecordKind
from app.flows.delivery import MAY_BE_OPTIMISED, STORED_TWICE
from app.ui.outbox.words_outbox import (
    RowAct,
    Sent,
    acts_of,
    banner_of,
    may_recall,
    recall_banner_of,
    removal_question,
    seconds_left,
    seconds_until,
    state_of,
    what_happened,
    who_text,
)
from app.ui.words import time_text
from tests.ui.gallery_samples import NOON, TROUBLE, row


@pytest.mark.parametrize(
    ("stage", "word"),
    [
        (Stage.QUEUED, "Waiting"),
        (Stage.SENDING, "Sending"),
        (Stage.CHECKING, "Checking"),
        (Stage.CONFIRMING, "Checking"),
        (Stage.NEEDS_PERSON, "Needs you"),
        (Stage.DELIVERED, "Delivered"),
    ],
)
def test_every_stage_has_its_word(stage: Stage, word: str) -> None:
    assert state_of(row("1", stage)).text == word


@pytest.mark.parametrize("problem", [MAY_BE_OPTIMISED, STORED_TWICE])
def test_a_delivered_page_that_a_person_should_look_at_says_so_and_why(problem: Problem) -> None:
    delivered = row("1", Stage.DELIVERED, problem=problem)
    assert (state_of(delivered).text, state_of(delivered).tone) == ("Delivered, look", "warn")
    assert what_happened(delivered, NOON) == problem.sentence


def test_sending_says_how_far_it_is() -> None:
    assert state_of(row("1", Stage.SENDING), Sent(0.62)).text == "Sending 62 %"


def test_the_line_under_the_name_says_for_whom() -> None:
    assert who_text(row("1")) == "Alvarez, Maria · pat_12345 · 1.9 MB"


def test_the_first_that_waits_is_next_in_line() -> None:
    assert what_happened(row("1"), NOON, is_next=True) == "Next in line"
    assert what_happened(row("2"), NOON) == "In line"


def test_a_page_that_waits_for_a_time_counts_down() -> None:
    assert what_happened(row("1", wait_s=12), NOON) == "Next try in 12 s"


def test_a_page_that_failed_before_says_why_it_waits() -> None:
    assert what_happened(row("1", problem=TROUBLE, wait_s=12), NOON).startswith(TROUBLE.title)


def test_offline_all_wait_for_the_line() -> None:
    sentence = what_happened(row("1", wait_s=12), NOON, hold=Hold.OFFLINE)
    assert sentence == "Goes out as soon as DRX can be reached"


def test_sending_says_how_much_and_how_long() -> None:
    sentence = what_happened(row("1", Stage.SENDING), NOON, sent=Sent(0.62, elapsed_s=5))
    assert sentence == "1.2 of 1.9 MB · 3 s left"


def test_nobody_guesses_how_long_it_takes_from_the_first_moment() -> None:
    assert seconds_left(Sent(0.5, elapsed_s=0.1)) is None


def test_checking_says_why_nothing_is_sent() -> None:
    assert what_happened(row("1", Stage.CHECKING), NOON) == (
        "The connection broke after sending: asking DRX whether it arrived, so that it is not sent twice"
    )


def test_what_needs_a_person_says_what_to_do() -> None:
    assert what_happened(row("1", Stage.NEEDS_PERSON, problem=TROUBLE), NOON) == TROUBLE.sentence


def test_delivered_gives_the_receipt() -> None:
    sentence = what_happened(row("1", Stage.DELIVERED), NOON)
    assert sentence == f"img_88121 · {time_text(NOON)} · confirmed by reading it back"


def test_a_kind_that_drx_can_not_list_was_not_read_back() -> None:
    item = row("1", Stage.DELIVERED, record=Record(RecordKind.ITEM, "item_1"))
    assert "reading it back" not in what_happened(item, NOON)


def test_seconds_are_rounded_up_so_that_none_is_left_out() -> None:
    assert seconds_until(row("1", wait_s=11.2).next_try, NOON) == 12
    assert seconds_until(row("1", wait_s=-3).next_try, NOON) == 0


def test_what_is_being_sent_or_checked_can_not_be_taken_back() -> None:
    for stage in (Stage.SENDING, Stage.CHECKING, Stage.CONFIRMING):
        assert RowAct.REMOVE not in acts_of(row("1", stage), NOON)


def test_only_what_needs_a_person_is_tried_again() -> None:
    assert [stage for stage in Stage if RowAct.RETRY in acts_of(row("1", stage), NOON)] == [Stage.NEEDS_PERSON]


def test_removing_asks_only_where_something_can_be_lost() -> None:
    assert removal_question(row("1")) == "DRX does not have this page. Remove it for good?"
    assert removal_question(row("1", Stage.DELIVERED)) == ""


def test_a_doubtful_page_is_not_said_to_be_missing_in_drx() -> None:
    assert "does not have" not in removal_question(row("1", Stage.NEEDS_PERSON, doubtful=True))


def test_the_banner_says_that_pages_are_safe() -> None:
    view = OutboxView((row("1"), row("2")), Hold.OFFLINE, row("1", wait_s=12).next_try)
    banner = banner_of(view, NOON)
    assert banner is not None
    assert banner.text == "2 pages are safe on this computer and go out by themselves. Next try in 12 s."


def test_nothing_holds_the_outbox_up_without_a_hold() -> None:
    assert banner_of(OutboxView((row("1"),)), NOON) is None


def leaving(entry_id: str, wait_s: float = 8) -> OutboxRow:
    return replace(row(entry_id), recall_until=NOON + timedelta(seconds=wait_s))


def leaving_view(*rows: OutboxRow, hold: Hold | None = None) -> OutboxView:
    return OutboxView(rows, hold, recallable=tuple(row.id for row in rows))


def test_a_page_that_can_be_taken_back_says_when_it_leaves() -> None:
    assert what_happened(leaving("1", 7.4), NOON, is_next=True) == "Leaves in 8 s"


def test_a_page_can_be_taken_back_until_its_time_is_over() -> None:
    assert may_recall(leaving("1"), NOON)
    assert not may_recall(leaving("1"), NOON + timedelta(seconds=8))


def test_a_page_that_is_on_its_way_can_not_be_taken_back() -> None:
    sending = replace(leaving("1"), stage=Stage.SENDING)
    assert RowAct.RECALL not in acts_of(sending, NOON)


def test_a_set_is_taken_back_as_one() -> None:
    banner = recall_banner_of(leaving_view(leaving("1"), leaving("2", 5)), NOON)
    assert banner is not None
    assert (banner.title, banner.action) == ("2 pages leave in 5 s.", "Take all 2 back")


def test_one_page_needs_no_banner_beside_its_button() -> None:
    assert recall_banner_of(leaving_view(leaving("1")), NOON) is None


def test_the_banner_goes_when_the_time_is_over() -> None:
    later = NOON + timedelta(seconds=9)
    assert recall_banner_of(leaving_view(leaving("1"), leaving("2")), later) is None


def test_offline_a_set_can_be_taken_back_and_nothing_is_said_to_leave() -> None:
    banner = recall_banner_of(leaving_view(leaving("1"), leaving("2"), hold=Hold.OFFLINE), NOON)
    assert banner is not None
    assert banner.title == "2 pages can still be taken back."


def test_a_page_for_another_store_waits_for_it() -> None:
    other = replace(row("1", wait_s=12), is_for_another_store=True)
    assert state_of(other).text == "Waiting"
    assert what_happened(other, NOON, hold=Hold.OFFLINE) == (
        "For another store (it goes out when you connect to it again)"
    )


def test_a_page_for_another_store_is_not_said_to_go_out_by_itself() -> None:
    view = OutboxView((row("1"), replace(row("2"), is_for_another_store=True)), Hold.OFFLINE)
    banner = banner_of(view, NOON)
    assert banner is not None
    assert banner.text.startswith("1 page is safe on this computer")


def test_a_page_that_went_to_another_store_has_no_gallery_here() -> None:
    delivered = row("1", Stage.DELIVERED)
    assert RowAct.GALLERY in acts_of(delivered, NOON)
    assert RowAct.GALLERY not in acts_of(replace(delivered, is_for_another_store=True), NOON)
