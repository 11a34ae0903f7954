"""What can go wrong before HTTP begins: names, connections, TLS over a real socket; and bodies that nobody reads.

Part of `lying_network`, which prints its rows. Each lie meets a page twice, then all goes well: the page must be
delivered then, be in the store once, never be called delivered before, and no attempt may outlive its deadline. The
naive client trusts every certificate, as those do who were told that this "fixes" the error.
"""

import contextlib
import io
import random
import socket
import time
from collections import Counter as Tally
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import httpx
from PIL import Image

from app.domain.parcels import OutboxEntry, Stage
from app.practice.server import PRACTICE_KEY, PracticeStore
from tests.endurance import naive_client
from tests.endurance.certificates import Authority
from tests.endurance.gate import HOST, NAME_IN_DNS, Gate, Lie
from tests.endurance.short_waits import TimedClient, open_ground
from tests.flows.ground import Ground, drawn

SETTLE_S = 1.0
TIMES_EACH = 2
LARGE_SIDE_PX = 1900
NEEDS_LARGE_PAGE = frozenset({Lie.HANG_BEFORE_BODY, Lie.HANG_IN_BODY})
"""A small page fits into the buffers between the two ends, whoever reads it."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One page and one fault."""

    is_delivered: bool
    copies: int
    late_exchanges: int
    longest_s: float
    is_met: bool = True

    @property
    def is_kept(self) -> bool:
        """Was the promise kept, and was there anything to keep it against?"""
        return self.is_delivered and self.copies == 1 and self.late_exchanges == 0 and self.is_met


def trial_of(
    ground: Ground, client: TimedClient, store: PracticeStore, queued: OutboxEntry, is_met: bool = True
) -> Trial:
    """What became of a page once it is settled."""
    settled = ground.settled(queued)
    names = [image.name for image in store.uploaded_images()]
    is_delivered = settled.stage is Stage.DELIVERED and queued.name in names
    longest_s = max((exchange.elapsed_s for exchange in client.exchanges), default=0.0)
    late = sum(exchange.is_late for exchange in client.exchanges)
    return Trial(is_delivered, Tally(names)[queued.name], late, longest_s, is_met)


def lies(lie: Lie, times: int, folder: Path, authority: Authority) -> Iterator[Trial]:
    """So many pages, one after the other, each met by this lie."""
    with (
        PracticeStore(with_pictures=False) as store,
        Gate(store.url, authority) as gate,
        open_ground(folder, f"https://{HOST}:{gate.port}", SETTLE_S) as (ground, client),
    ):
        for number in range(times):
            client.exchanges.clear()
            gate.plan(lie, TIMES_EACH)
            queued = ground.send(content=_page(lie, number))
            seen = trial_of(ground, client, store, queued)
            yield replace(seen, is_met=gate.met > 0)
            gate.free()


def refused(times: int, folder: Path) -> Iterator[Trial]:
    """The store is cut off, and comes back after two attempts."""
    with PracticeStore(with_pictures=False) as store, open_ground(folder, store.url, SETTLE_S) as (ground, client):
        for number in range(times):
            client.exchanges.clear()
            store.offline = True
            queued = ground.send(content=drawn(shade=100 + number))
            waiting = _after_failing(ground, queued)
            store.offline = False
            ground.do(lambda counter: counter.courier.send_now())
            yield trial_of(ground, client, store, queued, is_met=waiting)


def no_name(times: int, folder: Path, authority: Authority) -> Iterator[Trial]:
    """The store's name is not known to this computer's resolver, and becomes known after two attempts."""
    with (
        PracticeStore(with_pictures=False) as store,
        Gate(store.url, authority) as gate,
        forgetful() as names,
        open_ground(folder, f"https://{NAME_IN_DNS}:{gate.port}", SETTLE_S) as (ground, client),
    ):
        for number in range(times):
            client.exchanges.clear()
            names.clear()
            queued = ground.send(content=drawn(shade=100 + number))
            waiting = _after_failing(ground, queued)
            names.add(NAME_IN_DNS)
            ground.do(lambda counter: counter.courier.send_now())
            yield trial_of(ground, client, store, queued, is_met=waiting)


@contextmanager
def forgetful() -> Iterator[set[str]]:
    """While this holds, names that are put into the set are on loopback; the others go to the real resolver."""
    known: set[str] = set()
    real = socket.getaddrinfo

    def look_up(host, port, *more, **named):  # type: ignore[no-untyped-def]  # as the function that it stands before
        name = host.decode() if isinstance(host, bytes) else host
        return real("127.0.0.1" if name in known else host, port, *more, **named)

    socket.getaddrinfo = look_up
    try:
        yield known
    finally:
        socket.getaddrinfo = real


def naive_lies(lie: Lie, times: int, authority: Authority) -> Iterator[Trial]:
    """The same for a client that trusts every certificate, tries three times, and believes every 200."""
    with PracticeStore(with_pictures=False) as store, Gate(store.url, authority) as gate:
        for number in range(times):
            gate.plan(lie, 1)
            name, began, is_told = f"ID front {number}.jpg", time.monotonic(), False
            for _ in range(naive_client.TRIES):
                with contextlib.suppress(httpx.HTTPError):
                    naive_client.send(
                        "pat_12345", name, drawn(), f"https://{HOST}:{gate.port}", PRACTICE_KEY, verify=False
                    )
                    is_told = True
                    break
            gate.free()
            copies = Tally(image.name for image in store.uploaded_images())[name]
            yield Trial(is_told and copies > 0, copies, 0, time.monotonic() - began, gate.met > 0)


def _after_failing(ground: Ground, queued: OutboxEntry) -> bool:
    """Wait for two failures: does the page wait then, sent nowhere?"""
    after = ground.wait_for_entry(queued, lambda entry: entry.failures >= 2)
    return after.stage is Stage.QUEUED and after.sends == 0


def _page(lie: Lie, number: int) -> bytes:
    if lie not in NEEDS_LARGE_PAGE:
        return drawn(shade=100 + number)
    side = LARGE_SIDE_PX
    content = io.BytesIO()
    page = Image.frombytes("RGB", (side, side), random.Random(number).randbytes(side * side * 3))
    page.save(content, "JPEG", quality=92, dpi=(300, 300))
    return content.getvalue()
