"""What the gallery shows of a kind that DRX can't list: the receipts of what this counter sent."""

from app.domain.gallery_shelf import GalleryTile
from app.domain.names import title_of
from app.domain.records import Record
from app.flows.session import Session
from app.store.receipts import KeptReceipt

MAX_SHOWN = 500
"""The newest of them; nobody scrolls through more."""


def receipts_of(session: Session, record: Record) -> tuple[GalleryTile, ...]:
    """A tile for each page that this counter delivered for the record in this store. Raises `StoreDamaged`."""
    kept = session.store.receipts.receipts_for(record.kind, record.id, store=session.destination)
    return tuple(map(_tile, kept[:MAX_SHOWN]))


def _tile(kept: KeptReceipt) -> GalleryTile:
    return GalleryTile(
        key=f"receipt {kept.entry}",
        title=title_of(kept.name),
        name=kept.name,
        image_id=kept.receipt.image_id,
        entry_id=kept.entry,
        size_bytes=kept.size_bytes,
        width=kept.width,
        height=kept.height,
        content_type=kept.media_type.value,
        created_at=kept.created_on.replace(microsecond=0),
        is_receipt=True,
    )
