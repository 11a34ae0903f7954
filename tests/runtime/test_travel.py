"""How values come home from a worker: large bytes beside the letter, and no foreign thing is ever built."""

import os
import pickle
import struct
import sys
from datetime import UTC, datetime
from enum import Enum
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import PurePosixPath

import pytest

from app.domain.errors import KeyRefused, Problem, UnreadableFile
from app.domain.pages import FrameSurvey, MediaType, Picture, SourceSurvey
from app.runtime.sharing import CRATED_FROM_BYTES, packed, packed_by_name, remove_by_name
from app.runtime.travel import letter_of, send_home, take_in

LARGE = os.urandom(CRATED_FROM_BYTES)


def carried(value: object) -> object:
    """The value at the other end of a pipe; what was taken is acknowledged ahead."""
    ours, theirs = Pipe()
    with ours, theirs:
        ours.send(None)
        send_home(theirs, letter_of(value), f"counterscan-test-{os.getpid()}")
        return take_in(ours, f"counterscan-test-{os.getpid()}")


def refused(pickled: bytes) -> bool:
    """Is this letter refused?"""
    ours, theirs = Pipe()
    with ours, theirs:
        theirs.send_bytes(b"\0" + pickled)
        with pytest.raises(pickle.UnpicklingError):
            take_in(ours, "")
    return True


@pytest.mark.parametrize(
    "value",
    [
        None,
        {"a": [1, 2.5, b"three"]},
        Picture(256, 256, LARGE),
        [Picture(256, 256, LARGE), Picture(128, 512, LARGE[::-1])],
        SourceSurvey(MediaType.PDF, (FrameSurvey(1, 2, 300, datetime(2026, 2, 3, tzinfo=UTC)),)),
    ],
    ids=["nothing", "plain values", "a picture", "two pictures", "a survey"],
)
def test_values_of_the_domain_come_home_as_they_were(value: object) -> None:
    assert carried(value) == value


def test_an_error_comes_home_with_its_problem() -> None:
    error = carried(KeyRefused(Problem("No", "Try", "detail"), 401))
    assert isinstance(error, KeyRefused)
    assert (error.problem.detail, error.status) == ("detail", 401)


def test_large_bytes_are_left_out_of_the_letter() -> None:
    letter = letter_of(Picture(256, 256, LARGE))
    assert (len(letter.pickled) < 1000, letter.pieces[0] is LARGE) == (True, True)


@pytest.mark.parametrize(
    "value",
    [print, os.system, PurePosixPath("/"), struct.Struct, UnreadableFile.__init__],
    ids=["a builtin", "a function", "a foreign value", "a foreign class", "a method"],
)
def test_nothing_foreign_is_built(value: object) -> None:
    assert refused(pickle.dumps(value))


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("app.domain.journal", "json.loads"),
        ("app.domain.journal", "defused"),
        ("app.domain.journal", "datetime"),
        ("app.runtime.seat", "Seat"),
        ("datetime", "sys"),
    ],
)
def test_the_domain_opens_no_back_door(module: str, name: str) -> None:
    texts = b"".join(b"\x8c" + bytes([len(text)]) + text.encode() for text in (module, name))
    assert refused(b"\x80\x04" + texts + b"\x93.")


@pytest.mark.parametrize("letter", [b"", b".", b"\x80\x05", b"garbage", b"\x80\x05R.", b"\x80\x05(K\x00K\x09tQ."])
def test_torn_and_forged_letters_are_refused(letter: bytes) -> None:
    assert refused(letter)


def test_a_crate_that_holds_less_than_was_said_is_refused() -> None:
    crate = packed((b"short",), "unused")
    try:
        with pytest.raises(OSError, match="holds less"):
            crate.read(0, 6)
    finally:
        crate.close()


def test_a_crate_with_a_name_holds_its_pieces_one_behind_the_other() -> None:
    name = f"counterscan-test-{os.getpid()}"  # as on Windows and macOS
    crate = packed_by_name((b"first", b"second"), name)
    try:
        assert (crate.read(0, 5), crate.read(5, 6)) == (b"first", b"second")
    finally:
        crate.close()
        remove_by_name(name)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere crates have names")
def test_something_else_than_a_crate_is_not_read() -> None:
    ours, theirs = Pipe()
    with ours, theirs:
        theirs.send_bytes(b"\1" + letter_of(Picture(1, 1, LARGE)).pickled)
        _send_descriptor(theirs, "/dev/null")
        with pytest.raises(OSError, match="no crate"):
            take_in(ours, "")


def _send_descriptor(pipe: Connection, path: str) -> None:
    from multiprocessing.reduction import send_handle  # Unix only in this form

    descriptor = os.open(path, os.O_RDONLY)
    send_handle(pipe, descriptor, os.getpid())
    os.close(descriptor)


def test_a_member_of_an_enum_comes_home_from_a_python_that_pickles_it_by_getattr(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Enum, "__reduce_ex__", lambda member, _: (getattr, (type(member), member.name)))  # 3.11.2's way
    assert carried(MediaType.GIF) is MediaType.GIF
