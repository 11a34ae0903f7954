"""ZIP files: the files inside, within bounds. Runs in the darkroom; nothing is ever written to a disk."""

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from natsort import natsorted, ns

from app.domain.errors import PackedFiles, Problem, UnreadableFile
from app.domain.pages import ArchiveMember
from app.imaging.bounds import check_source
from app.imaging.sniff import media_type_of

MAX_MEMBERS = 500
MAX_ENTRIES = 10_000  # of the list, folders and system files among them
MAX_UNPACKED_BYTES = 300_000_000  # all members together: what a single file may have
MAX_RATIO = 1100  # a member may grow as many times; the usual packing reaches 1032
MAX_DEPTH = 1  # a ZIP in a ZIP is opened, one in that is not
_STEP_BYTES = 1 << 20
_ENCRYPTED = 0x1
_SYSTEM_FOLDERS = frozenset({"__macosx", "$recycle.bin", "system volume information"})
_SYSTEM_FILES = frozenset({"thumbs.db", "desktop.ini"})
_LONGEST_NAME = 120
_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    OSError,
    EOFError,
    ValueError,
    LookupError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
)

_LOCKED = Problem("This file is locked with a password inside its ZIP", "Open the ZIP, then add the file itself")
_TORN = Problem("This file is damaged inside its ZIP", "Ask for the ZIP once more, or add the file itself")
_STRANGE = Problem("This file is packed in an unusual way inside its ZIP", "Open the ZIP, then add the file itself")
_SWOLLEN = Problem("This file is far larger than a page inside its ZIP", "Open the ZIP, then add the file itself")
_TOO_DEEP = Problem("This ZIP lies in a ZIP inside another", "Open it and add the files inside")
_DAMAGED_ZIP = Problem("This ZIP file is damaged", "Ask for it once more, or add the files that were in it")


@dataclass(slots=True)
class _Budget:
    """What all members together may still take."""

    members: int
    unpacked_bytes: int
    found: list[ArchiveMember] = field(default_factory=list)

    @property
    def is_spent(self) -> bool:
        """Has a bound of the whole been passed?"""
        return self.members < 0 or self.unpacked_bytes < 0

    def add(self, member: ArchiveMember) -> None:
        self.members -= 1
        if self.members < 0:
            title = f"There are more than {MAX_MEMBERS} files in this ZIP"
            raise UnreadableFile(Problem(title, "Open it and add the files in smaller portions"))
        self.found.append(member)


def members(source: bytes) -> tuple[ArchiveMember, ...]:
    """Every file in a ZIP in natural order, those of a ZIP inside it among them; one that can't be read says why.

    Of its path a member keeps the last name alone. What systems leave in ZIPs is left out. Raises `UnreadableFile`
    for a ZIP that is torn, empty or over a bound.
    """
    check_source(source)
    budget = _Budget(MAX_MEMBERS, MAX_UNPACKED_BYTES)
    _unpack(source, budget, 0)
    if not budget.found:
        raise UnreadableFile(Problem("There is no file in this ZIP", "Add the files themselves"))
    return tuple(budget.found)


def _unpack(source: bytes, budget: _Budget, depth: int) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(source)) as archive:
            for entry in _entries(archive):
                _take(archive, entry, budget, depth)
    except _ZIP_ERRORS as error:
        raise _refusal(_DAMAGED_ZIP, error) from error


def _entries(archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    listed = archive.infolist()
    if len(listed) > MAX_ENTRIES:
        title = f"There are more than {MAX_MEMBERS} files in this ZIP"
        raise UnreadableFile(Problem(title, "Open it and add the files in smaller portions"))
    files = [entry for entry in listed if not entry.is_dir() and not _is_of_the_system(entry.filename)]
    yield from natsorted(files, key=lambda entry: entry.filename, alg=ns.IGNORECASE)


def _parts(path: str) -> list[str]:
    return [part for part in path.replace("\\", "/").split("/") if part]


def _is_of_the_system(path: str) -> bool:
    parts = [part.lower() for part in _parts(path)]
    if not parts or _SYSTEM_FOLDERS.intersection(parts[:-1]):
        return True
    return parts[-1] in _SYSTEM_FILES or parts[-1].startswith((".", "~$"))


def _name_of(path: str) -> str:
    """The last name alone, without what no name should have in it."""
    name = "".join(letter for letter in _parts(path)[-1] if letter.isprintable()).strip()
    return name[-_LONGEST_NAME:] or "file"


def _take(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, budget: _Budget, depth: int) -> None:
    """Unpack one member into the budget; a ZIP inside gives its own."""
    name, changed = _name_of(entry.filename), _moment(entry)
    try:
        content = _content(archive, entry, budget)
    except UnreadableFile as failure:
        if budget.is_spent:
            raise
        budget.add(ArchiveMember(name, b"", changed, failure.problem))
        return
    if not _is_zip(content):
        budget.add(ArchiveMember(name, content, changed))
    elif depth >= MAX_DEPTH:
        budget.add(ArchiveMember(name, b"", changed, _TOO_DEEP))
    else:
        _unpack_inside(name, content, changed, budget, depth + 1)


def _unpack_inside(name: str, content: bytes, changed: datetime | None, budget: _Budget, depth: int) -> None:
    """A ZIP inside a ZIP: what is wrong with it is told at its own place, but for what is over the whole's bounds."""
    before = len(budget.found)
    try:
        _unpack(content, budget, depth)
        problem = _DAMAGED_ZIP if len(budget.found) == before else None
    except UnreadableFile as failure:
        if budget.is_spent:
            raise
        problem = failure.problem
    if problem is not None:
        budget.add(ArchiveMember(name, b"", changed, problem))


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, budget: _Budget) -> bytes:
    """A member's bytes, counted while they come: what the ZIP says about its size is not believed."""
    if entry.flag_bits & _ENCRYPTED:
        raise UnreadableFile(_LOCKED)
    most = max(entry.compress_size, 1) * MAX_RATIO
    paper = io.BytesIO()
    try:
        with archive.open(entry) as packed:
            while step := packed.read(_STEP_BYTES):
                paper.write(step)
                if paper.tell() > most:
                    raise UnreadableFile(_SWOLLEN)
                budget.unpacked_bytes -= len(step)
                if budget.unpacked_bytes < 0:
                    title = f"The files in this ZIP have more than {MAX_UNPACKED_BYTES // 1_000_000} MB"
                    raise UnreadableFile(Problem(title, "Open it and add the files in smaller portions"))
    except NotImplementedError as error:
        raise _refusal(_STRANGE, error) from error
    except MemoryError as error:
        if entry.compress_type != zipfile.ZIP_LZMA:
            raise  # perhaps large and good: with more memory it may come out
        raise _refusal(_STRANGE, error) from error  # a few bytes of its header ask for gigabytes
    except _ZIP_ERRORS as error:
        raise _refusal(_TORN, error) from error
    return paper.getvalue()


def _refusal(problem: Problem, error: Exception) -> UnreadableFile:
    return UnreadableFile(replace(problem, detail=type(error).__name__))


def _is_zip(content: bytes) -> bool:
    try:
        media_type_of(content)
    except PackedFiles:
        return True
    except UnreadableFile:
        return False
    return False


def _moment(entry: zipfile.ZipInfo) -> datetime | None:
    """When the member was changed (UTC); a ZIP has the local time of the computer that made it."""
    try:
        return datetime(*entry.date_time).astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return None
