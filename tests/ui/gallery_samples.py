"""Made-up images, entries and a desk whose orders are only written down, for the tests of gallery and outbox."""

from datetime import UTC, datetime, timedelta
from typing import cast

from app.domain.errors import Problem
from app.domain.gallery_shelf import GalleryTile
from app.domain.outbox_shelf import OutboxRow
from app.domain.pages import Picture
from app.domain.parcels import EntryId, Stage
from app.domain.records import Record, RecordKind
from app.flows.counter import Counter
from app.flows.desk import Desk

NOON = datetime(2025, 2, 20, 12, 0, tzinfo=UTC)
PRESCRIPTION = Record(RecordKind.PRESCRIPTION, "rx_67890", "Alvarez, Maria", patient_id="pat_12345")
PATIENT = Record(RecordKind.PATIENT, "pat_12345", "Alvarez, Maria")
DOT = Picture(2, 2, bytes(16))
TROUBLE = Problem("DRX does not take this page", "Look at it, then try again", "HTTP 400")


class Orders:
    """Stands where the flows are and carries nothing out: `orders.given` holds what the desk was asked for."""

    def __init__(self, path: str = "", given: list[tuple[object, ...]] | None = None) -> None:
        self._path = path
        self.given: list[tuple[object, ...]] = [] if given is None else given

    def __getattr__(self, name: str) -> "Orders":
        return Orders(f"{self._path}.{name}".strip("."), self.given)

    def __call__(self, *arguments: object, **named: object) -> None:
        self.given.append((self._path, *arguments, *named.values()))


def desk_over(orders: Orders) -> Desk:
    """A real desk whose posts are done at once, onto paper only."""
    # The orders answer to every name that the desk reads; building real flows here would test them, not the pane.
    return Desk(lambda act: act(cast(Counter, orders)))


def tile(
    key: str,
    title: str = "rx_67890 hard copy front",
    *,
    hours_ago: float = 0,
    own: bool = True,
    stage: Stage | None = None,
) -> GalleryTile:
    """An image of DRX, or with a stage one that is still on its way."""
    return GalleryTile(
        key=key,
        title=title,
        name=f"{title} {key}.jpg",
        image_id="" if stage else key,
        stage=stage,
        size_bytes=1_900_000,
        width=2740,
        height=3890,
        dpi=300,
        content_type="image/jpeg",
        created_at=NOON - timedelta(hours=hours_ago),
        of_this_record=own,
    )


def row(
    entry_id: str,
    stage: Stage = Stage.QUEUED,
    *,
    problem: Problem | None = None,
    wait_s: float | None = None,
    doubtful: bool = False,
    record: Record = PATIENT,
) -> OutboxRow:
    """An entry of the outbox."""
    has_arrived = stage in (Stage.DELIVERED, Stage.CONFIRMING)
    return OutboxRow(
        id=EntryId(entry_id),
        name=f"page {entry_id}.jpg",
        record=record,
        size_bytes=1_900_000,
        stage=stage,
        problem=problem,
        next_try=NOON + timedelta(seconds=wait_s) if wait_s is not None else None,
        image_id="img_88121" if has_arrived else "",
        delivered_at=NOON if stage is Stage.DELIVERED else None,
        doubtful=doubtful,
    )
