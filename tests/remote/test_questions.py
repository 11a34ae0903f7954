"""Listing, checking the key, and fetching pictures, over real sockets."""

import asyncio
import json
import socket
from datetime import UTC, datetime
from http import HTTPStatus

import pytest

from app.domain.errors import AppError, ImageGone, KeyRefused, Refused, StrangeAnswer, Unreachable
from app.domain.parcels import StoredImage
from app.domain.records import RecordKind
from app.domain.stores import StoreAddress
from app.practice.server import Fault, FaultKind, PracticeStore
from app.remote import images as images_module
from app.remote.client import DrxClient
from app.remote.line import Timeouts
from tests.remote.drx_talks import (
    CREATED,
    KEY,
    LINKS,
    NAME,
    PICTURE,
    SHORT,
    Conversation,
    against,
    answer,
    ask,
    image_at,
    odd_server,
    read_request,
    saying,
    upload,
)


def listing(url: str, record_id: str = "pat_12345") -> tuple[StoredImage, ...]:
    return ask(url, lambda client: client.images(RecordKind.PATIENT, record_id))


def listing_of(spoken: bytes) -> tuple[StoredImage, ...]:
    return against(saying(spoken), lambda client: client.images(RecordKind.PATIENT, "pat_1"))


def entries(*images: object) -> bytes:
    return answer("200 OK", json.dumps({"images": images}).encode())


def test_an_uploaded_page_is_listed_with_its_measures(store: PracticeStore) -> None:
    upload(store.url)
    (image,) = listing(store.url)
    assert (image.name, image.content_type, image.size_bytes) == (NAME, "image/jpeg", len(PICTURE))
    assert (image.width, image.height) == (400, 400)
    assert image.created_at is not None
    assert image.created_at.tzinfo is UTC


def test_a_record_without_images_is_an_empty_gallery(store: PracticeStore) -> None:
    assert listing(store.url, "pat_none") == ()


def test_a_404_is_an_empty_gallery_whatever_its_body() -> None:
    assert listing_of(answer("404 Not Found", b"<html>", content_type="text/html")) == ()


@pytest.mark.parametrize(
    "record_id", ["../../secret", "a/b", "a?b=c", "a#b", "a b", "ä", "%2e%2e", "..", "a;b", "a\r\nX: y"]
)
def test_an_id_is_percent_encoded_whatever_is_in_it(record_id: str) -> None:
    heads: list[bytes] = []

    async def keep(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heads.append((await read_request(reader))[0])
        writer.write(entries())
        await writer.drain()

    against(keep, lambda client: client.images(RecordKind.DELIVERY, record_id))
    target = heads[0].split(b" ")[1].decode()
    assert target.startswith("/api/v2/images/delivery/")
    assert target.count("/") == 5
    assert not set("?#; \r\n") & set(target)


@pytest.mark.parametrize(
    ("spoken", "error"),
    [
        (answer("401 Unauthorized"), KeyRefused),
        (answer("403 Forbidden"), Refused),
        (answer("400 Bad Request"), Refused),
        (answer("429 Too Many Requests", b"{}", "Retry-After: 3"), Unreachable),
        (answer("500 Internal Server Error"), Unreachable),
        (answer("503 Service Unavailable", b"{}", "Retry-After: 3"), Unreachable),
        (answer("302 Found", b"{}", "Location: https://evil.example/"), StrangeAnswer),
        (answer("204 No Content", b""), StrangeAnswer),
        (answer("200 OK", b"<html>", content_type="text/html"), StrangeAnswer),
        (answer("200 OK", b"torn {"), StrangeAnswer),
        (answer("200 OK", b"[]"), StrangeAnswer),
        (answer("200 OK", b'{"images": {}}'), StrangeAnswer),
        (answer("511 Network Authentication Required"), StrangeAnswer),
        (entries({"name": "a"}), StrangeAnswer),
        (entries("a"), StrangeAnswer),
        (b"not http at all\r\n\r\n", Unreachable),
        (b"", Unreachable),
    ],
)
def test_what_a_listing_can_not_use_is_the_right_error(spoken: bytes, error: type[AppError]) -> None:
    with pytest.raises(error):
        listing_of(spoken)


def test_what_the_server_asks_to_wait_is_passed_on() -> None:
    with pytest.raises(Unreachable) as caught:
        listing_of(answer("503 Service Unavailable", b"{}", "Retry-After: 3"))
    assert caught.value.wait_s == 3


def test_an_entry_with_no_more_than_id_and_name_is_an_image() -> None:
    assert listing_of(entries({"id": 12, "name": "a.jpg"})) == (StoredImage("12", "a.jpg"),)


@pytest.mark.parametrize("entry", [{"id": "a"}, {"id": "a", "name": ""}, {"id": "a", "name": 5}])
def test_an_image_without_a_name_does_not_hide_the_others(entry: dict[str, object]) -> None:
    assert listing_of(entries(entry, {"id": "b", "name": "b.jpg"})) == (StoredImage("a", ""), StoredImage("b", "b.jpg"))


def test_odd_measures_are_left_out() -> None:
    odd = {
        "id": "a",
        "name": "b",
        "size": -1,
        "metadata": [],
        "created_at": "yesterday",
        "url": None,
        "content_type": 5,
    }
    assert listing_of(entries(odd)) == (StoredImage("a", "b"),)


def test_a_redirect_of_the_api_is_not_followed() -> None:
    asked: list[bytes] = []

    async def whole() -> None:
        async def keep(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            asked.append((await read_request(reader))[0])

        async with odd_server(keep) as elsewhere:
            moved = answer("307 Temporary Redirect", b"{}", f"Location: {elsewhere}/api/v2/images/patient/p")
            async with odd_server(saying(moved)) as url:
                client = DrxClient(StoreAddress(url), KEY, timeouts=SHORT)
                with pytest.raises(StrangeAnswer):
                    await client.images(RecordKind.PATIENT, "p")
                await client.upload(NAME, LINKS, CREATED, PICTURE)
                await client.aclose()

    asyncio.run(whole())
    assert asked == []


def test_a_dripping_listing_is_given_up_at_the_deadline(store: PracticeStore) -> None:
    upload(store.url)
    store.faults.add(Fault(FaultKind.SLOW_DRIP, "GET", wait_s=0.2))
    began = datetime.now(UTC)
    with pytest.raises(Unreachable):
        listing(store.url)
    assert (datetime.now(UTC) - began).total_seconds() < 2 * SHORT.question_s


def test_a_huge_listing_is_not_read_to_its_end(store: PracticeStore) -> None:
    upload(store.url)
    store.faults.add(Fault(FaultKind.HUGE_ANSWER, "GET"))
    with pytest.raises(StrangeAnswer, match="makes no sense"):
        ask(store.url, lambda client: client.images(RecordKind.PATIENT, "pat_12345"), timeouts=Timeouts())


def test_a_kind_that_can_not_be_listed_is_our_own_mistake(store: PracticeStore) -> None:
    with pytest.raises(ValueError, match="item"):
        ask(store.url, lambda client: client.images(RecordKind.ITEM, "itm_1"))


def test_cookies_of_the_store_are_not_kept() -> None:
    heads: list[bytes] = []

    async def bake(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heads.append((await read_request(reader))[0])
        writer.write(answer("404 Not Found", b"{}", "Set-Cookie: who=me; Path=/"))
        await writer.drain()

    async def twice(client: DrxClient) -> None:
        await client.images(RecordKind.PATIENT, "a")
        await client.images(RecordKind.PATIENT, "b")

    against(bake, twice)
    assert [b"cookie" in head.lower() for head in heads] == [False, False]


def test_the_program_says_its_name_and_the_key_and_nothing_about_the_machine(store: PracticeStore) -> None:
    listing(store.url)
    headers = store.requests[-1].headers
    assert headers["x-drx-key"] == KEY
    assert headers["user-agent"].startswith("CounterScan/")
    assert set(headers) <= {"host", "accept", "accept-encoding", "connection", "user-agent", "x-drx-key"}


def test_a_good_key_is_checked_by_the_heartbeat_alone(store: PracticeStore) -> None:
    assert ask(store.url, lambda client: client.check()) >= 0
    assert [request.path for request in store.requests] == ["/external_api/v1/heartbeat"]


def test_a_bad_key_is_refused_by_the_heartbeat(store: PracticeStore) -> None:
    with pytest.raises(KeyRefused):
        ask(store.url, lambda client: client.check(), key="DRXwrong")


@pytest.mark.parametrize("status", ["200 OK", "400 Bad Request", "404 Not Found"])
def test_without_a_heartbeat_a_listing_shows_that_the_key_is_good(status: str) -> None:
    assert against(_store_without_heartbeat(status), lambda client: client.check()) >= 0


@pytest.mark.parametrize(
    ("status", "error"),
    [
        ("401 Unauthorized", KeyRefused),
        ("403 Forbidden", Refused),
        ("500 Oops", Unreachable),
        ("302 Found", StrangeAnswer),
    ],
)
def test_without_a_heartbeat_a_listing_shows_what_is_wrong(status: str, error: type[AppError]) -> None:
    with pytest.raises(error):
        against(_store_without_heartbeat(status), lambda client: client.check())


def _store_without_heartbeat(status: str) -> Conversation:
    async def conversation(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head, _ = await read_request(reader)
        writer.write(answer("404 Not Found" if b"heartbeat" in head else status, b'{"images": []}'))
        await writer.drain()

    return conversation


def test_a_web_server_that_is_no_drx_is_not_taken_for_one() -> None:
    page = answer("404 Not Found", b"<html>", content_type="text/html")
    with pytest.raises(AppError):
        against(saying(page), lambda client: client.check())


def test_a_picture_is_fetched_without_the_key(store: PracticeStore) -> None:
    upload(store.url)
    (image,) = listing(store.url)
    assert ask(store.url, lambda client: client.fetch_image(image)) == PICTURE
    assert KEY not in "".join(store.requests[-1].headers.values())
    assert "x-drx-key" not in store.requests[-1].headers


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_whatever_an_image_host_refuses_with_the_picture_is_gone(store: PracticeStore, status: int) -> None:
    upload(store.url)
    (image,) = listing(store.url)
    store.faults.add(Fault(FaultKind.STATUS, "GET", path_prefix="/images/", status=status))
    with pytest.raises(ImageGone):
        ask(store.url, lambda client: client.fetch_image(image))


@pytest.mark.parametrize("status", [429, 500, 503])
def test_an_image_host_in_trouble_is_asked_again_later(store: PracticeStore, status: int) -> None:
    upload(store.url)
    (image,) = listing(store.url)
    store.faults.add(Fault(FaultKind.STATUS, "GET", path_prefix="/images/", status=status))
    with pytest.raises(Unreachable):
        ask(store.url, lambda client: client.fetch_image(image))


@pytest.mark.parametrize("kind", [FaultKind.SLOW_DRIP, FaultKind.HANG, FaultKind.TORN_ANSWER, FaultKind.CAPTIVE_PORTAL])
def test_a_picture_from_a_lying_network_is_no_picture(store: PracticeStore, kind: FaultKind) -> None:
    upload(store.url)
    (image,) = listing(store.url)
    store.faults.add(Fault(kind, "GET", path_prefix="/images/"))
    with pytest.raises((Unreachable, StrangeAnswer)):
        ask(store.url, lambda client: client.fetch_image(image))


def test_a_picture_larger_than_the_cap_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images_module, "MAX_IMAGE_BYTES", 1000)

    async def whole() -> None:
        async with odd_server(saying(answer("200 OK", bytes(5000), content_type="image/jpeg"))) as url:
            client = DrxClient(StoreAddress(url), KEY, timeouts=SHORT)
            with pytest.raises(StrangeAnswer):
                await client.fetch_image(image_at(url))
            await client.aclose()

    asyncio.run(whole())


@pytest.mark.parametrize(
    "url",
    [
        "",
        "file:///etc/passwd",
        "http://img.example/a.jpg",
        "ftp://127.0.0.1/a.jpg",
        "http://user:word@127.0.0.1/a.jpg",
        "http://[::1/a.jpg",
        "https:///a.jpg",
        "javascript:alert(1)",
    ],
)
def test_a_picture_is_never_fetched_from_an_unsafe_address(store: PracticeStore, url: str) -> None:
    with pytest.raises((StrangeAnswer, ImageGone)):
        ask(store.url, lambda client: client.fetch_image(image_at(url)))


def test_a_store_out_there_can_not_make_us_ask_this_computer(store: PracticeStore) -> None:
    with pytest.raises(StrangeAnswer):
        ask("https://lakeside.invalid", lambda client: client.fetch_image(image_at(store.image_url + "/images/x")))
    assert len(store.requests) == 0


def _redirecting(location: str, status: str = "302 Found") -> bytes:
    return answer(status, b"", f"Location: {location}")


def test_a_picture_may_move_a_few_times() -> None:
    async def whole() -> bytes:
        async with (
            odd_server(saying(answer("200 OK", b"picture", content_type="image/jpeg"))) as last,
            odd_server(saying(_redirecting(f"{last}/b"))) as first,
        ):
            client = DrxClient(StoreAddress(first), KEY, timeouts=SHORT)
            try:
                return await client.fetch_image(image_at(f"{first}/a"))
            finally:
                await client.aclose()

    assert asyncio.run(whole()) == b"picture"


@pytest.mark.parametrize(
    "location", ["/again", "http://img.example/a", "ftp://127.0.0.1/", "//[", "https://u:p@x.example/"]
)
def test_a_picture_that_moves_in_circles_or_out_of_safety_is_given_up(location: str) -> None:
    with pytest.raises(StrangeAnswer):
        against_image(_redirecting(location))


def against_image(spoken: bytes) -> bytes:
    async def whole() -> bytes:
        async with odd_server(saying(spoken)) as url:
            client = DrxClient(StoreAddress(url), KEY, timeouts=SHORT)
            try:
                return await client.fetch_image(image_at(url))
            finally:
                await client.aclose()

    return asyncio.run(whole())


def test_no_detail_of_a_problem_names_a_host_a_path_or_a_key() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(Unreachable) as caught:
        listing(f"http://127.0.0.1:{port}", "pat_secret")
    told = "".join((caught.value.problem.title, caught.value.problem.advice, caught.value.problem.detail))
    assert not [word for word in ("127.0.0.1", str(port), "pat_secret", KEY, "http") if word in told]


def test_every_status_of_http_ends_a_listing_in_words() -> None:
    for status in HTTPStatus:
        if status >= 200 and status not in (HTTPStatus.OK, HTTPStatus.NOT_FOUND):
            with pytest.raises(AppError) as caught:
                listing_of(answer(f"{status.value} {status.phrase}"))
            assert caught.value.problem.title
