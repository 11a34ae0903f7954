"""A made-up computer with the real program on it, and what can be said about it once the program has ended."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter as Tally
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any  # Any: what Popen takes

from PIL import Image, ImageDraw

from app.domain.parcels import OutboxEntry, Stage
from app.practice.server import PRACTICE_KEY, PracticeStore
from app.store.counter_store import VAULT_NAME, open_store
from app.system.key_files import make_vault_key_file

CHECKOUT = Path(__file__).resolve().parents[2]
PATIENT = "pat_12345"
LONGEST_RUN_S = 120.0
NAIVE_PROGRAM = "tests.endurance.naive_client"
PASSED_ON = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "LD_LIBRARY_PATH", "VIRTUAL_ENV")


@dataclass(frozen=True, slots=True)
class Computer:
    """One computer: `folder` holds its home (unless that lies on a disk of its own), its key, what it was told."""

    folder: Path
    store_url: str
    settle_s: float = 1.0
    home: Path = field(default=Path())
    more: Mapping[str, str] = field(default_factory=dict)
    program: str = "tests.endurance.told_program"

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        if self.home == Path():
            object.__setattr__(self, "home", self.folder / "home")
        if not self.key_file.exists():
            make_vault_key_file(self.key_file)

    @property
    def key_file(self) -> Path:
        """The outbox's key; it does not lie on the disk that loses things."""
        return self.folder / "vault.key"

    @property
    def told_file(self) -> Path:
        """What a person at this computer was told, line by line."""
        return self.folder / "told"

    @property
    def environ(self) -> dict[str, str]:
        """The environment of its programs."""
        kept = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        return {
            **kept,
            "LC_ALL": "C.UTF-8",
            "PYTHONDONTWRITEBYTECODE": "1",
            "COUNTERSCAN_HOME": str(self.home),
            "COUNTERSCAN_VAULT_KEY_FILE": str(self.key_file),
            "COUNTERSCAN_URL": self.store_url,
            "COUNTERSCAN_API_KEY": PRACTICE_KEY,
            "COUNTERSCAN_SETTLE_S": str(self.settle_s),
            "COUNTERSCAN_LOOKS_FOR_SCANNERS": "no",
            **self.more,
        }

    def start(
        self, *words: str, stopped: bool = False, impatient: bool = False, **more: Any
    ) -> "subprocess.Popen[str]":
        """Start the program; where `stopped`, return once it has stopped itself before its first step."""
        when = ("impatient" if impatient else "when-continued") if stopped else "now"
        command = [sys.executable, "-m", self.program, str(self.told_file), when, *words]
        settings = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more}
        program = subprocess.Popen(command, env=self.environ, cwd=CHECKOUT, text=True, encoding="utf-8", **settings)
        if stopped:
            try:
                wait_until_stopped(program.pid)
            except (ProcessLookupError, TimeoutError) as failure:
                failure.add_note(str(program.communicate()[1]))
                raise
        return program

    def run(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """Run the program to its end."""
        with self.start(*words) as program:
            try:
                out, err = program.communicate(timeout=LONGEST_RUN_S)
            except BaseException:
                program.kill()
                raise
        return subprocess.CompletedProcess(words, program.returncode, out, err)

    def told(self, word: str) -> tuple[str, ...]:
        """The names of the pages of which this was said: safe, arrived or twice."""
        if not self.told_file.exists():
            return ()
        lines = self.told_file.read_text(encoding="utf-8").splitlines()
        return tuple(line.partition(" ")[2] for line in lines if line.partition(" ")[0] == word)

    def entries(self) -> tuple[OutboxEntry, ...]:
        """What its outbox holds; only while no program runs on it."""
        if self.program == NAIVE_PROGRAM:
            return ()
        store = open_store(self.home / "store", self.key_file.read_bytes(), reserve_bytes=0)
        try:
            return store.outbox.entries()
        finally:
            store.close()

    def orphans(self) -> tuple[str, ...]:
        """Files in the vault that no entry of the outbox needs; only while no program runs on it."""
        if self.program == NAIVE_PROGRAM:
            return ()
        store = open_store(self.home / "store", self.key_file.read_bytes(), reserve_bytes=0)
        try:
            needed = {store.vault._path(blob).name for blob in store.outbox.blobs()} | {"key_check"}
        finally:
            store.close()
        return tuple(file.name for file in (self.home / "store" / VAULT_NAME).iterdir() if file.name not in needed)


@dataclass(frozen=True, slots=True)
class Findings:
    """What became of the pages: `lost` were called safe and did not come to DRX."""

    lost: tuple[str, ...] = ()
    doubled: tuple[str, ...] = ()
    falsely_arrived: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    orphans: tuple[str, ...] = ()
    complaint: str = ""

    @property
    def is_kept(self) -> bool:
        """Was the promise kept?"""
        return self == Findings()


def findings(computer: Computer, store: PracticeStore, *, complaint: str = "") -> Findings:
    """Compare what was told, what DRX has and what this computer has, after the restart that should have drained it."""
    return compared(
        safe=computer.told("safe"),
        arrived=computer.told("arrived"),
        stored=[image.name for image in store.uploaded_images()],
        entries=computer.entries(),
        orphans=computer.orphans(),
        complaint=complaint,
    )


def compared(
    safe: Iterable[str],
    arrived: Iterable[str],
    stored: Sequence[str],
    entries: Iterable[OutboxEntry],
    orphans: tuple[str, ...],
    complaint: str = "",
) -> Findings:
    """The findings, from names alone."""
    undelivered = {entry.name for entry in entries if entry.stage is not Stage.DELIVERED}
    return Findings(
        lost=tuple(sorted(set(safe) - set(stored))),
        doubled=tuple(name for name, count in Tally(stored).items() if count > 1),
        falsely_arrived=tuple(sorted(set(arrived) - set(stored))),
        waiting=tuple(sorted(undelivered)),
        orphans=orphans,
        complaint=complaint,
    )


def wait_until_stopped(pid: int, longest_s: float = 60.0) -> None:
    """Return once a process has stopped itself; raises TimeoutError, ProcessLookupError."""
    deadline_s = time.monotonic() + longest_s
    while state_of(pid) not in "Tt":
        if time.monotonic() > deadline_s:
            os.kill(pid, signal.SIGKILL)
            raise TimeoutError(f"{pid} did not stop itself")
        if state_of(pid) == "Z":
            raise ProcessLookupError(f"{pid} ended before it stopped itself")
        time.sleep(0.01)


def state_of(pid: int) -> str:
    """The letter of its state in /proc: T stopped, t stopped by a tracer, Z ended."""
    return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]


def three_pages(folder: Path) -> tuple[str, ...]:
    """Three files with a page each."""
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"page {number}.jpg" for number in (1, 2, 3)]
    for number, file in enumerate(files):
        page = Image.new("RGB", (640, 480), "white")
        ImageDraw.Draw(page).rectangle((20, 20, 200 + 40 * number, 300), fill="navy")
        page.save(file, "JPEG")
    return tuple(map(str, files))
