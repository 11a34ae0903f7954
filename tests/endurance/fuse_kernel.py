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
import sys
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


def serve(device: int, answer: Answerer) -> None:
    """Answer the kernel's requests one after the other, until the folder is unmounted."""
    while True:
        try:
            request = os.read(device, BUFFER_BYTES)
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
            content = INIT_ANSWER if call is Call.INIT else answer(call, node, request[HEADER.size :])
        except ValueError:
            failure = errno.ENOSYS
        except OSError as error:
            failure = error.errno or errno.EIO
        try:
            os.write(device, ANSWER.pack(ANSWER.size + len(content), -failure, unique) + content)
        except OSError as error:
            if error.errno != errno.ENOENT:  # who asked is gone
                return


INIT_ANSWER = INIT_OUT.pack(MAJOR, MINOR, 0, BIG_WRITES, 8, 8, MAX_WRITE_BYTES, 1, 0, 0, 0, 0)


def missing_part() -> str:
    """What is not here of what a mount needs; whether it can be mounted is only found by trying."""
    if not sys.platform.startswith("linux"):
        return "needs Linux"
    if shutil.which("fusermount3") is None:
        return "needs the package fuse3"
    try:
        os.close(os.open(DEVICE, os.O_RDWR))
    except OSError as error:
        return f"{DEVICE} can't be opened: {error.strerror}"
    return ""


def mounted(folder: Path) -> int:
    """Have fusermount3 mount the folder; returns the open device, which it passes over a socket."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        command = ["fusermount3", "-o", "fsname=losing-disk,default_permissions", "--", str(folder)]
        environment = os.environ | {"_FUSE_COMMFD": str(theirs.fileno())}
        subprocess.run(command, env=environment, pass_fds=(theirs.fileno(),), check=True, capture_output=True)
        _, (device,), _, _ = socket.recv_fds(ours, 1, 1)
    os.set_inheritable(device, False)
    return device


def detach(folder: Path) -> None:
    """Unmount the folder, whoever still uses it, and whether anybody answers there or not."""
    if str(folder) in Path("/proc/self/mounts").read_text(encoding="utf-8").replace("\\040", " "):
        subprocess.run(["fusermount3", "-u", "-z", str(folder)], check=True, capture_output=True, timeout=10)
