"""The body of an upload, made while it leaves: JSON around Base64, in chunks, with progress."""

import time
from collections.abc import AsyncIterator, Callable

import pybase64

CHUNK_BYTES = 192 * 1024
"""Divisible by 3, so that chunks encode on their own; 256 KiB of Base64, some 30 microseconds of work."""

PROGRESS_PAUSE_S = 0.1
_TAIL = b'"}'

Progress = Callable[[int, int], None]
"""Called with the bytes that were handed to the network so far, and all of them."""


class UploadBody:
    """An async iterable of bytes for httpx, which asks for the next chunk once the last one is on its way.

    `has_begun` tells whether any of it was asked for: before that, nothing can have been stored. `is_through` tells
    whether all of it was handed to the network: before that, no success can be true.
    """

    def __init__(self, head: bytes, content: bytes, on_progress: Progress | None) -> None:
        self._head = head
        self._content = content
        self._on_progress = on_progress
        self._next_report = 0.0
        self.has_begun = False
        self.is_through = False
        self.size_bytes = len(head) + 4 * ((len(content) + 2) // 3) + len(_TAIL)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        self.has_begun = True
        yield self._head
        sent_bytes = len(self._head)
        view = memoryview(self._content)
        for start in range(0, len(view), CHUNK_BYTES):
            chunk = pybase64.b64encode(view[start : start + CHUNK_BYTES])
            yield chunk
            sent_bytes += len(chunk)
            self._report(sent_bytes)
        yield _TAIL
        self.is_through = True
        self._report(self.size_bytes)

    def _report(self, sent_bytes: int) -> None:
        """At most ten times a second, and always at the end."""
        now = time.monotonic()
        if self._on_progress is not None and (now >= self._next_report or sent_bytes == self.size_bytes):
            self._next_report = now + PROGRESS_PAUSE_S
            self._on_progress(sent_bytes, self.size_bytes)
