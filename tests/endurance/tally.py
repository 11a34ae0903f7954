"""The last line of every proof, the same in each, so that `all` can make one table of them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tests.endurance.computer import Findings

_LINE = re.compile(r"^= runs (\d+), lost (\d+), doubled (\d+), orphans (\d+), broken (\d+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Result:
    """How often something was tried, what became of the pages, and how many runs broke their promise in any way."""

    runs: int
    lost: int = 0
    doubled: int = 0
    orphans: int = 0
    broken: int = 0

    def __str__(self) -> str:
        return (
            f"= runs {self.runs}, lost {self.lost}, doubled {self.doubled}, orphans {self.orphans},"
            f" broken {self.broken}"
        )


def result_of(found: Iterable[Findings]) -> Result:
    """The result of runs, each with its findings."""
    all_of_them = tuple(found)
    return Result(
        runs=len(all_of_them),
        lost=sum(len(one.lost) for one in all_of_them),
        doubled=sum(len(one.doubled) for one in all_of_them),
        orphans=sum(len(one.orphans) for one in all_of_them),
        broken=sum(not one.is_kept for one in all_of_them),
    )


def read(printed: str) -> Result | None:
    """The result in what a proof printed; None where it says none."""
    found = _LINE.search(printed)
    return Result(*map(int, found.groups())) if found else None
