"""Scanners on the network: published by mDNS on loopback, found there, merged, and found again after they moved."""

import gc
import socket
import ssl
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from uuid import uuid4

import pytest
from zeroconf import ServiceInfo, Zeroconf

from app.domain.scanning import Road, Scanner, ScannerId, ScanOrder, ScanSettled, Source
from app.scanning import discovery
from app.scanning.discovery import find_escl
from app.scanning.escl.driver import EsclDriver
from tests.scanning.escl_talks import JPEG, QUICK, ScriptedScanner, Taken, self_signed, talking

WAIT_S = 6.0
MINE = str(uuid4())  # several runs may share this machine's network
PATIENT = replace(QUICK, search_s=WAIT_S)


def announced(port: int, *, secured: bool = False, uuid: str = MINE, **words: str) -> ServiceInfo:
    kind = "_uscans._tcp.local." if secured else "_uscan._tcp.local."
    properties = {"txtvers": "1", "rs": "eSCL", "ty": "Example MFP 100", "note": "counter", "uuid": uuid} | words
    return ServiceInfo(
        kind,
        f"Example {uuid[:8]}.{kind}",
        addresses=[socket.inet_aton("127.0.0.1")],
        port=port,
        properties={name: value for name, value in properties.items() if value != "-"},
        server=f"example-{uuid[:8]}.local.",
    )


@contextmanager
def published(*services: ServiceInfo) -> Iterator[None]:
    with closing(Zeroconf(interfaces=["127.0.0.1"])) as zeroconf:
        for service in services:
            zeroconf.register_service(service)
        yield


def first_found(*, encrypted: bool = False) -> Scanner:
    """The first that is mine; on a busy machine http may be told before https shows itself, and https again after."""
    with closing(find_escl(WAIT_S)) as findings:
        return next(found for found in findings if found.id == f"escl:{MINE}" and found.is_encrypted >= encrypted)


def test_a_scanner_is_found_as_soon_as_it_shows_itself() -> None:
    with talking() as there, published(announced(there.port)):
        found = first_found()
    assert found == Scanner(
        ScannerId(f"escl:{MINE}"), "Example MFP 100", Road.ESCL, f"http://127.0.0.1:{there.port}/eSCL", "counter"
    )


def test_one_that_speaks_both_is_reached_by_https(tmp_path_factory: pytest.TempPathFactory) -> None:
    tls, _ = self_signed(tmp_path_factory.mktemp("tls"))
    with talking() as plain, talking(tls) as secured:
        with published(announced(plain.port), announced(secured.port, secured=True)):
            found = first_found(encrypted=True)
        assert found.address == f"{secured.origin}/eSCL"
        assert found.is_encrypted


@pytest.mark.parametrize(
    ("root", "path"),
    [("eSCL", "/eSCL"), ("/eSCL", "/eSCL"), ("/eSCL/", "/eSCL"), ("-", "/eSCL"), ("", ""), ("a/b", "/a/b")],
)
def test_roots_come_with_and_without_slashes(root: str, path: str) -> None:
    service = announced(9, rs=root)
    found = discovery.finding_of(service)
    assert found is not None
    assert found.scanner.address == f"http://127.0.0.1:9{path}"


def test_one_without_words_of_its_own_is_known_by_its_service() -> None:
    found = discovery.finding_of(announced(9, ty="-", uuid="-", note="-"))
    assert found is not None
    assert (found.scanner.id, found.scanner.name, found.scanner.place) == ("escl:example -", "Example -", "")


def test_an_id_is_the_same_however_it_is_written() -> None:
    found = discovery.finding_of(announced(9, uuid=f"urn:uuid:{MINE.upper()}"))
    assert found is not None
    assert found.scanner.id == f"escl:{MINE}"


def test_ipv4_comes_first_and_link_local_last() -> None:
    service = announced(9)
    service.addresses = [
        socket.inet_pton(socket.AF_INET6, "fe80::1"),
        socket.inet_aton("169.254.1.1"),
        socket.inet_pton(socket.AF_INET6, "fd00::99"),
        socket.inet_aton("127.0.0.1"),
    ]
    assert discovery._addresses(service) == ["127.0.0.1", "fd00::99", "169.254.1.1"]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # zeroconf drops its own socket then
def test_where_there_is_no_network_nothing_is_found() -> None:
    an_address_that_this_machine_has_not = ["203.0.113.77"]
    assert list(find_escl(WAIT_S, ((an_address_that_this_machine_has_not, None),))) == []
    gc.collect()


def test_a_scanner_that_moved_is_found_by_its_id_and_scans() -> None:
    with ScriptedScanner() as before:
        known = replace(before.scanner(), id=ScannerId(f"escl:{MINE}"))
    press = Taken()
    with talking() as there, published(announced(there.port)):
        ended = EsclDriver(PATIENT).scan(ScanOrder(known, Source.FEEDER), press)
    assert (ended.trouble, press.pages) == (None, [JPEG])
    settled = next(event for event in press.events if isinstance(event, ScanSettled))
    assert settled.order.scanner.address == f"{there.origin}/eSCL"


def test_a_scanner_with_a_certificate_is_not_followed_to_http() -> None:
    with ScriptedScanner(tls=ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)) as before:
        known = replace(before.scanner("ab" * 32), id=ScannerId(f"escl:{MINE}"))
    with talking() as there, published(announced(there.port)):
        assert EsclDriver(replace(QUICK, search_s=2)).state(known, Source.FLATBED).value == "offline"
        assert there.requests == []
