"""A connection that listens while it speaks, so that a refusal is heard before ten megabytes are through.

httpx on asyncio reads nothing while it writes: a 413 or 401 that is sent early, followed by a closed connection, was
lost 30 times of 30 with a 10 MB page, and a server that stops reading after its refusal showed as a mere time-out.
httpcore does go on to read the answer after a failed write; this stream has the answer in hand by then.
"""

import asyncio
import ssl
from collections.abc import Iterable
from typing import Any

import httpcore

READ_BYTES = 64 * 1024
LARGE_WRITE_BYTES = 32 * 1024
"""Only writes from this size on are listened through: headers and questions leave in one go."""


class ListeningBackend(httpcore.AsyncNetworkBackend):
    """Opens connections as httpcore's own backend does, and lets them listen."""

    def __init__(self) -> None:
        self._inner = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's interface
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        return _ListeningStream(await self._inner.connect_tcp(host, port, timeout, local_address, socket_options))

    async def sleep(self, seconds: float) -> None:
        await self._inner.sleep(seconds)


class _ListeningStream(httpcore.AsyncNetworkStream):
    """During a large write one read is under way; what it brings is kept for the next `read`."""

    def __init__(self, inner: httpcore.AsyncNetworkStream) -> None:
        self._inner = inner
        self._heard: asyncio.Task[bytes] | None = None

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109 - httpcore's interface
        if len(buffer) < LARGE_WRITE_BYTES:
            await self._inner.write(buffer, timeout)
            return
        if self._heard is None:
            self._heard = asyncio.create_task(self._inner.read(READ_BYTES, None))
        writing = asyncio.create_task(self._inner.write(buffer, timeout))
        try:
            await asyncio.wait({writing, self._heard}, return_when=asyncio.FIRST_COMPLETED)
            if not writing.done() and _is_final_answer(self._heard):
                raise httpcore.WriteError("answered before the end of the request")
            await writing
        finally:
            await _stop(writing)

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109 - httpcore's interface
        if self._heard is None:
            return await self._inner.read(max_bytes, timeout)
        await asyncio.wait({self._heard}, timeout=timeout)
        if not self._heard.done():
            raise httpcore.ReadTimeout
        heard, self._heard = self._heard, None
        return heard.result()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's interface
    ) -> httpcore.AsyncNetworkStream:
        return _ListeningStream(await self._inner.start_tls(ssl_context, server_hostname, timeout))

    async def aclose(self) -> None:
        if self._heard is not None:
            await _stop(self._heard)
        await self._inner.aclose()

    def get_extra_info(self, info: str) -> Any:  # httpcore's own signature
        return self._inner.get_extra_info(info)


def _is_final_answer(heard: asyncio.Task[bytes]) -> bool:
    """Did an answer begin, other than `100 Continue` and its like? (An end of the stream is none.)"""
    if not heard.done() or heard.cancelled() or heard.exception() is not None:
        return False
    began = heard.result()
    return bool(began) and not began.startswith((b"HTTP/1.1 1", b"HTTP/1.0 1"))


async def _stop(task: asyncio.Task[Any]) -> None:  # of whatever type: its result is not wanted
    """End a task and take its exception, so that nobody complains about one that was never fetched."""
    task.cancel()
    await asyncio.wait({task})
    if not task.cancelled():
        task.exception()
