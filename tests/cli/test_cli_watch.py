"""`counterscan watch`: what the store got, what lies where, what is said, and with which status it ends."""

import io
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from app.practice.server import PracticeStore
from tests.cli.pictures import jpeg, pages, torn, truncated
from tests.cli.program import Ended, Machine
from tests.flows.test_page_labels import ALVAREZ, CHEN, labelled

Output = pytest.CaptureFixture[str]
SEPARATOR = "PATCHT"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that a scanner writes into."""
    made = tmp_path / "scans"
    made.mkdir()
    return made


def once(machine: Machine, capsys: Output, folder: Path, *words: str) -> Ended:
    return machine.command(capsys, "watch", folder, *words, "--once", "--json")


def states(ended: Ended) -> dict[str, str]:
    return {Path(file["file"]).name: file["state"] for file in ended.document["files"]}


def names(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def sheets(path: Path, *pages: bytes) -> Path:
    """A TIFF of these pages."""
    first, *others = [Image.open(io.BytesIO(page)) for page in pages]
    first.save(path, "TIFF", save_all=True, append_images=others, compression="tiff_deflate", dpi=(100, 100))
    return path


def test_what_is_complete_is_sent_and_moved_and_the_rest_is_left_and_named(
    machine: Machine, store: PracticeStore, folder: Path, capsys: Output
) -> None:
    jpeg(folder / "card.jpg")
    pages(folder / "fax.tif")
    (folder / "copy of card.jpg").write_bytes((folder / "card.jpg").read_bytes())
    truncated(folder / "half.jpg")
    torn(folder / "torn.jpg")
    (folder / "notes.txt").write_text("for the night shift")
    ended = once(machine, capsys, folder, "--patient", "pat_12345")
    assert states(ended) == {
        "card.jpg": "taken",
        "copy of card.jpg": "already_taken",
        "fax.tif": "taken",
        "half.jpg": "incomplete",
        "torn.jpg": "unreadable",
        "notes.txt": "unreadable",
    }
    assert ended.status == 1
    assert ended.states == ["delivered"] * 4
    assert {image.links["patient_id"] for image in store.uploaded_images()} == {"pat_12345"}
    assert names(folder) == [
        "done/card.jpg", "done/copy of card.jpg", "done/fax.tif", "half.jpg", "notes.txt", "torn.jpg",
    ]  # fmt: skip
    assert [line.partition(": ")[2].partition(":")[0] for line in ended.err.splitlines()] == [
        str(folder / "half.jpg"), str(folder / "notes.txt"), str(folder / "torn.jpg"),
    ]  # fmt: skip
    assert [page["page"] for page in ended.pages] == [1, 1, 2, 3]


def test_what_is_left_lying_is_sent_once(machine: Machine, store: PracticeStore, folder: Path, capsys: Output) -> None:
    jpeg(folder / "card.jpg")
    first = once(machine, capsys, folder, "--patient", "pat_12345", "--after", "leave")
    again = once(machine, capsys, folder, "--patient", "pat_12345", "--after", "leave")
    assert (first.status, states(first)) == (0, {"card.jpg": "taken"})
    assert (again.status, states(again)) == (0, {"card.jpg": "already_taken"})
    other = once(machine, capsys, folder, "--patient", "pat_20881", "--after", "delete")
    assert states(other) == {"card.jpg": "taken"}
    assert [image.links["patient_id"] for image in store.uploaded_images()] == ["pat_12345", "pat_20881"]
    assert names(folder) == []


def test_an_empty_folder_is_done_at_once(machine: Machine, folder: Path, capsys: Output) -> None:
    ended = once(machine, capsys, folder, "--patient", "pat_12345")
    assert (ended.status, ended.document) == (0, {"files": [], "pages": []})


def test_a_folder_that_is_not_there_is_said(machine: Machine, tmp_path: Path, capsys: Output) -> None:
    ended = once(machine, capsys, tmp_path / "nowhere", "--patient", "pat_12345")
    assert ended.status == 1
    assert ended.document["files"] == []
    assert "not there" in ended.err


def test_while_the_store_is_away_pages_are_safe_and_the_file_is_moved(
    machine: Machine, store: PracticeStore, folder: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.cli.waiting.PATIENCE_S", 0.5)
    store.offline = True
    jpeg(folder / "card.jpg")
    ended = once(machine, capsys, folder, "--patient", "pat_12345")
    assert (ended.status, ended.states, names(folder)) == (3, ["waiting"], ["done/card.jpg"])
    store.offline = False
    assert machine.command(capsys, "outbox", "send").status == 0
    assert len(store.uploaded_images()) == 1


def test_by_barcode_each_page_goes_where_its_label_says(
    machine: Machine, store: PracticeStore, folder: Path, capsys: Output
) -> None:
    sheets(folder / "batch.tif", labelled(ALVAREZ), labelled(CHEN))
    (folder / "single.png").write_bytes(labelled(CHEN))
    ended = once(machine, capsys, folder, "--by-barcode")
    assert (ended.status, states(ended)) == (0, {"batch.tif": "taken", "single.png": "taken"})
    sent = [(image.links["patient_id"], image.name.split()[0]) for image in store.uploaded_images()]
    assert sorted(sent) == [("pat_12345", "rx_67890"), ("pat_20881", "rx_70544"), ("pat_20881", "rx_70544")]
    assert names(folder) == ["done/batch.tif", "done/single.png"]


@pytest.mark.parametrize("nobodys", [labelled(), labelled("z999999:z9z")], ids=["no label", "an unknown label"])
def test_a_file_with_a_page_of_nobody_goes_to_a_person_whole(
    machine: Machine, store: PracticeStore, folder: Path, capsys: Output, nobodys: bytes
) -> None:
    sheets(folder / "batch.tif", labelled(ALVAREZ), nobodys)
    before = (folder / "batch.tif").read_bytes()
    ended = once(machine, capsys, folder, "--by-barcode")
    assert (ended.status, states(ended), ended.pages) == (1, {"batch.tif": "unsorted"}, [])
    assert "batch.tif" in ended.err
    assert store.uploaded_images() == ()
    assert names(folder) == ["needs you/batch.tif"]
    assert (folder / "needs you" / "batch.tif").read_bytes() == before


def test_an_unlabelled_page_follows_only_where_that_was_asked_for(
    machine: Machine, store: PracticeStore, folder: Path, capsys: Output
) -> None:
    sheets(folder / "batch.tif", labelled(ALVAREZ), labelled())
    ended = once(machine, capsys, folder, "--by-barcode", "--follow")
    assert (ended.status, states(ended)) == (0, {"batch.tif": "taken"})
    assert [image.links["patient_id"] for image in store.uploaded_images()] == ["pat_12345", "pat_12345"]


def test_a_separator_sheet_begins_a_stack_and_is_left_out(
    machine: Machine, store: PracticeStore, folder: Path, capsys: Output
) -> None:
    sheets(folder / "batch.tif", labelled(SEPARATOR, CHEN), labelled(), labelled())
    ended = once(machine, capsys, folder, "--by-barcode")
    (file,) = ended.document["files"]
    assert (ended.status, file["state"], file["pages"], file["separators"]) == (0, "taken", 3, 1)
    assert [page["page"] for page in ended.pages] == [2, 3]
    assert [image.links["patient_id"] for image in store.uploaded_images()] == ["pat_20881", "pat_20881"]


def test_a_store_that_can_not_be_asked_leaves_the_file_for_later(
    machine: Machine, store: PracticeStore, folder: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.cli.waiting.PATIENCE_S", 0.5)
    (folder / "single.png").write_bytes(labelled(CHEN))
    store.offline = True
    ended = once(machine, capsys, folder, "--by-barcode")
    assert (ended.status, states(ended), names(folder)) == (1, {"single.png": "incomplete"}, ["single.png"])
    store.offline = False
    assert once(machine, capsys, folder, "--by-barcode").status == 0
    assert len(store.uploaded_images()) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="ends the program with a signal")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_in_the_foreground_it_goes_on_until_it_is_ended(
    machine: Machine, store: PracticeStore, folder: Path, number: signal.Signals
) -> None:
    with machine.start("watch", folder, "--patient", "pat_12345") as program:
        assert program.stdout is not None
        for name in ("first.jpg", "second.jpg"):
            jpeg(folder / name, width=640 + len(name))
            taken, delivered = (program.stdout.readline() for _ in range(2))
            assert taken.split() == ["taken", str(folder / name), "1", "page"]
            assert delivered.split()[:2] == ["delivered", str(folder / name)]
        program.send_signal(number)
        out, err = program.communicate(timeout=30)
    assert (program.returncode, out, err) == (0, "", "")
    assert len(store.uploaded_images()) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="kills the program with a signal")
def test_killed_after_it_was_taken_the_next_run_only_moves(
    machine: Machine, store: PracticeStore, folder: Path, capsys: Output
) -> None:
    jpeg(folder / "card.jpg")
    (folder / "done").write_bytes(b"")  # no folder can be made there: it is taken, but can't be moved
    with machine.start("watch", folder, "--patient", "pat_12345", stderr=subprocess.DEVNULL) as program:
        assert program.stdout is not None
        assert program.stdout.readline().startswith("taken")
        assert store.wait_for_uploads(1)
        program.kill()
        program.communicate()
    (folder / "done").unlink()
    ended = once(machine, capsys, folder, "--patient", "pat_12345")
    assert (states(ended), names(folder)) == ({"card.jpg": "already_taken"}, ["done/card.jpg"])
    assert machine.command(capsys, "outbox", "send").status == 0
    assert len(store.uploaded_images()) == 1


@pytest.mark.parametrize(
    "words", [[], ["--patient", "p", "--by-barcode"], ["--patient", "p", "--follow"], ["--by-barcode", "--after", "x"]]
)
def test_wrong_use_is_said(machine: Machine, folder: Path, words: list[str]) -> None:
    ended = machine.program("watch", folder, *words)
    assert ended.status == 2


def test_a_file_that_cannot_be_moved_is_named_once(
    machine: Machine, store: PracticeStore, folder: Path, capsys: Output
) -> None:
    jpeg(folder / "card.jpg")
    (folder / "done").write_bytes(b"")
    ended = once(machine, capsys, folder, "--patient", "pat_12345")
    assert (ended.status, ended.states, names(folder)) == (1, ["delivered"], ["card.jpg", "done"])
    assert ended.err.count("can't be moved away") == 1
