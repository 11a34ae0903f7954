"""The road through Windows' own drivers: finds scanners that WIA lists, and scans with WIA 2.0, or 1.0 where it must.

Runs in a scan's own process: WIA's calls block, its service dies with the drivers inside, and both are ordinary events.
"""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from queue import Empty, SimpleQueue

from app.domain.scan_troubles import Trouble
from app.domain.scanning import (
    Abilities,
    DeviceState,
    Road,
    ScanEnded,
    Scanner,
    ScannerId,
    ScanNote,
    ScanOrder,
    ScanSettled,
    Source,
    settled,
)
from app.scanning.driver import Press, StopStep
from app.scanning.wia.api import Version, WiaApi, WiaDeviceFound, WiaError, WiaItem
from app.scanning.wia.codes import E_INVALIDARG, NOT_HERE, failed, trouble_of
from app.scanning.wia.parts import abilities_of, parts_of, state_of
from app.scanning.wia.run import Run, Terms, Waits
from app.scanning.wia.settings import apply_order

_NO_NAMES = ("", "no friendly name")  # what drivers say that were installed without one
_PATIENT = Waits()


class WiaDriver:
    """Implements `app.scanning.driver.Driver` over any `WiaApi`."""

    def __init__(self, reach: Callable[[], WiaApi], waits: Waits = _PATIENT) -> None:
        """`reach` gives WIA, or raises `WiaError`; it is called on the thread that uses this driver."""
        self._reach = reach
        self._waits = waits
        self._reached: WiaApi | None = None

    def find(self, wait_s: float) -> Iterator[Scanner]:
        """The scanners that Windows lists, all at once. A service that does not answer in time lists none."""
        try:
            found = self._listed(wait_s)
        except WiaError as error:
            if error.hresult in NOT_HERE:
                return
            raise failed(error) from error
        for device in found:
            yield Scanner(ScannerId(f"wia:{device.id}"), _name_of(device), Road.WIA, device.id)

    def abilities(self, scanner: Scanner) -> Abilities:
        """What it can do."""
        try:
            return abilities_of(*self._opened(scanner))
        except WiaError as error:
            raise failed(error) from error

    def state(self, scanner: Scanner, source: Source) -> DeviceState:
        """How it says it is."""
        try:
            root, _ = self._opened(scanner)
        except WiaError as error:
            raise failed(error) from error
        return state_of(root, source)

    def scan(self, order: ScanOrder, press: Press) -> ScanEnded:
        """Scan with WIA 2.0, and again with 1.0 where a driver takes nothing of 2.0 (E_INVALIDARG before any page)."""
        try:
            root, version = self._opened(order.scanner)
            code, ended = self._scanned(root, version, order, press, is_first=True)
            if code == E_INVALIDARG and version is Version.WIA_2 and not ended.delivered:
                try:
                    older = self._api().open(order.scanner.address, Version.WIA_1)
                except WiaError:
                    return ended  # it has no other side; what 2.0 said counts
                _, ended = self._scanned(older, Version.WIA_1, order, press, is_first=False)
        except WiaError as error:
            raise failed(error) from error
        return ended

    def clean_up(self, scanner: Scanner, job_address: str) -> None:
        """Wait until the device is free: Windows itself ends the job of a process that died, but not at once."""
        by = time.monotonic() + self._waits.idle_s
        nobody = threading.Event()  # nothing tells when the service has let go of a device: it has to be looked at
        while True:
            try:
                self._opened(scanner)
                return
            except WiaError as error:
                if trouble_of(error.hresult) is not Trouble.BUSY or time.monotonic() >= by:
                    raise failed(error) from error
            nobody.wait(self._waits.look_s)

    # ---------------------------------------------------------------------------------------------------------------

    def _api(self) -> WiaApi:
        if self._reached is None:
            self._reached = self._reach()
        return self._reached

    def _listed(self, wait_s: float) -> Sequence[WiaDeviceFound]:
        """Asks on a thread of its own, since the service may hang; the one that hangs ends with this process."""
        api = self._api()
        answers: SimpleQueue[Sequence[WiaDeviceFound] | WiaError] = SimpleQueue()

        def ask() -> None:
            try:
                answers.put(api.devices())
            except WiaError as error:
                answers.put(error)

        threading.Thread(target=ask, name="wia-devices", daemon=True).start()
        try:
            answer = answers.get(timeout=max(wait_s, 0.0))
        except Empty:
            return ()
        if isinstance(answer, WiaError):
            raise answer
        return answer

    def _opened(self, scanner: Scanner) -> tuple[WiaItem, Version]:
        api = self._api()
        try:
            root = api.open(scanner.address, Version.WIA_2)
            root.children()  # some give the device with 2.0, and then not its items
            return root, Version.WIA_2
        except WiaError as error:
            if error.hresult != E_INVALIDARG:
                raise
        return api.open(scanner.address, Version.WIA_1), Version.WIA_1

    def _scanned(
        self, root: WiaItem, version: Version, order: ScanOrder, press: Press, *, is_first: bool
    ) -> tuple[int, ScanEnded]:
        is_paper_in = state_of(root, Source.FEEDER) is DeviceState.PAPER_IN
        chosen, notes = settled(order, abilities_of(root, version), paper_in=is_paper_in)
        source = chosen.source or Source.FLATBED
        item = parts_of(root, version)[source]
        applied = apply_order(root, item, version, chosen, source)
        if applied.dpi != order.dpi:
            notes = (*notes, ScanNote.OTHER_DPI)
        if applied.mode is not order.mode:
            notes = (*notes, ScanNote.OTHER_MODE)
        if is_first:
            so = replace(chosen, dpi=applied.dpi, mode=applied.mode)
            press.tell(ScanSettled(so, tuple(dict.fromkeys(notes))))
            press.opened(order.scanner.address)
        if press.step > StopStep.NONE:
            return 0, ScanEnded(0, None, Trouble.CANCELLED)
        terms = Terms(applied.dpi, source.is_fed, chosen.max_pages, applied.one_a_call)
        return Run(item, terms, press, self._waits).to_the_end()


def _name_of(device: WiaDeviceFound) -> str:
    """What it is called; its maker and model where it has no name of its own."""
    if device.name.strip().casefold() not in _NO_NAMES:
        return device.name.strip()
    return " ".join(part for part in (device.maker.strip(), device.description.strip()) if part) or "Scanner"
