"""Keys, image URLs and their 24 hours, what is noted of a request."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest

from app.practice.server import PRACTICE_KEY, PracticeStore
from tests.practice.practice_uploads import encoded, upload

API_PATHS = (
    "/external_api/v1/heartbeat",
    "/api/v2/images/patient/pat_12345",
    "/api/v2/patients",
    "/api/v2/prescriptions/rx_67890",
    "/api/v2/deliveries",
    "/api/v2/pos/events",
    "/api/v2/pos/barcode/b209827:a5g",
    "/anything",
)


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.time = datetime(2025, 6, 1, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time


def test_the_key_has_the_shape_of_a_real_one() -> None:
    assert len(PRACTICE_KEY) == 35
    assert PRACTICE_KEY.startswith("DRX")
    assert int(PRACTICE_KEY[3:], 16)


@pytest.mark.parametrize("path", API_PATHS)
@pytest.mark.parametrize("headers", [{}, {"X-DRX-Key": "DRX" + "0" * 32}, {"X-DRX-Key": ""}])
def test_every_api_path_wants_the_key(store: PracticeStore, path: str, headers: dict[str, str]) -> None:
    response = httpx.get(store.url + path, headers=headers, trust_env=False)
    assert response.status_code == 401
    assert set(response.json()["error"]) == {"code", "message"}


def test_an_upload_without_the_key_is_401(store: PracticeStore, client: httpx.Client) -> None:
    client.headers.pop("X-DRX-Key")
    assert upload(client).status_code == 401
    assert store.stored_images() == ()


def test_a_revoked_key_is_401(store: PracticeStore, client: httpx.Client) -> None:
    store.key = "DRX" + "f" * 32
    assert client.get("/external_api/v1/heartbeat").status_code == 401


def test_the_heartbeat_beats(client: httpx.Client) -> None:
    assert client.get("/external_api/v1/heartbeat").json() == {"pulse": 166}


def test_an_image_is_fetched_from_another_origin_without_a_key(store: PracticeStore, client: httpx.Client) -> None:
    content = encoded(file_format="PNG")
    url = upload(client, content, name="Ada & Bo #1 ä.png").json()["url"]
    response = httpx.get(url, trust_env=False)
    assert store.url != store.image_url
    assert (response.status_code, response.headers["content-type"], response.content) == (200, "image/png", content)


def test_head_tells_the_length_without_the_image(client: httpx.Client) -> None:
    content = encoded()
    response = httpx.head(upload(client, content).json()["url"], trust_env=False)
    assert (response.status_code, response.headers["content-length"], response.content) == (200, str(len(content)), b"")


def test_an_image_url_expires_after_24_hours_and_a_listing_gives_a_new_one() -> None:
    clock = Clock()
    with (
        PracticeStore(now=clock, with_pictures=False) as store,
        httpx.Client(base_url=store.url, headers={"X-DRX-Key": store.key}, trust_env=False) as client,
    ):
        url = upload(client).json()["url"]
        clock.time += timedelta(hours=23, minutes=59)
        assert client.get(url).status_code == 200
        clock.time += timedelta(minutes=1)
        assert client.get(url).status_code == 403
        new_url = client.get("/api/v2/images/patient/pat_12345").json()["images"][0]["url"]
        assert client.get(new_url).status_code == 200


@pytest.mark.parametrize(("old", "new"), [("token=", "token=0"), ("expires=", "expires=9"), ("img_10001", "img_10002")])
def test_a_changed_image_url_is_403(client: httpx.Client, old: str, new: str) -> None:
    url = upload(client).json()["url"].replace(old, new)
    assert httpx.get(url, trust_env=False).status_code == 403


def test_requests_of_both_ports_are_noted(store: PracticeStore, client: httpx.Client) -> None:
    httpx.get(upload(client).json()["url"], trust_env=False)
    client.get("/api/v2/patients", params={"q": "alvarez,maria"})
    sent, fetched, looked_up = store.requests
    assert (sent.method, sent.path, sent.body_size_bytes > 1000) == ("POST", "/api/v2/images", True)
    assert sent.headers["x-drx-key"] == store.key
    assert fetched.path.startswith("/images/img_10001/")
    assert fetched.port != sent.port
    assert "x-drx-key" not in fetched.headers
    assert looked_up.query == "q=alvarez%2Cmaria"
