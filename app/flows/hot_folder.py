"""The hot folder: files that appear in it become pages, each once, and only when all of it is there.

The promise: none lost, none doubled, none torn, whoever is killed when. A file is taken when it is quiet, nobody writes
it, it has its end and every page of it decodes. Its bytes are in the vault before a row names them; the row that makes
its pages safe and the mark that it was taken are one transaction; and only then is the original moved. Whoever comes
back after a kill finds the mark, and only moves. The same content again, under whatever name, counts as taken: that is
what a share brings which comes back and tells of all its files anew.
"""

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from app.domain import hot_folder as rules
from app.domain.capture_shelf import WatchedFolder
from app.domain.end_marks import has_its_end
from app.domain.errors import AppError, FolderGone, LockedFile, PackedFiles, UnreadableFile, UnsafeFile
from app.domain.hot_folder import AfterTaking, FileState, Watched
from app.domain.journal import Deed
from app.flows.errands import Errands
from app.flows.hot_pages import KnownFile
from app.flows.hot_taking import Taker, Verdict
from app.flows.hot_watch import FileReport, Watch
from app.flows.inspection import Inspector
from app.flows.scribe import Scribe
from app.flows.session import Sessions
from app.runtime.darkroom import Darkroom
from app.scanning.folder.hints import Hints
from app.scanning.folder.moving import delete, move_away
from app.scanning.folder.reading import StillFile, read_still
from app.scanning.folder.shares import is_on_share
from app.scanning.folder.sweep import sweep
from app.store.taken import TakenMark

_IN_THE_LEDGER = (FileState.TAKEN, FileState.ALREADY_TAKEN)
WHOLE_JOB = "app.imaging.whole:survey_whole"
WHOLE_WAIT_S = 120.0
"""For a file of 200 pages, each decoded to its last byte."""

LEAST_BETWEEN_SWEEPS_S = 0.2
TIDY_EVERY_S = 6 * 3600.0


class HotFolder:
    """Watches one folder at a time. Lives on the courier's loop; the disk is asked on threads of its own."""

    def __init__(
        self,
        errands: Errands,
        sessions: Sessions,
        darkroom: Darkroom,
        inspector: Inspector,
        scribe: Scribe,
        now: Callable[[], datetime],
        on_change: Callable[[], None] = lambda: None,
    ) -> None:
        self._errands, self._sessions, self._darkroom, self._inspector = errands, sessions, darkroom, inspector
        self._scribe, self._now = scribe, now
        self.on_change = on_change
        """Called whenever `view` is another."""

        self._watch: Watch | None = None
        self._told: WatchedFolder | None = None

    @property
    def view(self) -> WatchedFolder | None:
        """The folder as a window shows it; None where none is watched."""
        return self._watch.view(self._time_s()) if self._watch is not None else None

    @property
    def is_at_rest(self) -> bool:
        """Was everything that lies there looked at when it was quiet, and nothing more can be done now?"""
        watch = self._watch
        return (
            watch is not None
            and watch.sweeps > 1
            and not watch.is_looking
            and all(map(rules.is_at_rest, watch.files.values()))
        )

    @property
    def files(self) -> tuple[Watched, ...]:
        """What lies in the folder now, but for what was taken and left."""
        return tuple(self._watch.files.values()) if self._watch is not None else ()

    def begin(
        self, folder: Path, after: AfterTaking, taker: Taker, on_file: Callable[[FileReport], None] = lambda _: None
    ) -> None:
        """Watch this folder from now on; `on_file` hears what becomes of each file. One that is watched is left."""
        if self._watch is not None:
            self._leave(self._watch)
        watch = self._watch = Watch(folder, after, taker, on_file)
        watch.rounds = self._errands.start(self._go_rounds(watch))

    async def end(self) -> None:
        """Watch no longer. What is in the middle of being taken is found and taken the next time."""
        watch, self._watch = self._watch, None
        if watch is None:
            return
        self._leave(watch)
        if watch.rounds is not None:
            await asyncio.gather(watch.rounds, return_exceptions=True)
        with contextlib.suppress(AppError):
            self._remember_what_lies(watch)
        self._tell()

    def _leave(self, watch: Watch) -> None:
        if watch.rounds is not None:
            watch.rounds.cancel()

    # --- the rounds ---------------------------------------------------------------------------------------------

    async def _go_rounds(self, watch: Watch) -> None:
        loop, wake = asyncio.get_running_loop(), asyncio.Event()

        def hinted() -> None:
            loop.call_soon_threadsafe(wake.set)

        watch.on_share = await asyncio.to_thread(is_on_share, watch.folder)
        hints = Hints(watch.folder, hinted)
        try:
            while True:
                wake.clear()
                await self._go_round(watch)
                self._tell()
                await asyncio.sleep(LEAST_BETWEEN_SWEEPS_S)
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(rules.SWEEP_EVERY_S - LEAST_BETWEEN_SWEEPS_S):
                        await wake.wait()
        finally:
            await asyncio.to_thread(hints.close)

    async def _go_round(self, watch: Watch) -> None:
        try:
            found = await asyncio.to_thread(sweep, watch.folder, on_share=watch.on_share)
            watch.saw(found, self._time_s())
            watch.is_looking = True
            for file in watch.due(self._time_s()):
                await self._look(watch, file)
            for name in await watch.moved.changed(watch.folder, self._time_s()):
                self._report(watch, FileReport(name, FileState.INCOMPLETE, rules.CHANGED_AFTER))
            for file in watch.newly_stuck(self._time_s()):
                self._report(watch, FileReport(file.seen.name, file.state or FileState.INCOMPLETE, file.problem))
            watch.problem = None
            if self._time_s() >= watch.tidy_at_s:
                watch.tidy_at_s = self._time_s() + TIDY_EVERY_S
                self._remember_what_lies(watch)
        except FolderGone as gone:
            watch.problem, watch.is_there = gone.problem, False
        except AppError as failure:  # a full disk, say: everything stays where it lies, and the next round tries again
            watch.problem = failure.problem
        finally:
            watch.is_looking = False

    async def _look(self, watch: Watch, file: Watched) -> None:
        """Look at a file that is quiet: take it, or note why not."""
        try:
            still = await asyncio.to_thread(read_still, watch.folder, file.seen)
            if still is None:
                watch.note(file, FileState.INCOMPLETE, rules.STILL_WRITTEN, self._time_s())
                return
            mark = self._sessions.need().store.taken.mark(self._destination(watch.taker), still.sha256)
            verdict = await self._verdict(watch, file, still, mark)
        except UnsafeFile as failure:
            verdict = Verdict(FileState.UNREADABLE, failure.problem, is_over=True)
        except FolderGone:
            raise
        except UnreadableFile as failure:
            verdict = Verdict(FileState.UNREADABLE, failure.problem)
        except AppError as failure:  # the store can't be asked, the disk is full: it is tried again
            verdict = Verdict(FileState.INCOMPLETE, failure.problem)
        else:
            if watch.after is AfterTaking.LEAVE and verdict.state in _IN_THE_LEDGER:
                watch.lying[file.seen.name] = mark
        file = watch.note(file, verdict.state, verdict.problem, self._time_s())
        await self._settle(watch, file, verdict)

    async def _verdict(self, watch: Watch, file: Watched, still: StillFile, mark: TakenMark) -> Verdict:
        """What a file is; taken with it, where it can be. Raises `AppError`."""
        if watch.taker.is_under_way(mark):
            return Verdict(FileState.TAKEN, rules.NOT_MOVED)
        if self._sessions.need().store.taken.has(mark):
            return Verdict(FileState.ALREADY_TAKEN, is_over=True)
        if not has_its_end(still.content):
            return Verdict(FileState.INCOMPLETE, rules.INCOMPLETE)
        was_checked = await self._inspector.let_in(still.content)
        is_fresh = self._time_s() - file.same_since_s < rules.REFUSED_TOLD_AFTER_S
        is_strict = not watch.taker.is_attended or is_fresh
        try:
            await self._darkroom.run(WHOLE_JOB, still.content, is_strict, wait_s=WHOLE_WAIT_S)
        except (LockedFile, PackedFiles):  # a person opens the one; the other opens by itself, or says that it is torn
            if not watch.taker.is_attended:
                raise
        return await watch.taker.take(KnownFile(still, mark, was_checked))

    async def _settle(self, watch: Watch, file: Watched, verdict: Verdict) -> None:
        """Tell of it, and do with the original what is to be done."""
        is_news = verdict.state is FileState.TAKEN and not file.is_told
        if is_news or (verdict.is_over and not file.is_told):
            file = watch.put(replace(file, is_told=True))
            self._report(
                watch,
                FileReport(
                    file.seen.name,
                    verdict.state,
                    verdict.problem if verdict.state is not FileState.TAKEN else None,
                    verdict.page_count,
                    verdict.left_out,
                    verdict.queued,
                ),
            )
        if not verdict.is_over:
            return
        try:
            await self._put_away(watch, file, verdict.state)
        except FolderGone:
            raise
        except AppError as failure:
            watch.put(replace(file, problem=failure.problem))
            if file.seen.name not in watch.unmoved:
                watch.unmoved.add(file.seen.name)
                watch.on_file(FileReport(file.seen.name, verdict.state, failure.problem))

    async def _put_away(self, watch: Watch, file: Watched, state: FileState) -> None:
        if state is FileState.UNREADABLE or (state in _IN_THE_LEDGER and watch.after is AfterTaking.LEAVE):
            watch.put(replace(file, is_over=True))
            return
        if state in _IN_THE_LEDGER and watch.after is AfterTaking.DELETE:
            await asyncio.to_thread(delete, watch.folder, file.seen)
        else:
            place = rules.DONE_NAME if state in _IN_THE_LEDGER else rules.NEEDS_YOU_NAME
            name = await asyncio.to_thread(move_away, watch.folder, file.seen, place)
            if name is not None and state in _IN_THE_LEDGER:
                watch.moved.remember(name, file.seen, self._time_s())
        watch.files.pop(file.seen.name, None)

    # --- what is kept and told ----------------------------------------------------------------------------------

    def _destination(self, taker: Taker) -> str:
        return f"{self._sessions.need().destination} {taker.destination}"

    def _remember_what_lies(self, watch: Watch) -> None:
        """What lies in the folder and was taken stays in the ledger; what was not seen for long goes."""
        store = self._sessions.need().store
        if watch.lying:
            store.taken.saw(tuple(watch.lying.values()), self._now())
        store.taken.forget_old(self._now())

    def _report(self, watch: Watch, report: FileReport) -> None:
        if report.state is FileState.TAKEN:
            watch.taken += 1
        if report.state is FileState.ALREADY_TAKEN and watch.after is not AfterTaking.LEAVE:
            self._scribe.note(Deed.FILE_TAKEN_BEFORE)
        watch.on_file(report)

    def _tell(self) -> None:
        view = self.view
        if view != self._told:
            self._told = view
            self.on_change()

    def _time_s(self) -> float:
        return asyncio.get_running_loop().time()
