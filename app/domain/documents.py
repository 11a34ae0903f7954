"""What is missing for a record: the usual documents of its kind, against what DRX has, what is on its way and the desk.

Claimed is only what a name says plainly, as `app.domain.names` writes it: `[ID ]insurance card[ front]`.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum

from app.domain.gallery_shelf import GalleryTile
from app.domain.names import title_of
from app.domain.pages import DeskPage, DocumentKind, Side
from app.domain.parcels import Stage
from app.domain.profiles import DEFAULT_PROFILES, PLAIN, Profile
from app.domain.records import Record, RecordKind
from app.domain.scanning import Source

OLD_AFTER = timedelta(days=365)
MAX_EXPECTED = 8
"""So many documents of a kind of record: more would hide the recent records below."""

_CARDS = frozenset((DocumentKind.ID_CARD, DocumentKind.INSURANCE_CARD))
"""A card is the patient's, whichever prescription it was scanned with, and runs out; a paper is of its own record."""


@dataclass(frozen=True, slots=True)
class Document:
    """One side of a document, or with `Side.NONE` whichever side there is; `words` as in a name: `id front`."""

    kind: DocumentKind
    side: Side = Side.NONE

    @property
    def words(self) -> str:
        return f"{self.kind.value} {self.side.value}".strip()

    def is_shown_by(self, other: "Document") -> bool:
        """Does a page that is `other` show this one? A page that names no side shows at least the front."""
        if self.kind is not other.kind:
            return False
        return self.side is other.side or (self.side is not Side.BACK and other.side is not Side.BACK)


EVERY_DOCUMENT = tuple(Document(kind, side) for kind in DocumentKind if kind is not DocumentKind.OTHER for side in Side)


@dataclass(frozen=True, slots=True)
class ExpectedDocuments:
    """The usual documents for each kind of record; none for a kind that is not there."""

    sets: tuple[tuple[RecordKind, tuple[Document, ...]], ...]

    def of(self, kind: RecordKind) -> tuple[Document, ...]:
        return dict(self.sets).get(kind, ())


_ID = Document(DocumentKind.ID_CARD, Side.FRONT)
_CARD_FRONT = Document(DocumentKind.INSURANCE_CARD, Side.FRONT)
_CARD_BACK = Document(DocumentKind.INSURANCE_CARD, Side.BACK)
DEFAULT_EXPECTED = ExpectedDocuments(
    (
        (RecordKind.PATIENT, (_ID, _CARD_FRONT, _CARD_BACK)),
        (RecordKind.PRESCRIPTION, (Document(DocumentKind.HARD_COPY), _ID, _CARD_FRONT, _CARD_BACK)),
        (RecordKind.DELIVERY, (Document(DocumentKind.PROOF_OF_DELIVERY),)),
    )
)


def expected_of(told: Mapping[str, Sequence[str]]) -> ExpectedDocuments:
    """The sets that are told with words; a kind that is not named keeps its usual one. Raises `ValueError`."""
    sets = dict(DEFAULT_EXPECTED.sets)
    by_words = {document.words: document for document in EVERY_DOCUMENT}
    kinds = {kind.value: kind for kind in RecordKind}
    for word, documents in told.items():
        if word not in kinds:
            raise ValueError(f"{word!r} is no kind of record; there are {', '.join(kinds)}")
        if len(documents) > MAX_EXPECTED:
            raise ValueError(f"There can be {MAX_EXPECTED} documents for a kind of record")
        unknown = next((each for each in documents if each not in by_words), None)
        if unknown is not None:
            raise ValueError(f"{unknown!r} is no document; there are {', '.join(by_words)}")
        sets[kinds[word]] = tuple(dict.fromkeys(by_words[each] for each in documents))
    return ExpectedDocuments(tuple(sets.items()))


class Standing(Enum):
    """How it stands with one document."""

    ASKING = "asking"  # DRX is asked what it has
    MISSING = "missing"
    HAS = "has"
    OLD = "old"  # a card that DRX has for longer than `OLD_AFTER`
    ON_DESK = "on the desk"
    ON_ITS_WAY = "on its way"


@dataclass(frozen=True, slots=True)
class DocumentMark:
    """One document and how it stands; `since` is when the newest picture of it that DRX has was taken (UTC)."""

    document: Document
    standing: Standing
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class DocumentsView:
    """The marks for the picked record; none where nothing is expected, or where nobody can say."""

    record: Record | None = None
    marks: tuple[DocumentMark, ...] = ()


_NAMED = re.compile(
    r"(?:(?=\S*\d)\S+ )?(?P<kind>{kinds})(?: (?P<side>{sides}))?".format(
        kinds="|".join(kind.value.replace(" ", "[ _-]") for kind in DocumentKind if kind is not DocumentKind.OTHER),
        sides="|".join(side.value for side in Side if side.value),
    ),
    re.ASCII,
)


def document_of(name: str) -> Document | None:
    """What an image is by its name, upper and lower case alike; None where the name says anything else, or more."""
    said = _NAMED.fullmatch(" ".join(title_of(name).casefold().split()))
    if said is None:
        return None
    return Document(DocumentKind(re.sub("[_-]", " ", said["kind"])), Side(said["side"] or ""))


def telling(tiles: Iterable[GalleryTile]) -> tuple[GalleryTile, ...]:
    """The tiles that the marks can depend on: the newest of each document, of this record and of its patient."""
    newest: dict[tuple[Document, bool], GalleryTile] = {}
    for tile in tiles:
        document = document_of(tile.name)
        held = newest.get((document, tile.of_this_record)) if document is not None else None
        if document is not None and (held is None or _taken_s(tile) > _taken_s(held)):
            newest[document, tile.of_this_record] = tile
    return tuple(newest.values())


def _taken_s(tile: GalleryTile) -> float:
    return tile.created_at.timestamp() if tile.created_at is not None else float("-inf")


def marks_for(
    wanted: Iterable[Document], tiles: Sequence[GalleryTile], pages: Iterable[DeskPage], now: datetime
) -> tuple[DocumentMark, ...]:
    """How it stands with each document: `tiles` are what DRX has and what is on its way, `pages` lie on the desk."""
    on_desk = [Document(page.kind, page.side) for page in pages if page.kind is not None]
    named = [(document, tile) for tile in tiles if (document := document_of(tile.name)) is not None]
    return tuple(_mark(document, named, on_desk, now) for document in wanted)


def needs_patients_images(document: Document) -> bool:
    """Can it only be told from the images of the patient whether a prescription has this document?"""
    return document.kind in _CARDS


def marks_while_asking(wanted: Iterable[Document]) -> tuple[DocumentMark, ...]:
    """The marks until DRX has answered: they have their place already, so that nothing moves under a hand."""
    return tuple(DocumentMark(document, Standing.ASKING) for document in wanted)


def _mark(
    wanted: Document, named: Iterable[tuple[Document, GalleryTile]], on_desk: Iterable[Document], now: datetime
) -> DocumentMark:
    """What a person did last comes first: the desk, what is on its way, then what DRX has."""
    theirs = [
        tile
        for document, tile in named
        if wanted.is_shown_by(document) and (tile.of_this_record or wanted.kind in _CARDS)
    ]
    if any(map(wanted.is_shown_by, on_desk)):
        return DocumentMark(wanted, Standing.ON_DESK)
    if any(tile.stage not in (None, Stage.DELIVERED) for tile in theirs):
        return DocumentMark(wanted, Standing.ON_ITS_WAY)
    if not theirs:
        return DocumentMark(wanted, Standing.MISSING)
    since = max((tile.created_at for tile in theirs if tile.created_at is not None), default=None)
    is_old = wanted.kind in _CARDS and since is not None and now - since > OLD_AFTER
    return DocumentMark(wanted, Standing.OLD if is_old else Standing.HAS, since)


def profile_for(document: Document, profiles: Sequence[Profile]) -> Profile:
    """How this document is captured: by the profile for its kind, best for its very side; it says the side itself.

    One side is one sheet; where both come at once, the order says which is which (`Profile.side` stays open).
    """
    theirs = [profile for profile in (*profiles, *DEFAULT_PROFILES) if profile.kind is document.kind]
    chosen = next(
        (profile for profile in theirs if profile.side is document.side),
        next((profile for profile in theirs if profile.side is Side.NONE), replace(PLAIN, kind=document.kind)),
    )
    if document.side is Side.NONE or (chosen.source is Source.DUPLEX and not chosen.uses_camera):
        return chosen
    return replace(chosen, side=document.side, asks_next=False)
