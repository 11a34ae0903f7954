"""What an eSCL scanner says it can do (`ScannerCapabilities`), source by source, read leniently (capture.md, "eSCL").

Setting profiles stand inside a source, or once at the top with references to them, or not at all, with their parts
directly in the source: all three are met. What a source does not tell is left open, not invented.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from app.domain.pages import MediaType
from app.domain.scanning import MM_AN_INCH, Abilities, Mode, Resolutions, Source, SourceAbility
from app.scanning.escl.markup import Element, child, inside, number_in, number_of, root_of, text_in

UNITS_AN_INCH = 300
"""Every length in eSCL is told in 1/300 inch."""
MAX_TEXT = 200
MAX_RESOLUTIONS = 200
MAX_DPI = 9600
DEFAULT_FORMAT = MediaType.JPEG.value

_MODES = {"rgb24": Mode.COLOUR, "grayscale8": Mode.GRAY, "blackandwhite1": Mode.BW}  # never 16 bits a colour
_VERSION = re.compile(r"\d{1,2}\.\d{1,3}")
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class SourceCapabilities:
    """One source: its ability in our words, and in eSCL's own what a job needs. Lengths in 1/300 inch, 0 unknown."""

    ability: SourceAbility
    formats: tuple[str, ...] = ()
    takes_format_ext: bool = False
    intents: tuple[str, ...] = ()
    max_width: int = 0
    max_height: int = 0
    min_width: int = 0
    min_height: int = 0

    @property
    def best_format(self) -> str:
        """JPEG where it is listed, else PDF, else what stands first; JPEG where nothing is listed at all (T3)."""
        for wanted in (MediaType.JPEG.value, "image/jpg", MediaType.PDF.value):
            found = next((name for name in self.formats if name.casefold() == wanted), None)
            if found is not None:
                return found
        return self.formats[0] if self.formats else DEFAULT_FORMAT


@dataclass(frozen=True, slots=True)
class ScannerCapabilities:
    """One scanner, as it describes itself."""

    sources: tuple[SourceCapabilities, ...]
    version: str = ""
    model: str = ""
    maker: str = ""
    uuid: str = ""
    senses_paper: bool = False

    def of(self, source: Source) -> SourceCapabilities | None:
        """What this source can do; None where there is none."""
        return next((found for found in self.sources if found.ability.source is source), None)

    @property
    def abilities(self) -> Abilities:
        """The same in words that all roads share."""
        return Abilities(tuple(found.ability for found in self.sources), self.senses_paper)

    def up_to(self, dpi: int) -> "ScannerCapabilities":
        """For a device that promises more dpi than it has: nothing above this."""
        return replace(self, sources=tuple(_up_to(found, dpi) for found in self.sources))


def _up_to(found: SourceCapabilities, dpi: int) -> SourceCapabilities:
    told = found.ability.resolutions
    values = tuple(value for value in told.values if value <= dpi) or told.values[:1]
    fewer = replace(told, values=values, highest=min(told.highest, dpi))
    return replace(found, ability=replace(found.ability, resolutions=fewer))


def capabilities_of(content: bytes) -> ScannerCapabilities | None:
    """Reads the document; None where it is none, or names no source at all."""
    root = root_of(content, "ScannerCapabilities")
    if root is None:
        return None
    profiles = _named_profiles(root)
    sources = tuple(_source(source, element, profiles, root) for source, element in _sources(root))
    if not sources:
        return None
    version = _VERSION.search(text_in(root, "Version"))
    return ScannerCapabilities(
        sources=sources,
        version=version.group() if version else "",
        model=(text_in(root, "MakeAndModel") or text_in(root, "ModelName"))[:MAX_TEXT],
        maker=text_in(root, "Manufacturer")[:MAX_TEXT],
        uuid=uuid_in(text_in(root, "UUID")),
        senses_paper=any(_option(option) == "detectpaperloaded" for option in inside(root, "AdfOption")),
    )


def uuid_in(text: str) -> str:
    """The UUID in a text, in small letters, without `urn:uuid:` or braces; empty where there is none."""
    found = _UUID.search(text.strip().casefold())
    return found.group() if found else ""


def _sources(root: Element) -> Iterator[tuple[Source, Element]]:
    platen, feeder = child(root, "Platen"), child(root, "Adf")
    if platen is not None:
        glass = child(platen, "PlatenInputCaps")
        yield Source.FLATBED, platen if glass is None else glass
    if feeder is None:
        return
    simplex, duplex = child(feeder, "AdfSimplexInputCaps"), child(feeder, "AdfDuplexInputCaps")
    fed = next((found for found in (simplex, duplex) if found is not None and len(found)), feeder)
    yield Source.FEEDER, fed
    if duplex is not None or any(_option(option) == "duplex" for option in inside(feeder, "AdfOption")):
        yield Source.DUPLEX, duplex if duplex is not None and len(duplex) else fed


def _option(element: Element) -> str:
    return (element.text or "").strip().casefold()


def _named_profiles(root: Element) -> dict[str, Element]:
    return {
        name: profile
        for profile in inside(root, "SettingProfile")
        if len(profile) and (name := _attribute(profile, "name"))
    }


def _attribute(element: Element, name: str) -> str:
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _parts(element: Element, profiles: dict[str, Element], root: Element) -> tuple[Element, ...]:
    """Where a source's colours, formats and resolutions stand."""
    referred = (profiles.get(_attribute(profile, "ref")) for profile in inside(element, "SettingProfile"))
    found = (element, *(profile for profile in referred if profile is not None))
    if any(next(inside(part, name), None) is not None for part in found for name in ("ColorMode", "XResolution")):
        return found
    at_the_top = child(root, "SettingProfiles")
    return found if at_the_top is None else (*found, at_the_top)


def _source(source: Source, element: Element, profiles: dict[str, Element], root: Element) -> SourceCapabilities:
    parts = _parts(element, profiles, root)
    modes = (_MODES.get(text.casefold()) for text in _texts(parts, "ColorMode"))
    formats_ext = tuple(_texts(parts, "DocumentFormatExt"))
    formats = tuple(dict.fromkeys((*_texts(parts, "DocumentFormat"), *formats_ext)))
    size = {name: _length(element, name) for name in ("MaxWidth", "MaxHeight", "MinWidth", "MinHeight")}
    return SourceCapabilities(
        ability=SourceAbility(
            source=source,
            modes=tuple(dict.fromkeys(mode for mode in modes if mode is not None)),
            resolutions=_resolutions(parts),
            width_mm=size["MaxWidth"] * MM_AN_INCH / UNITS_AN_INCH,
            height_mm=size["MaxHeight"] * MM_AN_INCH / UNITS_AN_INCH,
            media_types=_media_types(formats),
        ),
        formats=formats,
        takes_format_ext=bool(formats_ext),
        intents=tuple(dict.fromkeys((*_texts((element,), "Intent"), *_texts((element,), "SupportedIntent")))),
        max_width=size["MaxWidth"],
        max_height=size["MaxHeight"],
        min_width=size["MinWidth"],
        min_height=size["MinHeight"],
    )


def _texts(parts: Iterable[Element], name: str) -> Iterator[str]:
    for part in parts:
        for found in inside(part, name):
            text = (found.text or "").strip()
            if 0 < len(text) <= MAX_TEXT:
                yield text


def _length(element: Element, name: str) -> int:
    found = child(element, name)
    return 0 if found is None else number_of(found.text) or 0


def _media_types(formats: tuple[str, ...]) -> tuple[MediaType, ...]:
    known = {kind.value: kind for kind in MediaType} | {"image/jpg": MediaType.JPEG, "image/tif": MediaType.TIFF}
    found = (known.get(name.partition(";")[0].strip().casefold()) for name in formats)
    return tuple(dict.fromkeys(kind for kind in found if kind is not None)) or (MediaType.JPEG,)


def _resolutions(parts: tuple[Element, ...]) -> Resolutions:
    """Single values where there are some, else the range. Only what is the same in both directions."""
    values: set[int] = set()
    for part in parts:
        for single in inside(part, "DiscreteResolution"):
            across, down = number_in(single, "XResolution"), number_in(single, "YResolution")
            if across and across <= MAX_DPI and down in (across, None) and len(values) < MAX_RESOLUTIONS:
                values.add(across)
    if values:
        return Resolutions(values=tuple(sorted(values)))
    ranges = (found for part in parts for found in inside(part, "ResolutionRange"))
    for each in ranges:
        lowest, highest = number_in(each, "Min"), number_in(each, "Max")
        if highest and (lowest or 0) <= highest <= MAX_DPI:
            return Resolutions(lowest=lowest or 1, highest=highest, step=number_in(each, "Step") or 1)
    return Resolutions()
