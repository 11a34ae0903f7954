"""The inside of a scan's process: picks the driver of the road, and lets it talk through the channel.

Each function here is the job of a side room (`app.runtime.side_room`) and is named there by text; `channel` is its way
up. Drivers are imported when they are needed: each brings a library that no other needs.
"""

import contextlib
import os
import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Protocol

from app.domain.errors import AppError
from app.domain.scan_troubles import ScanFailed
from app.domain.scanning import (
    Abilities,
    DeviceState,
    Road,
    ScanEnded,
    Scanner,
    ScanOrder,
    Source,
)
from app.scanning.driver import Driver, Press, StopStep

LOOK_EVERY_S = 1.0
"""How often a scanner that waits for paper is asked how it is."""


class Channel(Protocol):
    """The way up, as the side room gives it."""

    def say(self, value: object, content: bytes = b"") -> None:
        """Tell a value, with bytes behind it."""

    def settle(self) -> None:
        """Wait until everything that was sent is kept."""

    def when_stopping(self, act: Callable[[int], None]) -> None:
        """Call this with every step of stopping."""


def driver_for(road: Road) -> Driver:
    """The driver of a road."""
    # Late, each of them: a scan needs one, and each brings a library that no other needs.
    match road:
        case Road.ESCL:
            from app.scanning.escl.driver import EsclDriver

            return EsclDriver()
        case Road.SANE:
            from app.scanning.sane.driver import SaneDriver

            return SaneDriver()
        case Road.WIA:
            from app.scanning.wia.com import windows_wia
            from app.scanning.wia.driver import WiaDriver

            return WiaDriver(windows_wia)


def find(channel: Channel, roads: tuple[Road, ...], wait_s: float) -> None:
    """Tell every scanner of these roads as soon as it answers. A road that fails says nothing: it is not here.

    Nothing has to be cleaned up: the process ends at once when nobody wants to know any more.
    """
    channel.when_stopping(lambda step: os._exit(0))
    found: SimpleQueue[Scanner | None] = SimpleQueue()

    def look(road: Road) -> None:
        try:
            with contextlib.suppress(AppError):
                for scanner in driver_for(road).find(wait_s):
                    found.put(scanner)
        finally:
            found.put(None)

    looking = [threading.Thread(target=look, args=(road,), daemon=True) for road in roads]
    for thread in looking:
        thread.start()
    open_roads = len(looking)
    while open_roads:
        scanner = found.get()
        if scanner is None:
            open_roads -= 1
        else:
            channel.say(scanner)


def at_address(channel: Channel, address: str) -> Scanner:
    """The scanner that answers at what a person typed. Raises `ScanFailed`."""
    from app.scanning.escl.address import at_address as found_at  # late: it brings HTTP

    return found_at(address)


def abilities(channel: Channel, scanner: Scanner) -> Abilities:
    """What a scanner can do. Raises `ScanFailed`."""
    return driver_for(scanner.road).abilities(scanner)


def watch(channel: Channel, scanner: Scanner, source: Source, looks: int) -> None:
    """Tell how a scanner is whenever that changes, until it is stopped or was asked so many times."""
    is_over = threading.Event()
    channel.when_stopping(lambda step: is_over.set())
    driver, before = driver_for(scanner.road), None
    for _ in range(looks):
        now = _state_of(driver, scanner, source)
        if now is not before:
            channel.say(now)
        before = now
        if is_over.wait(LOOK_EVERY_S):
            return


def _state_of(driver: Driver, scanner: Scanner, source: Source) -> DeviceState:
    try:
        return driver.state(scanner, source)
    except ScanFailed:
        return DeviceState.OFFLINE


def scan(channel: Channel, order: ScanOrder) -> ScanEnded:
    """Carry an order out; pages go up as they come, and none is left to be sent when this returns.

    Whatever ends it, the device is left without our job. Raises `ScanFailed` where nothing could be begun.
    """
    driver, press = driver_for(order.scanner.road), Press(channel.say)
    channel.when_stopping(lambda step: press.stop(StopStep(step)))
    try:
        ended = driver.scan(order, press)
    except BaseException as failure:  # a driver that was interrupted has left its job on the device
        if press.job_address:
            with contextlib.suppress(ScanFailed):
                driver.clean_up(order.scanner, press.job_address)
        if not isinstance(failure, ScanFailed) or not press.delivered:
            raise
        ended = ScanEnded(press.delivered, trouble=failure.trouble, detail=failure.problem.detail)
    channel.settle()
    return ended


def clean_up(channel: Channel, scanner: Scanner, job_address: str) -> None:
    """Remove the job that a dead driver left on its device. Raises `ScanFailed`."""
    driver_for(scanner.road).clean_up(scanner, job_address)


def roads_here(platform: str) -> tuple[Road, ...]:
    """The roads that this system has."""
    if platform == "win32":
        return (Road.ESCL, Road.WIA)
    return (Road.ESCL, Road.SANE) if platform == "linux" else (Road.ESCL,)
