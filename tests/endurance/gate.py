"""A gate before the practice store that speaks TLS, and that lies where the store itself can't: before HTTP begins.

Every connection is for one request. So many of them meet the lie that was planned; all others are let through to the
store over a good certificate. Where the lie is one about who the gate is, whoever believes it all the same is told by
an impostor that the page has arrived.
"""

import contextlib
import http.client
import json
import socket
import ssl
import struct
import threading
from datetime import timedelta
from enum import Enum
from types import TracebackType
from typing import Self

from tests.endurance.certificates import Authority, aged

HOST = "localhost"
NAME_IN_DNS = "store.invalid"
"""RFC 6761: no resolver may ever know it."""
LONGEST_WAIT_S = 30.0
SMALL_BUFFER_BYTES = 4096
"""So that a body that is not read does not all fit between the two ends."""
MOST_HEAD_BYTES = 64_000


class Lie(Enum):
    """What can be wrong before HTTP begins, or while the request is under way."""

    SELF_SIGNED = "a certificate that nobody vouches for"
    EXPIRED = "a certificate that has expired"
    NOT_YET_VALID = "a certificate of tomorrow"
    WRONG_HOST = "a good certificate of another host"
    TLS_1_0 = "TLS 1.0 alone"
    TLS_1_1 = "TLS 1.1 alone"
    HANG_IN_HANDSHAKE = "hang in the handshake"
    CLOSE_IN_HANDSHAKE = "close in the handshake"
    RESET_IN_HANDSHAKE = "reset in the handshake"
    NO_TLS = "plain HTTP where TLS belongs"
    HANG_BEFORE_BODY = "hang before the body"
    HANG_IN_BODY = "hang in mid-body"
    HANG_AFTER_BODY = "hang after the body, committed"
    CUT_AFTER_COMMIT = "cut after commit, inside TLS"


class Gate:
    """Listens on loopback while it is used as a context manager."""

    def __init__(self, store_url: str, authority: Authority) -> None:
        self._store = store_url.partition("//")[2]
        self._good = authority.server(HOST, NAME_IN_DNS)
        self._bad = {
            Lie.SELF_SIGNED: authority.server(HOST, is_vouched_for=False),
            Lie.EXPIRED: authority.server(HOST, from_now=timedelta(days=-30)),
            Lie.NOT_YET_VALID: authority.server(HOST, from_now=timedelta(days=1)),
            Lie.WRONG_HOST: authority.server("somebody.else.invalid"),
            Lie.TLS_1_0: aged(authority.server(HOST), ssl.TLSVersion.TLSv1),
            Lie.TLS_1_1: aged(authority.server(HOST), ssl.TLSVersion.TLSv1_1),
        }
        self._lock = threading.Lock()
        self._lie, self._times, self.met = Lie.SELF_SIGNED, 0, 0
        self._freed = threading.Event()
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> Self:
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._listening.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL_BUFFER_BYTES)
        self._accepting = threading.Thread(target=self._accept)
        self._accepting.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._freed.set()
        self._listening.shutdown(socket.SHUT_RDWR)
        self._accepting.join()
        self._listening.close()
        for thread in self._threads:
            thread.join()

    @property
    def port(self) -> int:
        """Where it listens, on `HOST` and on `NAME_IN_DNS` where somebody knows that name."""
        return int(self._listening.getsockname()[1])

    def plan(self, lie: Lie, times: int) -> None:
        """The next so many connections meet this lie; `met` counts them."""
        with self._lock:
            self._lie, self._times, self.met = lie, times, 0

    def free(self) -> None:
        """End what hangs."""
        self._freed.set()
        self._freed = threading.Event()

    def _accept(self) -> None:
        while True:
            try:
                line, _ = self._listening.accept()
            except OSError:  # closed
                return
            thread = threading.Thread(target=self._serve, args=(line,))
            self._threads.append(thread)
            thread.start()

    def _serve(self, line: socket.socket) -> None:
        with self._lock:
            lie = self._lie if self._times > 0 else None
            self._times, self.met = self._times - 1, self.met + (lie is not None)
        freed = self._freed
        line.settimeout(LONGEST_WAIT_S)
        with line, contextlib.suppress(OSError, EOFError):  # what a lie makes of the line
            match lie:
                case Lie.HANG_IN_HANDSHAKE:
                    freed.wait(LONGEST_WAIT_S)
                case Lie.CLOSE_IN_HANDSHAKE:
                    line.recv(SMALL_BUFFER_BYTES)
                case Lie.RESET_IN_HANDSHAKE:
                    line.recv(1)
                    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                case Lie.NO_TLS:
                    line.recv(SMALL_BUFFER_BYTES)
                    line.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
                case _:
                    with self._bad.get(lie or Lie.CUT_AFTER_COMMIT, self._good).wrap_socket(line, True) as secured:
                        self._talk(secured, lie, freed)

    def _talk(self, line: ssl.SSLSocket, lie: Lie | None, freed: threading.Event) -> None:
        if lie is Lie.HANG_BEFORE_BODY:
            freed.wait(LONGEST_WAIT_S)
            return
        head, body, length = _head(line)
        if lie is Lie.HANG_IN_BODY:
            _more(line, body, length // 2)
            freed.wait(LONGEST_WAIT_S)
            return
        _more(line, body, length)
        if lie in self._bad:
            line.sendall(_impostor(bytes(body)))
            return
        answer = self._of_store(head, bytes(body))
        if lie is Lie.HANG_AFTER_BODY:
            freed.wait(LONGEST_WAIT_S)
        if lie is not Lie.CUT_AFTER_COMMIT:
            line.sendall(answer)

    def _of_store(self, head: list[str], body: bytes) -> bytes:
        method, path, _ = head[0].split(" ")
        headers = dict(line.split(": ", 1) for line in head[1:])
        with contextlib.closing(http.client.HTTPConnection(self._store, timeout=LONGEST_WAIT_S)) as store:
            store.request(method, path, body or None, headers)
            answer = store.getresponse()
            content = answer.read()
            return _said(f"{answer.status} {answer.reason}", answer.headers["Content-Type"], content)


def _head(line: ssl.SSLSocket) -> tuple[list[str], bytearray, int]:
    """The lines of a request's head, what came of its body with it, and how long that is to be."""
    read = bytearray()
    while b"\r\n\r\n" not in read:
        read += _some(line)
        if len(read) > MOST_HEAD_BYTES:
            raise EOFError
    head, _, body = bytes(read).partition(b"\r\n\r\n")
    lines = head.decode().split("\r\n")
    lengths = [line.partition(":")[2] for line in lines if line.lower().startswith("content-length:")]
    return lines, bytearray(body), int(lengths[0]) if lengths else 0


def _more(line: ssl.SSLSocket, body: bytearray, length: int) -> None:
    while len(body) < length:
        body += _some(line)


def _some(line: ssl.SSLSocket) -> bytes:
    piece = line.recv(SMALL_BUFFER_BYTES * 16)
    if not piece:
        raise EOFError
    return piece


def _impostor(body: bytes) -> bytes:
    name = json.loads(body)["name"] if body else ""
    return _said("201 Created", "application/json", json.dumps({"id": "img_stolen", "name": name}).encode())


def _said(status: str, content_type: str, content: bytes) -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\nContent-Length: {len(content)}\r\nConnection: close"
    return f"{head}\r\n\r\n".encode() + content
