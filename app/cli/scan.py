"""`counterscan scan`: scan without a window, into a folder; or list the scanners that there are."""

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.cli.speech import Answer, Status, complain, progress
from app.domain.errors import AppError, Problem
from app.domain.scanning import Abilities, Mode, Scanner, ScanNote, ScanOrder, Source, SourceAbility
from app.flows.counter import Counter
from app.flows.house import House
from app.flows.scan_to_folder import FolderScan, ScannedFile

INTERRUPTED = Problem("The scan was stopped", "The pages that are written are whole")
NONE_FOUND = Problem("No scanner was found", "Switch it on, or give its address: counterscan scan --device ADDRESS …")
NOTES = {
    ScanNote.NOT_ENCRYPTED: "This scanner sends pages unencrypted through the network",
    ScanNote.OTHER_DPI: "The scanner has another resolution than was asked for",
    ScanNote.OTHER_MODE: "The scanner has other colours than were asked for",
    ScanNote.COUNT_DIFFERS: "The scanner counts other pages than came: compare them with the paper",
    ScanNote.SKIPPED_EMPTY: "The scanner announced a page and sent nothing: compare the pages with the paper",
}


@dataclass(frozen=True, slots=True)
class Listed:
    """A scanner of `--list`: what it can do, or why it does not say."""

    scanner: Scanner
    abilities: Abilities | None = None
    problem: Problem | None = None


def run(house: House, words: Namespace) -> Answer:
    """Carry the command out; what was scanned before something went wrong is there, and told."""
    if words.list:
        return _told(house.run(lambda counter: _listed(counter, words.device)))
    scan = FolderScan()
    try:
        house.run(lambda counter: _scan(counter, words, scan))
    except AppError as failure:
        if not scan.files:
            raise
        scan.problem = failure.problem
    except KeyboardInterrupt:
        scan.problem = INTERRUPTED
    return _answer(scan)


async def _scan(counter: Counter, words: Namespace, scan: FolderScan) -> None:
    progress("Looking for the scanner")
    scanner = await counter.to_folder.scanners.named(words.device)
    source = Source(words.source) if words.source else None
    order = ScanOrder(scanner, source, words.dpi, Mode(words.mode), words.pages)
    scan.order = order
    progress(f"Scanning with {scanner.name}")
    await counter.to_folder.scan(order, words.out, scan, lambda count: progress(f"{count} pages"))


async def _listed(counter: Counter, device: str) -> list[Listed]:
    scanners = counter.to_folder.scanners
    if device:
        found: Sequence[Scanner] = [await scanners.named(device)]
    else:
        progress("Looking for scanners")
        await scanners.find()
        found = [row.scanner for row in scanners.rows]
    listed = []
    for scanner in found:
        try:
            listed.append(Listed(scanner, await scanners.abilities_of(scanner)))
        except AppError as failure:
            listed.append(Listed(scanner, problem=failure.problem))
    return listed


def _told(listed: Sequence[Listed]) -> Answer:
    lines = []
    for one in listed:
        place = f"  {one.scanner.place}" if one.scanner.place else ""
        lines.append(f"{one.scanner.name}{place}  {one.scanner.road.value}  {one.scanner.address}")
        if one.problem is not None:
            complain(one.problem, one.scanner.name)
        sources = one.abilities.sources if one.abilities is not None else ()
        lines += [f"  {_source_line(ability)}" for ability in sources]
    if not listed:
        complain(NONE_FOUND)
    is_well = bool(listed) and all(one.problem is None for one in listed)
    document = {"scanners": [_scanner_row(one) for one in listed]}
    return Answer(Status.DONE if is_well else Status.NEEDS_PERSON, document, lines)


def _source_line(ability: SourceAbility) -> str:
    modes = ", ".join(mode.value for mode in ability.modes)
    size = f", up to {ability.width_mm:.0f} x {ability.height_mm:.0f} mm" if ability.width_mm else ""
    return f"{ability.source.value}: {modes}; {_dpi_words(ability)} dpi{size}"


def _dpi_words(ability: SourceAbility) -> str:
    resolutions = ability.resolutions
    if resolutions.values:
        return ", ".join(str(dpi) for dpi in resolutions.values)
    return f"{resolutions.lowest} to {resolutions.highest}" if resolutions.highest else "any"


def _scanner_row(one: Listed) -> dict[str, Any]:
    scanner = one.scanner
    return {
        "id": scanner.id,
        "name": scanner.name,
        "road": scanner.road.value,
        "address": scanner.address,
        "place": scanner.place,
        "encrypted": scanner.is_encrypted,
        "sources": [_ability_row(ability) for ability in one.abilities.sources] if one.abilities is not None else [],
        "problem": one.problem.sentence if one.problem is not None else None,
    }


def _ability_row(ability: SourceAbility) -> dict[str, Any]:
    resolutions = ability.resolutions
    return {
        "source": ability.source.value,
        "modes": [mode.value for mode in ability.modes],
        "resolutions": list(resolutions.values),
        "lowest_dpi": min(resolutions.values, default=resolutions.lowest),
        "highest_dpi": max(resolutions.values, default=resolutions.highest),
        "width_mm": round(ability.width_mm, 1),
        "height_mm": round(ability.height_mm, 1),
        "content_types": [media_type.value for media_type in ability.media_types],
    }


def _answer(scan: FolderScan) -> Answer:
    for file in scan.files:
        if file.problem is not None:
            complain(file.problem, f"page {file.page}")
    if scan.problem is not None:
        complain(scan.problem)
    notes = [NOTES[note] for note in scan.notes]
    for note in notes:
        complain(Problem(note))
    order = scan.order
    is_well = scan.problem is None and all(file.problem is None for file in scan.files)
    document = {
        "scanner": order.scanner.name if order is not None else None,
        "source": order.source.value if order is not None and order.source is not None else None,
        "dpi": order.dpi if order is not None else None,
        "mode": order.mode.value if order is not None else None,
        "pages": [_row(file) for file in scan.files],
        "pages_told_by_scanner": scan.told,
        "notes": notes,
        "problem": scan.problem.sentence if scan.problem is not None else None,
    }
    status = Status.DONE if is_well else Status.NEEDS_PERSON
    return Answer(status, document, [_line(file) for file in scan.files if file.out is not None])


def _row(file: ScannedFile) -> dict[str, Any]:
    return {
        "page": file.page,
        "out": str(file.out) if file.out is not None else None,
        "width": file.width,
        "height": file.height,
        "dpi": file.dpi,
        "size_bytes": file.size_bytes,
        "content_type": file.media_type,
        "problem": file.problem.sentence if file.problem is not None else None,
    }


def _line(file: ScannedFile) -> str:
    return f"{file.out}  {file.width} x {file.height}  {file.size_bytes:,} bytes"
