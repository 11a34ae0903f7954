"""A virus scanner that says what it is told to say, over a real socket on loopback."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class TalkingScanner:
    """Answers each connection with `answer`, closing after it; what it was given lies in `heard`.

    `closes_early` hangs up before anything was read. With `answer` None it reads and keeps silent until it is closed.
    """

    def __init__(self, answer: bytes | None, *, closes_early: bool = False) -> None:
        self.answer, self._closes_early = answer, closes_early
        self.heard: list[bytes] = []
        self._is_over = threading.Event()
        self._door = socket.create_server(("127.0.0.1", 0))
        self._lines: list[socket.socket] = []
        self.address = f"127.0.0.1:{self._door.getsockname()[1]}"
        self._thread = threading.Thread(target=self._serve, name="talking-scanner")
        self._thread.start()

    def close(self) -> None:
        """Hang up and be gone."""
        self._is_over.set()
        socket.create_connection(self._door.getsockname()).close()  # wakes who waits at the door
        self._thread.join()
        self._door.close()
        for line in self._lines:
            line.close()

    def _serve(self) -> None:
        while True:
            line, _ = self._door.accept()
            if self._is_over.is_set():
                line.close()
                return
            if not self._closes_early:
                self.heard.append(_stream_on(line))
            if self.answer is None:
                self._lines.append(line)  # held open, in silence
                continue
            line.sendall(self.answer)
            line.close()


@contextmanager
def talking_scanner(answer: bytes | None, *, closes_early: bool = False) -> Iterator[TalkingScanner]:
    """A scanner that is closed whatever happens."""
    scanner = TalkingScanner(answer, closes_early=closes_early)
    try:
        yield scanner
    finally:
        scanner.close()


def _stream_on(line: socket.socket) -> bytes:
    """What was streamed; a ping is given back as it came."""
    with line.makefile("rb") as reader:
        command = b""
        while not command.endswith(b"\0"):
            byte = reader.read(1)
            if not byte:
                return command
            command += byte
        if command != b"zINSTREAM\0":
            return command
        content = b""
        while True:
            head = reader.read(4)
            size = struct.unpack("!I", head)[0] if len(head) == 4 else 0
            if not size:
                return content
            content += reader.read(size)
