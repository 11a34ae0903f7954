"""The guided tour as `counterscan tour` gives it: every picture is there, has its size and shows something."""

import os
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
from PIL import Image

COUNTER_SCREEN = (1366, 768)
LARGE_SCREEN = (1920, 1080)
TOUR_WAIT_S = 100
FEWEST_COLOURS = 50  # the emptiest screen has more, for its letters are smoothed
STEPS = (
    "first-start",
    "empty-desk",
    "record-searched",
    "record-picked",
    "scanners",
    "scanning",
    "scan-waits",
    "scanned",
    "pages-dragged-in",
    "pages-dropped",
    "page-turned",
    "crop-open",
    "crop-pulled",
    "crop-applied",
    "what-it-is",
    "page-removed",
    "undone",
    "ready-to-upload",
    "workspace-dark",
    "workspace-dark-large-screen",
    "workspace-light-large-screen",
    "pages-are-safe",
    "outbox-leaving",
    "taken-back",
    "outbox-sending",
    "outbox-delivered",
    "outbox-dark",
    "outbox-dark-large-screen",
    "outbox-light-large-screen",
    "receipts",
    "gallery",
    "gallery-dark",
    "gallery-dark-large-screen",
    "gallery-light-large-screen",
    "image-large",
    "people-who-scan",
    "privacy",
    "everything-hidden",
    "broken-file",
    "small-picture",
    "crop-open-large-scan",
    "crop-pulled-large-scan",
    "crop-applied-large-scan",
    "outbox-offline",
    "outbox-back-online",
)
NAMES = tuple(f"{number:02}-{step}.png" for number, step in enumerate(STEPS, 1))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the pictures go; its parent is where the tour may put what it throws away."""
    return tmp_path_factory.mktemp("tour") / "pictures"


@pytest.fixture(scope="module")
def toured(folder: Path) -> "subprocess.CompletedProcess[str]":
    """The tour, taken once, by a person whose environment points to a store of their own."""
    temporary = folder.parent / "temporary"
    temporary.mkdir()
    theirs = {"COUNTERSCAN_URL": "http://127.0.0.1:9", "COUNTERSCAN_HOME": str(folder.parent / "theirs")}
    return subprocess.run(
        [sys.executable, "-m", "app", "tour", "--out", str(folder)],
        env=os.environ | theirs | {"TMPDIR": str(temporary)},
        capture_output=True,
        text=True,
        timeout=TOUR_WAIT_S,
        check=False,
    )


def test_the_tour_ends_well_and_without_a_complaint(toured: "subprocess.CompletedProcess[str]") -> None:
    assert (toured.returncode, toured.stderr) == (0, "")


def test_every_picture_is_named_in_its_order_and_then_their_number(
    toured: "subprocess.CompletedProcess[str]", folder: Path
) -> None:
    pictures = [str(folder / name) for name in NAMES]

    assert toured.stdout.splitlines() == [*pictures, f"{len(NAMES)} pictures in {folder}"]


@pytest.mark.usefixtures("toured")
@pytest.mark.parametrize("name", NAMES)
def test_a_picture_has_the_size_of_its_screen_and_shows_something(name: str, folder: Path) -> None:
    with Image.open(folder / name) as picture:
        size, colours = picture.size, picture.convert("RGB").getcolors(maxcolors=2**24) or []

    assert size == (LARGE_SCREEN if name.endswith("large-screen.png") else COUNTER_SCREEN)
    assert len(colours) >= FEWEST_COLOURS


@pytest.mark.usefixtures("toured")
def test_no_two_steps_look_the_same(folder: Path) -> None:
    assert len({(folder / name).read_bytes() for name in NAMES}) == len(NAMES)


@pytest.mark.usefixtures("toured")
def test_nothing_of_the_tour_is_left_behind(folder: Path) -> None:
    left = [path.name for path in (folder.parent / "temporary").iterdir()]

    assert left == []
    assert not (folder.parent / "theirs").exists()


@pytest.mark.usefixtures("toured")
def test_no_process_of_the_tour_lives_on(folder: Path) -> None:
    alive = [process for process in psutil.process_iter(["cmdline"]) if str(folder) in (process.info["cmdline"] or [])]

    assert alive == []


def test_a_folder_that_can_not_be_made_ends_in_a_sentence(tmp_path: Path) -> None:
    taken = tmp_path / "a file"
    taken.write_text("not a folder")

    ended = subprocess.run(
        [sys.executable, "-m", "app", "tour", "--out", str(taken)],
        capture_output=True,
        text=True,
        timeout=TOUR_WAIT_S,
        check=False,
    )

    assert ended.returncode == 1
    assert ended.stderr.startswith("counterscan: the tour ended early.")
    assert "Traceback" not in ended.stderr
