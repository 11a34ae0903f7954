"""Who dies is judged: a bystander is run again, a job that kills its worker is refused before long."""

import asyncio
import signal
import sys

import psutil
import pytest

from app.domain.errors import JobDied, Problem
from app.runtime.suspects import MAX_DEATHS, MAX_SUSPECTS, REFUSED_FOR_S, Request, Suspects
from tests.runtime.rooms import LARGE, darkroom, doorbell, error_of

on_unix = pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell who ended a process")


def died(problem: str = "This page could not be worked on") -> JobDied:
    return JobDied(Problem(problem))


class Clock:
    """A clock that stands until it is set."""

    now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


@on_unix
def test_a_job_whose_worker_was_killed_by_the_system_is_run_again() -> None:
    async def scene() -> None:
        async with doorbell() as rung, darkroom() as room:
            job = asyncio.create_task(error_of(room.run("tests.runtime.darkroom_jobs:hang", LARGE)))
            first = await rung.get()
            psutil.Process(first).kill()
            second = await rung.get()
            psutil.Process(second).kill()
            assert (second != first, type(await job)) == (True, JobDied)

    asyncio.run(scene())


@on_unix
def test_a_job_that_crashes_by_itself_is_not_run_again() -> None:
    async def scene() -> None:
        async with doorbell() as rung, darkroom() as room:
            error = await error_of(room.run("tests.runtime.darkroom_jobs:segfault", LARGE))
            await rung.get()
            assert (f"{-signal.SIGSEGV:d}" in error.problem.detail, rung.empty()) == (True, True)

    asyncio.run(scene())


@on_unix
def test_a_job_that_has_killed_twice_is_refused_without_a_worker() -> None:
    async def scene() -> None:
        async with doorbell() as rung, darkroom() as room:
            errors = [await error_of(room.run("tests.runtime.darkroom_jobs:segfault", LARGE)) for _ in range(4)]
            assert len({error.problem for error in errors}) == 1
            rings = [await rung.get() for _ in range(MAX_DEATHS)]
            assert (len(rings), rung.empty()) == (MAX_DEATHS, True)

    asyncio.run(scene())


def test_what_has_killed_once_may_try_again() -> None:
    suspects = Suspects()
    suspects.accuse(Request("job", LARGE, ()), died())
    suspects.let_pass(Request("job", LARGE, ()))


def test_other_pages_of_a_suspect_file_pass() -> None:
    suspects = Suspects()
    for _ in range(MAX_DEATHS):
        suspects.accuse(Request("job", LARGE, (0,)), died())
    suspects.let_pass(Request("job", LARGE, (1,)))


def test_a_file_that_only_looks_like_a_suspect_passes() -> None:
    suspects = Suspects()
    half = len(LARGE) // 2
    for _ in range(MAX_DEATHS):
        suspects.accuse(Request("job", LARGE, ()), died())
    suspects.let_pass(Request("job", LARGE[:half] + b"!" + LARGE[half + 1 :], ()))


def test_a_suspect_is_given_another_chance_after_a_while() -> None:
    clock = Clock()
    suspects = Suspects(clock)
    for _ in range(MAX_DEATHS):
        suspects.accuse(Request("job", LARGE, ()), died())
    clock.now_s = REFUSED_FOR_S + 1
    suspects.let_pass(Request("job", LARGE, ()))


def test_a_suspect_hears_what_was_said_of_it() -> None:
    suspects = Suspects()
    for _ in range(MAX_DEATHS):
        suspects.accuse(Request("job", LARGE, ()), died("This page took too long"))
    with pytest.raises(JobDied) as caught:
        suspects.let_pass(Request("job", LARGE, ()))
    assert caught.value.problem.title == "This page took too long"


def test_suspects_do_not_pile_up() -> None:
    suspects = Suspects()
    for number in range(MAX_SUSPECTS + 1):
        for _ in range(MAX_DEATHS):
            suspects.accuse(Request("job", b"", (number,)), died())
    suspects.let_pass(Request("job", b"", (0,)))
