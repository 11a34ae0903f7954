"""What `counterscan --selftest` tries of scanning: the roads to scanners, and the hints that a folder changed.

A scanner of our own is asked, on this computer alone; nobody's scanner is touched, and nothing goes into the network.
Each trial raises `LookupError` where something answered, but not as it should.
"""

import asyncio
import sys
import tempfile
import threading
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.pages import ReceivedSheet
    from app.domain.scanning import Scanner

DPI = 100
LONGEST_SCAN_S = 60.0
LONGEST_LISTENING_S = 4.0
LONGEST_HINT_S = 5.0
NEXT_FILE_S = 0.1
LONGEST_ANSWER_S = 5.0


def scan() -> str:
    """Scan one page from the practice scanner: side rooms, the road of network scanners, and the darkroom's check."""
    from app.practice.scanner import PracticeScanner  # late, here and below: one part that is missing is one that fails

    with PracticeScanner() as device:
        device.load(1)
        return asyncio.run(asyncio.wait_for(page_from(device.url), LONGEST_SCAN_S))


async def page_from(url: str) -> str:
    """One sheet from the feeder of the scanner at this address, checked and forgotten."""
    from app.domain.scanning import Mode, ScanOrder, SheetScanned, Source
    from app.flows.scan_run import ScanRun
    from app.flows.sheets import RECEIVED_JOB
    from app.runtime.darkroom import Darkroom

    darkroom = Darkroom(workers=1)
    pages: list[ReceivedSheet] = []

    async def keep(sheet: SheetScanned, content: bytes) -> None:
        pages.append(await darkroom.run(RECEIVED_JOB, content, sheet.dpi))

    try:
        order = ScanOrder(await _scanner_at(url), Source.FEEDER, DPI, Mode.GRAY)
        ended = await ScanRun(order, lambda event: None, keep).go()
    finally:
        darkroom.close()
    if ended.trouble is not None or len(pages) != 1:
        raise LookupError(f"{len(pages)} pages came of 1; {ended.trouble} {ended.detail}")
    frame = pages[0].survey.frames[0]
    return f"a page of {frame.width} x {frame.height} came from {order.scanner.name}"


async def _scanner_at(url: str) -> "Scanner":
    from app.flows.scanners import ADDRESS_JOB
    from app.runtime.side_room import SideRoom

    async with SideRoom(ADDRESS_JOB, url) as room:
        async for _ in room:
            pass
        found: Scanner = room.result
    return found


def discovery() -> str:
    """Announce a scanner by mDNS and look for it, both through this computer's loopback alone."""
    from app.practice.scanner import PracticeScanner
    from app.scanning.discovery import found_on_loopback

    began_s = monotonic()
    with PracticeScanner() as device:
        try:
            is_found = found_on_loopback(device.port, LONGEST_LISTENING_S)
        except OSError as failure:  # all of it is there; it is the system that lets nobody listen
            return f"this computer takes no multicast: {type(failure).__name__}"
    if not is_found:
        return "asked, and heard nothing on this computer"
    return f"a scanner showed itself after {monotonic() - began_s:.1f} s"


def hints() -> str:
    """Lay files into a folder until the system hints at them."""
    from app.scanning.folder.hints import Hints

    hinted = threading.Event()
    with tempfile.TemporaryDirectory(prefix="counterscan-selftest-") as name:
        listening = Hints(Path(name), hinted.set)
        try:
            give_up_at_s = monotonic() + LONGEST_HINT_S
            while not hinted.wait(NEXT_FILE_S) and monotonic() < give_up_at_s:  # it may not listen yet
                Path(name, f"page-{monotonic():.3f}.tmp").touch()
        finally:
            listening.close()
    if not hinted.is_set():
        raise LookupError("no hint came when a file appeared")
    return "a new file was hinted at"


def usb_scanners() -> str:
    """Ask for what reaches scanners at a cable: `scanimage` on Linux, WIA on Windows. None is no fault of ours."""
    if sys.platform == "win32":
        return asyncio.run(asyncio.wait_for(_asked_wia(), LONGEST_SCAN_S))
    if sys.platform != "linux":
        return "no road on this system"
    from app.scanning.sane import program

    if not program.is_installed():
        return f"{program.PROGRAM} is missing: only network scanners can be reached"
    answer = program.ask(["--version"], LONGEST_ANSWER_S)
    if answer.code != 0:
        raise LookupError(f"{program.PROGRAM} ended with {answer.code}: {answer.complaint.strip()}")
    return answer.text.strip()


async def _asked_wia() -> str:
    """Ask for a scanner that nobody has, in a process as every scan's: what is missing there comes as `JobDied`."""
    from app.domain.scan_troubles import ScanFailed
    from app.domain.scanning import Road, Scanner, ScannerId
    from app.flows.scanners import ABILITIES_JOB
    from app.runtime.side_room import SideRoom

    nobodys = Scanner(ScannerId("wia:selftest"), "", Road.WIA, "selftest")
    try:
        async with SideRoom(ABILITIES_JOB, nobodys) as room:
            async for _ in room:
                pass
    except ScanFailed as failure:
        return f"WIA answered: {failure.trouble.value}"
    raise LookupError("WIA knows a scanner that is not there")
