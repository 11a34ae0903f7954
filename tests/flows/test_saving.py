"""Images written for a person: whole under their name or not there, and never over another file."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.domain.errors import StorageFull
from app.flows.saving import try_folder, write_image
from tests.endurance.computer import CHECKOUT

WRITER = """
import sys
from pathlib import Path
from app.flows.saving import try_folder, write_image
for number in range(100_000):
    write_image(Path(sys.argv[1]), f"{number}.jpg", bytes(2_000_000))
    print(number, flush=True)
"""


def test_a_name_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    names = [write_image(tmp_path, "scan.jpg", content).name for content in (b"one", b"two", b"three")]
    assert names == ["scan.jpg", "scan (2).jpg", "scan (3).jpg"]
    assert [(tmp_path / name).read_bytes() for name in names] == [b"one", b"two", b"three"]
    assert len(list(tmp_path.iterdir())) == 3, "nothing unfinished is left"


def test_where_there_are_no_hard_links_it_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(target: Path, source: Path) -> None:
        if target.exists():
            raise FileExistsError
        raise PermissionError("this disk has none")

    monkeypatch.setattr(Path, "hardlink_to", refused)
    names = [write_image(tmp_path, "scan.jpg", content).name for content in (b"one", b"two")]
    assert names == ["scan.jpg", "scan (2).jpg"]
    assert len(list(tmp_path.iterdir())) == 2


def test_a_folder_that_is_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"a file")
    with pytest.raises(StorageFull, match="could not be saved"):
        write_image(tmp_path / "out", "scan.jpg", b"one")


def test_a_program_that_is_killed_leaves_no_half_under_a_name(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path)], cwd=CHECKOUT, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        told = [writer.stdout.readline() for _ in range(5)]
        writer.kill()
    sizes = [file.stat().st_size for file in tmp_path.glob("*.jpg")]
    assert len(sizes) >= len(told)
    assert set(sizes) == {2_000_000}


def test_a_folder_is_tried_before_anything_is_written_for_it(tmp_path: Path) -> None:
    (taken := tmp_path / "a file").write_bytes(b"")
    with pytest.raises(StorageFull, match="folder"):
        try_folder(taken)
    try_folder(tmp_path / "new" / "one")
    assert list((tmp_path / "new" / "one").iterdir()) == []
