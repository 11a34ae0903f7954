"""The canary: a working day with a patient, a file and a picture that can be recognised, and a search for them after.

    python -m tests.endurance.canary [--plain]

The day at the real window (`window_day`): a search by name, a page dropped, turned, named and uploaded, its receipt and
its gallery, an image saved into a folder that a person chose (which is left out of the search), a file that is none,
mistakes of our own with the patient in their text, an upload while DRX is out of reach, a page left on the desk. Then a
second start that crashes with core files allowed, and the command line. While all that lasts, the arguments and the
environment of every process that the program started are read, with its temporary folder and the names in shared
memory; after it, every file below its home, the person's home and its XDG folders, the temporary and the working
folder, the log at its most talkative level, what the programs printed, the titles of windows, notifications, and the
report about a mistake. `--plain` lives the day at the window with encryption off, and must be found out.
"""

import argparse
import contextlib
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import psutil

from app.domain.parcels import Stage
from app.practice import lookup_api
from app.practice.catalogue import Catalogue, Patient, catalogue_on
from app.practice.server import PracticeStore
from tests.endurance.canary_signs import BIRTH_DATE, FILE_NAME, NAME, RECORD_ID, hits_below, hits_in, picture, signs
from tests.endurance.computer import CHECKOUT, Computer
from tests.endurance.tally import Result
from tests.endurance.window_day import CUT_THE_LINE

SHARED_MEMORY = Path("/dev/shm")
LOOK_EVERY_S = 0.02
LONGEST_DAY_S = 100.0
PATIENCE_S = 5.0


class Watchman:
    """Reads the arguments and the environment of every process below this one, and what lies where others may look."""

    def __init__(self, what: Mapping[str, tuple[bytes, ...]], temporary: Path) -> None:
        self._what, self._temporary = what, temporary
        self._typed = list[bytes]()
        self.found: dict[str, set[str]] = {}
        self._ends = threading.Event()
        self._before = {file.name for file in SHARED_MEMORY.iterdir()}
        self._thread = threading.Thread(target=self._watch)

    def excuse(self, words: Sequence[str]) -> None:
        """Say before it starts what a person types: what stands in such a command's own arguments is the person's."""
        self._typed.append(b"\0".join(word.encode() for word in ("", *words, "")))

    @contextlib.contextmanager
    def on_duty(self) -> Iterator[None]:
        """For as long as the day lasts."""
        self._thread.start()
        try:
            yield
        finally:
            self._ends.set()
            self._thread.join()
        for file in self._left_in_shared_memory():
            self.found[str(file)] = {"left in shared memory"}

    def _watch(self) -> None:
        while not self._ends.wait(LOOK_EVERY_S):
            with contextlib.suppress(OSError, psutil.Error):  # what goes away while it is looked at
                self._look()

    def _look(self) -> None:
        for process in psutil.Process().children(recursive=True):
            self._look_at(process)
        for file in self._shared():
            self._note(f"the name of {file}", file.name.encode())
            if file.stat().st_mode & 0o077:
                self.found[str(file)] = {"shared memory that others may read"}
        for file in self._temporary.rglob("*"):
            if file.is_file():
                self._note(f"{file}, for a while", file.read_bytes())

    def _left_in_shared_memory(self) -> list[Path]:
        """What stays; other tests, which run beside this one, put things there too and take them away."""
        left, deadline_s = self._shared(), time.monotonic() + PATIENCE_S
        while left and time.monotonic() < deadline_s:
            time.sleep(LOOK_EVERY_S)
            left = [file for file in left if file.exists()]
        return left

    def _shared(self) -> list[Path]:
        return [file for file in SHARED_MEMORY.iterdir() if file.name not in self._before]

    def _look_at(self, process: psutil.Process) -> None:
        for what in ("cmdline", "environ"):
            with contextlib.suppress(OSError):
                content = Path(f"/proc/{process.pid}/{what}").read_bytes()
                if not any(content.endswith(typed) for typed in self._typed):
                    self._note(f"{what} of a child", content)

    def _note(self, where: str, content: bytes) -> None:
        # The key and the home come from the environment that the tests made; a child has it as the program has.
        hits = hits_in(content, self._what) - ({"key"} if where.startswith("environ") else set())
        if hits:
            self.found[where] = self.found.get(where, set()) | hits


@contextlib.contextmanager
def canary_in_catalogue() -> Iterator[None]:
    """While this holds, every practice store of this process knows the patient."""
    canary = Patient(RECORD_ID, NAME, "Ada", "", date.fromisoformat(BIRTH_DATE), "5125550199")

    def with_canary(today: date) -> Catalogue:
        catalogue = catalogue_on(today)
        return replace(catalogue, patients=(*catalogue.patients, canary))

    setattr(lookup_api, "catalogue_on", with_canary)  # noqa: B010 - as typed code must
    try:
        yield
    finally:
        setattr(lookup_api, "catalogue_on", catalogue_on)  # noqa: B010


def window_day(computer: Computer, store: PracticeStore, folder: Path, how: str = "") -> str:
    """A day at the window, which cuts the line; returns what it printed. Raises ChildProcessError."""
    words = [str(folder / name) for name in ("seen", "own", "chosen")] + [how] * bool(how)
    # A shell, since no core file would be written here otherwise, whatever the program does about it.
    command = ["sh", "-c", 'ulimit -c unlimited; exec "$@"', "sh", sys.executable, "-m", "tests.endurance.window_day"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    environ = {**computer.environ, "PYTHONPATH": str(CHECKOUT)}
    with subprocess.Popen([*command, *words], env=environ, cwd=folder / "working", text=True, **pipes) as program:  # type: ignore[call-overload]
        alarm = threading.Timer(LONGEST_DAY_S, program.kill)
        alarm.start()
        said = ""
        for line in program.stdout:
            said += line
            if line.strip() == CUT_THE_LINE:
                store.offline = True
                print(file=program.stdin, flush=True)
        alarm.cancel()
    store.offline = False
    if program.returncode != (-6 if how == "--crash" else 0):
        raise ChildProcessError(f"the day at the window ended with {program.returncode}:\n{said}")
    return said


def command_line_day(computer: Computer, own: Path, watchman: Watchman) -> None:
    """What a script does: a restart that sends, an upload, a list, a search, an error."""
    for words in (
        ("outbox", "send", "--json"),
        ("upload", "--patient", RECORD_ID, "--label", f"{NAME} back", str(own / FILE_NAME), "--json"),
        ("upload", "--patient", RECORD_ID, str(own / "missing.png"), "--json"),
        ("images", "patient", RECORD_ID, "--json"),
        ("find", NAME, "--json"),
        ("outbox", "list", "--json"),
    ):
        watchman.excuse(words)
        with computer.start(*words) as program:
            program.communicate(timeout=60)


def day(folder: Path, *, plain: bool = False) -> dict[str, set[str]]:
    """Live the day, and say where it can be seen afterwards: places and signs; the pages must all have arrived."""
    own, chosen, temporary, person, working = (
        folder / name for name in ("own", "chosen", "temporary", "person", "working")
    )
    for made in (own, chosen, temporary, person, working, person / "run"):
        made.mkdir(parents=True, mode=0o700)
    (own / FILE_NAME).write_bytes(picture())
    what = signs(picture())
    watchman = Watchman(what, temporary)
    with PracticeStore(with_pictures=False) as store, canary_in_catalogue(), watchman.on_duty():
        computer = Computer(folder / "computer", store.url, more=_persons(person, temporary))
        said = window_day(computer, store, folder, "--plain" if plain else "")
        if not plain:
            said += window_day(computer, store, folder, "--crash")
            command_line_day(computer, own, watchman)
            assert {entry.stage for entry in computer.entries()} == {Stage.DELIVERED}
            assert len(store.uploaded_images()) == 3
    (working / "printed").write_text(said, encoding="utf-8")
    (folder / "seen").rename(working / "seen")
    return {**watchman.found, **hits_below([computer.home, temporary, person, working], what)}


def _persons(person: Path, temporary: Path) -> dict[str, str]:
    """The environment of a person whose every folder is searched afterwards."""
    folders = {f"XDG_{name}_HOME": str(person / name.lower()) for name in ("CONFIG", "DATA", "CACHE", "STATE")}
    return {
        **folders,
        "HOME": str(person),
        "XDG_RUNTIME_DIR": str(person / "run"),
        "TMPDIR": str(temporary),
        "QT_QPA_PLATFORM": "offscreen",
        "COUNTERSCAN_RECALL_S": "0",
    }


def main(words: Sequence[str]) -> int:
    """Live the day and print where it can be seen; 0 where nowhere."""
    parser = argparse.ArgumentParser(prog="canary", description=__doc__)
    parser.add_argument("--plain", action="store_true")
    with tempfile.TemporaryDirectory(prefix="canary-") as name:
        folder = Path(name)
        found = day(folder, plain=parser.parse_args(words).plain)
        files = [file for file in folder.rglob("*") if file.is_file() and file.parent.name not in ("own", "chosen")]
        print(f"{len(files)} files searched, {sum(file.stat().st_size for file in files)} bytes")
    for place, hits in found.items():
        print(f"  {place}: {', '.join(sorted(hits))}")
    print(f"{len(found)} places give the patient away")
    print(Result(runs=1, broken=len(found)))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
