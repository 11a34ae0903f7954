"""Fetches the bytes behind image URLs: other hosts, so no key, no cookies, a cap and a deadline."""

import asyncio
import ssl
from http import HTTPStatus
from urllib.parse import urljoin, urlsplit

import httpx

from app.domain.errors import ImageGone, Problem, StrangeAnswer, Unreachable
from app.domain.stores import StoreAddress, is_loopback
from app.remote import faults
from app.remote.line import Answer, Timeouts, exchange, http_client

IMAGES_AT_ONCE = 12
"""Connections; whoever asks keeps fewer busy, and needs the others while some hosts are slow."""

MAX_IMAGE_BYTES = 64 * 1024 * 1024
"""More than six times what DRX accepts; a store may keep pictures in a larger form."""

_SEEN_BYTES = 256
MAX_REDIRECTS = 3
TOO_LARGE = Problem("This image is larger than 64 MB", "Look at it in DRX", "over the cap")
_SLOW = Problem("This image takes too long to come", "Try again")
_NO_PICTURE = Problem("The link to this image leads to a web page", "Try again, or look at it in DRX", "no picture")
_NO_ADDRESS = Problem("The address of this picture is not one", "Refresh the list")
_GONE = Problem("The link to this image does not open", "Try again, or look at it in DRX")


class ImageFetcher:
    """The second, keyless client. Image URLs carry a token and expire after 24 hours (Images document)."""

    def __init__(self, address: StoreAddress, tls: ssl.SSLContext, timeouts: Timeouts) -> None:
        self._address = address
        self._timeouts = timeouts
        self._client = http_client(tls, timeouts, connections=IMAGES_AT_ONCE)
        self._turn = asyncio.Semaphore(IMAGES_AT_ONCE)

    async def fetch(self, url: str) -> bytes:
        """The picture's bytes, at most `MAX_IMAGE_BYTES`.

        Raises `ImageGone` for whatever refusal the host gives (its wording for an expired token is its own: list the
        record again and try once more), `Unreachable` where no answer came, `StrangeAnswer` for what is no picture.
        """
        async with self._turn:
            try:
                async with asyncio.timeout(self._timeouts.image_s):
                    answer = await self._follow(_joined(self._address.base_url + "/", url) if url else "")
            except faults.TooLong as error:
                raise StrangeAnswer(TOO_LARGE) from error
            except TimeoutError as error:
                raise Unreachable(_SLOW) from error
            except faults.LOST as error:
                raise faults.unreachable(error) from error
        if answer.status in (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS) or answer.status >= 500:
            raise Unreachable(
                Problem("The image could not be had just now", "Try again", str(answer.status)), answer.wait_s
            )
        if 400 <= answer.status < 500:
            raise ImageGone(Problem(_GONE.title, _GONE.advice, f"status {answer.status}"))
        if answer.status != HTTPStatus.OK:
            raise StrangeAnswer(faults.odd(answer.status, answer.content_type))
        if _is_page(answer.content):  # judged by its bytes: hosts label pictures as they like, and pages as pictures
            raise StrangeAnswer(_NO_PICTURE)
        return answer.content

    async def _follow(self, url: str) -> Answer:
        for _ in range(MAX_REDIRECTS + 1):
            self._check(url)
            request = self._client.build_request("GET", url)
            answer = await exchange(self._client, request, deadline_s=self._timeouts.image_s, cap_bytes=MAX_IMAGE_BYTES)
            if not (300 <= answer.status < 400 and answer.location):
                return answer
            url = _joined(url, answer.location)
        raise StrangeAnswer(Problem("The picture's address leads in circles", "Refresh the list", "too many redirects"))

    def _check(self, url: str) -> None:
        """Only https; plain http only to this computer, and only for a store that is on it (the practice store)."""
        try:
            parts = urlsplit(url)
            host = parts.hostname or ""
            httpx.URL(url)
        except (ValueError, httpx.InvalidURL) as error:
            raise StrangeAnswer(_NO_ADDRESS) from error
        inside = is_loopback(host)
        safe = parts.scheme == "https" or (parts.scheme == "http" and inside)
        if not host or not safe or (inside and not self._address.is_loopback) or "@" in parts.netloc:
            raise StrangeAnswer(
                Problem("The picture's address is not safe", "Tell whoever runs DRX", "address refused")
            )

    async def aclose(self) -> None:
        await self._client.aclose()


def _is_page(content: bytes) -> bool:
    """A web page, an XML or JSON error, or nothing at all, where a picture should be."""
    start = content[:_SEEN_BYTES].lstrip(b"\xef\xbb\xbf \t\r\n\0")
    return not start or start[:1] in (b"<", b"{", b"[")


def _joined(base: str, url: str) -> str:
    try:
        return urljoin(base, url)
    except ValueError as error:
        raise StrangeAnswer(_NO_ADDRESS) from error
