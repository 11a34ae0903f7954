"""Profiles: named presets for kinds of document, each with a key: how it is scanned and what becomes of the pages."""

from dataclasses import dataclass

from app.domain.pages import DocumentKind, Side
from app.domain.scanning import Mode, ScannerId, Source

MAX_PROFILES = 6
"""As many as there are keys for: F7 to F12."""
MAX_NAME_LENGTH = 40
LOWEST_DPI, HIGHEST_DPI = 75, 1200


@dataclass(frozen=True, slots=True)
class Profile:
    """How one kind of document is captured. `scanner` None: the one that was used last.

    `uses_camera`: the camera is opened in place of a scanner. `straightens`: pages are laid straight and cropped to
    their paper; `cleans_up`: and made clean. `asks_next`: after each sheet or side it is asked for the next one, until
    a person says that it was the last.
    """

    name: str
    scanner: ScannerId | None = None
    uses_camera: bool = False
    source: Source | None = None
    dpi: int = 300
    mode: Mode = Mode.COLOUR
    kind: DocumentKind | None = None
    side: Side = Side.NONE
    straightens: bool = False
    cleans_up: bool = False
    asks_next: bool = False


PLAIN = Profile("", straightens=True)
"""What F2 does before anybody chose anything."""

DEFAULT_PROFILES = (
    Profile("Hard copy", source=None, dpi=200, mode=Mode.GRAY, kind=DocumentKind.HARD_COPY, straightens=True),
    Profile(
        "Insurance card", source=Source.FLATBED, kind=DocumentKind.INSURANCE_CARD, straightens=True, asks_next=True
    ),
    Profile("ID card", source=Source.FLATBED, kind=DocumentKind.ID_CARD, straightens=True, asks_next=True),
    Profile(
        "Proof of delivery", source=None, dpi=200, mode=Mode.GRAY, kind=DocumentKind.PROOF_OF_DELIVERY, straightens=True
    ),
)
