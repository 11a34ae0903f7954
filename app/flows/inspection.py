"""Inspection: a virus scanner looks at what comes in before anything opens it, where the policy asks for that."""

import hashlib
from collections.abc import Callable

from app.domain.errors import Problem, UnsafeFile
from app.domain.journal import Deed
from app.system.malware import Scanner, Verdict
from app.system.malware_scanners import scanner_at
from app.system.settings import MalwareCheck, Settings

NOT_SAFE = "This file is not safe"
NOT_CHECKED = "This file could not be checked for viruses"
SETTINGS_NEEDED = frozenset({"malware_check", "clamd_address"})
_DIGITS = 16  # of the hash that names a file in the journal: enough to find it again


class Inspector:
    """Asks the scanner about bytes as they came. Lives on the courier's loop.

    `note` writes into the journal: what happened, and by which hash the file can be known again.
    """

    def __init__(
        self, check: MalwareCheck, scanner: Scanner, note: Callable[[Deed, str], None] = lambda deed, file: None
    ) -> None:
        self._check, self._scanner, self._note = check, scanner, note

    async def let_in(self, content: bytes) -> bool:
        """May these bytes be opened? The answer is: have they been checked, if that was asked for.

        Raises `UnsafeFile` for malware, and where nobody could look at a file that has to be looked at. An empty file
        passes: there is nothing in it, and who opens it says so.
        """
        if self._check is MalwareCheck.OFF or not content:
            return True
        inspection = await self._scanner.inspect(content)
        if inspection.verdict is Verdict.CLEAN:
            return True
        if inspection.verdict is Verdict.INFECTED:
            self._note(Deed.FILE_UNSAFE, _named(content))
            advice = "Don't open it anywhere; tell your IT where it came from"
            raise UnsafeFile(Problem(NOT_SAFE, advice, inspection.reason))
        self._note(Deed.FILE_NOT_CHECKED, _named(content))
        if self._check is MalwareCheck.REQUIRE:
            advice = "Try again in a minute; if it stays so, tell your IT that the virus scanner does not answer"
            raise UnsafeFile(Problem(NOT_CHECKED, advice, inspection.reason))
        return False


def inspector_as_set(settings: Settings, note: Callable[[Deed, str], None] = lambda deed, file: None) -> Inspector:
    """The inspector that the settings ask for."""
    return Inspector(settings.malware_check, scanner_at(settings.clamd_address), note)


def _named(content: bytes) -> str:
    return file_mark(hashlib.sha256(content).hexdigest())


def file_mark(sha256: str) -> str:
    """How the journal calls a file: by the start of its SHA-256, never by its name."""
    return f"file {sha256[:_DIGITS]}"
