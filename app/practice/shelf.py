"""Where the practice store keeps its images: in memory, in the order they came, gone when the program ends."""

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from app.practice.messages import Refused

MOST_STORED_BYTES = 1_000_000_000
FIRST_NUMBER = 10_001

PRESCRIPTION_LINK = "prescription_id"
LINK_FIELDS = ("patient_id", "user_id", "item_id", "pos_event_id", "compound_batch_id", "delivery_id")

# The types that GET can list, with the link that each one means. Users, items and batches cannot be listed.
LINK_OF_TYPE: Mapping[str, str] = MappingProxyType(
    {
        "pos_event": "pos_event_id",
        "prescription": PRESCRIPTION_LINK,
        "patient": "patient_id",
        "delivery": "delivery_id",
    }
)


@dataclass(frozen=True, slots=True)
class NewImage:
    """An accepted image that has no ID yet; `created_on` is what the sender said, if anything."""

    name: str
    links: Mapping[str, str]
    content_type: str
    content: bytes = field(repr=False)
    width: int | None
    height: int | None
    dpi: int | None
    created_on: datetime | None


@dataclass(frozen=True, slots=True)
class StoredImage:
    """An image in the store: `links` maps link fields to IDs, sides in pixels, times in UTC.

    `created_on` is what the sender said, None when it said nothing; `created_at` is what the store answers: the same
    where given (as in the document's example), else the time of storing; `stored_at` is always the time of storing.
    `starting` marks the pictures that the store has from the beginning.
    """

    id: str
    name: str
    links: Mapping[str, str]
    content_type: str
    content: bytes = field(repr=False)
    width: int | None
    height: int | None
    dpi: int | None
    created_at: datetime
    created_on: datetime | None
    stored_at: datetime
    starting: bool = False


class Shelf:
    """All images, the starting ones fetched when somebody first looks; safe to use from any thread."""

    def __init__(self, starting: Callable[[], tuple[NewImage, ...]], now: Callable[[], datetime]) -> None:
        self._starting: Callable[[], tuple[NewImage, ...]] | None = starting
        self._now = now
        self._images: dict[str, StoredImage] = {}
        self._stored_bytes = 0
        self._counted: set[int] = set()
        self._changed = threading.Condition(threading.RLock())

    def put(self, image: NewImage) -> StoredImage:
        """Store an image; refuses with 507 when the shelf is full."""
        with self._changed:
            self._fill()
            stored = self._put(image, starting=False)
            self._changed.notify_all()
            return stored

    def put_all(self, images: Iterable[NewImage]) -> tuple[StoredImage, ...]:
        """Store these as if they had always been there; the same bytes object may be many images, and counts once."""
        with self._changed:
            self._fill()
            return tuple(self._put(image, starting=True) for image in images)

    def get(self, image_id: str) -> StoredImage | None:
        """The image with that ID."""
        with self._changed:
            self._fill()
            return self._images.get(image_id)

    def all(self) -> tuple[StoredImage, ...]:
        """Every image, oldest first."""
        with self._changed:
            self._fill()
            return tuple(self._images.values())

    def linked(self, field_name: str, record_id: str) -> tuple[StoredImage, ...]:
        """The images with that link, oldest first."""
        return tuple(image for image in self.all() if image.links.get(field_name) == record_id)

    def wait_for_uploads(self, count: int, timeout_s: float) -> bool:
        """Wait until `count` images were uploaded in all; False when they were not in time."""
        with self._changed:
            return self._changed.wait_for(
                lambda: sum(not image.starting for image in self._images.values()) >= count, timeout_s
            )

    def _fill(self) -> None:
        if self._starting is not None:
            starting, self._starting = self._starting, None
            for image in starting():
                self._put(image, starting=True)

    def _put(self, image: NewImage, *, starting: bool) -> StoredImage:
        new_bytes = 0 if id(image.content) in self._counted else len(image.content)
        if self._stored_bytes + new_bytes > MOST_STORED_BYTES:
            raise Refused(507, "store_full", "The practice store is full. Start it again to empty it.")
        now = self._now()
        stored = StoredImage(
            id=f"img_{FIRST_NUMBER + len(self._images)}",
            name=image.name,
            links=MappingProxyType(dict(image.links)),
            content_type=image.content_type,
            content=image.content,
            width=image.width,
            height=image.height,
            dpi=image.dpi,
            created_at=image.created_on or now,
            created_on=image.created_on,
            stored_at=now,
            starting=starting,
        )
        self._images[stored.id] = stored
        self._stored_bytes += new_bytes
        self._counted.add(id(image.content))  # the shelf forgets no image, so that no other bytes get this number
        return stored
