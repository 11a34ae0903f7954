"""What an upload warns of without stopping: IDs that DRX does not know, as the window says of them too."""

import asyncio
from collections.abc import Mapping, Sequence

from app.cli.speech import complain
from app.domain.errors import AppError, Problem
from app.domain.records import RecordKind
from app.flows.counter import Counter
from app.flows.routing import UNKNOWN_ID

ASKING_WAIT_S = 5.0
"""So long an upload waits for the answer at its end; a slow look-up holds nothing up."""

WARNING = Problem(UNKNOWN_ID.title, "Check the ID and the kind of record")


def begin_asking(counter: Counter, ids: Mapping[RecordKind, str]) -> "asyncio.Task[list[str]]":
    """Ask DRX about the named IDs while the pages are fitted and sent; to be ended with `warnings_of`."""
    return asyncio.create_task(_unknown(counter, ids))


async def _unknown(counter: Counter, ids: Mapping[RecordKind, str]) -> list[str]:
    """The options whose IDs DRX does not know; empty where it can't be asked."""
    try:
        return [f"--{kind.value} {ids[kind]}" for kind in ids if await counter.routing.is_unknown(kind, ids[kind])]
    except AppError:
        return []


async def warnings_of(asking: "asyncio.Task[list[str]]") -> Sequence[str]:
    """The warnings, each said on standard error as well; none where the answer takes too long."""
    try:
        unknown = await asyncio.wait_for(asking, ASKING_WAIT_S)
    except TimeoutError:
        return []
    for option in unknown:
        complain(WARNING, option)
    return [f"{option}: {WARNING.sentence}" for option in unknown]
