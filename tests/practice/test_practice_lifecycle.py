"""Starting, stopping, being cut off: no thread, socket or line of output is left behind."""

import os
import socket
import threading
from datetime import UTC, datetime
from pathlib import Path

import httpx
import psutil
import pytest

from app.practice.server import Fault, FaultKind, PracticeStore
from tests.practice.practice_uploads import upload

HEARTBEAT = "/external_api/v1/heartbeat"


def open_sockets() -> int:
    return len(psutil.Process().net_connections())


def test_threads_and_sockets_are_gone_after_stop() -> None:
    before = open_sockets()
    store = PracticeStore(with_pictures=False)
    store.start()
    idle = socket.create_connection(("127.0.0.1", int(store.url.rpartition(":")[2])))
    with httpx.Client(base_url=store.url, headers={"X-DRX-Key": store.key}, trust_env=False) as client:
        upload(client)
        store.stop()
    idle.close()
    assert [thread for thread in threading.enumerate() if thread.name.startswith("practice-")] == []
    assert open_sockets() == before


def test_stop_ends_a_hanging_request() -> None:
    errors: list[Exception] = []

    def ask(url: str) -> None:
        try:
            httpx.get(url, trust_env=False, timeout=30)
        except httpx.TransportError as error:
            errors.append(error)

    with PracticeStore() as store:
        store.faults.add(Fault(FaultKind.HANG))
        asking = threading.Thread(target=ask, args=(store.url + HEARTBEAT,))
        asking.start()
        assert store.faults.wait_for_hits(1)
    asking.join()
    assert len(errors) == 1


def test_a_late_commit_does_not_outlive_the_store() -> None:
    with PracticeStore(with_pictures=False) as store:
        store.faults.add(Fault(FaultKind.LATE_COMMIT))
        with (
            httpx.Client(base_url=store.url, headers={"X-DRX-Key": store.key}, trust_env=False) as client,
            pytest.raises(httpx.ReadError),
        ):
            upload(client)
    assert store.stored_images() == ()


def test_starting_and_stopping_twice_does_nothing() -> None:
    store = PracticeStore()
    store.start()
    store.start()
    store.stop()
    store.stop()


def test_a_store_that_was_stopped_starts_again_with_its_ports_and_images() -> None:
    with PracticeStore(with_pictures=False) as store:
        places = (store.url, store.image_url)
        with httpx.Client(base_url=store.url, headers={"X-DRX-Key": store.key}, trust_env=False) as client:
            upload(client)
    with store:
        assert (store.url, store.image_url) == places
        assert httpx.get(store.url + HEARTBEAT, trust_env=False).status_code == 401
        assert len(store.stored_images()) == 1


def test_a_taken_port_is_an_os_error_and_leaves_nothing_open() -> None:
    with PracticeStore() as first:
        port = int(first.image_url.rpartition(":")[2])
        with pytest.raises(OSError, match="in use"):
            PracticeStore(image_port=port).start()


def test_offline_refuses_new_connections_and_breaks_open_ones(store: PracticeStore, client: httpx.Client) -> None:
    assert client.get(HEARTBEAT).status_code == 200
    store.offline = True
    with pytest.raises(httpx.TransportError):
        client.get(HEARTBEAT)
    with pytest.raises(httpx.ConnectError):
        client.get(HEARTBEAT)
    with pytest.raises(httpx.ConnectError):
        client.get(store.image_url)


def test_back_online_the_store_is_where_it_was(store: PracticeStore, client: httpx.Client) -> None:
    url = upload(client).json()["url"]
    store.offline = True
    store.offline = False
    assert client.get(url).status_code == 200
    assert client.get(HEARTBEAT).status_code == 200


def test_a_store_can_be_stopped_while_it_is_offline() -> None:
    with PracticeStore() as store:
        store.offline = True
    with store:
        assert not store.offline


def test_one_connection_serves_many_requests(store: PracticeStore, client: httpx.Client) -> None:
    before = threading.active_count()
    for _ in range(5):
        client.get(HEARTBEAT)
    assert threading.active_count() <= before + 1


def test_many_clients_are_served_at_once(store: PracticeStore) -> None:
    store.faults.add(Fault(FaultKind.HANG, times=8))
    answers: list[int] = []

    def ask() -> None:
        answers.append(httpx.get(store.url + HEARTBEAT, trust_env=False, timeout=30).status_code)

    asking = [threading.Thread(target=ask) for _ in range(8)]
    for thread in asking:
        thread.start()
    assert store.faults.wait_for_hits(8)
    store.faults.release()
    for thread in asking:
        thread.join()
    assert answers == [401] * 8


@pytest.mark.parametrize(
    "talk", [b"\r\n", b"hello\r\n\r\n", b"GET / SPDY/3\r\n\r\n", b"POST /x HTTP/1.1\r\nContent-Length: x\r\n\r\n"]
)
def test_what_is_not_http_is_answered_with_400(store: PracticeStore, talk: bytes) -> None:
    with socket.create_connection(("127.0.0.1", int(store.url.rpartition(":")[2])), timeout=5) as raw:
        raw.sendall(talk)
        assert raw.recv(100).startswith(b"HTTP/1.1 400")


def test_a_broken_request_says_nothing_on_the_console(
    store: PracticeStore, client: httpx.Client, capfd: pytest.CaptureFixture[str]
) -> None:
    with socket.create_connection(("127.0.0.1", int(store.url.rpartition(":")[2])), timeout=5) as raw:
        raw.sendall(b"POST /api/v2/images HTTP/1.1\r\nContent-Length: 100\r\n\r\nabc")
    client.get(HEARTBEAT)
    upload(client, b"\xff\xd8\xff broken")
    assert capfd.readouterr() == ("", "")


def test_starting_draws_nothing_yet() -> None:
    asked: list[datetime] = []

    def now() -> datetime:
        asked.append(datetime.now(UTC))
        return asked[-1]

    with PracticeStore(now=now) as store:
        assert asked == []
        assert store.stored_images()
    assert asked


def test_no_file_descriptor_is_leaked_by_resets() -> None:
    descriptors = Path("/proc/self/fd")
    if os.name != "posix" or not descriptors.exists():
        pytest.skip("counts descriptors where the system shows them")
    before = len(list(descriptors.iterdir()))
    with PracticeStore(with_pictures=False) as store:
        store.faults.add(Fault(FaultKind.RESET_AFTER_COMMIT, times=20))
        for _ in range(20):
            with pytest.raises(httpx.TransportError):
                httpx.get(store.url, trust_env=False)
    assert len(list(descriptors.iterdir())) == before
