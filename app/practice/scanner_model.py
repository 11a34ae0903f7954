"""What the practice scanner can do, and in which ways of real devices it may be made to behave.

The wire's own words are used here (Mopria eSCL 2.63), so that what is told and what is asked can be compared.
"""

from dataclasses import dataclass
from enum import Enum

UNITS_AN_INCH = 300
"""Sides and places are told in 1/300 inch."""

BLACK_AND_WHITE = "BlackAndWhite1"
GREY = "Grayscale8"
COLOUR = "RGB24"

JPEG = "image/jpeg"
PDF = "application/pdf"


class Inlet(Enum):
    """Where paper comes in; the value is the part of the capabilities that tells of it."""

    PLATEN = "PlatenInputCaps"
    SIMPLEX = "AdfSimplexInputCaps"
    DUPLEX = "AdfDuplexInputCaps"


class AdfState(Enum):
    """How the feeder is; the values are the wire's."""

    LOADED = "ScannerAdfLoaded"
    EMPTY = "ScannerAdfEmpty"
    PROCESSING = "ScannerAdfProcessing"
    JAM = "ScannerAdfJam"
    HATCH_OPEN = "ScannerAdfHatchOpen"
    DOOR_OPEN = "ScannerAdfDoorOpen"
    MISPICK = "ScannerAdfMispick"
    MULTIPICK = "ScannerAdfMultipickDetected"
    PAGE_TOO_SHORT = "ScannerAdfDuplexPageTooShort"
    PAGE_TOO_LONG = "ScannerAdfDuplexPageTooLong"
    TRAY_FAILED = "ScannerAdfInputTrayFailed"
    TRAY_OVERLOADED = "ScannerAdfInputTrayOverloaded"

    @property
    def stops_the_feeder(self) -> bool:
        """Must somebody lend a hand before it feeds again?"""
        return self not in (AdfState.LOADED, AdfState.EMPTY, AdfState.PROCESSING)


@dataclass(frozen=True, slots=True)
class InletModel:
    """What one inlet can do; sides in 1/300 inch. `dpi_range` (least, most, step) is told instead of single values."""

    resolutions: tuple[int, ...] = (75, 100, 150, 200, 300)
    dpi_range: tuple[int, int, int] | None = None
    modes: tuple[str, ...] = (BLACK_AND_WHITE, GREY, COLOUR)
    formats: tuple[str, ...] = (JPEG, PDF)
    width: int = 2550
    height: int = 3508

    def can_resolve(self, dpi: int) -> bool:
        """Is this one of its resolutions?"""
        if self.dpi_range is None:
            return dpi in self.resolutions
        least, most, step = self.dpi_range
        return least <= dpi <= most and (dpi - least) % step == 0

    @property
    def highest_dpi(self) -> int:
        """As fine as it gets."""
        return max(self.resolutions) if self.dpi_range is None else self.dpi_range[1]


@dataclass(frozen=True, slots=True)
class ScannerModel:
    """The inlets that the scanner has, None for those that it has not. They differ, as those of real devices do."""

    platen: InletModel | None = InletModel(resolutions=(75, 100, 150, 200, 300, 600))
    simplex: InletModel | None = InletModel(resolutions=(100, 150, 200, 300), height=4200)
    duplex: InletModel | None = InletModel(resolutions=(100, 150, 200))

    def of(self, inlet: Inlet) -> InletModel | None:
        """What this inlet can do."""
        match inlet:
            case Inlet.PLATEN:
                return self.platen
            case Inlet.SIMPLEX:
                return self.simplex
            case Inlet.DUPLEX:
                return self.duplex


class LocationShape(Enum):
    """How the address of a new job is told; all of these were met."""

    PATH = "a path"
    ABSOLUTE = "the whole address"
    UNKNOWN_HOST = "the whole address, with the name of a host that nobody can resolve (HP)"
    MALFORMED = "an address with half of an IPv6 host (Xerox B205)"
    RELATIVE = "a path without its first slash"
    ABSENT = "none at all"


@dataclass(frozen=True, slots=True)
class ScannerHabits:
    """Lasting ways in which real devices differ, each off unless it is asked for; capture.md names who has which.

    `least_gap_s` is how soon after a page (Brother), and `real_dpi` the most that is really delivered (Canon iR).
    `wants_status_first` jams a job before which nobody asked how the scanner is (Canon MF410), `drops_after_post` hangs
    up behind the head of the answer to a new job (Kyocera M6526cdn). `miscounts` is added to ImagesCompleted.
    `end_status` ends a job's pages, `trouble_status` is said while the feeder can't feed, `busy_retry_after` goes with
    the 503 of a job beside another one, None for none. `page_wait_s` is how long the paper of each page runs before its
    first byte.
    """

    location: LocationShape = LocationShape.PATH
    urn_job_ids: bool = False
    server: str = ""
    only_localhost_posts: bool = False
    wants_port_in_host: bool = False
    lower_case_doctype: bool = False
    tells_status: bool = True
    tells_paper: bool = True
    tells_jobs: bool = True
    tells_image_info: bool = True
    tells_length: bool = False
    idle_adf_state: AdfState | None = None
    status_resets_adf: bool = False
    accepts_anything: bool = False
    empties_unlisted_formats: bool = False
    refuses_black_and_white: bool = False
    refuses_while_empty: bool = False
    wants_status_first: bool = False
    drops_after_post: bool = False
    always_colour: bool = False
    hides_dpi: bool = False
    joins_pdf_pages: bool = False
    content_type: str | None = None
    real_dpi: int | None = None
    miscounts: int = 0
    least_gap_s: float = 0.0
    page_wait_s: float = 0.0
    end_status: int = 404
    trouble_status: int = 409
    busy_retry_after: str | None = "1"
