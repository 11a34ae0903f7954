"""Lasting ways of real devices that the practice scanner can be made to have, and TLS with another certificate."""

import socket
import ssl
import threading
from pathlib import Path

import httpx
import pymupdf
import pytest
from PIL import Image

from app.practice.scanner import PracticeScanner
from app.practice.scanner_faults import PageFault, PageFaultKind
from app.practice.scanner_model import AdfState, LocationShape, ScannerHabits
from tests.practice.escl_client import Client, settings
from tests.practice.test_practice_scanner import picture
from tests.scanning.escl_talks import self_signed

JPEG = b"\xff\xd8\xff\xe0 made-up sheet \xff\xd9"


@pytest.mark.parametrize(
    ("shape", "beginning"),
    [
        (LocationShape.PATH, "/eSCL/ScanJobs/"),
        (LocationShape.ABSOLUTE, "http://127.0.0.1:"),
        (LocationShape.UNKNOWN_HOST, "http://practice-scanner.invalid:8080/eSCL/ScanJobs/"),
        (LocationShape.MALFORMED, "http://[fe80/eSCL/ScanJobs/"),
        (LocationShape.RELATIVE, "ScanJobs/"),
    ],
)
def test_the_address_of_a_job_has_the_shape_asked_for(
    scanner: PracticeScanner, escl: Client, shape: LocationShape, beginning: str
) -> None:
    scanner.habits = ScannerHabits(location=shape)
    assert escl.post().headers["Location"].startswith(beginning)


def test_a_job_may_have_no_address(scanner: PracticeScanner, escl: Client) -> None:
    scanner.habits = ScannerHabits(location=LocationShape.ABSENT)
    answer = escl.post()
    assert (answer.status_code, "Location" in answer.headers) == (201, False)


def test_a_job_with_colons_is_found_plain_and_encoded(scanner: PracticeScanner, escl: Client) -> None:
    scanner.habits = ScannerHabits(urn_job_ids=True)
    scanner.load(2)
    job = escl.job()
    assert job.startswith("/eSCL/ScanJobs/urn:uuid:")
    assert escl.next(job).status_code == escl.next(job.replace(":", "%3A")).status_code == 200


def test_t3_a_format_that_is_not_listed_comes_empty(scanner: PracticeScanner, escl: Client) -> None:
    scanner.habits = ScannerHabits(empties_unlisted_formats=True)
    scanner.load(1)
    answer = escl.next(escl.job(settings(format_="image/tiff")))
    assert (answer.status_code, answer.headers["Content-Type"], answer.content) == (200, "image/tiff", b"")


@pytest.mark.parametrize("body", ["", "hello", settings(dpi=99999), settings(mode="RGB48"), settings("Elsewhere")])
def test_some_accept_anything(scanner: PracticeScanner, escl: Client, body: str) -> None:
    scanner.habits = ScannerHabits(accepts_anything=True)
    scanner.load(1)
    assert max(picture(escl.next(escl.job(body)).content).size) <= 4200


def test_black_and_white_may_be_refused(scanner: PracticeScanner, escl: Client) -> None:
    scanner.habits = ScannerHabits(refuses_black_and_white=True)
    assert escl.post(settings(mode="BlackAndWhite1")).status_code == 409
    assert escl.post(settings(mode="Grayscale8")).status_code == 201


def test_an_empty_feeder_may_refuse_the_job(scanner: PracticeScanner, escl: Client) -> None:
    scanner.habits = ScannerHabits(refuses_while_empty=True)
    assert escl.post().status_code == 409
    assert escl.post(settings("Platen")).status_code == 201


@pytest.mark.parametrize("status", [404, 409, 410])
def test_the_end_may_have_another_status(scanner: PracticeScanner, escl: Client, status: int) -> None:
    scanner.habits = ScannerHabits(end_status=status)
    scanner.load(1)
    job = escl.job()
    assert [escl.next(job).status_code for _ in range(2)] == [200, status]


def test_all_pages_come_in_one_pdf(scanner: PracticeScanner, escl: Client) -> None:
    scanner.habits = ScannerHabits(joins_pdf_pages=True)
    scanner.load(10)
    job = escl.job(settings(format_="application/pdf"))
    (content,) = escl.pages(job)
    with pymupdf.open(stream=content, filetype="pdf") as document:  # type: ignore[no-untyped-call]  # has no types
        assert document.page_count == 10
    assert escl.says("ImagesCompleted") == ["10"]


def test_the_count_may_be_wrong(scanner: PracticeScanner, escl: Client) -> None:
    scanner.habits = ScannerHabits(miscounts=2)
    scanner.load(1)
    escl.pages(escl.job())
    assert escl.says("ImagesCompleted") == ["3"]


def test_a_jam_may_be_told_only_once(scanner: PracticeScanner, escl: Client) -> None:
    scanner.habits = ScannerHabits(status_resets_adf=True)
    scanner.load(1)
    scanner.trouble = AdfState.JAM
    assert escl.says("AdfState") == ["ScannerAdfJam"]
    assert escl.says("AdfState") == ["ScannerAdfLoaded"]


def test_an_idle_feeder_may_say_that_it_works(scanner: PracticeScanner, escl: Client) -> None:
    scanner.habits = ScannerHabits(idle_adf_state=AdfState.PROCESSING)
    assert (escl.says("State"), escl.says("AdfState")) == (["Idle"], ["ScannerAdfProcessing"])


def test_parts_of_the_status_may_be_absent_and_all_of_it(scanner: PracticeScanner, escl: Client) -> None:
    scanner.habits = ScannerHabits(tells_jobs=False, tells_paper=False)
    escl.job()
    assert (escl.says("JobState"), escl.says("AdfState")) == ([], [])
    scanner.habits = ScannerHabits(tells_status=False)
    assert escl.http.get("/eSCL/ScannerStatus").status_code == 404


@pytest.mark.parametrize("state", ["Testing", "Stopped", "Down"])
def test_it_may_say_that_it_is_otherwise(scanner: PracticeScanner, escl: Client, state: str) -> None:
    scanner.state = state
    assert escl.says("State") == [state]


def test_the_doctype_may_be_what_no_parser_takes(scanner: PracticeScanner, escl: Client) -> None:
    scanner.habits = ScannerHabits(lower_case_doctype=True)
    assert "<!doctype" in escl.http.get("/eSCL/ScannerCapabilities").text


def test_everything_may_be_labelled_otherwise_in_colour_and_without_dpi(scanner: PracticeScanner, escl: Client) -> None:
    scanner.habits = ScannerHabits(content_type="application/pdf", always_colour=True, hides_dpi=True)
    answer = escl.next(escl.job(settings("Platen")))
    page = picture(answer.content)
    assert (answer.headers["Content-Type"], page.mode, "dpi" in page.info) == ("application/pdf", "RGB", False)


def test_less_may_come_than_was_listed(scanner: PracticeScanner, escl: Client) -> None:
    scanner.habits = ScannerHabits(real_dpi=300)
    page = picture(escl.next(escl.job(settings("Platen", dpi=600))).content)
    assert (page.size, page.info["dpi"]) == ((2550, 3508), (300, 300))


def test_a_page_asked_for_too_soon_ends_the_batch(scanner: PracticeScanner, escl: Client) -> None:
    scanner.habits = ScannerHabits(least_gap_s=3600)
    scanner.load(3)
    assert len(escl.pages(escl.job())) == 1
    assert scanner.sheets_left == 2


def test_a_job_that_nobody_asked_before_jams(scanner: PracticeScanner, escl: Client) -> None:
    scanner.habits = ScannerHabits(wants_status_first=True)
    scanner.load(2)
    assert escl.next(escl.job()).status_code == 409
    scanner.mend()
    escl.status()
    assert len(escl.pages(escl.job())) == 2


def test_a_new_job_may_be_told_and_the_line_dropped_at_once(scanner: PracticeScanner) -> None:
    scanner.habits = ScannerHabits(drops_after_post=True)
    body = settings()
    with socket.create_connection(("127.0.0.1", scanner.port), timeout=5) as raw:
        raw.sendall(f"POST /eSCL/ScanJobs HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode())
        said = b"".join(iter(lambda: raw.recv(4096), b""))
    assert b"Location: /eSCL/ScanJobs/" in said
    assert said.endswith(b"\r\n\r\n")
    assert len(scanner.jobs) == 1


@pytest.mark.parametrize(("host", "status"), [("localhost", 201), ("127.0.0.1:80", 400), ("printer.local", 400)])
def test_some_take_jobs_for_localhost_only(scanner: PracticeScanner, escl: Client, host: str, status: int) -> None:
    scanner.habits = ScannerHabits(server="HP_Compact_Server", only_localhost_posts=True)
    assert escl.http.get("/eSCL/ScannerCapabilities").headers["Server"] == "HP_Compact_Server"
    assert escl.http.post("/eSCL/ScanJobs", content=settings(), headers={"Host": host}).status_code == status


@pytest.mark.parametrize(("host", "status"), [("10.0.0.9", 400), ("10.0.0.9:80", 200)])
def test_some_want_a_port_in_the_name_of_the_host(
    scanner: PracticeScanner, escl: Client, host: str, status: int
) -> None:
    scanner.habits = ScannerHabits(server="EPSON_Linux UPnP/1.0 Epson UPnP SDK/1.0", wants_port_in_host=True)
    assert escl.http.get("/eSCL/ScannerCapabilities", headers={"Host": host}).status_code == status


def test_a_page_that_tells_its_length_comes_whole(scanner: PracticeScanner, escl: Client) -> None:
    scanner.habits = ScannerHabits(tells_length=True)
    scanner.load([JPEG])
    answer = escl.next(escl.job())
    assert (answer.headers["Content-Length"], answer.content) == (str(len(JPEG)), JPEG)


def test_a_page_that_told_its_length_breaks_off_where_its_job_is_removed(
    scanner: PracticeScanner, escl: Client
) -> None:
    scanner.habits = ScannerHabits(tells_length=True)
    scanner.load([JPEG])
    scanner.page_faults.add(PageFault(PageFaultKind.HANG))
    job = escl.job()
    failures: list[str] = []

    def fetch() -> None:
        try:
            escl.next(job)
        except httpx.RemoteProtocolError as failure:
            failures.append(str(failure))

    fetching = threading.Thread(target=fetch)
    fetching.start()
    assert scanner.page_faults.wait_for_hits(1)
    escl.delete(job)
    fetching.join()
    assert len(failures) == 1


# --- TLS -------------------------------------------------------------------------------------------------------------


def shown_certificate(scanner: PracticeScanner) -> bytes:
    """What the scanner shows to whoever connects."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with (
        socket.create_connection(("127.0.0.1", scanner.port), timeout=5) as raw,
        context.wrap_socket(raw) as wrapped,
    ):
        return wrapped.getpeercert(binary_form=True) or b""


def test_pages_come_encrypted(tmp_path: Path) -> None:
    tls, _ = self_signed(tmp_path)
    with PracticeScanner(tls=tls) as scanner:
        scanner.load([Image.new("RGB", (850, 1100), "white"), JPEG])
        assert scanner.url.startswith("https://127.0.0.1:")
        with httpx.Client(base_url=scanner.url.removesuffix("/eSCL"), verify=False) as http:
            assert len(Client(http).pages(Client(http).job())) == 2


def test_another_certificate_counts_from_the_next_connection_on(tmp_path: Path) -> None:
    first, second = self_signed(tmp_path, "first")[0], self_signed(tmp_path, "second")[0]
    with PracticeScanner(tls=first) as scanner:
        seen = [shown_certificate(scanner), shown_certificate(scanner)]
        scanner.tls = second
        seen.append(shown_certificate(scanner))
    assert seen[0] == seen[1] != seen[2]


def test_who_does_not_trust_it_or_speaks_no_tls_leaves_nothing_behind(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with PracticeScanner(tls=self_signed(tmp_path)[0]) as scanner:
        with pytest.raises(httpx.ConnectError):
            httpx.get(scanner.url, trust_env=False)
        with pytest.raises(httpx.TransportError):
            httpx.get(scanner.url.replace("https", "http"), trust_env=False)
        socket.create_connection(("127.0.0.1", scanner.port)).close()
        with socket.create_connection(("127.0.0.1", scanner.port)):  # says nothing, and is there when it stops
            scanner.stop()
    assert capfd.readouterr() == ("", "")
