"""Crates: memory that carries large bytes between the window's process and the darkroom's, past the pipe.

On Linux a crate has no name: its descriptor is handed through the pipe, so a worker needs no folder to write to, nobody
else can open it, and it is gone with the last process that holds it, however that one ended. Elsewhere it is shared
memory with a name, which whoever asked for it removes.
"""

import os
import stat
import sys
from collections.abc import Sequence
from multiprocessing.connection import Connection
from multiprocessing.shared_memory import SharedMemory
from typing import Protocol

CRATED_FROM_BYTES = 256 * 1024  # what is larger travels in a crate, not through the pipe
MAX_CRATE_BYTES = 2 * 1024**3


class Crate(Protocol):
    """Bytes that two processes can look at; each of the two closes its own end."""

    def read(self, offset: int, size_bytes: int) -> bytes:
        """A copy of these bytes. Raises `OSError` where the crate holds less."""

    def send(self, pipe: Connection) -> None:
        """Let the other end of the pipe have it."""

    def close(self) -> None:
        """Let go of it."""


class NamelessCrate:
    """A memory file of Linux, known by its descriptor alone (memfd_create(2))."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def read(self, offset: int, size_bytes: int) -> bytes:
        """A copy of these bytes, read and not mapped: one who shrinks the file meanwhile can't crash the reader."""
        first = os.pread(self._descriptor, size_bytes, offset)
        if len(first) == size_bytes:
            return first
        parts, have = [first], len(first)  # one read ends at 2 GiB, or where the other side cut the file
        while parts[-1] and have < size_bytes:
            parts.append(os.pread(self._descriptor, size_bytes - have, offset + have))
            have += len(parts[-1])
        if have < size_bytes:
            raise OSError("the crate holds less than was said")
        return b"".join(parts)

    def send(self, pipe: Connection) -> None:
        """Hand the descriptor through the pipe; needs a pipe that goes both ways, which is a socket pair."""
        from multiprocessing.reduction import send_handle  # Unix only in this form

        send_handle(pipe, self._descriptor, os.getpid())

    def close(self) -> None:
        """The memory goes with its last descriptor."""
        os.close(self._descriptor)


class NamedCrate:
    """Shared memory with a name, for the systems that can't hand a descriptor over."""

    def __init__(self, shared: SharedMemory) -> None:
        self._shared = shared

    def read(self, offset: int, size_bytes: int) -> bytes:
        """A copy of these bytes."""
        view = self._shared.buf
        if view is None or offset < 0 or len(view) < offset + size_bytes:
            raise OSError("the crate holds less than was said")
        return bytes(view[offset : offset + size_bytes])

    def send(self, pipe: Connection) -> None:
        """The other side opens it by its name."""

    def close(self) -> None:
        """On Windows the memory goes with the last who holds it, elsewhere when it is removed."""
        self._shared.close()


def shared_prefix(process_id: int) -> str:
    """How the names of all shared memory begin that a program with this process number asks for."""
    return f"counterscan-{process_id}-"


def packed(pieces: Sequence[bytes], name: str) -> Crate:
    """A crate with these pieces one behind the other; `name` is used where crates have names. Raises `OSError`."""
    return _packed_nameless(pieces) if sys.platform == "linux" else packed_by_name(pieces, name)


def received(pipe: Connection, name: str) -> Crate:
    """The crate that the other end of the pipe sends. Raises `OSError`, or `RuntimeError` where it sent none."""
    if sys.platform != "linux":
        return NamedCrate(SharedMemory(name))
    from multiprocessing.reduction import recv_handle  # Unix only in this form

    descriptor = recv_handle(pipe)
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_CRATE_BYTES:
        os.close(descriptor)
        raise OSError("this is no crate")
    return NamelessCrate(descriptor)


def packed_by_name(pieces: Sequence[bytes], name: str) -> NamedCrate:
    """A crate in shared memory of this name."""
    shared = SharedMemory(name, create=True, size=sum(map(len, pieces)))
    view = shared.buf
    assert view is not None  # noqa: S101  it was opened a line ago
    offset = 0
    for piece in pieces:
        view[offset : offset + len(piece)] = piece
        offset += len(piece)
    return NamedCrate(shared)


def remove(name: str) -> None:
    """Remove what is left of a crate that was asked for; one without a name has gone by itself."""
    if sys.platform != "linux":
        remove_by_name(name)


def remove_by_name(name: str) -> None:
    """Remove the shared memory of this name, if there is any: its maker may have been killed before it was made."""
    try:
        shared = SharedMemory(name)
    except (FileNotFoundError, ValueError):  # ValueError: made, but without a size yet
        return
    shared.close()
    shared.unlink()


def _packed_nameless(pieces: Sequence[bytes]) -> Crate:
    if sys.platform != "linux":
        raise NotImplementedError
    crate = os.memfd_create("counterscan", os.MFD_CLOEXEC)
    try:
        for piece in pieces:
            rest = memoryview(piece)
            while rest:
                rest = rest[os.write(crate, rest) :]
    except OSError:
        os.close(crate)
        raise
    return NamelessCrate(crate)
