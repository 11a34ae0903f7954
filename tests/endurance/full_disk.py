"""Full disks: a home on a tmpfs of many sizes, filled before or after the pages were taken in.

    python -m tests.endurance.full_disk [--without-reserve]

Three ways to run out of room: a disk that is too small from the start; one that somebody else fills until so many bytes
are left, and then pages are uploaded; and one that is filled after pages were queued while DRX was out of reach. What
was called safe must be on the disk and must leave it through `counterscan outbox send` while the disk is still full.
`--without-reserve` lets the filler take the reserve as well, and must fail. It needs the right to mount.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from app.domain.errors import AppError
from app.practice.server import PracticeStore
from app.store.reserve import RESERVE_NAME
from tests.endurance.computer import PATIENT, Computer, Findings, compared, three_pages
from tests.endurance.tally import result_of

KILO, MEGA = 1_000, 1_000_000
SIZES_BYTES = (
    *(100 * KILO, 200 * KILO, 400 * KILO, 800 * KILO, 2 * MEGA, 8 * MEGA, 20 * MEGA, 31 * MEGA, 33 * MEGA),
    *(40 * MEGA, 50 * MEGA, 60 * MEGA, 64 * MEGA, 65 * MEGA, 66 * MEGA, 70 * MEGA, 80 * MEGA, 100 * MEGA),
)
ROOMY_BYTES = 80 * MEGA
LEFT_BYTES = (0, 4 * KILO, 12 * KILO, 40 * KILO, 100 * KILO, 200 * KILO, 400 * KILO, MEGA, 4 * MEGA)
FILLER = "somebody else's"
BLOCK_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Full:
    """One disk: how the upload and the sending ended, and what was found while it was still full."""

    upload_status: int
    send_status: int
    safe_count: int
    found: Findings

    @property
    def is_kept(self) -> bool:
        """Did all that was called safe leave, once? Whether anything was taken in at all does not matter."""
        return not (self.found.lost or self.found.doubled or self.found.falsely_arrived or self.found.waiting)


@contextmanager
def tiny_disk(folder: Path, size_bytes: int) -> Iterator[Path]:
    """A tmpfs of this size, mounted on the folder."""
    folder.mkdir(parents=True)
    options = f"size={size_bytes},mode=0700,uid={os.getuid()}"
    subprocess.run([*_right(), "mount", "-t", "tmpfs", "-o", options, "counterscan-test", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run([*_right(), "umount", "--lazy", str(folder)], check=True)


def can_mount_tmpfs() -> bool:
    """May this user mount, by itself or through a sudo that asks nothing?"""
    if not sys.platform.startswith("linux"):
        return False
    if os.geteuid() != 0:
        return subprocess.run(["sh", "-c", "sudo -n true"], capture_output=True, check=False).returncode == 0
    with tempfile.TemporaryDirectory() as folder:
        tried = subprocess.run(["mount", "-t", "tmpfs", "none", folder], capture_output=True, check=False)
        if tried.returncode == 0:
            subprocess.run(["umount", folder], check=True)
        return tried.returncode == 0


def _right() -> list[str]:
    return [] if os.geteuid() == 0 else ["sudo", "-n"]


def fill(disk: Path, left_bytes: int, *, takes_reserve: bool = False) -> None:
    """Somebody else's file takes all but so many bytes."""
    reserve = disk / "home" / "store" / RESERVE_NAME
    if takes_reserve and reserve.exists():
        reserve.unlink()
    status = os.statvfs(disk)
    size_bytes = max(0, status.f_bavail * status.f_frsize - left_bytes // BLOCK_BYTES * BLOCK_BYTES)
    with (disk / FILLER).open("wb") as file:
        if size_bytes:
            os.posix_fallocate(file.fileno(), 0, size_bytes)


def too_small(size_bytes: int, folder: Path) -> Full:
    """Upload on a disk of this size, then send."""
    with PracticeStore(with_pictures=False) as store, tiny_disk(folder / "disk", size_bytes) as disk:
        return _ended(_computer(folder, disk, store), store, _upload)


def filled_before(left_bytes: int, folder: Path, *, takes_reserve: bool = False) -> Full:
    """The reserve is laid, somebody fills the disk, then pages are uploaded, then sent."""
    with PracticeStore(with_pictures=False) as store, tiny_disk(folder / "disk", ROOMY_BYTES) as disk:
        computer = _computer(folder, disk, store)
        computer.run("outbox", "list", "--json")
        fill(disk, left_bytes, takes_reserve=takes_reserve)
        return _ended(computer, store, _upload)


def filled_after(left_bytes: int, folder: Path, *, takes_reserve: bool = False) -> Full:
    """Pages are queued, somebody fills the disk, then they are to be sent."""
    with PracticeStore(with_pictures=False) as store, tiny_disk(folder / "disk", ROOMY_BYTES) as disk:

        def queue_and_fill(computer: Computer) -> int:
            status = _upload(computer, "--no-wait")
            fill(disk, left_bytes, takes_reserve=takes_reserve)
            return status

        return _ended(_computer(folder, disk, store), store, queue_and_fill)


def _ended(computer: Computer, store: PracticeStore, upload: Callable[[Computer], int]) -> Full:
    upload_status = upload(computer)
    send_status = computer.run("outbox", "send", "--json").returncode
    stored = [image.name for image in store.uploaded_images()]
    try:
        entries = computer.entries()
    except AppError:  # where nothing was ever taken in there is nothing to open
        entries = ()
    found = compared(computer.told("safe"), computer.told("arrived"), stored, entries, orphans=())
    return Full(upload_status, send_status, len(set(computer.told("safe"))), found)


def _computer(folder: Path, disk: Path, store: PracticeStore) -> Computer:
    return Computer(folder, store.url, home=disk / "home")


def _upload(computer: Computer, *more: str) -> int:
    pages = three_pages(computer.folder / "pages")
    return computer.run("upload", "--patient", PATIENT, *pages, *more, "--json").returncode


def main(words: Sequence[str]) -> int:
    """Run the proof and print its figures; 0 where it holds."""
    parser = argparse.ArgumentParser(prog="full_disk", description=__doc__)
    parser.add_argument("--without-reserve", action="store_true")
    takes = parser.parse_args(words).without_reserve
    seen_so_far: list[Full] = []
    with tempfile.TemporaryDirectory(prefix="full-disk-") as name:
        folder = Path(name)
        rows = [(f"a disk of {size // KILO} kB", partial(too_small, size)) for size in SIZES_BYTES]
        for when, run_out in (("before", filled_before), ("after", filled_after)):
            rows += [
                (f"filled {when} to {left // KILO} kB", partial(run_out, left, takes_reserve=takes))
                for left in LEFT_BYTES
            ]
        for number, (what, run) in enumerate(rows):
            seen = run(folder / str(number))
            seen_so_far.append(seen)
            print(
                f"{what:28} upload {seen.upload_status}, send {seen.send_status}, called safe {seen.safe_count},"
                f" {'all of them arrived once' if seen.is_kept else seen.found}",
                flush=True,
            )
    failed = sum(not seen.is_kept for seen in seen_so_far)
    print(replace(result_of(seen.found for seen in seen_so_far), broken=failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
