"""The practice scanner by itself: what it says it can do, how it is, its jobs and the pages that come."""

import io
import re
import socket
import threading
from xml.etree import ElementTree

import httpx
import pymupdf
import pytest
from PIL import Image

from app.practice.scanner import PracticeScanner
from app.practice.scanner_model import COLOUR, GREY, InletModel, ScannerModel
from app.practice.scanner_paper import Sheet
from tests.practice.escl_client import Client, settings

SPACES = {
    "scan": "http://schemas.hp.com/imaging/escl/2011/05/03",
    "pwg": "http://www.pwg.org/schemas/2010/12/sm",
}


def picture(content: bytes) -> Image.Image:
    """The picture, decoded to its last byte."""
    opened = Image.open(io.BytesIO(content))
    opened.load()
    return opened


def resolutions(escl: Client, inlet: str) -> list[int]:
    """What an inlet says that it resolves."""
    root = ElementTree.fromstring(escl.http.get("/eSCL/ScannerCapabilities").content)
    return [int(found.text or "") for found in root.findall(f".//scan:{inlet}//scan:XResolution", SPACES)]


def test_its_sources_differ_in_what_they_resolve(escl: Client) -> None:
    assert resolutions(escl, "PlatenInputCaps") == [75, 100, 150, 200, 300, 600]
    assert resolutions(escl, "AdfSimplexInputCaps") == [100, 150, 200, 300]
    assert resolutions(escl, "AdfDuplexInputCaps") == [100, 150, 200]


def test_its_capabilities_name_it(scanner: PracticeScanner, escl: Client) -> None:
    root = ElementTree.fromstring(escl.http.get("/eSCL/ScannerCapabilities").content)
    assert root.findtext("pwg:MakeAndModel", namespaces=SPACES) == "Practice scanner"
    assert root.findtext("scan:UUID", namespaces=SPACES) == scanner.uuid
    assert root.findtext("pwg:Version", namespaces=SPACES) == "2.63"


def test_a_model_may_tell_a_range_and_have_a_glass_alone() -> None:
    model = ScannerModel(platen=InletModel(dpi_range=(100, 600, 50), modes=(GREY,)), simplex=None, duplex=None)
    with PracticeScanner(model=model, name="<Tiny & odd>") as scanner, httpx.Client(base_url=scanner.url) as http:
        root = ElementTree.fromstring(http.get("/ScannerCapabilities").content)
        assert root.findtext(".//scan:XResolutionRange/scan:Step", namespaces=SPACES) == "50"
        assert root.findtext("pwg:MakeAndModel", namespaces=SPACES) == "<Tiny & odd>"
        assert root.find("scan:Adf", SPACES) is None
        assert "AdfState" not in http.get("/ScannerStatus").text
        assert http.post("/ScanJobs", content=settings("Platen", dpi=125)).status_code == 409
        assert http.post("/ScanJobs", content=settings("Platen", dpi=150, mode=COLOUR)).status_code == 409
        assert http.post("/ScanJobs", content=settings()).status_code == 409
        assert http.post("/ScanJobs", content=settings("Platen", dpi=150)).status_code == 201


def test_the_status_follows_the_paper_and_the_job(scanner: PracticeScanner, escl: Client) -> None:
    assert (escl.says("State"), escl.says("AdfState")) == (["Idle"], ["ScannerAdfEmpty"])
    scanner.load(2)
    assert escl.says("AdfState") == ["ScannerAdfLoaded"]
    job = escl.job()
    assert (escl.says("State"), escl.says("JobState")) == (["Processing"], ["Processing"])
    escl.next(job)
    assert (escl.says("ImagesCompleted"), escl.says("JobState")) == (["1"], ["Processing"])
    escl.next(job)
    assert (escl.says("ImagesCompleted"), escl.says("JobState")) == (["2"], ["Completed"])
    assert (escl.says("State"), escl.says("AdfState")) == (["Idle"], ["ScannerAdfEmpty"])


def test_every_sheet_is_another_one(scanner: PracticeScanner, escl: Client) -> None:
    scanner.load(40)
    assert len(set(escl.pages(escl.job()))) == 40


def test_a_page_says_how_fine_it_is_and_has_the_colours_asked_for(scanner: PracticeScanner, escl: Client) -> None:
    scanner.load(1)
    answer = escl.next(escl.job(settings(mode="RGB24", dpi=150)))
    page = picture(answer.content)
    assert (answer.headers["Content-Type"], page.format, page.mode, page.info["dpi"]) == (
        "image/jpeg",
        "JPEG",
        "RGB",
        (150, 150),
    )
    assert page.size == (1275, 2100)


def test_black_and_white_is_nothing_between(scanner: PracticeScanner, escl: Client) -> None:
    page = picture(escl.next(escl.job(settings("Platen", mode="BlackAndWhite1", dpi=150))).content)
    ends = page.histogram()
    assert sum(ends[:30] + ends[-30:]) > 0.99 * page.width * page.height  # JPEG smears a little


def test_a_region_is_cut_out_of_the_whole(scanner: PracticeScanner, escl: Client) -> None:
    glass = Image.new("L", (2550, 3508), "white")
    glass.paste("black", (600, 900, 1800, 2400))
    scanner.lay(glass)
    part = picture(escl.next(escl.job(settings("Platen", region=(540, 840, 1260, 1560)))).content)
    assert part.size == (420, 520)
    marks = part.point(lambda value: 255 if value < 128 else 0).getbbox()
    assert marks == (20, 20, 420, 520)


def test_duplex_gives_the_fronts_and_backs_in_turn(scanner: PracticeScanner, escl: Client) -> None:
    fronts_backs = [Image.new("RGB", (85, 117), colour) for colour in ("black", "white", "black", "white")]
    scanner.load([Sheet(*fronts_backs[:2]), Sheet(*fronts_backs[2:])])
    pages = [picture(content) for content in escl.pages(escl.job(settings(duplex=True)))]
    assert [page.getpixel((5, 5)) for page in pages] == [0, 255, 0, 255]


def test_ready_bytes_come_as_they_are(scanner: PracticeScanner, escl: Client) -> None:
    contents = [b"\xff\xd8\xff one \xff\xd9", b"\xff\xd8\xff two \xff\xd9"]
    scanner.load(contents)
    assert escl.pages(escl.job()) == contents


def test_a_pdf_has_the_size_of_the_paper(scanner: PracticeScanner, escl: Client) -> None:
    scanner.load(1)
    answer = escl.next(escl.job(settings(format_="application/pdf", duplex=True)))
    assert answer.headers["Content-Type"] == "application/pdf"
    with pymupdf.open(stream=answer.content, filetype="pdf") as document:  # type: ignore[no-untyped-call]  # has no types
        assert document.page_count == 1
        assert (round(document[0].rect.width), round(document[0].rect.height)) == (612, 842)


@pytest.mark.parametrize(
    "refused",
    [
        settings(dpi=600),
        settings(mode="RGB48"),
        settings(format_="image/tiff"),
        settings(duplex=True, dpi=300),
        settings("Platen", region=(0, 0, 2551, 100)),
        settings("Platen", region=(2000, 0, 600, 100)),
    ],
)
def test_what_it_does_not_list_is_refused(escl: Client, refused: str) -> None:
    assert escl.post(refused).status_code == 409
    assert escl.says("State") == ["Idle"]


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "hello",
        "<a/>",
        "<scan:ScanSettings/>",
        settings("Elsewhere"),
        settings(dpi=-5),
        settings().replace("<scan:Scan", "<!DOCTYPE x><scan:Scan", 1),
        settings()[:-10],
    ],
)
def test_what_is_no_settings_is_a_bad_request(escl: Client, bad: str) -> None:
    assert escl.post(bad).status_code == 400


def test_one_job_at_a_time(scanner: PracticeScanner, escl: Client) -> None:
    scanner.load(2)
    job = escl.job()
    second = escl.post()
    assert (second.status_code, second.headers["Retry-After"]) == (503, "1")
    assert escl.delete(job) == 200
    assert len(escl.pages(escl.job())) == 2


def test_a_job_that_was_removed_is_over_and_keeps_its_paper(scanner: PracticeScanner, escl: Client) -> None:
    scanner.load(3)
    job = escl.job()
    escl.next(job)
    assert escl.delete(job) == 200
    assert (escl.next(job).status_code, escl.says("JobState"), scanner.sheets_left) == (404, ["Canceled"], 2)
    assert scanner.is_idle


def test_an_empty_feeder_takes_the_job_and_has_no_page(escl: Client) -> None:
    job = escl.job()
    assert escl.next(job).status_code == 404
    assert (escl.says("AdfState"), escl.says("JobState")) == (["ScannerAdfEmpty"], ["Aborted"])


def test_the_feeder_that_refills_is_never_empty() -> None:
    with PracticeScanner(refills=5) as scanner, httpx.Client(base_url=scanner.url.removesuffix("/eSCL")) as http:
        escl = Client(http)
        assert [len(escl.pages(escl.job())) for _ in range(2)] == [5, 5]
        assert escl.says("AdfState") == ["ScannerAdfLoaded"]


def test_the_size_of_the_last_page_can_be_asked_for(scanner: PracticeScanner, escl: Client) -> None:
    scanner.load(1)
    job = escl.job()
    escl.next(job)
    told = escl.http.get(f"{job}/ScanImageInfo").text
    assert re.findall(r"Actual(\w+)>(\d+)", told) == [("Width", "850"), ("Height", "1400"), ("BytesPerLine", "850")]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/"),
        ("GET", "/eSCL"),
        ("GET", "/eSCL/ScanJobs"),
        ("GET", "/eSCL/ScanJobs/none/NextDocument"),
        ("GET", "/eSCL/ScanJobs/none/ScanImageInfo"),
        ("DELETE", "/eSCL/ScanJobs/none"),
    ],
)
def test_there_is_nothing_anywhere_else(escl: Client, method: str, path: str) -> None:
    assert escl.http.request(method, path).status_code == 404


def test_it_starts_again_where_it_was_with_its_paper() -> None:
    scanner = PracticeScanner()
    scanner.load(2)
    with scanner:
        place = scanner.url
    with scanner, httpx.Client(base_url=scanner.url.removesuffix("/eSCL")) as http:
        assert scanner.url == place
        assert len(Client(http).pages(Client(http).job())) == 2


def test_offline_it_refuses_connections_and_comes_back_with_its_job(scanner: PracticeScanner, escl: Client) -> None:
    scanner.load(1)
    job = escl.job()
    scanner.offline = True
    with pytest.raises(httpx.TransportError):
        escl.next(job)
    with pytest.raises(httpx.ConnectError):
        escl.next(job)
    scanner.offline = False
    assert len(escl.pages(job)) == 1


def test_a_client_that_dies_leaves_its_job_on_the_scanner(scanner: PracticeScanner, escl: Client) -> None:
    scanner.load([b"\xff\xd8\xff" + bytes(50_000_000)] * 2)  # more than any socket holds
    job = escl.job()
    with socket.create_connection(("127.0.0.1", scanner.port)) as dying:
        dying.sendall(f"GET {job}/NextDocument HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        assert dying.recv(100).startswith(b"HTTP/1.1 200")
    assert scanner.wait_until_at_rest()
    assert (escl.post().status_code, escl.says("JobState")) == (503, ["Processing"])
    assert (escl.delete(job), escl.post().status_code) == (200, 201)


def test_pages_are_waited_for_where_paper_takes_its_time(scanner: PracticeScanner, escl: Client) -> None:
    scanner.load(3)
    job = escl.job()
    fetched: list[bytes] = []
    fetching = threading.Thread(target=lambda: fetched.extend(escl.pages(job)))
    fetching.start()
    assert scanner.wait_for_pages(3)
    fetching.join()
    assert len(fetched) == 3
