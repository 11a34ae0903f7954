"""From a device's options to what our orders name, and back: sources, modes, resolutions, the area of the glass. Pure.

Every driver has its own words ("Black & White", "ADF Front", "Automatic Document Feeder(left aligned,Duplex)"), and not
all of them have an option for everything.
"""

import math
import re

from app.domain.pages import MediaType
from app.domain.scan_troubles import ScanFailed, Trouble
from app.domain.scanning import DeviceState, Mode, Region, Resolutions, ScanOrder, Source, SourceAbility
from app.scanning.sane.options import Option, Options, Span
from app.scanning.sane.sheet import HIGHEST_DPI

Settings = tuple[tuple[str, str], ...]
"""Options in the order in which they are to be set, each with its value."""

LONGEST_SHEET_MM = 355.6
"""US Legal. A feeder that takes banners would hang a white tail on every sheet if it were asked for all it can see."""
DEPTH = "8"
"""Never 16: no page needs it, and it has come out as garbage (capture.md, T6)."""

_DUPLEX = re.compile(r"duplex|both sides|double.?sided|two.?sided")
_FEEDER = re.compile(r"adf|feeder|front|sheet")
_FLATBED = re.compile(r"flat.?bed|platen|glass|normal|\bfb\b")
_NO_PAPER = re.compile(r"card|back|transparen|film|negative|positive|slide|tpu|tma|xpa|auto$")
_FED_ALONE = ("page-loaded", "load-sheet", "adf-mode", "duplex")
"""Options that only a device with a feeder has; those of sheet-fed ones often have no choice of a source."""

_KINDS = {
    Mode.BW: re.compile(r"line ?art|black ?(&|and) ?white|binary|monochrome|\bb&?w\b|thresh"),
    Mode.GRAY: re.compile(r"gr[ae]y"),
    Mode.COLOUR: re.compile(r"colou?r|rgb"),
}
_OTHER_DEPTHS = re.compile(r"(?<!\d)(10|12|14|16|30|36|42|48)(?!\d)|half.?tone|dither|diffusion|infrared|\bauto\b")


def doors(options: Options) -> dict[Source, Settings]:
    """The sources that a device has, each with the settings that choose it; the first of several counts."""
    found: dict[Source, Settings] = {}
    source = options.get("source")
    for word in source.choices if source is not None and source.is_active else ():
        kind = _source_kind(word.casefold())
        if kind is not None:
            found.setdefault(kind, (("source", word),))
    if not found:
        found[Source.FEEDER if any(name in options for name in _FED_ALONE) else Source.FLATBED] = ()
    if Source.FEEDER in found and Source.DUPLEX not in found:
        both_sides = _both_sides(options)
        if both_sides is not None:
            found[Source.DUPLEX] = (*found[Source.FEEDER], both_sides)
    return found


def _source_kind(word: str) -> Source | None:
    if _NO_PAPER.search(word):
        return None
    if _DUPLEX.search(word):
        return Source.DUPLEX
    if _FEEDER.search(word):
        return Source.FEEDER
    return Source.FLATBED if _FLATBED.search(word) else None


def _both_sides(options: Options) -> tuple[str, str] | None:
    """The option, active or not yet, by which some drivers choose both sides beside the source."""
    for name in ("adf-mode", "duplex"):
        option = options.get(name)
        for word in option.choices if option is not None else ():
            if word == "yes" or _DUPLEX.search(word.casefold()):
                return name, word
    return None


def modes(options: Options) -> dict[Mode, Settings]:
    """The modes that a device has now, each with the settings that choose it."""
    option, found = options.get("mode"), dict[Mode, Settings]()
    for word in option.choices if option is not None and option.is_active else ():
        kinds = [mode for mode, pattern in _KINDS.items() if pattern.search(word.casefold())]
        if len(kinds) == 1 and not _OTHER_DEPTHS.search(word.casefold()):
            found.setdefault(kinds[0], (("mode", word),))
    if not found:
        found[Mode.COLOUR] = ()
    depth = options.get("depth")
    if Mode.BW not in found and Mode.GRAY in found and depth is not None and "1" in depth.choices:
        found[Mode.BW] = (*found[Mode.GRAY], ("depth", "1"))
    return found


def depth(options: Options, mode: Mode) -> Settings:
    """The setting of the depth, where the device has one in the mode that is set."""
    option = options.get("depth")
    if mode is Mode.BW or option is None or not option.is_active:
        return ()
    is_there = DEPTH in option.choices or (option.span is not None and option.span.low <= 8 <= option.span.high)
    return (("depth", DEPTH),) if is_there else ()


def are_set(settings: Settings, options: Options) -> bool:
    """Is this how the device is set already?"""
    return all(name in options and options[name].value == value for name, value in settings)


def ability(source: Source, options: Options) -> SourceAbility:
    """What a source can do, by the options as they are while it is set."""
    width, height = (_longest(options.get(name)) for name in ("x", "y"))
    kinds = tuple(mode for mode in Mode if mode in modes(options))
    return SourceAbility(source, kinds, resolutions(options), width, height, (MediaType.PNG,))


def resolutions(options: Options) -> Resolutions:
    """What the source that is set can resolve."""
    option = next((options[name] for name in _resolution_names(options)), None)
    if option is None:
        return Resolutions()
    values = tuple(sorted({round(number) for number in option.numbers if 1 <= number <= HIGHEST_DPI}))
    if values or option.span is None or not 1 <= option.span.high <= HIGHEST_DPI:
        return Resolutions(values)
    lowest, highest = max(1, math.ceil(option.span.low)), math.floor(option.span.high)
    return Resolutions(lowest=lowest, highest=highest, step=max(1, round(option.span.step)))


def _resolution_names(options: Options) -> tuple[str, ...]:
    names = [name for name in ("resolution", "x-resolution", "y-resolution") if name in options]
    active = tuple(name for name in names if options[name].is_active)
    return active[:1] if active[:1] == ("resolution",) else active


def _longest(option: Option | None) -> float:
    span = _millimetres(option)
    return span.high if span is not None else 0.0


def _millimetres(option: Option | None) -> Span | None:
    return option.span if option is not None and option.is_active and option.unit == "mm" else None


def of_resolution(options: Options, dpi: int) -> Settings:
    """The settings of this resolution."""
    return tuple((name, str(dpi)) for name in _resolution_names(options))


def of_area(options: Options, order: ScanOrder) -> Settings:
    """The settings of the part of the glass that is asked for, else of all that the source can see.

    Raises `ScanFailed` for a part that the device can't be asked for, or that is not on it.
    """
    told = ((name, _millimetres(options.get(name))) for name in ("l", "t", "x", "y"))
    spans = {name: span for name, span in told if span is not None and span.high > 0}
    region = order.region
    if region is not None:
        if set(spans) != set("ltxy") or not _is_inside(region, spans["x"].high, spans["y"].high):
            raise ScanFailed(Trouble.UNSUPPORTED, "no such region")
        wanted = (region.left_mm, region.top_mm, region.width_mm, region.height_mm)
        return tuple(zip("ltxy", (f"{number:g}" for number in wanted), strict=True))
    longest = {"y": LONGEST_SHEET_MM} if order.source is not None and order.source.is_fed else {}
    corner = ((name, spans[name].low) for name in ("l", "t") if name in spans)
    sides = ((name, min(spans[name].high, longest.get(name, math.inf))) for name in ("x", "y") if name in spans)
    return tuple((name, f"{number:g}") for name, number in (*corner, *sides))


def _is_inside(region: Region, width_mm: float, height_mm: float) -> bool:
    return (
        min(region.left_mm, region.top_mm) >= 0
        and min(region.width_mm, region.height_mm) > 0
        and region.left_mm + region.width_mm <= width_mm + 0.5
        and region.top_mm + region.height_mm <= height_mm + 0.5
    )


def state(options: Options, source: Source) -> DeviceState:
    """How a device is by its sensors, where its driver has any (SANE's names for them: saneopts.h)."""
    if _says(options, "cover-open"):
        return DeviceState.COVER_OPEN
    if source.is_fed and senses_paper(options):
        return DeviceState.PAPER_IN if _says(options, "page-loaded") else DeviceState.FEEDER_EMPTY
    return DeviceState.UNKNOWN if source.is_fed else DeviceState.READY


def senses_paper(options: Options) -> bool:
    """Does it tell whether there is paper in the feeder?"""
    return "page-loaded" in options and options["page-loaded"].is_told


def _says(options: Options, name: str) -> bool:
    return name in options and options[name].is_told and options[name].value == "yes"


def arguments(settings: Settings) -> tuple[str, ...]:
    """The settings as `scanimage` takes them."""
    return tuple(f"-{name}{value}" if len(name) == 1 else f"--{name}={value}" for name, value in settings)
