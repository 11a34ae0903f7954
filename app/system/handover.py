"""How a later start hands its files to the window that is open: a letterbox beside the lock, and who posts into it.

The lock (`single_instance`) stays the truth about who owns a store folder; a letterbox is only the way to reach the
window that does. A small file beside the lock names a local address and a random key. Both sides prove that they know
the key before a word is said (`handover_words`). Other users of the machine are kept
out by the permissions of the folder, the socket and the file (on Windows: of the profile, where the key lies). A
hostile program of the same user is not kept out: it can read the key, as it can read everything else of that user.

The letterbox listens in a thread of its own and calls `take` there.
"""

import contextlib
import json
import os
import secrets
import socket
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from multiprocessing import ProcessError
from multiprocessing.connection import Client, Connection, Listener, answer_challenge, deliver_challenge
from pathlib import Path
from typing import Any  # Any: what JSON can hold

from app.system.handover_words import MAX_FILES, MAX_MESSAGE_BYTES, MAX_MESSAGES, message_in, messages_of
from app.system.paths import LETTERBOX_NAME

SOCKET_NAME = "letterbox"
PLACE_PREFIX = "counterscan-letterbox-"
FAMILY = "AF_PIPE" if sys.platform == "win32" else "AF_UNIX"
KEY_BYTES = 32
MAX_ADDRESS_BYTES = 103  # sun_path of macOS, the shortest, with its closing zero
MAX_WAITING_STARTS = 128
ANSWER_WAIT_S = 2.0
MAX_CONVERSATION_S = 1.0  # less, so that one start that hangs does not cost the next one its answer
_PAUSE_S = 0.1  # after the system had no descriptor for us
_CLOSE_WAIT_S = 5.0
_TAKEN, _NOT_TAKEN = b'{"taken": true}', b'{"taken": false}'
# AssertionError is how Python 3.11 meets a peer that does not speak its handshake; 3.12 has ProcessError for it.
_BROKEN = (OSError, EOFError, ProcessError, AssertionError)

Take = Callable[[tuple[Path, ...]], bool]


class Reply(Enum):
    """What became of one attempt to hand files over."""

    TAKEN = "taken"
    NOBODY = "nobody"  # nothing was said: it may be tried again
    UNSURE = "unsure"  # no answer after we spoke: perhaps taken, so it is not said again


@dataclass(frozen=True, slots=True)
class _Endpoint:
    """Where a letterbox hangs, and the key that both sides must know."""

    address: str
    key: bytes


class Letterbox:
    """Takes what later starts hand over, from its making until `close`. Only for who holds the lock of the folder.

    `take` is called with absolute paths, none where a start only asks the window to come to the front; it says whether
    they were taken. Raises OSError where no letterbox can hang.
    """

    def __init__(self, folder: Path, take: Take) -> None:
        self._folder, self._take = folder, take
        self._gate = threading.Lock()  # guards the one connection that is talked on, against being cut twice
        self._talking: Connection[bytes, bytes] | None = None
        self._is_closing = threading.Event()
        clear(folder)
        self._listener, address = _listening(folder)
        self._endpoint = _Endpoint(address, secrets.token_bytes(KEY_BYTES))
        try:
            _write(folder, self._endpoint)
        except OSError:
            self._take_down()
            raise
        self._thread = threading.Thread(target=self._live, name="letterbox", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Take nothing more and leave nothing behind; a second call does nothing. From any thread but its own."""
        if not self._is_closing.is_set():
            self._is_closing.set()
            self._cut()
            with contextlib.suppress(OSError):  # closing a socket does not wake who waits at it; a visitor does
                Client(self._endpoint.address, FAMILY).close()
        self._thread.join(_CLOSE_WAIT_S)

    def _live(self) -> None:
        while not self._is_closing.is_set():
            try:
                connection = self._listener.accept()
            except OSError:
                self._is_closing.wait(_PAUSE_S)
                continue
            with connection:
                self._serve(connection)
        self._take_down()

    def _take_down(self) -> None:
        with contextlib.suppress(OSError):  # somebody has tidied the socket away
            self._listener.close()
        clear(self._folder)

    def _serve(self, connection: "Connection[bytes, bytes]") -> None:
        """One conversation, cut off when it takes too long or when the letterbox is closed meanwhile."""
        with self._gate:
            self._talking = connection
        watchdog = threading.Timer(MAX_CONVERSATION_S, self._cut)
        watchdog.daemon = True
        watchdog.start()
        try:
            if not self._is_closing.is_set():
                self._converse(connection)
        except _BROKEN:  # a start that was killed, or a stranger: there is nobody to tell
            pass
        finally:
            watchdog.cancel()
            watchdog.join()
            with self._gate:
                self._talking = None

    def _converse(self, connection: "Connection[bytes, bytes]") -> None:
        deliver_challenge(connection, self._endpoint.key)
        answer_challenge(connection, self._endpoint.key)
        files: list[Path] = []
        for _ in range(MAX_MESSAGES):
            message = message_in(connection.recv_bytes(MAX_MESSAGE_BYTES))
            if message is None or len(files) + len(message[0]) > MAX_FILES:
                return
            files += message[0]
            if message[1]:
                is_taken = self._take(tuple(files))
                connection.send_bytes(_TAKEN if is_taken else _NOT_TAKEN)
                return

    def _cut(self) -> None:
        with self._gate:
            if self._talking is None:
                return
            if sys.platform == "win32":
                self._talking.close()  # ends what waits for the pipe
            else:  # closing would not wake the thread that reads
                with contextlib.suppress(OSError), socket.socket(fileno=os.dup(self._talking.fileno())) as line:
                    line.shutdown(socket.SHUT_RDWR)


def hand_over(folder: Path, files: Sequence[Path], wait_s: float = ANSWER_WAIT_S) -> Reply:
    """Ask the window that holds this folder to come to the front and to open these files (absolute paths).

    One attempt, at most `wait_s` long. Raises `AppError` for more files than one start may hand over.
    """
    messages = messages_of(files)
    replies: list[Reply] = []
    # A thread, because neither a full queue nor a Windows pipe can be waited for with an end; this program ends soon.
    attempt = threading.Thread(target=lambda: replies.append(_tried(folder, messages)), daemon=True)
    attempt.start()
    attempt.join(wait_s)
    return replies[0] if replies else Reply.UNSURE


def clear(folder: Path) -> None:
    """Remove what a letterbox leaves behind when its program is killed. Only for who holds the lock of the folder."""
    endpoint = _read(folder)
    if endpoint is not None and sys.platform != "win32":
        _remove_socket(Path(endpoint.address))
    with contextlib.suppress(OSError):
        (folder / LETTERBOX_NAME).unlink()


def _tried(folder: Path, messages: Sequence[bytes]) -> Reply:
    endpoint = _read(folder)
    if endpoint is None:
        return Reply.NOBODY
    try:
        connection = Client(endpoint.address, FAMILY, endpoint.key)
    except _BROKEN:
        return Reply.NOBODY
    _let_it_come_to_the_front()
    with connection:
        try:
            for message in messages:
                connection.send_bytes(message)
            return Reply.TAKEN if connection.recv_bytes(MAX_MESSAGE_BYTES) == _TAKEN else Reply.UNSURE
        except (OSError, EOFError):
            return Reply.UNSURE


def _let_it_come_to_the_front() -> None:
    """Windows lets only the program that a person just started take the front, unless that one gives it away."""
    if sys.platform == "win32":
        import ctypes  # exists with `windll` on Windows only

        any_program = -1  # ASFW_ANY
        ctypes.windll.user32.AllowSetForegroundWindow(any_program)


# --- the address ----------------------------------------------------------------------------------------------------


def _listening(folder: Path) -> tuple[Listener, str]:
    """A listener for this user alone and its address. Raises OSError where the system allows none."""
    if sys.platform == "win32":
        address = rf"\\.\pipe\counterscan-{secrets.token_hex(16)}"
        return Listener(address, FAMILY, MAX_WAITING_STARTS), address
    with contextlib.suppress(OSError):  # a long path, or a disk without sockets
        return _listening_at(folder / SOCKET_NAME)
    place = Path(tempfile.mkdtemp(prefix=PLACE_PREFIX))  # made for its owner alone
    try:
        return _listening_at(place / SOCKET_NAME)
    except OSError:
        place.rmdir()
        raise


def _listening_at(path: Path) -> tuple[Listener, str]:
    if len(os.fsencode(path)) > MAX_ADDRESS_BYTES:
        raise OSError("too long for the address of a socket")
    if path.is_socket():  # left by one that was killed: we hold the lock
        path.unlink()
    listener = Listener(str(path), FAMILY, MAX_WAITING_STARTS)
    path.chmod(0o600)
    return listener, str(path)


def _remove_socket(path: Path) -> None:
    with contextlib.suppress(OSError):
        if path.name == SOCKET_NAME and path.is_socket():
            path.unlink()
    if path.parent.name.startswith(PLACE_PREFIX):
        with contextlib.suppress(OSError):
            path.parent.rmdir()


def _write(folder: Path, endpoint: _Endpoint) -> None:
    """Written in place: a start that reads half of it tries again, and Windows replaces no file that is being read."""
    content = json.dumps({"address": endpoint.address, "key": endpoint.key.hex()})
    descriptor = os.open(folder / LETTERBOX_NAME, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(descriptor, "w", encoding="ascii") as file:  # noqa: PTH123 - a descriptor: private from the start
        file.write(content)


def _read(folder: Path) -> _Endpoint | None:
    """None where there is no letterbox, or only a part of its file."""
    try:
        with (folder / LETTERBOX_NAME).open("rb") as file:
            found: Any = json.loads(file.read(MAX_MESSAGE_BYTES))
        return _Endpoint(str(found["address"]), bytes.fromhex(found["key"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
