"""The line to the world: httpx clients with our rules, and one capped, timed exchange. Runs in the courier's room."""

import asyncio
import contextlib
import ssl
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.cookiejar import CookieJar, DefaultCookiePolicy
from urllib.parse import urlsplit

import httpx
import truststore

from app import __version__
from app.domain.stores import is_loopback
from app.remote.faults import TooLong
from app.remote.listening import ListeningBackend

USER_AGENT = f"CounterScan/{__version__}"
KEEP_ALIVE_S = 5.0
"""Short, because a connection that the server closes while it rests can swallow the next request."""


@dataclass(frozen=True, slots=True)
class Timeouts:
    """All waits in seconds. The first three are for one step; the others are deadlines for a whole exchange.

    Per-step time-outs alone let an answer that drips one byte at a time live for ever (reliability.md).
    """

    connect_s: float = 10.0
    read_s: float = 30.0
    write_s: float = 30.0
    question_s: float = 45.0
    image_s: float = 120.0
    upload_s: float = 60.0
    slowest_upload_bytes_per_s: float = 32_000.0

    def for_upload(self, size_bytes: int) -> float:
        """The deadline of an upload whose body has this size: a 10 MB page gets about eight minutes."""
        return self.upload_s + size_bytes / self.slowest_upload_bytes_per_s


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer that was read to its end within its cap. `wait_s` is what `Retry-After` asks for."""

    status: int
    content_type: str
    content: bytes
    wait_s: float | None = None
    location: str = ""


def tls_context() -> ssl.SSLContext:
    """The system's certificate store, TLS 1.2 at least; there is no switch that turns checking off."""
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def http_client(
    tls: ssl.SSLContext, timeouts: Timeouts, *, connections: int, headers: Mapping[str, str] | None = None
) -> httpx.AsyncClient:
    """A client that keeps no cookies, follows no redirects and reads nothing from the environment by itself."""
    limits = httpx.Limits(
        max_connections=connections, max_keepalive_connections=connections, keepalive_expiry=KEEP_ALIVE_S
    )
    return httpx.AsyncClient(
        transport=_SystemProxies(tls, limits, urllib.request.getproxies()),
        trust_env=False,
        follow_redirects=False,
        cookies=CookieJar(policy=DefaultCookiePolicy(allowed_domains=[])),
        timeout=httpx.Timeout(
            connect=timeouts.connect_s, read=timeouts.read_s, write=timeouts.write_s, pool=timeouts.connect_s
        ),
        headers={"User-Agent": USER_AGENT, "Accept-Encoding": "identity", **(headers or {})},
    )


class _SystemProxies(httpx.AsyncBaseTransport):
    """Sends each request through the proxy that the system's settings name for its host, or directly.

    httpx would do this by itself with `trust_env=True`, but would take certificates and netrc passwords from the
    environment as well. Proxy scripts (PAC) are not read. Loopback is never sent through a proxy.
    """

    def __init__(self, tls: ssl.SSLContext, limits: httpx.Limits, proxies: Mapping[str, str]) -> None:
        self._tls = tls
        self._limits = limits
        self._proxies = proxies
        self._transports: dict[str, httpx.AsyncHTTPTransport] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        proxy = proxy_for(str(request.url), self._proxies)
        if proxy and urlsplit(proxy).scheme not in ("http", "https"):
            raise httpx.ProxyError("only http proxies are supported")
        if proxy not in self._transports:  # one for each proxy of the settings and one without: three at most
            self._transports[proxy] = self._transport(proxy)
        return await self._transports[proxy].handle_async_request(request)

    def _transport(self, proxy: str) -> httpx.AsyncHTTPTransport:
        transport = httpx.AsyncHTTPTransport(
            verify=self._tls, trust_env=False, limits=self._limits, proxy=httpx.Proxy(proxy) if proxy else None
        )
        # httpx 0.28 has no public way to name httpcore's network backend; a test fails where this stops working.
        transport._pool._network_backend = ListeningBackend()
        return transport

    async def aclose(self) -> None:
        for transport in self._transports.values():
            await transport.aclose()


def proxy_for(url: str, proxies: Mapping[str, str]) -> str:
    """The proxy for this URL out of the system's (`urllib.request.getproxies`), or an empty text for none."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if is_loopback(host) or urllib.request.proxy_bypass(host):
        return ""
    proxy = proxies.get(parts.scheme) or proxies.get("all") or ""
    return proxy if not proxy or "://" in proxy else f"http://{proxy}"


async def exchange(client: httpx.AsyncClient, request: httpx.Request, *, deadline_s: float, cap_bytes: int) -> Answer:
    """Send a request and read its answer. Raises what httpx raises, `TimeoutError` at the deadline, and `TooLong`.

    A refusal counts from its status line on: servers that refuse a large body early often cut the line before the
    answer's own body is through.
    """
    refused: Answer | None = None
    try:
        async with asyncio.timeout(deadline_s):
            response = await client.send(request, stream=True)
            try:
                answer = _answer(response)
                refused = answer if answer.status >= 400 else None
                content = await _capped(response, cap_bytes)
            finally:
                with contextlib.suppress(httpx.HTTPError, OSError):
                    await response.aclose()
    except (httpx.HTTPError, TimeoutError, TooLong):
        if refused is None:
            raise
        return refused
    return Answer(answer.status, answer.content_type, content, answer.wait_s, answer.location)


async def _capped(response: httpx.Response, cap_bytes: int) -> bytes:
    content = bytearray()
    async for piece in response.aiter_bytes():
        content += piece
        if len(content) > cap_bytes:
            raise TooLong
    return bytes(content)


def _answer(response: httpx.Response) -> Answer:
    headers = response.headers
    content_type = headers.get("Content-Type", "").partition(";")[0].strip().lower()
    wait_s = retry_after(headers.get("Retry-After", ""), datetime.now(UTC))
    return Answer(response.status_code, content_type, b"", wait_s, headers.get("Location", ""))


def retry_after(text: str, now: datetime) -> float | None:
    """`Retry-After` as seconds from now: a number or an HTTP date (RFC 9110, 10.2.3); None where it makes no sense."""
    text = text.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, OverflowError):  # a year of eleven digits is an overflow
        return None
    if at.tzinfo is None:
        at = at.replace(tzinfo=UTC)
    return max(0.0, (at - now).total_seconds())
