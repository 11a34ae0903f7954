"""What becomes of an entry: each way in which an attempt or a read-back can end, decided without a network."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any  # the fields of an entry that a test names

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Problem
from app.domain.parcels import (
    AttemptDelivered,
    AttemptNotSent,
    AttemptRefused,
    AttemptUnclear,
    OutboxEntry,
    Refusal,
    Stage,
    UploadReceipt,
    may_move,
)
from app.domain.records import Record, RecordKind
from app.domain.retry import LONGEST_WAIT_S, WATCHED_FOR_S
from app.flows import delivery
from tests.domain.made_up import ENTRY, NOON, PAYLOAD, image

SETTLE_S = 120.0
ITEM = Record(RecordKind.ITEM, "7")
CUT = Problem("The connection was cut")
UNCLEAR = AttemptUnclear(CUT)
RECEIPT = UploadReceipt("img_1", NOON)
DELIVERED = AttemptDelivered(RECEIPT)
LISTED = image("img_1", ENTRY.name, size_bytes=PAYLOAD.blob.size_bytes)

SENDING = delivery.begun(ENTRY)
CHECKING = delivery.after_unclear(SENDING, UNCLEAR, NOON)
CONFIRMING = delivery.after_delivered(SENDING, DELIVERED, NOON)
SENT_TWICE = delivery.begun(replace(CHECKING, stage=Stage.QUEUED))


def later(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def look(entry: OutboxEntry, *names: str, after_s: float = 0.0) -> OutboxEntry:
    listed = [image(f"img_{number}", name) for number, name in enumerate(names, 1)]
    return delivery.after_look(entry, listed, later(after_s), SETTLE_S)


def test_the_intent_to_send_is_a_stage_of_its_own_and_counts_the_send() -> None:
    assert (SENDING.stage, SENDING.sends) == (Stage.SENDING, 1)


def test_a_send_forgets_when_an_earlier_answer_was_lost() -> None:
    assert delivery.begun(replace(ENTRY, unclear_since=NOON)).unclear_since is None


def test_a_yes_is_read_back_at_once() -> None:
    assert (CONFIRMING.stage, CONFIRMING.receipt, CONFIRMING.next_try) == (Stage.CONFIRMING, RECEIPT, NOON)


def test_a_yes_for_a_kind_that_cannot_be_listed_is_the_end() -> None:
    done = delivery.after_delivered(replace(SENDING, record=ITEM), DELIVERED, NOON)
    assert (done.stage, done.next_try) == (Stage.DELIVERED, None)


def test_what_was_not_sent_is_queued_for_later_and_not_counted() -> None:
    queued = delivery.after_not_sent(SENDING, AttemptNotSent(CUT), NOON, 0.5)
    assert (queued.stage, queued.sends, queued.failures, queued.problem) == (Stage.QUEUED, 0, 1, CUT)
    assert queued.next_try is not None
    assert queued.next_try > NOON


def test_what_was_not_sent_waits_as_long_as_the_store_asked() -> None:
    queued = delivery.after_not_sent(SENDING, AttemptNotSent(CUT, 40.0), NOON, 0.0)
    assert queued.next_try == later(40)


def test_a_refused_key_leaves_the_page_in_the_queue_and_is_not_counted() -> None:
    queued = delivery.after_key_refused(SENDING, AttemptRefused(Refusal.BAD_KEY, CUT))
    assert (queued.stage, queued.sends, queued.next_try) == (Stage.QUEUED, 0, None)


def test_a_refusal_needs_a_person_and_leaves_no_doubt() -> None:
    refused = delivery.after_refused(SENDING, CUT)
    assert (refused.stage, refused.refused, refused.doubtful) == (Stage.NEEDS_PERSON, True, False)


def test_a_lost_answer_is_looked_for() -> None:
    assert (CHECKING.stage, CHECKING.unclear_since, CHECKING.sends) == (Stage.CHECKING, NOON, 1)


def test_a_lost_answer_for_a_kind_that_cannot_be_listed_waits_for_a_person() -> None:
    held = delivery.after_unclear(replace(SENDING, record=ITEM), UNCLEAR, NOON)
    assert (held.stage, held.doubtful) == (Stage.NEEDS_PERSON, True)
    assert held.problem is not None
    assert held.problem.title == delivery.NOBODY_CAN_TELL.title


def test_an_entry_found_while_being_sent_is_looked_for() -> None:
    assert delivery.found_sending(SENDING, NOON).stage is Stage.CHECKING


def test_a_page_that_is_seen_is_delivered() -> None:
    done = look(CONFIRMING, ENTRY.name, "another.jpg", after_s=2)
    assert (done.stage, done.problem, done.next_try) == (Stage.DELIVERED, None, None)
    assert done.receipt is not None
    assert done.receipt.read_back_at == later(2)


def test_a_page_whose_answer_was_lost_gets_its_receipt_from_the_listing() -> None:
    done = delivery.after_look(CHECKING, [LISTED], later(2), SETTLE_S)
    assert done.receipt == UploadReceipt("img_1", later(2), later(2), LISTED.size_bytes)


def test_a_page_is_recognised_by_the_id_of_its_receipt_when_it_was_renamed() -> None:
    assert look(CONFIRMING, "renamed by staff.jpg").stage is Stage.DELIVERED


def test_another_name_is_not_taken_for_the_page() -> None:
    assert look(CHECKING, "ID front.jpg", "ID front k7m2q9xd3q.jpg", "").stage is Stage.CHECKING


@pytest.mark.parametrize("kept_as", ["ID_front_k7m2q9xd3p.jpg", "ID FRONT K7M2Q9XD3P.JPG", "id-k7m2q9xd3p-1"])
def test_a_page_is_recognised_by_its_token_in_a_store_that_changes_names(kept_as: str) -> None:
    assert look(CHECKING, kept_as).stage is Stage.DELIVERED


def test_a_page_is_recognised_by_the_id_that_an_odd_yes_told() -> None:
    told = delivery.after_unclear(SENDING, AttemptUnclear(CUT, image_id="img_1"), NOON)
    assert (told.told_image_id, told.receipt) == ("img_1", None)
    assert look(told, "0001.jpg").stage is Stage.DELIVERED


def test_an_id_that_an_odd_yes_told_is_not_believed_where_another_page_of_ours_has_it() -> None:
    told = delivery.after_unclear(SENDING, AttemptUnclear(CUT, image_id="img_1"), NOON)
    assert look(told, "ID back z2m2q9xd3p.jpg").stage is Stage.CHECKING


def unseen(sends: int, unclear: AttemptUnclear = UNCLEAR) -> OutboxEntry:
    """An entry that was sent so often and looked for in vain each time."""
    entry = ENTRY
    for _ in range(sends):
        entry = look(delivery.after_unclear(delivery.begun(entry), unclear, NOON), after_s=SETTLE_S)
    return entry


def test_a_page_that_is_sent_and_never_seen_goes_to_a_person_in_the_end() -> None:
    assert unseen(delivery.MAX_UNSEEN_SENDS - 1).stage is Stage.QUEUED
    held = unseen(delivery.MAX_UNSEEN_SENDS)
    assert (held.stage, held.doubtful, held.problem) == (Stage.NEEDS_PERSON, True, delivery.NEVER_SEEN)


def test_a_store_in_trouble_is_waited_for_without_an_end() -> None:
    assert unseen(9, AttemptUnclear(CUT, is_trouble=True)).stage is Stage.QUEUED


def test_a_page_that_drx_took_under_an_id_but_never_lists_says_so() -> None:
    held = unseen(delivery.MAX_UNSEEN_SENDS, AttemptUnclear(CUT, image_id="img_9"))
    assert held.problem is delivery.NOT_UNDER_ITS_NAME


def test_a_person_who_retries_a_page_that_was_never_seen_has_it_sent_again() -> None:
    held = unseen(delivery.MAX_UNSEEN_SENDS)
    assert look(delivery.after_person_retries(held, NOON), after_s=SETTLE_S).stage is Stage.QUEUED


def test_a_page_that_is_found_was_accepted_now_whatever_date_drx_gives_the_picture() -> None:
    old = replace(LISTED, created_at=later(-1e8))
    done = delivery.after_look(CHECKING, [old], later(2), SETTLE_S)
    assert done.receipt is not None
    assert done.receipt.accepted_at == later(2)


def test_another_size_needs_a_person_where_the_store_is_known_to_keep_bytes() -> None:
    other = replace(LISTED, size_bytes=7)
    held = delivery.after_look(CONFIRMING, [other], NOON, SETTLE_S, keeps_bytes=True)
    assert (held.stage, held.problem) == (Stage.NEEDS_PERSON, delivery.OTHER_SIZE)


def test_a_person_who_retries_a_page_of_another_size_has_it_looked_at_and_never_sent_again() -> None:
    other = replace(LISTED, size_bytes=7)
    held = delivery.after_look(CONFIRMING, [other], NOON, SETTLE_S, keeps_bytes=True)
    assert delivery.after_person_retries(held, NOON).stage is Stage.CONFIRMING


def test_another_size_is_a_warning_where_the_store_may_optimise() -> None:
    other = replace(LISTED, size_bytes=7)
    done = delivery.after_look(CONFIRMING, [other], NOON, SETTLE_S)
    assert (done.stage, done.problem) == (Stage.DELIVERED, delivery.MAY_BE_OPTIMISED)


@pytest.mark.parametrize("size_bytes", [None, PAYLOAD.blob.size_bytes])
def test_the_same_size_or_none_is_no_matter(size_bytes: int | None) -> None:
    same = replace(LISTED, size_bytes=size_bytes)
    assert delivery.after_look(CONFIRMING, [same], NOON, SETTLE_S, keeps_bytes=True).problem is None


def test_a_page_that_is_there_twice_is_delivered_and_told() -> None:
    done = look(CONFIRMING, ENTRY.name, ENTRY.name)
    assert (done.stage, done.problem) == (Stage.DELIVERED, delivery.STORED_TWICE)


@given(st.floats(0, SETTLE_S, exclude_max=True))
def test_a_page_that_is_not_seen_is_not_sent_again_within_the_settle_time(after_s: float) -> None:
    assert look(CHECKING, after_s=round(after_s, 3)).stage is (
        Stage.CHECKING if round(after_s, 3) < SETTLE_S else Stage.QUEUED
    )


def test_a_page_that_is_not_seen_for_the_settle_time_is_queued_under_the_same_name() -> None:
    queued = look(CHECKING, after_s=SETTLE_S)
    assert (queued.stage, queued.name, queued.sends) == (Stage.QUEUED, ENTRY.name, 1)


def test_a_page_that_drx_confirmed_but_never_lists_waits_for_a_person() -> None:
    held = look(CONFIRMING, after_s=SETTLE_S)
    assert (held.stage, held.doubtful, held.problem) == (Stage.NEEDS_PERSON, True, delivery.NOT_LISTED)


def test_the_settle_time_of_a_second_send_counts_from_its_own_answer() -> None:
    waited = delivery.begun(replace(ENTRY, unclear_since=later(-5000)))
    assert look(delivery.after_delivered(waited, DELIVERED, NOON)).stage is Stage.CONFIRMING


def test_a_clock_that_was_set_back_still_lets_the_settle_time_end() -> None:
    years_ago = -1e8
    looked = look(CHECKING, after_s=years_ago)
    assert looked.stage is Stage.CHECKING
    assert look(looked, after_s=years_ago + SETTLE_S).stage is Stage.QUEUED


def test_after_a_second_send_a_double_is_looked_for_until_the_settle_time_is_over() -> None:
    once = look(delivery.after_delivered(SENT_TWICE, DELIVERED, NOON), ENTRY.name)
    assert (once.stage, once.next_try) == (Stage.CONFIRMING, later(SETTLE_S))
    assert look(once, ENTRY.name, after_s=SETTLE_S).stage is Stage.DELIVERED
    assert look(once, ENTRY.name, ENTRY.name, after_s=SETTLE_S).problem is delivery.STORED_TWICE


def test_a_second_send_whose_answer_was_lost_too_is_watched_in_the_same_way() -> None:
    once = look(delivery.after_unclear(SENT_TWICE, UNCLEAR, NOON), ENTRY.name, after_s=1)
    assert (once.stage, once.next_try) == (Stage.CONFIRMING, later(SETTLE_S))


def watched(after_s: float = SETTLE_S) -> OutboxEntry:
    """A page that was sent twice and seen once when the settle time was over."""
    return look(delivery.after_delivered(SENT_TWICE, DELIVERED, NOON), ENTRY.name, after_s=after_s)


def watch(entry: OutboxEntry, *names: str, after_s: float, watch_s: float = WATCHED_FOR_S) -> OutboxEntry:
    listed = [image(f"img_{number}", name) for number, name in enumerate(names, 1)]
    return delivery.after_watch(entry, listed, later(after_s), SETTLE_S, watch_s)


def test_a_page_that_was_sent_twice_is_delivered_and_looked_for_again_at_growing_gaps_for_a_day() -> None:
    entry, looks_s = watched(), [SETTLE_S]
    while entry.next_try is not None:
        looks_s.append((entry.next_try - NOON).total_seconds())
        entry = watch(entry, ENTRY.name, after_s=looks_s[-1])
    gaps_s = [round(after - before, 3) for before, after in pairwise(looks_s)]
    assert looks_s[-1] == WATCHED_FOR_S
    assert gaps_s[:-1] == sorted(gaps_s[:-1])
    assert len(looks_s) < 40
    assert (entry.stage, entry.problem) == (Stage.DELIVERED, None)


def test_a_page_that_was_sent_once_is_not_looked_for_again() -> None:
    assert not delivery.is_watched(look(CONFIRMING, ENTRY.name))


def test_a_double_that_comes_up_hours_later_is_shown_and_ends_the_watch() -> None:
    twice = watch(watched(), ENTRY.name, ENTRY.name, after_s=9 * 3600)
    assert (twice.stage, twice.problem, twice.next_try) == (Stage.DELIVERED, delivery.STORED_TWICE, None)


def test_a_double_is_shown_for_the_whole_retention_time_from_when_it_was_found() -> None:
    twice = watch(watched(), ENTRY.name, ENTRY.name, after_s=9 * 3600)
    assert twice.receipt is not None
    assert twice.receipt.read_back_at == later(9 * 3600)


def test_a_watch_ends_with_the_time_that_its_row_is_kept() -> None:
    assert not delivery.is_watched(watch(watched(), ENTRY.name, after_s=600, watch_s=600))


def test_a_listing_that_has_a_page_twice_under_one_id_has_it_once() -> None:
    listed = [image("img_1", ENTRY.name), image("img_1", ENTRY.name)]
    assert delivery.noticed(watched(), listed, later(SETTLE_S)) is None


def test_whoever_lists_a_record_notices_a_double_of_any_delivered_page() -> None:
    listed = [image("img_1", ENTRY.name), image("img_2", ENTRY.name)]
    twice = delivery.noticed(look(CONFIRMING, ENTRY.name), listed, NOON)
    assert twice is not None
    assert twice.problem is delivery.STORED_TWICE
    assert delivery.noticed(twice, listed, NOON) is None


def test_a_look_for_a_double_that_failed_says_nothing_about_the_page() -> None:
    kept = delivery.after_look_failed(watched(), CUT, None, NOON, 0.5)
    assert (kept.stage, kept.problem, kept.failures) == (Stage.DELIVERED, None, 1)


def waiting(next_s: float, decided_s: float | None, **others: Any) -> OutboxEntry:
    """An entry that waits until then, as it was decided then."""
    decided = later(decided_s) if decided_s is not None else None
    return replace(ENTRY, next_try=later(next_s), waits_from=decided, **others)


@pytest.mark.parametrize("back_s", [0.0, 60.0, 3600.0, 1e8])
def test_a_wait_is_no_longer_after_a_clock_was_set_back(back_s: float) -> None:
    found = delivery.found_waiting(waiting(40, 0), later(-back_s))
    assert found.next_try == later(-back_s + 40)


def test_a_wait_that_the_store_asked_for_outlasts_a_restart() -> None:
    assert delivery.found_waiting(waiting(3600, 0), later(100)).next_try == later(3600)


def test_a_wait_of_an_older_version_is_no_longer_than_a_backoff() -> None:
    found = delivery.found_waiting(waiting(3600, None, queued_at=later(-1e6)), NOON)
    assert found.next_try == later(LONGEST_WAIT_S)


def test_the_time_to_take_pages_back_is_no_longer_after_a_clock_was_set_back() -> None:
    assert delivery.found_waiting(waiting(10, None), later(-3600)).next_try == later(-3590)


@pytest.mark.parametrize("entry", [CHECKING, CONFIRMING])
def test_a_look_that_failed_proves_nothing(entry: OutboxEntry) -> None:
    kept = delivery.after_look_failed(entry, CUT, None, NOON, 0.5)
    assert (kept.stage, kept.unclear_since, kept.failures) == (entry.stage, entry.unclear_since, 1)


def test_a_person_who_retries_a_refused_page_sends_it_again() -> None:
    again = delivery.after_person_retries(delivery.after_refused(SENDING, CUT), NOON)
    assert (again.stage, again.refused, again.problem) == (Stage.QUEUED, False, None)


def test_a_person_who_retries_a_page_in_doubt_has_it_looked_for_first() -> None:
    held = replace(CHECKING, stage=Stage.NEEDS_PERSON, doubtful=True)
    assert delivery.after_person_retries(held, NOON).stage is Stage.CHECKING


def test_a_person_who_retries_a_page_that_drx_confirmed_has_it_confirmed() -> None:
    held = look(CONFIRMING, after_s=SETTLE_S)
    assert delivery.after_person_retries(held, later(SETTLE_S)).stage is Stage.CONFIRMING


def test_a_person_who_retries_what_nobody_can_look_for_sends_it_again() -> None:
    held = delivery.after_unclear(replace(SENDING, record=ITEM), UNCLEAR, NOON)
    assert delivery.after_person_retries(held, NOON).stage is Stage.QUEUED


def test_every_decision_is_a_legal_move() -> None:
    moves = [
        (ENTRY, SENDING),
        (SENDING, CHECKING),
        (SENDING, CONFIRMING),
        (SENDING, delivery.after_not_sent(SENDING, AttemptNotSent(CUT), NOON, 0.5)),
        (SENDING, delivery.after_refused(SENDING, CUT)),
        (CHECKING, look(CHECKING)),
        (CHECKING, look(CHECKING, after_s=SETTLE_S)),
        (CHECKING, look(CHECKING, ENTRY.name)),
        (CHECKING, look(replace(CHECKING, sends=2), ENTRY.name)),
        (watched(), watch(watched(), ENTRY.name, after_s=900)),
        (watched(), watch(watched(), ENTRY.name, ENTRY.name, after_s=900)),
        (CONFIRMING, look(CONFIRMING)),
        (CONFIRMING, look(CONFIRMING, after_s=SETTLE_S)),
    ]
    assert [(before.stage, after.stage) for before, after in moves if not may_move(before.stage, after.stage)] == []
