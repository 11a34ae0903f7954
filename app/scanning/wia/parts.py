"""Which item of a device is its glass and which its feeder, what each can do, and how the device says it is."""

from collections.abc import Mapping, Sequence

from app.domain.pages import MediaType
from app.domain.scan_troubles import ScanFailed, Trouble
from app.domain.scanning import MM_AN_INCH, Abilities, DeviceState, Source, SourceAbility
from app.scanning.wia.api import Version, WiaItem
from app.scanning.wia.properties import (
    CATEGORY_FEEDER,
    CATEGORY_FLATBED,
    NOT_CONNECTED,
    Capability,
    Property,
    Select,
    Status,
    allowed,
    media_types_of,
    modes_of,
    number,
    readable,
    resolutions_of,
)

LONGEST_SHEET = 14_000  # 1/1000 inch, US Legal: feeders that take banners say 100 inches and would scan them empty
_LONGEST_SIDE = 100_000  # what a device says beyond this is no size
_SIZES = {
    (Version.WIA_1, False): (Property.BED_WIDTH, Property.BED_HEIGHT),
    (Version.WIA_1, True): (Property.SHEET_WIDTH, Property.SHEET_HEIGHT),
    (Version.WIA_2, False): (Property.MAX_WIDTH, Property.MAX_HEIGHT),
    (Version.WIA_2, True): (Property.MAX_WIDTH, Property.MAX_HEIGHT),
}

Parts = Mapping[Source, WiaItem]


def parts_of(root: WiaItem, version: Version) -> Parts:
    """The item for each source that this device has. Raises `WiaError`; `ScanFailed` where it has none at all."""
    children = root.children()
    if not children:
        raise ScanFailed(Trouble.UNSUPPORTED, "WIA: a device without items")
    told = number(root, Property.HANDLING_CAPABILITIES)
    glass = feeder = None
    if version is Version.WIA_2:
        glass = _found(children, CATEGORY_FLATBED, "flatbed")
        feeder = _found(children, CATEGORY_FEEDER, "feeder")
    if glass is None and feeder is None:  # one item for everything, and the device says what that is
        feeder = children[0] if told & Capability.FEED else None
        glass = children[0] if told & Capability.FLAT or feeder is None else None
    parts: dict[Source, WiaItem] = {}
    if glass is not None:
        parts[Source.FLATBED] = glass
    if feeder is not None:
        parts[Source.FEEDER] = feeder
        both_sides = told & (Capability.DUPLEX | Capability.ADVANCED_DUPLEX)
        if both_sides or (version is Version.WIA_2 and allowed(feeder, Property.HANDLING_SELECT).bits & Select.DUPLEX):
            parts[Source.DUPLEX] = feeder
    return parts


def _found(children: Sequence[WiaItem], category: object, word: str) -> WiaItem | None:
    """By category first; by name where drivers give none, or one of their own."""
    by_category = (item for item in children if readable(item, Property.ITEM_CATEGORY) == category)
    by_name = (item for item in children if word in str(readable(item, Property.ITEM_NAME) or "").casefold())
    return next(by_category, None) or next(by_name, None)


def abilities_of(root: WiaItem, version: Version) -> Abilities:
    """What the device can do. Raises as `parts_of` does."""
    parts = parts_of(root, version)
    sources = tuple(_ability(source, root, item, version) for source, item in parts.items())
    return Abilities(sources, senses_paper=Source.FEEDER in parts and senses_paper(root))


def _ability(source: Source, root: WiaItem, item: WiaItem, version: Version) -> SourceAbility:
    width, height = largest(source, root, item, version)
    return SourceAbility(
        source,
        modes_of(allowed(item, Property.DATA_TYPE)),
        resolutions_of(allowed(item, Property.DPI_X)),
        width * MM_AN_INCH / 1000,
        height * MM_AN_INCH / 1000,
        (MediaType.BMP,) if version is Version.WIA_1 else media_types_of(allowed(item, Property.FORMAT)),
    )


def largest(source: Source, root: WiaItem, item: WiaItem, version: Version) -> tuple[int, int]:
    """The largest width and height of a source in 1/1000 inch, 0 where the device does not tell."""
    holder = root if version is Version.WIA_1 else item
    width, height = (number(holder, side) for side in _SIZES[version, source.is_fed])
    if not 0 < width <= _LONGEST_SIDE or not 0 < height <= _LONGEST_SIDE:
        return 0, 0
    return width, min(height, LONGEST_SHEET) if source.is_fed else height


def senses_paper(root: WiaItem) -> bool:
    """Does the device tell whether paper lies in its feeder?"""
    return bool(number(root, Property.HANDLING_CAPABILITIES) & Capability.DETECT_FEED)


def state_of(root: WiaItem, source: Source) -> DeviceState:
    """How the device says it is."""
    if number(root, Property.CONNECT_STATUS, NOT_CONNECTED + 1) == NOT_CONNECTED:
        return DeviceState.OFFLINE
    status = readable(root, Property.HANDLING_STATUS)
    if not isinstance(status, int):
        return DeviceState.UNKNOWN
    for bit, state in (
        (Status.PAPER_JAM, DeviceState.PAPER_JAM),
        (Status.MULTIPLE_FEED, DeviceState.MULTI_FEED),
        (Status.PATH_COVER_UP, DeviceState.COVER_OPEN),
    ):
        if status & bit and source.is_fed:
            return state
    if not source.is_fed:
        return DeviceState.READY if status & Status.FLAT_READY else DeviceState.UNKNOWN
    if status & Status.FEED_READY:
        return DeviceState.PAPER_IN
    return DeviceState.FEEDER_EMPTY if senses_paper(root) else DeviceState.UNKNOWN
