"""Moving what was taken: never over another file, never what is no longer the same, never through a link."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from app.domain.errors import AppError, FolderGone
from app.domain.hot_folder import SeenFile
from app.scanning.folder.moving import _copy_over, delete, is_as_moved, move_away
from app.scanning.folder.sweep import sweep


def only(folder: Path) -> SeenFile:
    (seen,) = sweep(folder)
    return seen


def lay(folder: Path, content: bytes, name: str = "card.jpg") -> SeenFile:
    (folder / name).write_bytes(content)
    return only(folder)


def test_a_file_is_moved_into_a_folder_that_is_made(tmp_path: Path) -> None:
    assert move_away(tmp_path, lay(tmp_path, b"page"), "done") == "card.jpg"
    assert (tmp_path / "done" / "card.jpg").read_bytes() == b"page"
    assert sweep(tmp_path) == ()


def test_files_of_one_name_are_numbered(tmp_path: Path) -> None:
    names = [move_away(tmp_path, lay(tmp_path, bytes([65 + number])), "done") for number in range(3)]
    assert names == ["card.jpg", "card 2.jpg", "card 3.jpg"]
    assert [(tmp_path / "done" / str(name)).read_bytes() for name in names] == [b"A", b"B", b"C"]


def test_what_changed_in_the_meantime_stays(tmp_path: Path) -> None:
    seen = lay(tmp_path, b"page")
    (tmp_path / "card.jpg").write_bytes(b"another page")
    assert move_away(tmp_path, seen, "done") is None
    assert not delete(tmp_path, seen)
    assert (tmp_path / "card.jpg").read_bytes() == b"another page"


def test_what_is_to_be_deleted_is_gone(tmp_path: Path) -> None:
    assert delete(tmp_path, lay(tmp_path, b"page"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_pages_are_not_led_elsewhere_by_a_link(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "in", tmp_path / "elsewhere"
    folder.mkdir()
    elsewhere.mkdir()
    seen = lay(folder, b"page")
    (folder / "done").symlink_to(elsewhere)
    with pytest.raises(AppError, match="can't be moved"):
        move_away(folder, seen, "done")
    assert list(elsewhere.iterdir()) == []
    assert (folder / "card.jpg").exists()


def test_a_folder_that_went_meanwhile_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    seen = lay(folder, b"page")
    (folder / "done").write_bytes(b"")  # no folder can be made there
    with pytest.raises(AppError, match="can't be moved"):
        move_away(folder, seen, "done")
    folder.rename(tmp_path / "away")
    assert move_away(folder, seen, "done") is None
    with pytest.raises(FolderGone):
        sweep(folder)


@pytest.mark.skipif(not Path("/dev/shm").is_dir(), reason="needs a second file system")
def test_between_two_disks_it_is_copied_flushed_and_then_taken_away(tmp_path: Path) -> None:
    with TemporaryDirectory(dir="/dev/shm") as other:
        source = tmp_path / "card.jpg"
        source.write_bytes(b"page")
        _copy_over(source, Path(other) / "card.jpg")
        assert (Path(other) / "card.jpg").read_bytes() == b"page"
        assert [path.name for path in Path(other).iterdir()] == ["card.jpg"]


def test_a_writer_that_goes_on_where_the_file_lies_now_is_noticed(tmp_path: Path) -> None:
    seen = lay(tmp_path, b"page one")
    with (tmp_path / "card.jpg").open("ab") as writer:
        name = move_away(tmp_path, seen, "done")
        assert name is not None
        assert is_as_moved(tmp_path, "done", name, seen)
        writer.write(b" and two")
    assert not is_as_moved(tmp_path, "done", name, seen)
    (tmp_path / "done" / name).unlink()
    assert is_as_moved(tmp_path, "done", name, seen)
