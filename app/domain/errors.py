"""What can go wrong, in words a technician understands; the only errors that cross a floor."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that went wrong: a title, the one thing to do about it, and a technical line behind "Details".

    None of the three ever carries patient data, a key or a URL with its token.
    """

    title: str
    advice: str = ""
    detail: str = ""

    @property
    def sentence(self) -> str:
        """Title and advice as one line, for a terminal or a screen reader."""
        return f"{self.title}. {self.advice}." if self.advice else f"{self.title}."


class AppError(Exception):
    """A failure that a clerk can mend or understand; carries its `Problem`. Travels between processes."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem

    def __str__(self) -> str:
        return self.problem.sentence


class UnreadableFile(AppError):
    """A file that is torn, empty, encrypted, too large or of a kind we do not take."""


class LockedFile(UnreadableFile):
    """A file that opens with a password only: whoever has it can open it here."""


class PackedFiles(UnreadableFile):
    """An archive: not a page, but files of their own inside."""


class WrongPassword(AppError):
    """A password that does not open the file it was typed for."""


class UnsafeFile(AppError):
    """A file in which malware was found, or that nobody could check where the policy asks for that; nothing is kept."""


class CannotFit(AppError):
    """A page that can't be brought within the limits as it is."""


class JobDied(AppError):
    """A darkroom job that crashed, took too long or took too much memory."""


class KeyMissing(AppError):
    """A secret that is needed is not there, or the keyring that holds it can't be opened."""


class StoreDamaged(AppError):
    """Something we kept on this computer can't be read back (wrong key, damaged bytes)."""


class StorageFull(AppError):
    """The disk has no room for what should be kept; what is kept already is safe."""


class IllegalMove(AppError):
    """An entry of the outbox was to make a move that its stage does not allow (`parcels.LEGAL_MOVES`)."""


class EntryGone(AppError):
    """An entry that is no longer in the outbox: a person took it back, or it was forgotten after its delivery."""


class FolderGone(AppError):
    """A folder that is watched can't be looked into: a share that went away, a stick that was pulled."""

    def __init__(self, problem: Problem, reason: str = "") -> None:
        super().__init__(Problem(problem.title, problem.advice, reason) if reason else problem)
        self.args = (problem, reason)


class WrongSetting(AppError):
    """A setting, argument or address that makes no sense."""


class Unreachable(AppError):
    """The world will mend it: no connection, a busy server. `wait_s` is what the server asked for, if it did."""

    def __init__(self, problem: Problem, wait_s: float | None = None) -> None:
        super().__init__(problem)
        self.args = (problem, wait_s)
        self.wait_s = wait_s


class Refused(AppError):
    """DRX says no for good; `status` is the HTTP status it said it with."""

    def __init__(self, problem: Problem, status: int) -> None:
        super().__init__(problem)
        self.args = (problem, status)
        self.status = status


class KeyRefused(Refused):
    """DRX does not know the API key (401): sending stops until a person enters a new one."""


class LookupMissing(AppError):
    """This store has no look-up of that kind, or the key may not use it (401, 403, 404); IDs still work."""


class StrangeAnswer(AppError):
    """An answer that is not what the documents say; never taken for a success."""


class ImageGone(AppError):
    """The host of an image refused its URL: the token in it has run out. List the record again, then try once more."""
