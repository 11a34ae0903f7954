"""One hot folder that is watched: all that is known of what lies in it. No act is here, and nothing is asked."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.domain import hot_folder as rules
from app.domain.capture_shelf import WatchedFolder
from app.domain.errors import Problem
from app.domain.hot_folder import AfterTaking, FileState, SeenFile, Watched
from app.flows.hot_moved import Moved
from app.flows.hot_pages import QueuedPage
from app.flows.hot_taking import Taker
from app.store.taken import TakenMark


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of a file, told once for each thing that becomes of it; a taken one with a problem stays there."""

    name: str
    state: FileState
    problem: Problem | None = None
    page_count: int = 0
    left_out: int = 0
    queued: tuple[QueuedPage, ...] = ()


class Watch:
    """One folder that is watched, and all that is known of what lies in it."""

    def __init__(self, folder: Path, after: AfterTaking, taker: Taker, on_file: Callable[[FileReport], None]) -> None:
        self.folder, self.after, self.taker, self.on_file = folder, after, taker, on_file
        self.files: dict[str, Watched] = {}
        self.lying: dict[str, TakenMark] = {}
        self.unmoved: set[str] = set()
        """Files that are safe and can't be put away, told of already."""
        self.moved = Moved(rules.DONE_NAME)
        self.rounds: asyncio.Task[None] | None = None
        self.on_share = False
        self.is_there, self.is_looking = True, False
        self.problem: Problem | None = None
        self.sweeps = self.taken = 0
        self.tidy_at_s = 0.0

    def saw(self, found: Iterable[SeenFile], now_s: float) -> None:
        """What a sweep found; what it did not find is gone."""
        self.files = {seen.name: rules.seen_again(self.files.get(seen.name), seen, now_s) for seen in found}
        self.lying = {name: mark for name, mark in self.lying.items() if name in self.files}
        self.unmoved &= self.files.keys()
        self.sweeps += 1
        self.is_there = True

    def due(self, now_s: float) -> Sequence[Watched]:
        """The files to look at now."""
        return [file for file in self.files.values() if rules.is_due(file, now_s, on_share=self.on_share)]

    def note(self, file: Watched, state: FileState, problem: Problem | None, now_s: float) -> Watched:
        """How a look at a file ended."""
        return self.put(rules.looked_at(file, state, problem, now_s))

    def put(self, file: Watched) -> Watched:
        """This is known of a file now."""
        self.files[file.seen.name] = file
        return file

    def view(self, now_s: float) -> WatchedFolder:
        """As a window shows it."""
        stuck = tuple(name for name, file in self.files.items() if rules.is_stuck(file, now_s))
        problem = self.problem or next((self.files[name].problem for name in stuck), None)
        return WatchedFolder(str(self.folder), self.is_there, self.taken, stuck, problem)

    def newly_stuck(self, now_s: float) -> tuple[Watched, ...]:
        """The files that a person is to be told of, each once."""
        stuck = [file for file in self.files.values() if not file.is_told and rules.is_stuck(file, now_s)]
        return tuple(self.put(replace(file, is_told=True)) for file in stuck)
