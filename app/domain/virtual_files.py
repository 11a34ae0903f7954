"""Virtual files: what Windows programs drag that is no file yet (an attachment in Outlook, a file inside a ZIP folder).

They come as a list of names and sizes, the FILEGROUPDESCRIPTOR of the Windows shell (shlobj_core.h), and each one's
bytes are asked for by its place in that list. Nothing of it is believed: names are only shown, sizes only compared.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from app.domain.end_marks import has_its_end

_COUNT_BYTES = 4
_ATTRIBUTES_AT, _SIZE_HIGH_AT, _SIZE_LOW_AT, _NAME_AT = 36, 64, 68, 72
_WIDE_RECORD_BYTES = _NAME_AT + 2 * 260
_ANSI_RECORD_BYTES = _NAME_AT + 260
_FD_ATTRIBUTES, _FD_FILESIZE = 0x04, 0x40
_ATTRIBUTE_DIRECTORY = 0x10
_LINKS = (".lnk", ".url", ".website", ".webloc", ".desktop")
_MAILS = (".msg", ".eml", ".emlx")


@dataclass(frozen=True, slots=True)
class VirtualFile:
    """One record. `index` (from 0) is how its bytes are asked for; `size_bytes` None: no size was announced.

    `name` is the last part of what was announced, and empty where that is no name.
    """

    index: int
    name: str
    size_bytes: int | None = None
    is_folder: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """What a descriptor lists, in its order. `is_cut_off`: it says that there are more than it names."""

    files: tuple[VirtualFile, ...]
    is_cut_off: bool = False


class Loss(Enum):
    """Why a virtual file could not be taken."""

    NOTHING_CAME = "nothing came"
    CUT_SHORT = "cut short"
    EMPTY = "empty"
    TOO_LARGE = "too large"
    TOO_MANY = "too many"
    LINK = "link"
    MAIL = "mail"
    """A whole message: nobody files that, but its attachment."""


def listed_wide(descriptor: bytes) -> Listing:
    """What a FILEGROUPDESCRIPTORW lists. Any bytes will do: what is no whole record is left out."""
    return _listed(descriptor, _WIDE_RECORD_BYTES, lambda name: name.decode("utf-16-le", "replace"))


def listed_ansi(descriptor: bytes, encoding: str) -> Listing:
    """What a FILEGROUPDESCRIPTORA lists, its names in this code page."""
    return _listed(descriptor, _ANSI_RECORD_BYTES, lambda name: name.decode(encoding, "replace"))


def _listed(descriptor: bytes, record_bytes: int, decoded: Callable[[bytes], str]) -> Listing:
    announced = int.from_bytes(descriptor[:_COUNT_BYTES], "little")
    whole = max(len(descriptor) - _COUNT_BYTES, 0) // record_bytes
    files: list[VirtualFile] = []
    for index in range(min(announced, whole)):
        start = _COUNT_BYTES + index * record_bytes
        files.append(_file(index, descriptor[start : start + record_bytes], decoded))
    return Listing(tuple(files), is_cut_off=announced > whole)


def _file(index: int, record: bytes, decoded: Callable[[bytes], str]) -> VirtualFile:
    flags = _number(record, 0)
    has_size, has_attributes = flags & _FD_FILESIZE, flags & _FD_ATTRIBUTES
    size = _number(record, _SIZE_HIGH_AT) << 32 | _number(record, _SIZE_LOW_AT)
    is_folder = bool(has_attributes and _number(record, _ATTRIBUTES_AT) & _ATTRIBUTE_DIRECTORY)
    return VirtualFile(index, _name(decoded(record[_NAME_AT:])), size if has_size else None, is_folder)


def _number(record: bytes, at: int) -> int:
    return int.from_bytes(record[at : at + 4], "little")


def _name(announced: str) -> str:
    """Without its path (files in a folder of a ZIP have one), which is nobody's business here."""
    last = announced.partition("\0")[0].replace("\\", "/").rpartition("/")[2].strip()
    return last if last.strip(".") else ""


def loss_before(file: VirtualFile, room_bytes: int) -> Loss | None:
    """Why its bytes are not even asked for: it is no page by its name, or more than the `room_bytes` that may come."""
    name = file.name.lower()
    if name.endswith(_LINKS):
        return Loss.LINK
    if name.endswith(_MAILS):
        return Loss.MAIL
    return Loss.TOO_LARGE if (file.size_bytes or 0) > room_bytes else None


def loss_after(file: VirtualFile, content: bytes) -> Loss | None:
    """Why these are not its bytes; None where they are.

    Qt reads a virtual file until the first short read and reports no error (capture.md, T7): the announced size tells,
    and where there is none, the end mark. More than announced is padding of the memory block that it came in.
    """
    if not content:
        return Loss.EMPTY if file.size_bytes == 0 else Loss.NOTHING_CAME
    if file.size_bytes is None:
        return None if has_its_end(content) else Loss.CUT_SHORT
    return Loss.CUT_SHORT if len(content) < file.size_bytes else None
