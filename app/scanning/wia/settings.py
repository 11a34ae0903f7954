"""An order, set on a device property by property: each in its own try, and what counts is what is read back."""

from dataclasses import dataclass

from app.domain.scanning import MM_AN_INCH, Mode, Region, ScanOrder, Source
from app.scanning.wia.api import Version, WiaItem
from app.scanning.wia.parts import largest
from app.scanning.wia.properties import (
    ALL_PAGES,
    AS_FILE,
    FORMATS,
    Property,
    Select,
    allowed,
    data_type_of,
    format_for,
    media_types_of,
    mode_of,
    put,
    put_nearest,
)


@dataclass(frozen=True, slots=True)
class Applied:
    """What the device took of an order. `one_a_call`: a download brings one page, so there must be many of them."""

    dpi: int
    mode: Mode
    one_a_call: bool = False


def apply_order(root: WiaItem, item: WiaItem, version: Version, order: ScanOrder, source: Source) -> Applied:
    """Set everything that the order says, in the order in which one setting changes what the next may be."""
    one_a_call = _apply_source(root, item, version, order, source)
    mode = mode_of(put(item, Property.DATA_TYPE, data_type_of(order.mode)), order.mode)
    if version is Version.WIA_2:  # WIA 1.0 has bitmaps only, and its transfer sets them
        put(item, Property.MEDIUM, AS_FILE)
        listed = media_types_of(allowed(item, Property.FORMAT))
        put(item, Property.FORMAT, FORMATS[format_for(mode, listed)])
    dpi = put_nearest(item, Property.DPI_X, order.dpi)
    dpi_y = put_nearest(item, Property.DPI_Y, dpi)
    width, height = largest(source, root, item, version)
    _apply_extent(item, order.region, (width * dpi // 1000, height * dpi_y // 1000), (dpi, dpi_y))
    return Applied(dpi, mode, one_a_call)


def _apply_source(root: WiaItem, item: WiaItem, version: Version, order: ScanOrder, source: Source) -> bool:
    """Choose feeder or glass and how many pages; True where a download brings only one of them."""
    if version is Version.WIA_1:
        fed = Select.FEEDER | (Select.DUPLEX if source is Source.DUPLEX else 0)
        put(root, Property.HANDLING_SELECT, fed if source.is_fed else Select.FLATBED)
        if source.is_fed:
            put(root, Property.PAGES, 1)
        return source.is_fed
    if not source.is_fed:
        return False
    put(item, Property.HANDLING_SELECT, Select.DUPLEX if source is Source.DUPLEX else Select.FRONT_ONLY)
    pages = order.max_pages or ALL_PAGES
    if source is Source.DUPLEX:
        pages += pages % 2  # sides come in pairs; the run itself stops at the page that was the last one wanted
    return put(item, Property.PAGES, pages) == 1 and pages != 1  # drivers that feed only the first page


def _apply_extent(item: WiaItem, region: Region | None, most_px: tuple[int, int], dpi: tuple[int, int]) -> None:
    """Choose the part of the glass, or all of it, one axis at a time."""
    across = None if region is None else (region.left_mm, region.width_mm)
    down = None if region is None else (region.top_mm, region.height_mm)
    sides = ((Property.LEFT_PX, Property.WIDTH_PX, across), (Property.TOP_PX, Property.HEIGHT_PX, down))
    for (start_id, extent_id, side_mm), limit_px, side_dpi in zip(sides, most_px, dpi, strict=True):
        put(item, start_id, 0)  # first, or what is left of an earlier region may forbid the extent
        most = allowed(item, extent_id).highest
        most = min(most, limit_px) if most > 0 and limit_px else most or limit_px
        if side_mm is None:
            if most > 0:
                put(item, extent_id, most)
            continue
        start, extent = (max(round(mm / MM_AN_INCH * side_dpi), 0) for mm in side_mm)
        if most > 0:
            start = min(start, most - 1)
            extent = min(extent, most - start)
        wanted = ((extent_id, extent), (start_id, start))
        # Drivers differ in which of the two must come first, so what was not taken is asked for again the other way.
        if any(put(item, property_id, px) != px for property_id, px in wanted):
            for property_id, px in reversed(wanted):
                put(item, property_id, px)
