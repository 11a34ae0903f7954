"""One open connection: reads requests off it, writes answers onto it, or breaks it on purpose."""

import contextlib
import http.client
import os
import socket
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import BinaryIO

from app.practice.messages import Answer

MOST_LINE_BYTES = 65_536
CHUNK_BYTES = 65_536
LINGER_S = 2.0
MOST_LINGER_BYTES = 64_000_000


class LineLost(Exception):
    """The other side is gone, or said nothing for too long."""


class NotHttp(Exception):
    """What arrived is no HTTP/1.1 request."""


class BodyTooLarge(Exception):
    """The body is, or says that it will be, larger than allowed; the rest of it is still unread."""


@dataclass(frozen=True, slots=True)
class Head:
    """The first lines of a request; header names in lower case."""

    method: str
    target: str
    headers: Mapping[str, str]
    speaks_1_1: bool

    @property
    def path(self) -> str:
        """The target before the question mark, as sent."""
        return self.target.partition("?")[0]

    @property
    def query(self) -> str:
        """The target after the question mark, as sent."""
        return self.target.partition("?")[2]

    @property
    def keeps_alive(self) -> bool:
        """Whether another request may follow on the same connection."""
        wish = self.headers.get("connection", "").lower()
        return "close" not in wish and (self.speaks_1_1 or "keep-alive" in wish)


class Line:
    """A connection with HTTP on it. Every method raises `LineLost` when the connection does not hold."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._reader: BinaryIO = connection.makefile("rb")

    def read_head(self) -> Head | None:
        """The next request's head; None when the client has hung up between two requests."""
        try:
            first = self._reader.readline(MOST_LINE_BYTES)
            if not first:
                return None
            words = first.decode("latin-1").split()
            if len(words) != 3 or not words[2].startswith("HTTP/1."):
                raise NotHttp("no request line")
            fields = http.client.parse_headers(self._reader)
        except http.client.HTTPException as error:
            raise NotHttp("no headers") from error
        except (OSError, ValueError) as error:
            raise LineLost from error
        headers = {name.lower(): value for name, value in fields.items()}
        return Head(words[0], words[1], headers, words[2] != "HTTP/1.0")

    def read_body(self, head: Head, most_bytes: int) -> bytes:
        """The whole body, sent with a length or in chunks; at most `most_bytes`, else `BodyTooLarge`."""
        chunked = "chunked" in head.headers.get("transfer-encoding", "").lower()
        length_text = head.headers.get("content-length", "0").strip()
        if not (length_text.isascii() and length_text.isdigit()):
            raise NotHttp("no valid length")
        if not chunked and int(length_text) > most_bytes:
            raise BodyTooLarge
        if head.headers.get("expect", "").lower() == "100-continue":
            self.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        return self._read_chunks(most_bytes) if chunked else self.read_exactly(int(length_text))

    def read_exactly(self, size_bytes: int) -> bytes:
        """That many bytes; `LineLost` when fewer come."""
        try:
            content = self._reader.read(size_bytes)
        except (OSError, ValueError) as error:
            raise LineLost from error
        if len(content) != size_bytes:
            raise LineLost
        return content

    def _read_chunks(self, most_bytes: int) -> bytes:
        body = bytearray()
        while True:
            size_text = self._read_text_line().partition(b";")[0].strip()
            try:
                size_bytes = int(size_text, 16)
            except ValueError as error:
                raise NotHttp("no chunk size") from error
            if size_bytes < 0 or len(body) + size_bytes > most_bytes:
                raise BodyTooLarge
            body += self.read_exactly(size_bytes)
            if size_bytes:
                self._read_text_line()
                continue
            while self._read_text_line().strip():
                pass  # trailers say nothing that matters here
            return bytes(body)

    def _read_text_line(self) -> bytes:
        try:
            line = self._reader.readline(MOST_LINE_BYTES)
        except (OSError, ValueError) as error:
            raise LineLost from error
        if not line:
            raise LineLost
        return line

    def write(self, content: bytes) -> None:
        """Bytes as they are."""
        try:
            self._connection.sendall(content)
        except OSError as error:
            raise LineLost from error

    def send(self, answer: Answer, *, without_body: bool = False, keep_alive: bool = True) -> None:
        """A whole answer; `without_body` answers HEAD."""
        head = head_of(answer, len(answer.body) if answer.tells_length else None, keep_alive=keep_alive)
        if without_body:
            self.write(head)
        elif answer.flow is None:
            self.write(head + answer.body)
        else:
            with contextlib.closing(answer.flow(answer.body)) as pieces:
                self._send_pieces(head, pieces, len(answer.body) if answer.tells_length else None)

    def _send_pieces(self, head: bytes, pieces: Iterator[bytes], promised_bytes: int | None) -> None:
        """The head goes out at once, though the first piece may be long in coming; without a promise, in chunks."""
        self.write(head)
        sent_bytes = 0
        for piece in pieces:
            self.write(b"%x\r\n%b\r\n" % (len(piece), piece) if promised_bytes is None else piece)
            sent_bytes += len(piece)
        if promised_bytes is None:
            self.write(b"0\r\n\r\n")
        elif sent_bytes != promised_bytes:
            raise LineLost  # only hanging up tells the other side that no more comes

    def close_gently(self) -> None:
        """Say goodbye and drink up what the client still sends, so that it gets to read the answer.

        Closing with unread bytes resets the connection, and a reset throws away the answer on its way.
        """
        try:
            self._connection.shutdown(socket.SHUT_WR)
            self._connection.settimeout(LINGER_S)
            drunk_bytes = 0
            while drunk_bytes < MOST_LINGER_BYTES and (sip := self._connection.recv(CHUNK_BYTES)):
                drunk_bytes += len(sip)
        except OSError as error:
            raise LineLost from error

    def reset(self) -> None:
        """Break the connection now, with a reset instead of a goodbye."""
        reset_at_close(self._connection)
        # The reader shares the descriptor and would keep it open; detaching closes it whoever else holds on.
        socket.close(self._connection.detach())

    def release(self) -> None:
        """Let go of the reader; the connection itself is closed by whoever opened it."""
        self._reader.close()


def head_of(answer: Answer, length_bytes: int | None, *, keep_alive: bool) -> bytes:
    """Status line and headers of an answer that says that its body has `length_bytes`; with None it comes in chunks."""
    try:
        phrase = HTTPStatus(answer.status).phrase
    except ValueError:
        phrase = "Made Up"
    lines = [
        f"HTTP/1.1 {answer.status} {phrase}",
        f"Content-Type: {answer.content_type}",
        "Transfer-Encoding: chunked" if length_bytes is None else f"Content-Length: {length_bytes}",
        f"Connection: {'keep-alive' if keep_alive else 'close'}",
        *(f"{name}: {value}" for name, value in answer.headers),
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


def reset_at_close(connection: socket.socket) -> None:
    """Make the system send a reset when this socket is closed."""
    linger = struct.pack("hh" if os.name == "nt" else "ii", 1, 0)
    try:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    except OSError as error:
        raise LineLost from error
