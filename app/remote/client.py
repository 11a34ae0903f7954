"""The embedded client of the DRX API: check, upload, list, fetch. Lives in the courier's room, on its asyncio loop.

How an attempt to upload ends (product.md, reliability.md "What httpx reports"):

- delivered: 201, JSON, an image ID and the very name that was sent;
- not sent: the connection, its TLS or its proxy failed before anything left, or DRX asked to come later (429);
- refused: 400, 401, 403, 413, 415, also when they come while the page is still being sent;
- unclear: everything else. 404 and 405 are among them: they mean a wrong prefix or a gateway in between, and the Images
  document does not name them for uploads, so nobody can promise that nothing was stored.
"""

import asyncio
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from http import HTTPStatus

from app.domain.errors import StrangeAnswer
from app.domain.parcels import (
    Attempt,
    AttemptDelivered,
    AttemptNotSent,
    AttemptRefused,
    AttemptUnclear,
    StoredImage,
    UploadReceipt,
)
from app.domain.records import LISTED_AS, Link, LinkField, RecordKind
from app.domain.stores import StoreAddress, checked_key
from app.remote import faults, wire
from app.remote.body import Progress, UploadBody
from app.remote.images import ImageFetcher
from app.remote.line import Answer, Timeouts, exchange, http_client, tls_context

UPLOADS_AT_ONCE = 2
QUESTIONS_AT_ONCE = 2
"""Questions have connections of their own, so that a gallery never waits behind two large pages."""

MAX_LISTING_BYTES = 32 * 1024 * 1024
MAX_UPLOAD_ANSWER_BYTES = 1024 * 1024
CHECK_RECORD_ID = "counterscan-check"
"""The record asked for where a store has no heartbeat; it need not exist (look-up document, "health")."""


class DrxClient:
    """One store's DRX with one key. Raises `WrongSetting` for a key that can't be one; close it with `aclose`."""

    def __init__(
        self,
        address: StoreAddress,
        key: str,
        *,
        timeouts: Timeouts | None = None,
        takes_prescription_id: bool = False,
    ) -> None:
        self.address = address
        self._timeouts = timeouts or Timeouts()
        self._takes_prescription_id = takes_prescription_id
        self._api_url = address.base_url + address.prefix
        tls = tls_context()
        self._api = http_client(
            tls,
            self._timeouts,
            connections=UPLOADS_AT_ONCE + QUESTIONS_AT_ONCE,
            headers={address.key_header: checked_key(key), "Accept": "application/json"},
        )
        self._fetcher = ImageFetcher(address, tls, self._timeouts)
        self._uploads = asyncio.Semaphore(UPLOADS_AT_ONCE)
        self._questions = asyncio.Semaphore(QUESTIONS_AT_ONCE)

    async def check(self) -> float:
        """Ask DRX whether it is there and knows the key, touching no patient; returns the seconds it took.

        Raises `KeyRefused`, `Refused`, `Unreachable`, `StrangeAnswer`.
        """
        began = time.monotonic()
        answer = await self._ask(self.address.base_url + self.address.heartbeat_path)
        if answer.status in (HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED):
            answer = await self._ask(f"{self._api_url}/images/{LISTED_AS[RecordKind.PATIENT]}/{CHECK_RECORD_ID}")
            # Any web server says 404 to that, with a page; DRX answers everything with JSON (look-up document, "host").
            is_page = answer.content_type.startswith(("text/html", "application/xhtml"))
            if answer.status in (HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND) and not is_page:
                return time.monotonic() - began
        if answer.status != HTTPStatus.OK:
            raise faults.error_of(answer.status, answer.content_type, answer.wait_s)
        wire.mapping(wire.json_of(answer))
        return time.monotonic() - began

    async def upload(
        self,
        name: str,
        links: Sequence[Link],
        created_on: datetime,
        content: bytes,
        on_progress: Progress | None = None,
    ) -> Attempt:
        """Send one page once and say how that ended; never raises for what the network does, never tries again.

        `prescription_id` goes out only where the store is known to take it. `on_progress` gets bytes handed over and
        all bytes of the request, at most ten times a second.
        """
        pairs = [
            (link.field.value, link.record_id)
            for link in links
            if link.field is not LinkField.PRESCRIPTION or self._takes_prescription_id
        ]
        body = UploadBody(wire.upload_head(name, pairs, created_on), content, on_progress)
        request = self._api.build_request(
            "POST",
            f"{self._api_url}/images",
            content=body,
            headers={"Content-Type": "application/json", "Content-Length": str(body.size_bytes)},
        )
        async with self._uploads:
            try:
                answer = await exchange(
                    self._api,
                    request,
                    deadline_s=self._timeouts.for_upload(body.size_bytes),
                    cap_bytes=MAX_UPLOAD_ANSWER_BYTES,
                )
            except (*faults.LOST, faults.TooLong) as error:
                problem = faults.problem_of(error)
                certainly_not = isinstance(error, faults.NOT_SENT) or not body.has_begun
                return AttemptNotSent(problem) if certainly_not else AttemptUnclear(problem)
        if answer.status < 300 and not body.is_through:
            return AttemptUnclear(wire.strange("a success before the end of the page").problem)
        return _attempt(answer, name)

    async def images(self, kind: RecordKind, record_id: str) -> tuple[StoredImage, ...]:
        """What DRX has for a record, in its order; 404 is an empty tuple (product.md), whatever body comes with it.

        Raises `KeyRefused`, `Refused`, `Unreachable`, `StrangeAnswer`; `ValueError` for a kind that DRX can't list,
        which is our own mistake.
        """
        if kind not in LISTED_AS:
            raise ValueError(f"DRX can't list the images of this kind: {kind.value}")
        answer = await self.ask(f"/images/{LISTED_AS[kind]}/{wire.path_part(record_id)}")
        if answer.status == HTTPStatus.NOT_FOUND:
            return ()
        if answer.status != HTTPStatus.OK:
            raise faults.error_of(answer.status, answer.content_type, answer.wait_s)
        return wire.stored_images(answer)

    async def fetch_image(self, image: StoredImage) -> bytes:
        """The bytes behind an image's URL, through a client that has no key. Raises as `ImageFetcher.fetch` does."""
        return await self._fetcher.fetch(image.url)

    async def ask(self, path: str, params: Mapping[str, str] | None = None) -> Answer:
        """One GET below the prefix, any status; IDs in `path` are already percent-encoded.

        Raises `Unreachable` where no answer came, `StrangeAnswer` for one that is far too long.
        """
        return await self._ask(self._api_url + path, params)

    async def _ask(self, url: str, params: Mapping[str, str] | None = None) -> Answer:
        request = self._api.build_request("GET", url, params=params)
        async with self._questions:
            try:
                return await exchange(
                    self._api, request, deadline_s=self._timeouts.question_s, cap_bytes=MAX_LISTING_BYTES
                )
            except (*faults.LOST, faults.TooLong) as error:
                raise faults.unreachable(error) from error

    async def aclose(self) -> None:
        """Close every connection; the client can't be used afterwards."""
        await self._api.aclose()
        await self._fetcher.aclose()


def _attempt(answer: Answer, name: str) -> Attempt:
    """Which of the four ends an answer to an upload is."""
    refusal = faults.refusal_of(answer.status)
    if refusal is not None:
        return AttemptRefused(refusal, faults.REFUSALS[refusal])
    if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
        return AttemptNotSent(faults.busy(answer.status), answer.wait_s)
    if answer.status >= 500 and not faults.is_sign_in(answer.status, answer.content_type):
        return AttemptUnclear(faults.busy(answer.status), answer.wait_s, is_trouble=True)
    if answer.status != HTTPStatus.CREATED:
        return AttemptUnclear(faults.odd(answer.status, answer.content_type), answer.wait_s)
    try:
        image = wire.uploaded_image(answer)
    except StrangeAnswer as error:
        return AttemptUnclear(error.problem)
    if image.name != name:
        return AttemptUnclear(wire.strange("another name came back").problem, image_id=image.id)
    return AttemptDelivered(UploadReceipt(image.id, datetime.now(UTC), size_bytes=image.size_bytes))
