"""How long a large picture takes from a worker's hands into the window's process, by each way of handing it over.

    python -m tests.bench.handing_over

Interleaved medians: `pipe` pickles everything through the pipe, `named` pickles everything into shared memory with a
name (as it was done once), `crate` leaves the pixels out of the pickle and lays them into memory without a name.
"""

import os
import pickle
import statistics
import sys
import time
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.shared_memory import SharedMemory

from app.domain.pages import Picture
from app.runtime.travel import letter_of, send_home, take_in

ROUNDS = 25
SIZES_PX = ((400, 300), (1600, 1200), (4000, 3000))
_NAME = f"counterscan-bench-{os.getpid()}"


def send_through_pipe(pipe: Connection, picture: Picture) -> None:
    pipe.send(picture)


def take_from_pipe(pipe: Connection) -> object:
    return pipe.recv()


def send_named(pipe: Connection, picture: Picture) -> None:
    pickled = pickle.dumps(picture, pickle.HIGHEST_PROTOCOL)
    name = f"counterscan-bench-{os.getppid()}"
    shared = SharedMemory(name, create=True, size=len(pickled))
    assert shared.buf is not None
    shared.buf[: len(pickled)] = pickled
    pipe.send((name, len(pickled)))
    pipe.recv()
    shared.close()


def take_named(pipe: Connection) -> object:
    name, size_bytes = pipe.recv()
    shared = SharedMemory(name)
    assert shared.buf is not None
    pickled = bytes(shared.buf[:size_bytes])
    shared.close()
    shared.unlink()
    value = pickle.loads(pickled)
    pipe.send(None)
    return value


def send_in_crate(pipe: Connection, picture: Picture) -> None:
    send_home(pipe, letter_of(picture), f"counterscan-bench-{os.getppid()}")


def take_from_crate(pipe: Connection) -> object:
    return take_in(pipe, _NAME)


WAYS: dict[str, tuple[Callable[[Connection, Picture], None], Callable[[Connection], object]]] = {
    "pipe": (send_through_pipe, take_from_pipe),
    "named": (send_named, take_named),
    "crate": (send_in_crate, take_from_crate),
}


def serve(pipe: Connection) -> None:
    """The worker: hand the picture over in the way that is asked for, until there is nobody to ask."""
    while (asked := pipe.recv()) is not None:
        way, width, height = asked
        picture = Picture(width, height, os.urandom(4000) * (width * height // 1000))
        pipe.send(None)  # made; what follows is measured
        WAYS[way][0](pipe, picture)


def main() -> int:
    """Print a table: milliseconds of the clock, and as a ratio of the pipe's."""
    spawn = get_context("spawn")
    ours, theirs = spawn.Pipe()
    worker = spawn.Process(target=serve, args=(theirs,))
    worker.start()
    print(f"{'picture':>12} {'way':>6} {'ms':>8} {'ratio':>6} {'own CPU ms':>10}")
    for width, height in SIZES_PX:
        spans: dict[str, list[tuple[float, float]]] = {way: [] for way in WAYS}
        for _ in range(ROUNDS):
            for way in WAYS:
                spans[way].append(_measured(ours, way, width, height))
        medians = {way: [statistics.median(column) for column in zip(*spans[way], strict=True)] for way in WAYS}
        for way, (clock_s, cpu_s) in medians.items():
            ratio = clock_s / medians["pipe"][0]
            print(f"{width:>5} x {height:<4} {way:>6} {clock_s * 1000:8.2f} {ratio:6.2f} {cpu_s * 1000:10.2f}")
    ours.send(None)
    worker.join()
    return 0


def _measured(pipe: Connection, way: str, width: int, height: int) -> tuple[float, float]:
    pipe.send((way, width, height))
    pipe.recv()
    clock_s, cpu_s = time.perf_counter(), time.thread_time()
    value = WAYS[way][1](pipe)
    spent = time.perf_counter() - clock_s, time.thread_time() - cpu_s
    assert isinstance(value, Picture)
    assert len(value.pixels) == width * height * 4
    return spent


if __name__ == "__main__":
    sys.exit(main())
