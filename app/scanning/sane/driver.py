"""SANE's road: what `scanimage` finds, tells and scans, as our contract for drivers has it."""

from collections.abc import Iterator
from dataclasses import replace

from app.domain.scan_troubles import ScanFailed, Trouble
from app.domain.scanning import (
    Abilities,
    DeviceState,
    ScanEnded,
    Scanner,
    ScanNote,
    ScanOrder,
    ScanSettled,
    Source,
    settled,
)
from app.scanning.driver import Press, StopStep
from app.scanning.sane import settings
from app.scanning.sane.batch import PAGE_NAMES, Batch
from app.scanning.sane.listing import FORMAT, listed
from app.scanning.sane.memory import memory_folder, sweep_leftovers
from app.scanning.sane.options import Options, options_in
from app.scanning.sane.orphan import address_of, end_orphan
from app.scanning.sane.program import Child, ask, is_installed
from app.scanning.sane.settings import Settings
from app.scanning.sane.troubles import trouble_of

QUESTION_WAIT_S = 45.0
"""Opening a device may mean to wake it, to load its firmware, or to find it in the network again."""


class SaneDriver:
    """Scanners through `scanimage`."""

    def find(self, wait_s: float) -> Iterator[Scanner]:
        """The scanners that SANE lists within this time; all at once, as it has it. None where there is no SANE."""
        if not is_installed():
            return
        try:
            answer = ask([f"--formatted-device-list={FORMAT}"], wait_s)
        except ScanFailed:  # some driver still looks for its devices: SANE tells none before all are done
            return
        yield from listed(answer.text)

    def abilities(self, scanner: Scanner) -> Abilities:
        """What it can do, source by source: asked with each of them set, for they differ."""
        plain = _options(scanner, ())
        sources = tuple(
            settings.ability(source, _with(scanner, plain, door)) for source, door in settings.doors(plain).items()
        )
        return Abilities(sources, settings.senses_paper(plain))

    def state(self, scanner: Scanner, source: Source) -> DeviceState:
        """How it is by its sensors, which few drivers tell; a glass is READY where the device can be opened."""
        try:
            return settings.state(_options(scanner, ()), source)
        except ScanFailed as failed:
            return _STATES.get(failed.trouble, DeviceState.UNKNOWN)

    def scan(self, order: ScanOrder, press: Press) -> ScanEnded:
        """Scan: a sheet from the glass, or all that is in the feeder."""
        scanner = order.scanner
        plain = _options(scanner, ())
        order, notes, door, mode = _settled(order, plain)
        options = _with(scanner, plain, (*door, *mode))
        chosen = (
            *door,
            *mode,
            *settings.depth(options, order.mode),
            *settings.of_resolution(options, order.dpi),
            *settings.of_area(options, order),
        )
        press.tell(ScanSettled(order, notes))
        if press.step > StopStep.NONE:
            return ScanEnded(press.delivered, trouble=Trouble.CANCELLED)
        with memory_folder() as folder, Child(_scanning(scanner, order, chosen), folder) as child:
            press.opened(address_of(child.pid))
            return replace(Batch(child, folder, order, press).run(), notes=notes)

    def clean_up(self, scanner: Scanner, job_address: str) -> None:
        """End the program that a dead driver left, which lets the device go, and remove the pages that it left."""
        end_orphan(job_address)
        sweep_leftovers()


_STATES = {
    Trouble.BUSY: DeviceState.BUSY,
    Trouble.WARMING_UP: DeviceState.WARMING_UP,
    Trouble.COVER_OPEN: DeviceState.COVER_OPEN,
    Trouble.PAPER_JAM: DeviceState.PAPER_JAM,
    Trouble.OFFLINE: DeviceState.OFFLINE,
    Trouble.NOT_FOUND: DeviceState.OFFLINE,
}


def _settled(order: ScanOrder, plain: Options) -> tuple[ScanOrder, tuple[ScanNote, ...], Settings, Settings]:
    """The order as it can be carried out, what of it is other, and the settings of its source and its mode."""
    doors = settings.doors(plain)
    outline = Abilities(tuple(settings.ability(source, plain) for source in doors))
    has_paper = settings.state(plain, Source.FEEDER) is DeviceState.PAPER_IN
    source = settled(order, outline, paper_in=has_paper)[0].source
    if source is None:
        raise ScanFailed(Trouble.UNSUPPORTED, "no source")
    door = doors[source]
    under = _with(order.scanner, plain, door)
    order, notes = settled(replace(order, source=source), Abilities((settings.ability(source, under),)))
    return order, notes, door, settings.modes(under)[order.mode]


def _scanning(scanner: Scanner, order: ScanOrder, chosen: Settings) -> list[str]:
    """The command line of a scan. The glass is asked for one page: without a count its batch would never end."""
    is_fed = order.source is not None and order.source.is_fed
    count = max(1, order.max_pages) if order.max_pages is not None else None
    counted = (f"--batch-count={count if is_fed else 1}",) if count is not None or not is_fed else ()
    return [
        f"--device-name={scanner.address}",
        "--format=tiff",
        f"--batch={PAGE_NAMES}",
        "--batch-print",
        "--batch-prompt",
        "--progress",
        *counted,
        *settings.arguments(chosen),
    ]


def _with(scanner: Scanner, plain: Options, chosen: Settings) -> Options:
    """The options as they are while these are set."""
    return plain if settings.are_set(chosen, plain) else _options(scanner, chosen)


def _options(scanner: Scanner, chosen: Settings) -> Options:
    """What the device can be set to, while these are set. Raises `ScanFailed`."""
    answer = ask(
        [f"--device-name={scanner.address}", *settings.arguments(chosen), "--all-options"],
        QUESTION_WAIT_S,
    )
    options = options_in(answer.text)
    if answer.code or not options:
        trouble, detail = trouble_of(answer.code, answer.complaint, pages=0, is_fed=False)
        raise ScanFailed(trouble or Trouble.UNSUPPORTED, detail)
    return options
