"""File descriptors of the Windows shell as its programs write them (FILEGROUPDESCRIPTOR, shlobj_core.h)."""

import struct
from dataclasses import dataclass

ATTRIBUTES, WRITE_TIME, SIZE, PROGRESS, UNICODE = 0x04, 0x20, 0x40, 0x4000, 0x8000_0000
DIRECTORY, ARCHIVE = 0x10, 0x20


@dataclass(frozen=True)
class Described:
    """One file as a program announces it; `size` None: it does not say."""

    name: str
    size: int | None = None
    is_folder: bool = False


def group(*files: Described, count: int | None = None, wide: bool = True) -> bytes:
    """The whole descriptor; `count` where it lies about how many there are."""
    records = b"".join(_record(file, wide) for file in files)
    return struct.pack("<I", len(files) if count is None else count) + records


def _record(file: Described, wide: bool) -> bytes:
    size = file.size or 0
    flags = ATTRIBUTES | WRITE_TIME | PROGRESS | (SIZE if file.size is not None else 0) | (UNICODE if wide else 0)
    name = file.name.encode("utf-16-le" if wide else "cp1252")
    return struct.pack(
        f"<I16s8s8sI8s8s8sII{520 if wide else 260}s",
        flags,
        b"\x11" * 16,
        b"\x22" * 8,
        b"\x33" * 8,
        DIRECTORY if file.is_folder else ARCHIVE,
        b"\x44" * 8,
        b"\x55" * 8,
        b"\x66" * 8,
        size >> 32,
        size & 0xFFFF_FFFF,
        name,
    )
