"""The practice scanner held honest by a client that we did not write: Debian's sane-airscan, through scanimage."""

import os
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from app.practice.scanner import PracticeScanner
from app.practice.scanner_faults import PageFault, PageFaultKind
from app.practice.scanner_model import AdfState, LocationShape, ScannerHabits

pytestmark = pytest.mark.usefixtures("scanner_tools")

WAIT_S = 60
GOOD, JAMMED, NO_PAPER, COVER_OPEN, FAILED = 0, 6, 7, 8, 9  # scanimage ends with SANE's own numbers


class Desk:
    """A folder in which scanimage works, with a configuration that knows one scanner and looks for no other."""

    def __init__(self, folder: Path, scanner: PracticeScanner) -> None:
        self.folder = folder
        settings = folder / "sane"
        settings.mkdir()
        (settings / "dll.conf").write_text("airscan\n")
        (settings / "airscan.conf").write_text(
            f'[devices]\n"Practice" = {scanner.url}, eSCL\n[options]\ndiscovery = disable\n'
        )
        self._environ = os.environ | {"SANE_CONFIG_DIR": str(settings)}

    def scan(self, source: str, *words: str) -> "subprocess.CompletedProcess[str]":
        """Scan from this source."""
        return self.run("--device-name=airscan:e0:Practice", f"--source={source}", *words)

    def batch(self, source: str, *words: str) -> list[Image.Image]:
        """Scan until no more comes, and open what came, in its order. Nothing but running out of paper may end it."""
        done = self.scan(source, "--format=png", "--batch=page %03d.png", "--batch-print", *words)
        assert "Document feeder out of documents" in done.stderr
        assert done.returncode == GOOD
        return [opened(self.folder / name) for name in done.stdout.splitlines()]

    def run(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """scanimage with these words."""
        return subprocess.run(
            ["scanimage", *words],
            env=self._environ,
            cwd=self.folder,
            capture_output=True,
            text=True,
            timeout=WAIT_S,
            check=False,
        )


def opened(path: Path) -> Image.Image:
    """The picture, decoded to its last byte."""
    with Image.open(path) as picture:
        picture.load()
        return picture.copy()


@pytest.fixture
def desk(tmp_path: Path, scanner: PracticeScanner) -> Desk:
    """scanimage, knowing that scanner."""
    return Desk(tmp_path, scanner)


def test_it_is_listed(desk: Desk) -> None:
    assert "device `airscan:e0:Practice' is a eSCL Practice" in desk.run("-L").stdout


def test_it_has_a_glass_and_a_feeder_for_both_sides(desk: Desk) -> None:
    told = desk.run("--device-name=airscan:e0:Practice", "-A").stdout
    assert "--source Flatbed|ADF|ADF Duplex" in told
    assert "--resolution 75|100|150|200|300|600dpi" in told


def test_five_of_five_pages_come_from_the_feeder(desk: Desk, scanner: PracticeScanner) -> None:
    scanner.load(5)
    pages = desk.batch("ADF", "--mode=Gray", "--resolution=200")
    assert [(page.size, page.mode) for page in pages] == [((1700, 2800), "L")] * 5
    assert len({page.tobytes() for page in pages}) == 5
    assert (scanner.jobs[0].images_completed, scanner.sheets_left, scanner.is_idle) == (5, 0, True)


def test_three_sheets_have_six_sides(desk: Desk, scanner: PracticeScanner) -> None:
    scanner.load(3)
    pages = desk.batch("ADF Duplex", "--mode=Color", "--resolution=100")
    assert [(page.size, page.mode) for page in pages] == [((850, 1169), "RGB")] * 6


def test_the_glass_gives_one_page(desk: Desk, scanner: PracticeScanner) -> None:
    assert (
        desk.scan("Flatbed", "--mode=Color", "--resolution=150", "--format=png", "-o", "glass.png").returncode == GOOD
    )
    assert opened(desk.folder / "glass.png").size == (1275, 1754)
    assert scanner.is_idle


def test_a_part_of_the_glass_is_what_was_asked_for(desk: Desk) -> None:
    whole = desk.scan("Flatbed", "--mode=Gray", "--resolution=100", "--format=png", "-o", "whole.png")
    part = desk.scan(
        "Flatbed",
        "--mode=Gray",
        "--resolution=100",
        "--format=png",
        "-l50.8",
        "-t76.2",
        "-x101.6",
        "-y127",
        "-o",
        "part.png",
    )
    assert (whole.returncode, part.returncode) == (GOOD, GOOD)
    assert opened(desk.folder / "part.png").size == (400, 500)


@pytest.mark.parametrize("shape", [LocationShape.ABSOLUTE, LocationShape.PATH])
def test_both_usual_addresses_of_a_job_are_found(desk: Desk, scanner: PracticeScanner, shape: LocationShape) -> None:
    scanner.habits = ScannerHabits(location=shape, tells_length=True)
    scanner.load(2)
    assert len(desk.batch("ADF", "--mode=Gray", "--resolution=100")) == 2


def test_an_empty_feeder_is_told_as_such(desk: Desk) -> None:
    assert desk.scan("ADF", "--format=png", "-o", "none.png").returncode == NO_PAPER


@pytest.mark.parametrize(
    ("state", "status"),
    [(AdfState.JAM, JAMMED), (AdfState.DOOR_OPEN, COVER_OPEN), (AdfState.MISPICK, FAILED)],  # it knows no more than two
)
def test_a_feeder_in_trouble_is_told_as_such(
    desk: Desk, scanner: PracticeScanner, state: AdfState, status: int
) -> None:
    scanner.load(3)
    scanner.page_faults.add(PageFault(PageFaultKind.REFUSED, at_page=2, adf_state=state))
    done = desk.scan("ADF", "--mode=Gray", "--resolution=100", "--format=png", "--batch=page %d.png", "--batch-print")
    assert (done.returncode, done.stdout.split("\n")) == (status, ["page 1.png", ""])
    assert scanner.sheets_left == 2
