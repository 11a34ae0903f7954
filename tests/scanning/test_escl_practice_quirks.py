"""Our eSCL road against a practice scanner with the ways of single makes, told by their names (capture.md)."""

import pytest

from app.domain.scan_troubles import Trouble
from app.domain.scanning import (
    Mode,
    ScanNote,
    Source,
)
from app.practice.scanner import PracticeScanner
from app.practice.scanner_faults import (
    PageFault,
    PageFaultKind,
    on_next_page,
)
from app.practice.scanner_model import AdfState, LocationShape, ScannerHabits
from tests.scanning.practice_scans import scan, sizes

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
