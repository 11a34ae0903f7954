"""Our eSCL road against the practice scanner: stopped by a person, dead, switched off, or another one all at once."""

import threading
from pathlib import Path

import pytest

from app.domain.scan_troubles import ScanFailed, Trouble
from app.domain.scanning import (
    CertificateSeen,
    JobOpened,
    ScanEnded,
    ScanNote,
)
from app.practice.faults import Fault, FaultKind
from app.practice.scanner import PracticeScanner
from app.practice.scanner_faults import (
    SCAN_JOBS,
    PageFault,
    PageFaultKind,
)
from app.practice.scanner_machine import JobState
from app.scanning.driver import StopStep
from tests.scanning.escl_talks import Taken, self_signed
from tests.scanning.practice_scans import DRIVER, JPEG, known, scan


def test_fifty_pages_stopped_at_twenty_keep_what_came_and_the_next_scan_works_unaided(scanner: PracticeScanner) -> None:
    scanner.load(50)
    press: Taken

    def stop_at_twenty(event: object) -> None:
        if press.delivered == 19 and len(press.pages) == 20:
            press.stop(StopStep.FINISH)

    press = Taken(stop_at_twenty)
    ended, _ = scan(scanner, press=press)
    assert (ended.trouble, ended.delivered) == (Trouble.CANCELLED, 20)
    assert len(set(press.pages)) == 20
    assert (scanner.is_idle, scanner.sheets_left) == (True, 30)
    assert scan(scanner)[0].delivered == 30


def test_stopping_a_page_that_hangs_removes_its_job(scanner: PracticeScanner) -> None:
    scanner.load([JPEG] * 3)
    scanner.page_faults.add(PageFault(PageFaultKind.HANG, at_page=2))
    press = Taken()
    ended: list[ScanEnded] = []
    scanning = threading.Thread(target=lambda: ended.append(scan(scanner, press=press)[0]))
    scanning.start()
    assert scanner.page_faults.wait_for_hits(1)
    press.stop(StopStep.FINISH)
    press.stop(StopStep.ABORT)
    scanning.join()
    assert (ended[0].trouble, press.pages) == (Trouble.CANCELLED, [JPEG])
    assert scanner.is_idle


def test_the_job_of_a_driver_that_died_is_removed_by_whoever_cleans_up(scanner: PracticeScanner) -> None:
    scanner.load([JPEG] * 3)
    scanner.page_faults.add(PageFault(PageFaultKind.CUT, at_page=2))
    scanner.faults.add(Fault(FaultKind.RESET_AFTER_HEADERS, "DELETE", times=20))
    _, press = scan(scanner)
    (opened,) = [event for event in press.events if isinstance(event, JobOpened)]
    assert not scanner.is_idle
    scanner.faults.clear()
    DRIVER.clean_up(known(scanner), opened.address)
    assert (scanner.is_idle, scanner.jobs[0].state) == (True, JobState.CANCELED)


def test_a_scanner_that_is_switched_off_does_not_answer(scanner: PracticeScanner) -> None:
    scanner.offline = True
    with pytest.raises(ScanFailed) as failed:
        scan(scanner)
    assert failed.value.trouble is Trouble.OFFLINE


def test_a_scanner_switched_off_in_the_middle_keeps_what_came(scanner: PracticeScanner) -> None:
    scanner.load([JPEG] * 3)

    def switch_off(event: object) -> None:
        scanner.offline = True

    press: Taken = Taken(lambda event: switch_off(event) if press.pages else None)
    ended, _ = scan(scanner, press=press)
    assert (ended.trouble, press.pages) == (Trouble.DRIVER_CRASHED, [JPEG])  # its server is gone (capture.md)


def test_its_certificate_is_kept_and_another_one_is_not_taken(tmp_path: Path) -> None:
    first, sha256 = self_signed(tmp_path, "first")
    with PracticeScanner(tls=first) as scanner:
        scanner.load(4)
        ended, press = scan(scanner, max_pages=1)
        assert CertificateSeen(sha256) in press.events
        assert ScanNote.NOT_ENCRYPTED not in ended.notes
        assert scan(scanner, max_pages=1, certificate=sha256)[0].delivered == 1
        scanner.tls = self_signed(tmp_path, "second")[0]
        with pytest.raises(ScanFailed) as failed:
            scan(scanner, certificate=sha256)
        assert failed.value.trouble is Trouble.CERTIFICATE_CHANGED
        assert scanner.sheets_left == 2


def test_a_new_job_behind_a_sign_in_page_is_no_job(scanner: PracticeScanner) -> None:
    scanner.load(1)
    scanner.faults.add(Fault(FaultKind.CAPTIVE_PORTAL, path_ending=SCAN_JOBS))
    assert scan(scanner)[0].trouble is not None
