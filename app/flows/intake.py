"""Intake: files, folders and pasted bytes become pages on the bench, every page of each, in their natural order."""

import asyncio
import os
import secrets
from collections.abc import Callable, Coroutine, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from natsort import natsorted, ns

from app.domain.capture_shelf import AT_THE_END, Placement
from app.domain.errors import AppError, LockedFile, PackedFiles, Problem, UnreadableFile
from app.domain.facts import Fact, ProblemMet, ReadingProgressed
from app.domain.pages import BlobRef, BrokenFile, DeskItem, DeskPage, ImportedPage, PageId, SourceSurvey, original_of
from app.domain.shelves import Step
from app.flows.bench import Bench
from app.flows.errands import Errands
from app.flows.gap import Gap
from app.flows.inspection import Inspector
from app.flows.originals import Originals
from app.flows.unpacking import members_of, opened
from app.runtime.darkroom import Darkroom

SURVEY_JOB = "app.imaging.survey:survey"
MAX_FILE_BYTES = 300_000_000
MAX_FILES_AT_ONCE = 5_000
MAX_READING = 2
"""Files read at the same time: one is in the darkroom while the next comes from the disk."""

NOT_READ = Problem("This file could not be read", "Add it once more, or scan it again")

GONE = Problem(
    "This file is not there",
    "It may have been moved. If it was dragged out of a mail or an archive, save it first, then add the saved file",
)
EMPTY = Problem("This file is empty", "If it was dragged out of a mail, save the attachment, then add the saved file")
"""What mail programs in a browser leave where they drag: a name, and nothing in it (capture.md)."""


class Intake:
    """Brings pages in. Lives on the courier's loop; files are read on a thread of their own."""

    def __init__(
        self,
        publish: Callable[[Fact], None],
        errands: Errands,
        bench: Bench,
        originals: Originals,
        darkroom: Darkroom,
        now: Callable[[], datetime],
        inspector: Inspector,
    ) -> None:
        self._publish, self._errands, self._bench = publish, errands, bench
        self._originals, self._darkroom, self._now, self._inspector = originals, darkroom, now, inspector
        self._done = self._total = 0
        self._coming = 0
        """So many drops of which is not known yet what they hold."""
        self._gate = asyncio.Semaphore(MAX_READING)
        self.turn = asyncio.Lock()
        """Held while something is laid down: one drop after the other, so that each stays together."""

        self._arriving: list[DeskItem] = []

    @property
    def is_reading(self) -> bool:
        """Are files still being read, or looked for in a folder that was given?"""
        return self._done < self._total or self._coming > 0

    def add_files(self, paths: Sequence[Path], placement: Placement = AT_THE_END) -> None:
        """Read files and folders in the background; each lands on the bench as soon as those before it have."""
        self._errands.start(self.read_all(paths, placement))

    def add_content(self, content: bytes, file_name: str) -> None:
        """Take pasted or dropped bytes in the background."""
        self.add_contents(((file_name, content),))

    def add_contents(self, contents: Sequence[tuple[str, bytes]], placement: Placement = AT_THE_END) -> None:
        """Take several files that came as bytes, each with its name; they stay together, and are one step."""
        self._announce(more=len(contents))
        self._errands.start(self._read_contents(contents, self._bench.gap(placement)))

    def read_all(self, paths: Sequence[Path], placement: Placement = AT_THE_END) -> Coroutine[Any, Any, None]:
        """Read files and folders onto the bench, and return when all of them lie there.

        The place is settled when this is called, not when it is awaited: rows may move before it is their turn.
        """
        self._coming += 1  # from now on: on a slow share it takes a while to see what is there, and they have a record
        return self._read_files(paths, self._bench.gap(placement))

    async def _read_files(self, paths: Sequence[Path], gap: Gap) -> None:
        async with self.turn:  # one drop after the other, so that each stays together and in its order
            try:
                files = await asyncio.to_thread(files_in, paths)
            finally:
                self._coming = max(0, self._coming - 1)
            if not files:
                problem = Problem("There is no file in there", "Drop files, or a folder with files in it")
                self._publish(ProblemMet(problem))
                return
            self._announce(more=len(files))
            readings = [self._errands.start(self._read_file(path)) for path in files]
            await self._lay_down([path.name for path in files], readings, gap)

    async def _read_contents(self, contents: Sequence[tuple[str, bytes]], gap: Gap) -> None:
        async with self.turn:
            readings = [self._errands.start(self._read_held(name, content)) for name, content in contents]
            await self._lay_down([name for name, _ in contents], readings, gap)

    async def _lay_down(
        self, names: Sequence[str], readings: Sequence["asyncio.Task[tuple[DeskItem, ...]]"], gap: Gap
    ) -> None:
        """Put what is read into its gap, each file when those before it lie there."""
        for name, reading in zip(names, readings, strict=True):
            await asyncio.wait((reading,))
            failed = not reading.cancelled() and reading.exception() is not None  # the errands have told of it
            items = (BrokenFile(new_page_id(), name, NOT_READ),) if failed else reading.result()
            self._announce(done=1)
            self.lay_down(items, gap)

    def lay_down(self, items: Sequence[DeskItem], gap: Gap | None = None) -> None:
        """Put what was read on the bench, at its end where no gap is named; by whoever holds the turn."""
        self._bench.insert(items, gap or self._bench.gap())
        self.let_go(items)

    def let_go(self, items: Sequence[DeskItem]) -> None:
        """These have come to where they belong, or to nowhere: their bytes are somebody else's to hold."""
        self._arriving = [item for item in self._arriving if item not in items]

    def forget(self) -> None:
        """Start over for another session; what was being read has been stopped."""
        self._done = self._total = self._coming = 0
        self._arriving = []

    def blobs_in_use(self) -> set[BlobRef]:
        """The bytes of pages that are read, but wait for those before them: they must not be erased meanwhile."""
        return {blob for item in self._arriving if (blob := original_of(item)) is not None}

    async def _read_held(self, file_name: str, content: bytes) -> tuple[DeskItem, ...]:
        async with self._gate:
            return await self.read_content(file_name, content, self._now())

    async def _read_file(self, path: Path) -> tuple[DeskItem, ...]:
        async with self._gate:
            try:
                content, modified = await asyncio.to_thread(read_file, path)
            except AppError as failure:
                return (BrokenFile(new_page_id(), path.name, failure.problem),)
            return await self.read_content(path.name, content, modified)

    async def read_content(
        self, file_name: str, content: bytes, modified: datetime, *, was_checked: bool | None = None
    ) -> tuple[DeskItem, ...]:
        """Every page in these bytes, kept in the vault; a `BrokenFile` that says why when there is none.

        `was_checked` is what the malware check said where it was asked before.
        """
        try:
            is_checked = await self._inspector.let_in(content) if was_checked is None else was_checked
            survey: SourceSurvey = await self._darkroom.run(SURVEY_JOB, content)
            blob = self._originals.keep(content)
        except PackedFiles:
            return await self._read_members(file_name, content, modified)
        except LockedFile as failure:
            return (self._keep_locked(file_name, content, failure.problem),)
        except AppError as failure:
            return (BrokenFile(new_page_id(), file_name, failure.problem),)
        pages = pages_of(blob, survey, file_name, modified, not_checked=not is_checked)
        self._arriving += pages
        return pages

    async def _read_members(self, file_name: str, content: bytes, modified: datetime) -> tuple[DeskItem, ...]:
        """The pages of every file in a ZIP, in their order, each under its own name."""
        try:
            members = await members_of(self._darkroom, content)
        except AppError as failure:
            return (BrokenFile(new_page_id(), file_name, failure.problem),)
        items: list[DeskItem] = []
        for member in members:
            if member.problem is not None:
                items.append(BrokenFile(new_page_id(), member.name, member.problem))
            else:
                items += await self.read_content(member.name, member.content, member.modified or modified)
        return tuple(items)

    def _keep_locked(self, file_name: str, content: bytes, problem: Problem) -> BrokenFile:
        """A file that waits for its password, its bytes in the vault."""
        try:
            blob = self._originals.keep(content)
        except AppError as failure:
            return BrokenFile(new_page_id(), file_name, failure.problem)
        locked = BrokenFile(new_page_id(), file_name, problem, is_locked=True, blob=blob)
        self._arriving.append(locked)
        return locked

    def unlock(self, page_id: PageId, password: str) -> None:
        """Open a locked file in the background; its pages take its place."""
        self._errands.start(self.open_locked(page_id, password))

    async def open_locked(self, page_id: PageId, password: str) -> None:
        """Put the pages of a locked file in its place; say it at its tile where the password is not right."""
        locked = self._bench.locked(page_id)
        if locked is None or locked.blob is None:
            return
        found = await opened(self._darkroom, locked, self._originals.fetch(locked.blob), password)
        if isinstance(found, BrokenFile):
            self._bench.restate(found)
            return
        items = await self.read_content(locked.file_name, found, self._now())
        self._bench.put_in_place(Step.UNLOCK, page_id, items)
        self.let_go(items)

    def _announce(self, *, more: int = 0, done: int = 0) -> None:
        self._total += more
        self._done += done
        self._publish(ReadingProgressed(self._done, self._total))
        if not self.is_reading:
            self._done = self._total = 0


def pages_of(
    blob: BlobRef, survey: SourceSurvey, file_name: str, modified: datetime, *, not_checked: bool
) -> tuple[DeskPage, ...]:
    """Every page in the bytes at `blob`, which are what the survey says; `modified` is when a page was taken that does
    not say it itself.
    """
    return tuple(
        DeskPage(
            new_page_id(),
            ImportedPage(
                blob=blob,
                media_type=survey.media_type,
                file_name=file_name,
                frame=number,
                frames=len(survey.frames),
                width=frame.width,
                height=frame.height,
                dpi=frame.dpi,
                taken=frame.taken or modified,
                not_checked=not_checked,
            ),
        )
        for number, frame in enumerate(survey.frames)
    )


def files_in(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The files that these paths stand for: folders walked (never through links), in natural order, hidden ones out.

    Stops at `MAX_FILES_AT_ONCE`; raises `AppError` when there are more.
    """
    found: list[Path] = []
    for path in paths:
        found += _walk(path) if _is_folder(path) else [path]
        if len(found) > MAX_FILES_AT_ONCE:
            raise AppError(
                Problem(f"There are more than {MAX_FILES_AT_ONCE} files in there", "Drop them in smaller portions")
            )
    return tuple(found)


def _is_folder(path: Path) -> bool:
    """Where that can't be told (a share that is gone, no right to look), reading it as a file says why."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _walk(folder: Path) -> list[Path]:
    """The files below a folder; a folder in it that can't be opened stands among them, to be told about."""
    found: list[Path] = []

    def shut(error: OSError) -> None:
        found.append(Path(error.filename))

    for place, folders, names in os.walk(folder, onerror=shut, followlinks=False):
        folders[:] = natsorted((name for name in folders if not name.startswith(".")), alg=ns.IGNORECASE)
        visible = (name for name in names if not name.startswith((".", "~$")) and name not in _SYSTEM_FILES)
        found += [Path(place, name) for name in natsorted(visible, alg=ns.IGNORECASE)]
        if len(found) > MAX_FILES_AT_ONCE:
            break
    return found


_SYSTEM_FILES = frozenset({"Thumbs.db", "desktop.ini"})


def read_file(path: Path) -> tuple[bytes, datetime]:
    """A file's bytes and when it was last changed (UTC).

    Raises `UnreadableFile` where it is missing, empty, too large, no file, or not ours to read.
    """
    try:
        if path.is_dir():
            raise UnreadableFile(Problem("This folder can't be opened", "Check that you may read it"))
        if not path.is_file():
            raise UnreadableFile(GONE)
        status = path.stat()
        if not status.st_size:
            raise UnreadableFile(EMPTY)
        if status.st_size > MAX_FILE_BYTES:
            raise UnreadableFile(
                Problem(f"This file is larger than {MAX_FILE_BYTES // 1_000_000} MB", "Split it, or scan it again")
            )
        return path.read_bytes(), _moment(status.st_mtime)
    except OSError as failure:
        reason = failure.strerror or type(failure).__name__
        raise UnreadableFile(Problem("This file can't be opened", "Check that you may read it", reason)) from failure


def _moment(modified_s: float) -> datetime:
    """When a file was changed; a time that no calendar has (a camera's, a damaged disk's) is taken for 1970."""
    try:
        return datetime.fromtimestamp(modified_s, UTC)
    except (ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(0, UTC)


def new_page_id() -> PageId:
    """An ID that no other page has."""
    return PageId(secrets.token_hex(8))
