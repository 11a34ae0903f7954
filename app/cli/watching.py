"""What `counterscan watch` heard of files and pages, and how it tells that: a line each, or one document at the end."""

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any  # Any: what JSON can hold

from app.cli.speech import Answer, Status, complain, say
from app.cli.upload import Result, line_of, row_of
from app.cli.waiting import Fate, fate_of, status_of, tell_what_waits
from app.domain.capture_shelf import WatchedFolder
from app.domain.errors import Problem
from app.domain.hot_folder import INCOMPLETE, AfterTaking, FileState, Watched
from app.domain.parcels import EntryId, OutboxEntry
from app.flows.counter import Counter
from app.flows.delivery import is_settled
from app.flows.hot_watch import FileReport
from app.flows.staff import utc_now

MAX_ROWS = 20_000
"""Of each list in the document: the last ones. What is told line by line has no bound."""

_SAFE = (FileState.TAKEN, FileState.ALREADY_TAKEN)


class Watching:
    """Hears on the courier's loop; answers when that has ended."""

    def __init__(self, folder: Path, after: AfterTaking, *, is_quiet: bool) -> None:
        """`is_quiet`: nothing on standard output before the end."""
        self._folder, self._after, self._is_quiet = folder, after, is_quiet
        self._files: list[FileReport] = []
        self._pages: dict[EntryId, Result] = {}
        self._settled: list[Result] = []
        self._problem: Problem | None = None
        self.news = 0
        """Grows with everything that happens."""
        self._needs_person = False
        self._has_told_key = False

    @property
    def pending(self) -> tuple[EntryId, ...]:
        """The entries that have not come to their end."""
        return tuple(self._pages)

    def hear(self, report: FileReport) -> None:
        """What became of a file."""
        self.news += 1
        if report.problem is not None and report.state in _SAFE:  # told of before, and can't be put away
            self._needs_person = True
            complain(report.problem, str(self._folder / report.name))
            return
        self._files.append(report)
        del self._files[:-MAX_ROWS]
        for queued in report.queued:
            page = queued.page
            name = self._folder / report.name
            self._pages[queued.entry.id] = Result(name, page.imported.frame + 1, page, queued.entry, Fate("waiting"))
        if report.state not in _SAFE:
            self._needs_person = True
            complain(report.problem or INCOMPLETE, str(self._folder / report.name))
        elif report.state is FileState.TAKEN or self._after is not AfterTaking.LEAVE:
            self._say(_told(report, self._folder))

    def hear_rest(self, files: Iterable[Watched]) -> None:
        """What still lies in the folder when it is left."""
        for file in files:
            if not file.is_told:
                self.hear(FileReport(file.seen.name, file.state or FileState.INCOMPLETE, file.problem or INCOMPLETE))

    def note(self, counter: Counter, entries: Collection[OutboxEntry]) -> None:
        """How these pages stand; each is told of when it has come to its end."""
        for entry in entries:
            result = self._pages.get(entry.id)
            if result is None:
                continue
            result.entry, result.fate = entry, fate_of(counter, entry)
            if is_settled(entry, utc_now()):
                self._tell(self._pages.pop(entry.id))
            elif result.fate.needs_person and not self._has_told_key and result.fate.problem is not None:
                self._has_told_key = True  # the key is missing or refused: once is enough
                complain(result.fate.problem)

    def tell_of_folder(self, view: WatchedFolder | None) -> None:
        """Say it once when the folder goes, and when it is back."""
        problem = view.problem if view is not None and not view.is_there else None
        if problem is not None and self._problem is None:
            complain(problem, str(self._folder))
        if problem is None and self._problem is not None:
            self._say(f"back  {self._folder}")
        self._problem = problem

    def _tell(self, result: Result) -> None:
        self.news += 1
        self._settled.append(result)
        del self._settled[:-MAX_ROWS]
        self._say(line_of(row_of(result)))
        if result.fate.needs_person and result.fate.problem is not None:
            self._needs_person = True
            complain(result.fate.problem, f"{result.file}, page {result.page}")

    def _say(self, line: str) -> None:
        if not self._is_quiet:
            say(line)

    def answer(self) -> Answer:
        """The one document, and the exit status that files and pages come to."""
        waiting = list(self._pages.values())
        tell_what_waits([result.fate for result in waiting])
        results = [*self._settled, *waiting]
        status = Status.NEEDS_PERSON if self._needs_person else status_of([result.fate for result in results])
        document = {
            "files": [_file_row(report, self._folder) for report in self._files],
            "pages": [row_of(result) for result in results],
        }
        return Answer(status, document)


def _told(report: FileReport, folder: Path) -> str:
    pages = "1 page" if report.page_count == 1 else f"{report.page_count} pages"
    sheets = "1 separator" if report.left_out == 1 else f"{report.left_out} separators"
    told = [report.state.value.replace("_", " "), str(folder / report.name)]
    told += [pages] if report.state is FileState.TAKEN else []
    return "  ".join([*told, f"{sheets} left out"] if report.left_out else told)


def _file_row(report: FileReport, folder: Path) -> dict[str, Any]:
    """A file as JSON has it."""
    return {
        "file": str(folder / report.name),
        "pages": report.page_count,
        "separators": report.left_out,
        "state": report.state.value,
        "problem": report.problem.sentence if report.problem is not None else None,
    }
