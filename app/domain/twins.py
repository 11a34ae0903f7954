"""Twins: pages that DRX has already, that left this counter before, or that lie on the desk a second time."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from app.domain.looks import PageOrigin
from app.domain.pages import BlobRef, PageId
from app.domain.parcels import EntryId


@dataclass(frozen=True, slots=True)
class SentPage:
    """What is kept of a page that left this counter: what it is told by, and no picture."""

    entry: EntryId
    store: str
    name: str
    sent_at: datetime
    image_id: str
    payload_sha256: str
    origin: PageOrigin


class Whereabouts(Enum):
    """Where the page is that another one looks like."""

    DESK = "desk"
    ON_ITS_WAY = "on its way"
    SENT = "sent"
    DRX = "drx"


@dataclass(frozen=True, slots=True)
class Twin:
    """The page that is there already. `key` tells it from every other; `is_same_file`: the very bytes came once more.

    `page_id`, `payload` and `image_id` are where its picture is: on the desk, on this computer, or in DRX.
    """

    key: str
    where: Whereabouts
    name: str = ""
    at: datetime | None = None
    is_same_file: bool = False
    page_id: PageId | None = None
    payload: BlobRef | None = None
    image_id: str = ""

    @property
    def has_picture(self) -> bool:
        """Can it be shown beside?"""
        return bool(self.page_id or self.payload or self.image_id)
