"""Files that are no pages yet: ZIPs with files inside, and PDFs that a password opens. The work is the darkroom's."""

from dataclasses import replace

from app.domain.errors import WrongPassword
from app.domain.pages import ArchiveMember, BrokenFile
from app.runtime.darkroom import Darkroom

MEMBERS_JOB = "app.imaging.archive:members"
UNLOCK_JOB = "app.imaging.pdf:unlocked"


async def members_of(darkroom: Darkroom, content: bytes) -> tuple[ArchiveMember, ...]:
    """The files in a ZIP, in their order. Raises `AppError` for one that is torn, empty or over a bound."""
    found: tuple[ArchiveMember, ...] = await darkroom.run(MEMBERS_JOB, content)
    return found


async def opened(darkroom: Darkroom, locked: BrokenFile, content: bytes, password: str) -> bytes | BrokenFile:
    """The bytes without their password; the same tile with what is to be said where they could not be had.

    The password goes to the darkroom and is kept nowhere. Raises `AppError` for everything but a wrong one.
    """
    try:
        found: bytes = await darkroom.run(UNLOCK_JOB, content, password)
    except WrongPassword as failure:
        return replace(locked, problem=failure.problem)
    return found
