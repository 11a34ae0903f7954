"""`WiaApi` by COM: the one file that knows comtypes, which is there on Windows only and imported when it is asked for.

The thread that calls `windows_wia` must live as long as its answer is used (a scan's process does): COM is entered
there as a multithreaded apartment, so that all our threads may use what it gave, and WIA may call back on any.
It has not been run against a scanner yet (README, "proven where").
"""

import ctypes
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Any
from uuid import UUID

from app.domain.pages import MediaType
from app.scanning.driver import MAX_SHEET_BYTES
from app.scanning.wia import interfaces
from app.scanning.wia.api import Allowed, Heed, Kind, Told, Value, Version, WiaApi, WiaDeviceFound, WiaError, WiaItem
from app.scanning.wia.bands import Bands
from app.scanning.wia.interfaces import DataTransferInfo, Interface, PropSpec, PropVariant, TransferParams
from app.scanning.wia.properties import FORMATS, SCANNERS, Property
from app.scanning.wia.variants import allowed_of, guid_of, guid_variant, number_variant, spec_of, value_of

_NO_WIA = 0x80040154  # REGDB_E_CLASSNOTREG
_S_OK, _S_FALSE, _E_FAIL = 0, 1, 0x80004005
_LOCAL_SERVER = 4  # CLSCTX_LOCAL_SERVER: WIA is a service
_MULTITHREADED = 0  # COINIT_MULTITHREADED
_LOCAL_DEVICES = 0x10  # WIA_DEVINFO_ENUM_LOCAL
_FIRST_ITEM_PROPERTY = 4098  # WIA_IPA_FIRST
_AS_CALLBACK = 128  # TYMED_CALLBACK
_BAND_BYTES = 262_144
_MOST_LISTED = 256
_FROM_START, _FROM_END = 0, 2

# Any: comtypes comes without types, and what it makes of our tables exists at run time only.


def windows_wia() -> WiaApi:
    """WIA of this Windows. Raises `WiaError` where there is none, as on every other system."""
    return _ComWia(_Com())


class _Com:
    """comtypes, our interfaces as it wants them, and the four functions of Windows that it lacks."""

    _comtypes: Any
    _hresult: Any
    _text: Any
    _free_text: Any
    _clear: Any
    _memory_stream: Any

    def __init__(self) -> None:
        """Raises `WiaError` on other systems than Windows."""
        self._made: dict[str, Any] = {}
        if sys.platform == "win32":
            sys.coinit_flags = _MULTITHREADED  # type: ignore[attr-defined]  # comtypes reads it while it is imported
            import comtypes  # not on other systems, and it enters COM for the thread that imports it

            self._comtypes, self._hresult = comtypes, ctypes.HRESULT
            oleaut, ole, shell = ctypes.WinDLL("oleaut32"), ctypes.WinDLL("ole32"), ctypes.WinDLL("shlwapi")
            self._text = oleaut.SysAllocString
            self._text.argtypes, self._text.restype = (ctypes.c_wchar_p,), ctypes.c_void_p
            self._free_text = oleaut.SysFreeString
            self._free_text.argtypes, self._free_text.restype = (ctypes.c_void_p,), None
            self._clear = ole.PropVariantClear
            self._clear.argtypes = (ctypes.POINTER(PropVariant),)
            self._memory_stream = shell.SHCreateMemStream
            self._memory_stream.argtypes, self._memory_stream.restype = (
                (ctypes.c_void_p, ctypes.c_uint),
                ctypes.c_void_p,
            )
        else:
            raise WiaError(_NO_WIA)

    def interface(self, table: Interface) -> Any:
        """The class that comtypes calls an interface through."""
        if table.name not in self._made:
            unknown, slot = self._comtypes.IUnknown, self._comtypes.STDMETHOD
            methods = [slot(self._hresult, name, list(arguments)) for name, arguments in table.methods]
            named = {"_iid_": self._guid(table.iid), "_idlflags_": [], "_methods_": methods}
            self._made[table.name] = type(unknown)(table.name, (unknown,), named)
        return self._made[table.name]

    def pointer(self, table: Interface) -> Any:
        """An empty pointer to such an interface."""
        return ctypes.POINTER(self.interface(table))()

    def create(self, class_id: UUID, table: Interface) -> Any:
        """An object of a class that lives in a service."""
        create = self._comtypes.CoCreateInstance
        return self._asked(create, self._guid(class_id), self.interface(table), _LOCAL_SERVER)

    def side(self, pointer: Any, table: Interface) -> Any:
        """The same object by another of its interfaces."""
        return self._asked(pointer.QueryInterface, self.interface(table))

    def call(self, method: Any, *arguments: Any) -> int:
        """Call a method, and return its HRESULT if that is a success."""
        return int(self._asked(method, *arguments) or 0)

    def _asked(self, method: Any, *arguments: Any) -> Any:
        try:
            return method(*arguments)
        except self._comtypes.COMError as error:
            raise WiaError(error.hresult) from error
        except OSError as error:
            raise WiaError(getattr(error, "winerror", None) or _E_FAIL) from error

    def with_text(self, text: str, call: Callable[[int], int]) -> int:
        """Call with a BSTR, which belongs to us and is freed behind it."""
        address = self._text(text)
        try:
            return call(address)
        finally:
            self._free_text(address)

    def clear(self, variant: PropVariant) -> None:
        """Free what Windows put into a variant."""
        self._clear(ctypes.byref(variant))

    def memory_stream(self) -> Any:
        """A stream in our own memory, or None where there is no more of that."""
        address = self._memory_stream(None, 0)
        return ctypes.cast(address, ctypes.POINTER(self.interface(interfaces.IStream))) if address else None

    def served(self, table: Interface, **methods: Callable[..., int]) -> Any:
        """An object of ours behind an interface; each method is called with the interface's own arguments."""
        # comtypes hands the raw arguments on to methods whose second parameter is called `this`.
        named = {name: (lambda self, this, *told, _do=do: _do(*told)) for name, do in methods.items()}
        made = type(table.name, (self._comtypes.COMObject,), {**named, "_com_interfaces_": [self.interface(table)]})
        return self.side(made(), table)

    def _guid(self, value: UUID) -> Any:
        return self._comtypes.GUID(f"{{{value}}}")


class _ComWia:
    """The device managers of both generations."""

    def __init__(self, com: _Com) -> None:
        self._com = com

    def devices(self) -> Sequence[WiaDeviceFound]:
        com = self._com
        manager = com.create(interfaces.DEVICE_MANAGER_2, interfaces.IWiaDevMgr2)
        listed = com.pointer(interfaces.IEnumWIA_DEV_INFO)
        com.call(manager.EnumDeviceInfo, _LOCAL_DEVICES, ctypes.byref(listed))
        found = []
        for storage in _each(com, listed, interfaces.IWiaPropertyStorage):
            told = _ComProperties(com, storage)
            kind = told.read(Property.DEVICE_TYPE)
            if isinstance(kind, int) and kind >> 16 == SCANNERS:
                texts = (Property.DEVICE_ID, Property.DEVICE_NAME, Property.MAKER, Property.DESCRIPTION)
                found.append(WiaDeviceFound(*(str(told.read(text) or "") for text in texts)))
        return [device for device in found if device.id]

    def open(self, device_id: str, version: Version) -> WiaItem:
        com = self._com
        if version is Version.WIA_1:
            manager = com.create(interfaces.DEVICE_MANAGER_1, interfaces.IWiaDevMgr)
            root = com.pointer(interfaces.IWiaItem)
            com.with_text(device_id, lambda text: com.call(manager.CreateDevice, text, ctypes.byref(root)))
            return _ComItem1(com, root)
        manager = com.create(interfaces.DEVICE_MANAGER_2, interfaces.IWiaDevMgr2)
        root = com.pointer(interfaces.IWiaItem2)
        com.with_text(device_id, lambda text: com.call(manager.CreateDevice, 0, text, ctypes.byref(root)))
        return _ComItem2(com, root)


def _each(com: _Com, listed: Any, table: Interface) -> Iterator[Any]:
    """What an enumerator gives, one by one, until it says that there is no more."""
    for _ in range(_MOST_LISTED):
        found, count = com.pointer(table), ctypes.c_uint32()
        if com.call(listed.Next, 1, ctypes.byref(found), ctypes.byref(count)) != _S_OK or count.value != 1:
            return
        yield found


class _ComProperties:
    """Anything that has properties."""

    def __init__(self, com: _Com, storage: Any) -> None:
        self._com = com
        self._storage = storage

    def read(self, property_id: int) -> Value | None:
        spec, variant = spec_of(property_id), PropVariant()
        self._com.call(self._storage.ReadMultiple, 1, ctypes.byref(spec), ctypes.byref(variant))
        try:
            return value_of(variant)
        finally:
            self._com.clear(variant)

    def write(self, property_id: int, value: int | UUID) -> None:
        self._write((property_id, value))

    def allowed(self, property_id: int) -> Allowed:
        spec, flags, variant = spec_of(property_id), ctypes.c_uint32(), PropVariant()
        ask = self._storage.GetPropertyAttributes
        self._com.call(ask, 1, ctypes.byref(spec), ctypes.byref(flags), ctypes.byref(variant))
        try:
            return allowed_of(flags.value, variant)
        finally:
            self._com.clear(variant)

    def _write(self, *pairs: tuple[int, int | UUID]) -> None:
        guids = [guid_of(value) if isinstance(value, UUID) else None for _, value in pairs]
        specs = (PropSpec * len(pairs))(*(spec_of(property_id) for property_id, _ in pairs))
        variants = (PropVariant * len(pairs))(
            *(
                number_variant(int(value)) if guid is None else guid_variant(guid)
                for (_, value), guid in zip(pairs, guids, strict=True)
            )
        )  # ours, so nothing of them is freed by Windows
        self._com.call(self._storage.WriteMultiple, len(pairs), specs, variants, _FIRST_ITEM_PROPERTY)


class _ComItem2(_ComProperties):
    """An item of WIA 2.0."""

    def __init__(self, com: _Com, item: Any) -> None:
        super().__init__(com, com.side(item, interfaces.IWiaPropertyStorage))
        self._item = item
        self._transfer: Any = None

    def children(self) -> Sequence[WiaItem]:
        com, listed = self._com, self._com.pointer(interfaces.IEnumWiaItem2)
        com.call(self._item.EnumChildItems, None, ctypes.byref(listed))
        return [_ComItem2(com, item) for item in _each(com, listed, interfaces.IWiaItem2)] if listed else []

    def download(self, heed: Heed) -> int:
        com = self._com
        self._transfer = com.side(self._item, interfaces.IWiaTransfer)
        pages = _Pages(com, heed)
        served = com.served(
            interfaces.IWiaTransferCallback, TransferCallback=pages.told, GetNextStream=pages.next_stream
        )
        return com.call(self._transfer.Download, 0, served)

    def cancel(self) -> None:
        if self._transfer is not None:
            try:
                self._com.call(self._transfer.Cancel)
            except WiaError:
                return  # it had ended by itself, or the service is gone


class _Pages:
    """The other end of a WIA 2.0 transfer: streams for the driver, each read when it says that one ended."""

    def __init__(self, com: _Com, heed: Heed) -> None:
        self._com = com
        self._heed = heed
        self._streams: deque[Any] = deque()

    def next_stream(self, _flags: int, _name: int, _full_name: int, destination: Any) -> int:
        stream = self._com.memory_stream()
        if stream is None:
            return _E_FAIL
        stream.AddRef()  # the driver's own
        destination[0] = ctypes.cast(stream, ctypes.c_void_p).value
        self._streams.append(stream)
        self._heed(Told(Kind.STREAM))
        return _S_OK

    def told(self, _flags: int, params: Any) -> int:
        told: TransferParams = params[0]
        content = b""
        if told.message == Kind.END_OF_STREAM and self._streams:
            content = self._content(self._streams.popleft())
        goes_on = self._heed(Told(told.message, told.percent, told.status & 0xFFFFFFFF, content))
        return _S_OK if goes_on else _S_FALSE

    def _content(self, stream: Any) -> bytes:
        """All bytes of a stream, one more than may be of one that is too large."""
        call, size, came = self._com.call, ctypes.c_uint64(), ctypes.c_uint32()
        call(stream.Seek, 0, _FROM_END, ctypes.byref(size))
        call(stream.Seek, 0, _FROM_START, None)
        content = bytearray()
        while len(content) < min(size.value, MAX_SHEET_BYTES + 1):
            piece = ctypes.create_string_buffer(min(size.value - len(content), _BAND_BYTES))
            call(stream.Read, piece, len(piece), ctypes.byref(came))
            if not came.value:
                break
            content += piece.raw[: came.value]
        return bytes(content)


class _ComItem1(_ComProperties):
    """An item of WIA 1.0; its transfer brings bitmaps in bands."""

    def __init__(self, com: _Com, item: Any) -> None:
        super().__init__(com, com.side(item, interfaces.IWiaPropertyStorage))
        self._item = item
        self._bands: Bands | None = None

    def children(self) -> Sequence[WiaItem]:
        com, listed = self._com, self._com.pointer(interfaces.IEnumWiaItem)
        com.call(self._item.EnumChildItems, ctypes.byref(listed))
        return [_ComItem1(com, item) for item in _each(com, listed, interfaces.IWiaItem)] if listed else []

    def download(self, heed: Heed) -> int:
        com = self._com
        self._write((Property.FORMAT, FORMATS[MediaType.BMP]), (Property.MEDIUM, _AS_CALLBACK))
        transfer = com.side(self._item, interfaces.IWiaDataTransfer)
        bands = self._bands = Bands(heed)

        def told(message: int, status: int, percent: int, _at: int, length: int, _1: int, _2: int, buffer: Any) -> int:
            piece = ctypes.string_at(buffer, length) if buffer and length > 0 else b""
            return _S_OK if bands.told(message, status & 0xFFFFFFFF, percent, piece) else _S_FALSE

        size = ctypes.sizeof(DataTransferInfo)
        wanted = DataTransferInfo(size=size, buffer_bytes=_BAND_BYTES, double_buffer=1)
        served = com.served(interfaces.IWiaDataCallback, BandedDataCallback=told)
        return com.call(transfer.idtGetBandedData, ctypes.byref(wanted), served)

    def cancel(self) -> None:
        if self._bands is not None:
            self._bands.is_cancelled = True  # there is no other way to say it
