"""Examining the scanners of this machine: which answer, what each can do, and on request one page of one of them.

The first real look at a customer's counter: it tells devices and numbers, and nothing of what lies on the glass.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import replace

from app.domain.errors import AppError
from app.domain.findings import Finding, Health, ScannerSeen
from app.domain.scan_troubles import problem_of
from app.domain.scanning import (
    Abilities,
    Mode,
    ScanEnded,
    ScanEvent,
    Scanner,
    ScanOrder,
    ScanSettled,
    SheetScanned,
)
from app.flows.errands import Errands
from app.flows.scan_run import ScanRun, removed
from app.flows.scanners import Scanners
from app.flows.setup import Setup
from app.flows.sheets import RECEIVED_JOB
from app.runtime.darkroom import Darkroom
from app.scanning.worker import roads_here
from app.system.paths import Folders
from app.system.secrets import Secrets
from app.system.settings import Settings

TEST_DPI = 150


async def examine_scanners(
    darkroom: Darkroom,
    folders: Folders,
    settings: Settings,
    environ: Mapping[str, str],
    platform: str,
    test_scan: str | None = None,
) -> tuple[tuple[Finding, ...], tuple[ScannerSeen, ...]]:
    """Look for scanners and ask each what it can do; `test_scan` names one to scan a page with ("": the usual one)."""
    errands = Errands(_ignore)
    scanners = Scanners(
        _ignore,
        errands,
        Setup(folders, settings, Secrets(environ), environ),
        roads_here(platform),
        built_in=lambda: None,
        on_change=lambda: None,
    )
    await scanners.find()
    rows = scanners.rows
    if not rows:
        found = [
            Finding("scanners", Health.LOOK, "No scanner answers. One that is switched on can be added by address")
        ]
    else:
        found = list(await asyncio.gather(*(_asked(scanners, row.scanner) for row in rows)))
    seen = tuple(_seen(row.scanner, told) for row, told in zip(rows, found, strict=False))
    if test_scan is not None:
        found.append(await _test_scan(scanners, darkroom, test_scan))
    return tuple(found), seen


def _seen(scanner: Scanner, told: Finding) -> ScannerSeen:
    answers = told.health is Health.GOOD
    return ScannerSeen(scanner.name, scanner.road.value, scanner.address, scanner.is_encrypted, answers)


async def _asked(scanners: Scanners, scanner: Scanner) -> Finding:
    subject = f"scanner {scanner.name}"
    try:
        abilities = await scanners.abilities_of(scanner)
    except AppError as failure:
        return Finding(subject, Health.LOOK, f"{scanner.road.value}: {failure}")
    lock = "" if scanner.is_encrypted else ", unencrypted"
    return Finding(subject, Health.GOOD, f"{scanner.road.value}{lock}: {_told(abilities)}")


def _told(abilities: Abilities) -> str:
    sources = []
    for ability in abilities.sources:
        dpi = ability.resolutions
        highest = max(dpi.values, default=dpi.highest)
        modes = ", ".join(mode.value for mode in ability.modes)
        sources.append(f"{ability.source.value} ({modes}" + (f", up to {highest} dpi)" if highest else ")"))
    return "; ".join(sources) or "it names no source"


async def _test_scan(scanners: Scanners, darkroom: Darkroom, name: str) -> Finding:
    """One page in grey; it is decoded, measured and forgotten."""
    subject = "test scan"
    try:
        order = ScanOrder(await scanners.named(name), None, TEST_DPI, Mode.GRAY, 1)
    except AppError as failure:
        return Finding(subject, Health.BAD, str(failure))
    clock = asyncio.get_running_loop().time
    began_s, sizes = clock(), list[str]()

    async def keep(sheet: SheetScanned, content: bytes) -> None:
        received = await darkroom.run(RECEIVED_JOB, content, sheet.dpi)
        frame = received.survey.frames[0]
        sizes.append(f"{frame.width} x {frame.height} pixels, {len(content):,} bytes, {clock() - began_s:.1f} s")

    def hear(event: ScanEvent) -> None:
        nonlocal order
        if isinstance(event, ScanSettled):
            order = replace(event.order)

    run = ScanRun(order, hear, keep)
    try:
        ended: ScanEnded = await run.go()
    except AppError as failure:
        return Finding(subject, Health.BAD, f"{order.scanner.name}: {failure}")
    finally:
        if run.left_job:
            await removed(order, run.left_job)
    if sizes:
        source = order.source.value if order.source is not None else "it"
        return Finding(subject, Health.GOOD, f"{order.scanner.name}, {source}: one page of {sizes[0]}")
    if ended.trouble is None:
        return Finding(subject, Health.BAD, f"{order.scanner.name}: it ended well and sent nothing")
    return Finding(subject, Health.BAD, f"{order.scanner.name}: {problem_of(ended.trouble, ended.detail).sentence}")


def _ignore(fact: object) -> None:
    """Nobody listens: what is found is the answer."""
