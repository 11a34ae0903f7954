"""What became of an odd file, in numbers and words that travel as JSON; what makes a sentence unfit for a person."""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.errors import Problem

LATE_NET = "This file could not be read"
"""What the worker says where no other sentence fits: never a crash, but words that could be better."""

_TECHNICAL = re.compile(r"Traceback|Error|Exception|[Ee]rrno|0x|_|\bNone\b|[<>{}\[\]\\|]|\bapp\.|\bline \d|pickle|!")
_LONGEST_TITLE, _LONGEST_DETAIL = 90, 120


class Verdict(StrEnum):
    """What no odd file may bring about."""

    CRASH = "crash"
    HANG = "hang"
    LOSS = "silent loss"
    WORDS = "wrong words"
    OUTPUT = "wrong output"


@dataclass(slots=True)
class Outcome:
    """What became of one input; filled while it goes its way.

    `taken` counts fitted pages, `torn` those marked for a person to look at, `refused` the titles of refusals, `died`
    jobs that took their worker along, `caught` refusals by the worker's last net. `changed`: what leaves differs from
    the file before its damage, in a format that has no means to notice.
    """

    number: int
    kind: str
    taken: int = 0
    torn: int = 0
    refused: list[str] = field(default_factory=list)
    died: list[str] = field(default_factory=list)
    caught: list[str] = field(default_factory=list)
    changed: bool = False
    faults: list[tuple[str, str]] = field(default_factory=list)
    slowest_s: float = 0.0
    slowest_job: str = ""

    def blame(self, verdict: Verdict, words: str) -> None:
        """Write down a fault."""
        self.faults.append((str(verdict), words))

    def timed(self, job: str, took_s: float) -> None:
        """Remember the slowest job."""
        if took_s > self.slowest_s:
            self.slowest_s, self.slowest_job = took_s, job


def wrong_words(problem: Problem) -> str | None:
    """Why a sentence can't be shown to a person; None where it can."""
    title, advice = problem.title, problem.advice
    if not title or not title[0].isupper() or title.endswith(".") or len(title) > _LONGEST_TITLE:
        return f"title {title!r}"
    if not advice or _TECHNICAL.search(title) or _TECHNICAL.search(advice):
        return f"words {problem.sentence!r}"
    if len(problem.detail) > _LONGEST_DETAIL or not problem.detail.isascii() or "\n" in problem.detail:
        return f"detail {problem.detail[:60]!r}"
    return None
