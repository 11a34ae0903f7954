"""The properties of WIA that we read and set: numbers, values, and how one is set on a driver that may refuse.

Numbers of `wiadef.h`, checked against the Windows metadata.
"""

from contextlib import suppress
from enum import IntEnum
from uuid import UUID

from app.domain.pages import MediaType
from app.domain.scanning import Mode, Resolutions
from app.scanning.wia.api import Allowed, Value, WiaError, WiaItem


class Property(IntEnum):
    """WIA_DIP_* (a listed device), WIA_DPA_* and WIA_DPS_* (a device), WIA_IPA_* and WIA_IPS_* (an item)."""

    DEVICE_ID = 2
    MAKER = 3
    DESCRIPTION = 4
    DEVICE_TYPE = 5
    DEVICE_NAME = 7
    CONNECT_STATUS = 1027
    BED_WIDTH = 3074
    """1/1000 inch; of the device, in WIA 1.0 (as the next three)."""
    BED_HEIGHT = 3075
    SHEET_WIDTH = 3076
    SHEET_HEIGHT = 3077
    HANDLING_CAPABILITIES = 3086
    HANDLING_STATUS = 3087
    HANDLING_SELECT = 3088
    """Of the item in WIA 2.0, of the device in WIA 1.0; the values differ (`Select`)."""
    PAGES = 3096
    """0 is all that there are: of the item in WIA 2.0, of the device in WIA 1.0."""
    ITEM_NAME = 4098
    DATA_TYPE = 4103
    FORMAT = 4106
    MEDIUM = 4108
    ITEM_CATEGORY = 4125
    DPI_X = 6147
    DPI_Y = 6148
    LEFT_PX = 6149
    TOP_PX = 6150
    WIDTH_PX = 6151
    HEIGHT_PX = 6152
    MAX_WIDTH = 6165
    """1/1000 inch; of the item, in WIA 2.0 (as the next)."""
    MAX_HEIGHT = 6166


class Capability(IntEnum):
    """Bits of HANDLING_CAPABILITIES."""

    FEED = 0x1
    FLAT = 0x2
    DUPLEX = 0x4
    DETECT_FEED = 0x20
    """It tells whether paper lies in the feeder."""
    ADVANCED_DUPLEX = 0x2000


class Status(IntEnum):
    """Bits of HANDLING_STATUS. The glass's lid (0x8) is left out: people scan books with it open."""

    FEED_READY = 0x1
    FLAT_READY = 0x2
    PATH_COVER_UP = 0x10
    PAPER_JAM = 0x20
    MULTIPLE_FEED = 0x200


class Select(IntEnum):
    """Bits of HANDLING_SELECT."""

    FEEDER = 1
    FLATBED = 2
    DUPLEX = 4
    FRONT_ONLY = 32


ALL_PAGES = 0
NOT_CONNECTED = 0  # of CONNECT_STATUS
SCANNERS = 1  # the high word of DEVICE_TYPE (StiDeviceTypeScanner)
AS_FILE = 2  # of MEDIUM (TYMED_FILE): each page is one file in a stream

CATEGORY_FLATBED = UUID("fb607b1f-43f3-488b-855b-fb703ec342a6")
CATEGORY_FEEDER = UUID("fe131934-f84c-42ad-8da4-6129cddd7288")

FORMATS = {
    MediaType.JPEG: UUID("b96b3cae-0728-11d3-9d7b-0000f81ef32e"),
    MediaType.PNG: UUID("b96b3caf-0728-11d3-9d7b-0000f81ef32e"),
    MediaType.BMP: UUID("b96b3cab-0728-11d3-9d7b-0000f81ef32e"),
    MediaType.TIFF: UUID("b96b3cb1-0728-11d3-9d7b-0000f81ef32e"),
}
_MODES = {Mode.BW: 0, Mode.GRAY: 2, Mode.COLOUR: 3}  # WIA_DATA_THRESHOLD, WIA_DATA_GRAYSCALE, WIA_DATA_COLOR

# An A4 page in colour at 300 dpi is 26 MB as BMP and 1 to 2 as JPEG, through the service's process each time, and JPEG
# has an end mark where BMP has a length that the driver wrote beforehand: so JPEG, although it loses a little. Black
# and white is small anyway, and JPEG would turn it to grey: so what keeps it. TIFF last: nothing tells if it is whole.
_PICTURES = (MediaType.JPEG, MediaType.PNG, MediaType.BMP, MediaType.TIFF)
_LINE_ART = (MediaType.PNG, MediaType.BMP, MediaType.TIFF, MediaType.JPEG)


def number(item: WiaItem, property_id: Property, otherwise: int = 0) -> int:
    """What a property holds, where it can be read and is a number."""
    value = readable(item, property_id)
    return value if isinstance(value, int) else otherwise


def readable(item: WiaItem, property_id: Property) -> Value | None:
    """What a property holds; None where it can't be read."""
    try:
        return item.read(property_id)
    except WiaError:
        return None


def allowed(item: WiaItem, property_id: Property) -> Allowed:
    """What a property may be set to; nothing is known where the driver does not say."""
    try:
        return item.allowed(property_id)
    except WiaError:
        return Allowed()


def put(item: WiaItem, property_id: Property, value: int | UUID) -> Value | None:
    """Set a property, and say what it is afterwards: drivers refuse at will, or take something else in silence."""
    with suppress(WiaError):  # what is read back tells
        item.write(property_id, value)
    return readable(item, property_id)


def put_nearest(item: WiaItem, property_id: Property, value: int) -> int:
    """Set a property to what is allowed and nearest to this, and say what it is afterwards."""
    nearest = resolutions_of(allowed(item, property_id)).nearest(value)
    kept = put(item, property_id, nearest)
    return kept if isinstance(kept, int) and kept > 0 else nearest


def resolutions_of(told: Allowed) -> Resolutions:
    """The numbers that a property may have, without what makes no sense as one."""
    values = tuple(sorted({value for value in told.values if isinstance(value, int) and value > 0}))
    if values or not 0 <= told.lowest <= told.highest:
        return Resolutions(values)
    return Resolutions((), told.lowest, told.highest, max(told.step, 1))


def modes_of(told: Allowed) -> tuple[Mode, ...]:
    """The modes among the data types that are allowed; all of them where the driver lists none."""
    return tuple(mode for mode in Mode if _MODES[mode] in told.values) or tuple(Mode)


def data_type_of(mode: Mode) -> int:
    """What DATA_TYPE is for this mode."""
    return _MODES[mode]


def mode_of(data_type: Value | None, otherwise: Mode) -> Mode:
    """Which mode a DATA_TYPE is, if it is one of ours."""
    return next((mode for mode, value in _MODES.items() if value == data_type), otherwise)


def media_types_of(told: Allowed) -> tuple[MediaType, ...]:
    """The formats that are listed and that we take; BMP, which every driver must have, where none is."""
    return tuple(kind for kind, guid in FORMATS.items() if guid in told.values) or (MediaType.BMP,)


def format_for(mode: Mode, listed: tuple[MediaType, ...]) -> MediaType:
    """The one to ask for: the first of ours, for such pictures, that is listed."""
    ours = _LINE_ART if mode is Mode.BW else _PICTURES
    return next(kind for kind in ours if kind in listed)
