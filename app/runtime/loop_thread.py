"""The courier's room: one thread with one asyncio loop, in which all flows run."""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import CancelledError, Future
from typing import Any, TypeVar  # Any: what a coroutine is sent and yields while it runs is asyncio's affair

_Value = TypeVar("_Value")
_START_WAIT_S = 10.0


class LoopThread:
    """A thread that runs an asyncio loop until `stop`.

    `on_crash` is called in that thread with every exception that leaves a submitted coroutine, a task or a callback of
    the loop: the one net above the flows.
    """

    def __init__(self, on_crash: Callable[[BaseException], None], name: str = "courier") -> None:
        self._on_crash = on_crash
        self._loop = asyncio.new_event_loop()
        self._loop.set_exception_handler(self._crashed)
        self._is_running = threading.Event()
        self._is_stopping = False
        self._gate = threading.Lock()  # nothing is handed in once the loop has been told to stop
        self._thread = threading.Thread(target=self._live, name=name, daemon=True)
        self._thread.start()
        self._is_running.wait(_START_WAIT_S)

    def submit(self, coroutine: Coroutine[Any, Any, _Value]) -> "Future[_Value]":
        """Run a coroutine in the loop; from any thread. After `stop` the future comes back cancelled."""
        with self._gate:
            if not self._is_stopping:
                future = asyncio.run_coroutine_threadsafe(coroutine, self._loop)
                future.add_done_callback(self._settled)
                return future
        coroutine.close()
        refused: Future[_Value] = Future()
        refused.cancel()
        return refused

    def call(self, function: Callable[..., object], *args: object) -> None:
        """Call a plain function in the loop soon; from any thread. After `stop` nothing happens."""
        with self._gate:
            if not self._is_stopping:
                self._loop.call_soon_threadsafe(function, *args)

    def stop(self, wait_s: float = 5.0) -> bool:
        """Cancel all tasks, let each clean up, close the loop; False where that took longer than `wait_s`.

        From any thread but the loop's own; a second call does nothing.
        """
        with self._gate:
            if not self._is_stopping:
                self._is_stopping = True
                self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(wait_s)
        return not self._thread.is_alive()

    def _live(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.call_soon(self._is_running.set)
        try:
            self._loop.run_forever()
            self._loop.run_until_complete(self._ended())
        finally:
            asyncio.set_event_loop(None)
            self._loop.close()

    async def _ended(self) -> None:
        """Cancel until nothing is left: a task may start others while it cleans up."""
        this_task = asyncio.current_task()
        while tasks := [task for task in asyncio.all_tasks() if task is not this_task]:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        await self._loop.shutdown_asyncgens()
        await self._loop.shutdown_default_executor()

    def _settled(self, future: "Future[Any]") -> None:
        try:
            crash = future.exception()
        except CancelledError:
            return
        if crash is not None:
            self._on_crash(crash)

    def _crashed(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """The loop's own net: a task nobody awaited, a callback that raised."""
        crash = context.get("exception")
        self._on_crash(crash if isinstance(crash, BaseException) else RuntimeError(context.get("message", "")))
