"""Parcels: what will be sent, the stages of its way, and how an attempt can end."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import NewType

from app.domain.errors import Problem
from app.domain.limits import FitNote
from app.domain.looks import PageOrigin
from app.domain.pages import BlobRef, MediaType
from app.domain.records import Record

EntryId = NewType("EntryId", str)


@dataclass(frozen=True, slots=True)
class FitFacts:
    """What came in, and what was done to it: enough to say why a page leaves as it does. All zero where not known.

    `width` and `height` are the page's upright pixels as it came, `size_bytes` its own bytes (of a PDF page: of the
    scan in it; 0 for one that is drawn). `quality` is a JPEG's, 1 to 100, as everybody counts it; None for what is
    lossless, was kept, or was coded as finely as it came. `stripped_bytes` of metadata were taken out of a kept page.
    """

    width: int = 0
    height: int = 0
    size_bytes: int = 0
    quality: int | None = None
    stripped_bytes: int = 0


@dataclass(frozen=True, slots=True)
class FittedImage:
    """Bytes within the limits, fresh from the darkroom (the one value that carries bytes; it lives only briefly)."""

    content: bytes = field(repr=False)
    media_type: MediaType
    width: int
    height: int
    dpi: int | None
    kept_original: bool
    encodes: int
    notes: tuple[FitNote, ...]
    facts: FitFacts = FitFacts()


@dataclass(frozen=True, slots=True)
class FittedPayload:
    """What DRX will get for a page: the bytes lie in the vault at `blob`."""

    blob: BlobRef
    media_type: MediaType
    width: int
    height: int
    dpi: int | None
    kept_original: bool
    encodes: int
    notes: tuple[FitNote, ...]
    facts: FitFacts = FitFacts()


class Stage(Enum):
    """Where an entry of the outbox is on its way."""

    QUEUED = "queued"  # safe on this computer, not sent, or certainly not arrived
    SENDING = "sending"  # an attempt was begun; found at start-up it means: unclear
    CHECKING = "checking"  # an answer was lost or odd: DRX is asked whether the page arrived
    CONFIRMING = "confirming"  # DRX said 201; the read-back is still to come
    DELIVERED = "delivered"  # read back (or DRX can't list this kind): the local bytes may go
    NEEDS_PERSON = "needs person"


LEGAL_MOVES: Mapping[Stage, frozenset[Stage]] = {
    Stage.QUEUED: frozenset({Stage.QUEUED, Stage.SENDING, Stage.CHECKING, Stage.NEEDS_PERSON}),
    Stage.SENDING: frozenset({Stage.QUEUED, Stage.CHECKING, Stage.CONFIRMING, Stage.DELIVERED, Stage.NEEDS_PERSON}),
    Stage.CHECKING: frozenset({Stage.CHECKING, Stage.QUEUED, Stage.CONFIRMING, Stage.DELIVERED, Stage.NEEDS_PERSON}),
    Stage.CONFIRMING: frozenset({Stage.CONFIRMING, Stage.DELIVERED, Stage.NEEDS_PERSON}),
    Stage.DELIVERED: frozenset({Stage.DELIVERED}),  # what is learned of it later: that DRX has it twice
    Stage.NEEDS_PERSON: frozenset({Stage.QUEUED, Stage.CHECKING, Stage.CONFIRMING, Stage.DELIVERED}),
}


def may_move(before: Stage, after: Stage) -> bool:
    """Is this move of an entry legal?"""
    return after in LEGAL_MOVES[before]


@dataclass(frozen=True, slots=True)
class UploadReceipt:
    """DRX's confirmation of one page: the image's ID, when it was accepted, and when it was read back (UTC)."""

    image_id: str
    accepted_at: datetime
    read_back_at: datetime | None = None
    size_bytes: int | None = None


@dataclass(frozen=True, slots=True)
class OutboxEntry:
    """One page on its way. `name` is fixed for life; `store` is the base address that it goes to.

    `unclear_since` is when an answer was first lost since the last send (UTC); `next_try` is when the next act is due,
    as it was decided at `waits_from`; for a delivered entry it is the next look whether DRX has it twice by now.
    `sends` counts sends that may have reached DRX; `failures` counts acts that failed in a row, for the backoff.
    `doubtful` marks an entry that needs a person because nobody can tell whether it arrived, `refused` one that DRX
    said no to. `told_image_id` is the ID that an odd yes told; `unseen_sends` counts sends without a plain answer
    since a person last said "try again".
    """

    id: EntryId
    store: str
    record: Record
    name: str
    payload: FittedPayload
    created_on: datetime
    queued_at: datetime
    stage: Stage = Stage.QUEUED
    next_try: datetime | None = None
    failures: int = 0
    sends: int = 0
    unclear_since: datetime | None = None
    refitted: bool = False
    doubtful: bool = False
    refused: bool = False
    problem: Problem | None = None
    receipt: UploadReceipt | None = None
    told_image_id: str = ""
    unseen_sends: int = 0
    waits_from: datetime | None = None
    origin: PageOrigin | None = None
    """What it was made of, for telling later that a page is there already; None where that was not known."""


class Refusal(Enum):
    """Why DRX said no, as the Images document lists it."""

    BAD_REQUEST = 400
    BAD_KEY = 401
    FORBIDDEN = 403
    TOO_LARGE = 413
    WRONG_TYPE = 415


@dataclass(frozen=True, slots=True)
class AttemptDelivered:
    """201, JSON, an image ID and our name."""

    receipt: UploadReceipt


@dataclass(frozen=True, slots=True)
class AttemptNotSent:
    """Certainly not stored: no connection, TLS refused, or asked to come later before anything was taken (429)."""

    problem: Problem
    wait_s: float | None = None


@dataclass(frozen=True, slots=True)
class AttemptRefused:
    """DRX said no for good."""

    refusal: Refusal
    problem: Problem


@dataclass(frozen=True, slots=True)
class AttemptUnclear:
    """Nobody can tell from this answer whether the page was stored; it must be read back before anything is sent.

    `image_id` is what a 201 told that did not bear our name; `is_trouble` marks a store that is in trouble itself
    (5xx), or a program that died: such a page is tried for ever (product.md).
    """

    problem: Problem
    wait_s: float | None = None
    image_id: str = ""
    is_trouble: bool = False


Attempt = AttemptDelivered | AttemptNotSent | AttemptRefused | AttemptUnclear


@dataclass(frozen=True, slots=True)
class StoredImage:
    """An image as DRX lists it. `url` carries a token: it is never stored, logged or shown, hence not in the repr."""

    id: str
    name: str
    content_type: str = ""
    size_bytes: int | None = None
    width: int | None = None
    height: int | None = None
    dpi: int | None = None
    created_at: datetime | None = None
    url: str = field(default="", repr=False)
