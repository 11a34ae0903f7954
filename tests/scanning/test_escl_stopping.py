"""Stopping a scan over eSCL, step by step; and cleaning up after a driver that was killed."""

import multiprocessing
import os
import signal
import socket
import threading
from multiprocessing.connection import Connection

import pytest

from app.domain.scan_troubles import ScanFailed, Trouble
from app.domain.scanning import JobOpened, ScanEvent, ScanOrder, SheetProgressed, SheetScanned, Source
from app.scanning.driver import Press, StopStep
from app.scanning.escl.driver import EsclDriver
from tests.scanning.escl_talks import (
    JOB,
    JPEG,
    NOT_FOUND,
    QUICK,
    Request,
    ScriptedScanner,
    Taken,
    answer,
    created,
    page,
    scan,
    status,
    talking,
)

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nConnection: close\r\n\r\n"
HALF = JPEG[: len(JPEG) // 2]


class FiftySheets:
    """A feeder with 50 sheets, whose job is at work until it is removed; a removed job gives the half that it has."""

    def __init__(self) -> None:
        self.sheets_left = 50
        self.half_is_out = threading.Event()
        self.removed = threading.Event()

    def next_sheet(self, connection: socket.socket) -> None:
        self.sheets_left -= 1
        connection.sendall(page())

    def stuck_sheet(self, connection: socket.socket) -> None:
        """A sheet that comes to its half and goes on only when the job is removed: then it ends cleanly (T2)."""
        connection.sendall(HEAD + HALF)
        self.half_is_out.set()
        self.removed.wait(5)

    def note(self, request: Request) -> None:
        if request.method == "DELETE":
            self.removed.set()


def test_cancelled_at_page_20_of_50_exactly_the_delivered_pages_are_kept() -> None:
    feeder = FiftySheets()

    def at_twenty(event: ScanEvent) -> None:
        if isinstance(event, SheetScanned) and event.number == 20:
            press.stop(StopStep.FINISH)

    press = Taken(at_twenty)
    with talking(pages=[feeder.next_sheet], on_request=feeder.note) as there:
        ended, _ = scan(there, press=press)
        assert (ended.trouble, ended.delivered) == (Trouble.CANCELLED, 20)
        assert press.pages == [JPEG] * 20
        assert feeder.sheets_left == 30
        assert feeder.removed.is_set()
        again, _ = scan(there, max_pages=5)
    assert (again.trouble, again.delivered) == (None, 5)


def test_the_page_that_is_on_its_way_is_let_in() -> None:
    def stop_in_the_middle(event: ScanEvent) -> None:
        if isinstance(event, SheetProgressed) and event.share is not None:
            press.stop(StopStep.FINISH)

    press = Taken(stop_in_the_middle)
    with talking(pages=[page()]) as there:
        ended, _ = scan(there, press=press)
        assert (ended.trouble, press.pages) == (Trouble.CANCELLED, [JPEG])
        assert len(there.asked("DELETE")) == 1


def stopped_at_half(step: StopStep, feeder: FiftySheets, there: ScriptedScanner) -> Taken:
    """A scan whose page stands still at its half; stopped there from another thread."""
    press = Taken()

    def stop() -> None:
        feeder.half_is_out.wait(5)
        press.stop(StopStep.FINISH)
        press.stop(step)

    stopper = threading.Thread(target=stop)
    stopper.start()
    ended, _ = scan(there, press=press)
    stopper.join()
    assert (ended.trouble, ended.delivered) == (Trouble.CANCELLED, 1)
    return press


def test_abort_removes_the_job_under_a_page_and_takes_no_half() -> None:
    feeder = FiftySheets()
    with talking(pages=[page(), feeder.stuck_sheet], on_request=feeder.note) as there:
        press = stopped_at_half(StopStep.ABORT, feeder, there)
        assert press.pages == [JPEG]
        assert [request.path for request in there.asked("DELETE")] == [JOB]


def test_hanging_up_wakes_a_driver_that_waits() -> None:
    feeder = FiftySheets()
    with talking(pages=[page(), feeder.stuck_sheet], delete=[lambda connection: None, answer("200 OK")]) as there:
        press = stopped_at_half(StopStep.HANG_UP, feeder, there)
        assert len(there.asked("DELETE")) == 2  # the first was not answered
        feeder.removed.set()
    assert press.pages == [JPEG]


def test_a_scan_that_waits_for_a_busy_device_stops_at_once() -> None:
    def stop(request: Request) -> None:
        if request.method == "POST":
            press.stop(StopStep.FINISH)

    press = Taken()
    with talking(post=[answer("503 Busy")], on_request=stop) as there:
        ended, _ = scan(there, press=press)
        assert (ended.trouble, len(there.asked("POST"))) == (Trouble.CANCELLED, 1)


def test_a_job_that_opens_after_the_stop_is_removed() -> None:
    def stop(request: Request) -> None:
        if request.method == "POST":
            press.stop(StopStep.ABORT)

    press = Taken()
    with talking(on_request=stop) as there:
        ended, _ = scan(there, press=press)
        assert (ended.trouble, press.pages) == (Trouble.CANCELLED, [])
        assert [request.path for request in there.asked("DELETE")] == [JOB]


def test_after_a_stop_the_device_comes_to_rest_before_the_scan_ends() -> None:
    at_work, idle = status("Processing"), status("Idle")
    press = Taken(lambda event: press.stop(StopStep.FINISH) if isinstance(event, SheetScanned) else None)
    with talking(status=[at_work, at_work, idle], pages=[page()]) as there:
        scan(there, press=press)
        assert len(there.asked("GET", "/ScannerStatus")) == 3


def scan_and_tell(there: ScanOrder, told: Connection) -> None:
    """A driver in a process of its own, as the program runs it."""
    EsclDriver(QUICK).scan(there, Press(lambda event, _: told.send(event)))


def test_the_job_of_a_killed_driver_is_removed_and_the_device_is_idle() -> None:
    feeder = FiftySheets()
    with ScriptedScanner() as there:
        there.script.pages = [feeder.stuck_sheet]
        there.script.on_request = feeder.note
        there.script.status = [
            lambda connection: connection.sendall(status("Idle" if feeder.removed.is_set() else "Processing"))
        ]
        ours, theirs = multiprocessing.get_context("spawn").Pipe(duplex=False)
        process = multiprocessing.get_context("spawn").Process(
            target=scan_and_tell, args=(ScanOrder(there.scanner(), Source.FEEDER), theirs)
        )
        process.start()
        feeder.half_is_out.wait(30)
        assert process.pid is not None
        os.kill(process.pid, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        process.join()
        process.close()
        theirs.close()
        address = next(event.address for event in told_by(ours) if isinstance(event, JobOpened))
        EsclDriver(QUICK).clean_up(there.scanner(), address)
        assert [request.path for request in there.asked("DELETE")] == [JOB]
        assert there.requests[-1].path.endswith("/ScannerStatus")


def told_by(pipe: Connection) -> list[ScanEvent]:
    """Everything that lies in the pipe of a process that is gone."""
    told: list[ScanEvent] = []
    try:
        while True:
            told.append(pipe.recv())
    except EOFError:
        pipe.close()
        return told


def test_cleaning_up_where_the_job_is_gone_already_is_no_error() -> None:
    with talking(delete=[NOT_FOUND]) as there:
        EsclDriver(QUICK).clean_up(there.scanner(), f"{there.origin}{JOB}")


def test_cleaning_up_a_device_that_never_rests_says_that_it_is_busy() -> None:
    with talking(status=[status("Processing")]) as there, pytest.raises(ScanFailed) as failed:
        EsclDriver(QUICK).clean_up(there.scanner(), f"{there.origin}{JOB}")
    assert failed.value.trouble is Trouble.BUSY


def test_nothing_is_left_to_stop_after_a_scan() -> None:
    with talking(post=[created()]) as there:
        _, press = scan(there)
        press.stop(StopStep.HANG_UP)
        assert len(there.asked("DELETE")) == 1
