"""Scanners: which there are, what each can do, what is asked of one, and what it tells while it works."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import NewType

from app.domain.pages import MediaType
from app.domain.scan_troubles import ScanFailed, Trouble

ScannerId = NewType("ScannerId", str)
"""Opaque and lasting: `escl:<uuid>`, `sane:<device>`, `wia:<device>`."""

MM_AN_INCH = 25.4


class Road(Enum):
    """How a scanner is reached; the value is what people and `--list` call it."""

    ESCL = "eSCL"
    SANE = "SANE"
    WIA = "WIA"


class Source(Enum):
    """Where the paper lies; the values are words of the command line."""

    FLATBED = "flatbed"
    FEEDER = "feeder"
    DUPLEX = "duplex"

    @property
    def is_fed(self) -> bool:
        """Does it take sheet after sheet by itself?"""
        return self is not Source.FLATBED


class Mode(Enum):
    """How many colours a scan has; the values are words of the command line."""

    COLOUR = "colour"
    GRAY = "gray"
    BW = "bw"


@dataclass(frozen=True, slots=True)
class Resolutions:
    """What a source can resolve, in dpi: single values, or every `step` from `lowest` to `highest`."""

    values: tuple[int, ...] = ()
    lowest: int = 0
    highest: int = 0
    step: int = 1

    def nearest(self, dpi: int) -> int:
        """The possible value nearest to this one, the higher of two that are equally near; `dpi` where none is told."""
        if self.values:
            return min(self.values, key=lambda value: (abs(value - dpi), -value))
        if not self.highest:
            return dpi
        step = max(self.step, 1)
        inside = min(max(dpi, self.lowest), self.highest)
        below = self.lowest + (inside - self.lowest) // step * step
        return min((below, min(below + step, self.highest)), key=lambda value: (abs(value - dpi), -value))


@dataclass(frozen=True, slots=True)
class SourceAbility:
    """What one source can do. Sides are the largest in millimetres, 0 where the device does not tell."""

    source: Source
    modes: tuple[Mode, ...]
    resolutions: Resolutions
    width_mm: float = 0.0
    height_mm: float = 0.0
    media_types: tuple[MediaType, ...] = (MediaType.JPEG,)


@dataclass(frozen=True, slots=True)
class Abilities:
    """What a scanner can do, source by source: they differ (capture.md). `senses_paper`: it tells if paper is in."""

    sources: tuple[SourceAbility, ...]
    senses_paper: bool = False

    def of(self, source: Source) -> SourceAbility | None:
        """What this source can do; None where the scanner has none."""
        return next((ability for ability in self.sources if ability.source is source), None)


@dataclass(frozen=True, slots=True)
class Scanner:
    """One scanner. `address` is the road's own: a URL with its path for eSCL, a device's name for SANE and WIA.

    `certificate` is the SHA-256 in hex of the certificate it showed first, empty where none was seen. `place` is where
    it stands, as far as it says.
    """

    id: ScannerId
    name: str
    road: Road
    address: str
    place: str = ""
    certificate: str = ""

    @property
    def is_encrypted(self) -> bool:
        """Do its pages travel through the network encrypted, or through no network at all?"""
        return self.road is not Road.ESCL or self.address.startswith("https:")


class DeviceState(Enum):
    """How a scanner says it is; a hint that may warn and never forbids (capture.md)."""

    READY = "ready"
    PAPER_IN = "paper in"
    UNKNOWN = "unknown"
    FEEDER_EMPTY = "feeder empty"
    PAPER_JAM = "paper jam"
    COVER_OPEN = "cover open"
    MULTI_FEED = "multi feed"
    BUSY = "busy"
    WARMING_UP = "warming up"
    OFFLINE = "offline"


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the glass, in millimetres from its upper left corner."""

    left_mm: float
    top_mm: float
    width_mm: float
    height_mm: float


@dataclass(frozen=True, slots=True)
class ScanOrder:
    """What is asked of a scanner. `source` None: the feeder where paper lies in it, else the glass.

    `max_pages` counts images (two a sheet in duplex), None means all that there are; `region` None is all that the
    source can see.
    """

    scanner: Scanner
    source: Source | None = None
    dpi: int = 300
    mode: Mode = Mode.COLOUR
    max_pages: int | None = None
    region: Region | None = None


class ScanNote(Enum):
    """Something that is worth a word, and stops nothing."""

    NOT_ENCRYPTED = "not encrypted"
    """Pages come through the network as plain http."""
    OTHER_DPI = "other dpi"
    OTHER_MODE = "other mode"
    COUNT_DIFFERS = "count differs"
    """The device counts other pages than came."""
    SKIPPED_EMPTY = "skipped empty"
    """The device announced a page, and sent nothing."""


_NEXT_BEST = {
    Mode.COLOUR: (Mode.COLOUR, Mode.GRAY, Mode.BW),
    Mode.GRAY: (Mode.GRAY, Mode.COLOUR, Mode.BW),
    Mode.BW: (Mode.BW, Mode.GRAY, Mode.COLOUR),
}


def settled(
    order: ScanOrder, abilities: Abilities, *, paper_in: bool = False
) -> tuple[ScanOrder, tuple[ScanNote, ...]]:
    """The order as this scanner can carry it out, and what of it is other than was asked for.

    A source that is not named is chosen: the feeder where `paper_in`, else the glass, else whatever there is. Raises
    `ScanFailed` where the scanner has not got the source that was named.
    """
    ability = _chosen(order.source, abilities, paper_in=paper_in)
    mode = next((mode for mode in _NEXT_BEST[order.mode] if mode in ability.modes), order.mode)
    dpi = ability.resolutions.nearest(order.dpi)
    pairs = ((dpi != order.dpi, ScanNote.OTHER_DPI), (mode is not order.mode, ScanNote.OTHER_MODE))
    notes = tuple(note for is_so, note in pairs if is_so)
    return replace(order, source=ability.source, mode=mode, dpi=dpi), notes


def _chosen(source: Source | None, abilities: Abilities, *, paper_in: bool) -> SourceAbility:
    if source is not None:
        ability = abilities.of(source)
        if ability is None:
            raise ScanFailed(Trouble.UNSUPPORTED, f"no {source.value}")
        return ability
    first, second = (Source.FEEDER, Source.FLATBED) if paper_in else (Source.FLATBED, Source.FEEDER)
    found = abilities.of(first) or abilities.of(second) or abilities.of(Source.DUPLEX)
    if found is None:
        raise ScanFailed(Trouble.UNSUPPORTED, "no source")
    return found


# --- what a driver tells while it works, in this order ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ScanSettled:
    """It begins, with the order as it is carried out."""

    order: ScanOrder
    notes: tuple[ScanNote, ...] = ()


@dataclass(frozen=True, slots=True)
class JobOpened:
    """The device works on a job at this address: whoever outlives the driver removes it there."""

    address: str


@dataclass(frozen=True, slots=True)
class CertificateSeen:
    """The device shows this certificate for the first time (SHA-256 in hex): from now on it must be this one."""

    sha256: str


@dataclass(frozen=True, slots=True)
class SheetProgressed:
    """Image `number` (from 1) of this run is on its way; `share` from 0 to 1, None where nobody knows."""

    number: int
    share: float | None = None


@dataclass(frozen=True, slots=True)
class SheetScanned:
    """Image `number` is whole, as far as its first bytes and its end mark tell; its bytes come right behind this.

    `dpi` is what was asked for: the file may say nothing, or something else.
    """

    number: int
    size_bytes: int
    dpi: int


@dataclass(frozen=True, slots=True)
class ScanEnded:
    """Nothing more comes. `told` is how many images the device says it made, None where it says nothing.

    `trouble` None: it ended as it should; CANCELLED: a person stopped it.
    """

    delivered: int
    told: int | None = None
    trouble: Trouble | None = None
    detail: str = ""
    notes: tuple[ScanNote, ...] = ()


ScanEvent = ScanSettled | JobOpened | CertificateSeen | SheetProgressed | SheetScanned | ScanEnded


def one_a_device(scanners: Sequence[Scanner]) -> tuple[Scanner, ...]:
    """Each device once, by the best road that reaches it: eSCL, then WIA, then SANE (capture.md).

    Windows wraps eSCL scanners as WIA devices and `sane-airscan` as SANE ones: across roads a device is told by its
    name. Two of one name on the same road are two devices.
    """
    kept: dict[ScannerId, Scanner] = {}
    for road in (Road.ESCL, Road.WIA, Road.SANE):
        better = {_name_key(scanner.name) for scanner in kept.values()}
        for scanner in scanners:
            if scanner.road is road and _name_key(scanner.name) not in better:
                kept[scanner.id] = scanner
    return tuple(kept.values())


def _name_key(name: str) -> str:
    return "".join(character for character in name.casefold() if character.isalnum())
