"""How an attempt ends: every status, and every fault of reliability.md's table, over real sockets."""

import asyncio
import base64
import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from app.domain.parcels import (
    Attempt,
    AttemptDelivered,
    AttemptNotSent,
    AttemptRefused,
    AttemptUnclear,
    Refusal,
)
from app.domain.records import Link, LinkField, RecordKind
from app.domain.stores import StoreAddress
from app.practice.server import Fault, FaultKind, PracticeStore
from app.remote.client import DrxClient
from app.remote.line import Timeouts
from tests.remote.drx_talks import (
    CREATED,
    KEY,
    LINKS,
    NAME,
    PICTURE,
    RECEIPT,
    SHORT,
    against,
    answer,
    ask,
    odd_server,
    read_request,
    saying,
    upload,
)

LARGE = b"\xff\xd8" + bytes(10_000_000)


def attempt_at(spoken: bytes) -> Attempt:
    return against(saying(spoken), lambda client: client.upload(NAME, LINKS, CREATED, PICTURE))


def test_a_page_that_the_store_takes_is_delivered_with_its_receipt(store: PracticeStore) -> None:
    ended = upload(store.url)
    assert isinstance(ended, AttemptDelivered)
    assert ended.receipt.image_id
    assert ended.receipt.size_bytes == len(PICTURE)


def test_the_store_gets_the_very_bytes_back_out(store: PracticeStore) -> None:
    async def there_and_back(client: DrxClient) -> bytes:
        await client.upload(NAME, LINKS, CREATED, PICTURE)
        (image,) = await client.images(RecordKind.PATIENT, "pat_12345")
        return await client.fetch_image(image)

    assert ask(store.url, there_and_back) == PICTURE


@pytest.mark.parametrize(
    ("status", "refusal"),
    [
        ("400 Bad Request", Refusal.BAD_REQUEST),
        ("401 Unauthorized", Refusal.BAD_KEY),
        ("403 Forbidden", Refusal.FORBIDDEN),
        ("413 Payload Too Large", Refusal.TOO_LARGE),
        ("415 Unsupported Media Type", Refusal.WRONG_TYPE),
    ],
)
def test_a_refusal_of_the_documents_is_refused(status: str, refusal: Refusal) -> None:
    ended = attempt_at(answer(status))
    assert isinstance(ended, AttemptRefused)
    assert ended.refusal is refusal


@pytest.mark.parametrize(
    "status",
    [
        "200 OK",
        "202 Accepted",
        "204 No Content",
        "301 Moved Permanently",
        "302 Found",
        "307 Temporary Redirect",
        "404 Not Found",
        "405 Method Not Allowed",
        "408 Request Timeout",
        "409 Conflict",
        "418 Teapot",
        "422 Unprocessable Content",
        "500 Internal Server Error",
        "502 Bad Gateway",
        "503 Service Unavailable",
        "504 Gateway Timeout",
        "511 Network Authentication Required",
        "599 Odd",
    ],
)
def test_every_other_status_is_unclear(status: str) -> None:
    assert isinstance(attempt_at(answer(status, RECEIPT)), AttemptUnclear)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"not json",
        b'{"id": "", "name": "%s"}' % NAME.encode(),
        b'{"id": null, "name": "%s"}' % NAME.encode(),
        b'{"id": true, "name": "%s"}' % NAME.encode(),
        b'{"name": "%s"}' % NAME.encode(),
        b'{"id": "img_1"}',
        b'{"id": "img_1", "name": "another.jpg"}',
        b"[" * 100_000,
        b"\xff\xfe",
        RECEIPT[:-1],
    ],
)
def test_a_201_that_does_not_name_our_page_is_unclear(body: bytes) -> None:
    assert isinstance(attempt_at(answer("201 Created", body)), AttemptUnclear)


@pytest.mark.parametrize("name", [', "name": "another.jpg"', "", ', "name": 5'])
def test_a_201_with_another_name_still_tells_the_id(name: str) -> None:
    ended = attempt_at(answer("201 Created", b'{"id": "img_1"%s}' % name.encode()))
    assert isinstance(ended, AttemptUnclear)
    assert ended.image_id == "img_1"


@pytest.mark.parametrize(("status", "is_trouble"), [("503 Busy", True), ("500 Oops", True), ("404 Not Found", False)])
def test_a_store_that_is_in_trouble_is_told_from_an_odd_answer(status: str, is_trouble: bool) -> None:
    ended = attempt_at(answer(status))
    assert isinstance(ended, AttemptUnclear)
    assert ended.is_trouble is is_trouble


def test_an_id_that_is_a_number_is_an_id() -> None:
    ended = attempt_at(answer("201 Created", RECEIPT.replace(b'"img_1"', b"12345")))
    assert isinstance(ended, AttemptDelivered)
    assert ended.receipt.image_id == "12345"


@pytest.mark.parametrize("status", ["200 OK", "201 Created", "511 Network Authentication Required"])
def test_a_captive_portal_is_unclear_and_asks_for_a_sign_in(status: str) -> None:
    ended = attempt_at(answer(status, b"<html>Welcome</html>", content_type="text/html; charset=utf-8"))
    assert isinstance(ended, AttemptUnclear)
    assert ended.problem.title == "The network wants a sign-in"


@pytest.mark.parametrize(
    "kind",
    [
        FaultKind.CAPTIVE_PORTAL,
        FaultKind.REDIRECT,
        FaultKind.RESET_AFTER_HEADERS,
        FaultKind.RESET_MID_BODY,
        FaultKind.RESET_BEFORE_COMMIT,
        FaultKind.RESET_AFTER_COMMIT,
        FaultKind.CLOSE_AFTER_COMMIT,
        FaultKind.HANG,
        FaultKind.SLOW_DRIP,
        FaultKind.TORN_ANSWER,
        FaultKind.TRUNCATED_ANSWER,
        FaultKind.WRONG_CONTENT_LENGTH,
        FaultKind.GARBAGE_STATUS_LINE,
        FaultKind.HUGE_ANSWER,
    ],
)
def test_a_lying_network_is_unclear(store: PracticeStore, kind: FaultKind) -> None:
    store.faults.add(Fault(kind, "POST"))
    assert isinstance(upload(store.url), AttemptUnclear)


def test_a_server_that_stops_reading_is_unclear(store: PracticeStore) -> None:
    store.faults.add(Fault(FaultKind.STOP_READING, "POST"))
    assert isinstance(upload(store.url, LARGE), AttemptUnclear)


def test_an_answer_that_drips_is_given_up_at_the_total_deadline(store: PracticeStore) -> None:
    store.faults.add(Fault(FaultKind.SLOW_DRIP, "POST", wait_s=0.2))
    began = datetime.now(UTC)
    upload(store.url)
    assert datetime.now(UTC) - began < timedelta(seconds=2 * SHORT.upload_s)


def test_a_store_that_is_not_there_is_not_sent(store: PracticeStore) -> None:
    store.offline = True
    ended = upload(store.url)
    assert isinstance(ended, AttemptNotSent)
    assert ended.problem.title == "No connection to DRX"


def test_a_name_that_does_not_resolve_is_not_sent() -> None:
    ended = upload("https://no-such-store.invalid")
    assert isinstance(ended, AttemptNotSent)


def test_a_server_that_does_not_speak_tls_is_not_sent(store: PracticeStore) -> None:
    ended = upload(store.url.replace("http://", "https://"))
    assert isinstance(ended, AttemptNotSent)
    assert ended.problem.title == "No secure connection to DRX"


def test_a_tls_handshake_that_hangs_is_not_sent() -> None:
    async def hang(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
        await reader.read()

    async def whole() -> Attempt:
        async with odd_server(hang) as url:
            short = Timeouts(connect_s=0.3)
            client = DrxClient(StoreAddress(url.replace("http://", "https://")), KEY, timeouts=short)
            try:
                return await client.upload(NAME, LINKS, CREATED, PICTURE)
            finally:
                await client.aclose()

    assert isinstance(asyncio.run(whole()), AttemptNotSent)


@pytest.mark.parametrize(("asked", "wait_s"), [("7", 7.0), ("0", 0.0), ("soon", None), (None, None), ("-5", None)])
def test_a_busy_store_is_not_sent_and_tells_how_long_to_wait(
    store: PracticeStore, asked: str | None, wait_s: float | None
) -> None:
    store.faults.add(Fault(FaultKind.STATUS, "POST", status=429, retry_after=asked))
    ended = upload(store.url)
    assert isinstance(ended, AttemptNotSent)
    assert ended.wait_s == wait_s


def test_a_date_to_wait_for_is_understood(store: PracticeStore) -> None:
    at = format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)
    store.faults.add(Fault(FaultKind.STATUS, "POST", status=503, retry_after=at))
    ended = upload(store.url)
    assert isinstance(ended, AttemptUnclear)
    assert ended.wait_s is not None
    assert 50 < ended.wait_s <= 60


@pytest.mark.parametrize("status", [401, 413])
def test_a_refusal_that_comes_while_the_page_is_still_leaving_is_heard(store: PracticeStore, status: int) -> None:
    store.faults.add(Fault(FaultKind.STATUS, "POST", status=status, early=True))
    ended = upload(store.url, LARGE)
    assert isinstance(ended, AttemptRefused)
    assert ended.refusal is Refusal(status)


def test_an_early_refusal_of_a_server_that_stops_reading_is_heard() -> None:
    async def refuse_and_stop(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer("413 Payload Too Large"))
        await writer.drain()
        await asyncio.sleep(60)

    ended = against(refuse_and_stop, lambda client: client.upload(NAME, LINKS, CREATED, LARGE))
    assert isinstance(ended, AttemptRefused)


def test_a_success_before_the_end_of_the_page_is_unclear() -> None:
    async def agree_and_stop(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer("201 Created", RECEIPT))
        await writer.drain()
        await asyncio.sleep(60)

    ended = against(agree_and_stop, lambda client: client.upload(NAME, LINKS, CREATED, LARGE))
    assert isinstance(ended, AttemptUnclear)


def test_a_server_that_says_continue_unasked_still_gets_the_whole_page() -> None:
    async def talkative(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        await writer.drain()
        size = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
        await reader.readexactly(size)
        writer.write(answer("201 Created", RECEIPT))
        await writer.drain()

    ended = against(talkative, lambda client: client.upload(NAME, LINKS, CREATED, LARGE))
    assert isinstance(ended, AttemptDelivered)


def test_a_refusal_whose_own_body_is_torn_is_still_refused() -> None:
    torn = answer("413 Payload Too Large", b"x" * 100)[:-60]
    assert isinstance(attempt_at(torn), AttemptRefused)


def sent_by(links: tuple[Link, ...], *, takes_prescription_id: bool = False) -> dict[str, object]:
    """The JSON that a client sends for these links."""
    bodies: list[bytes] = []

    async def keep(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        bodies.append((await read_request(reader))[1])
        writer.write(answer("201 Created", RECEIPT))
        await writer.drain()

    async def whole() -> None:
        async with odd_server(keep) as url:
            client = DrxClient(StoreAddress(url), KEY, timeouts=SHORT, takes_prescription_id=takes_prescription_id)
            await client.upload('a "name" ü.jpg', links, CREATED, PICTURE)
            await client.aclose()

    asyncio.run(whole())
    parsed: dict[str, object] = json.loads(bodies[0])
    return parsed


def test_the_json_has_the_fields_of_the_document_and_no_others() -> None:
    sent = sent_by(LINKS)
    assert set(sent) == {"image_data", "name", "patient_id", "created_on"}
    assert (sent["name"], sent["created_on"]) == ('a "name" ü.jpg', "2025-02-19T08:50:00Z")


def test_several_links_go_out_together() -> None:
    sent = sent_by((Link(LinkField.SALE, "pos_1"), Link(LinkField.PATIENT, "pat_1"), Link(LinkField.USER, "usr_1")))
    assert (sent["pos_event_id"], sent["patient_id"], sent["user_id"]) == ("pos_1", "pat_1", "usr_1")


@pytest.mark.parametrize("takes", [False, True])
def test_a_prescription_id_goes_out_only_where_the_store_takes_it(takes: bool) -> None:
    links = (*LINKS, Link(LinkField.PRESCRIPTION, "rx_1"))
    assert ("prescription_id" in sent_by(links, takes_prescription_id=takes)) is takes


@pytest.mark.parametrize("size_bytes", [0, 1, 2, 3, 192 * 1024 - 1, 192 * 1024, 192 * 1024 + 1])
def test_a_page_of_any_size_arrives_whole(size_bytes: int) -> None:
    content = bytes(range(256)) * (size_bytes // 256 + 1)
    kept: list[bytes] = []

    async def keep(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        kept.append(base64.b64decode(json.loads((await read_request(reader))[1])["image_data"], validate=True))
        writer.write(answer("201 Created", RECEIPT))
        await writer.drain()

    against(keep, lambda client: client.upload(NAME, LINKS, CREATED, content[:size_bytes]))
    assert kept == [content[:size_bytes]]


def test_progress_ends_with_all_of_it_and_is_not_told_too_often() -> None:
    told: list[tuple[int, int]] = []
    against(
        saying(answer("201 Created", RECEIPT)),
        lambda client: client.upload(NAME, LINKS, CREATED, LARGE, lambda done, whole: told.append((done, whole))),
    )
    assert told[-1][0] == told[-1][1] > len(LARGE)
    assert len(told) < 40
