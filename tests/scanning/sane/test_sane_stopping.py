"""Stopping a scan, and dying in the middle of one: pages that came stay whole, the device is let go."""

import contextlib
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.scan_troubles import Trouble
from app.domain.scanning import JobOpened, Mode, ScanEvent, Scanner, ScanOrder, SheetProgressed, SheetScanned, Source
from app.scanning.driver import StopStep
from app.scanning.sane import batch
from app.scanning.sane.driver import SaneDriver
from app.scanning.sane.memory import sweep_leftovers
from tests.scanning.sane.conftest import Configure
from tests.scanning.sane.feeder import FEEDER_SHEETS, LISTENING_WAIT_S, Kept, left_behind

ROOT = Path(__file__).parents[3]
SLOW = {"read_delay": "true", "read_delay_duration": "30000"}
ORDER_OF_SCRIPT = """
import sys
from app.domain.scanning import JobOpened, ScanOrder, SheetProgressed, Source
from app.scanning.driver import Press
from app.scanning.sane.driver import SaneDriver

def send(event, content):
    if isinstance(event, JobOpened):
        print(event.address, flush=True)
    if isinstance(event, SheetProgressed) and event.share:
        print("under way", flush=True)

(scanner,) = SaneDriver().find(30.0)
SaneDriver().scan(ScanOrder(scanner, Source.FEEDER, 600), Press(send))
"""


def test_stopping_at_page_four_lets_the_sheet_in_the_rollers_end_and_takes_no_other(scanner: Scanner) -> None:
    def stop_at_four(kept: Kept, event: ScanEvent) -> None:
        if isinstance(event, SheetScanned) and event.number == 4:
            kept.press.stop(StopStep.FINISH)

    kept = Kept(stop_at_four)
    ended = SaneDriver().scan(ScanOrder(scanner, Source.FEEDER, 75, Mode.GRAY), kept.press)
    assert (ended.trouble, ended.delivered) == (Trouble.CANCELLED, 5)  # the fifth had begun when the fourth was taken
    assert len(kept.images) == 5
    assert not left_behind()
    again = Kept()
    assert SaneDriver().scan(ScanOrder(scanner, Source.FEEDER, 75, Mode.GRAY), again.press).delivered == FEEDER_SHEETS


@pytest.mark.parametrize("step", [StopStep.ABORT, StopStep.HANG_UP])
def test_t5_a_sheet_that_is_cut_off_is_no_page(configure: Configure, step: StopStep) -> None:
    scanner = configure(**SLOW)

    def stop_in_the_third(kept: Kept, event: ScanEvent) -> None:
        if isinstance(event, SheetProgressed) and event.number == 3 and event.share:
            kept.press.stop(step)

    kept = Kept(stop_in_the_third)
    ended = SaneDriver().scan(ScanOrder(scanner, Source.FEEDER, 100, Mode.GRAY), kept.press)
    assert (ended.trouble, ended.delivered) == (Trouble.CANCELLED, 2)
    assert len(kept.images) == 2
    assert not left_behind()
    again = Kept()
    assert SaneDriver().scan(ScanOrder(scanner, Source.FLATBED, 75, Mode.GRAY), again.press).trouble is None


def test_a_stop_before_the_first_sheet_takes_none(scanner: Scanner) -> None:
    kept = Kept()
    kept.press.stop(StopStep.FINISH)
    ended = SaneDriver().scan(ScanOrder(scanner, Source.FEEDER), kept.press)
    assert (ended.trouble, ended.delivered) == (Trouble.CANCELLED, 0)


def test_a_stop_as_the_job_opens_takes_none(scanner: Scanner) -> None:
    def stop(kept: Kept, event: ScanEvent) -> None:
        if isinstance(event, JobOpened):
            kept.press.stop(StopStep.FINISH)

    kept = Kept(stop)
    ended = SaneDriver().scan(ScanOrder(scanner, Source.FEEDER, 75), kept.press)
    assert (ended.trouble, ended.delivered) == (Trouble.CANCELLED, 0)


def test_a_receiver_that_fails_leaves_no_program_and_no_page(scanner: Scanner) -> None:
    def fail(kept: Kept, event: ScanEvent) -> None:
        if isinstance(event, SheetScanned):
            raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        SaneDriver().scan(ScanOrder(scanner, Source.FEEDER, 75), Kept(fail).press)
    assert not left_behind()


def test_a_device_that_says_nothing_any_more_is_given_up(configure: Configure, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "SILENCE_S", 0.02)
    scanner = configure(read_delay="true", read_delay_duration="200000")
    ended = SaneDriver().scan(ScanOrder(scanner, Source.FLATBED, 75), Kept().press)
    assert (ended.trouble, ended.delivered) == (Trouble.COMMUNICATION_LOST, 0)
    assert not left_behind()


def test_a_torn_page_is_told_even_where_a_person_stops_meanwhile(configure: Configure) -> None:
    def stop(kept: Kept, event: ScanEvent) -> None:
        if isinstance(event, SheetProgressed):
            kept.press.stop(StopStep.FINISH)

    scanner = configure(read_status_code='"SANE_STATUS_EOF"')
    ended = SaneDriver().scan(ScanOrder(scanner, Source.FEEDER, 75), Kept(stop).press)
    assert (ended.trouble, ended.delivered) == (Trouble.INCOMPLETE_PAGE, 0)


@contextlib.contextmanager
def killed_driver(scanner: Scanner) -> Iterator[tuple[str, int]]:
    """A driver that was killed in the middle of a sheet: its job's address, and a handle of the program it left."""
    environ = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, "-c", ORDER_OF_SCRIPT], env=environ, stdout=subprocess.PIPE, text=True
    ) as driver:
        assert driver.stdout is not None
        address = driver.stdout.readline().strip()
        assert driver.stdout.readline() == "under way\n"
        handle = os.pidfd_open(int(address.split(":")[1]))
        driver.send_signal(signal.SIGKILL)
    try:
        yield address, handle
    finally:
        os.close(handle)


def has_ended(handle: int, wait_s: float) -> bool:
    return bool(select.select([handle], [], [], wait_s)[0])


def test_the_program_of_a_killed_driver_ends_by_itself_and_the_next_scan_sweeps_its_pages(
    configure: Configure,
) -> None:
    with killed_driver(configure(**SLOW)) as (_, handle):
        assert has_ended(handle, LISTENING_WAIT_S)
    assert left_behind()
    kept = Kept()
    assert SaneDriver().scan(ScanOrder(configure(), Source.FLATBED, 75, Mode.GRAY), kept.press).trouble is None
    assert not left_behind()


def test_cleaning_up_after_a_killed_driver_ends_its_program_and_sweeps_its_pages(configure: Configure) -> None:
    scanner = configure(**SLOW)
    with killed_driver(scanner) as (address, handle):
        SaneDriver().clean_up(scanner, address)
        assert has_ended(handle, 0)
    assert not left_behind()


@pytest.mark.parametrize("address", ["", "process:", "process:1:5", "process:x:y", "process:99999999:1", "http://x/y"])
def test_an_address_that_names_no_job_of_ours_ends_nothing(scanner: Scanner, address: str) -> None:
    SaneDriver().clean_up(scanner, address)
    assert Path("/proc/1").exists()


def test_a_process_that_got_the_number_of_a_dead_one_is_left_alone(scanner: Scanner) -> None:
    with subprocess.Popen(["sleep", "30"]) as other:
        SaneDriver().clean_up(scanner, f"process:{other.pid}:1")
        assert other.poll() is None
        other.kill()


def test_the_folder_of_a_living_scan_is_not_swept(scanner: Scanner) -> None:
    swept: list[int] = []

    def sweep(kept: Kept, event: ScanEvent) -> None:
        if isinstance(event, SheetScanned):
            swept.append(sweep_leftovers())

    kept = Kept(sweep)
    assert SaneDriver().scan(ScanOrder(scanner, Source.FEEDER, 75, max_pages=2), kept.press).delivered == 2
    assert swept == [0, 0]


def test_the_pages_lie_where_only_their_owner_can_look(scanner: Scanner) -> None:
    modes: list[int] = []

    def look(kept: Kept, event: ScanEvent) -> None:
        if isinstance(event, JobOpened):
            modes.extend(folder.stat().st_mode & 0o777 for folder in left_behind())

    SaneDriver().scan(ScanOrder(scanner, Source.FLATBED, 75), Kept(look).press)
    assert modes == [0o700]
