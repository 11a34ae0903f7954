"""The COM interfaces of WIA as tables: GUIDs, methods in the order of their slots, and the arguments of those we call.

After the Windows metadata (which `wia_lh.h` and `wia_xp.h` are made of) and `objidl.h`. Slots 0 to 2 are IUnknown's and
stand in none of them; a method without arguments here is never called and only keeps its place. Every pointer to an
interface and every BSTR is a bare address; `com` gives them their types. Pure ctypes, so that any system can test it.
"""

from ctypes import POINTER, Structure, Union, c_byte, c_int32, c_int64, c_uint8, c_uint16, c_uint32, c_uint64, c_void_p
from dataclasses import dataclass
from typing import Any
from uuid import UUID


class Guid(Structure):
    """GUID."""

    _fields_ = (("content", c_uint8 * 16),)


class Vector(Structure):
    """CAL, CAUUID and their kin: how many, and where."""

    _fields_ = (("count", c_uint32), ("elements", c_void_p))


class _Held(Union):
    """What a PROPVARIANT may hold, as far as WIA's do."""

    _fields_ = (("number", c_int32), ("short", c_uint16), ("address", c_void_p), ("vector", Vector))


class PropVariant(Structure):
    """PROPVARIANT."""

    _anonymous_ = ("held",)
    _fields_ = (("type", c_uint16), ("reserved", c_uint16 * 3), ("held", _Held))


class _Named(Union):
    """The two ways to name a property; only the number is used."""

    _fields_ = (("id", c_uint32), ("name", c_void_p))


class PropSpec(Structure):
    """PROPSPEC."""

    _anonymous_ = ("named",)
    _fields_ = (("kind", c_uint32), ("named", _Named))


class TransferParams(Structure):
    """WiaTransferParams."""

    _fields_ = (("message", c_int32), ("percent", c_int32), ("bytes_done", c_uint64), ("status", c_int32))


class DataTransferInfo(Structure):
    """WIA_DATA_TRANSFER_INFO."""

    _fields_ = (
        ("size", c_uint32),
        ("section", c_uint32),
        ("buffer_bytes", c_uint32),
        ("double_buffer", c_int32),
        ("reserved", c_uint32 * 3),
    )


@dataclass(frozen=True, slots=True)
class Interface:
    """One interface: its name, its GUID, and its methods (name, argument types) from slot 3 on."""

    name: str
    iid: UUID
    methods: tuple[tuple[str, tuple[Any, ...]], ...]  # Any: ctypes has no public name for the types of arguments


_OUT = POINTER(c_void_p)  # where an interface comes back
_ENUM = (
    ("Next", (c_uint32, _OUT, POINTER(c_uint32))),
    ("Skip", ()),
    ("Reset", ()),
    ("Clone", ()),
    ("GetCount", ()),
)

DEVICE_MANAGER_1 = UUID("a1f4e726-8cf1-11d1-bf92-0060081ed811")  # the class WiaDevMgr
DEVICE_MANAGER_2 = UUID("b6c292bc-7c88-41ee-8b54-8ec92617e599")  # the class WiaDevMgr2

IWiaDevMgr2 = Interface(
    "IWiaDevMgr2",
    UUID("79c07cf1-cbdd-41ee-8ec3-f00080cada7a"),
    (
        ("EnumDeviceInfo", (c_int32, _OUT)),
        ("CreateDevice", (c_int32, c_void_p, _OUT)),
        ("SelectDeviceDlg", ()),
        ("SelectDeviceDlgID", ()),
        ("RegisterEventCallbackInterface", ()),
        ("RegisterEventCallbackProgram", ()),
        ("RegisterEventCallbackCLSID", ()),
        ("GetImageDlg", ()),
    ),
)
IWiaDevMgr = Interface(
    "IWiaDevMgr",
    UUID("5eb2502a-8cf1-11d1-bf92-0060081ed811"),
    (
        ("EnumDeviceInfo", (c_int32, _OUT)),
        ("CreateDevice", (c_void_p, _OUT)),
        ("SelectDeviceDlg", ()),
        ("SelectDeviceDlgID", ()),
        ("GetImageDlg", ()),
        ("RegisterEventCallbackProgram", ()),
        ("RegisterEventCallbackInterface", ()),
        ("RegisterEventCallbackCLSID", ()),
        ("AddDeviceDlg", ()),
    ),
)
IEnumWIA_DEV_INFO = Interface("IEnumWIA_DEV_INFO", UUID("5e38b83c-8cf1-11d1-bf92-0060081ed811"), _ENUM)
IEnumWiaItem2 = Interface("IEnumWiaItem2", UUID("59970af4-cd0d-44d9-ab24-52295630e582"), _ENUM)
IEnumWiaItem = Interface("IEnumWiaItem", UUID("5e8383fc-3391-11d2-9a33-00c04fa36145"), _ENUM)
IWiaItem2 = Interface(
    "IWiaItem2",
    UUID("6cba0075-1287-407d-9b77-cf0e030435cc"),
    (
        ("CreateChildItem", ()),
        ("DeleteItem", ()),
        ("EnumChildItems", (c_void_p, _OUT)),
        ("FindItemByName", ()),
        ("GetItemCategory", ()),
        ("GetItemType", ()),
        ("DeviceDlg", ()),
        ("DeviceCommand", ()),
        ("EnumDeviceCapabilities", ()),
        ("CheckExtension", ()),
        ("GetExtension", ()),
        ("GetParentItem", ()),
        ("GetRootItem", ()),
        ("GetPreviewComponent", ()),
        ("EnumRegisterEventInfo", ()),
        ("Diagnostic", ()),
    ),
)
IWiaItem = Interface(
    "IWiaItem",
    UUID("4db1ad10-3391-11d2-9a33-00c04fa36145"),
    (
        ("GetItemType", ()),
        ("AnalyzeItem", ()),
        ("EnumChildItems", (_OUT,)),
        ("DeleteItem", ()),
        ("CreateChildItem", ()),
        ("EnumRegisterEventInfo", ()),
        ("FindItemByName", ()),
        ("DeviceDlg", ()),
        ("DeviceCommand", ()),
        ("GetRootItem", ()),
        ("EnumDeviceCapabilities", ()),
        ("DumpItemData", ()),
        ("DumpDrvItemData", ()),
        ("DumpTreeItemData", ()),
        ("Diagnostic", ()),
    ),
)
IWiaPropertyStorage = Interface(
    "IWiaPropertyStorage",
    UUID("98b5e8a0-29cc-491a-aac0-e6db4fdcceb6"),
    (
        ("ReadMultiple", (c_uint32, POINTER(PropSpec), POINTER(PropVariant))),
        ("WriteMultiple", (c_uint32, POINTER(PropSpec), POINTER(PropVariant), c_uint32)),
        ("DeleteMultiple", ()),
        ("ReadPropertyNames", ()),
        ("WritePropertyNames", ()),
        ("DeletePropertyNames", ()),
        ("Commit", ()),
        ("Revert", ()),
        ("Enum", ()),
        ("SetTimes", ()),
        ("SetClass", ()),
        ("Stat", ()),
        ("GetPropertyAttributes", (c_uint32, POINTER(PropSpec), POINTER(c_uint32), POINTER(PropVariant))),
        ("GetCount", ()),
        ("GetPropertyStream", ()),
        ("SetPropertyStream", ()),
    ),
)
IWiaTransfer = Interface(
    "IWiaTransfer",
    UUID("c39d6942-2f4e-4d04-92fe-4ef4d3a1de5a"),
    (
        ("Download", (c_int32, c_void_p)),
        ("Upload", ()),
        ("Cancel", ()),
        ("EnumWIA_FORMAT_INFO", ()),
    ),
)
IWiaTransferCallback = Interface(
    "IWiaTransferCallback",
    UUID("27d4eaaf-28a6-4ca5-9aab-e678168b9527"),
    (
        ("TransferCallback", (c_int32, POINTER(TransferParams))),
        ("GetNextStream", (c_int32, c_void_p, c_void_p, _OUT)),
    ),
)
IWiaDataTransfer = Interface(
    "IWiaDataTransfer",
    UUID("a6cef998-a5b0-11d2-a08f-00c04f72dc3c"),
    (
        ("idtGetData", ()),
        ("idtGetBandedData", (POINTER(DataTransferInfo), c_void_p)),
        ("idtQueryGetData", ()),
        ("idtEnumWIA_FORMAT_INFO", ()),
        ("idtGetExtendedTransferInfo", ()),
    ),
)
IWiaDataCallback = Interface(
    "IWiaDataCallback",
    UUID("a558a866-a5b0-11d2-a08f-00c04f72dc3c"),
    (("BandedDataCallback", (c_int32, c_int32, c_int32, c_int32, c_int32, c_int32, c_int32, POINTER(c_byte))),),
)
IStream = Interface(
    "IStream",
    UUID("0000000c-0000-0000-c000-000000000046"),
    (
        ("Read", (c_void_p, c_uint32, POINTER(c_uint32))),  # the first two are ISequentialStream's
        ("Write", (c_void_p, c_uint32, POINTER(c_uint32))),
        ("Seek", (c_int64, c_uint32, POINTER(c_uint64))),
        ("SetSize", ()),
        ("CopyTo", ()),
        ("Commit", ()),
        ("Revert", ()),
        ("LockRegion", ()),
        ("UnlockRegion", ()),
        ("Stat", ()),
        ("Clone", ()),
    ),
)
EVERY = (
    IWiaDevMgr2,
    IWiaDevMgr,
    IEnumWIA_DEV_INFO,
    IEnumWiaItem2,
    IEnumWiaItem,
    IWiaItem2,
    IWiaItem,
    IWiaPropertyStorage,
    IWiaTransfer,
    IWiaTransferCallback,
    IWiaDataTransfer,
    IWiaDataCallback,
    IStream,
)
