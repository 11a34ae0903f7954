"""A scan that a person stops keeps exactly the pages that were delivered, and ends whatever its driver does."""

import threading
from collections.abc import Iterator

import pytest

from app.domain.scan_troubles import Trouble
from app.domain.scanning import ScanEnded, ScanEvent, ScanOrder, SheetProgressed, SheetScanned, Source
from app.scanning.driver import Press, StopStep
from app.scanning.wia.driver import WiaDriver
from app.scanning.wia.run import Waits
from tests.scanning.wia_device import SCANNER, Windows, office_scanner, old_scanner, picture, sheets

FEEDER = ScanOrder(SCANNER, Source.FEEDER, 300)
LONG = Waits()  # as on a counter: what ends here does not end by waiting


class Stopper:
    """Takes pages, and stops the scan when one of them comes or is under way; from another thread, as it is."""

    def __init__(self, at: int, steps: tuple[StopStep, ...], *, under_way: bool = False) -> None:
        self.pages: list[bytes] = []
        self._at = (SheetProgressed if under_way else SheetScanned, at)
        self._steps = steps
        self.press = Press(self._arrive)

    def _arrive(self, event: ScanEvent, content: bytes) -> None:
        if isinstance(event, SheetScanned):
            self.pages.append(content)
        if isinstance(event, SheetProgressed | SheetScanned) and (type(event), event.number) == self._at:
            self._at = (SheetScanned, 0)
            stopping = threading.Thread(target=self._stop)
            stopping.start()
            stopping.join()

    def _stop(self) -> None:
        for step in self._steps:
            self.press.stop(step)


@pytest.fixture
def switched_on() -> Iterator[list[Windows]]:
    """The machines of a test; they are shut down behind it."""
    machines: list[Windows] = []
    yield machines
    for machine in machines:
        machine.close()


def scan(machine: Windows, stopper: Stopper, order: ScanOrder = FEEDER, waits: Waits = LONG) -> ScanEnded:
    return WiaDriver(lambda: machine, waits).scan(order, stopper.press)


@pytest.mark.parametrize("heeds_stops", [True, False], ids=["heeds", "does not heed"])
def test_stopping_at_page_20_of_50_keeps_exactly_the_20(switched_on: list[Windows], heeds_stops: bool) -> None:
    pages = sheets(50)
    switched_on.append(office_scanner(*pages))
    feeder = next(iter(switched_on[0].roots.values())).parts[-1]
    feeder.heeds_stops = heeds_stops
    stopper = Stopper(20, (StopStep.FINISH,))
    ended = scan(switched_on[0], stopper)
    assert (ended.delivered, ended.trouble) == (20, Trouble.CANCELLED)
    assert stopper.pages == pages[:20]
    assert feeder.came == (20 if heeds_stops else 50)


def test_the_sheet_that_is_in_the_rollers_comes_to_its_end(switched_on: list[Windows]) -> None:
    switched_on.append(office_scanner(*sheets(5)))
    stopper = Stopper(1, (StopStep.FINISH,), under_way=True)
    ended = scan(switched_on[0], stopper)
    assert (ended.delivered, ended.trouble) == (1, Trouble.CANCELLED)


def test_a_sheet_that_was_broken_off_is_not_taken_although_it_looks_whole(switched_on: list[Windows]) -> None:
    switched_on.append(office_scanner(*sheets(5)))
    next(iter(switched_on[0].roots.values())).parts[-1].heeds_stops = False
    stopper = Stopper(1, (StopStep.FINISH, StopStep.ABORT), under_way=True)
    ended = scan(switched_on[0], stopper)
    assert (ended.delivered, ended.trouble) == (0, Trouble.CANCELLED)


def test_a_sheet_that_is_broken_off_in_its_last_moment_is_not_taken_either(switched_on: list[Windows]) -> None:
    switched_on.append(office_scanner(*sheets(5)))
    stopper = Stopper(0, ())
    feeder = next(iter(switched_on[0].roots.values())).parts[-1]
    feeder.before_the_end = lambda: stopper.press.stop(StopStep.ABORT)
    ended = scan(switched_on[0], stopper)
    assert (ended.delivered, ended.trouble, stopper.pages) == (0, Trouble.CANCELLED, [])


def test_a_driver_that_waits_for_ever_is_called_off_by_the_second_step(switched_on: list[Windows]) -> None:
    switched_on.append(office_scanner(*sheets(3)))
    next(iter(switched_on[0].roots.values())).parts[-1].ending = "never"
    stopper = Stopper(3, (StopStep.FINISH, StopStep.ABORT))
    ended = scan(switched_on[0], stopper)
    assert (ended.delivered, ended.trouble) == (3, Trouble.CANCELLED)


def test_a_driver_that_hears_nothing_is_left_behind_at_the_third_step(switched_on: list[Windows]) -> None:
    switched_on.append(office_scanner(*sheets(3)))
    feeder = next(iter(switched_on[0].roots.values())).parts[-1]
    feeder.ending = "never and deaf"
    feeder.fails[2, "within"] = -1
    stopper = Stopper(3, (StopStep.FINISH, StopStep.ABORT, StopStep.HANG_UP), under_way=True)
    ended = scan(switched_on[0], stopper)
    assert (ended.delivered, ended.trouble) == (2, Trouble.CANCELLED)


def test_a_scan_that_is_stopped_before_it_begins_feeds_no_sheet(switched_on: list[Windows]) -> None:
    switched_on.append(office_scanner(*sheets(3)))
    stopper = Stopper(0, ())
    stopper.press.stop(StopStep.FINISH)
    ended = scan(switched_on[0], stopper)
    assert (ended.delivered, ended.trouble) == (0, Trouble.CANCELLED)
    assert next(iter(switched_on[0].roots.values())).parts[-1].came == 0


def test_wia_1_is_not_called_for_another_page_after_a_stop(switched_on: list[Windows]) -> None:
    switched_on.append(old_scanner(*(picture(number, "BMP") for number in range(9))))
    stopper = Stopper(4, (StopStep.FINISH,))
    ended = scan(switched_on[0], stopper)
    assert (ended.delivered, ended.trouble) == (4, Trouble.CANCELLED)
    assert next(iter(switched_on[0].roots.values())).parts[-1].came == 4


def test_the_next_scan_after_a_stopped_one_takes_what_is_left(switched_on: list[Windows]) -> None:
    pages = sheets(6)
    switched_on.append(office_scanner(*pages))
    scan(switched_on[0], Stopper(2, (StopStep.FINISH,)))
    rest = Stopper(0, ())
    assert scan(switched_on[0], rest).trouble is None
    assert rest.pages == pages[2:]


def test_a_page_that_could_not_be_kept_ends_the_scan_with_what_went_wrong(switched_on: list[Windows]) -> None:
    switched_on.append(office_scanner(*sheets(3)))

    def keep_none(event: ScanEvent, content: bytes) -> None:
        if isinstance(event, SheetScanned):
            raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        WiaDriver(lambda: switched_on[0], LONG).scan(FEEDER, Press(keep_none))
    assert next(iter(switched_on[0].roots.values())).parts[-1].came == 1
