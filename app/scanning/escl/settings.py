"""What a job asks for, as eSCL writes it (`ScanSettings`).

The order of the elements is the one that devices are known to take (sane-airscan, NAPS2): some read them in a row.
"""

import re
from xml.sax.saxutils import escape

from app.domain.scanning import MM_AN_INCH, Mode, Region, ScanOrder, Source
from app.scanning.escl.capabilities import UNITS_AN_INCH, SourceCapabilities

DEFAULT_VERSION = "2.0"
FORMAT_EXT_SINCE = (2, 1)
"""From this version on, formats are told in an element of their own as well."""
LARGEST_LENGTH = 100 * UNITS_AN_INCH

_MODES = {Mode.COLOUR: "RGB24", Mode.GRAY: "Grayscale8", Mode.BW: "BlackAndWhite1"}
_SAFE_FORMAT = re.compile(r"[\w.+/-]+(?:;[\w.+/=-]+)*")
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<scan:ScanSettings xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm"'
    ' xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03">'
)


def scan_settings(order: ScanOrder, found: SourceCapabilities, version: str) -> bytes:
    """The document for an order that is settled: its source, mode and dpi are what the scanner has."""
    source = order.source or Source.FLATBED
    version = version or DEFAULT_VERSION
    document_format = found.best_format if _SAFE_FORMAT.fullmatch(found.best_format) else "image/jpeg"
    parts = [_HEAD, _element("pwg:Version", version)]
    if not found.intents or "Document" in found.intents:
        parts.append(_element("scan:Intent", "Document"))
    parts += [
        _regions(order.region, found),
        _element("pwg:InputSource", "Feeder" if source.is_fed else "Platen"),
        _element("scan:ColorMode", _MODES[order.mode]),
        _element("pwg:DocumentFormat", document_format),
    ]
    if found.takes_format_ext or _as_numbers(version) >= FORMAT_EXT_SINCE:
        parts.append(_element("scan:DocumentFormatExt", document_format))
    parts += [_element("scan:XResolution", order.dpi), _element("scan:YResolution", order.dpi)]
    if source.is_fed:
        parts.append(_element("scan:Duplex", "true" if source is Source.DUPLEX else "false"))
    return "".join([*parts, "</scan:ScanSettings>"]).encode()


def _element(name: str, value: object) -> str:
    return f"<{name}>{escape(str(value))}</{name}>"


def _as_numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def _regions(region: Region | None, found: SourceCapabilities) -> str:
    """The part of the glass, inside of what the source can see; left out where nobody says how large that is."""
    if region is None:
        left, top, width, height = 0, 0, found.max_width, found.max_height
    else:
        left, width = _span(region.left_mm, region.width_mm, found.min_width, found.max_width)
        top, height = _span(region.top_mm, region.height_mm, found.min_height, found.max_height)
    if not width or not height:
        return ""
    lengths = (("XOffset", left), ("YOffset", top), ("Width", width), ("Height", height))
    inside = "".join(_element(f"pwg:{name}", length) for name, length in lengths)
    units = _element("pwg:ContentRegionUnits", "escl:ThreeHundredthsOfInches")
    return f"<pwg:ScanRegions><pwg:ScanRegion>{units}{inside}</pwg:ScanRegion></pwg:ScanRegions>"


def _span(offset_mm: float, length_mm: float, shortest: int, longest: int) -> tuple[int, int]:
    """Offset and length in 1/300 inch, so that both lie within what there is."""
    limit = longest or LARGEST_LENGTH
    length = min(max(_units(length_mm), shortest, 1), limit)
    return min(max(_units(offset_mm), 0), limit - length), length


def _units(length_mm: float) -> int:
    return round(length_mm * UNITS_AN_INCH / MM_AN_INCH)
