"""The environment of its own that CounterScan runs in: exactly the locked packages, made once, then found ready.

A stamp, written last, says what the environment holds; one without a fitting stamp was left half made, or belongs to an
older lock or to a Python that is gone, and is made again. Processes that start at once wait for the one that makes it.
"""

import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

STAMP_NAME = "counterscan-stamp"
GATE_NAME = "counterscan-gate"
LONGEST_WAIT_S = 900.0  # for another process that makes the environment; a slow line needs minutes
BETWEEN_KNOCKS_S = 0.2


class SetUpError(Exception):
    """The environment cannot be made; the text is written for the person at the keyboard."""


def python_of(folder: Path) -> Path:
    """The environment's own interpreter."""
    return program_of(folder, "python")


def program_of(folder: Path, name: str) -> Path:
    """A program that a package put into the environment."""
    return folder / "Scripts" / f"{name}.exe" if sys.platform == "win32" else folder / "bin" / name


def is_ready(folder: Path, lock: Path) -> bool:
    """Whether the environment holds what the lock says and its Python still exists."""
    try:
        stamp = (folder / STAMP_NAME).read_text(encoding="utf-8")
    except OSError:
        return False
    return python_of(folder).exists() and stamp == stamp_for(folder, lock)


def make_ready(folder: Path, lock: Path) -> None:
    """Make the environment from the lock, unless another process has just done it.

    Raises `SetUpError` where the folder is somebody else's, or packages cannot be fetched or do not match their hashes.
    """
    with alone_in(folder):
        if is_ready(folder, lock):
            return
        print(f"counterscan: setting up {folder} (once; about 150 MB to fetch)", file=sys.stderr, flush=True)
        try:
            _fill(folder, lock)
        except OSError as problem:
            raise SetUpError(f"the environment cannot be written: {problem}") from problem


def _fill(folder: Path, lock: Path) -> None:
    outer = _outer_python(folder)
    _empty(folder)
    _run([outer, "-m", "venv", str(folder)], "Python could not make an environment of its own")
    options = ["--disable-pip-version-check", "--no-input", "--quiet", "--require-hashes", "--only-binary=:all:"]
    _run(
        [str(python_of(folder)), "-m", "pip", "install", *options, "--requirement", str(lock)],
        "the locked packages could not be installed; is there a line to the package index that pip is set to?",
    )
    (folder / STAMP_NAME).write_text(stamp_for(folder, lock), encoding="utf-8")


def _outer_python(folder: Path) -> str:
    """The Python to make the environment with: never its own, which is about to be swept away."""
    is_inside = Path(sys.prefix).resolve() == folder.resolve()
    return str(getattr(sys, "_base_executable", sys.executable)) if is_inside else sys.executable  # as venv itself does


@contextlib.contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Hold the gate of the folder, which is made; the system opens it when this process ends in whatever way.

    Raises `SetUpError` where the folder is somebody else's, cannot be made, or is held for too long.
    """
    try:
        _refuse_foreign_folder(folder)
        folder.mkdir(parents=True, exist_ok=True)
        gate = (folder / GATE_NAME).open("a")
    except OSError as problem:
        raise SetUpError(f"the environment cannot be written: {problem}") from problem
    with gate:
        _wait_for(gate.fileno(), folder)
        yield


def _wait_for(gate: int, folder: Path) -> None:
    deadline_s = time.monotonic() + LONGEST_WAIT_S
    has_told = False
    while not _took(gate):
        if not has_told:
            print(f"counterscan: another process is setting up {folder}; waiting", file=sys.stderr, flush=True)
            has_told = True
        if time.monotonic() > deadline_s:
            raise SetUpError(f"another process has been setting up {folder} for {LONGEST_WAIT_S / 60:.0f} minutes")
        time.sleep(BETWEEN_KNOCKS_S)  # no system call waits for a lock with a deadline on both systems


def stamp_for(folder: Path, lock: Path) -> str:
    """What the stamp of an environment made from the lock says."""
    # The resolved interpreter is named so that a system upgraded to another Python gets another environment.
    return f"{hashlib.sha256(lock.read_bytes()).hexdigest()}\n{python_of(folder).resolve()}\n"


def _refuse_foreign_folder(folder: Path) -> None:
    if folder.is_dir() and any(folder.iterdir()):
        is_ours = (folder / "pyvenv.cfg").is_file() or (folder / GATE_NAME).is_file()
        if not is_ours:
            raise SetUpError(f"{folder} holds something else; name an empty folder in COUNTERSCAN_VENV")


def _empty(folder: Path) -> None:
    for entry in folder.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        elif entry.name != GATE_NAME:
            entry.unlink()


def _run(command: list[str], complaint: str) -> None:
    try:
        finished = subprocess.run(command, stdout=sys.stderr, check=False)
    except OSError as problem:
        raise SetUpError(f"{complaint} ({problem})") from problem
    if finished.returncode != 0:
        raise SetUpError(f"{complaint} (the reason is above)")


if sys.platform == "win32":
    import msvcrt

    def _took(descriptor: int) -> bool:
        os.lseek(descriptor, 0, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _took(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
