"""A Windows with a scanner, as far as WIA shows it: it stands for a foreign system, and is no mock of anything of ours.

It behaves like one: properties with lists, ranges and refusals, positions that must fit beside extents, a feeder with
sheets in it, messages in the order of the documentation, and drivers with the faults that were met in the field.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from uuid import UUID

from PIL import Image

from app.domain.scanning import Road, ScanEnded, ScanEvent, Scanner, ScannerId, SheetScanned
from app.scanning.driver import Press
from app.scanning.wia.api import Allowed, Heed, Kind, Told, Value, Version, WiaDeviceFound, WiaError
from app.scanning.wia.codes import E_INVALIDARG, END_OF_MEDIA, PAPER_EMPTY, S_FALSE, S_OK
from app.scanning.wia.driver import WiaDriver
from app.scanning.wia.properties import CATEGORY_FEEDER, CATEGORY_FLATBED, FORMATS, Capability, Property, Select
from app.scanning.wia.run import Waits

ADDRESS = "{6BDD1FC6-810F-11D0-BEC7-08002BE2092F}\\0003"
SCANNER = Scanner(ScannerId(f"wia:{ADDRESS}"), "Canon DR-C225", Road.WIA, ADDRESS)
QUICK = Waits(
    first_page_s=0.4, in_page_s=0.4, next_page_s=0.15, end_s=0.15, idle_s=0.2, look_s=0.01
)  # of a driver that never answers
FULL = Capability.FEED | Capability.FLAT | Capability.DUPLEX | Capability.DETECT_FEED


def picture(number: int, kind: str = "JPEG") -> bytes:
    """A real, small picture; each number is another shade."""
    content = BytesIO()
    Image.new("L", (40, 56), number * 5 % 256).save(content, kind)
    return content.getvalue()


def sheets(count: int) -> list[bytes]:
    """So many pages."""
    return [picture(number) for number in range(count)]


@dataclass
class SomeItem:
    """Properties that can be read, and set within limits, as `IWiaPropertyStorage` has them."""

    values: dict[int, Value] = field(default_factory=dict)
    limits: dict[int, Allowed] = field(default_factory=dict)
    refuses: set[int] = field(default_factory=set)
    unreadable: set[int] = field(default_factory=set)
    written: list[tuple[int, Value]] = field(default_factory=list)
    parts: list["ScanItem"] = field(default_factory=list)

    def children(self) -> Sequence["ScanItem"]:
        return self.parts

    def read(self, property_id: int) -> Value | None:
        if property_id in self.unreadable:
            raise WiaError(0x80070057)
        return self.values.get(property_id)

    def write(self, property_id: int, value: int | UUID) -> None:
        limit = self.limits.get(property_id, Allowed())
        is_off = (limit.values and value not in limit.values) or (
            limit.highest and isinstance(value, int) and not limit.lowest <= value <= limit.highest
        )
        if property_id in self.refuses or is_off or property_id not in self.values:
            raise WiaError(E_INVALIDARG)
        self.values[property_id] = value
        self.written.append((property_id, value))

    def allowed(self, property_id: int) -> Allowed:
        if property_id not in self.values:
            raise WiaError(0x80070057)
        return self.limits.get(property_id, Allowed())

    def download(self, heed: Heed) -> int:
        raise WiaError(0x80004001)

    def cancel(self) -> None:
        return


@dataclass
class ScanItem(SomeItem):
    """An item that pages come from. `fails`: at which page (from 0) and where in it which code is given."""

    device: "Windows | None" = None
    pages: list[bytes] = field(default_factory=list)
    fails: dict[tuple[int, str], int] = field(default_factory=dict)
    statuses: dict[int, int] = field(default_factory=dict)
    """Which device status is told before a page."""
    ending: str = "over"
    """How the driver ends: over, paper empty, end of media, never, never and deaf, silently called off."""
    brings: int | None = None
    """How many pages a call brings, where the driver decides that by itself."""
    heeds_stops: bool = True
    says_empty: bool = True
    """Does it say that the feeder ran out when it is called once more?"""
    before_the_end: Callable[[], None] | None = None
    """What happens in the world just before a page is told to have ended."""
    came: int = 0
    calls: int = 0
    is_cancelled: threading.Event = field(default_factory=threading.Event)

    def download(self, heed: Heed) -> int:
        self.is_cancelled.clear()
        self.calls += 1
        if self.came and not self.pages_left and self.says_empty:
            raise WiaError(PAPER_EMPTY)
        asked = self.values.get(Property.PAGES, 0)
        most = self.brings or (asked if isinstance(asked, int) else 0) or len(self.pages)
        for _ in range(min(most, len(self.pages_left))):
            if not self._bring(heed):
                return S_FALSE
        self._give(self.came, "after all")
        return self._end(heed)

    @property
    def pages_left(self) -> list[bytes]:
        return self.pages[self.came :]

    def _bring(self, heed: Heed) -> bool:
        number, content = self.came, self.pages[self.came]
        self._give(number, "before")
        if number in self.statuses:
            heed(Told(Kind.DEVICE_STATUS, status=self.statuses[number]))
        heed(Told(Kind.STREAM))
        for percent in (0, 50, 100):
            if not heed(Told(Kind.PERCENT, percent)) and self.heeds_stops:
                return False
            if percent == 50:
                self._give(number, "within")
        self.came += 1
        if self.before_the_end is not None:
            self.before_the_end()
        if not heed(Told(Kind.END_OF_STREAM, 100, S_OK, content)) and self.heeds_stops:
            return False
        self._give(number, "after")
        return True

    def _give(self, number: int, where: str) -> None:
        code = self.fails.get((number, where))
        if code == -1:  # the driver hangs
            self._hang()
        elif code is not None:
            raise WiaError(code)

    def _hang(self) -> None:
        assert self.device is not None
        self.device.hang(None if "deaf" in self.ending else self.is_cancelled)

    def _end(self, heed: Heed) -> int:
        if self.ending == "paper empty":
            raise WiaError(PAPER_EMPTY)
        if self.ending == "end of media":
            return END_OF_MEDIA
        if self.ending.startswith("never"):
            self._hang()
            return S_FALSE
        if self.ending == "silently called off":
            return S_FALSE
        heed(Told(Kind.END_OF_TRANSFER, 100))
        return S_OK

    def cancel(self) -> None:
        self.is_cancelled.set()


class Windows:
    """WIA with one scanner in it: `WiaApi`. `refusals`: which code opening it by which version gives, call by call."""

    def __init__(self, roots: dict[Version, SomeItem], names: Sequence[WiaDeviceFound] = ()) -> None:
        self.roots = roots
        self.names = names
        self.refusals: dict[Version, list[int]] = {}
        self.opened: list[Version] = []
        self.is_closed = threading.Event()
        self.hangs_when_asked = False
        for root in roots.values():
            for item in root.parts:
                item.device = self

    def devices(self) -> Sequence[WiaDeviceFound]:
        if self.hangs_when_asked:
            self.hang(None)
        return self.names

    def open(self, device_id: str, version: Version) -> SomeItem:
        self.opened.append(version)
        if device_id != ADDRESS or version not in self.roots:
            raise WiaError(0x80210015 if device_id != ADDRESS else E_INVALIDARG)
        if self.refusals.get(version):
            raise WiaError(self.refusals[version].pop(0))
        return self.roots[version]

    def hang(self, until: threading.Event | None) -> None:
        """Block as a driver does: until it is called off, or for as long as this Windows runs."""
        while not self.is_closed.wait(0.005):
            if until is not None and until.is_set():
                return

    def close(self) -> None:
        """Shut down: whatever hangs in it ends."""
        self.is_closed.set()


def root_of(version: Version, capabilities: int = FULL, *, paper_in: bool = True) -> SomeItem:
    """A device without parts."""
    root = SomeItem(
        values={
            Property.CONNECT_STATUS: 1,
            Property.HANDLING_CAPABILITIES: capabilities,
            Property.HANDLING_STATUS: 2 | int(paper_in),
        }
    )
    if version is Version.WIA_1:
        root.values |= {Property.HANDLING_SELECT: 2, Property.PAGES: 0}
        root.values |= {Property.BED_WIDTH: 8500, Property.BED_HEIGHT: 11700}
        root.values |= {Property.SHEET_WIDTH: 8500, Property.SHEET_HEIGHT: 14000}
    return root


def part_of(
    name: str, category: UUID | None, pages: Sequence[bytes] = (), version: Version = Version.WIA_2
) -> ScanItem:
    """An item as most drivers have them: 100 to 600 dpi, all modes, JPEG and BMP."""
    item = ScanItem(pages=list(pages))
    item.values = {
        Property.ITEM_NAME: name,
        Property.DATA_TYPE: 3,
        Property.DPI_X: 100,
        Property.DPI_Y: 100,
        Property.LEFT_PX: 0,
        Property.TOP_PX: 0,
        Property.WIDTH_PX: 850,
        Property.HEIGHT_PX: 1100,
    }
    item.limits = {
        Property.DATA_TYPE: Allowed((0, 2, 3)),
        Property.DPI_X: Allowed((100, 150, 200, 300, 600)),
        Property.DPI_Y: Allowed((100, 150, 200, 300, 600)),
    }
    if version is Version.WIA_2:
        item.values |= {Property.MEDIUM: 2, Property.FORMAT: FORMATS_LISTED[0]}
        item.values |= {Property.MAX_WIDTH: 8500, Property.MAX_HEIGHT: 11700}
        item.limits[Property.FORMAT] = Allowed(FORMATS_LISTED)
    if category is not None:
        item.values[Property.ITEM_CATEGORY] = category
    if "eed" in name:
        item.values |= {Property.HANDLING_SELECT: int(Select.FRONT_ONLY), Property.PAGES: 1}
        item.values[Property.MAX_HEIGHT] = 14000
    return item


FORMATS_LISTED = tuple(guid for kind, guid in FORMATS.items() if kind.name in ("BMP", "JPEG"))


def office_scanner(*pages: bytes, on_glass: bytes | None = None) -> Windows:
    """A WIA 2.0 device with a glass and a feeder that has these pages in it."""
    root = root_of(Version.WIA_2, paper_in=bool(pages))
    root.parts = [
        part_of("Flatbed", CATEGORY_FLATBED, [on_glass or picture(49)]),
        part_of("Feeder", CATEGORY_FEEDER, pages),
    ]
    return Windows({Version.WIA_2: root})


def old_scanner(*pages: bytes) -> Windows:
    """A device whose driver knows nothing of 2.0: one item, one page a call."""
    root = root_of(Version.WIA_1, paper_in=bool(pages))
    item = part_of("Scan", None, pages, Version.WIA_1)
    item.brings = 1
    root.parts = [item]
    return Windows({Version.WIA_1: root})


class Desk:
    """Where a scan's events and pages arrive."""

    def __init__(self, windows: Windows, waits: Waits = QUICK) -> None:
        self.windows = windows
        self.events: list[ScanEvent] = []
        self.pages: list[bytes] = []
        self.press = Press(self._arrive)
        self.driver = WiaDriver(lambda: windows, waits)

    def _arrive(self, event: ScanEvent, content: bytes) -> None:
        self.events.append(event)
        if isinstance(event, SheetScanned):
            self.pages.append(content)

    def ended_of(self, ended: ScanEnded) -> tuple[int, object]:
        """How many pages came, and why it ended."""
        assert ended.delivered == len(self.pages)
        return ended.delivered, ended.trouble
