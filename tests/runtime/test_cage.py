"""The cage: a worker on Linux computes and reads its own program, and everything else is refused to it."""

import asyncio
import os
import sys
from pathlib import Path

import pytest

from app.domain.errors import JobDied
from app.runtime import landlock
from app.runtime.cage import BEHIND_THE_WINDOW, CPU_A_JOB_S, MEMORY_A_JOB_BYTES, Bound
from tests.runtime.rooms import darkroom

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these bounds are Linux's")
JOBS = "tests.runtime.forbidden_jobs"
REFUSED_FILES = ("read a file", "look into a folder", "write a file", "write shared memory")
REFUSED_CALLS = (
    "make a folder",
    "rename a file",
    "unlink a file",
    "link a file",
    "open a connection",
    "open a socket",
    "open a pair of sockets",
    "start a program",
    "start a process",
    "start a program beside it",
    "trace the window",
    "kill the window",
    "kill the group",
    "limit the window",
    "read another's key",
)


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What a worker was told to everything that it tried, and that it was still there afterwards."""
    existing = tmp_path_factory.mktemp("somebody") / "page.jpg"
    existing.write_bytes(b"a page")

    async def scene() -> dict[str, str]:
        async with darkroom() as room:
            worker = await room.run("tests.runtime.darkroom_jobs:process_id", b"")
            told: dict[str, str] = await room.run(f"{JOBS}:attempts", b"", str(existing))
            same = await room.run("tests.runtime.darkroom_jobs:process_id", b"")
            return told | {"the worker": "lives" if same == worker else "died"}

    told = asyncio.run(scene())
    assert existing.read_bytes() == b"a page"
    assert list(existing.parent.iterdir()) == [existing]
    return told


@pytest.mark.parametrize("attempt", REFUSED_FILES)
def test_a_worker_reaches_no_file_of_anybody(answers: dict[str, str], attempt: str) -> None:
    assert answers[attempt] == "EACCES"


@pytest.mark.parametrize("attempt", ["read the window's memory", "read the window's environment"])
def test_a_worker_sees_nothing_of_the_window(answers: dict[str, str], attempt: str) -> None:
    assert answers[attempt] == "EACCES"


@pytest.mark.parametrize("attempt", REFUSED_CALLS)
def test_a_worker_is_refused_what_no_decoder_needs(answers: dict[str, str], attempt: str) -> None:
    assert answers[attempt] in ("EPERM", "EACCES")


@pytest.mark.parametrize("attempt", ["ask the kernel's rings", "make a process the new way"])
def test_calls_newer_than_the_filter_are_unknown_to_a_worker(answers: dict[str, str], attempt: str) -> None:
    assert answers[attempt] == "ENOSYS"


@pytest.mark.parametrize("attempt", ["raise the memory", "raise the file size", "leave a core file"])
def test_a_worker_cannot_raise_a_limit_even_as_root(answers: dict[str, str], attempt: str) -> None:
    assert answers[attempt] in ("EPERM", "ValueError")


def test_a_worker_opens_few_files(answers: dict[str, str]) -> None:
    assert answers["open many files"] == "EMFILE"


def test_a_worker_that_was_refused_works_on(answers: dict[str, str]) -> None:
    assert answers["the worker"] == "lives"


def test_a_worker_may_start_threads() -> None:
    async def scene() -> None:
        async with darkroom() as room:
            assert await room.run(f"{JOBS}:threads_sum", b"") == 6

    asyncio.run(scene())


def test_a_worker_comes_behind_the_window() -> None:
    async def scene() -> None:
        async with darkroom() as room:
            worker = await room.run("tests.runtime.darkroom_jobs:process_id", b"")
            assert os.getpriority(os.PRIO_PROCESS, worker) == os.nice(0) + BEHIND_THE_WINDOW

    asyncio.run(scene())


def test_everything_that_bounds_the_workers_can_be_told() -> None:
    async def scene() -> None:
        async with darkroom() as room:
            await room.warm_up()
            assert room.bounds == {Bound.MEMORY, Bound.FILES, Bound.SYSTEM_CALLS, Bound.PROGRAMS}

    asyncio.run(scene())


def test_each_job_gets_its_own_room_and_time() -> None:
    async def scene() -> None:
        async with darkroom() as room:
            spans = [
                (await room.run(f"{JOBS}:everyday_room_bytes", b""), await room.run(f"{JOBS}:processor_time_s", b""))
                for _ in range(2)
            ]
            assert all(0.9 * MEMORY_A_JOB_BYTES < room_bytes <= MEMORY_A_JOB_BYTES for room_bytes, _ in spans)
            assert all(CPU_A_JOB_S <= time_s < 2 * CPU_A_JOB_S for _, time_s in spans)

    asyncio.run(scene())


def test_a_page_that_needs_more_memory_gets_it_at_the_second_try() -> None:
    async def scene() -> None:
        async with darkroom() as room:
            assert await room.run(f"{JOBS}:needs_a_large_room", b"") == "enough"

    asyncio.run(scene())


def test_a_worker_that_was_taken_over_runs_nothing_in_the_windows_process() -> None:
    async def scene() -> None:
        async with darkroom() as room:
            with pytest.raises(JobDied):
                await room.run(f"{JOBS}:forge", b"")
            assert await room.run("tests.runtime.darkroom_jobs:length", b"12") == 2

    asyncio.run(scene())


def test_a_frozen_worker_may_read_the_program_file_that_its_modules_lie_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert Path(sys.executable) in landlock.readable_places()
