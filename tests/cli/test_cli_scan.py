"""`counterscan scan` against the practice scanner: what it lists and writes, and what it says when things go wrong."""

import json
import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any  # Any: what JSON can hold

import pytest
from PIL import Image

from app.practice.scanner import PracticeScanner
from app.practice.scanner_faults import PageFault, PageFaultKind, on_new_job
from app.practice.scanner_model import (
    BLACK_AND_WHITE,
    COLOUR,
    GREY,
    PDF,
    AdfState,
    InletModel,
    ScannerHabits,
    ScannerModel,
)
from tests.cli.program import WAIT_S, Ended, Machine
from tests.endurance.certificates import Authority
from tests.endurance.full_disk import can_mount_tmpfs, tiny_disk

on_posix = pytest.mark.skipif(os.name != "posix", reason="sends signals as a Unix shell does")
Scan = Callable[..., Ended]
PAGE = {"page", "out", "width", "height", "dpi", "size_bytes", "content_type", "problem"}
DOCUMENT = {"scanner", "source", "dpi", "mode", "pages", "pages_told_by_scanner", "notes", "problem"}


@pytest.fixture
def scanner() -> Iterator[PracticeScanner]:
    """A practice scanner with an empty feeder and a card on its glass."""
    with PracticeScanner(name="Counter scanner") as running:
        yield running


@pytest.fixture
def counter(tmp_path: Path, scanner: PracticeScanner) -> Machine:
    """A computer without a store, on which that scanner is known."""
    return Machine(tmp_path, "", key="", more={"COUNTERSCAN_SCANNERS": scanner.url})


@pytest.fixture
def scan(counter: Machine, capsys: pytest.CaptureFixture[str]) -> Scan:
    """One scan into the folder `out`, at 100 dpi, within this process."""

    def scanned(*words: str, dpi: int = 100) -> Ended:
        return counter.command(capsys, "scan", "--out", counter.folder / "out", "--dpi", str(dpi), "--json", *words)

    return scanned


def written(machine: Machine) -> list[str]:
    """What lies in the folder of the pages, by name."""
    folder = machine.folder / "out"
    return sorted(file.name for file in folder.iterdir()) if folder.exists() else []


def seen(machine: Machine, name: str = "scan-001.jpg") -> tuple[str, tuple[int, int]]:
    """Mode and size of a page, decoded to its last line."""
    with Image.open(machine.folder / "out" / name) as picture:
        picture.load()
        return picture.mode, picture.size


# --- what there is ---------------------------------------------------------------------------------------------------


def test_a_scanner_at_an_address_is_listed_with_what_each_source_can_do(
    counter: Machine, capsys: pytest.CaptureFixture[str], scanner: PracticeScanner
) -> None:
    (row,) = counter.command(capsys, "scan", "--list", "--device", scanner.url, "--json").document["scanners"]
    assert (row["name"], row["road"], row["address"]) == ("Counter scanner", "eSCL", scanner.url)
    assert (row["id"], row["encrypted"], row["problem"]) == (f"escl:{scanner.uuid}", False, None)
    assert [source["source"] for source in row["sources"]] == ["flatbed", "feeder", "duplex"]
    assert row["sources"][1]["resolutions"] == [100, 150, 200, 300]
    assert set(row["sources"][1]["modes"]) == {"bw", "gray", "colour"}


def test_the_list_for_people_says_the_same_in_lines(
    counter: Machine, capsys: pytest.CaptureFixture[str], scanner: PracticeScanner
) -> None:
    ended = counter.command(capsys, "scan", "--list", "--device", scanner.url)
    assert ended.status == 0
    assert ended.out.splitlines()[0] == f"Counter scanner  eSCL  {scanner.url}"
    assert "  feeder: " in ended.out
    assert "100, 150, 200, 300 dpi" in ended.out


def test_an_address_where_nobody_answers_is_said(counter: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    ended = counter.command(capsys, "scan", "--device", "http://127.0.0.1:1/eSCL", "--out", counter.folder, "--json")
    assert (ended.status, ended.document["pages"]) == (1, [])
    assert "The scanner does not answer" in ended.err


def test_a_known_scanner_is_named_by_a_part_of_its_name_and_another_name_is_not_found(
    counter: Machine, capsys: pytest.CaptureFixture[str], scanner: PracticeScanner
) -> None:
    known = counter.command(capsys, "scan", "--list", "--device", f"127.0.0.1:{scanner.port}", "--json")
    assert known.document["scanners"][0]["address"] == scanner.url
    ended = counter.command(capsys, "scan", "--list", "--device", "Nobody's scanner", "--json")
    assert (ended.status, ended.document.get("scanners", [])) == (1, [])
    assert "No scanner here is called Nobody's scanner" in ended.err
    assert f"127.0.0.1:{scanner.port}" in ended.err


def test_among_several_scanners_one_has_to_be_named(
    tmp_path: Path, scanner: PracticeScanner, capsys: pytest.CaptureFixture[str]
) -> None:
    with PracticeScanner() as another:
        both = f"{scanner.url},{another.url}"
        machine = Machine(tmp_path, "", key="", more={"COUNTERSCAN_SCANNERS": both})
        ended = machine.command(capsys, "scan", "--out", tmp_path / "out", "--json")
        assert (ended.status, ended.document["pages"]) == (2, [])
        assert "There are several scanners" in ended.err
        named = machine.command(capsys, "scan", "--device", another.url, "--out", tmp_path / "out", "--dpi", "100")
    assert named.status == 0
    assert len(another.jobs) == 1
    assert scanner.jobs == ()


# --- what is scanned -------------------------------------------------------------------------------------------------


def test_the_feeder_is_taken_where_paper_lies_in_it(scan: Scan, counter: Machine, scanner: PracticeScanner) -> None:
    scanner.load(3)
    ended = scan()
    assert (ended.status, written(counter)) == (0, ["scan-001.jpg", "scan-002.jpg", "scan-003.jpg"])
    assert ended.document["source"] == "feeder"
    assert len({(counter.folder / "out" / name).read_bytes() for name in written(counter)}) == 3


def test_the_document_has_its_shape_and_says_what_came(scan: Scan, scanner: PracticeScanner) -> None:
    scanner.load(2)
    document = scan().document
    assert set(document) == DOCUMENT
    assert [set(page) for page in document["pages"]] == [PAGE, PAGE]
    assert [page["page"] for page in document["pages"]] == [1, 2]
    first = document["pages"][0]
    assert (first["dpi"], first["content_type"], first["problem"]) == (100, "image/jpeg", None)
    assert first["size_bytes"] == Path(first["out"]).stat().st_size
    assert (document["scanner"], document["dpi"], document["mode"]) == ("127.0.0.1:" + str(scanner.port), 100, "colour")
    assert document["pages_told_by_scanner"] == 2
    assert document["notes"] == ["This scanner sends pages unencrypted through the network"]


def test_the_glass_gives_one_page(scan: Scan, counter: Machine) -> None:
    assert scan("--source", "flatbed").document["source"] == "flatbed"
    assert written(counter) == ["scan-001.jpg"]


def test_without_paper_in_the_feeder_the_glass_is_taken(scan: Scan) -> None:
    assert scan().document["source"] == "flatbed"


def test_duplex_gives_both_sides(scan: Scan, counter: Machine, scanner: PracticeScanner) -> None:
    scanner.load(2)
    assert scan("--source", "duplex").status == 0
    assert len(written(counter)) == 4


def test_no_more_pages_are_taken_than_were_asked_for(scan: Scan, counter: Machine, scanner: PracticeScanner) -> None:
    scanner.load(5)
    assert scan("--pages", "2").status == 0
    assert len(written(counter)) == 2
    assert scanner.sheets_left >= 2
    assert scanner.is_idle


@pytest.mark.parametrize(
    ("mode", "asked", "came"), [("bw", BLACK_AND_WHITE, "L"), ("gray", GREY, "L"), ("colour", COLOUR, "RGB")]
)
def test_each_mode_is_asked_for_as_it_is_called(
    scan: Scan, counter: Machine, scanner: PracticeScanner, mode: str, asked: str, came: str
) -> None:
    document = scan("--mode", mode).document
    assert (document["mode"], scanner.jobs[0].settings.mode) == (mode, asked)
    assert seen(counter)[0] == came


def test_a_resolution_that_is_not_there_becomes_the_nearest_and_is_told(
    scan: Scan, counter: Machine, scanner: PracticeScanner
) -> None:
    scanner.load(1)
    document = scan(dpi=170).document
    assert (document["dpi"], document["pages"][0]["dpi"]) == (150, 150)
    assert "The scanner has another resolution than was asked for" in document["notes"]


def test_a_page_that_says_no_resolution_gets_the_one_that_was_asked_for(
    scan: Scan, counter: Machine, scanner: PracticeScanner
) -> None:
    scanner.habits = ScannerHabits(hides_dpi=True)
    assert scan().document["pages"][0]["dpi"] == 100
    with Image.open(counter.folder / "out" / "scan-001.jpg") as picture:
        assert round(picture.info["dpi"][0]) == 100


def test_a_scanner_that_knows_pdf_alone_gives_a_picture_for_each_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    only_pdf = InletModel(resolutions=(100,), formats=(PDF,))
    model = ScannerModel(platen=None, simplex=only_pdf, duplex=None)
    with PracticeScanner(model=model, habits=ScannerHabits(joins_pdf_pages=True)) as scanner:
        scanner.load(3)
        machine = Machine(tmp_path, "", key="", more={"COUNTERSCAN_SCANNERS": scanner.url})
        ended = machine.command(capsys, "scan", "--out", tmp_path / "out", "--dpi", "100", "--json")
    assert (ended.status, len(ended.pages)) == (0, 3)
    assert {page["page"] for page in ended.pages} == {1, 2, 3}
    assert all(Path(page["out"]).suffix in (".jpg", ".png") for page in ended.pages)


def test_pages_are_never_written_over_others(scan: Scan, counter: Machine, scanner: PracticeScanner) -> None:
    scan("--source", "flatbed")
    scan("--source", "flatbed")
    assert written(counter) == ["scan-001 (2).jpg", "scan-001.jpg"]


def test_nothing_is_left_in_the_folder_for_passing_files(
    counter: Machine, scanner: PracticeScanner, tmp_path: Path
) -> None:
    passing = tmp_path / "passing"
    passing.mkdir()
    scanner.load(2)
    machine = replace(counter, more={**(counter.more or {}), "TMPDIR": str(passing), "TEMP": str(passing)})
    ended = machine.program("scan", "--out", tmp_path / "out", "--dpi", "100", "--json")
    assert (ended.status, len(ended.pages)) == (0, 2)
    assert list(passing.iterdir()) == []
    assert [file for file in machine.files() if file.suffix in (".jpg", ".blob", ".part")] == []


# --- what goes wrong -------------------------------------------------------------------------------------------------


def test_a_jam_keeps_and_names_what_came_before(scan: Scan, counter: Machine, scanner: PracticeScanner) -> None:
    scanner.load(5)
    scanner.page_faults.add(PageFault(PageFaultKind.EMPTY, at_page=3, adf_state=AdfState.JAM))
    ended = scan()
    assert (ended.status, [page["page"] for page in ended.pages]) == (1, [1, 2])
    assert written(counter) == ["scan-001.jpg", "scan-002.jpg"]
    assert "Paper is jammed in the scanner" in ended.document["problem"]
    assert "Paper is jammed in the scanner" in ended.err
    assert scanner.is_idle


def test_an_empty_feeder_is_said(scan: Scan, counter: Machine) -> None:
    ended = scan("--source", "feeder")
    assert (ended.status, ended.pages) == (1, [])
    assert "The feeder is empty" in ended.err


def test_half_a_page_is_not_written(scan: Scan, counter: Machine, scanner: PracticeScanner) -> None:
    scanner.load(3)
    scanner.page_faults.add(PageFault(PageFaultKind.HALF, at_page=2))
    ended = scan()
    assert (ended.status, written(counter)) == (1, ["scan-001.jpg"])
    assert "incomplete" in ended.err


def test_a_scanner_that_is_busy_for_a_moment_is_waited_for(scan: Scan, scanner: PracticeScanner) -> None:
    scanner.load(1)
    scanner.faults.add(on_new_job(503, times=3, retry_after="1"))
    ended = scan()
    assert (ended.status, len(ended.pages)) == (0, 1)


def test_a_source_that_is_not_there_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with PracticeScanner(model=ScannerModel(simplex=None, duplex=None)) as scanner:
        machine = Machine(tmp_path, "", key="", more={"COUNTERSCAN_SCANNERS": scanner.url})
        ended = machine.command(capsys, "scan", "--source", "duplex", "--out", tmp_path / "out", "--json")
    assert (ended.status, ended.pages) == (1, [])
    assert "This scanner can't do that" in ended.err


def test_a_folder_that_can_not_be_written_into_is_said_and_the_scanner_is_left_free(
    scan: Scan, counter: Machine, scanner: PracticeScanner
) -> None:
    (counter.folder / "out").write_text("a file where the folder should be", encoding="utf-8")
    scanner.load(3)
    ended = scan()
    assert (ended.status, ended.pages) == (1, [])
    assert "Nothing can be saved in this folder" in ended.err
    assert scanner.sheets_left == 3, "no sheet went through for nothing"
    assert scanner.wait_until_idle(15)


@pytest.mark.skipif(not can_mount_tmpfs(), reason="needs the right to mount a disk that is too small")
def test_a_full_disk_is_said_and_leaves_no_half_page(scan: Scan, counter: Machine, scanner: PracticeScanner) -> None:
    scanner.load(3)
    with tiny_disk(counter.folder / "out", 16 * 4096):
        ended = scan(dpi=200)
        assert written(counter) == []
    assert (ended.status, ended.pages) == (1, [])
    assert "The image could not be saved" in ended.err
    assert scanner.wait_until_idle(15)


# --- certificates ----------------------------------------------------------------------------------------------------


def pins(machine: Machine) -> list[str]:
    """The certificates that the settings hold scanners to."""
    kept: dict[str, Any] = json.loads((machine.home / "settings.json").read_text(encoding="utf-8"))
    return [scanner["certificate"] for scanner in kept.get("scanners", [])]


def test_a_certificate_is_kept_when_it_is_first_seen_and_another_one_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    signers = Authority(tmp_path / "signers")
    machine = Machine(tmp_path, "", key="")
    words = ("--out", tmp_path / "out", "--dpi", "100", "--source", "flatbed", "--json")
    with PracticeScanner(tls=signers.server("127.0.0.1", is_vouched_for=False)) as scanner:
        assert scanner.url.startswith("https:")
        first = machine.command(capsys, "scan", "--device", scanner.url, *words)
        assert (first.status, first.document["notes"]) == (0, [])
        (pin,) = pins(machine)
        assert len(pin) == 64
        again = machine.command(capsys, "scan", "--device", scanner.url, *words)
        assert again.status == 0
        job_count = len(scanner.jobs)
        scanner.tls = signers.server("127.0.0.1", is_vouched_for=False)
        other = machine.command(capsys, "scan", "--device", scanner.url, *words)
        assert (other.status, other.pages, len(scanner.jobs)) == (1, [], job_count)
    assert "This scanner is not the one it was" in other.err
    assert pins(machine) == [pin]


# --- interrupted -----------------------------------------------------------------------------------------------------


@on_posix
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_in_the_middle_keeps_whole_pages_tells_them_and_frees_the_scanner(
    counter: Machine, scanner: PracticeScanner, number: signal.Signals
) -> None:
    scanner.load(8)
    scanner.page_faults.add(PageFault(PageFaultKind.HANG, at_page=4))
    with counter.start("scan", "--out", counter.folder / "out", "--dpi", "100", "--json") as running:
        assert scanner.wait_for_pages(3, WAIT_S)
        assert scanner.page_faults.wait_for_hits(1)
        running.send_signal(number)
        out, err = running.communicate(timeout=WAIT_S)
    document = json.loads(out)
    assert running.returncode == 1
    assert [Path(page["out"]).name for page in document["pages"]] == written(counter)
    assert len(written(counter)) == 3
    assert all(seen(counter, name)[0] == "RGB" for name in written(counter))
    assert "The scan was stopped" in err
    assert "Traceback" not in err
    assert scanner.wait_until_idle(15)


# --- doctor ----------------------------------------------------------------------------------------------------------


def scanner_checks(document: dict[str, Any]) -> dict[str, dict[str, str]]:
    """The checks that have to do with scanners, by subject."""
    return {check["subject"]: check for check in document["checks"] if "scan" in check["subject"]}


def test_the_doctor_lists_scanners_tries_one_and_writes_a_report_without_what_is_on_the_paper(
    counter: Machine, capsys: pytest.CaptureFixture[str], scanner: PracticeScanner
) -> None:
    report = counter.folder / "report.txt"
    ended = counter.command(capsys, "doctor", "--json", "--test-scan", scanner.url, "--report", report)
    found = scanner_checks(ended.document)
    known = found[f"scanner 127.0.0.1:{scanner.port}"]
    assert known["health"] == "ok"
    assert "feeder (" in known["sentence"]
    assert "up to 300 dpi" in known["sentence"]
    assert found["test scan"]["health"] == "ok"
    assert "one page of" in found["test scan"]["sentence"]
    assert len(scanner.jobs) == 1
    said = report.read_text(encoding="utf-8")
    assert found["test scan"]["sentence"] in said
    assert not [name for name in ("Alvarez", "Maria", "03/14/1962", "pat_12345") if name in said]


def test_a_test_scan_that_fails_says_why_and_a_report_is_never_written_over_another_file(
    counter: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    report = counter.folder / "report.txt"
    report.write_text("kept", encoding="utf-8")
    nowhere = "http://127.0.0.1:1/eSCL"
    failed = counter.command(capsys, "doctor", "--json", "--test-scan", nowhere)
    found = scanner_checks(failed.document)["test scan"]
    assert failed.status == 1
    assert (found["health"], "does not answer" in found["sentence"]) == ("bad", True)
    ended = counter.command(capsys, "doctor", "--json", "--report", report)
    assert (ended.status, report.read_text(encoding="utf-8")) == (1, "kept")
    assert "The report could not be written" in ended.err
