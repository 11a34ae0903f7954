"""Takes out of a frozen Linux program what it never reads: the symbols that debuggers want, up to 32 MB of them.

What is loaded into memory stays the same, byte for byte, and that is checked: `strip` ends well over libraries that it
spoils, because their makers moved things in them after they were linked. Qt's libraries and FFmpeg's are left as their
makers built them, as the notices say. Two runs over the same files give the same bytes.
"""

import shutil
import struct
import subprocess
from pathlib import Path

UNCHANGED = ("PySide6", "shiboken6")
"""The folders of what is passed on as it came."""

TEMPORARY = ".stripped"
_HEADER, _SEGMENT = struct.Struct("<16sHHIQQQIHHHHHH"), struct.Struct("<IIQQQQQQ")  # ELF of 64 bits (ELF-64, 1.5)
_IS_ELF_64 = b"\x7fELF\x02\x01"
_LOADED = 1  # PT_LOAD


def strip_symbols(folder: Path) -> int:
    """Strip every library that can be, unless what is loaded of it would change; returns the bytes saved."""
    libraries = [
        path
        for path in sorted((folder / "_internal").rglob("*.so*"))
        if path.is_file() and not path.is_symlink() and not set(UNCHANGED) & set(path.relative_to(folder).parts)
    ]
    return sum(_stripped(library) for library in libraries)


def _stripped(library: Path) -> int:
    lean = library.with_name(library.name + TEMPORARY)
    try:
        shutil.copy2(library, lean)
        asked = ["strip", "--strip-unneeded", str(lean)]
        if subprocess.run(asked, capture_output=True, check=False).returncode != 0:
            return 0
        saved_bytes = library.stat().st_size - lean.stat().st_size
        if saved_bytes <= 0 or loaded(lean) != loaded(library):
            return 0
        lean.replace(library)
    finally:
        lean.unlink(missing_ok=True)
    return saved_bytes


def loaded(library: Path) -> tuple[object, ...]:
    """All that the system reads of a library, and where it puts it; not where in the file that stands.

    Raises `ValueError` for what is no library of 64 bits.
    """
    content = bytearray(library.read_bytes())
    if not content.startswith(_IS_ELF_64):
        raise ValueError(f"{library.name} is no library of 64 bits")
    kind, machine, _, entry, table_at, _, flags, _, size, count, *_ = _HEADER.unpack_from(content)[1:]
    segments = [_SEGMENT.unpack_from(content, table_at + number * size) for number in range(count)]
    content[: _HEADER.size] = bytes(_HEADER.size)  # both are loaded, too, and tell where in the file things stand
    content[table_at : table_at + count * size] = bytes(count * size)
    places = [(kind, rights, address, held, length) for kind, rights, _, address, _, held, length, _ in segments]
    held = [bytes(content[at : at + held]) for kind, _, at, _, _, held, _, _ in segments if kind == _LOADED]
    return (kind, machine, entry, flags, places, held)
