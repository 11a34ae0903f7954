"""Shared memory between the shop and the darkroom: put in, take out, remove, each by name."""

from multiprocessing.shared_memory import SharedMemory

SHARED_FROM_BYTES = 256 * 1024  # what is larger travels in shared memory, not through the pipe


def shared_prefix(process_id: int) -> str:
    """How the names of all shared memory begin that a program with this process number asks for."""
    return f"counterscan-{process_id}-"


def put(name: str, content: bytes) -> SharedMemory:
    """Make shared memory of this name that holds `content`; open until the caller closes it."""
    shared = SharedMemory(name, create=True, size=len(content))
    view = shared.buf
    assert view is not None  # noqa: S101  it was opened a line ago
    view[: len(content)] = content
    return shared


def taken(name: str, size_bytes: int) -> bytes:
    """A copy of the first `size_bytes` of the shared memory of this name. Raises `FileNotFoundError`."""
    shared = SharedMemory(name)
    try:
        view = shared.buf
        assert view is not None  # noqa: S101  as above
        return bytes(view[:size_bytes])
    finally:
        view = None  # a view that is still held would keep the memory from closing
        shared.close()


def remove(name: str) -> None:
    """Remove the shared memory of this name, if there is any: its maker may have been killed before it was made."""
    try:
        shared = SharedMemory(name)
    except (FileNotFoundError, ValueError):  # ValueError: made, but without a size yet
        return
    shared.close()
    shared.unlink()
