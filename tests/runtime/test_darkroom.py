"""The darkroom: what one job does to its process harms no other job and leaves nothing behind."""

import asyncio
import multiprocessing
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from app.domain.errors import AppError, JobDied, UnreadableFile
from tests.runtime.rooms import LARGE, LONG_S, darkroom, doorbell, error_of, shared_names


def test_a_small_source_arrives_whole() -> None:
    async def scene() -> None:
        async with darkroom() as room:
            assert await room.run("tests.runtime.darkroom_jobs:length", b"twelve bytes") == 12

    asyncio.run(scene())


def test_large_bytes_go_there_and_back_unchanged() -> None:
    async def scene() -> None:
        async with darkroom() as room:
            assert await room.run("tests.runtime.darkroom_jobs:echo", LARGE) == LARGE

    asyncio.run(scene())


def test_no_shared_memory_is_left_after_large_jobs() -> None:
    async def scene() -> None:
        async with darkroom() as room:
            await room.run("tests.runtime.darkroom_jobs:echo", LARGE)
            assert shared_names() == set()

    asyncio.run(scene())


def test_our_own_refusal_comes_back_as_it_was_raised() -> None:
    async def scene() -> None:
        async with darkroom() as room:
            error = await error_of(room.run("tests.runtime.darkroom_jobs:refuse", b""))
            assert (type(error), error.problem.detail) == (UnreadableFile, "on purpose")

    asyncio.run(scene())


def test_any_other_error_becomes_an_unreadable_file_without_its_words() -> None:
    async def scene() -> None:
        async with darkroom() as room:
            error = await error_of(room.run("tests.runtime.darkroom_jobs:stumble", b""))
            assert isinstance(error, UnreadableFile)
            assert "patient" not in repr(error.problem)

    asyncio.run(scene())


@pytest.mark.parametrize("job", ["crash", "unpicklable", "no_such_job"])
def test_a_job_that_cannot_come_back_is_reported_as_died(job: str) -> None:
    async def scene() -> None:
        async with darkroom() as room:
            error = await error_of(room.run(f"tests.runtime.darkroom_jobs:{job}", LARGE))
            assert isinstance(error, JobDied if job != "unpicklable" else AppError)

    asyncio.run(scene())


def test_a_crashed_worker_is_rebuilt_for_the_next_job() -> None:
    async def scene() -> None:
        async with darkroom() as room:
            await error_of(room.run("tests.runtime.darkroom_jobs:crash", b""))
            assert await room.run("tests.runtime.darkroom_jobs:length", b"1") == 1

    asyncio.run(scene())


def test_a_crash_leaves_no_shared_memory() -> None:
    async def scene() -> None:
        async with darkroom() as room:
            await error_of(room.run("tests.runtime.darkroom_jobs:crash", LARGE))
            assert shared_names() == set()

    asyncio.run(scene())


def test_a_job_that_hangs_is_ended_at_its_deadline() -> None:
    async def scene() -> None:
        async with darkroom() as room:
            error = await error_of(room.run("tests.runtime.darkroom_jobs:hang", b"", wait_s=0.2))
            assert error.problem.title == "This page took too long"

    asyncio.run(scene())


def test_bystanders_of_crashes_and_hangs_all_finish() -> None:
    async def scene() -> None:
        async with darkroom(2) as room:
            spoilers = [
                error_of(room.run(f"tests.runtime.darkroom_jobs:{job}", LARGE, wait_s=0.5))
                for job in ("crash", "hang", "crash")
            ]
            bystanders = [room.run("tests.runtime.darkroom_jobs:length", LARGE) for _ in range(12)]
            done = await asyncio.gather(*bystanders, *spoilers)
            assert done[:12] == [len(LARGE)] * 12

    asyncio.run(scene())


def test_cancelling_ends_the_worker_at_once_and_the_next_job_is_served() -> None:
    async def scene() -> None:
        async with doorbell() as rung, darkroom() as room:
            task = asyncio.create_task(room.run("tests.runtime.darkroom_jobs:hang", LARGE))
            hanging = psutil.Process(await rung.get())
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert await room.run("tests.runtime.darkroom_jobs:length", b"123") == 3
            assert not hanging.is_running()

    asyncio.run(scene())


def test_cancelling_a_job_in_line_harms_nobody() -> None:
    async def scene() -> None:
        async with darkroom() as room:
            first = asyncio.create_task(room.run("tests.runtime.darkroom_jobs:process_id", b""))
            waiting = asyncio.create_task(room.run("tests.runtime.darkroom_jobs:process_id", b""))
            last = asyncio.create_task(room.run("tests.runtime.darkroom_jobs:process_id", b""))
            await asyncio.sleep(0)
            waiting.cancel()
            assert await first == await last

    asyncio.run(scene())


def test_urgent_jobs_overtake_patient_ones() -> None:
    async def scene() -> None:
        done: list[bytes] = []
        async with darkroom() as room:

            async def note(name: bytes) -> None:
                done.append(await room.run("tests.runtime.darkroom_jobs:echo", name, urgent=name == b"urgent"))

            await asyncio.gather(*(note(name) for name in (b"first", b"patient", b"urgent")))
        assert done == [b"first", b"urgent", b"patient"]

    asyncio.run(scene())


def test_one_worker_is_kept_from_job_to_job() -> None:
    async def scene() -> None:
        async with darkroom() as room:
            assert await room.run("tests.runtime.darkroom_jobs:process_id", b"") == await room.run(
                "tests.runtime.darkroom_jobs:process_id", b""
            )

    asyncio.run(scene())


def test_closing_ends_running_and_waiting_jobs_as_died() -> None:
    async def scene() -> None:
        async with doorbell() as rung, darkroom() as room:
            running = asyncio.create_task(error_of(room.run("tests.runtime.darkroom_jobs:hang", LARGE)))
            in_line = asyncio.create_task(error_of(room.run("tests.runtime.darkroom_jobs:length", b"")))
            await rung.get()
            room.close()
            assert [type(await running), type(await in_line)] == [JobDied, JobDied]

    asyncio.run(scene())


def test_closing_leaves_no_worker_thread_or_shared_memory() -> None:
    async def scene() -> None:
        threads_before = set(threading.enumerate())
        async with doorbell() as rung, darkroom(2) as room:
            running = asyncio.create_task(error_of(room.run("tests.runtime.darkroom_jobs:hang", LARGE)))
            await room.run("tests.runtime.darkroom_jobs:length", LARGE)
            await rung.get()
            room.close()
        await running
        assert multiprocessing.active_children() == []
        assert shared_names() == set()
        assert set(threading.enumerate()) <= threads_before

    asyncio.run(scene())


def test_nothing_runs_after_closing() -> None:
    async def scene() -> None:
        async with darkroom() as room:
            room.close()
            assert isinstance(await error_of(room.run("tests.runtime.darkroom_jobs:length", b"")), JobDied)

    asyncio.run(scene())


def test_warming_up_starts_the_workers_ahead() -> None:
    async def scene() -> None:
        async with darkroom(2) as room:
            await room.warm_up("tests.runtime.darkroom_jobs:length")
            assert len(multiprocessing.active_children()) == 2

    asyncio.run(scene())


def test_a_worker_imports_neither_windows_nor_http() -> None:
    async def scene() -> None:
        async with darkroom() as room:
            await room.warm_up("app.imaging.fit:fit", "app.imaging.survey:survey", "app.imaging.picture:picture")
            imported = await room.run("tests.runtime.darkroom_jobs:modules", b"")
            assert not {"PySide6", "httpx", "sqlite3"} & set(imported)

    asyncio.run(scene())


@pytest.mark.skipif(sys.platform != "linux", reason="Linux alone bounds a process's memory this way")
def test_a_job_that_takes_too_much_memory_is_stopped() -> None:
    async def scene() -> None:
        async with darkroom() as room:
            error = await error_of(room.run("tests.runtime.darkroom_jobs:swallow_memory", b""))
            assert "memory" in error.problem.title

    asyncio.run(scene())


@pytest.mark.skipif(sys.platform != "linux", reason="core files are written on Unix")
def test_a_crash_leaves_no_core_file_with_a_patients_page() -> None:
    async def scene() -> None:
        async with darkroom() as room:
            assert await room.run("tests.runtime.darkroom_jobs:core_file_bytes", b"") == 0

    asyncio.run(scene())


PARENT = """
import asyncio, os, pathlib, sys
from app.runtime.darkroom import Darkroom

async def main():
    listening, ringing = os.pipe()
    os.dup2(ringing, 2)
    def die():
        pathlib.Path(sys.argv[1]).write_bytes(os.read(listening, 32))
        os.kill(os.getpid(), 9)
    asyncio.get_running_loop().add_reader(listening, die)
    await Darkroom(1).run("tests.runtime.darkroom_jobs:hang", b"")

if __name__ == "__main__":
    asyncio.run(main())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="Linux tells a process of its parent's death")
def test_no_worker_outlives_a_program_that_was_killed(tmp_path: Path, run_python: Callable[[Path, str], None]) -> None:
    script, worker = tmp_path / "parent.py", tmp_path / "worker"
    script.write_text(PARENT)
    run_python(script, str(worker))
    assert has_ended(int(worker.read_text()))


def has_ended(process_id: int) -> bool:
    """Has the process ended within a while of its own accord?"""
    try:
        process = psutil.Process(process_id)
        if process.status() != psutil.STATUS_ZOMBIE:
            process.wait(LONG_S)
    except psutil.NoSuchProcess:
        return True
    except psutil.TimeoutExpired:
        return False
    return True
