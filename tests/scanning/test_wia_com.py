"""The COM side on Windows itself: a device that is served there through real vtables, BSTRs, PROPVARIANTs and streams.

It is reached as WIA's service is but lives in this process, so it shows that what we hand to COM and take from it is
right; that the service's own devices are reached through the same slots is held by `test_wia_interfaces`.
"""

import ctypes
import sys
from typing import Any
from uuid import UUID

import pytest

from app.domain.scanning import ScanEvent, ScanOrder, SheetScanned, Source
from app.scanning.driver import Press, StopStep
from app.scanning.wia import interfaces
from app.scanning.wia.api import Allowed, Kind, Told, Value, Version, WiaError
from app.scanning.wia.com import _Com, _ComItem1, _ComItem2, _ComWia, windows_wia
from app.scanning.wia.driver import WiaDriver
from app.scanning.wia.interfaces import Guid, PropVariant, TransferParams
from app.scanning.wia.properties import CATEGORY_FEEDER, FORMATS, Property
from app.scanning.wia.variants import guid_of
from tests.scanning.wia_device import ADDRESS, QUICK, SCANNER

pytestmark = pytest.mark.skipif(sys.platform != "win32", reason="COM is Windows' own")

_S_OK, _S_FALSE, _E_INVALIDARG = 0, 1, -2147024809
_PAGES = [b"\xff\xd8\xff\xe0" + bytes([number]) * 700_000 + b"\xff\xd9" for number in range(1, 4)]
_BITMAP = b"BM" + (54 + 12).to_bytes(4, "little") + bytes(4) + (54).to_bytes(4, "little")
_BITMAP += b"".join(n.to_bytes(4, "little") for n in (40, 3, 1)) + b"\1\0\x18\0" + bytes(24) + b"shade of it\0"


class Served:
    """A device, its one feeder and their transfers, written against the interfaces as a driver's author would."""

    _task_memory: Any

    def __init__(self, com: _Com, values: dict[int, Value], *, parts: "tuple[Served, ...]" = ()) -> None:
        self.com = com
        self.values = values
        self.parts = list(parts)
        self.next_part = 0
        self.stopped_at: int | None = None
        self.status = _S_OK
        if sys.platform == "win32":
            self._task_memory = ctypes.WinDLL("ole32").CoTaskMemAlloc
            self._task_memory.argtypes, self._task_memory.restype = (ctypes.c_size_t,), ctypes.c_void_p

    def pointer(self, *tables: interfaces.Interface) -> Any:
        """This, behind these interfaces."""
        served = [self.com.interface(table) for table in tables]
        methods: dict[str, Any] = {"_com_interfaces_": served}
        for name in (name for table in tables for name, _ in table.methods):
            methods |= self._method(name) if hasattr(self, name) else {}
        return type("Served", (self.com._comtypes.COMObject,), methods)().QueryInterface(served[0])

    def _method(self, name: str) -> dict[str, Any]:
        does = getattr(self, name)
        return {name: lambda _, this, *told: does(*told)}

    def _give(self, into: Any, pointer: Any) -> int:
        pointer.AddRef()
        into[0] = ctypes.cast(pointer, ctypes.c_void_p).value
        return _S_OK

    # --- IWiaPropertyStorage ---

    def ReadMultiple(self, count: int, specs: Any, variants: Any) -> int:
        assert (count, specs[0].kind) == (1, 1)
        value = self.values.get(specs[0].id)
        held: PropVariant = variants[0]
        if isinstance(value, str):
            held.type, held.address = 8, self.com._text(value)
        elif isinstance(value, UUID):
            held.type, held.address = 72, self._copied(bytes(guid_of(value)))
        elif value is not None:
            held.type, held.number = 3, value
        return _S_OK if value is not None else _S_FALSE

    def WriteMultiple(self, count: int, specs: Any, variants: Any, first: int) -> int:
        assert first == 4098
        for at in range(count):
            is_guid = variants[at].type == 72
            content = ctypes.string_at(variants[at].address, 16) if is_guid else b""
            if specs[at].id not in self.values:
                return _E_INVALIDARG
            self.values[specs[at].id] = UUID(bytes_le=content) if is_guid else variants[at].number
        return _S_OK

    def GetPropertyAttributes(self, _count: int, specs: Any, flags: Any, variants: Any) -> int:
        if specs[0].id == Property.DPI_X:
            flags[0], content = 0x13, b"".join(n.to_bytes(4, "little") for n in (75, 300, 600, 75))
            variants[0].type, variants[0].vector.count = 0x1003, 4
        elif specs[0].id == Property.FORMAT:
            listed = [UUID(int=1), *FORMATS.values()]
            flags[0], content = 0x23, b"".join(bytes(guid_of(guid)) for guid in listed)
            variants[0].type, variants[0].vector.count = 0x1048, len(listed)
        else:
            return _E_INVALIDARG
        variants[0].vector.elements = self._copied(content)
        return _S_OK

    def _copied(self, content: bytes) -> int:
        address = int(self._task_memory(len(content)))
        ctypes.memmove(address, content, len(content))
        return address

    # --- IWiaItem2, IWiaItem and their enumerators ---

    def EnumChildItems(self, *told: Any) -> int:
        self.next_part = 0
        table = interfaces.IEnumWiaItem2 if len(told) == 2 else interfaces.IEnumWiaItem
        return self._give(told[-1], self.pointer(table))

    def Next(self, count: int, into: Any, fetched: Any) -> int:
        if self.next_part == len(self.parts):
            return _S_FALSE
        part, self.next_part, fetched[0] = self.parts[self.next_part], self.next_part + 1, count
        is_old = Property.MAX_WIDTH not in part.values
        item = interfaces.IWiaItem if is_old else interfaces.IWiaItem2
        transfer = interfaces.IWiaDataTransfer if is_old else interfaces.IWiaTransfer
        return self._give(into, part.pointer(item, interfaces.IWiaPropertyStorage, transfer))

    # --- IWiaTransfer ---

    def Download(self, _flags: int, callback: int) -> int:
        heard = ctypes.cast(callback, ctypes.POINTER(self.com.interface(interfaces.IWiaTransferCallback)))
        heard.AddRef()
        for number, content in enumerate(_PAGES):
            stream = self.com.pointer(interfaces.IStream)
            into = ctypes.cast(ctypes.byref(stream), ctypes.POINTER(ctypes.c_void_p))
            assert heard.GetNextStream(0, None, None, into) == _S_OK
            for at in range(0, len(content), 65_000):
                piece = content[at : at + 65_000]
                stream.Write(piece, len(piece), None)
            for message in (Kind.PERCENT, Kind.END_OF_STREAM):
                params = TransferParams(message=message, percent=50, bytes_done=len(content))
                if heard.TransferCallback(0, ctypes.byref(params)) == _S_FALSE:
                    self.stopped_at = number
                    return _S_FALSE
        return self.status

    def Cancel(self) -> int:
        return _E_INVALIDARG  # nothing runs

    # --- IWiaDataTransfer ---

    def idtGetBandedData(self, wanted: Any, callback: int) -> int:
        assert wanted[0].size == 28
        heard = ctypes.cast(callback, ctypes.POINTER(self.com.interface(interfaces.IWiaDataCallback)))
        heard.AddRef()
        for message, piece in ((1, b""), (2, _BITMAP[14:40]), (2, _BITMAP[40:]), (4, b"")):
            buffer = ctypes.cast(ctypes.create_string_buffer(piece), ctypes.POINTER(ctypes.c_byte))
            heard.BandedDataCallback(message, 0, 50, 0, len(piece), 0, 0, buffer)
        return self.status


@pytest.fixture(scope="module")
def com() -> _Com:
    """COM, entered once."""
    return _Com()


def feeder_of(com: _Com) -> Served:
    values: dict[int, Value] = {Property.ITEM_NAME: "Feeder \u2713", Property.ITEM_CATEGORY: CATEGORY_FEEDER}
    values |= {Property.DATA_TYPE: 3, Property.DPI_X: 300, Property.DPI_Y: 300, Property.PAGES: 1}
    values |= {Property.HANDLING_SELECT: 32, Property.FORMAT: FORMATS_FIRST, Property.MEDIUM: 2}
    return Served(com, values | {Property.MAX_WIDTH: 8500, Property.MAX_HEIGHT: 14000})


FORMATS_FIRST = next(iter(FORMATS.values()))


def root_of(com: _Com, part: Served) -> _ComItem2:
    values: dict[int, Value] = {Property.HANDLING_CAPABILITIES: 0x21, Property.HANDLING_STATUS: 1}
    root = Served(com, values, parts=(part,))
    return _ComItem2(com, root.pointer(interfaces.IWiaItem2, interfaces.IWiaPropertyStorage))


class Reached(_ComWia):
    """WIA with this device in it."""

    root: _ComItem2

    def open(self, device_id: str, version: Version) -> _ComItem2:
        return self.root


def scan(com: _Com, part: Served, stop_at: int = 0) -> tuple[list[bytes], object]:
    pages: list[bytes] = []

    def arrive(event: ScanEvent, content: bytes) -> None:
        if isinstance(event, SheetScanned):
            pages.append(content)
            if event.number == stop_at:
                press.stop(StopStep.FINISH)

    press, reached = Press(arrive), Reached(com)
    reached.root = root_of(com, part)
    ended = WiaDriver(lambda: reached, QUICK).scan(ScanOrder(SCANNER, Source.FEEDER, 310), press)
    return pages, ended.trouble


def test_pages_come_whole_through_real_streams(com: _Com) -> None:
    assert scan(com, feeder_of(com)) == (_PAGES, None)


def test_what_is_set_arrives_as_it_was_meant(com: _Com) -> None:
    feeder = feeder_of(com)
    scan(com, feeder)
    assert {key: feeder.values[key] for key in (Property.DPI_X, Property.PAGES, Property.FORMAT)} == {
        Property.DPI_X: 300,
        Property.PAGES: 0,
        Property.FORMAT: FORMATS_FIRST,
    }


def test_a_stop_reaches_the_driver_as_s_false(com: _Com) -> None:
    feeder = feeder_of(com)
    pages, _ = scan(com, feeder, stop_at=2)
    assert (pages, feeder.stopped_at) == (_PAGES[:2], 1)


def test_a_code_of_the_driver_comes_back_as_its_trouble(com: _Com) -> None:
    feeder = feeder_of(com)
    feeder.status = 0x80210002 - 2**32
    pages, trouble = scan(com, feeder)
    assert (pages, getattr(trouble, "name", "")) == (_PAGES, "PAPER_JAM")


def test_properties_are_read_as_text_number_and_guid(com: _Com) -> None:
    item = root_of(com, feeder_of(com)).children()[0]
    read = [item.read(key) for key in (Property.ITEM_NAME, Property.DATA_TYPE, Property.ITEM_CATEGORY, 9999)]
    assert read == ["Feeder \u2713", 3, CATEGORY_FEEDER, None]
    assert item.allowed(Property.DPI_X) == Allowed((), 75, 600, 75)
    assert set(FORMATS.values()) <= set(item.allowed(Property.FORMAT).values)
    with pytest.raises(WiaError) as raised:
        item.write(9999, 1)
    assert raised.value.hresult == 0x80070057


def test_bands_of_wia_1_become_a_page(com: _Com) -> None:
    values: dict[int, Value] = {Property.FORMAT: UUID(int=0), Property.MEDIUM: 0}
    root = Served(com, {}, parts=(Served(com, values),))
    item = _ComItem1(com, root.pointer(interfaces.IWiaItem, interfaces.IWiaPropertyStorage)).children()[0]
    told: list[Told] = []

    def heed(message: Told) -> bool:
        told.append(message)
        return True

    assert item.download(heed) == _S_OK
    assert [message.content for message in told if message.kind == Kind.END_OF_STREAM] == [_BITMAP]
    assert values == {Property.FORMAT: list(FORMATS.values())[2], Property.MEDIUM: 128}


def test_calling_off_what_does_not_run_is_nothing(com: _Com) -> None:
    item = root_of(com, feeder_of(com)).children()[0]
    item.cancel()
    item.download(lambda _: True)
    item.cancel()


def test_a_device_that_does_not_exist_is_an_error_of_wia() -> None:
    for version in Version:
        with pytest.raises(WiaError):
            windows_wia().open(ADDRESS, version)


def test_a_guid_is_as_windows_lays_it_out(com: _Com) -> None:
    assert bytes(guid_of(CATEGORY_FEEDER)) == bytes(com._guid(CATEGORY_FEEDER))
    assert ctypes.sizeof(Guid) == 16
