"""The courier's room: coroutines run, crashes reach the one net, stopping leaves nothing."""

import asyncio
import concurrent.futures
import threading
from collections.abc import Callable, Iterator
from queue import Queue

import pytest

from app.runtime.loop_thread import LoopThread

WAIT_S = 20.0


class Net:
    """Catches what the loop lets fall."""

    def __init__(self) -> None:
        self.caught: Queue[BaseException] = Queue()


@pytest.fixture
def net() -> Net:
    return Net()


@pytest.fixture
def room(net: Net) -> Iterator[LoopThread]:
    room = LoopThread(net.caught.put)
    yield room
    room.stop()


async def answer() -> int:
    return 42


async def fail() -> None:
    raise LookupError("on purpose")


def test_a_coroutine_runs_and_its_value_comes_back(room: LoopThread) -> None:
    assert room.submit(answer()).result(WAIT_S) == 42


def test_a_function_is_called_in_the_loops_thread(room: LoopThread) -> None:
    called: Queue[str] = Queue()
    room.call(lambda: called.put(threading.current_thread().name))
    assert called.get(timeout=WAIT_S) == "courier"


def test_a_crashed_coroutine_reaches_the_net(room: LoopThread, net: Net) -> None:
    room.submit(fail())
    assert isinstance(net.caught.get(timeout=WAIT_S), LookupError)


def test_a_crashed_callback_reaches_the_net(room: LoopThread, net: Net) -> None:
    room.call(lambda: [][0])
    assert isinstance(net.caught.get(timeout=WAIT_S), IndexError)


def test_a_crashed_task_that_nobody_awaits_reaches_the_net(room: LoopThread, net: Net) -> None:
    async def start() -> None:
        tasks = [asyncio.create_task(fail())]
        await asyncio.sleep(0)
        tasks.clear()

    room.submit(start()).result(WAIT_S)
    assert isinstance(net.caught.get(timeout=WAIT_S), LookupError)


def test_a_cancelled_coroutine_does_not_count_as_a_crash(room: LoopThread, net: Net) -> None:
    room.submit(asyncio.sleep(WAIT_S)).cancel()
    assert room.submit(answer()).result(WAIT_S) == 42
    assert net.caught.empty()


def test_stopping_lets_tasks_clean_up(net: Net) -> None:
    room, steps = LoopThread(net.caught.put), Queue[str]()

    async def careful() -> None:
        try:
            steps.put("begun")
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)
            steps.put("cleaned up")

    room.submit(careful())
    steps.get(timeout=WAIT_S)
    room.stop()
    assert steps.get_nowait() == "cleaned up"


def test_stopping_ends_the_thread(net: Net) -> None:
    room = LoopThread(net.caught.put, name="short-lived")
    assert room.stop()
    assert "short-lived" not in [thread.name for thread in threading.enumerate()]


def test_a_second_stop_does_nothing(net: Net) -> None:
    room = LoopThread(net.caught.put)
    room.stop()
    assert room.stop()


def test_a_coroutine_handed_in_after_the_stop_is_cancelled(net: Net) -> None:
    room = LoopThread(net.caught.put)
    room.stop()
    with pytest.raises(concurrent.futures.CancelledError):
        room.submit(answer()).result(WAIT_S)


def test_a_call_after_the_stop_is_let_go(net: Net) -> None:
    room = LoopThread(net.caught.put)
    room.stop()
    ignored: Callable[[], object] = threading.Event().set
    room.call(ignored)
    assert net.caught.empty()


def test_a_task_that_will_not_end_does_not_hold_up_the_stop(net: Net) -> None:
    room, begun, may_end = LoopThread(net.caught.put), threading.Event(), threading.Event()

    async def stubborn() -> None:
        begun.set()
        may_end.wait(WAIT_S)

    room.submit(stubborn())
    begun.wait(WAIT_S)
    has_ended = room.stop(wait_s=0.05)
    may_end.set()
    assert (has_ended, room.stop(WAIT_S)) == (False, True)
