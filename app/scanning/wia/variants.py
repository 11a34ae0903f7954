"""PROPVARIANTs into plain values and back: what WIA keeps in its properties, with every length it claims bounded."""

import ctypes
from ctypes import c_int32, c_uint32
from uuid import UUID

from app.scanning.wia.api import Allowed, Value
from app.scanning.wia.interfaces import Guid, PropSpec, PropVariant

_I2, _I4, _BSTR, _UI2, _UI4, _GUID, _VECTOR = 2, 3, 8, 18, 19, 72, 0x1000
_BY_NUMBER = 1  # PRSPEC_PROPID
_IS_RANGE, _IS_LIST, _IS_FLAGS = 0x10, 0x20, 0x40
_LIST_VALUES_AT = 2  # before them stand how many there are and which is usual
_FLAGS_VALID_AT = 1
_MOST_VALUES = 4096
_MOST_TEXT_BYTES = 8192
_GUID_BYTES = 16


def spec_of(property_id: int) -> PropSpec:
    """A property, named by its number."""
    return PropSpec(kind=_BY_NUMBER, id=property_id)


def number_variant(value: int) -> PropVariant:
    """A number, as WIA wants all of them: VT_I4."""
    return PropVariant(type=_I4, number=value)


def guid_variant(guid: Guid) -> PropVariant:
    """A GUID that somebody else keeps alive for as long as this is used."""
    return PropVariant(type=_GUID, address=ctypes.addressof(guid))


def guid_of(value: UUID) -> Guid:
    """The same GUID in the layout of Windows."""
    return Guid((ctypes.c_uint8 * _GUID_BYTES)(*value.bytes_le))


def value_of(variant: PropVariant) -> Value | None:
    """What a property holds; None where it is empty or of a kind that none of ours is."""
    if variant.type == _I4:
        return int(variant.number)
    if variant.type == _UI4:
        return int(variant.number) & 0xFFFFFFFF
    if variant.type in (_I2, _UI2):
        return int(variant.short)
    if variant.type == _BSTR:
        return _text_at(variant.address)
    if variant.type == _GUID and variant.address:
        return _guid_at(variant.address)
    return None


def allowed_of(flags: int, variant: PropVariant) -> Allowed:
    """What a property may be, of what GetPropertyAttributes gives."""
    values = _vector_of(variant)
    numbers = [value for value in values if isinstance(value, int)]
    if flags & _IS_RANGE and len(numbers) >= 4:
        lowest, _, highest, step = numbers[:4]
        return Allowed((), lowest, highest, step)
    if flags & _IS_LIST:
        # Of GUIDs all are taken: what stands before them is one of them, or none that anybody asks for.
        return Allowed(tuple(numbers[_LIST_VALUES_AT:]) if numbers else tuple(values))
    if flags & _IS_FLAGS and len(numbers) > _FLAGS_VALID_AT:
        return Allowed(bits=numbers[_FLAGS_VALID_AT])
    return Allowed()


def _vector_of(variant: PropVariant) -> list[Value]:
    count, elements = min(int(variant.vector.count), _MOST_VALUES), variant.vector.elements
    if not variant.type & _VECTOR or not elements:
        return []
    if variant.type == _VECTOR | _I4:
        return [int(number) for number in (c_int32 * count).from_address(elements)]
    if variant.type == _VECTOR | _UI4:
        return [int(number) for number in (c_uint32 * count).from_address(elements)]
    if variant.type == _VECTOR | _GUID:
        return [_guid_at(elements + at * _GUID_BYTES) for at in range(count)]
    return []


def _guid_at(address: int) -> UUID:
    return UUID(bytes_le=ctypes.string_at(address, _GUID_BYTES))


def _text_at(address: int | None) -> str:
    """A BSTR: its length in bytes stands in the four before it."""
    if not address:
        return ""
    length = min(c_uint32.from_address(address - 4).value, _MOST_TEXT_BYTES)
    return ctypes.string_at(address, length).decode("utf-16-le", "replace")
