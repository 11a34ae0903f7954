"""A counter in this process with the waits of a network cut short, so that hundreds of lost answers take minutes."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any  # Any: the client's own arguments, passed on as they come

from app.domain.parcels import Attempt, StoredImage
from app.domain.records import Link
from app.domain.stores import address_of
from app.flows.counter import Counter
from app.practice.server import PRACTICE_KEY
from app.remote.body import Progress
from app.remote.client import DrxClient
from app.remote.line import Timeouts
from app.system.key_files import make_vault_key_file
from tests.flows.ground import Ground

SHORT = Timeouts(connect_s=1, read_s=1, write_s=1, question_s=2, image_s=2, upload_s=2)
SLACK_S = 1.0
"""What a busy machine may add to a deadline before it counts as missed."""
LOW_DICE = 0.05
OPEN_WAIT_S = 30.0
HEAD_BYTES = 1_000
"""Of a body, besides the page in Base64."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question or one upload, how long it took, and how long it might have taken."""

    what: str
    elapsed_s: float
    deadline_s: float

    @property
    def is_late(self) -> bool:
        """Did it overrun its deadline?"""
        return self.elapsed_s > self.deadline_s + SLACK_S


class TimedClient(DrxClient):
    """The product's client with a stopwatch."""

    def __init__(self, url: str) -> None:
        super().__init__(address_of(url), PRACTICE_KEY, timeouts=SHORT)
        self.exchanges: list[Exchange] = []

    async def upload(
        self,
        name: str,
        links: Sequence[Link],
        created_on: datetime,
        content: bytes,
        on_progress: Progress | None = None,
    ) -> Attempt:
        """As the client does it."""
        began, deadline_s = time.monotonic(), SHORT.for_upload(HEAD_BYTES + 4 * len(content) // 3)
        try:
            return await super().upload(name, links, created_on, content, on_progress)
        finally:
            self.exchanges.append(Exchange("upload", time.monotonic() - began, deadline_s))

    async def images(self, *place: Any, **named: Any) -> tuple[StoredImage, ...]:
        """As the client does it."""
        began = time.monotonic()
        try:
            return await super().images(*place, **named)
        finally:
            self.exchanges.append(Exchange("question", time.monotonic() - began, SHORT.question_s))


@contextmanager
def open_ground(
    folder: Path,
    url: str,
    settle_s: float = 1.0,
    now: Callable[[], datetime] | None = None,
    *,
    is_attended: bool = False,
) -> Iterator[tuple[Ground, TimedClient]]:
    """A counter that works with the store at `url`; `now` is the courier's clock where it is not the computer's.

    `is_attended` lets it be worked with as a window does, through the desk."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "vault.key").exists():
        make_vault_key_file(folder / "vault.key")
    environ = {
        "COUNTERSCAN_HOME": str(folder / "home"),
        "COUNTERSCAN_VAULT_KEY_FILE": str(folder / "vault.key"),
        "COUNTERSCAN_URL": url,
        "COUNTERSCAN_API_KEY": PRACTICE_KEY,
        "COUNTERSCAN_SETTLE_S": str(settle_s),
        "COUNTERSCAN_LOOKS_FOR_SCANNERS": "no",
        "COUNTERSCAN_RECALL_S": "0",
    }
    ground = Ground(environ)
    try:
        if is_attended:
            ground.house.open(practice=False).result(OPEN_WAIT_S)
        yield ground, ground.house.run(lambda counter: _opened(counter, url, now))
    finally:
        ground.close()


async def _opened(counter: Counter, url: str, now: Callable[[], datetime] | None) -> TimedClient:
    courier = counter.courier
    for part in _parts_of(counter, set()):
        if hasattr(part, "_dice"):
            part._dice = lambda: LOW_DICE
        if now is not None and hasattr(part, "_now"):
            part._now = now
    courier.is_paused = True  # until it has the client with the stopwatch
    await counter.connect.open_as_set()
    session, client = counter.sessions.need(), TimedClient(url)
    before, session.client = session.client, client
    if before is not None:
        await before.aclose()
    courier.is_paused = False
    courier._stir()  # not `send_now`: what waits for its time goes on waiting
    return client


def _parts_of(part: object, seen: set[int]) -> Iterator[Any]:
    """A flow and every flow that it holds: each of them keeps the clock and the dice that it was made with."""
    if not type(part).__module__.startswith("app.flows") or id(part) in seen:
        return
    seen.add(id(part))
    yield part
    for inner in list(getattr(part, "__dict__", {}).values()):
        yield from _parts_of(inner, seen)
