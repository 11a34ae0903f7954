"""Scanning without a desk: every page that a scanner gives is checked and written into a folder; nothing is sent."""

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from app.domain.edits import UNTOUCHED
from app.domain.errors import AppError, Problem
from app.domain.limits import Limits
from app.domain.pages import ReceivedSheet
from app.domain.parcels import FittedImage
from app.domain.scan_troubles import Trouble, problem_of
from app.domain.scanning import (
    CertificateSeen,
    ScanEnded,
    ScanEvent,
    ScanNote,
    ScanOrder,
    ScanSettled,
    SheetScanned,
)
from app.flows.fitting_room import FIT_JOB, FIT_WAIT_S
from app.flows.inspection import Inspector
from app.flows.saving import try_folder, write_image
from app.flows.scan_run import ScanRun, removed
from app.flows.scanners import Scanners
from app.flows.sheets import INCOMPLETE, RECEIVED_JOB
from app.runtime.darkroom import Darkroom

WHOLE_PAGE = Limits(max_bytes=100_000_000, max_side_px=20_000, min_side_px=1)
"""A page out of a document of several is written as large as it was scanned; `fit` brings it to DRX's limits."""
BUSY_WAIT_S = 30.0
BUSY_EVERY_S = 2.0
_PASSING = frozenset((Trouble.BUSY, Trouble.WARMING_UP))


@dataclass(frozen=True, slots=True)
class ScannedFile:
    """Page `page` (from 1) of a scan: where it was written, or why it was not."""

    page: int
    out: Path | None = None
    width: int | None = None
    height: int | None = None
    size_bytes: int | None = None
    media_type: str | None = None
    dpi: int | None = None
    problem: Problem | None = None


@dataclass(slots=True)
class FolderScan:
    """A scan as far as it has come; kept whole however it ends."""

    files: list[ScannedFile] = field(default_factory=list)
    order: ScanOrder | None = None
    """As it was carried out."""
    told: int | None = None
    notes: tuple[ScanNote, ...] = ()
    problem: Problem | None = None


class ScanToFolder:
    """Scans into folders. Lives on the courier's loop."""

    def __init__(self, scanners: Scanners, darkroom: Darkroom, inspector: Inspector) -> None:
        self.scanners, self._darkroom, self._inspector = scanners, darkroom, inspector

    async def scan(
        self, order: ScanOrder, folder: Path, scan: FolderScan, on_page: Callable[[int], None] = lambda count: None
    ) -> None:
        """Carry the order out; `scan` tells page by page what came of it. A busy scanner is waited for, a little.

        Raises `AppError` where pages can't be written; what came before is there.
        """
        await asyncio.to_thread(try_folder, folder)
        warming = asyncio.create_task(self._darkroom.warm_up(RECEIVED_JOB))  # while the scanner is being reached
        try:
            ended = await self._patiently(order, folder, scan, on_page)
        finally:
            warming.cancel()
            await asyncio.gather(warming, return_exceptions=True)
        scan.told = ended.told
        scan.notes = tuple(dict.fromkeys((*scan.notes, *ended.notes)))
        scan.problem = problem_of(ended.trouble, ended.detail) if ended.trouble is not None else None

    async def _patiently(
        self, order: ScanOrder, folder: Path, scan: FolderScan, on_page: Callable[[int], None]
    ) -> ScanEnded:
        loop = asyncio.get_running_loop()
        patience_ends_s = loop.time() + BUSY_WAIT_S
        while True:
            ended = await self._once(order, folder, scan, on_page)
            if ended.trouble not in _PASSING or scan.files or loop.time() > patience_ends_s:
                return ended
            await asyncio.sleep(BUSY_EVERY_S)

    async def _once(
        self, order: ScanOrder, folder: Path, scan: FolderScan, on_page: Callable[[int], None]
    ) -> ScanEnded:
        async def keep(sheet: SheetScanned, content: bytes) -> None:
            files = await self._written(sheet, content, folder)
            scan.files = sorted((*scan.files, *files), key=lambda file: file.page)
            on_page(len(scan.files))

        def hear(event: ScanEvent) -> None:
            match event:
                case ScanSettled(settled, notes):
                    scan.order, scan.notes = settled, notes
                    with contextlib.suppress(AppError):  # a setting that can't be saved stops no scan
                        self.scanners.know(settled.scanner)  # with its certificate, which it is held to from now on
                case CertificateSeen(sha256):
                    self.scanners.pin(order.scanner, sha256)
                case _:
                    pass

        run = ScanRun(order, hear, keep)
        try:
            return await _to_its_end(run)
        finally:
            if run.left_job:
                await asyncio.shield(asyncio.ensure_future(removed(order, run.left_job)))

    async def _written(self, sheet: SheetScanned, content: bytes, folder: Path) -> list[ScannedFile]:
        """The files that a sheet became: one, or as many as its document has pages."""
        try:
            await self._inspector.let_in(content)
            received: ReceivedSheet = await self._darkroom.run(RECEIVED_JOB, content, sheet.dpi)
        except AppError as failure:
            detail = failure.problem.detail or failure.problem.title
            return [ScannedFile(sheet.number, problem=replace(INCOMPLETE, detail=detail))]
        content = received.content or content
        frames = received.survey.frames
        if len(frames) == 1:
            media_type, frame = received.survey.media_type, frames[0]
            out = await _saved(folder, f"scan-{sheet.number:03}{media_type.extension}", content)
            dpi = frame.dpi or sheet.dpi
            return [ScannedFile(sheet.number, out, frame.width, frame.height, len(content), media_type.value, dpi)]
        files = []
        for number in range(len(frames)):
            image: FittedImage = await self._darkroom.run(
                FIT_JOB, content, number, UNTOUCHED, WHOLE_PAGE, False, wait_s=FIT_WAIT_S
            )
            page = sheet.number + number
            out = await _saved(folder, f"scan-{page:03}{image.media_type.extension}", image.content)
            size = len(image.content)
            files.append(ScannedFile(page, out, image.width, image.height, size, image.media_type.value, sheet.dpi))
        return files


async def _to_its_end(run: ScanRun) -> ScanEnded:
    """Who is interrupted stops the scan as a person does in the window: what was delivered until then is written."""
    going = asyncio.ensure_future(run.go())
    try:
        return await asyncio.shield(going)
    except asyncio.CancelledError:
        run.stop()
        with contextlib.suppress(AppError):  # pages can't be written: those that could are told
            await going  # an interrupt more ends it at once
        raise


async def _saved(folder: Path, name: str, content: bytes) -> Path:
    return await asyncio.to_thread(write_image, folder, name, content)
