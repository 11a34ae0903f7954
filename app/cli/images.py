"""`counterscan images`: what DRX has for a record; with `--save`, fetched into a folder. URLs are never shown."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from app.cli.speech import Status, complain, say, say_json
from app.domain.errors import AppError, ImageGone
from app.domain.names import mentions, shown_name
from app.domain.parcels import StoredImage
from app.domain.records import Record, RecordKind
from app.flows.browse import list_images
from app.flows.counter import Counter, utc_now
from app.flows.house import House
from app.flows.routing import about
from app.flows.saving import write_image
from app.remote.client import DrxClient
from app.remote.lookup import Lookup


def run(house: House, words: Namespace) -> Status:
    """Carry the command out."""
    return house.run(lambda counter: _images(counter, words))


async def _images(counter: Counter, words: Namespace) -> Status:
    async with counter.connect.line() as client:
        record = await _record(client, RecordKind(words.kind), words.id)
        images = await _listed(client, record)
        rows = [_row(image) for image in images]
        status = Status.DONE
        if words.save is not None:
            for row, image in zip(rows, images, strict=True):
                try:
                    row["saved"] = str(await _saved(client, record, image, words.save))
                except AppError as failure:
                    complain(failure.problem, image.id)
                    status = Status.NEEDS_PERSON
    if words.json:
        say_json({"images": rows})
    else:
        for row in rows:
            size = f"{row['size_bytes']:,} bytes" if row["size_bytes"] is not None else ""
            say(f"{row['id']}  {row['name']}  {row['content_type']}  {size}  {row['saved'] or ''}".rstrip())
        if not rows:
            say("DRX has no images for this record.")
    return status


async def _record(client: DrxClient, kind: RecordKind, record_id: str) -> Record:
    """The record; for a prescription with its patient, where the store has a look-up that tells it."""
    if kind is RecordKind.PRESCRIPTION:
        try:
            told = await about(Lookup(client), kind, record_id, utc_now())
        except AppError:
            told = None
        if told is not None:
            return told
    return Record(kind, record_id)


async def _listed(client: DrxClient, record: Record) -> tuple[StoredImage, ...]:
    own, of_patient = await list_images(client, record)
    known = {image.id for image in own}
    return (*own, *(i for i in of_patient if i.id not in known and mentions(i.name, record.id)))


async def _saved(client: DrxClient, record: Record, image: StoredImage, folder: Path) -> Path:
    try:
        content = await client.fetch_image(image)
    except ImageGone:  # its URL may have expired: one fresh listing
        fresh = next((i for i in await _listed(client, record) if i.id == image.id), None)
        if fresh is None:
            raise
        content = await client.fetch_image(fresh)
    return write_image(folder, shown_name(image.name), content)


def _row(image: StoredImage) -> dict[str, Any]:
    return {
        "id": image.id,
        "name": image.name,
        "content_type": image.content_type,
        "size_bytes": image.size_bytes,
        "width": image.width,
        "height": image.height,
        "dpi": image.dpi,
        "created_at": image.created_at.isoformat().replace("+00:00", "Z") if image.created_at is not None else None,
        "saved": None,
    }
