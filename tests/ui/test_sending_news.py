"""How far the sending is, for somebody who does something else: the chip, and one word when it has ended."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from app.domain.facts import EntrySettled, OutboxChanged, SendingProgressed
from app.domain.outbox_shelf import Hold, OutboxRow, OutboxView
from app.domain.parcels import EntryId, Stage
from app.ui.outbox.sending_chip import SendingChip
from app.ui.outbox.sending_news import SendingNews
from app.ui.relay import Relay
from tests.domain.made_up import ENTRY
from tests.ui.gallery_samples import NOON, row
from tests.ui.page_samples import put_away


@pytest.fixture
def told() -> list[tuple[str, bool]]:
    return []


@pytest.fixture
def chip(qapp: QApplication, relay: Relay, told: list[tuple[str, bool]]) -> Iterator[SendingChip]:
    chip = SendingChip()
    SendingNews(relay, chip, lambda text, needs_person: told.append((text, needs_person)), lambda: NOON)
    yield chip
    put_away(chip)


def tell(relay: Relay, *rows: OutboxRow, hold: Hold | None = None) -> None:
    relay.fact.emit(OutboxChanged(OutboxView(rows, hold)))


def test_one_line_says_how_far_all_of_it_is(chip: SendingChip, relay: Relay) -> None:
    tell(relay, row("1", Stage.SENDING), row("2"))
    relay.fact.emit(SendingProgressed(EntryId("1"), 50, 100))
    assert chip.words == "0 of 2 · 950 kB of 3.8 MB"
    assert chip.accessibleName() == "Sending: 0 of 2 · 950 kB of 3.8 MB"


def test_where_there_is_little_room_the_count_is_said_alone(chip: SendingChip, relay: Relay) -> None:
    tell(relay, row("1", Stage.SENDING), row("2"))
    chip.set_narrow(True)
    assert chip.words == "0 of 2"
    assert chip.accessibleName() == "Sending: 0 of 2 · 0 of 3.8 MB"


def test_one_page_that_can_still_be_taken_back_says_so_elsewhere(chip: SendingChip, relay: Relay) -> None:
    tell(relay, row("1"))
    assert chip.isHidden()


def test_a_pause_is_said_for_as_long_as_it_lasts(chip: SendingChip, relay: Relay) -> None:
    tell(relay, row("1"), hold=Hold.PAUSED)
    assert (chip.isVisible(), chip.words) == (True, "Paused at 0 of 1")


def test_the_end_is_told_once_without_names(chip: SendingChip, relay: Relay, told: list[tuple[str, bool]]) -> None:
    tell(relay, row("1", Stage.SENDING), row("2"))
    tell(relay, row("1", Stage.DELIVERED), row("2", Stage.SENDING))
    assert told == []
    tell(relay, row("1", Stage.DELIVERED), row("2", Stage.DELIVERED))
    tell(relay, row("1", Stage.DELIVERED), row("2", Stage.DELIVERED))
    assert told == [("2 pages are in DRX", False)]
    assert chip.isHidden()


def test_nothing_is_told_of_pages_that_went_back_to_the_desk(
    chip: SendingChip, relay: Relay, told: list[tuple[str, bool]]
) -> None:
    tell(relay, row("1"), row("2"))
    tell(relay)
    assert told == []


def test_pages_that_are_refused_call_a_person_once_and_again_in_another_run(
    relay: Relay, chip: SendingChip, told: list[tuple[str, bool]]
) -> None:
    refused = EntrySettled(replace(ENTRY, stage=Stage.NEEDS_PERSON))
    tell(relay, row("1"), row("2"))
    relay.fact.emit(refused)
    relay.fact.emit(refused)
    assert told == [("A page needs you", True)]
    tell(relay)
    tell(relay, row("3"))
    relay.fact.emit(refused)
    assert len(told) == 2
