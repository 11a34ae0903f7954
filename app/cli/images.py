"""`counterscan images`: what DRX has for a record; with `--save`, fetched into a folder. URLs are never shown.

Who looked, and what was saved, goes into the journal where that can be opened: so the outbox is, and nothing is sent
meanwhile.
"""

import asyncio
import re
from argparse import Namespace
from pathlib import Path
from typing import Any

from app.cli.noting import open_journal
from app.cli.speech import Answer, Status, complain, progress
from app.domain.errors import AppError, ImageGone, KeyRefused
from app.domain.journal import Deed
from app.domain.names import mentions, shown_name
from app.domain.pages import MediaType
from app.domain.parcels import StoredImage
from app.domain.records import Record, RecordKind
from app.flows.browse import list_images
from app.flows.counter import Counter
from app.flows.house import House
from app.flows.routing import about
from app.flows.saving import write_image
from app.flows.staff import utc_now
from app.remote.client import DrxClient
from app.remote.lookup import Lookup

_ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}$")
NOTHING = "DRX has no images for this record."


def run(house: House, words: Namespace) -> Answer:
    """Carry the command out; an image that can't be fetched is named and the others go on."""
    rows, failed = house.run(lambda counter: _images(counter, words))
    lines = [_line(row) for row in rows] or [NOTHING]
    return Answer(Status.NEEDS_PERSON if failed else Status.DONE, {"images": rows}, lines)


async def _images(counter: Counter, words: Namespace) -> tuple[list[dict[str, Any]], int]:
    async with counter.connect.line() as client:
        record = await _record(client, RecordKind(words.kind), words.id)
        images = await _listed(client, record)
        if await open_journal(counter):
            counter.courier.listed(record, images)
        counter.scribe.note(Deed.GALLERY_VIEWED, record)
        rows, failed = [_row(image) for image in images], 0
        if words.save is not None:
            for number, (row, image) in enumerate(zip(rows, images, strict=True), 1):
                progress(f"Image {number} of {len(images)}")
                try:
                    row["saved"] = str(await _saved(client, record, image, words.save))
                    counter.scribe.note(Deed.IMAGE_SAVED, record, image.id)
                except AppError as failure:
                    complain(failure.problem, image.id)
                    failed += 1
    return rows, failed


async def _record(client: DrxClient, kind: RecordKind, record_id: str) -> Record:
    """The record; for a prescription with its patient, where the store has a look-up that tells it."""
    if kind is RecordKind.PRESCRIPTION:
        try:
            told = await about(Lookup(client), kind, record_id, utc_now())
        except KeyRefused:
            raise
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
    return await asyncio.to_thread(write_image, folder, _file_name(image), content)


def _file_name(image: StoredImage) -> str:
    """The image's name as a person reads it, with an ending that programs know it by."""
    name = shown_name(image.name)
    endings = {media_type.value: media_type.extension for media_type in MediaType}
    return name if _ENDING.search(name) else name + endings.get(image.content_type, "")


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


def _line(row: dict[str, Any]) -> str:
    size = f"{row['size_bytes']:,} bytes" if row["size_bytes"] is not None else ""
    day = (row["created_at"] or "")[:10]
    return "  ".join(part for part in (row["id"], day, row["name"], row["content_type"], size, row["saved"]) if part)
