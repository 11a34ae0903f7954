"""What a later start hands to the window that is open, and who is not listened to."""

import json
import os
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from multiprocessing.connection import Client, Connection, Listener
from pathlib import Path
from typing import Any  # Any: what JSON can hold

import pytest

from app.domain.errors import AppError
from app.system.handover import (
    FAMILY,
    SOCKET_NAME,
    Letterbox,
    Reply,
    hand_over,
)
from app.system.handover_words import MAX_FILES, MAX_MESSAGE_BYTES, MAX_MESSAGES
from app.system.paths import LETTERBOX_NAME
from app.system.premises import MAX_KEPT, Premises, Reception, Standing, arrive

CHECKOUT = Path(__file__).resolve().parents[2]
WAIT_S = 10.0
HANG_A_LETTERBOX = """
import pathlib, sys
from app.system.premises import Premises
assert Premises(lambda files: True).hold(pathlib.Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""
on_posix = pytest.mark.skipif(sys.platform == "win32", reason="named pipes have no path, and profiles no modes")


class Window:
    """A letterbox and what was taken through it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.taken: list[tuple[Path, ...]] = []
        self.takes = True
        self.letterbox = Letterbox(folder, self.take)

    def take(self, files: tuple[Path, ...]) -> bool:
        if self.takes:
            self.taken.append(files)
        return self.takes

    @property
    def endpoint(self) -> dict[str, str]:
        found: dict[str, str] = json.loads((self.folder / LETTERBOX_NAME).read_text("ascii"))
        return found

    def visitor(self) -> "Connection[Any, Any]":
        """Somebody who knows the key, and may say anything."""
        return Client(self.endpoint["address"], FAMILY, bytes.fromhex(self.endpoint["key"]))

    def answer_to(self, *messages: bytes) -> bytes:
        """What is said to these messages; empty where the letterbox hangs up."""
        with self.visitor() as visitor:
            try:
                for message in messages:
                    visitor.send_bytes(message)
                return visitor.recv_bytes(MAX_MESSAGE_BYTES) if visitor.poll(WAIT_S) else b"nothing"
            except (EOFError, OSError):
                return b""


@pytest.fixture
def window(tmp_path: Path) -> Iterator[Window]:
    window = Window(tmp_path)
    yield window
    window.letterbox.close()


def said(files: object, is_last: object = True, **more: object) -> bytes:
    return json.dumps({"files": files, "is_last": is_last, **more}).encode()


# --- what arrives ---------------------------------------------------------------------------------------------------


def test_files_arrive_in_their_order(window: Window, tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("b.png", "a.pdf", "c d.jpg")]
    assert hand_over(tmp_path, files) is Reply.TAKEN
    assert window.taken == [tuple(files)]


def test_a_start_without_files_asks_the_window_to_come(window: Window, tmp_path: Path) -> None:
    assert hand_over(tmp_path, []) is Reply.TAKEN
    assert window.taken == [()]


def test_thousands_of_files_arrive_as_one(window: Window, tmp_path: Path) -> None:
    files = [tmp_path / "long folder name" / f"scan {number:05} ä.png" for number in range(MAX_FILES)]
    assert hand_over(tmp_path, files, WAIT_S) is Reply.TAKEN
    assert window.taken == [tuple(files)]


def test_more_files_than_that_are_refused_in_words(window: Window, tmp_path: Path) -> None:
    with pytest.raises(AppError, match="Drop their folder"):
        hand_over(tmp_path, [tmp_path / "a.png"] * (MAX_FILES + 1))
    assert window.taken == []


@on_posix
def test_a_name_that_is_no_text_stays_what_it_is(window: Window, tmp_path: Path) -> None:
    file = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.png"))
    hand_over(tmp_path, [file])
    assert [os.fsencode(path) for path in window.taken[0]] == [os.fsencode(file)]


def test_a_window_that_can_not_take_more_is_not_said_to_have_taken(window: Window, tmp_path: Path) -> None:
    window.takes = False
    assert hand_over(tmp_path, [tmp_path / "a.png"]) is Reply.UNSURE


# --- who is not listened to -----------------------------------------------------------------------------------------


def test_a_wrong_key_is_refused(window: Window, tmp_path: Path) -> None:
    true_words = (tmp_path / LETTERBOX_NAME).read_text("ascii")
    (tmp_path / LETTERBOX_NAME).write_text(json.dumps({**window.endpoint, "key": "00" * 32}), "ascii")
    assert hand_over(tmp_path, [tmp_path / "a.png"]) is Reply.NOBODY
    (tmp_path / LETTERBOX_NAME).write_text(true_words, "ascii")
    assert window.taken == []


def test_a_listener_that_does_not_know_the_key_is_told_nothing(tmp_path: Path) -> None:
    heard: list[bytes] = []
    window = Window(tmp_path)
    endpoint = window.endpoint
    window.letterbox.close()
    with Listener(endpoint["address"], FAMILY) as stranger:
        (tmp_path / LETTERBOX_NAME).write_text(json.dumps(endpoint), "ascii")

        def listen() -> None:
            with stranger.accept() as line:
                line.send_bytes(b"#CHALLENGE#" + b"0" * 20)
                heard.append(line.recv_bytes(256))  # a keyed digest, of no use to a stranger
                line.send_bytes(b"#WELCOME#")
                heard.append(line.recv_bytes(256))  # our own challenge
                line.send_bytes(b"no idea")
                heard.append(line.recv_bytes(256))  # told off, and that is all

        listening = threading.Thread(target=listen)
        listening.start()
        assert hand_over(tmp_path, [tmp_path / "Jane Doe.png"], WAIT_S) is Reply.NOBODY
        listening.join(WAIT_S)
    assert not any(b"Jane" in words for words in heard)


def test_a_message_over_the_bound_is_refused(window: Window) -> None:
    assert window.answer_to(said(["/a" * (MAX_MESSAGE_BYTES // 2)])) == b""
    assert window.taken == []


def test_messages_without_an_end_are_refused(window: Window, tmp_path: Path) -> None:
    assert window.answer_to(*[said([str(tmp_path)], is_last=False)] * (MAX_MESSAGES + 1)) == b""
    assert window.taken == []


@pytest.mark.parametrize(
    "message",
    [
        b"",
        b"\xff",
        b"null",
        b"[" * 60_000,
        b'{"files": []}',
        said([], is_last=1),
        said("/etc/hosts"),
        said([1]),
        said(["page.png"]),
        said(["/a\0b"]),
        said([], more=1),
    ],
    ids=lambda message: message[:30],
)
def test_what_is_not_exactly_a_message_is_refused(window: Window, message: bytes) -> None:
    assert window.answer_to(message) == b""
    assert window.taken == []


def test_after_a_stranger_the_next_start_is_served(window: Window, tmp_path: Path) -> None:
    window.answer_to(b"nonsense")
    assert hand_over(tmp_path, [tmp_path / "a.png"]) is Reply.TAKEN


def test_a_visitor_who_says_nothing_does_not_keep_others_out(window: Window, tmp_path: Path) -> None:
    with Client(window.endpoint["address"], FAMILY):
        assert hand_over(tmp_path, [tmp_path / "a.png"], WAIT_S) is Reply.TAKEN


def test_a_window_that_hangs_is_not_waited_for(tmp_path: Path) -> None:
    window = Window(tmp_path)
    endpoint = window.endpoint
    window.letterbox.close()
    with Listener(endpoint["address"], FAMILY, 8):
        (tmp_path / LETTERBOX_NAME).write_text(json.dumps(endpoint), "ascii")
        assert hand_over(tmp_path, [tmp_path / "a.png"], 0.1) is Reply.UNSURE


# --- what is left ---------------------------------------------------------------------------------------------------


def test_a_closed_letterbox_leaves_nothing(tmp_path: Path) -> None:
    Window(tmp_path).letterbox.close()
    assert list(tmp_path.iterdir()) == []


def test_it_closes_in_the_middle_of_a_conversation(tmp_path: Path) -> None:
    window = Window(tmp_path)
    with window.visitor() as visitor:
        window.letterbox.close()
        assert visitor.poll(WAIT_S)  # hung up
    assert list(tmp_path.iterdir()) == []


@on_posix
def test_key_and_socket_are_for_their_owner_alone(window: Window, tmp_path: Path) -> None:
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert set(modes.values()) == {0o600}


@on_posix
def test_a_folder_with_a_long_path_has_a_letterbox_elsewhere(tmp_path: Path) -> None:
    folder = tmp_path / ("a long name " * 10)
    folder.mkdir()
    window = Window(folder)
    place = Path(window.endpoint["address"]).parent
    assert stat.S_IMODE(place.stat().st_mode) == 0o700
    assert hand_over(folder, [tmp_path / "a.png"]) is Reply.TAKEN
    window.letterbox.close()
    assert not place.exists()


@pytest.mark.parametrize("name", ["store", "a long name " * 10])
def test_what_a_killed_window_left_is_in_nobodys_way(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    _hang_and_kill(folder)
    left = Path(json.loads((folder / LETTERBOX_NAME).read_text("ascii"))["address"])
    premises = Premises(lambda files: True)
    assert arrive(premises, folder, []) is Standing.FIRST
    assert hand_over(folder, []) is Reply.TAKEN
    premises.leave()
    assert not left.exists()
    assert not (folder / SOCKET_NAME).exists()


def test_a_command_clears_what_a_killed_window_left(tmp_path: Path) -> None:
    _hang_and_kill(tmp_path)
    command = Premises()
    assert command.hold(tmp_path)
    assert not (tmp_path / LETTERBOX_NAME).exists()
    command.leave()


def _hang_and_kill(folder: Path) -> None:
    command = [sys.executable, "-c", HANG_A_LETTERBOX, str(folder)]
    environ = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    with subprocess.Popen(command, env=environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        other.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
        other.wait()


# --- first or not ---------------------------------------------------------------------------------------------------


def test_the_second_start_hands_over(tmp_path: Path) -> None:
    taken: list[tuple[Path, ...]] = []
    reception = Reception()
    reception.attend(taken.append)
    first, second = Premises(reception.take), Premises(lambda files: False)
    assert arrive(first, tmp_path, []) is Standing.FIRST
    assert arrive(second, tmp_path, [tmp_path / "a.png"]) is Standing.HANDED_OVER
    assert taken == [(tmp_path / "a.png",)]
    first.leave()


def test_a_command_that_owns_the_outbox_answers_nobody(tmp_path: Path) -> None:
    command, window = Premises(), Premises(lambda files: True)
    assert command.hold(tmp_path)
    assert arrive(window, tmp_path, [], wait_s=0.1) is Standing.UNANSWERED
    command.leave()


def test_a_start_waits_for_the_window_that_is_closing(tmp_path: Path) -> None:
    closing, next_one = Premises(lambda files: True), Premises(lambda files: True)
    assert closing.hold(tmp_path)
    closing.close_letterbox()
    standings: list[Standing] = []
    start = threading.Thread(target=lambda: standings.append(arrive(next_one, tmp_path, [], WAIT_S)))
    start.start()
    closing.leave()
    start.join(WAIT_S)
    assert standings == [Standing.FIRST]
    next_one.leave()


def test_a_window_that_changes_the_store_takes_its_letterbox_along(tmp_path: Path) -> None:
    real, practice = tmp_path / "real", tmp_path / "practice"
    real.mkdir()
    practice.mkdir()
    window = Premises(lambda files: True)
    assert window.hold(real)
    assert window.hold(practice)
    assert (hand_over(real, []), hand_over(practice, [])) == (Reply.NOBODY, Reply.TAKEN)
    window.leave()


def test_the_reception_keeps_files_until_somebody_attends(tmp_path: Path) -> None:
    reception, passed_on = Reception(), list[tuple[Path, ...]]()
    early, late = (tmp_path / "early.png",), (tmp_path / "late.png",)
    reception.take(early)
    reception.attend(passed_on.append)
    reception.take(late)
    assert passed_on == [early, late]


def test_the_reception_keeps_no_more_than_its_bound() -> None:
    reception = Reception()
    assert [reception.take(()) for _ in range(MAX_KEPT + 1)] == [True] * MAX_KEPT + [False]
