"""What single makes and models need otherwise, each as the device that needs it would notice."""

import socket
import threading
import time

import pytest

from app.domain.scan_troubles import Trouble
from app.domain.scanning import SheetScanned, Source
from app.scanning.escl.driver import EsclDriver
from app.scanning.escl.quirks import ORDINARY, Quirks, quirks_of
from tests.scanning.escl_talks import (
    JPEG,
    NOT_FOUND,
    QUICK,
    Reply,
    ScriptedScanner,
    Taken,
    answer,
    capabilities,
    page,
    scan,
    status,
    talking,
)

PAGE_S = 0.2


def described(model: str, *headers: str) -> list[Reply]:
    return [answer("200 OK", capabilities(model), *headers)]


def hosts(there: ScriptedScanner, method: str) -> set[str]:
    return {request.headers["host"].removesuffix(f":{there.port}") for request in there.asked(method)}


@pytest.mark.parametrize(
    ("model", "header"),
    [
        ("HP LaserJet MFP M630", "Server: Virata"),
        ("HP Color LaserJet FlowMFP M578", "Server: Virata"),
        ("HP OfficeJet", "Server: HP_Compact_Server"),
    ],
)
def test_some_of_hp_take_a_job_only_for_localhost(model: str, header: str) -> None:
    with talking(capabilities=described(model, header)) as there:
        ended, _ = scan(there)
        assert [request.headers["host"] for request in there.asked("POST")] == ["localhost"]
        assert hosts(there, "GET") == {"127.0.0.1"}
    assert ended.trouble is None


def test_others_are_called_by_their_address() -> None:
    with talking() as there:
        scan(there)
        assert hosts(there, "POST") == {"127.0.0.1"}


def test_epson_gets_a_port_with_every_host() -> None:
    assert quirks_of("EPSON ET-4850 Series").port_in_host


def test_brother_is_given_half_as_long_as_the_last_page_took_before_the_next() -> None:
    asked_at: list[float] = []
    scanned_at: list[float] = []

    def scan_slowly(connection: socket.socket) -> None:
        threading.Event().wait(PAGE_S)  # the sheet is drawn in
        connection.sendall(page())

    with talking(capabilities=described("Brother MFC-L2710DW"), pages=[scan_slowly, NOT_FOUND]) as there:
        there.script.on_request = lambda request: (
            asked_at.append(time.monotonic()) if request.path.endswith("/NextDocument") else None
        )
        press = Taken(lambda event: scanned_at.append(time.monotonic()) if isinstance(event, SheetScanned) else None)
        ended, _ = scan(there, press=press)
    assert (ended.trouble, ended.delivered) == (None, 1)
    assert asked_at[1] - scanned_at[0] > PAGE_S / 2 * 0.9


@pytest.mark.parametrize("model", ["Canon MF410 Series", "Xerox WorkCentre 3345"])
def test_where_an_empty_feeder_looks_like_a_jam_it_is_asked_first(model: str) -> None:
    with talking(capabilities=described(model), status=[status(feeder="Empty"), status(feeder="Jam")]) as there:
        ended, _ = scan(there)
        assert there.asked("POST") == []
    assert ended.trouble is Trouble.FEEDER_EMPTY


def test_others_are_never_forbidden_to_try_by_a_sensor() -> None:
    with talking(status=[status(feeder="Empty")]) as there:
        ended, _ = scan(there)
    assert (ended.trouble, ended.delivered) == (None, 1)


@pytest.mark.parametrize("model", ["Xerox B205", "B215"])
def test_xerox_says_404_and_410_for_not_ready_and_wants_no_deletion(model: str) -> None:
    not_ready = [NOT_FOUND, answer("410 Gone")]
    at_work, done = status("Processing", "Processing"), status("Idle", "Empty")
    with talking(
        capabilities=described(model),
        pages=[*not_ready, page(), *not_ready, page(), NOT_FOUND],
        status=[at_work] * 4 + [done],
    ) as there:
        ended, press = scan(there)
        assert there.asked("DELETE") == []
    assert (ended.trouble, press.pages) == (None, [JPEG, JPEG])


def test_xerox_jobs_are_removed_when_they_did_not_end_by_themselves() -> None:
    with talking(capabilities=described("Xerox B205"), pages=[page()]) as there:
        scan(there, max_pages=1)
        assert len(there.asked("DELETE")) == 1


@pytest.mark.parametrize("model", ["Canon iR2625/2630", "Canon iR2630"])
def test_canon_has_less_dpi_than_it_promises(model: str) -> None:
    with talking(capabilities=described(model)) as there:
        glass = EsclDriver(QUICK).abilities(there.scanner()).of(Source.FLATBED)
    assert glass is not None
    assert glass.resolutions.values == (100, 200, 300)


def test_kyoceras_feeder_that_is_processing_while_idle_is_no_trouble() -> None:
    idle = status("Idle", "Processing")
    with talking(capabilities=described("Kyocera ECOSYS M6526cdn"), status=[idle]) as there:
        ended, _ = scan(there)
    assert (ended.trouble, ended.delivered) == (None, 1)


def test_kyocera_may_drop_the_line_behind_the_head_of_its_answer() -> None:
    dropped = b"HTTP/1.1 201 Created\r\nLocation: /eSCL/ScanJobs/893\r\nContent-Length: 500\r\n\r\nhalf"
    with talking(post=[dropped]) as there:
        ended, _ = scan(there)
    assert (ended.trouble, ended.delivered) == (None, 1)


def test_an_ordinary_scanner_needs_nothing() -> None:
    assert quirks_of("Example MFP 100", "Example", "nginx", "Example (upstairs)") == ORDINARY == Quirks()
