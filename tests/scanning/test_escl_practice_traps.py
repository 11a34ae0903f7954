"""Our eSCL road against the practice scanner: every trap of the page `capture.md`, from paper to pages."""

import pytest

from app.domain.scan_troubles import Trouble
from app.domain.scanning import (
    DeviceState,
    Mode,
    Region,
    Source,
)
from app.practice.scanner import PracticeScanner
from app.practice.scanner_faults import (
    PageFault,
    PageFaultKind,
    on_new_job,
    on_next_page,
)
from app.practice.scanner_model import AdfState, ScannerHabits
from tests.scanning.practice_scans import DRIVER, JPEG, known, scan, sizes

TROUBLE_OF_STATE = {
    AdfState.JAM: Trouble.PAPER_JAM,
    AdfState.HATCH_OPEN: Trouble.COVER_OPEN,
    AdfState.DOOR_OPEN: Trouble.COVER_OPEN,
    AdfState.MISPICK: Trouble.MISPICK,
    AdfState.MULTIPICK: Trouble.MULTI_FEED,
    AdfState.PAGE_TOO_SHORT: Trouble.SHEET_TOO_SHORT,
    AdfState.PAGE_TOO_LONG: Trouble.SHEET_TOO_LONG,
    AdfState.TRAY_FAILED: Trouble.FEEDER_FAILED,
    AdfState.TRAY_OVERLOADED: Trouble.FEEDER_OVERLOADED,
}


def test_five_sheets_are_five_pages(scanner: PracticeScanner) -> None:
    scanner.load(5)
    ended, press = scan(scanner)
    assert (ended.trouble, ended.delivered, ended.told) == (None, 5, 5)
    assert [mode for _, mode in sizes(press)] == ["L"] * 5
    assert scanner.is_idle


def test_three_sheets_are_six_pages_in_duplex(scanner: PracticeScanner) -> None:
    scanner.load(3)
    ended, press = scan(scanner, Source.DUPLEX, mode=Mode.COLOUR)
    assert (ended.trouble, ended.delivered) == (None, 6)
    assert [mode for _, mode in sizes(press)] == ["RGB"] * 6


def test_the_glass_is_one_page_and_a_part_of_it_the_part_asked_for(scanner: PracticeScanner) -> None:
    whole, _ = scan(scanner, Source.FLATBED)
    _, press = scan(scanner, Source.FLATBED, region=Region(50.8, 76.2, 101.6, 127.0))
    assert (whole.trouble, whole.delivered) == (None, 1)
    assert sizes(press) == [((400, 500), "L")]


def test_where_no_source_is_named_paper_in_the_feeder_decides(scanner: PracticeScanner) -> None:
    assert scan(scanner, None)[0].delivered == 1
    scanner.load(3)
    assert scan(scanner, None)[0].delivered == 3


def test_it_knows_what_the_scanner_can_do_and_how_it_is(scanner: PracticeScanner) -> None:
    abilities = DRIVER.abilities(known(scanner))
    found = {ability.source: ability.resolutions.values[-1] for ability in abilities.sources}
    assert found == {Source.FLATBED: 600, Source.FEEDER: 300, Source.DUPLEX: 200}
    assert abilities.senses_paper
    assert DRIVER.state(known(scanner), Source.FEEDER) is DeviceState.FEEDER_EMPTY
    scanner.load(1)
    assert DRIVER.state(known(scanner), Source.FEEDER) is DeviceState.PAPER_IN


def test_so_many_pages_as_were_asked_for_leave_the_rest_in_the_feeder(scanner: PracticeScanner) -> None:
    scanner.load(5)
    ended, _ = scan(scanner, max_pages=2)
    assert (ended.trouble, ended.delivered, scanner.sheets_left, scanner.is_idle) == (None, 2, 3, True)


# --- the traps -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [PageFaultKind.EMPTY, PageFaultKind.REFUSED], ids=lambda kind: kind.name)
@pytest.mark.parametrize("state", TROUBLE_OF_STATE, ids=lambda state: state.name)
def test_t1_every_trouble_of_the_feeder_is_told_and_what_came_is_kept(
    scanner: PracticeScanner, kind: PageFaultKind, state: AdfState
) -> None:
    scanner.load([JPEG] * 4)
    scanner.page_faults.add(PageFault(kind, at_page=3, adf_state=state))
    ended, press = scan(scanner)
    assert (ended.trouble, press.pages) == (TROUBLE_OF_STATE[state], [JPEG] * 2)
    scanner.mend()
    assert scan(scanner)[0].delivered == 2


def test_t1_a_page_announced_and_empty_is_no_page(scanner: PracticeScanner) -> None:
    scanner.load([JPEG] * 3)
    scanner.page_faults.add(PageFault(PageFaultKind.EMPTY, at_page=2))
    _, press = scan(scanner)
    assert b"" not in press.pages


@pytest.mark.parametrize("tells_length", [False, True])
def test_t2_half_a_page_is_no_page(scanner: PracticeScanner, *, tells_length: bool) -> None:
    scanner.habits = ScannerHabits(tells_length=tells_length)
    scanner.load([JPEG] * 3)
    scanner.page_faults.add(PageFault(PageFaultKind.HALF, at_page=2))
    ended, press = scan(scanner)
    assert (ended.trouble, press.pages) == (Trouble.INCOMPLETE_PAGE, [JPEG])


def test_t4_a_page_under_a_wrong_label_is_a_page(scanner: PracticeScanner) -> None:
    scanner.load([JPEG] * 2)
    scanner.page_faults.add(PageFault(PageFaultKind.MISLABELLED, at_page=1))
    ended, press = scan(scanner)
    assert (ended.trouble, press.pages) == (None, [JPEG] * 2)


@pytest.mark.parametrize(
    ("kind", "trouble"),
    [(PageFaultKind.CUT, Trouble.INCOMPLETE_PAGE), (PageFaultKind.HANG, Trouble.COMMUNICATION_LOST)],
)
def test_a_page_that_breaks_off_is_lost_and_its_job_removed(
    scanner: PracticeScanner, kind: PageFaultKind, trouble: Trouble
) -> None:
    scanner.load([JPEG] * 3)
    scanner.page_faults.add(PageFault(kind, at_page=2))
    ended, press = scan(scanner)
    assert (ended.trouble, press.pages) == (trouble, [JPEG])
    assert scanner.wait_until_idle()
    assert scan(scanner)[0].delivered == 1


def test_a_page_that_only_takes_its_time_is_a_page(scanner: PracticeScanner) -> None:
    scanner.load([JPEG] * 2)
    scanner.page_faults.add(PageFault(PageFaultKind.SLOW, wait_s=0.02, piece_bytes=8_000))
    assert scan(scanner)[1].pages == [JPEG] * 2


# --- answers ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("retry_after", [None, "1"])
def test_a_busy_scanner_is_asked_again(scanner: PracticeScanner, retry_after: str | None) -> None:
    scanner.load(2)
    scanner.faults.add(on_new_job(503, times=3, retry_after=retry_after))
    assert scan(scanner)[0].delivered == 2


@pytest.mark.parametrize(
    ("status", "trouble"),
    [
        (400, Trouble.SETTINGS_REJECTED),
        (409, Trouble.SETTINGS_REJECTED),
        (401, Trouble.NOT_ALLOWED),
        (503, Trouble.BUSY),
    ],
)
def test_a_job_that_is_refused_for_good_says_why(scanner: PracticeScanner, status: int, trouble: Trouble) -> None:
    scanner.load(1)
    scanner.faults.add(on_new_job(status, times=50))
    assert scan(scanner)[0].trouble is trouble


def test_a_page_that_is_not_ready_is_asked_for_again(scanner: PracticeScanner) -> None:
    scanner.load(2)
    scanner.faults.add(on_next_page(503, times=12))
    assert scan(scanner)[0].delivered == 2


@pytest.mark.parametrize("status", [404, 409, 410])
def test_every_end_is_an_end(scanner: PracticeScanner, status: int) -> None:
    scanner.habits = ScannerHabits(end_status=status)
    scanner.load(2)
    ended, _ = scan(scanner)
    assert (ended.trouble, ended.delivered) == (None, 2)
    ended, _ = scan(scanner)
    assert (ended.trouble, ended.delivered) == (Trouble.FEEDER_EMPTY, 0)


def test_an_aborted_job_is_no_end(scanner: PracticeScanner) -> None:
    scanner.load(3)
    scanner.page_faults.add(PageFault(PageFaultKind.REFUSED, at_page=2, status=500))
    ended, _ = scan(scanner)
    assert (ended.trouble is not None, ended.delivered) == (True, 1)
