"""Odd and hostile files, thinly: `python -m tests.endurance.odd_files` tries a hundred thousand."""

import asyncio
import sys

import pytest

from tests.endurance.odd import Odd
from tests.endurance.odd_files import outcomes
from tests.endurance.odd_kinds import KINDS, kind_of, odd_file, one_of_kind
from tests.endurance.odd_run import opened_darkroom
from tests.endurance.odd_verdicts import Outcome
from tests.endurance.odd_way import Way

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="counts the workers' time by way of /proc")
SLOW = frozenset({"PDF forms", "PDF operators", "PDF bomb", "TIFF bomb", "ZIP bomb", "PNG hostile", "PDF pages"})
"""Bombs: seconds each, and meant to be ended. The soak has them."""
NAIVE_NUMBERS = range(100, 160)


async def _walked(odd_files: list[Odd]) -> list[Outcome]:
    async with opened_darkroom() as room:
        return [await Way(room, odd, number).go() for number, odd in enumerate(odd_files)]


def test_one_file_of_every_odd_kind_does_no_harm() -> None:
    found = asyncio.run(_walked([one_of_kind(kind, 0) for kind in KINDS if kind not in SLOW]))
    assert [(one.kind, one.faults, one.died) for one in found if one.faults or one.died] == []


def test_an_odd_file_is_the_same_whenever_its_number_is_drawn() -> None:
    assert [odd_file(1, number) for number in range(40)] == [odd_file(1, number) for number in range(40)]


def test_opening_the_same_files_without_care_would_fail() -> None:
    """The naive variant: it shows that the first test can fail."""
    numbers = [number for number in NAIVE_NUMBERS if kind_of(1, number) not in SLOW]
    found = list(outcomes(1, numbers, naive=True))
    assert any(one.faults for one in found)
