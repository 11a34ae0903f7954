"""The two sides of `python -m tests.bench.scan_overhead`, and what is measured of them."""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.scanning import Mode, ScannerId, ScanOrder, Source
from app.flows.counter import Counter
from app.flows.house import House
from app.flows.intake import SURVEY_JOB
from app.flows.scan_to_folder import FolderScan
from app.flows.sheets import RECEIVED_JOB
from tests.endurance.computer import CHECKOUT
from tests.endurance.naive_scanning import SETTINGS

if TYPE_CHECKING:
    from app.tour.shop import Shop

GOAL_RATIO, GOAL_SCREEN_S = 1.1, 0.5
LONGEST_S = 120.0
POSTING = ("-H", "Content-Type: text/xml", "--data", SETTINGS)
PACES = {"memory": 0.0, "120": 0.5, "60": 1.0}
"""Seconds a page runs before its first byte."""


class Server:
    """The scanner's process, asked over its standard input."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._stdin, self._stdout = process.stdin, process.stdout
        self.url = self._stdout.readline().strip()

    def ask(self, words: str) -> float:
        """Have it do something, and what it answers."""
        self.say(words)
        return self.answer()

    def say(self, words: str) -> None:
        """Have it do something; its `answer` is taken later."""
        self._stdin.write(f"{words}\n")
        self._stdin.flush()

    def answer(self) -> float:
        """What it answers to what was said."""
        return float(self._stdout.readline())


@contextmanager
def serving() -> Iterator[Server]:
    """A scanner, until the context ends."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.bench.bench_scanner"],
        cwd=CHECKOUT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield Server(process)
        finally:
            process.kill()


@contextmanager
def opened_house(folder: Path, server: Server) -> Iterator[House]:
    """A house without a window, its darkroom ready: what a second scan of the day finds."""
    environ = {"COUNTERSCAN_HOME": str(folder / "home"), "COUNTERSCAN_SCANNERS": server.url}
    house = House(environ, lambda fact: None)
    try:
        house.run_in_darkroom(lambda darkroom: darkroom.warm_up(SURVEY_JOB, RECEIVED_JOB))
        yield house
    finally:
        house.close()


# --- one run of each -------------------------------------------------------------------------------------------------


def curl_s(server: Server, folder: Path, pages: int) -> float:
    """The job by curl, and its pages by one curl that keeps its connection."""
    folder.mkdir()
    began_s = time.perf_counter()
    made = subprocess.run(
        ["curl", "-s", "-D", "-", "-o", os.devnull, *POSTING, f"{server.url}/ScanJobs"],
        capture_output=True,
        text=True,
        check=True,
    )
    path = next(line.split()[1] for line in made.stdout.splitlines() if line.lower().startswith("location:"))
    job = server.url.removesuffix("/eSCL") + path
    fetches = "".join(f'url="{job}/NextDocument"\noutput="{folder}/{n}.jpg"\n' for n in range(pages + 1))
    subprocess.run(["curl", "-s", "--config", "-"], input=fetches, text=True, check=True)
    took_s = time.perf_counter() - began_s
    assert len([file for file in folder.iterdir() if file.stat().st_size > 100_000]) == pages
    return took_s


def ours_s(house: House, server: Server, folder: Path, pages: int) -> tuple[float, float]:
    """A scan into the folder; its time, and how much of it went by before the job was made."""

    async def scanned(counter: Counter) -> FolderScan:
        scan = FolderScan()
        scanner = await counter.to_folder.scanners.named("")
        order = ScanOrder(scanner, Source.FEEDER, 200, Mode.GRAY)
        await counter.to_folder.scan(order, folder, scan)
        return scan

    began_s, moment_s = time.perf_counter(), time.monotonic()
    scan = house.run(scanned)
    took_s = time.perf_counter() - began_s
    assert [file.problem for file in scan.files] == [None] * pages, scan.problem
    return took_s, server.ask("begun") - moment_s


def program_s(server: Server, folder: Path, home: Path, pages: int) -> float:
    """`counterscan scan`, from its start to its end."""
    words = ["scan", "--device", server.url, "--source", "feeder", "--dpi", "200", "--mode", "gray", "--out", folder]
    began_s = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "app", *map(str, words), "--json"],
        cwd=CHECKOUT,
        env={**os.environ, "COUNTERSCAN_HOME": str(home)},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    took_s = time.perf_counter() - began_s
    assert len(list(folder.iterdir())) == pages
    return took_s


# --- tables ----------------------------------------------------------------------------------------------------------


def compared(what: str, rounds: int, pages: int, *, as_program: bool = False) -> None:
    """Print the ratio at one pace, each side's median and spread."""
    ours: list[float] = []
    theirs: list[float] = []
    before_job: list[float] = []
    with tempfile.TemporaryDirectory(prefix="scan-overhead-") as name, serving() as server:
        folder = Path(name)
        with opened_house(folder, server) as house:
            for number in range(rounds + 1):  # the first round warms both sides up and is not counted
                server.ask(f"pace {PACES[what] if number else 0}")
                server.ask(f"load {pages}")
                took_s = curl_s(server, folder / f"curl {number}", pages)
                server.ask(f"load {pages}")
                if as_program:
                    our_s, first_s = program_s(server, folder / f"ours {number}", folder / "program", pages), 0.0
                else:
                    our_s, first_s = ours_s(house, server, folder / f"ours {number}", pages)
                if number:
                    ours.append(our_s)
                    theirs.append(took_s)
                    before_job.append(first_s)
                for side in ("curl", "ours"):
                    shutil.rmtree(folder / f"{side} {number}")
    ratios = [mine / their for mine, their in zip(ours, theirs, strict=True)]
    ratio = statistics.median(ratios)
    verdict = "met" if ratio <= GOAL_RATIO else "NOT MET"
    print(
        f"| {what}{', whole program' if as_program else ''} | ours {_spread(ours)} s | curl {_spread(theirs)} s"
        f" | ratio {_spread(ratios)} | before the job {_spread(before_job)} s | at most {GOAL_RATIO}: {verdict} |",
        flush=True,
    )


def _spread(values: Sequence[float]) -> str:
    return f"{statistics.median(values):.2f} ({min(values):.2f} to {max(values):.2f})"


# --- on the screen ---------------------------------------------------------------------------------------------------


def on_the_screen(rounds: int) -> None:
    """How long after its last byte the first page is on the desk, and its picture in the window."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from app.system.singletons import keep_singletons_alive

    keep_singletons_alive()
    desk: list[float] = []
    picture: list[float] = []
    with serving() as server:
        from app.tour.shop import open_shop

        with open_shop() as shop:
            scanner_id = _settled(shop, server)
            server.ask("pace 1")
            for number in range(rounds + 1):
                server.ask("load 3")
                desk_s, picture_s = _first_page(shop, server, scanner_id)
                if number:
                    desk.append(desk_s)
                    picture.append(picture_s)
    verdict = "met" if statistics.median(picture) <= GOAL_SCREEN_S else "NOT MET"
    print(f"| first page on the desk after its last byte | {_spread(desk)} s |")
    print(f"| its picture in the window | {_spread(picture)} s | at most {GOAL_SCREEN_S}: {verdict} |")


def _settled(shop: "Shop", server: Server) -> ScannerId:
    """The window on the practice store, with our scanner added to it; the scanner's ID."""
    from app.domain.facts import Connection, ScannerAnswered
    from app.flows.desk import Desk
    from app.tour.hands import Hands
    from app.tour.patience import until

    told: list[ScannerAnswered] = []

    def note(fact: object) -> None:
        if isinstance(fact, ScannerAnswered):
            told.append(fact)

    shop.relay.fact.connect(note)
    witness, hands = shop.witness, Hands(shop.window)
    until(lambda: witness.connection is not None and witness.knows_key_place, "the window")
    hands.press("Practice with a made-up store")
    until(lambda: witness.connection is not None and witness.connection.connection is Connection.CONNECTED, "practice")
    Desk(shop.house.post).add_scanner(1, server.url)
    until(lambda: told, "the scanner", LONGEST_S)
    shop.relay.fact.disconnect(note)
    scanner = told[0].scanner
    assert scanner is not None, told[0].problem
    return scanner.id


class FirstPage:
    """Notes when the first page of a scan came to the desk, and when its picture came to the window."""

    def __init__(self, shop: "Shop") -> None:
        self.desk_s = self.picture_s = 0.0
        self.has_ended = False
        self._known = frozenset(row.id for row in shop.witness.desk.rows)
        self._page: object = None
        self._relay = shop.relay
        self._relay.fact.connect(self._note)

    def close(self) -> None:
        """Hear no more."""
        self._relay.fact.disconnect(self._note)

    def _note(self, fact: object) -> None:
        from app.domain.facts import CaptureEnded, DeskChanged, PagePictureReady, Purpose

        new = [row.id for row in fact.view.rows if row.id not in self._known] if isinstance(fact, DeskChanged) else []
        if new and self._page is None:
            self._page, self.desk_s = new[0], time.monotonic()
        if isinstance(fact, PagePictureReady) and fact.purpose is Purpose.THUMBNAIL and fact.page_id == self._page:
            self.picture_s = self.picture_s or time.monotonic()
        self.has_ended = self.has_ended or isinstance(fact, CaptureEnded)


def _first_page(shop: "Shop", server: Server, scanner_id: ScannerId) -> tuple[float, float]:
    from app.domain.profiles import Profile
    from app.flows.desk import Desk
    from app.tour.patience import until

    seen, desk = FirstPage(shop), Desk(shop.house.post)
    server.say("first")
    desk.scan(Profile("Bench", scanner_id, source=Source.FEEDER, dpi=200, mode=Mode.GRAY))
    until(lambda: seen.picture_s, "the picture of the first page", LONGEST_S)
    out_s = server.answer()
    until(lambda: seen.has_ended, "the end of the scan", LONGEST_S)
    seen.close()
    desk.undo()
    until(lambda: not shop.witness.desk.rows, "an empty desk", LONGEST_S)
    return seen.desk_s - out_s, seen.picture_s - out_s


def main(words: Sequence[str], description: str) -> int:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(prog="scan_overhead", description=description)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--pages", type=int, default=50)
    parser.add_argument("--only", choices=(*PACES, "screen", "program"), default="")
    chosen = parser.parse_args(words)
    for what in PACES:
        if chosen.only in ("", what):
            compared(what, chosen.rounds, chosen.pages)
    if chosen.only in ("", "program"):
        compared("120", chosen.rounds, chosen.pages, as_program=True)
    if chosen.only in ("", "screen"):
        on_the_screen(2 * chosen.rounds)
    return 0
