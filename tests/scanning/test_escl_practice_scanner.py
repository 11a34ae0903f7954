"""Our eSCL road against the practice scanner: every trap and quirk of the page `capture.md`, from paper to pages."""

import io
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from app.domain.scan_troubles import ScanFailed, Trouble
from app.domain.scanning import (
    CertificateSeen,
    DeviceState,
    JobOpened,
    Mode,
    Region,
    Road,
    ScanEnded,
    Scanner,
    ScannerId,
    ScanNote,
    ScanOrder,
    Source,
)
from app.practice.faults import Fault, FaultKind
from app.practice.scanner import PracticeScanner
from app.practice.scanner_faults import (
    SCAN_JOBS,
    PageFault,
    PageFaultKind,
    on_new_job,
    on_next_page,
)
from app.practice.scanner_machine import JobState
from app.practice.scanner_model import AdfState, LocationShape, ScannerHabits
from app.scanning.driver import StopStep
from app.scanning.escl.driver import EsclDriver
from tests.scanning.escl_talks import QUICK, Taken, self_signed

JPEG = b"\xff\xd8\xff\xe0" + b"made-up sheet " * 4000 + b"\xff\xd9"
DRIVER = EsclDriver(QUICK)

TROUBLE_OF_STATE = {
    AdfState.JAM: Trouble.PAPER_JAM,
    AdfState.HATCH_OPEN: Trouble.COVER_OPEN,
    AdfState.DOOR_OPEN: Trouble.COVER_OPEN,
    AdfState.MISPICK: Trouble.PAPER_JAM,
    AdfState.MULTIPICK: Trouble.MULTI_FEED,
    AdfState.PAGE_TOO_SHORT: Trouble.UNSUPPORTED,
    AdfState.PAGE_TOO_LONG: Trouble.UNSUPPORTED,
    AdfState.TRAY_FAILED: Trouble.PAPER_JAM,
    AdfState.TRAY_OVERLOADED: Trouble.PAPER_JAM,
}


def known(scanner: PracticeScanner, certificate: str = "") -> Scanner:
    """The practice scanner, as the program knows it."""
    return Scanner(ScannerId(f"escl:{scanner.uuid}"), scanner.name, Road.ESCL, scanner.url, certificate=certificate)


def scan(
    scanner: PracticeScanner,
    source: Source | None = Source.FEEDER,
    *,
    dpi: int = 100,
    mode: Mode = Mode.GRAY,
    max_pages: int | None = None,
    region: Region | None = None,
    certificate: str = "",
    press: Taken | None = None,
) -> tuple[ScanEnded, Taken]:
    """One scan, and what was told meanwhile."""
    press = press or Taken()
    order = ScanOrder(known(scanner, certificate), source, dpi, mode, max_pages, region)
    return DRIVER.scan(order, press), press


def sizes(press: Taken) -> list[tuple[tuple[int, int], str]]:
    """Sides and colours of the pages that came."""
    return [(picture.size, picture.mode) for picture in (Image.open(io.BytesIO(page)) for page in press.pages)]


@pytest.fixture
def scanner() -> Iterator[PracticeScanner]:
    """A running practice scanner with an empty feeder."""
    with PracticeScanner() as running:
        yield running


# --- as it should be -------------------------------------------------------------------------------------------------


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


# --- quirks ----------------------------------------------------------------------------------------------------------

USABLE = [shape for shape in LocationShape if shape is not LocationShape.ABSENT]


@pytest.mark.parametrize("has_colons", [False, True])
@pytest.mark.parametrize("shape", USABLE, ids=lambda shape: shape.name)
def test_a_job_is_found_whatever_its_address_looks_like(
    scanner: PracticeScanner, shape: LocationShape, *, has_colons: bool
) -> None:
    scanner.habits = ScannerHabits(location=shape, urn_job_ids=has_colons)
    scanner.load(2)
    assert scan(scanner)[0].delivered == 2


@pytest.mark.parametrize(
    ("name", "habits"),
    [
        ("Brother MFC-L2710DW", ScannerHabits(least_gap_s=0.005, page_wait_s=0.02)),
        ("HP LaserJet M28w", ScannerHabits(server="HP_Compact_Server", only_localhost_posts=True)),
        ("Canon MF410 Series", ScannerHabits(wants_status_first=True)),
        ("Xerox B205", ScannerHabits(location=LocationShape.MALFORMED)),
        ("Kyocera ECOSYS M6526cdn", ScannerHabits(drops_after_post=True)),
        ("Kyocera ECOSYS M2540dn", ScannerHabits(idle_adf_state=AdfState.PROCESSING)),
        ("Some lower case", ScannerHabits(lower_case_doctype=True)),
        ("Some without a status", ScannerHabits(tells_status=False)),
        ("Some without jobs", ScannerHabits(tells_jobs=False)),
        ("Some without paper", ScannerHabits(tells_paper=False)),
        ("Some that accept anything", ScannerHabits(accepts_anything=True)),
    ],
)
def test_a_device_with_ways_of_its_own_is_scanned_all_the_same(name: str, habits: ScannerHabits) -> None:
    with PracticeScanner(name=name, habits=habits) as scanner:
        scanner.load(4)
        ended, _ = scan(scanner)
        assert (ended.trouble, ended.delivered) == (None, 4)
        assert scanner.is_idle


@pytest.mark.parametrize(
    "habits",
    [
        ScannerHabits(least_gap_s=3600),
        ScannerHabits(only_localhost_posts=True),
        ScannerHabits(wants_status_first=True),
    ],
    ids=["asked too soon", "another host", "no status first"],
)
def test_these_ways_do_bite_where_nobody_knows_of_them(habits: ScannerHabits) -> None:
    with PracticeScanner(name="Nobody knows it", habits=habits) as scanner:
        scanner.load(4)
        assert scan(scanner)[0].delivered < 4


def test_b205s_404_means_try_again() -> None:
    with PracticeScanner(name="Xerox B205") as scanner:
        scanner.load(3)
        scanner.faults.add(on_next_page(404, times=2))
        scanner.faults.add(on_next_page(410, times=2))
        assert scan(scanner)[0].delivered == 3


def test_more_than_was_promised_is_not_asked_of_a_canon_ir() -> None:
    with PracticeScanner(name="Canon iR2625/2630", habits=ScannerHabits(real_dpi=300)) as scanner:
        ended, press = scan(scanner, Source.FLATBED, dpi=600)
        assert (ended.delivered, sizes(press)) == (1, [((2550, 3508), "L")])
        assert ScanNote.OTHER_DPI in ended.notes


def test_black_and_white_that_is_refused_becomes_grey(scanner: PracticeScanner) -> None:
    scanner.habits = ScannerHabits(refuses_black_and_white=True)
    scanner.load(1)
    ended, press = scan(scanner, mode=Mode.BW)
    assert (ended.trouble, sizes(press)[0][1]) == (None, "L")
    assert ScanNote.OTHER_MODE in ended.notes


def test_a_count_that_differs_is_said(scanner: PracticeScanner) -> None:
    scanner.habits = ScannerHabits(miscounts=2)
    scanner.load(2)
    ended, _ = scan(scanner)
    assert (ended.trouble, ended.told) == (None, 4)
    assert ScanNote.COUNT_DIFFERS in ended.notes


def test_a_jam_that_is_told_only_once_is_not_missed(scanner: PracticeScanner) -> None:
    scanner.habits = ScannerHabits(status_resets_adf=True)
    scanner.load(3)
    scanner.page_faults.add(PageFault(PageFaultKind.EMPTY, at_page=2, adf_state=AdfState.JAM))
    ended, _ = scan(scanner)
    assert (ended.trouble, ended.delivered) == (Trouble.PAPER_JAM, 1)


# --- stopping, dying, being somebody else ----------------------------------------------------------------------------


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
