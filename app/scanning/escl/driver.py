"""The eSCL road as a driver: find, ask, scan, clean up. What is stopped, breaks off or lies is told in our words.

A scan raises `ScanFailed` only before it told `ScanSettled`; from then on, whatever happens is in its `ScanEnded`.
"""

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from app.domain.scan_troubles import ScanFailed, Trouble
from app.domain.scanning import (
    Abilities,
    CertificateSeen,
    DeviceState,
    ScanEnded,
    Scanner,
    ScanNote,
    ScanOrder,
    ScanSettled,
    Source,
    settled,
)
from app.scanning.discovery import find_escl
from app.scanning.driver import Press, StopStep
from app.scanning.escl.ending import Ending
from app.scanning.escl.job import Run, ScanJob, wait_until_idle
from app.scanning.escl.pinning import OpenSockets
from app.scanning.escl.reach import Reached, at_its_address, reached
from app.scanning.escl.status import ScannerStatus
from app.scanning.escl.waits import WAITS, Waits


class EsclDriver:
    """`app.scanning.driver.Driver` for network scanners that speak eSCL."""

    def __init__(self, waits: Waits = WAITS) -> None:
        self._waits = waits

    def find(self, wait_s: float) -> Iterator[Scanner]:
        """Scanners that show themselves on the network; one may come again under its ID, with a better address."""
        return find_escl(wait_s)

    def abilities(self, scanner: Scanner) -> Abilities:
        """What it can do, source by source. Raises `ScanFailed`."""
        with reached(scanner, self._waits, OpenSockets()) as there:
            abilities = there.capabilities.abilities
            if abilities.senses_paper or abilities.of(Source.FEEDER) is None:
                return abilities
            status = _status_or_none(there)
            return replace(abilities, senses_paper=status is not None and status.senses_paper)

    def state(self, scanner: Scanner, source: Source) -> DeviceState:
        """How it says it is; OFFLINE where nobody answers. Raises `ScanFailed` where it does answer, and refuses."""
        try:
            with reached(scanner, self._waits, OpenSockets()) as there:
                status = there.status()
        except ScanFailed as failed:
            if failed.trouble in (Trouble.OFFLINE, Trouble.NOT_FOUND):
                return DeviceState.OFFLINE
            raise
        return DeviceState.UNKNOWN if status is None else status.device_state(source)

    def scan(self, order: ScanOrder, press: Press) -> ScanEnded:
        """Scan, and tell the press about it; see the module."""
        sockets = OpenSockets()
        press.when(StopStep.HANG_UP, sockets.cut)
        try:
            with reached(order.scanner, self._waits, sockets) as there:
                return self._scanned(there, order, press)
        except ScanFailed:
            if press.step is StopStep.NONE:
                raise
            return ScanEnded(press.delivered, trouble=Trouble.CANCELLED)
        finally:
            press.forget_acts()

    def _scanned(self, there: Reached, order: ScanOrder, press: Press) -> ScanEnded:
        asks_feeder = order.source is None or there.quirks.checks_feeder_first
        status = _status_or_none(there) if asks_feeder else None
        order, notes = settled(order, there.capabilities.abilities, paper_in=status is not None and status.paper_in)
        order = replace(order, scanner=there.scanner)
        if not there.scanner.is_encrypted:
            notes = (*notes, ScanNote.NOT_ENCRYPTED)
        press.tell(ScanSettled(order, notes))
        if there.is_new_certificate:
            press.tell(CertificateSeen(there.scanner.certificate))
        run = self._run(there, order, press, status)
        ending = run.ending
        every_note = tuple(dict.fromkeys((*notes, *ending.notes)))
        return ScanEnded(press.delivered, run.told, ending.trouble, ending.detail, every_note)

    def _run(self, there: Reached, order: ScanOrder, press: Press, status: ScannerStatus | None) -> Run:
        source = order.source or Source.FLATBED
        if there.quirks.checks_feeder_first and status is not None and status.trouble(source) is not None:
            return Run(Ending(status.trouble(source), f"feeder {status.feeder}"))
        try:
            return ScanJob(there, order, press, self._waits).run()
        except ScanFailed as failed:
            stopped = press.step > StopStep.NONE
            return Run(Ending(Trouble.CANCELLED) if stopped else Ending(failed.trouble, failed.problem.detail))

    def clean_up(self, scanner: Scanner, job_address: str) -> None:
        """Remove the job that a dead driver left, and wait until the device is idle, 15 s at most. Raises `ScanFailed`.

        The job's own address comes first: the scanner may have been found anew since it was kept.
        """
        parts = urlsplit(job_address)
        root, _, _ = parts.path.partition("/ScanJobs")
        last_seen = replace(scanner, address=f"{parts.scheme}://{parts.netloc}{root}")
        try:
            there = at_its_address(last_seen, self._waits, OpenSockets())
        except ScanFailed as failed:
            if failed.trouble not in (Trouble.OFFLINE, Trouble.NOT_FOUND):
                raise
            with reached(scanner, self._waits, OpenSockets()) as elsewhere:
                self._clean(elsewhere, parts.path)
            return
        with contextlib.closing(there.line):
            self._clean(there, parts.path)

    def _clean(self, there: Reached, path: str) -> None:
        there.line.delete(path)
        if not wait_until_idle(there, self._waits.idle_s, self._waits.idle_look_s):
            raise ScanFailed(Trouble.BUSY, "still at work")


def _status_or_none(there: Reached) -> ScannerStatus | None:
    try:
        return there.status()
    except ScanFailed:
        return None
