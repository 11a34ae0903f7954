"""Jobs for the side room's tests: each does one thing that a scanner's driver might do."""

import os
import threading
from pathlib import Path
from typing import NoReturn

from app.domain.scan_troubles import ScanFailed, Trouble
from app.domain.scanning import SheetProgressed, SheetScanned
from app.runtime.side_room import Channel


def count_up(channel: Channel, most: int) -> int:
    """Tell numbers, and how many at the end."""
    for number in range(most):
        channel.say(SheetProgressed(number))
    return most


def send_pages(channel: Channel, sizes: tuple[int, ...]) -> int:
    """Send pages of these sizes; how many there were."""
    for number, size in enumerate(sizes, 1):
        channel.say(SheetScanned(number, size, 300), bytes([number]) * size)
    return len(sizes)


def fail(channel: Channel) -> None:
    """In our own words."""
    raise ScanFailed(Trouble.PAPER_JAM, "on purpose")


def stumble(channel: Channel) -> None:
    """In words that may quote a patient."""
    raise ZeroDivisionError("the patient's name")


def crash(channel: Channel) -> NoReturn:
    """As a driver with a bad pointer does."""
    channel.say(SheetProgressed(1))
    os._exit(3)


def until_stopped(channel: Channel) -> int:
    """Wait for the first step of stopping, and tell which it was."""
    reached = threading.Event()
    steps: list[int] = []

    def stopping(step: int) -> None:
        steps.append(step)
        reached.set()

    channel.when_stopping(stopping)
    channel.say(SheetProgressed(0))
    reached.wait()
    return steps[0]


def deaf(channel: Channel) -> NoReturn:
    """Hear nothing, never end."""
    channel.say(SheetProgressed(0))
    while True:
        threading.Event().wait()


def leave_a_note(channel: Channel, note: str) -> None:
    """Wait to be stopped, and write into a file that it was: so a device is told that its job is over."""
    until_stopped(channel)
    Path(note).write_text("cleaned up", encoding="utf-8")
