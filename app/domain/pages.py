"""Pages: where one came from, what it is, and how it lies on the desk."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import NewType

from app.domain.edits import UNTOUCHED, PageEdits
from app.domain.errors import Problem

PageId = NewType("PageId", str)


class MediaType(Enum):
    """The formats that we take in; the value is the media type."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    TIFF = "image/tiff"
    BMP = "image/bmp"
    PDF = "application/pdf"
    WEBP = "image/webp"
    GIF = "image/gif"
    HEIC = "image/heic"
    AVIF = "image/avif"
    JPEG_2000 = "image/jp2"

    @property
    def extension(self) -> str:
        """The usual ending of a file of this type, with its dot."""
        return _EXTENSIONS[self]

    @property
    def short_name(self) -> str:
        """How people call the format: JPEG, PNG, TIFF."""
        return _SPOKEN.get(self, self.name)


_EXTENSIONS = {
    MediaType.JPEG: ".jpg",
    MediaType.PNG: ".png",
    MediaType.TIFF: ".tif",
    MediaType.BMP: ".bmp",
    MediaType.PDF: ".pdf",
    MediaType.WEBP: ".webp",
    MediaType.GIF: ".gif",
    MediaType.HEIC: ".heic",
    MediaType.AVIF: ".avif",
    MediaType.JPEG_2000: ".jp2",
}
_SPOKEN = {MediaType.WEBP: "WebP", MediaType.JPEG_2000: "JPEG 2000"}


@dataclass(frozen=True, slots=True)
class BlobRef:
    """A handle for bytes that lie in the vault: their SHA-256 in hex, and how many they are."""

    sha256: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Picture:
    """Pixels for a screen: 32 bits each as blue, green, red, unused; `width * 4` bytes a row, no padding."""

    width: int
    height: int
    pixels: bytes

    def __repr__(self) -> str:
        return f"Picture({self.width} x {self.height})"


@dataclass(frozen=True, slots=True)
class FrameSurvey:
    """One page inside a file: its upright size in pixels, its dpi and when it was taken, where the file says so."""

    width: int
    height: int
    dpi: int | None = None
    taken: datetime | None = None


@dataclass(frozen=True, slots=True)
class SourceSurvey:
    """What a file is, by its bytes, and every page in it."""

    media_type: MediaType
    frames: tuple[FrameSurvey, ...]


@dataclass(frozen=True, slots=True)
class ReceivedSheet:
    """What a scanner sent and what it is; `content` where the file had to be changed to say its resolution."""

    survey: SourceSurvey
    content: bytes | None = None


@dataclass(frozen=True, slots=True)
class ArchiveMember:
    """One file in a ZIP: its last name, its bytes, when it was changed (UTC); `problem` where it could not be read."""

    name: str
    content: bytes
    modified: datetime | None = None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class ImportedPage:
    """One page as it came in: frame number `frame` (from 0) of the `frames` in the bytes at `blob`.

    `width` and `height` are pixels when upright (for a PDF page: as it would be rendered); `taken` is UTC.
    """

    blob: BlobRef
    media_type: MediaType
    file_name: str
    frame: int
    frames: int
    width: int
    height: int
    dpi: int | None
    taken: datetime
    not_checked: bool = False
    """The malware check that is asked for here could not be made."""

    run: str = ""
    """The capture that it came by: sheets of one scan are one document, though each has its own bytes."""
    sheet: int = 0
    """Which sheet of that capture it is, from 0."""


class DocumentKind(Enum):
    """What a page is, in the order of the keys 1 to 5; the value is what goes into the name."""

    HARD_COPY = "hard copy"
    INSURANCE_CARD = "insurance card"
    ID_CARD = "id"
    PROOF_OF_DELIVERY = "proof of delivery"
    OTHER = "other"


class Side(Enum):
    """Which side of the paper or card; the value is what goes into the name."""

    NONE = ""
    FRONT = "front"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class DeskPage:
    """A page on the desk. `given_name` is what a person typed as its name; empty means that we propose one.

    `is_approved`: a person looked at what was remarked about it, and said that it is right. `belongs_to`: a person said
    that it is for this record (`app.domain.belonging.key_of`), whatever the labels on it name. `kept_beside`: a person
    keeps it although this page is there already (`Twin.key`).
    """

    id: PageId
    imported: ImportedPage
    edits: PageEdits = UNTOUCHED
    kind: DocumentKind | None = None
    side: Side = Side.NONE
    given_name: str = ""
    is_approved: bool = False
    belongs_to: str = ""
    kept_beside: str = ""


@dataclass(frozen=True, slots=True)
class BrokenFile:
    """A file that could not be read: it keeps its place on the desk and says why, the others go on.

    `is_locked`: a password opens it; its bytes are kept at `blob` until then.
    """

    id: PageId
    file_name: str
    problem: Problem
    is_locked: bool = False
    blob: BlobRef | None = None


DeskItem = DeskPage | BrokenFile


def original_of(item: DeskItem) -> BlobRef | None:
    """The bytes that an item of the desk needs: a page's, and those of a file that waits for its password."""
    return item.imported.blob if isinstance(item, DeskPage) else item.blob
