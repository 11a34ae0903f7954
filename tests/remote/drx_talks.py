"""How the tests of the client talk to a store, and a server that says whatever a test wants said."""

import asyncio
import io
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from typing import TypeVar

from PIL import Image

from app.domain.parcels import Attempt, StoredImage
from app.domain.records import Link, LinkField
from app.domain.stores import StoreAddress
from app.practice.server import PRACTICE_KEY
from app.remote.client import DrxClient
from app.remote.line import Timeouts

Found = TypeVar("Found")
Conversation = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]

SHORT = Timeouts(
    connect_s=2,
    read_s=0.6,
    write_s=0.6,
    question_s=1.2,
    image_s=1.2,
    upload_s=1.2,
    slowest_upload_bytes_per_s=20_000_000,
)
"""Short enough for a test to wait for a deadline, long enough for a busy machine."""

KEY = PRACTICE_KEY
NAME = "rx_67890 hard copy front k7m2q9xd3p.jpg"
LINKS = (Link(LinkField.PATIENT, "pat_12345"),)
CREATED = datetime(2025, 2, 19, 8, 50, tzinfo=UTC)
RECEIPT = f'{{"id": "img_1", "name": "{NAME}", "size": 7}}'.encode()


def picture() -> bytes:
    """A small JPEG that a store accepts."""
    content = io.BytesIO()
    Image.new("RGB", (400, 400), (180, 200, 220)).save(content, "JPEG")
    return content.getvalue()


PICTURE = picture()


def ask(
    url: str, question: Callable[[DrxClient], Awaitable[Found]], *, key: str = KEY, timeouts: Timeouts = SHORT
) -> Found:
    """One question to the store at `url`, on a loop of its own."""

    async def whole() -> Found:
        client = DrxClient(StoreAddress(url), key, timeouts=timeouts)
        try:
            return await question(client)
        finally:
            await client.aclose()

    return asyncio.run(whole())


def upload(url: str, content: bytes = PICTURE, *, key: str = KEY) -> Attempt:
    """Send one page once."""
    return ask(url, lambda client: client.upload(NAME, LINKS, CREATED, content), key=key)


def image_at(url: str) -> StoredImage:
    """An image whose bytes are behind `url`."""
    return StoredImage("img_1", "page.jpg", url=url)


def answer(status: str, body: bytes = b"{}", *headers: str, content_type: str = "application/json") -> bytes:
    """A whole HTTP answer that ends its connection."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {content_type}", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join([*lines, "Connection: close", "", ""]).encode() + body


@asynccontextmanager
async def odd_server(conversation: Conversation, tls: ssl.SSLContext | None = None) -> AsyncIterator[str]:
    """A server on loopback that has `conversation` with everyone; gives its URL."""
    talks: set[asyncio.Task[None]] = set()

    def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async def talk() -> None:
            try:
                with suppress(OSError, asyncio.IncompleteReadError):
                    await conversation(reader, writer)
            finally:
                writer.close()
                with suppress(OSError):
                    await writer.wait_closed()

        talks.add(asyncio.create_task(talk()))

    server = await asyncio.start_server(meet, "127.0.0.1", 0, ssl=tls)
    try:
        yield f"{'https' if tls else 'http'}://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
        for talk in talks:
            talk.cancel()
        await asyncio.gather(*talks, return_exceptions=True)
        await server.wait_closed()


def against(conversation: Conversation, question: Callable[[DrxClient], Awaitable[Found]]) -> Found:
    """One question to a server that has this conversation."""

    async def whole() -> Found:
        async with odd_server(conversation) as url:
            client = DrxClient(StoreAddress(url), KEY, timeouts=SHORT)
            try:
                return await question(client)
            finally:
                await client.aclose()

    return asyncio.run(whole())


def saying(spoken: bytes) -> Conversation:
    """A server that reads a whole request and says this."""

    async def conversation(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(spoken)
        await writer.drain()

    return conversation


async def read_request(reader: asyncio.StreamReader) -> tuple[bytes, bytes]:
    """Head and body of one request."""
    head = await reader.readuntil(b"\r\n\r\n")
    sizes = [line.split(b":")[1] for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")]
    return head, await reader.readexactly(int(sizes[0])) if sizes else b""
