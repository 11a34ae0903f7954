"""Sweeping and reading: what lies in the folder and nothing else, as it was seen, and only while nobody writes it."""

import os
import sys
import threading
from pathlib import Path

import pytest

from app.domain.errors import FolderGone, UnreadableFile
from app.domain.hot_folder import SeenFile
from app.scanning.folder.hints import Hints
from app.scanning.folder.reading import MAX_FILE_BYTES, read_still
from app.scanning.folder.shares import is_on_share
from app.scanning.folder.sweep import sweep

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux grants leases")


def only(folder: Path) -> SeenFile:
    (seen,) = sweep(folder)
    return seen


def test_a_sweep_sees_plain_files_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "b.jpg").write_bytes(b"12")
    (tmp_path / "a.jpg").write_bytes(b"1")
    (tmp_path / "empty.jpg").touch()
    (tmp_path / ".hidden.jpg").write_bytes(b"1")
    (tmp_path / "c.jpg.part").write_bytes(b"1")
    (tmp_path / "done").mkdir()
    (tmp_path / "done" / "old.jpg").write_bytes(b"1")
    assert [(seen.name, seen.size_bytes) for seen in sweep(tmp_path)] == [("a.jpg", 1), ("b.jpg", 2)]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_links_and_pipes_are_never_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.jpg"
    outside.write_bytes(b"a patient's page")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "link.jpg").symlink_to(outside)
    os.mkfifo(folder / "pipe.jpg")
    assert sweep(folder) == ()


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_link_that_takes_the_place_of_a_file_is_not_read(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_bytes(b"elsewhere")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.jpg").write_bytes(b"elsewhere")
    seen = only(folder)
    (folder / "a.jpg").unlink()
    (folder / "a.jpg").symlink_to(outside)
    with pytest.raises(UnreadableFile):
        read_still(folder, seen)


def test_a_folder_that_is_gone_says_so(tmp_path: Path) -> None:
    with pytest.raises(FolderGone, match="can't be reached"):
        sweep(tmp_path / "share")


def test_a_file_is_read_as_it_was_seen(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"whole")
    still = read_still(tmp_path, only(tmp_path))
    assert still is not None
    assert (still.content, still.modified.tzinfo is not None) == (b"whole", True)


def test_a_file_that_changed_since_the_sweep_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"half")
    seen = only(tmp_path)
    (tmp_path / "a.jpg").write_bytes(b"half and more")
    assert read_still(tmp_path, seen) is None


def test_another_file_under_the_same_name_is_not_read_for_it(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"first")
    seen = only(tmp_path)
    (tmp_path / "b.jpg").write_bytes(b"other")
    os.utime(tmp_path / "b.jpg", ns=(seen.modified_ns, seen.modified_ns))
    (tmp_path / "b.jpg").replace(tmp_path / "a.jpg")
    assert read_still(tmp_path, seen) is None


def test_on_a_share_a_file_is_known_by_its_size_and_time_alone(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"first")
    (seen,) = sweep(tmp_path, on_share=True)
    assert seen.identity == 0
    assert read_still(tmp_path, seen) is not None
    (tmp_path / "a.jpg").write_bytes(b"first and more")
    assert read_still(tmp_path, seen) is None


def test_a_file_that_went_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"1")
    seen = only(tmp_path)
    (tmp_path / "a.jpg").unlink()
    assert read_still(tmp_path, seen) is None


def test_a_file_over_the_bound_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "a.tif").open("wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)
    with pytest.raises(UnreadableFile, match="larger than 300 MB"):
        read_still(tmp_path, only(tmp_path))


@on_linux
def test_a_file_that_somebody_has_open_for_writing_is_left(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    with path.open("wb") as file:
        file.write(b"whole, as it seems")
        file.flush()
        assert read_still(tmp_path, only(tmp_path)) is None
    assert read_still(tmp_path, only(tmp_path)) is not None


@on_linux
def test_somebody_who_begins_to_write_while_we_ask_ends_nobody(tmp_path: Path) -> None:
    """The kernel tells whoever holds a lease by a signal, which ends a program that does not expect it."""
    path = tmp_path / "a.jpg"
    path.write_bytes(b"x")
    opened = threading.Event()

    def write_again_and_again() -> None:
        for _ in range(3000):
            os.close(os.open(path, os.O_WRONLY))
        opened.set()

    writer = threading.Thread(target=write_again_and_again)
    writer.start()
    while not opened.is_set():
        read_still(tmp_path, only(tmp_path))
    writer.join()
    assert read_still(tmp_path, only(tmp_path)) is not None


def test_a_hint_comes_for_a_new_file(tmp_path: Path) -> None:
    hinted = threading.Event()
    hints = Hints(tmp_path, hinted.set)
    try:
        for number in range(200):  # until the system listens
            (tmp_path / f"{number}.jpg").write_bytes(b"1")
            if hinted.wait(0.1):
                break
        assert hinted.is_set()
    finally:
        hints.close()


def test_hints_for_a_folder_that_is_not_there_stay_away_quietly(tmp_path: Path) -> None:
    Hints(tmp_path / "gone", lambda: None).close()


def test_the_disk_of_this_computer_is_no_share(tmp_path: Path) -> None:
    assert not is_on_share(tmp_path)
