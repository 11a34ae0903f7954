"""Darkrooms for the tests: closed whatever happens, with a bell that a job rings, and a look at what is left behind."""

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from app.domain.errors import AppError
from app.runtime.darkroom import Darkroom
from app.runtime.sharing import shared_prefix

LARGE = bytes(range(256)) * 4096  # 1 MiB: travels in shared memory
LONG_S = 60.0


@asynccontextmanager
async def darkroom(workers: int = 1, **settings: float) -> AsyncIterator[Darkroom]:
    """A darkroom that is closed whatever happens."""
    room = Darkroom(workers, settings.get("job_wait_s", LONG_S))
    try:
        yield room
    finally:
        room.close()


async def error_of(work: Awaitable[object]) -> AppError:
    """The error that this ends with."""
    with pytest.raises(AppError) as caught:
        await work
    return caught.value


@asynccontextmanager
async def doorbell() -> AsyncIterator[asyncio.Queue[int]]:
    """The numbers of the processes whose jobs ring; for workers that are started inside.

    They ring at standard error, the only line out of their cage.
    """
    loop = asyncio.get_running_loop()
    rung: asyncio.Queue[int] = asyncio.Queue()
    listening, ringing = os.pipe()
    standard_error = os.dup(2)
    os.dup2(ringing, 2)  # what a worker inherits
    os.close(ringing)

    def listen() -> None:
        for number in os.read(listening, 4096).split():
            rung.put_nowait(int(number))

    loop.add_reader(listening, listen)
    try:
        yield rung
    finally:
        loop.remove_reader(listening)
        os.dup2(standard_error, 2)
        os.close(standard_error)
        os.close(listening)


def shared_names() -> set[str]:
    """The shared memory of this program, where it can be listed; other programs on the machine have their own."""
    folder = Path("/dev/shm")
    return {path.name for path in folder.glob(f"{shared_prefix(os.getpid())}*")} if folder.is_dir() else set()
