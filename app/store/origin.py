"""Where this store comes from: is it the one that was closed here last, or a copy, a restored or a roamed one?

A copy still lists as unsent what the original has sent since: read back first, or it is sent twice. Three things are
compared at each start with what the start before wrote down: the machine, the database's own file (its number on the
disk, and when it was made where numbers are used again), and a small file beside it, the tally, that each start makes
anew. A file that is copied, or restored by taking the old one away, is another file. One that a backup writes over in
place stays the same, but then the tally is that of the newest start, and the old database does not know it.

What can't be noticed from here: a whole disk or virtual machine set back to an earlier moment, with its machine and all
file numbers. Therefore the courier believes nothing that it has not read back: after every start it asks DRX about what
was being sent, also where nothing odd was seen. On disks without lasting numbers (FAT) a start may look like a copy:
that costs a reading back, no page.
"""

import contextlib
import hmac
import os
import secrets
import sys
from dataclasses import dataclass
from pathlib import Path

from app.domain.errors import StorageFull
from app.store.database import Database
from app.store.durable import disk_errors_in_words, flush_folder, write_file
from app.store.keys import Marks

ORIGIN_NAME = "origin"
TALLY_NAME = "tally"
NEXT_TALLY_NAME = "tally.next"
TOKEN_BYTES = 16
MARK_BYTES = 32


@dataclass(frozen=True, slots=True)
class _Mark:
    """What a start wrote down: marks, not the numbers themselves. An empty machine is one that could not be told."""

    machine: bytes
    files: bytes


class Origin:
    """Compares once, then renews, for the database at `path`. For the start, before anything is sent."""

    def __init__(self, database: Database, path: Path, marks: Marks, machine: str) -> None:
        """`machine` is what `machine_id` says; empty where it can't be told, then it is not compared."""
        self._database, self._path, self._marks, self._machine = database, path, marks, machine

    def check_in(self) -> bool:
        """Did the store come from elsewhere? Renews the mark. Raises StoreDamaged.

        A store without a mark (new, or of a CounterScan that made none) counts as being at home. On a full disk the
        mark stays as it was, and the next start compares with it again.
        """
        with disk_errors_in_words():
            came_from_elsewhere = self._came_from_elsewhere()
        with contextlib.suppress(StorageFull), disk_errors_in_words():
            self._renew()
        return came_from_elsewhere

    def _came_from_elsewhere(self) -> bool:
        kept = self._kept()
        if kept is None:
            return False
        if self._machine and kept.machine and not hmac.compare_digest(kept.machine, self._machine_mark()):
            return True
        tally, following = self._path.with_name(TALLY_NAME), self._path.with_name(NEXT_TALLY_NAME)
        if hmac.compare_digest(kept.files, self._files_mark(following)):  # a crash came before its renaming
            following.replace(tally)
        return not hmac.compare_digest(kept.files, self._files_mark(tally))

    def _kept(self) -> _Mark | None:
        rows = self._database.rows("SELECT value FROM about WHERE name = ?", (ORIGIN_NAME,))
        if not rows or not isinstance(rows[0][0], bytes):
            return None
        value = rows[0][0]
        return _Mark(value[MARK_BYTES:], value[:MARK_BYTES])

    def _renew(self) -> None:
        """The new tally first, then the mark that names it, then its place: a crash leaves one that matches."""
        tally, following = self._path.with_name(TALLY_NAME), self._path.with_name(NEXT_TALLY_NAME)
        write_file(following, [secrets.token_bytes(TOKEN_BYTES)])
        value = self._files_mark(following) + (self._machine_mark() if self._machine else b"")
        with self._database.writing() as connection:
            connection.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (ORIGIN_NAME, value))
        following.replace(tally)
        flush_folder(tally.parent)

    def _machine_mark(self) -> bytes:
        return bytes.fromhex(self._marks.mark("machine", self._machine))

    def _files_mark(self, tally: Path) -> bytes:
        content = tally.read_bytes().hex() if tally.exists() else ""
        return bytes.fromhex(self._marks.mark("files", file_identity(self._path), file_identity(tally), content))


def machine_id() -> str:
    """What the system calls this machine, the same for as long as it is installed; empty where it does not say.

    systemd asks (machine-id(5)) that it is never shown or sent as it is: here it only goes into a keyed mark.
    """
    if sys.platform == "win32":
        return _windows_machine_id()
    if sys.platform == "darwin":
        return _macos_machine_id()
    for place in (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id")):
        with contextlib.suppress(OSError, UnicodeDecodeError):
            found = place.read_text("ascii").strip()
            if found and found != "uninitialized":
                return found
    return ""


def file_identity(path: Path) -> str:
    """What tells this file from a copy of it: its number on the disk; empty where it is missing.

    Linux uses numbers again, so when the file was made is added there. The device's number is added on Windows, where
    it is the volume's and lasts; elsewhere it changes with the order in which disks are found. Windows' time of making
    is left out: a file that takes the name of another may be given that one's ("tunneling").
    """
    try:
        status = path.stat()
    except FileNotFoundError:
        return ""
    if sys.platform == "win32":
        return f"{status.st_dev} {status.st_ino}"
    return f"{status.st_ino} {_linux_birth(path) if sys.platform == 'linux' else ''}"


def _linux_birth(path: Path) -> str:
    """When a file was made, from statx(2); empty where it can't be told. Python 3.15 has an `os.statx` for it."""
    import ctypes  # Linux alone needs it here

    at_fdcwd, birth_time, birth_at, birth_end = -100, 0x800, 80, 92
    answer = ctypes.create_string_buffer(256)
    try:
        outcome = ctypes.CDLL(None).statx(at_fdcwd, os.fsencode(path), 0, birth_time, answer)
    except AttributeError:  # a C library before statx
        return ""
    if outcome != 0 or not int.from_bytes(answer.raw[:4], sys.byteorder) & birth_time:
        return ""
    return answer.raw[birth_at:birth_end].hex()


def _windows_machine_id() -> str:
    if sys.platform == "win32":
        import winreg  # exists on Windows only

        access = winreg.KEY_READ | winreg.KEY_WOW64_64KEY
        with (
            contextlib.suppress(OSError),
            winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography", 0, access) as opened,
        ):
            return str(winreg.QueryValueEx(opened, "MachineGuid")[0])
    return ""


def _macos_machine_id() -> str:
    """The hardware's UUID (IOPlatformUUID), from gethostuuid(3)."""
    import ctypes  # macOS alone needs it here

    uuid, wait = (ctypes.c_ubyte * 16)(), (ctypes.c_long * 2)(1, 0)
    try:
        outcome = ctypes.CDLL(None).gethostuuid(uuid, wait)
    except AttributeError:
        return ""
    return bytes(uuid).hex() if outcome == 0 else ""
