"""A disk in memory that loses at a power cut what was not flushed, as POSIX allows it and no real one shows on demand.

What a file holds is durable once the file was flushed; a name in a folder is durable once that folder was flushed. At
the cut everything else is gone, or, with dice, any part of it: each changed name and each changed block by itself.
"""

import errno
import os
import random
import stat
import struct
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tests.endurance.fuse_kernel import (
    BLOCK_BYTES,
    DIRECTORY_ENTRY,
    OPENED,
    SET_ATTRIBUTES,
    STATISTICS,
    TRANSFER,
    Attributes,
    Call,
    attributes_answer,
    entry_answer,
)

ROOT = 1
STEPS = frozenset(
    {
        Call.SETATTR,
        Call.MKDIR,
        Call.UNLINK,
        Call.RMDIR,
        Call.RENAME,
        Call.RENAME2,
        Call.WRITE,
        Call.FSYNC,
        Call.FSYNCDIR,
        Call.CREATE,
    }
)
"""The requests that change what is on the disk, or make it durable: the places for a cut."""
SIZE_IS_SET, MODE_IS_SET = 8, 1
FREE_BLOCKS = 1 << 24


@dataclass(slots=True, eq=False)
class Node:
    """A file or a folder: what it holds now, and what it would hold after a power cut."""

    number: int
    mode: int
    name: str = ""
    now: bytearray = field(default_factory=bytearray)
    durable: bytes = b""
    names: "dict[str, Node]" = field(default_factory=dict)
    durable_names: "dict[str, Node]" = field(default_factory=dict)
    changed_ns: int = field(default_factory=time.time_ns)

    @property
    def is_folder(self) -> bool:
        return stat.S_ISDIR(self.mode)

    @property
    def attributes(self) -> Attributes:
        return Attributes(self.number, len(self.now), self.mode, self.changed_ns)


FLUSHES: dict[str, Callable[[Node], bool]] = {
    "": lambda node: False,
    "blob": lambda node: node.name.endswith((".part", ".blob")) and not node.name.startswith("key_check"),
    "folder": lambda node: node.is_folder and node.name == "pages.noindex",
    "database": lambda node: node.name.startswith("counter.db"),
}
"""Which flushes a naive variant leaves out, by the names of files and folders."""


class LosingDisk:
    """Answers what the kernel asks of a mount.

    `ignores` says which flushes are not done although they are answered (a file's node, or its folder's): the naive
    variants. `on_cut` is called when the step `cut_at` comes, before it is refused; all later requests are refused.
    Steps are counted from when `counts` says so; writes to one file in a row are one step, since all are equally
    lost, or torn by the dice.
    """

    def __init__(self, ignores: Callable[[Node], bool] = FLUSHES[""]) -> None:
        self._ignores = ignores
        self._next_number = ROOT
        self._nodes: dict[int, Node] = {}
        self._root = self._new(stat.S_IFDIR | 0o700)
        self._lock = threading.Lock()
        self._is_off = False
        self.steps = 0
        self.cut_at = 0
        self.on_cut: Callable[[], None] = lambda: None
        self.counts: Callable[[], bool] = lambda: True
        self._last_step: tuple[Call, int] | None = None

    def hang(self) -> None:
        """Never answer again."""
        self._lock.acquire()

    def power_on(self, dice: random.Random | None = None) -> None:
        """After a cut: only what was durable is there, or with dice any part of what was not."""
        with self._lock:
            self._nodes.clear()
            survivor = _after_cut(self._root, dice)
            self._next_number = ROOT
            self._root = self._renumbered(survivor)
            self._is_off, self.cut_at, self.steps = False, 0, 0

    def _renumbered(self, node: Node) -> Node:
        """Other numbers than before the cut, so that nothing the kernel remembers is taken for what is there now."""
        number = ROOT if not self._nodes else max(self._nodes) + 1_000_003
        fresh = Node(number, node.mode, node.name, bytearray(node.now), bytes(node.now))
        self._nodes[number] = fresh
        fresh.names = {name: self._renumbered(child) for name, child in node.names.items()}
        fresh.durable_names = dict(fresh.names)
        self._next_number = max(self._nodes) + 1
        return fresh

    def _new(self, mode: int, name: str = "") -> Node:
        node = Node(self._next_number, mode, name)
        self._next_number += 1
        self._nodes[node.number] = node
        return node

    def answer(self, call: Call, number: int, body: bytes) -> bytes:
        """The answer to one request; raises OSError to refuse it."""
        with self._lock:
            if call in STEPS:
                self._step(call, number)
            if self._is_off:
                raise OSError(errno.EIO, "the power is off")
            node = self._nodes.get(number)
            if call in (Call.RELEASE, Call.RELEASEDIR, Call.FLUSH, Call.DESTROY):
                return b""
            if node is None:
                raise OSError(errno.ESTALE, "from before the power cut")
            return _ANSWERS[call](self, node, body)

    def _step(self, call: Call, number: int) -> None:
        is_more_of_the_same = call is Call.WRITE and self._last_step == (call, number)
        self._last_step = (call, number)
        if is_more_of_the_same or self._is_off or not self.counts():
            return
        self.steps += 1
        if self.steps == self.cut_at:
            self._is_off = True
            self.on_cut()

    def _lookup(self, folder: Node, body: bytes) -> bytes:
        return entry_answer(_child(folder, _name(body)).attributes)

    def _get_attributes(self, node: Node, body: bytes) -> bytes:
        return attributes_answer(node.attributes)

    def _set_attributes(self, node: Node, body: bytes) -> bytes:
        valid, _, _, size_bytes, *_, mode, _, _, _, _ = SET_ATTRIBUTES.unpack_from(body)
        if valid & MODE_IS_SET:
            node.mode = stat.S_IFMT(node.mode) | stat.S_IMODE(mode)
        if valid & SIZE_IS_SET:
            del node.now[size_bytes:]
            node.now.extend(bytes(size_bytes - len(node.now)))
            node.changed_ns = time.time_ns()
        return attributes_answer(node.attributes)

    def _make_folder(self, folder: Node, body: bytes) -> bytes:
        mode, umask = struct.unpack_from("<II", body)
        return entry_answer(self._added(folder, _name(body[8:]), stat.S_IFDIR | (mode & ~umask)).attributes)

    def _create(self, folder: Node, body: bytes) -> bytes:
        _flags, mode, umask, _ = struct.unpack_from("<IIII", body)
        made = self._added(folder, _name(body[16:]), stat.S_IFREG | (stat.S_IMODE(mode) & ~umask))
        return entry_answer(made.attributes) + OPENED.pack(0, 0, 0)

    def _added(self, folder: Node, name: str, mode: int) -> Node:
        if name in folder.names:
            raise OSError(errno.EEXIST, name)
        made = folder.names[name] = self._new(mode, name)
        return made

    def _unlink(self, folder: Node, body: bytes) -> bytes:
        node = _child(folder, _name(body))
        if node.names:
            raise OSError(errno.ENOTEMPTY, node.name)
        del folder.names[_name(body)]
        return b""

    def _rename(self, folder: Node, body: bytes) -> bytes:
        return self._moved(folder, struct.unpack_from("<Q", body)[0], body[8:])

    def _rename_with_flags(self, folder: Node, body: bytes) -> bytes:
        target, flags, _ = struct.unpack_from("<QII", body)
        if flags:
            raise OSError(errno.EINVAL, "flags")
        return self._moved(folder, target, body[16:])

    def _moved(self, folder: Node, target: int, names: bytes) -> bytes:
        old, new = (part.decode() for part in names.split(b"\0")[:2])
        node = _child(folder, old)
        del folder.names[old]
        self._nodes[target].names[new] = node
        node.name = new
        return b""

    def _open(self, node: Node, body: bytes) -> bytes:
        return OPENED.pack(0, 0, 0)

    def _read(self, node: Node, body: bytes) -> bytes:
        _, offset, size_bytes, *_ = TRANSFER.unpack_from(body)
        return bytes(node.now[offset : offset + size_bytes])

    def _write(self, node: Node, body: bytes) -> bytes:
        _, offset, size_bytes, *_ = TRANSFER.unpack_from(body)
        node.now.extend(bytes(max(0, offset - len(node.now))))
        node.now[offset : offset + size_bytes] = body[TRANSFER.size : TRANSFER.size + size_bytes]
        node.changed_ns = time.time_ns()
        return struct.pack("<II", size_bytes, 0)

    def _flush(self, node: Node, body: bytes) -> bytes:
        if not self._ignores(node):
            node.durable, node.durable_names = bytes(node.now), dict(node.names)
        return b""

    def _list(self, folder: Node, body: bytes) -> bytes:
        _, offset, size_bytes, *_ = TRANSFER.unpack_from(body)
        listed = b""
        for position, (name, node) in enumerate(folder.names.items(), 1):
            raw = name.encode()
            entry = DIRECTORY_ENTRY.pack(node.number, position, len(raw), node.mode >> 12) + raw
            entry += bytes(-len(entry) % 8)
            if position > offset:
                if len(listed) + len(entry) > size_bytes:
                    break
                listed += entry
        return listed

    def _statistics(self, node: Node, body: bytes) -> bytes:
        return STATISTICS.pack(
            FREE_BLOCKS, FREE_BLOCKS, FREE_BLOCKS, FREE_BLOCKS, FREE_BLOCKS, BLOCK_BYTES, 255, BLOCK_BYTES, 0
        )


_ANSWERS: dict[Call, Callable[[LosingDisk, Node, bytes], bytes]] = {
    Call.LOOKUP: LosingDisk._lookup,
    Call.GETATTR: LosingDisk._get_attributes,
    Call.SETATTR: LosingDisk._set_attributes,
    Call.MKDIR: LosingDisk._make_folder,
    Call.CREATE: LosingDisk._create,
    Call.UNLINK: LosingDisk._unlink,
    Call.RMDIR: LosingDisk._unlink,
    Call.RENAME: LosingDisk._rename,
    Call.RENAME2: LosingDisk._rename_with_flags,
    Call.OPEN: LosingDisk._open,
    Call.OPENDIR: LosingDisk._open,
    Call.READ: LosingDisk._read,
    Call.WRITE: LosingDisk._write,
    Call.FSYNC: LosingDisk._flush,
    Call.FSYNCDIR: LosingDisk._flush,
    Call.READDIR: LosingDisk._list,
    Call.STATFS: LosingDisk._statistics,
}


def _name(body: bytes) -> str:
    return os.fsdecode(body.partition(b"\0")[0])


def _child(folder: Node, name: str) -> Node:
    if name not in folder.names:
        raise OSError(errno.ENOENT, name)
    return folder.names[name]


def _after_cut(node: Node, dice: random.Random | None) -> Node:
    """What is left of a node and of everything below it."""
    left = Node(0, node.mode, node.name)
    left.now = bytearray(node.durable) if dice is None else _torn(node, dice)
    for name in {**node.durable_names, **node.names}:
        before, after = node.durable_names.get(name), node.names.get(name)
        survivor = before if dice is None or before is after or dice.random() < 0.5 else after
        if survivor is not None:
            left.names[name] = _after_cut(survivor, dice)
    return left


def _torn(node: Node, dice: random.Random) -> bytearray:
    """Of a file that was not flushed, each block is the old or the new one."""
    if bytes(node.now) == node.durable:
        return bytearray(node.durable)
    size_bytes = dice.choice((len(node.durable), len(node.now)))
    blocks = [dice.choice(versions)[at : at + BLOCK_BYTES] for at, versions in _versions(node, size_bytes)]
    return bytearray(b"".join(blocks)[:size_bytes])


def _versions(node: Node, size_bytes: int) -> Iterator[tuple[int, tuple[bytes, bytes]]]:
    padded = (node.durable.ljust(size_bytes, b"\0"), bytes(node.now).ljust(size_bytes, b"\0"))
    return ((at, padded) for at in range(0, size_bytes, BLOCK_BYTES))
