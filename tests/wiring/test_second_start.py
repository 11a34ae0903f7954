"""A second start of the program, from outside: real processes, a real window drawn on nothing."""

import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any  # Any: what JSON can hold

import pytest
from PIL import Image

from app.practice.server import PracticeStore
from app.system.key_files import make_vault_key_file
from app.system.premises import Premises

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parents[1]
PROGRAM = (sys.executable, "-m", "app")
# The program as it is, and at its end a word about what it has imported.
PROGRAM_THAT_COUNTS = """
import sys
from app.wiring import main
status = main(sys.argv[1:])
print(sum(name.startswith("PySide6") for name in sys.modules), "modules of Qt")
sys.exit(status)
"""
STARTS = 20
WAIT_S = 60.0
on_posix = pytest.mark.skipif(sys.platform == "win32", reason="signals that Windows does not have")


class Window:
    """The first start: the program with its window, and the facts that it tells."""

    def __init__(self, environ: Mapping[str, str], *arguments: str | Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, str(HERE / "watched_window.py"), *map(str, arguments)],
            env=environ,
            cwd=CHECKOUT,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        self._facts: queue.Queue[dict[str, Any]] = queue.Queue()
        self._reading = threading.Thread(target=self._read)
        self._reading.start()
        self.seen: list[dict[str, Any]] = []

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._facts.put(json.loads(line))

    def wait_for(self, is_wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The first fact from here on that is wanted."""
        deadline_s = time.monotonic() + WAIT_S
        while True:
            fact = self._facts.get(timeout=max(0.01, deadline_s - time.monotonic()))
            self.seen.append(fact)
            if is_wanted(fact):
                return fact

    def wait_until_open(self) -> None:
        """Until its store is open: the desk can take pages."""
        self.wait_for(lambda fact: fact.get("is") == "connected")

    def close(self) -> int:
        """Ask it to end in order; its exit status."""
        if self.process.poll() is None:
            self.process.terminate()
        return self._ended()

    def kill(self) -> None:
        """Pull the plug."""
        self.process.kill()
        self._ended()

    def _ended(self) -> int:
        status = self.process.wait(WAIT_S)
        self._reading.join(WAIT_S)
        assert self.process.stdout is not None
        self.process.stdout.close()
        return status


OpenWindow = Callable[..., Window]


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """A computer with a home of its own."""
    return {**os.environ, "COUNTERSCAN_HOME": str(tmp_path / "home"), "PYTHONPATH": str(CHECKOUT)}


@pytest.fixture
def open_window(environ: dict[str, str]) -> Iterator[OpenWindow]:
    """Starts windows that are closed at the end."""
    with ExitStack() as opened:

        def start(*arguments: str | Path) -> Window:
            window = Window(environ, *arguments)
            opened.callback(window.close)
            return window

        yield start


def start(environ: Mapping[str, str], *arguments: str | Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*PROGRAM, *map(str, arguments)],
        env=environ,
        cwd=CHECKOUT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=WAIT_S)
    return process.returncode, out, err


def picture(path: Path) -> Path:
    Image.new("RGB", (320, 320), "white").save(path)
    return path


def test_the_files_of_twenty_starts_at_once_lie_on_the_desk_exactly_once(
    tmp_path: Path, environ: dict[str, str], open_window: OpenWindow
) -> None:
    files = [picture(tmp_path / f"page {number}.png") for number in range(STARTS)]
    window = open_window("--practice")
    window.wait_until_open()
    answers = [ended(started) for started in [start(environ, "--practice", file) for file in files]]
    assert set(answers) == {(0, "CounterScan is already open: it has your file.\n", "")}
    desk = window.wait_for(lambda fact: len(fact.get("names", ())) >= STARTS and not fact["is_reading"])
    assert (sorted(desk["names"]), desk["broken"]) == (sorted(file.name for file in files), [])
    assert window.close() == 0
    assert sum(fact["fact"] == "attention" for fact in window.seen) == STARTS


def test_of_starts_at_the_same_time_one_becomes_the_window_and_has_all_files(
    tmp_path: Path, environ: dict[str, str], open_window: OpenWindow
) -> None:
    files = [picture(tmp_path / f"page {number}.png") for number in range(3)]
    window = open_window("--practice")  # not waited for: the others come while it is being built
    while not (tmp_path / "home" / "practice" / "store" / "letterbox.json").exists():
        assert window.process.poll() is None
    answers = [ended(started)[0] for started in [start(environ, "--practice", file) for file in files]]
    assert answers == [0] * len(files)
    desk = window.wait_for(lambda fact: len(fact.get("names", ())) >= len(files) and not fact["is_reading"])
    assert (sorted(desk["names"]), desk["broken"]) == ([file.name for file in files], [])


def test_a_second_start_goes_without_qt(tmp_path: Path, environ: dict[str, str]) -> None:
    store = tmp_path / "home" / "store"
    store.mkdir(parents=True)
    first = Premises(lambda files: True)
    assert first.hold(store)
    command = [sys.executable, "-c", PROGRAM_THAT_COUNTS, "a.png", "b.png", "c.png"]
    second = subprocess.run(command, env=environ, cwd=tmp_path, capture_output=True, text=True, check=False)
    first.leave()
    assert second.stdout == "CounterScan is already open: it has your 3 files.\n0 modules of Qt\n"
    assert second.returncode == 0


def test_the_start_after_a_killed_window_becomes_the_window(open_window: OpenWindow) -> None:
    killed = open_window("--practice")
    killed.wait_until_open()
    killed.kill()
    next_one = open_window("--practice")
    next_one.wait_until_open()
    assert next_one.close() == 0


def test_a_closed_window_leaves_no_letterbox(tmp_path: Path, open_window: OpenWindow) -> None:
    window = open_window("--practice")
    window.wait_until_open()
    assert window.close() == 0
    assert not list(tmp_path.rglob("letterbox*"))


@on_posix
def test_a_window_that_hangs_is_told_of_in_words(
    tmp_path: Path, environ: dict[str, str], open_window: OpenWindow
) -> None:
    window = open_window("--practice")
    window.wait_until_open()
    window.process.send_signal(signal.SIGSTOP)
    status, out, err = ended(start(environ, "--practice", picture(tmp_path / "a.png")))
    window.process.send_signal(signal.SIGCONT)
    assert (status, out) == (1, "")
    assert err.startswith("counterscan: CounterScan is already open on this computer, but does not answer. ")


@on_posix
def test_files_that_were_not_taken_do_not_arrive_later(
    tmp_path: Path, environ: dict[str, str], open_window: OpenWindow
) -> None:
    window = open_window("--practice")
    window.wait_until_open()
    window.process.send_signal(signal.SIGSTOP)
    ended(start(environ, "--practice", picture(tmp_path / "not taken.png")))
    window.process.send_signal(signal.SIGCONT)
    assert ended(start(environ, "--practice", picture(tmp_path / "taken.png")))[0] == 0
    desk = window.wait_for(lambda fact: bool(fact.get("names")) and not fact["is_reading"])
    assert desk["names"] == ["taken.png"]


def test_an_upload_by_command_is_told_that_a_window_is_open(
    tmp_path: Path, environ: dict[str, str], open_window: OpenWindow
) -> None:
    make_vault_key_file(tmp_path / "vault.key")
    with PracticeStore(with_pictures=False) as store:
        environ |= {
            "COUNTERSCAN_URL": store.url,
            "COUNTERSCAN_API_KEY": store.key,
            "COUNTERSCAN_VAULT_KEY_FILE": str(tmp_path / "vault.key"),
        }
        window = open_window()
        window.wait_until_open()
        status, out, err = ended(start(environ, "upload", "--patient", "p", picture(tmp_path / "a.png")))
        assert (status, out) == (1, "")
        assert "already open on this computer. Use the window that is open" in err
        assert window.close() == 0
        assert not any(fact["fact"] == "attention" for fact in window.seen)


@on_posix
def test_a_window_notes_its_place_when_it_ends_and_takes_it_at_the_next_start(
    open_window: OpenWindow, environ: dict[str, str]
) -> None:
    settings = Path(environ["COUNTERSCAN_HOME"]) / "settings.json"
    settings.parent.mkdir(mode=0o700)
    settings.write_text(json.dumps({"window": "960x620+31+47"}), encoding="utf-8")
    window = open_window("--practice")
    window.wait_until_open()
    assert window.close() == 0
    assert json.loads(settings.read_text(encoding="utf-8"))["window"].endswith("x620+31+47"), (
        "its place and height; the screen that there is not is narrower than the window"
    )
