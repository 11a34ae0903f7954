"""The batch slip: which paper may be shredded, and which must be kept."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.outbox_shelf import OutboxRow
from app.domain.parcels import EntryId, Stage
from app.domain.records import Record, RecordKind
from app.ui.outbox.slip import MAX_LINES, Missing, Slip, has_receipts, key_of, records_with_receipts, slip_of
from app.ui.outbox.words_slip import choice_text, line_texts, scope_text, slip_sentence
from app.ui.words import time_text
from tests.ui.gallery_samples import NOON, PATIENT, PRESCRIPTION, row

TODAY = NOON.astimezone().date()
CHEN = Record(RecordKind.PATIENT, "pat_20881", "Chen, Daniel")
ITEM = Record(RecordKind.ITEM, "item_7", "Test strips")


def arrived(entry_id: str, record: Record = PATIENT) -> OutboxRow:
    return replace(row(entry_id, Stage.DELIVERED, record=record), read_back_at=NOON)


def names(slip: Slip) -> tuple[list[str], list[str]]:
    return [line.name for line in slip.safe], [line.name for line in slip.unconfirmed]


def test_a_page_that_was_read_back_is_safe_to_shred() -> None:
    assert names(slip_of([arrived("1")], None, TODAY)) == (["page 1.jpg"], [])


@pytest.mark.parametrize(
    ("stage", "missing"),
    [
        (Stage.QUEUED, Missing.NOT_SENT),
        (Stage.SENDING, Missing.NOT_SENT),
        (Stage.CHECKING, Missing.NOT_READ_BACK),
        (Stage.CONFIRMING, Missing.NOT_READ_BACK),
        (Stage.NEEDS_PERSON, Missing.NEEDS_PERSON),
    ],
)
def test_the_paper_of_a_page_that_has_not_arrived_is_kept(stage: Stage, missing: Missing) -> None:
    slip = slip_of([row("1", stage)], None, TODAY)
    assert (slip.safe, [line.missing for line in slip.unconfirmed]) == ((), [missing])


def test_a_word_of_drx_alone_makes_no_page_safe() -> None:
    slip = slip_of([row("1", Stage.DELIVERED, record=ITEM)], None, TODAY)
    assert (slip.safe, slip.unconfirmed[0].missing) == ((), Missing.UNLISTABLE)


def test_a_page_that_is_looked_for_once_more_is_not_safe_yet() -> None:
    confirming = replace(row("1", Stage.CONFIRMING), read_back_at=NOON)
    line = slip_of([confirming], None, TODAY).unconfirmed[0]
    assert (line.missing, line.read_back_at) == (Missing.NOT_READ_BACK, None)


def test_the_slip_of_a_day_holds_what_was_confirmed_on_it() -> None:
    before = replace(arrived("1"), read_back_at=NOON - timedelta(days=2), delivered_at=NOON - timedelta(days=2))
    assert names(slip_of([before, arrived("2")], None, TODAY)) == (["page 2.jpg"], [])


def test_the_slip_of_a_record_holds_its_pages_of_any_day() -> None:
    before = replace(arrived("1"), read_back_at=NOON - timedelta(days=2))
    slip = slip_of([before, arrived("2", CHEN), row("3")], key_of(PATIENT), TODAY)
    assert names(slip) == (["page 1.jpg"], ["page 3.jpg"])


def test_records_are_offered_once_and_only_with_something_that_arrived() -> None:
    rows = [row("1", record=ITEM), arrived("2", CHEN), arrived("3"), arrived("4", CHEN)]
    assert records_with_receipts(rows) == (CHEN, PATIENT)


def test_without_a_delivery_there_is_nothing_to_show() -> None:
    assert not has_receipts([row("1"), row("2", Stage.CONFIRMING)])


def test_a_slip_says_how_many_pages_it_could_not_hold() -> None:
    rows = [replace(arrived("1"), id=EntryId(str(number))) for number in range(MAX_LINES + 3)]
    slip = slip_of(rows, None, TODAY)
    assert (len(slip.safe), slip.left_out) == (MAX_LINES, 3)


def test_a_line_on_the_screen_has_page_person_record_image_and_times() -> None:
    line = slip_of([arrived("1", PRESCRIPTION)], None, TODAY).safe[0]
    at = time_text(NOON)
    assert line_texts(line, NOON) == (
        "page 1.jpg",
        "Alvarez, Maria · Prescription rx_67890",
        f"img_88121 · sent today {at} · read back today {at}",
    )


def test_a_page_that_is_not_confirmed_says_what_is_missing() -> None:
    line = slip_of([row("1")], None, TODAY).unconfirmed[0]
    assert line_texts(line, NOON)[2] == "Not in DRX yet"


def test_the_whole_is_said_with_its_counts() -> None:
    assert slip_sentence(slip_of([arrived("1"), row("2"), row("3")], None, TODAY)) == (
        "Confirmed by reading back: safe to shred (1 page). Not confirmed yet: keep the paper (2 pages)"
    )


def test_a_choice_names_the_person_and_the_paper_does_not() -> None:
    slip = slip_of([arrived("1")], key_of(PATIENT), TODAY)
    assert choice_text(PATIENT) == "Alvarez, Maria · Patient pat_12345"
    assert scope_text(slip) == "Patient pat_12345"
