"""Reaching a scanner: by its address as people type it, at another root, and where it went."""

import socket
import threading
from collections.abc import Iterator
from contextlib import closing

import pytest

from app.domain.scan_troubles import ScanFailed, Trouble
from app.domain.scanning import DeviceState, JobOpened, ScanOrder, ScanSettled, Source
from app.scanning.escl.address import at_address
from app.scanning.escl.driver import EsclDriver
from app.scanning.escl.line import Line
from app.scanning.escl.pinning import OpenSockets, PinningBackend
from tests.scanning.escl_talks import (
    JOB,
    JPEG,
    NOT_FOUND,
    QUICK,
    SCANNER_ID,
    Script,
    ScriptedScanner,
    Taken,
    answer,
    capabilities,
    scan,
    status,
    talking,
)


@pytest.fixture
def there() -> Iterator[ScriptedScanner]:
    with talking() as scanner:
        yield scanner


@pytest.mark.parametrize(
    "typed",
    [
        "http://127.0.0.1:{}/eSCL",
        "http://127.0.0.1:{}/eSCL/",
        "http://127.0.0.1:{}/eSCL/ScannerCapabilities",
        "http://127.0.0.1:{}",
        "http://127.0.0.1:{}/",
        "127.0.0.1:{}",
        " localhost:{}/eSCL ",
    ],
)
def test_a_scanner_is_added_however_its_address_is_typed(typed: str, there: ScriptedScanner) -> None:
    added = at_address(typed.format(there.port))
    assert added.id == SCANNER_ID
    assert added.name == "Example MFP 100"
    assert added.address.endswith(f":{there.port}/eSCL")
    assert EsclDriver(QUICK).abilities(added).of(Source.DUPLEX) is not None


@pytest.mark.parametrize("root", ["", "/escl", "/a/deep/root"])
def test_other_roots_are_found(root: str) -> None:
    with talking(root=root) as there:
        added = at_address(f"{there.origin}{root}")
    assert added.address == f"{there.origin}{root}"


@pytest.mark.parametrize(
    "typed", ["", "   ", "two words", "http://", "ftp://127.0.0.1", "a@b", "x" * 1000, "[::1", "h:99999"]
)
def test_what_is_no_address_is_not_found(typed: str) -> None:
    with pytest.raises(ScanFailed) as failed:
        at_address(typed)
    assert failed.value.trouble is Trouble.NOT_FOUND


def test_an_address_where_nobody_listens_is_offline() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(ScanFailed) as failed:
        at_address(f"127.0.0.1:{port}")
    assert failed.value.trouble is Trouble.OFFLINE


def test_an_address_that_never_answers_is_given_up_in_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(ScanFailed) as failed:
        at_address(f"127.0.0.1:{silent.getsockname()[1]}", wait_s=0.5)
    assert failed.value.trouble in (Trouble.OFFLINE, Trouble.COMMUNICATION_LOST)


def test_a_scanner_that_lets_nobody_in_says_so() -> None:
    with talking(capabilities=[answer("401 Unauthorized")]) as there, pytest.raises(ScanFailed) as failed:
        at_address(there.origin)
    assert failed.value.trouble is Trouble.NOT_ALLOWED


def test_a_scanner_without_an_id_is_known_by_its_address() -> None:
    nameless = capabilities("").replace(b"scan:UUID", b"scan:Else")
    with talking(capabilities=[answer("200 OK", nameless)]) as there:
        added = at_address(there.origin)
    assert (added.id, added.name) == (f"escl:127.0.0.1:{there.port}", f"127.0.0.1:{there.port}")


@pytest.mark.parametrize(
    ("said", "state"),
    [
        (status("Idle", "Loaded"), DeviceState.PAPER_IN),
        (status("Idle", "Empty"), DeviceState.FEEDER_EMPTY),
        (status("Idle", "Processing"), DeviceState.READY),
        (status("Idle", "Jam"), DeviceState.PAPER_JAM),
        (status("Idle", "DoorOpen"), DeviceState.COVER_OPEN),
        (status("Idle", "MultipickDetected"), DeviceState.MULTI_FEED),
        (status("Processing"), DeviceState.BUSY),
        (status("Testing"), DeviceState.WARMING_UP),
        (status("Down"), DeviceState.OFFLINE),
        (status("Dreaming"), DeviceState.UNKNOWN),
        (NOT_FOUND, DeviceState.UNKNOWN),
    ],
)
def test_a_scanner_says_how_it_is(said: bytes, state: DeviceState) -> None:
    with talking(status=[said]) as there:
        assert EsclDriver(QUICK).state(there.scanner(), Source.FEEDER) is state


def test_the_glass_does_not_mind_the_feeder() -> None:
    with talking(status=[status("Idle", "Jam")]) as there:
        assert EsclDriver(QUICK).state(there.scanner(), Source.FLATBED) is DeviceState.READY


def test_a_scanner_that_is_switched_off_is_offline(there: ScriptedScanner) -> None:
    there.close()
    assert EsclDriver(QUICK).state(there.scanner(), Source.FLATBED) is DeviceState.OFFLINE


def test_a_feeder_that_tells_of_its_paper_senses_it() -> None:
    with talking(status=[status("Idle", "Empty")]) as there:
        assert EsclDriver(QUICK).abilities(there.scanner()).senses_paper
    with talking(status=[status("Idle")]) as there:
        assert not EsclDriver(QUICK).abilities(there.scanner()).senses_paper


def test_every_request_has_a_connection_of_its_own_and_no_cookie(there: ScriptedScanner) -> None:
    scan(there)
    assert {request.headers["connection"] for request in there.requests} == {"close"}
    assert not any("cookie" in request.headers for request in there.requests)


def test_the_line_goes_through_the_backend_that_pins(there: ScriptedScanner) -> None:
    with closing(Line(there.origin, "", OpenSockets(), QUICK)) as line:
        assert isinstance(line._client._transport._pool._network_backend, PinningBackend)  # type: ignore[attr-defined]  # httpx's own


def test_a_line_that_is_cut_opens_no_more(there: ScriptedScanner) -> None:
    sockets = OpenSockets()
    sockets.cut()
    with Line(there.origin, "", sockets, QUICK) as line, pytest.raises(ScanFailed):
        line.get("/eSCL/ScannerStatus")
    assert there.requests == []


def test_an_answer_without_an_end_is_not_read_to_its_end() -> None:
    def for_ever(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            connection.sendall(b"<more/>" * 10000)

    with talking(capabilities=[for_ever]) as there, pytest.raises(ScanFailed) as failed:
        EsclDriver(QUICK).abilities(there.scanner())
    assert failed.value.trouble is Trouble.COMMUNICATION_LOST


def test_two_scans_at_once_do_not_mix() -> None:
    presses = [Taken(), Taken()]
    with talking() as one, ScriptedScanner(Script()) as two:
        threads = [
            threading.Thread(target=lambda at=at, press=press: scan(at, press=press))
            for at, press in zip((one, two), presses, strict=True)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for at, press in zip((one, two), presses, strict=True):
            assert press.pages == [JPEG]
            assert JobOpened(at.origin + JOB) in press.events


def test_the_order_that_is_settled_names_where_the_scanner_is(there: ScriptedScanner) -> None:
    press = Taken()
    typed = at_address(f"http://127.0.0.1:{there.port}")
    EsclDriver(QUICK).scan(ScanOrder(typed), press)
    settled = next(event for event in press.events if isinstance(event, ScanSettled))
    assert settled.order.scanner.address == f"{there.origin}/eSCL"
