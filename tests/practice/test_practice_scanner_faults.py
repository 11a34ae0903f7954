"""What can be asked to go wrong at the practice scanner: with its pages, with its feeder, with its requests."""

import io
import re
import threading

import httpx
import pytest
from PIL import Image

from app.practice.faults import Fault, FaultKind
from app.practice.scanner import PracticeScanner
from app.practice.scanner_faults import NEXT_DOCUMENT, STATUS, PageFault, PageFaultKind, on_new_job, on_next_page
from app.practice.scanner_model import AdfState
from tests.practice.escl_client import Client, settings

TROUBLES = [state for state in AdfState if state.stops_the_feeder]
JPEG = b"\xff\xd8\xff\xe0" + b"made-up sheet " * 4000 + b"\xff\xd9"


# --- pages -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", TROUBLES, ids=lambda state: state.name)
def test_t1_a_jam_is_an_empty_page_that_is_counted(scanner: PracticeScanner, escl: Client, state: AdfState) -> None:
    scanner.load(3)
    scanner.page_faults.add(PageFault(PageFaultKind.EMPTY, at_page=2, adf_state=state))
    job = escl.job()
    sizes = [(answer.status_code, len(answer.content) > 0) for answer in (escl.next(job), escl.next(job))]
    assert sizes == [(200, True), (200, False)]
    assert (escl.says("ImagesCompleted"), escl.says("AdfState"), escl.says("State")) == (
        ["2"],
        [state.value],
        ["Stopped"],
    )


@pytest.mark.parametrize("state", TROUBLES, ids=lambda state: state.name)
def test_a_feeder_in_trouble_goes_on_with_the_same_sheet_once_it_is_mended(
    scanner: PracticeScanner, escl: Client, state: AdfState
) -> None:
    scanner.load([b"\xff\xd8\xff one", b"\xff\xd8\xff two"])
    scanner.page_faults.add(PageFault(PageFaultKind.REFUSED, at_page=2, adf_state=state))
    job = escl.job()
    assert [escl.next(job).status_code for _ in range(2)] == [200, 409]
    assert escl.next(escl.job()).status_code == 409
    scanner.mend()
    assert escl.pages(escl.job()) == [b"\xff\xd8\xff two"]


def test_a_jam_of_the_back_takes_its_sheet_back_in(scanner: PracticeScanner, escl: Client) -> None:
    scanner.load(2)
    scanner.page_faults.add(PageFault(PageFaultKind.REFUSED, at_page=2, adf_state=AdfState.JAM))
    job = escl.job(settings(duplex=True))
    assert [escl.next(job).status_code for _ in range(2)] == [200, 409]
    assert scanner.sheets_left == 2


def test_t1_an_empty_page_without_any_trouble_is_followed_by_the_next(scanner: PracticeScanner, escl: Client) -> None:
    scanner.load([JPEG] * 3)
    scanner.page_faults.add(PageFault(PageFaultKind.EMPTY, at_page=2))
    assert escl.pages(escl.job()) == [JPEG, b"", JPEG]
    assert escl.says("ImagesCompleted") == ["3"]


def test_t2_half_a_page_ends_as_cleanly_as_a_whole_one(scanner: PracticeScanner, escl: Client) -> None:
    scanner.load([JPEG] * 2)
    scanner.page_faults.add(PageFault(PageFaultKind.HALF, at_page=1))
    assert escl.pages(escl.job()) == [JPEG[: len(JPEG) // 2], JPEG]


def test_t2_a_job_removed_while_a_page_runs_ends_the_page_cleanly(scanner: PracticeScanner, escl: Client) -> None:
    scanner.load([JPEG] * 2)
    scanner.page_faults.add(PageFault(PageFaultKind.HANG))
    job = escl.job()
    came = b""
    with escl.http.stream("GET", f"{job}/NextDocument") as answer:
        for piece in answer.iter_raw():
            came += piece
            if len(came) == len(JPEG) // 2:
                assert escl.delete(job) == 200
    assert (answer.status_code, came) == (200, JPEG[: len(JPEG) // 2])
    assert (scanner.is_idle, escl.says("JobState")) == (True, ["Canceled"])


def test_t4_bytes_come_under_another_label(scanner: PracticeScanner, escl: Client) -> None:
    scanner.load([JPEG])
    scanner.page_faults.add(PageFault(PageFaultKind.MISLABELLED))
    answer = escl.next(escl.job())
    assert (answer.headers["Content-Type"], answer.content) == ("application/pdf", JPEG)


def test_t4_colour_comes_where_grey_was_asked(scanner: PracticeScanner, escl: Client) -> None:
    scanner.load(2)
    scanner.page_faults.add(PageFault(PageFaultKind.COLOURED, at_page=2))
    assert [Image.open(io.BytesIO(page)).mode for page in escl.pages(escl.job())] == ["L", "RGB"]


def test_t4_a_picture_does_not_say_how_fine_it_is(scanner: PracticeScanner, escl: Client) -> None:
    scanner.load(2)
    scanner.page_faults.add(PageFault(PageFaultKind.WITHOUT_DPI, at_page=1))
    pages = [Image.open(io.BytesIO(page)) for page in escl.pages(escl.job())]
    assert [page.info.get("dpi") for page in pages] == [None, (100, 100)]


def test_a_connection_dies_in_the_middle_of_a_page_and_the_job_stays(scanner: PracticeScanner, escl: Client) -> None:
    scanner.load([JPEG] * 2)
    scanner.page_faults.add(PageFault(PageFaultKind.CUT))
    job = escl.job()
    with pytest.raises(httpx.RemoteProtocolError):
        escl.next(job)
    assert escl.says("JobState") == ["Processing"]


def test_a_page_that_hangs_goes_on_when_it_is_released(scanner: PracticeScanner, escl: Client) -> None:
    scanner.load([JPEG])
    scanner.page_faults.add(PageFault(PageFaultKind.HANG))
    job = escl.job()
    answers: list[httpx.Response] = []
    fetching = threading.Thread(target=lambda: answers.append(escl.next(job)))
    fetching.start()
    assert scanner.page_faults.wait_for_hits(1)
    scanner.page_faults.release()
    fetching.join()
    assert answers[0].content == JPEG


def test_a_slow_page_comes_piece_by_piece(scanner: PracticeScanner, escl: Client) -> None:
    scanner.load([JPEG])
    scanner.page_faults.add(PageFault(PageFaultKind.SLOW, wait_s=0.001, piece_bytes=1000))
    with escl.http.stream("GET", f"{escl.job()}/NextDocument") as answer:
        pieces = list(answer.iter_raw())
    assert b"".join(pieces) == JPEG
    assert len(pieces) > 5


def test_stopping_ends_a_page_that_hangs() -> None:
    failures: list[httpx.TransportError] = []

    def fetch(escl: Client, job: str) -> None:
        try:
            escl.next(job)
        except httpx.TransportError as failure:
            failures.append(failure)

    with PracticeScanner() as scanner, httpx.Client(base_url=scanner.url.removesuffix("/eSCL")) as http:
        scanner.load([JPEG])
        scanner.page_faults.add(PageFault(PageFaultKind.HANG))
        fetching = threading.Thread(target=fetch, args=(Client(http), Client(http).job()))
        fetching.start()
        assert scanner.page_faults.wait_for_hits(1)
        scanner.stop()
        fetching.join()
    assert len(failures) == 1


@pytest.mark.parametrize("status", [404, 409, 410, 503])
def test_a_page_refused_for_no_reason_comes_when_it_is_asked_for_again(
    scanner: PracticeScanner, escl: Client, status: int
) -> None:
    scanner.load([b"\xff\xd8\xff one", b"\xff\xd8\xff two"])
    scanner.page_faults.add(PageFault(PageFaultKind.REFUSED, at_page=2, status=status, times=2))
    job = escl.job(settings(duplex=True, dpi=100))
    assert [escl.next(job).status_code for _ in range(3)] == [200, status, status]
    assert escl.pages(job) == [b"\xff\xd8\xff one", b"\xff\xd8\xff two", b"\xff\xd8\xff two"]


def test_500_gives_the_job_up(scanner: PracticeScanner, escl: Client) -> None:
    scanner.load(3)
    scanner.page_faults.add(PageFault(PageFaultKind.REFUSED, at_page=2, status=500))
    job = escl.job()
    assert [escl.next(job).status_code for _ in range(3)] == [200, 500, 404]
    assert (escl.says("JobState"), scanner.sheets_left) == (["Aborted"], 2)


# --- requests --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("status", "retry_after"), [(503, None), (503, "2"), (409, None), (400, None), (401, None)])
def test_a_new_job_is_refused_so_many_times(
    scanner: PracticeScanner, escl: Client, status: int, retry_after: str | None
) -> None:
    scanner.load(1)
    scanner.faults.add(on_new_job(status, times=2, retry_after=retry_after))
    answers = [escl.post() for _ in range(3)]
    assert [answer.status_code for answer in answers] == [status, status, 201]
    assert answers[0].headers.get("Retry-After") == retry_after
    assert answers[0].content == b""


def test_a_page_is_not_ready_so_many_times(scanner: PracticeScanner, escl: Client) -> None:
    scanner.load(1)
    scanner.faults.add(on_next_page(503, times=3))
    job = escl.job()
    assert [escl.next(job).status_code for _ in range(4)] == [503, 503, 503, 200]
    assert escl.says("ImagesCompleted") == ["1"]


def test_the_faults_of_the_store_strike_a_scanner_as_well(scanner: PracticeScanner, escl: Client) -> None:
    scanner.load(1)
    scanner.faults.add(Fault(FaultKind.RESET_AFTER_HEADERS, path_ending=NEXT_DOCUMENT))
    scanner.faults.add(Fault(FaultKind.CAPTIVE_PORTAL, path_ending=STATUS))
    job = escl.job()
    with pytest.raises(httpx.TransportError):
        escl.next(job)
    assert "Sign in" in escl.status()
    assert len(escl.pages(job)) == 1


def test_what_was_asked_is_remembered(scanner: PracticeScanner, escl: Client) -> None:
    scanner.load(1)
    escl.pages(escl.job())
    asked = [(request.method, re.sub(r"Jobs/[^/]+", "Jobs/1", request.path)) for request in scanner.requests]
    page = ("GET", "/eSCL/ScanJobs/1/NextDocument")
    assert asked == [("POST", "/eSCL/ScanJobs"), page, page]
