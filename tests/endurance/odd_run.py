"""Walks odd files through one darkroom, two at a time, and prints what became of each: the child of `odd_files`.

python -m tests.endurance.odd_run SEED NUMBER…      (numbers come on standard input where none are given)
"""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import asdict

from app.flows.fitting_room import FIT_JOB
from app.runtime.darkroom import Darkroom
from tests.endurance.odd import Odd
from tests.endurance.odd_kinds import odd_file
from tests.endurance.odd_verdicts import Outcome, Verdict
from tests.endurance.odd_way import EYES_JOB, Way

AT_ONCE = 2


@asynccontextmanager
async def opened_darkroom() -> AsyncIterator[Darkroom]:
    """A darkroom that has imported what it needs, and that is closed at the end."""
    room = Darkroom(AT_ONCE)
    try:
        await room.warm_up(FIT_JOB, EYES_JOB)
        yield room
    finally:
        room.close()


async def walked(room: Darkroom, odd: Odd, number: int) -> Outcome:
    """What became of it. What took too long is tried once more: the machine may have been busy."""
    outcome = await Way(room, odd, number).go()
    is_slow = any(verdict == Verdict.HANG for verdict, _ in outcome.faults)
    return await Way(room, odd, number).go() if is_slow else outcome


async def _walk_all(seed: int, numbers: Iterator[int]) -> None:
    async with opened_darkroom() as room:

        async def walker() -> None:
            for number in numbers:
                print(f"begun {number}", flush=True)
                outcome = await walked(room, odd_file(seed, number), number)
                print(json.dumps(asdict(outcome)), flush=True)

        await asyncio.gather(*(walker() for _ in range(AT_ONCE)))


def main(words: list[str]) -> int:
    """Walk them all."""
    seed, *given = (int(word) for word in words)
    asyncio.run(_walk_all(seed, iter(given or [int(line) for line in sys.stdin])))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
