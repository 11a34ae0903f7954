"""Our tables of COM are those of Windows: GUIDs, slots and sizes, written down here once more from their source.

Source: the Windows metadata (Microsoft.Windows.SDK.Win32Metadata 71.0.26) for WIA's own, `objidl.h` for IStream, and
where it has them (IWiaPropertyStorage, WIA 1.0) the header `wia.h` of mingw-w64, which says the same.
"""

import ctypes
import subprocess
import sys

import pytest

from app.scanning.wia.api import WiaError
from app.scanning.wia.com import windows_wia
from app.scanning.wia.interfaces import (
    DEVICE_MANAGER_1,
    DEVICE_MANAGER_2,
    EVERY,
    DataTransferInfo,
    Guid,
    Interface,
    PropSpec,
    PropVariant,
    TransferParams,
)
from app.scanning.wia.properties import CATEGORY_FEEDER, CATEGORY_FLATBED, FORMATS, Property

# name: GUID, and the slots of the methods that are called or served
EXPECTED = {
    "IWiaDevMgr2": ("79c07cf1-cbdd-41ee-8ec3-f00080cada7a", 11, {"EnumDeviceInfo": 3, "CreateDevice": 4}),
    "IWiaDevMgr": ("5eb2502a-8cf1-11d1-bf92-0060081ed811", 12, {"EnumDeviceInfo": 3, "CreateDevice": 4}),
    "IEnumWIA_DEV_INFO": ("5e38b83c-8cf1-11d1-bf92-0060081ed811", 8, {"Next": 3}),
    "IEnumWiaItem2": ("59970af4-cd0d-44d9-ab24-52295630e582", 8, {"Next": 3}),
    "IEnumWiaItem": ("5e8383fc-3391-11d2-9a33-00c04fa36145", 8, {"Next": 3}),
    "IWiaItem2": ("6cba0075-1287-407d-9b77-cf0e030435cc", 19, {"EnumChildItems": 5}),
    "IWiaItem": ("4db1ad10-3391-11d2-9a33-00c04fa36145", 18, {"EnumChildItems": 5}),
    "IWiaPropertyStorage": (
        "98b5e8a0-29cc-491a-aac0-e6db4fdcceb6",
        19,
        {"ReadMultiple": 3, "WriteMultiple": 4, "GetPropertyAttributes": 15},
    ),
    "IWiaTransfer": ("c39d6942-2f4e-4d04-92fe-4ef4d3a1de5a", 7, {"Download": 3, "Cancel": 5}),
    "IWiaTransferCallback": (
        "27d4eaaf-28a6-4ca5-9aab-e678168b9527",
        5,
        {"TransferCallback": 3, "GetNextStream": 4},
    ),
    "IWiaDataTransfer": ("a6cef998-a5b0-11d2-a08f-00c04f72dc3c", 8, {"idtGetBandedData": 4}),
    "IWiaDataCallback": ("a558a866-a5b0-11d2-a08f-00c04f72dc3c", 4, {"BandedDataCallback": 3}),
    "IStream": ("0000000c-0000-0000-c000-000000000046", 14, {"Read": 3, "Write": 4, "Seek": 5}),
}
NUMBERS = {  # WIA_DIP_*, WIA_DPA_*, WIA_DPS_*, WIA_IPA_*, WIA_IPS_* of wiadef.h
    "DEVICE_ID": 2, "MAKER": 3, "DESCRIPTION": 4, "DEVICE_TYPE": 5, "DEVICE_NAME": 7, "CONNECT_STATUS": 1027,
    "BED_WIDTH": 3074, "BED_HEIGHT": 3075, "SHEET_WIDTH": 3076, "SHEET_HEIGHT": 3077,
    "HANDLING_CAPABILITIES": 3086, "HANDLING_STATUS": 3087, "HANDLING_SELECT": 3088, "PAGES": 3096,
    "ITEM_NAME": 4098, "DATA_TYPE": 4103, "FORMAT": 4106, "MEDIUM": 4108, "ITEM_CATEGORY": 4125,
    "DPI_X": 6147, "DPI_Y": 6148, "LEFT_PX": 6149, "TOP_PX": 6150, "WIDTH_PX": 6151, "HEIGHT_PX": 6152,
    "MAX_WIDTH": 6165, "MAX_HEIGHT": 6166,
}  # fmt: skip


def test_every_interface_is_written_down_here() -> None:
    assert {table.name for table in EVERY} == set(EXPECTED)


@pytest.mark.parametrize("table", EVERY, ids=lambda table: table.name)
def test_an_interface_has_its_guid_its_slots_and_its_size(table: Interface) -> None:
    guid, slots, called = EXPECTED[table.name]
    names = [name for name, _ in table.methods]
    assert str(table.iid) == guid
    assert len(names) + 3 == slots
    assert {name: names.index(name) + 3 for name in called} == called
    assert {name for name, arguments in table.methods if arguments} <= set(called)


def test_classes_categories_and_formats_have_their_guids() -> None:
    assert str(DEVICE_MANAGER_2) == "b6c292bc-7c88-41ee-8b54-8ec92617e599"
    assert str(DEVICE_MANAGER_1) == "a1f4e726-8cf1-11d1-bf92-0060081ed811"
    assert str(CATEGORY_FLATBED) == "fb607b1f-43f3-488b-855b-fb703ec342a6"
    assert str(CATEGORY_FEEDER) == "fe131934-f84c-42ad-8da4-6129cddd7288"
    first = {kind.name: str(guid)[:8] for kind, guid in FORMATS.items()}
    assert first == {"JPEG": "b96b3cae", "PNG": "b96b3caf", "BMP": "b96b3cab", "TIFF": "b96b3cb1"}
    assert {str(guid)[8:] for guid in FORMATS.values()} == {"-0728-11d3-9d7b-0000f81ef32e"}


def test_properties_have_their_numbers() -> None:
    assert {known.name: int(known) for known in Property} == NUMBERS


@pytest.mark.skipif(ctypes.sizeof(ctypes.c_void_p) != 8, reason="the sizes are those of 64 bits")
def test_structures_are_as_large_as_windows_expects() -> None:
    sizes = [ctypes.sizeof(made) for made in (PropVariant, PropSpec, TransferParams, DataTransferInfo, Guid)]
    assert sizes == [24, 16, 24, 28, 16]
    assert (PropVariant.number.offset, PropSpec.id.offset, TransferParams.status.offset) == (8, 8, 16)


@pytest.mark.skipif(sys.platform == "win32", reason="there it is")
def test_there_is_no_wia_on_other_systems_and_asking_for_it_is_no_crash() -> None:
    with pytest.raises(WiaError) as raised:
        windows_wia()
    assert raised.value.hresult == 0x80040154


def test_comtypes_is_not_imported_before_somebody_scans() -> None:
    code = "import sys, app.scanning.wia.com, app.scanning.wia.driver; sys.exit('comtypes' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
