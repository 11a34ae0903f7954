"""The traps that scanners were met with (capture.md, T1 to T4), from the practice scanner to the desk.

What else is held by name: T1 to T4 again at the driver (`tests/scanning/test_escl_troubles.py`), T5, T6 and T8 with
SANE's own programs (`tests/scanning/sane`), T7 in a real drop (`tests/ui/test_virtual_drop.py`).
"""

import io
from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest
from PIL import Image

from app.domain.capture_shelf import CaptureState
from app.domain.facts import CaptureChanged, CaptureEnded
from app.domain.pages import MediaType
from app.domain.profiles import Profile
from app.domain.scan_troubles import Trouble, problem_of
from app.domain.scanning import Mode, Source
from app.practice.scanner import PracticeScanner
from app.practice.scanner_faults import PageFault, PageFaultKind
from app.practice.scanner_model import PDF, AdfState, InletModel, ScannerHabits, ScannerModel
from tests.flows.conftest import MakeGround
from tests.flows.ground import Ground

FEEDER = Profile("Feeder", source=Source.FEEDER, dpi=100, mode=Mode.GRAY)


@pytest.fixture
def scanner() -> Iterator[PracticeScanner]:
    """A practice scanner with an empty feeder."""
    with PracticeScanner() as running:
        yield running


@pytest.fixture
def ground(make_ground: MakeGround, scanner: PracticeScanner) -> Ground:
    """A house that knows that scanner."""
    return make_ground(COUNTERSCAN_SCANNERS=scanner.url)


def ended(ground: Ground, since: int) -> CaptureEnded:
    return ground.facts.wait_for(CaptureEnded, since=since)


def scanned(ground: Ground) -> CaptureEnded:
    since = ground.facts.count
    ground.desk.scan(FEEDER)
    return ended(ground, since)


def contents(ground: Ground) -> list[bytes]:
    """The bytes of the pages on the desk, out of the vault."""
    blobs = [page.imported.blob for page in ground.pages]
    return ground.do(lambda counter: [counter.sessions.need().store.vault.get(blob) for blob in blobs])


def sheet_numbers(ground: Ground) -> list[str]:
    """Which sheets the pages are, as the practice scanner wrote into each; every one is decoded to its last line."""
    found = []
    for content in contents(ground):
        with Image.open(io.BytesIO(content)) as picture:
            picture.load()
            found.append(picture.info["comment"].decode().partition("sheet ")[2].partition(",")[0])
    return found


def test_t1_a_jam_that_is_counted_as_a_page_is_waited_for_and_every_sheet_comes_once(
    ground: Ground, scanner: PracticeScanner
) -> None:
    scanner.load(5)
    scanner.page_faults.add(PageFault(PageFaultKind.EMPTY, at_page=3, adf_state=AdfState.JAM))
    since = ground.facts.count
    ground.desk.scan(FEEDER)
    waiting = ground.facts.wait_for(CaptureChanged, lambda fact: fact.view.state is CaptureState.WAITING).view
    assert (waiting.page_count, waiting.trouble and waiting.trouble.title) == (2, problem_of(Trouble.PAPER_JAM).title)
    assert scanner.jobs[0].images_completed == 3, "the device counts what never came"
    scanner.mend()
    ground.desk.go_on_scanning()
    assert ended(ground, since) == CaptureEnded(5)
    assert sheet_numbers(ground) == ["1", "2", "3", "4", "5"]


def test_t1_an_empty_page_without_a_word_is_no_page(ground: Ground, scanner: PracticeScanner) -> None:
    scanner.load(3)
    scanner.page_faults.add(PageFault(PageFaultKind.EMPTY, at_page=2))
    end = scanned(ground)
    assert (end.page_count, end.problem and end.problem.title) == (1, problem_of(Trouble.INCOMPLETE_PAGE).title)
    assert sheet_numbers(ground) == ["1"]
    assert scanner.wait_until_idle()


def test_t2_half_a_page_that_ends_cleanly_is_not_taken_and_the_rest_comes_with_the_next_scan(
    ground: Ground, scanner: PracticeScanner
) -> None:
    scanner.load(4)
    scanner.page_faults.add(PageFault(PageFaultKind.HALF, at_page=2))
    end = scanned(ground)
    assert (end.page_count, end.problem and end.problem.title) == (1, problem_of(Trouble.INCOMPLETE_PAGE).title)
    assert scanned(ground) == CaptureEnded(2)
    assert sheet_numbers(ground) == ["1", "3", "4"]


def test_t2_a_job_that_somebody_removes_while_a_page_runs_gives_no_half_page(
    ground: Ground, scanner: PracticeScanner
) -> None:
    scanner.load(3)
    scanner.page_faults.add(PageFault(PageFaultKind.HANG, at_page=2))
    since = ground.facts.count
    ground.desk.scan(FEEDER)
    assert scanner.page_faults.wait_for_hits(1)
    httpx.delete(f"{scanner.url}/ScanJobs/{scanner.jobs[0].id}", trust_env=False)
    assert ended(ground, since).page_count == 1
    assert sheet_numbers(ground) == ["1"]


def test_t3_a_scanner_that_sends_nothing_in_other_formats_is_asked_for_the_one_it_lists(
    make_ground: MakeGround,
) -> None:
    only_pdf = InletModel(resolutions=(100,), formats=(PDF,))
    habits = ScannerHabits(empties_unlisted_formats=True)
    with PracticeScanner(model=ScannerModel(platen=None, simplex=only_pdf, duplex=None), habits=habits) as scanner:
        scanner.load(2)
        ground = make_ground(COUNTERSCAN_SCANNERS=scanner.url)
        assert scanned(ground) == CaptureEnded(2)
        assert scanner.jobs[0].settings.format == PDF
    assert {page.imported.media_type for page in ground.pages} == {MediaType.PDF}


def test_t4_a_picture_under_another_label_is_a_page(ground: Ground, scanner: PracticeScanner) -> None:
    scanner.load(1)
    scanner.page_faults.add(PageFault(PageFaultKind.MISLABELLED, content_type="application/pdf"))
    assert scanned(ground) == CaptureEnded(1)
    assert [page.imported.media_type for page in ground.pages] == [MediaType.JPEG]


def test_t4_colour_where_grey_was_asked_for_is_a_page(ground: Ground, scanner: PracticeScanner) -> None:
    scanner.load(1)
    scanner.habits = replace(scanner.habits, always_colour=True)
    assert scanned(ground) == CaptureEnded(1)
    (content,) = contents(ground)
    with Image.open(io.BytesIO(content)) as picture:
        assert picture.mode == "RGB"


def test_t4_a_picture_that_says_no_resolution_gets_the_one_that_was_asked_for(
    ground: Ground, scanner: PracticeScanner
) -> None:
    scanner.load(1)
    scanner.page_faults.add(PageFault(PageFaultKind.WITHOUT_DPI))
    assert scanned(ground) == CaptureEnded(1)
    assert [page.imported.dpi for page in ground.pages] == [100]
    (content,) = contents(ground)
    with Image.open(io.BytesIO(content)) as picture:
        assert round(picture.info["dpi"][0]) == 100
