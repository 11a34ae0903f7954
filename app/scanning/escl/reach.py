"""Reaching a scanner: where it was, else where it went; what it can do, and what it needs to be treated like.

Addresses change with every power cut. The one that is known is tried first; where it stays silent, it is tried on while
the network is asked for the same scanner, and who is first wins (NAPS2's trick, capture.md).
"""

import contextlib
import queue
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from app.domain.scan_troubles import ScanFailed, Trouble
from app.domain.scanning import Scanner
from app.scanning.discovery import find_escl
from app.scanning.escl.capabilities import ScannerCapabilities, capabilities_of
from app.scanning.escl.line import USUAL_PORTS, Answer, Line
from app.scanning.escl.pinning import OpenSockets
from app.scanning.escl.quirks import Quirks, quirks_of
from app.scanning.escl.status import ScannerStatus, status_of
from app.scanning.escl.waits import Waits

ROOTS = ("/eSCL", "", "/escl")
"""Where an address names no path, or a wrong one: what nearly all have, then what some do."""
_REDIRECTS = (301, 302, 303, 307, 308)
_NOT_THERE = (404, 405, 410)


@dataclass(frozen=True, slots=True)
class Reached:
    """A scanner that answered; its address is the one it answered at, and its certificate the one it showed."""

    scanner: Scanner
    line: Line
    root: str
    capabilities: ScannerCapabilities
    quirks: Quirks
    is_new_certificate: bool

    def status(self, answer_s: float | None = None) -> ScannerStatus | None:
        """How it says it is now; None where it says nothing. Raises `ScanFailed` where it can't be reached."""
        answer = self.line.get(f"{self.root}/ScannerStatus", answer_s=answer_s)
        return status_of(answer.content) if answer.is_success else None

    @property
    def jobs_path(self) -> str:
        """Where jobs are made."""
        return f"{self.root}/ScanJobs"


@contextlib.contextmanager
def reached(scanner: Scanner, waits: Waits, sockets: OpenSockets) -> Iterator[Reached]:
    """Reach it, wherever it is now; closes the line to it after. Raises `ScanFailed`."""
    try:
        found = at_its_address(scanner, waits, sockets, connect_s=min(waits.first_connect_s, waits.connect_s))
    except ScanFailed as failed:
        if failed.trouble not in (Trouble.OFFLINE, Trouble.NOT_FOUND) or sockets.cutting.is_set():
            raise
        moved = _first_of(scanner, waits)
        if moved is None:
            raise
        found = at_its_address(moved, waits, sockets)
    with contextlib.closing(found.line):
        yield found


def at_its_address(
    scanner: Scanner,
    waits: Waits,
    sockets: OpenSockets,
    *,
    connect_s: float | None = None,
    answer_s: float | None = None,
) -> Reached:
    """Ask it at its address and nowhere else what it can do; follows it from http to https. Raises `ScanFailed`."""
    scheme, host, path = parts_of(scanner.address)
    origin = f"{scheme}://{host}"
    line = Line(origin, scanner.certificate, sockets, waits)
    try:
        for root in dict.fromkeys((path, *ROOTS) if path else ROOTS):
            answer = line.get(f"{root}/ScannerCapabilities", connect_s=connect_s, answer_s=answer_s)
            secured = _secured(answer, host) if scheme == "http" else ""
            if secured:
                line.close()
                return at_its_address(
                    replace(scanner, address=secured), waits, sockets, connect_s=connect_s, answer_s=answer_s
                )
            if answer.status not in _NOT_THERE:
                break
        capabilities = _understood(answer)
    except BaseException:
        line.close()
        raise
    line.quirks = quirks_of(capabilities.model, capabilities.maker, answer.server, scanner.name)
    if line.quirks.highest_dpi is not None:
        capabilities = capabilities.up_to(line.quirks.highest_dpi)
    there = replace(scanner, address=origin + root, certificate=line.certificate)
    is_new = bool(line.certificate) and not scanner.certificate
    return Reached(there, line, root, capabilities, line.quirks, is_new)


def parts_of(address: str) -> tuple[str, str, str]:
    """Scheme, host with its port, and the root path without its last slash. Raises `ScanFailed` for no address."""
    try:
        parts = urlsplit(address)
        if parts.scheme not in USUAL_PORTS or not parts.hostname or parts.port == 0:
            raise ValueError(address)
    except ValueError as error:
        raise ScanFailed(Trouble.NOT_FOUND, "no address") from error
    path = "/".join(part for part in parts.path.split("/") if part)
    return parts.scheme, parts.netloc.rpartition("@")[2], f"/{path}" if path else ""


def _understood(answer: Answer) -> ScannerCapabilities:
    if answer.status in (401, 403):
        raise ScanFailed(Trouble.NOT_ALLOWED, f"HTTP {answer.status}")
    if answer.status == 503:
        raise ScanFailed(Trouble.BUSY, "HTTP 503")
    capabilities = capabilities_of(answer.content) if answer.is_success else None
    if capabilities is None:
        trouble = Trouble.NOT_FOUND if answer.status in _NOT_THERE or answer.is_success else Trouble.COMMUNICATION_LOST
        raise ScanFailed(trouble, f"HTTP {answer.status}, no capabilities")
    return capabilities


def _secured(answer: Answer, host: str) -> str:
    """Where a device sends us from http to https on the same host: the address of its root there. Else empty."""
    if answer.status not in _REDIRECTS or not answer.location.casefold().startswith("https://"):
        return ""
    try:
        _, there, path = parts_of(answer.location)
        is_same = urlsplit(answer.location).hostname == urlsplit(f"//{host}").hostname
    except (ScanFailed, ValueError):
        return ""
    return f"https://{there}{path.removesuffix('/ScannerCapabilities')}" if is_same else ""


def _first_of(scanner: Scanner, waits: Waits) -> Scanner | None:
    """The scanner at its known address or a new one, whichever answers first; None where neither does.

    Both seekers end by themselves within their waits, also after the other one was first.
    """
    answers: queue.SimpleQueue[Scanner | None] = queue.SimpleQueue()
    for seek in (_patiently, _elsewhere):
        threading.Thread(
            target=lambda seek=seek: answers.put(seek(scanner, waits)), name="seek scanner", daemon=True
        ).start()
    return answers.get() or answers.get()


def _patiently(scanner: Scanner, waits: Waits) -> Scanner | None:
    try:
        parts = urlsplit(scanner.address)
        port = parts.port or USUAL_PORTS[parts.scheme]
        with socket.create_connection((parts.hostname or "", port), timeout=waits.connect_s):
            return scanner
    except (OSError, ValueError, KeyError):
        return None


def _elsewhere(scanner: Scanner, waits: Waits) -> Scanner | None:
    """Where it says that it is now. Who showed a certificate once is not looked for without."""
    with contextlib.closing(find_escl(waits.search_s)) as findings:
        for found in findings:
            if found.id == scanner.id and (found.is_encrypted or not scanner.certificate):
                return replace(scanner, address=found.address)
    return None
