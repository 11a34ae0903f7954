"""TLS to scanners: what they signed themselves is taken once, and held to from then on."""

import ssl
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.scan_troubles import ScanFailed, Trouble
from app.domain.scanning import CertificateSeen, Scanner, ScanNote, ScanOrder, ScanSettled, Source
from app.scanning.driver import StopStep
from app.scanning.escl.address import at_address
from app.scanning.escl.driver import EsclDriver
from tests.scanning.escl_talks import (
    JOB,
    JPEG,
    QUICK,
    Reply,
    ScriptedScanner,
    Taken,
    answer,
    scan,
    self_signed,
    talking,
)

Signed = tuple[ssl.SSLContext, str]


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Signed:
    return self_signed(tmp_path_factory.mktemp("first"))


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Signed:
    return self_signed(tmp_path_factory.mktemp("other"))


def test_the_first_certificate_is_told_once_and_pages_come_encrypted(first: Signed) -> None:
    with talking(first[0]) as there:
        ended, press = scan(there)
    assert [event for event in press.events if isinstance(event, CertificateSeen)] == [CertificateSeen(first[1])]
    assert isinstance(press.events[0], ScanSettled)
    assert (ended.trouble, press.pages, ended.notes) == (None, [JPEG], ())


def test_the_certificate_that_is_known_is_not_told_again(first: Signed) -> None:
    press = Taken()
    with talking(first[0]) as there:
        EsclDriver(QUICK).scan(ScanOrder(there.scanner(first[1]), Source.FEEDER), press)
    assert press.pages == [JPEG]
    assert not any(isinstance(event, CertificateSeen) for event in press.events)


def test_another_certificate_stops_everything_before_a_request_is_sent(first: Signed, other: Signed) -> None:
    with talking(other[0]) as there:
        with pytest.raises(ScanFailed) as failed:
            EsclDriver(QUICK).scan(ScanOrder(there.scanner(first[1]), Source.FEEDER), Taken())
        assert there.requests == []
    assert failed.value.trouble is Trouble.CERTIFICATE_CHANGED


QUESTIONS: dict[str, Callable[[EsclDriver, Scanner], object]] = {
    "abilities": lambda driver, scanner: driver.abilities(scanner),
    "state": lambda driver, scanner: driver.state(scanner, Source.FEEDER),
    "clean up": lambda driver, scanner: driver.clean_up(scanner, scanner.address + "/ScanJobs/893"),
}


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS.keys())
def test_no_question_goes_to_another_certificate(
    question: Callable[[EsclDriver, Scanner], object], first: Signed, other: Signed
) -> None:
    with talking(other[0]) as there:
        with pytest.raises(ScanFailed) as failed:
            question(EsclDriver(QUICK), there.scanner(first[1]))
        assert there.requests == []
    assert failed.value.trouble is Trouble.CERTIFICATE_CHANGED


def test_a_certificate_that_changes_within_a_scan_stops_it(first: Signed, other: Signed) -> None:
    context, _ = first
    with talking(context) as there:

        def swap(request: object) -> None:
            if there.asked("POST"):
                there.present(other[0])

        there.script.on_request = swap
        ended, press = scan(there)
    assert (ended.trouble, press.pages) == (Trouble.CERTIFICATE_CHANGED, [])


def test_who_had_a_certificate_is_not_talked_to_without(first: Signed) -> None:
    with talking() as there:
        with pytest.raises(ScanFailed) as failed:
            EsclDriver(QUICK).abilities(there.scanner(first[1]))
        assert there.requests == []
    assert failed.value.trouble is Trouble.CERTIFICATE_CHANGED


def test_an_aborted_job_is_removed_over_the_same_certificate(first: Signed) -> None:
    press = Taken()
    with talking(first[0]) as there:
        there.script.on_request = lambda request: press.stop(StopStep.ABORT) if request.method == "POST" else None
        ended, _ = scan(there, press=press)
        assert [request.path for request in there.asked("DELETE")] == [JOB]
    assert ended.trouble is Trouble.CANCELLED


def test_a_device_that_sends_from_http_to_https_is_followed_there(first: Signed) -> None:
    with talking(first[0]) as secured:
        moved: list[Reply] = [
            answer("301 Moved", b"", f"Location: {secured.origin}/eSCL/ScannerCapabilities"),
        ]
        with talking(capabilities=moved) as plain:
            press = Taken()
            ended = EsclDriver(QUICK).scan(ScanOrder(plain.scanner(), Source.FEEDER), press)
            assert len(plain.requests) == 1
    assert (press.pages, ended.notes) == ([JPEG], ())
    assert CertificateSeen(first[1]) in press.events


def test_a_device_that_sends_to_another_host_is_not_followed() -> None:
    elsewhere: list[Reply] = [answer("301 Moved", b"", "Location: https://example.com/eSCL/ScannerCapabilities")]
    with talking(capabilities=elsewhere) as there, pytest.raises(ScanFailed) as failed:
        EsclDriver(QUICK).abilities(there.scanner())
    assert failed.value.trouble is Trouble.COMMUNICATION_LOST


def test_plain_http_is_noted() -> None:
    with talking() as there:
        ended, press = scan(there)
    told = next(event for event in press.events if isinstance(event, ScanSettled))
    assert ScanNote.NOT_ENCRYPTED in told.notes
    assert ScanNote.NOT_ENCRYPTED in ended.notes


def test_an_address_that_is_added_brings_its_certificate(first: Signed) -> None:
    with talking(first[0]) as there:
        added = at_address(f"127.0.0.1:{there.port}")
    assert (added.address, added.certificate) == (f"{there.origin}/eSCL", first[1])


def test_old_tls_is_taken(tmp_path: Path) -> None:
    context, _ = self_signed(tmp_path)
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    with ScriptedScanner(tls=context) as there:
        scanner = replace(there.scanner(), certificate="")
        assert EsclDriver(QUICK).abilities(scanner).sources
