"""Writing a file whole, and a failing disk in words."""

import errno
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.errors import AppError, StorageFull, StoreDamaged
from app.domain.pages import BlobRef
from app.store.durable import disk_errors_in_words, write_file
from app.store.vault import Vault


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 256 KiB; only root on Linux can make one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    try:
        made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk], capture_output=True)
    except FileNotFoundError:
        pytest.skip("there is no mount here")
    if made.returncode:
        pytest.skip("this user may not mount")
    yield disk
    subprocess.run(["umount", disk], check=True)


def fill(vault: Vault, kept: list[BlobRef]) -> None:
    for number in range(100):
        kept.append(vault.put(bytes([number]) * 20_000))


def in_words(error: OSError) -> AppError:
    with pytest.raises(AppError) as raised, disk_errors_in_words():
        raise error
    return raised.value


def test_a_file_replaces_the_one_before(tmp_path: Path) -> None:
    write_file(tmp_path / "file", [b"first"])
    write_file(tmp_path / "file", [b"sec", b"ond"])
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("file", b"second")]


def test_a_write_that_breaks_off_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    def parts() -> Iterator[bytes]:
        yield b"half"
        raise RuntimeError("the plug was pulled")

    write_file(tmp_path / "file", [b"first"])
    with pytest.raises(RuntimeError):
        write_file(tmp_path / "file", parts())
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("file", b"first")]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_called_so(number: int) -> None:
    assert isinstance(in_words(OSError(number, "no room")), StorageFull)


def test_any_other_failure_of_the_disk_is_damage() -> None:
    assert isinstance(in_words(PermissionError(errno.EACCES, "no")), StoreDamaged)


def test_the_words_do_not_carry_the_path() -> None:
    problem = in_words(PermissionError(errno.EACCES, "Permission denied", "/home/alvarez/x")).problem
    assert "alvarez" not in f"{problem.sentence} {problem.detail}"


@pytest.mark.skipif(sys.platform != "linux", reason="needs a disk of its own")
def test_a_full_disk_keeps_what_was_acknowledged(tiny_disk: Path, key: bytes) -> None:
    vault = Vault(tiny_disk / "pages", key)
    kept: list[BlobRef] = []
    with pytest.raises(StorageFull):
        fill(vault, kept)
    assert [vault.get(ref)[:1] for ref in kept] == [bytes([number]) for number in range(len(kept))]
