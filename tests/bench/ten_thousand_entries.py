"""How the outbox bears ten thousand queued pages: a table of times and memory, to be read, not a test.

    python -m tests.bench.ten_thousand_entries [--entries N]

The targets are those of the issue: the outbox view in under 200 ms, the queueing of one page in under 20 ms plus its
flushes, memory that stays where it is.
"""

import argparse
import gc
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import psutil

from app.domain.parcels import OutboxEntry
from app.flows.counter import Counter
from app.practice.server import PRACTICE_KEY
from app.system.key_files import make_vault_key_file
from tests.flows.ground import Ground

TIMES = 20
BATCH = 500
NOWHERE = "http://127.0.0.1:1"


def median_ms(act: Callable[[], object], times: int = TIMES) -> float:
    """The median of so many runs, in milliseconds."""
    seconds = []
    for _ in range(times):
        began = time.perf_counter()
        act()
        seconds.append(time.perf_counter() - began)
    return 1000 * sorted(seconds)[times // 2]


def flush_ms(folder: Path) -> float:
    """One flush of a small file on this disk."""
    with (folder / "flushed").open("wb") as file:

        def flush() -> None:
            file.write(b"x" * 4096)
            file.flush()
            os.fsync(file.fileno())

        return median_ms(flush)


def resident_mb() -> float:
    """The memory of this process."""
    gc.collect()
    return float(psutil.Process().memory_info().rss) / 1e6


def main(words: Sequence[str]) -> int:
    """Fill an outbox and print the table."""
    parser = argparse.ArgumentParser(prog="ten_thousand_entries", description=__doc__)
    parser.add_argument("--entries", type=int, default=10_000)
    count = parser.parse_args(words).entries
    with tempfile.TemporaryDirectory(prefix="ten-thousand-") as name:
        folder = Path(name)
        make_vault_key_file(folder / "vault.key")
        environ = {
            "COUNTERSCAN_HOME": str(folder / "home"),
            "COUNTERSCAN_VAULT_KEY_FILE": str(folder / "vault.key"),
            "COUNTERSCAN_URL": NOWHERE,
            "COUNTERSCAN_API_KEY": PRACTICE_KEY,
            "COUNTERSCAN_RECALL_S": "0",
        }
        empty_mb = resident_mb()
        ground = _opened(environ)
        first = ground.entry()
        for start in range(0, count, BATCH):
            made = [_another(first, number) for number in range(start, min(start + BATCH, count))]
            ground.do(partial(_add, made=made))
        ground.close()
        began = time.perf_counter()
        ground = _opened(environ)
        ground.do(lambda counter: len(counter.courier.ledger.entries))
        start_ms = 1000 * (time.perf_counter() - began)
        open_mb = resident_mb()
        extra = iter([_another(first, count + number) for number in range(TIMES)])
        view_ms = ground.do(lambda counter: median_ms(counter.courier.view))
        queue_ms = ground.do(lambda counter: median_ms(lambda: _queue(counter, next(extra))))
        put_ms = ground.do(
            lambda counter: median_ms(lambda: counter.sessions.need().store.vault.put(os.urandom(900_000)))
        )
        move_ms = ground.do(lambda counter: median_ms(lambda: _move(counter)))
        again_mb = [
            (ground.do(lambda counter: [counter.courier.view() for _ in range(30)]), resident_mb())[1] for _ in range(3)
        ]
        rows = (
            ("opening the store, its outbox and a session", f"{start_ms:9.1f} ms"),
            ("making the outbox view", f"{view_ms:9.1f} ms"),
            ("queueing one entry (its row, flushed)", f"{queue_ms:9.1f} ms"),
            ("moving one entry (intent, flushed)", f"{move_ms:9.1f} ms"),
            ("keeping 900 kB in the vault (encrypted, flushed)", f"{put_ms:9.1f} ms"),
            ("one flush of this disk", f"{flush_ms(folder):9.1f} ms"),
            ("memory before, with all entries", f"{empty_mb:9.0f} MB, {open_mb:.0f} MB"),
            ("memory after 30, 60 and 90 more views", "".join(f"{mb:9.0f} MB" for mb in again_mb)),
        )
        ground.close()
    print(f"{count} queued entries")
    for what, value in rows:
        print(f"  {what:52} {value}")
    return 0


def _opened(environ: dict[str, str]) -> Ground:
    ground = Ground(environ)
    ground.do(lambda counter: setattr(counter.courier, "is_paused", True))
    ground.house.run(lambda counter: counter.connect.open_as_set())
    return ground


def _another(entry: OutboxEntry, number: int) -> OutboxEntry:
    return replace(entry, id=type(entry.id)(f"{number:016x}"), name=f"ID front {number:010d}.jpg")


def _add(counter: Counter, made: Sequence[OutboxEntry]) -> None:
    counter.sessions.need().store.outbox.add(made)


def _queue(counter: Counter, entry: OutboxEntry) -> None:
    counter.sessions.need().store.outbox.add([entry])
    counter.courier.take([entry])


def _move(counter: Counter) -> None:
    entry = counter.courier.ledger.entries[0]
    counter.courier.ledger.write(replace(entry, failures=entry.failures + 1))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
