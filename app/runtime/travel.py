"""How results come home: large bytes beside the pickle and never in it, and nothing unpickled but values of the domain.

A worker reads foreign files; one that was taken over by such a file could write any pickle, and a pickle can name any
function. So the window's process builds nothing but what `app.domain` defines, and a few values of Python's own.
"""

import io
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from multiprocessing.connection import Connection
from typing import Any  # what a job returns is its own affair

from app.runtime.sharing import CRATED_FROM_BYTES, packed, received

MAX_LETTER_BYTES = 64 * 1024 * 1024  # what may come through the pipe; large bytes lie in a crate

_WITHOUT_CRATE, _WITH_CRATE = b"\0", b"\1"
_TRUSTED_PACKAGE = "app.domain."
_TRUSTED_CLASSES = frozenset(
    {
        ("datetime", "date"),
        ("datetime", "datetime"),
        ("datetime", "timedelta"),
        ("datetime", "timezone"),
        ("fractions", "Fraction"),
    }
)


@dataclass(frozen=True, slots=True)
class Letter:
    """The pickle of a value, and the large bytes that were left out of it, in the order of their places."""

    pickled: bytes
    pieces: tuple[bytes, ...] = ()


def letter_of(value: object) -> Letter:
    """The value as it travels. Raises what pickle raises for a value that can't."""
    pieces: list[bytes] = []
    paper = io.BytesIO()
    _Writer(paper, pieces).dump(value)
    return Letter(paper.getvalue(), tuple(pieces))


def send_home(pipe: Connection, letter: Letter, crate_name: str) -> None:
    """From the worker: the letter, and a crate with what was left out of it. Raises `OSError`, `EOFError`."""
    if not letter.pieces:
        pipe.send_bytes(_WITHOUT_CRATE + letter.pickled)
        return
    crate = packed(letter.pieces, crate_name)
    try:
        pipe.send_bytes(_WITH_CRATE + letter.pickled)
        crate.send(pipe)
        pipe.recv()  # on Windows shared memory lasts only while somebody holds it: wait until it was taken
    finally:
        crate.close()


def value_in(pickled: bytes) -> Any:
    """The value in a letter without a crate. Raises `pickle.UnpicklingError` for what no honest worker writes."""
    return _value_of(pickled, _nothing)


def take_in(pipe: Connection, crate_name: str) -> Any:
    """In the window's process: the value that a worker sends next, its large bytes copied once.

    Raises `OSError` or `EOFError` where the worker is gone, and `pickle.UnpicklingError` where it sends what no honest
    worker writes.
    """
    message = pipe.recv_bytes(MAX_LETTER_BYTES)
    if message[:1] != _WITH_CRATE:
        return _value_of(message[1:], _nothing)
    try:
        crate = received(pipe, crate_name)
    except RuntimeError as error:
        raise pickle.UnpicklingError("no crate came") from error
    try:
        value = _value_of(message[1:], crate.read)
    finally:
        crate.close()
    pipe.send(None)  # taken: the worker may let go of it
    return value


def _value_of(pickled: bytes, fetch: Callable[[int, int], bytes]) -> Any:
    try:
        return _Reader(pickled, fetch).load()
    except (OSError, pickle.UnpicklingError):
        raise
    except Exception as error:  # a forged letter can make a value's own code raise anything
        raise pickle.UnpicklingError(type(error).__name__) from error


def _nothing(offset: int, size: int) -> bytes:
    raise pickle.UnpicklingError("there is no crate")


class _Writer(pickle.Pickler):
    def __init__(self, paper: io.BytesIO, pieces: list[bytes]) -> None:
        super().__init__(paper, pickle.HIGHEST_PROTOCOL)
        self._pieces, self._offset = pieces, 0

    def persistent_id(self, value: object) -> tuple[int, int] | None:
        """Where large bytes lie in the crate; None for everything that is pickled as usual."""
        if type(value) is not bytes or len(value) < CRATED_FROM_BYTES:
            return None
        place = self._offset, len(value)
        self._pieces.append(value)
        self._offset += len(value)
        return place

    def reducer_override(self, value: object) -> Any:
        """An enum's member as its class and its value: Python before 3.11.4 writes the function `getattr` instead."""
        return (type(value), (value.value,)) if isinstance(value, Enum) else NotImplemented


class _Reader(pickle.Unpickler):
    def __init__(self, letter: bytes, fetch: Callable[[int, int], bytes]) -> None:
        super().__init__(io.BytesIO(letter))
        self._fetch = fetch

    def persistent_load(self, place: Any) -> bytes:
        """The bytes that lie at this place."""
        offset, size = place
        return self._fetch(int(offset), int(size))

    def find_class(self, module: str, name: str) -> Any:
        """Classes that the domain defines itself; never a function, never what it imports, never a dotted name."""
        if (module, name) not in _TRUSTED_CLASSES and not module.startswith(_TRUSTED_PACKAGE):
            raise pickle.UnpicklingError(f"{module}.{name} may not come from a worker")
        found = super().find_class(module, name) if "." not in name else None
        if not isinstance(found, type) or found.__module__ != module:
            raise pickle.UnpicklingError(f"{module}.{name} may not come from a worker")
        return found
