"""Each planned fault meets the client as `reliability.md` says that httpx reports it."""

import httpx
import pytest

from app.practice.server import Fault, FaultKind, PracticeStore
from tests.practice.practice_uploads import encoded, upload

UPLOAD = "/api/v2/images"


def plan(store: PracticeStore, kind: FaultKind, **details: object) -> None:
    store.faults.add(Fault(kind, method="POST", path_prefix=UPLOAD, **details))  # type: ignore[arg-type]  # test details


@pytest.mark.parametrize(
    ("kind", "error", "stored"),
    [
        (FaultKind.RESET_AFTER_HEADERS, httpx.TransportError, 0),
        (FaultKind.RESET_MID_BODY, httpx.TransportError, 0),
        (FaultKind.RESET_BEFORE_COMMIT, httpx.ReadError, 0),
        (FaultKind.RESET_AFTER_COMMIT, httpx.ReadError, 1),
        (FaultKind.CLOSE_AFTER_COMMIT, httpx.RemoteProtocolError, 1),
        (FaultKind.TORN_ANSWER, httpx.RemoteProtocolError, 1),
        (FaultKind.GARBAGE_STATUS_LINE, httpx.RemoteProtocolError, 1),
    ],
)
def test_a_broken_exchange_is_an_error_whether_or_not_the_image_was_stored(
    store: PracticeStore, client: httpx.Client, kind: FaultKind, error: type[httpx.HTTPError], stored: int
) -> None:
    plan(store, kind)
    with pytest.raises(error):
        upload(client)
    assert len(store.stored_images()) == stored


@pytest.mark.parametrize("kind", [FaultKind.RESET_AFTER_COMMIT, FaultKind.GARBAGE_STATUS_LINE])
def test_a_fault_can_be_told_not_to_do_the_work(store: PracticeStore, client: httpx.Client, kind: FaultKind) -> None:
    plan(store, kind, commits=False)
    with pytest.raises(httpx.TransportError):
        upload(client)
    assert store.stored_images() == ()


def test_a_status_comes_with_retry_after_and_a_json_error(store: PracticeStore, client: httpx.Client) -> None:
    plan(store, FaultKind.STATUS, status=429, retry_after="7")
    response = upload(client)
    assert (response.status_code, response.headers["retry-after"]) == (429, "7")
    assert response.json()["error"]["code"] == "status_429"
    assert store.stored_images() == ()


def test_a_status_may_carry_html_and_come_after_the_work(store: PracticeStore, client: httpx.Client) -> None:
    plan(store, FaultKind.STATUS, status=502, body="<h1>Bad gateway</h1>", commits=True)
    response = upload(client)
    assert (response.status_code, response.headers["content-type"]) == (502, "text/html")
    assert len(store.stored_images()) == 1


def test_an_early_status_arrives_although_the_body_was_not_read(store: PracticeStore, client: httpx.Client) -> None:
    plan(store, FaultKind.STATUS, status=401, early=True)
    assert upload(client, encoded((2000, 2000), "BMP")[:9_000_000]).status_code == 401
    assert store.requests[0].body_size_bytes == 0


def test_a_captive_portal_answers_200_with_a_page(store: PracticeStore, client: httpx.Client) -> None:
    plan(store, FaultKind.CAPTIVE_PORTAL)
    response = upload(client)
    assert (response.status_code, response.headers["content-type"]) == (200, "text/html")
    assert store.stored_images() == ()


def test_a_redirect_points_to_another_origin_of_the_store(store: PracticeStore, client: httpx.Client) -> None:
    plan(store, FaultKind.REDIRECT)
    response = upload(client)
    assert (response.status_code, response.headers["location"]) == (302, f"{store.image_url}/elsewhere")


def test_a_wrong_length_leaves_ten_bytes_of_json(store: PracticeStore, client: httpx.Client) -> None:
    plan(store, FaultKind.WRONG_CONTENT_LENGTH)
    response = upload(client)
    assert (response.status_code, len(response.content)) == (201, 10)
    assert len(store.stored_images()) == 1


def test_a_truncated_answer_does_not_parse(store: PracticeStore, client: httpx.Client) -> None:
    plan(store, FaultKind.TRUNCATED_ANSWER)
    with pytest.raises(ValueError, match=r"Unterminated|Expecting"):
        upload(client).json()


def test_a_hanging_answer_times_out_after_the_image_was_stored(store: PracticeStore, client: httpx.Client) -> None:
    plan(store, FaultKind.HANG)
    with pytest.raises(httpx.ReadTimeout):
        client.post(UPLOAD, json={}, timeout=0.1)
    assert store.faults.wait_for_hits(1)


def test_a_hang_that_ends_in_time_is_only_slow(store: PracticeStore, client: httpx.Client) -> None:
    store.faults.add(Fault(FaultKind.HANG, wait_s=0.01))
    assert upload(client).status_code == 201


def test_a_store_that_stops_reading_stores_nothing(store: PracticeStore, client: httpx.Client) -> None:
    plan(store, FaultKind.STOP_READING)
    with pytest.raises(httpx.TimeoutException):
        client.post(UPLOAD, content=bytes(15_000_000), timeout=0.2)
    assert store.stored_images() == ()


def test_a_late_commit_happens_after_the_reset(store: PracticeStore, client: httpx.Client) -> None:
    plan(store, FaultKind.LATE_COMMIT, wait_s=60)
    with pytest.raises(httpx.ReadError):
        upload(client)
    assert store.stored_images() == ()
    store.faults.release()
    assert store.wait_for_uploads(1)


def test_a_dripping_answer_arrives_whole(store: PracticeStore, client: httpx.Client) -> None:
    plan(store, FaultKind.SLOW_DRIP, wait_s=0.0001)
    assert upload(client).json()["id"] == "img_10001"


def test_a_huge_answer_is_valid_json_behind_a_flood(store: PracticeStore, client: httpx.Client) -> None:
    store.faults.add(Fault(FaultKind.HUGE_ANSWER, size_bytes=2_000_000))
    response = client.get("/external_api/v1/heartbeat")
    assert len(response.content) > 2_000_000
    assert response.json() == {"pulse": 166}


def test_a_client_that_hangs_up_ends_a_huge_answer(store: PracticeStore, client: httpx.Client) -> None:
    store.faults.add(Fault(FaultKind.HUGE_ANSWER))
    with client.stream("GET", "/external_api/v1/heartbeat") as response:
        next(response.iter_raw())


def test_an_image_url_can_be_made_to_expire_once(store: PracticeStore, client: httpx.Client) -> None:
    url = upload(client).json()["url"]
    store.faults.add(Fault(FaultKind.EXPIRED_IMAGE_URL, path_prefix="/images/"))
    assert client.get("/api/v2/images/patient/pat_12345").status_code == 200
    assert [httpx.get(url, trust_env=False).status_code for _ in range(2)] == [403, 200]


def test_an_image_can_come_under_another_type(store: PracticeStore, client: httpx.Client) -> None:
    url = upload(client).json()["url"]
    store.faults.add(Fault(FaultKind.WRONG_CONTENT_TYPE, path_prefix="/images/"))
    assert httpx.get(url, trust_env=False).headers["content-type"] == "text/html"


def test_an_image_can_be_truncated(store: PracticeStore, client: httpx.Client) -> None:
    content = encoded()
    url = upload(client, content).json()["url"]
    store.faults.add(Fault(FaultKind.TRUNCATED_ANSWER, path_prefix="/images/"))
    assert httpx.get(url, trust_env=False).content == content[: len(content) // 2]


def test_faults_strike_in_order_and_as_often_as_planned(store: PracticeStore, client: httpx.Client) -> None:
    plan(store, FaultKind.STATUS, status=500, times=2)
    plan(store, FaultKind.STATUS, status=503)
    assert client.get("/external_api/v1/heartbeat").status_code == 200
    assert [upload(client).status_code for _ in range(4)] == [500, 500, 503, 201]
    assert [fault.status for fault in store.faults.hits] == [500, 500, 503]


def test_cleared_faults_do_not_strike(store: PracticeStore, client: httpx.Client) -> None:
    plan(store, FaultKind.STATUS)
    store.faults.clear()
    assert upload(client).status_code == 201
