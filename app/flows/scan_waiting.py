"""Waiting until what is in the way of a scan is gone: the device says so, it is tried again, or a person says so."""

import asyncio
import contextlib

from app.domain.errors import AppError
from app.domain.scan_troubles import Trouble
from app.domain.scanning import DeviceState, Road, ScanOrder, Source
from app.flows.errands import Errands
from app.runtime.side_room import SideRoom

WATCH_JOB = "app.scanning.worker:watch"
MAX_LOOKS = 900
"""So often a scanner that waits is asked how it is, once a second; after that a person has to say that it goes on."""
TRY_AGAIN_S = 3.0
"""A scanner that is busy or warming up is tried again so often, whether it says how it is or not."""
MAX_HASTY = 2
"""So often a capture goes on because a device says at once that all is well again."""

_BLOCKED = {
    Trouble.FEEDER_EMPTY: DeviceState.FEEDER_EMPTY,
    Trouble.PAPER_JAM: DeviceState.PAPER_JAM,
    Trouble.COVER_OPEN: DeviceState.COVER_OPEN,
    Trouble.MULTI_FEED: DeviceState.MULTI_FEED,
    Trouble.MISPICK: DeviceState.PAPER_JAM,
    Trouble.FEEDER_FAILED: DeviceState.PAPER_JAM,
    Trouble.FEEDER_OVERLOADED: DeviceState.PAPER_JAM,
}
_PASSING = frozenset((Trouble.BUSY, Trouble.WARMING_UP))
_SENSING = frozenset((Road.ESCL, Road.WIA))
"""Roads whose devices tell that paper was put in."""


def resumes_by_itself(trouble: Trouble, order: ScanOrder) -> bool:
    """Can the scan go on without a person's word?"""
    return trouble in _PASSING or _is_sensed(trouble, order)


def _is_sensed(trouble: Trouble, order: ScanOrder) -> bool:
    return order.scanner.road in _SENSING and trouble in _BLOCKED


class ScanWaiting:
    """One capture's waiting; one thing at a time. Lives on the courier's loop."""

    def __init__(self, errands: Errands) -> None:
        self._errands = errands
        self._answer: asyncio.Future[bool] | None = None
        self._hasty = 0

    def forget(self) -> None:
        """Another capture begins."""
        self._hasty = 0

    def say(self, *, go_on: bool) -> None:
        """A person says: go on, or no more. Nothing happens where nothing is waited for."""
        if self._answer is not None and not self._answer.done():
            self._answer.set_result(go_on)

    async def person_says(self) -> bool:
        """Does it go on? Waits for as long as it takes."""
        self._answer = asyncio.get_running_loop().create_future()
        try:
            return await self._answer
        finally:
            self._answer = None

    async def until_gone(self, trouble: Trouble, order: ScanOrder) -> bool:
        """Wait until this trouble is gone, by what the device or a person says; False: it is not to go on."""
        timer = watching = None
        if trouble in _PASSING:
            timer = asyncio.get_running_loop().call_later(TRY_AGAIN_S, self._go_on)
        elif _is_sensed(trouble, order):
            watching = self._errands.start(self._watch(order, _BLOCKED[trouble]))
        try:
            return await self.person_says()
        finally:
            if timer is not None:
                timer.cancel()
            if watching is not None:
                watching.cancel()

    def _go_on(self) -> None:
        self.say(go_on=True)

    async def _watch(self, order: ScanOrder, blocked: DeviceState) -> None:
        """Go on when the device says that what is in the way is gone; where it says nothing a person has to.

        One that says so from the first moment says it wrongly, or says it of before: that counts a few times only.
        """
        source = order.source or Source.FEEDER
        is_empty = blocked is DeviceState.FEEDER_EMPTY
        good = frozenset((DeviceState.PAPER_IN,) if is_empty else (DeviceState.PAPER_IN, DeviceState.READY))
        was_other = False
        with contextlib.suppress(AppError):  # a watcher that dies leaves the key that goes on
            async with SideRoom(WATCH_JOB, order.scanner, source, MAX_LOOKS) as room:
                async for said in room:
                    if said.value not in good:
                        was_other = True
                    elif was_other or self._hasty < MAX_HASTY:
                        self._hasty += not was_other
                        await asyncio.sleep(0 if was_other else TRY_AGAIN_S)
                        self._go_on()
                        return
