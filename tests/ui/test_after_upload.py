"""What the empty desk says about the pages that were uploaded last, as the outbox goes on."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLabel

from app.domain.facts import OutboxChanged, PagesQueued, PagesRecalled
from app.domain.limits import FitNote
from app.domain.outbox_shelf import Hold, OutboxView
from app.domain.pages import BlobRef, MediaType
from app.domain.parcels import EntryId, FittedPayload, OutboxEntry, Stage
from app.ui.relay import Relay
from app.ui.workspace.words_pages import after_upload_text
from app.ui.workspace.workspace_pane import WorkspacePane
from tests.ui.gallery_samples import NOON, PATIENT, Orders, desk_over, row
from tests.ui.page_samples import desk_fact, page_row, put_away

IDS = (EntryId("1"), EntryId("2"))


def queued() -> tuple[OutboxEntry, ...]:
    payload = FittedPayload(BlobRef("1" * 64, 1), MediaType.JPEG, 1, 1, 300, True, 0, (FitNote.KEPT,))
    return tuple(OutboxEntry(of, "https://x", PATIENT, f"{of}.jpg", payload, NOON, NOON) for of in IDS)


def outbox(
    stage: Stage = Stage.QUEUED, *, hold: Hold | None = None, recallable: tuple[EntryId, ...] = ()
) -> OutboxView:
    return OutboxView(tuple(row(of, stage) for of in IDS), hold, recallable=recallable)


@pytest.mark.parametrize(
    ("view", "text"),
    [
        (outbox(recallable=IDS), "2 pages for Alvarez, Maria are safe on this computer."),
        (outbox(Stage.SENDING), "2 pages are on their way to Alvarez, Maria."),
        (
            outbox(hold=Hold.OFFLINE),
            "2 pages for Alvarez, Maria are safe on this computer. They go when DRX can be reached.",
        ),
        (
            outbox(hold=Hold.OFFLINE, recallable=IDS),
            "2 pages for Alvarez, Maria are safe on this computer. They go when DRX can be reached.",
        ),
        (
            outbox(hold=Hold.KEY_REFUSED),
            "2 pages for Alvarez, Maria are safe on this computer. They go when there is an API key that DRX takes.",
        ),
        (outbox(Stage.NEEDS_PERSON), "2 pages for Alvarez, Maria are safe on this computer."),
        (outbox(Stage.DELIVERED), "DRX has the 2 pages for Alvarez, Maria."),
        (outbox(Stage.DELIVERED, hold=Hold.OFFLINE), "DRX has the 2 pages for Alvarez, Maria."),
        (OutboxView(), ""),
    ],
)
def test_the_pages_are_where_the_outbox_has_them(view: OutboxView, text: str) -> None:
    assert after_upload_text(queued(), view) == text


def test_a_single_page_is_spoken_of_as_one() -> None:
    one = queued()[:1]
    assert after_upload_text(one, outbox(Stage.SENDING)) == "1 page is on its way to Alvarez, Maria."
    assert after_upload_text(one, outbox(hold=Hold.OFFLINE)) == (
        "1 page for Alvarez, Maria is safe on this computer. It goes when DRX can be reached."
    )
    assert after_upload_text(one, outbox(Stage.DELIVERED)) == "DRX has the 1 page for Alvarez, Maria."


@pytest.fixture
def pane(relay: Relay) -> Iterator[WorkspacePane]:
    pane = WorkspacePane(desk_over(Orders()), relay)
    pane.show()
    yield pane
    put_away(pane)


def says(pane: WorkspacePane, words: str) -> bool:
    return any(words in label.text() for label in pane.findChildren(QLabel) if label.isVisible())


def test_the_empty_desk_follows_the_outbox(pane: WorkspacePane, relay: Relay) -> None:
    relay.fact.emit(desk_fact(page_row("one"), page_row("two")))
    relay.fact.emit(OutboxChanged(outbox(recallable=IDS)))
    relay.fact.emit(PagesQueued(queued()))
    relay.fact.emit(desk_fact())
    assert says(pane, "2 pages for Alvarez, Maria are safe on this computer.")
    relay.fact.emit(OutboxChanged(outbox(Stage.SENDING)))
    assert says(pane, "2 pages are on their way to Alvarez, Maria.")
    relay.fact.emit(OutboxChanged(outbox(Stage.DELIVERED)))
    assert says(pane, "DRX has the 2 pages for Alvarez, Maria.")


def test_pages_that_came_back_are_spoken_of_no_more(pane: WorkspacePane, relay: Relay) -> None:
    relay.fact.emit(PagesQueued(queued()))
    relay.fact.emit(PagesRecalled(2))
    relay.fact.emit(OutboxChanged(outbox(Stage.SENDING)))
    assert not says(pane, "Alvarez")


def test_new_pages_end_what_was_said_of_the_last_ones(pane: WorkspacePane, relay: Relay) -> None:
    relay.fact.emit(PagesQueued(queued()))
    relay.fact.emit(desk_fact(page_row("three")))
    relay.fact.emit(desk_fact())
    relay.fact.emit(OutboxChanged(outbox(Stage.SENDING)))
    assert not says(pane, "Alvarez")
