"""PROPVARIANTs as Windows fills them, made here byte by byte, become plain values; lengths that lie stay harmless."""

import ctypes
import struct
from uuid import UUID

import pytest

from app.scanning.wia.api import Allowed, Value
from app.scanning.wia.interfaces import PropVariant
from app.scanning.wia.properties import FORMATS
from app.scanning.wia.variants import allowed_of, guid_of, guid_variant, number_variant, spec_of, value_of

JPEG, PNG, BMP, _ = FORMATS.values()


def variant_of(kind: int, held: bytes) -> PropVariant:
    """A PROPVARIANT of these bytes, behind its eight of type and padding."""
    return PropVariant.from_buffer_copy(struct.pack("<H6x", kind) + held.ljust(ctypes.sizeof(PropVariant) - 8, b"\0"))


def address(address_of: int) -> bytes:
    return struct.pack("@P", address_of)


def vector(kind: int, count: int, content: ctypes.Array[ctypes.c_char]) -> PropVariant:
    return variant_of(0x1000 | kind, struct.pack("@IP", count, ctypes.addressof(content)))


@pytest.mark.parametrize(
    ("kind", "held", "value"),
    [
        (3, struct.pack("<i", -7), -7),
        (19, struct.pack("<I", 0x80210003), 0x80210003),
        (2, struct.pack("<h", 300), 300),
        (18, struct.pack("<H", 300), 300),
        (0, b"", None),
        (11, b"\xff\xff", None),
        (8, address(0), ""),
        (72, address(0), None),
    ],
)
def test_plain_kinds_are_read(kind: int, held: bytes, value: Value | None) -> None:
    assert value_of(variant_of(kind, held)) == value


def test_a_text_is_as_long_as_its_length_says_and_no_longer() -> None:
    text = "Dr\u00fccker".encode("utf-16-le")
    memory = ctypes.create_string_buffer(struct.pack("<I", len(text)) + text + b"\0\0more")
    assert value_of(variant_of(8, address(ctypes.addressof(memory) + 4))) == "Dr\u00fccker"


def test_a_guid_goes_in_and_comes_out_the_same() -> None:
    guid = guid_of(JPEG)
    variant = guid_variant(guid)
    assert bytes(guid)[:4] == bytes.fromhex("ae3c6bb9")  # the first field is little-endian
    assert value_of(variant) == JPEG


def test_a_number_goes_in_as_vt_i4_and_a_property_by_its_number() -> None:
    assert bytes(number_variant(300))[:12] == struct.pack("<H6xi", 3, 300)
    spec = spec_of(6147)
    assert (spec.kind, spec.id) == (1, 6147)


def test_a_range_is_lowest_usual_highest_step() -> None:
    content = ctypes.create_string_buffer(struct.pack("<4i", 75, 300, 1200, 25))
    assert allowed_of(0x10, vector(3, 4, content)) == Allowed((), 75, 1200, 25)


def test_a_list_begins_behind_its_count_and_its_usual_value() -> None:
    content = ctypes.create_string_buffer(struct.pack("<5i", 3, 300, 150, 300, 600))
    assert allowed_of(0x20, vector(3, 5, content)) == Allowed((150, 300, 600))


def test_a_list_of_guids_is_read() -> None:
    content = ctypes.create_string_buffer(b"".join(bytes(guid_of(guid)) for guid in (UUID(int=2), BMP, BMP, PNG)))
    values = allowed_of(0x20, vector(72, 4, content)).values
    assert {BMP, PNG} <= set(values)
    assert JPEG not in values


def test_flags_are_the_valid_bits() -> None:
    content = ctypes.create_string_buffer(struct.pack("<2i", 32, 0x27))
    assert allowed_of(0x40, vector(3, 2, content)) == Allowed(bits=0x27)


@pytest.mark.parametrize("flags", [0, 0x10, 0x20, 0x40])
def test_what_is_empty_or_no_vector_allows_nothing_known(flags: int) -> None:
    assert allowed_of(flags, PropVariant()) == Allowed()
    assert allowed_of(flags, variant_of(0x1003, struct.pack("@IP", 9, 0))) == Allowed()
