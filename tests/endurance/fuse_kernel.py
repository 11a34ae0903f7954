"""The kernel's side of a file system in user space: requests of /dev/fuse as values, answers as bytes (ABI 7.31).

Only what a file system needs that keeps its files in memory; layouts from the kernel's `include/uapi/linux/fuse.h`. It
is mounted by `fusermount3` (the Debian package fuse3), which needs no right of an administrator. A library would bring
another dependency for every developer, and hide the one thing that matters here: when a flush is asked for.
"""

import errno
import os
import shutil
import socket
import struct
import subprocess
import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

HEADER = struct.Struct("<IIQQIIII")
ANSWER = struct.Struct("<IiQ")
ATTRIBUTES = struct.Struct("<QQQQQQIIIIIIIIII")
ENTRY_HEAD = struct.Struct("<QQQQII")
ATTRIBUTES_HEAD = struct.Struct("<QII")
OPENED = struct.Struct("<QII")
INIT_OUT = struct.Struct("<IIIIHHIIHHII24x")
SET_ATTRIBUTES = struct.Struct("<IIQQQQQQIIIIIIII")
TRANSFER = struct.Struct("<QQIIQII")
DIRECTORY_ENTRY = struct.Struct("<QQII")
STATISTICS = struct.Struct("<QQQQQIIII24x")
MAJOR, MINOR = 7, 31
BIG_WRITES = 1 << 5
MAX_WRITE_BYTES = 128 * 1024
BUFFER_BYTES = MAX_WRITE_BYTES + 64 * 1024
BLOCK_BYTES = 4096
DEVICE = Path("/dev/fuse")


class Call(IntEnum):
    """What the kernel asks for; everything else is answered with "not implemented", which it remembers."""

    LOOKUP = 1
    FORGET = 2
    GETATTR = 3
    SETATTR = 4
    MKDIR = 9
    UNLINK = 10
    RMDIR = 11
    RENAME = 12
    OPEN = 14
    READ = 15
    WRITE = 16
    STATFS = 17
    RELEASE = 18
    FSYNC = 20
    FLUSH = 25
    INIT = 26
    OPENDIR = 27
    READDIR = 28
    RELEASEDIR = 29
    FSYNCDIR = 30
    CREATE = 35
    INTERRUPT = 36
    DESTROY = 38
    BATCH_FORGET = 42
    RENAME2 = 45


UNANSWERED = frozenset({Call.FORGET, Call.BATCH_FORGET, Call.INTERRUPT})
Answerer = Callable[[Call, int, bytes], bytes]
"""Called with the call, the node's number and the request's body; raises OSError to refuse."""


@dataclass(frozen=True, slots=True)
class Attributes:
    """What `stat` says of a node."""

    number: int
    size_bytes: int
    mode: int
    changed_ns: int

    @property
    def packed(self) -> bytes:
        """As the kernel reads it; the owner is who runs this."""
        seconds, rest = divmod(self.changed_ns, 10**9)
        blocks = -(-self.size_bytes // 512)
        times = (seconds, seconds, seconds, rest, rest, rest)
        return ATTRIBUTES.pack(
            self.number, self.size_bytes, blocks, *times, self.mode, 1, os.getuid(), os.getgid(), 0, BLOCK_BYTES, 0
        )


def entry_answer(attributes: Attributes) -> bytes:
    """The answer to LOOKUP, MKDIR and (in front) CREATE: nothing of it may be cached."""
    return ENTRY_HEAD.pack(attributes.number, 0, 0, 0, 0, 0) + attributes.packed


def attributes_answer(attributes: Attributes) -> bytes:
    """The answer to GETATTR and SETATTR: nothing of it may be cached."""
    return ATTRIBUTES_HEAD.pack(0, 0, 0) + attributes.packed


class Mount:
    """A folder whose requests go to an answerer, one after the other, on a thread of its own."""

    def __init__(self, folder: Path, answer: Answerer) -> None:
        self._folder, self._answer = folder, answer
        self._device = _mounted(folder)
        self._thread = threading.Thread(target=self._serve, name="fuse")
        self._thread.start()

    def close(self) -> None:
        """Unmount the folder, whoever still uses it."""
        subprocess.run(["fusermount3", "-u", "-z", str(self._folder)], check=True)
        self._thread.join()
        os.close(self._device)

    def _serve(self) -> None:
        while True:
            try:
                request = os.read(self._device, BUFFER_BYTES)
            except OSError as error:
                if error.errno in (errno.EINTR, errno.ENOENT):  # taken back before we read it
                    continue
                return  # ENODEV: unmounted
            _length, number, unique, node, *_ = HEADER.unpack_from(request)
            if number in UNANSWERED:
                continue
            failure, content = 0, b""
            try:
                call = Call(number)
                content = INIT_ANSWER if call is Call.INIT else self._answer(call, node, request[HEADER.size :])
            except ValueError:
                failure = errno.ENOSYS
            except OSError as error:
                failure = error.errno or errno.EIO
            try:
                os.write(self._device, ANSWER.pack(ANSWER.size + len(content), -failure, unique) + content)
            except OSError as error:
                if error.errno != errno.ENOENT:  # who asked is gone
                    return


INIT_ANSWER = INIT_OUT.pack(MAJOR, MINOR, 0, BIG_WRITES, 8, 8, MAX_WRITE_BYTES, 1, 0, 0, 0, 0)


def can_mount() -> bool:
    """Are the device and fusermount3 here? Whether this user may use them is only found by trying."""
    return DEVICE.exists() and os.access(DEVICE, os.R_OK | os.W_OK) and shutil.which("fusermount3") is not None


def _mounted(folder: Path) -> int:
    """Have fusermount3 mount the folder; returns the open device, which it passes over a socket."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        command = ["fusermount3", "-o", "fsname=losing-disk,default_permissions", "--", str(folder)]
        environment = os.environ | {"_FUSE_COMMFD": str(theirs.fileno())}
        subprocess.run(command, env=environment, pass_fds=(theirs.fileno(),), check=True)
        _, (device,), _, _ = socket.recv_fds(ours, 1, 1)
    return device
