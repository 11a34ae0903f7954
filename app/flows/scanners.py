"""Which scanners there are: those that are known, those that answer now, and what each can do.

A scanner becomes known when a person adds or uses it; then it stands in the settings, with the certificate that it
showed first. Every question to a device runs in a process of its own, because a driver may hang.
"""

import asyncio
import contextlib
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from app.domain.capture_shelf import ScannerRow
from app.domain.errors import AppError, Problem, WrongSetting
from app.domain.facts import Fact, ScannerAnswered
from app.domain.scan_troubles import ScanFailed, Trouble
from app.domain.scanning import Abilities, Road, Scanner, ScannerId, one_a_device
from app.flows.errands import Errands
from app.flows.setup import Setup
from app.runtime.side_room import SideRoom

FIND_JOB = "app.scanning.worker:find"
ADDRESS_JOB = "app.scanning.worker:at_address"
ABILITIES_JOB = "app.scanning.worker:abilities"
LOOK_FOR_S = 5.0
"""mDNS is asked at 0, 1, 2 and 4 s; what did not answer by then is asleep."""
ASK_WAIT_S = 20.0
"""A driver that has not answered by then hangs."""

_HOST_AND_PORT = re.compile(r"(\d{1,3}(\.\d{1,3}){3}(:\d{1,5})?|\[[0-9a-fA-F:]+\](:\d{1,5})?|localhost:\d{1,5})(/\S*)?")
NO_SCANNER = Problem("No scanner was found", "Switch it on, or add it by its address under Scanners")


class Scanners:
    """Knows the scanners. Lives on the courier's loop; `on_change` is called whenever a row is another."""

    def __init__(
        self,
        publish: Callable[[Fact], None],
        errands: Errands,
        setup: Setup,
        roads: tuple[Road, ...],
        built_in: Callable[[], Scanner | None],
        on_change: Callable[[], None],
    ) -> None:
        """`built_in` is the practice scanner while the practice store is open."""
        self._publish, self._errands, self._setup, self._roads = publish, errands, setup, roads
        self._built_in, self._on_change = built_in, on_change
        self._found: dict[ScannerId, Scanner] = {}
        self._abilities: dict[ScannerId, Abilities] = {}
        self._problems: dict[ScannerId, Problem] = {}
        self._looking: asyncio.Task[None] | None = None
        self._has_looked = False

    # --- what there is ------------------------------------------------------------------------------------------

    @property
    def rows(self) -> tuple[ScannerRow, ...]:
        """The known ones first, each device once."""
        known = self._known()
        found = tuple(scanner for scanner in self._found.values() if scanner.id not in known and not self._are_given)
        practice = self._built_in()
        rows = tuple(self._row(scanner, known) for scanner in one_a_device((*known.values(), *found)))
        return rows if practice is None else (replace(self._row(practice, known), is_built_in=True), *rows)

    @property
    def is_looking(self) -> bool:
        """Are scanners being looked for?"""
        return self._looking is not None and not self._looking.done()

    @property
    def chosen(self) -> Scanner | None:
        """The one that is used where nobody names another: practice, the chosen one, the only one that is there."""
        practice = self._built_in()
        if practice is not None:
            return practice
        rows = self.rows
        chosen = next((row.scanner for row in rows if row.scanner.id == self._setup.settings.scanner), None)
        if chosen is not None or not rows:
            return chosen
        return rows[0].scanner if len(rows) == 1 else None

    @property
    def _are_given(self) -> bool:
        """Does the policy of this computer name the scanners? Then there are no others."""
        return "scanners" in self._setup.policy.locked

    def scanner(self, scanner_id: ScannerId | None) -> Scanner | None:
        """The scanner with this ID as it is known now; None for one that is not."""
        return next((row.scanner for row in self.rows if row.scanner.id == scanner_id), None)

    def is_built_in(self, scanner: Scanner) -> bool:
        """Is it the practice scanner, whose pages go through no network?"""
        practice = self._built_in()
        return practice is not None and practice.id == scanner.id

    def _known(self) -> dict[ScannerId, Scanner]:
        """Those of the settings, where they answer now at the address that they answer at."""
        known = {scanner.id: scanner for scanner in self._setup.settings.scanners}
        return {
            id_: replace(self._found[id_], certificate=scanner.certificate) if id_ in self._found else scanner
            for id_, scanner in known.items()
        }

    def _row(self, scanner: Scanner, known: dict[ScannerId, Scanner]) -> ScannerRow:
        return ScannerRow(
            scanner,
            is_here=not self._has_looked or scanner.id in self._found or scanner.id not in known,
            is_added=scanner.id in known,
            abilities=self._abilities.get(scanner.id),
            problem=self._problems.get(scanner.id),
        )

    # --- looking ------------------------------------------------------------------------------------------------

    def look(self) -> None:
        """Look in the background; a look that is under way goes on."""
        if not self.is_looking:
            self._looking = self._errands.start(self.find())
            self._on_change()

    async def find(self, wait_s: float = LOOK_FOR_S) -> tuple[Scanner, ...]:
        """Look, and give what answered, each device once."""
        self._found.clear()
        try:
            async with SideRoom(FIND_JOB, self._roads, wait_s) as room:
                async with asyncio.timeout(wait_s + ASK_WAIT_S):
                    async for said in room:
                        scanner: Scanner = said.value
                        self._found[scanner.id] = scanner
                        self._on_change()
        except TimeoutError:
            pass  # a driver hangs in looking: what the others found is there
        finally:
            self._has_looked = True
            asyncio.get_running_loop().call_soon(self._on_change)  # once this task counts as done
        return one_a_device(tuple(self._found.values()))

    # --- knowing ------------------------------------------------------------------------------------------------

    def add(self, question: int, address: str) -> None:
        """Ask what answers at this address; it is known from then on."""
        self._errands.start(self._add(question, address))

    async def _add(self, question: int, address: str) -> None:
        try:
            self._check_free()
            scanner = await self.at_address(address)
            self.know(scanner)
            if "scanner" not in self._setup.policy.locked:
                self.choose(scanner.id)
        except AppError as failure:
            self._publish(ScannerAnswered(question, problem=failure.problem))
            return
        self._publish(ScannerAnswered(question, scanner))
        self._on_change()

    def _check_free(self) -> None:
        """Raises `WrongSetting` where the policy names the scanners."""
        if self._are_given:
            raise WrongSetting(self._setup.locked_problem)

    async def named(self, name: str) -> Scanner:
        """The scanner that a person means: an address, an ID, a name or a part of one that fits one scanner alone.

        Empty: the one that is used where nobody names another. Raises `AppError` where none or several fit.
        """
        scanner = self._fitting(name) if name else self.chosen
        if _is_address(name) and not (self._are_given and scanner is not None):
            self._check_free()
            return await self.at_address(name)
        if scanner is None:
            await self.find()
            scanner = self._fitting(name) if name else self.chosen
        if scanner is not None:
            return scanner
        names = ", ".join(row.scanner.name for row in self.rows)
        if not names:
            raise AppError(NO_SCANNER)
        if name:
            raise AppError(Problem(f"No scanner here is called {name}, or several are", f"There are: {names}"))
        raise WrongSetting(Problem("There are several scanners", f"Name one with --device: {names}"))

    def _fitting(self, name: str) -> Scanner | None:
        """By its whole ID, address or name, else by a part of its name; None where that is not one alone."""
        scanners = [row.scanner for row in self.rows]
        for one in scanners:
            if name in (one.id, one.address, str(one.id).partition(":")[2]):
                return one
        whole = [one for one in scanners if one.name.casefold() == name.casefold()]
        found = whole or [one for one in scanners if name.casefold() in one.name.casefold()]
        return found[0] if len(found) == 1 else None

    async def at_address(self, address: str) -> Scanner:
        """The network scanner at what a person typed. Raises `ScanFailed`."""
        scanner: Scanner = await asked(ADDRESS_JOB, address)
        known = self._known().get(scanner.id)
        return replace(scanner, certificate=known.certificate) if known is not None and known.certificate else scanner

    def know(self, scanner: Scanner) -> None:
        """Keep it in the settings. Raises `WrongSetting` where they can't be saved."""
        kept = self._setup.settings.scanners
        if scanner in kept or self.is_built_in(scanner):
            return
        others = tuple(one for one in kept if one.id != scanner.id)
        self._setup.change(replace(self._setup.settings, scanners=(*others, scanner)))

    def forget(self, scanner_id: ScannerId) -> None:
        """Know it no longer. Raises `WrongSetting`."""
        self._check_free()
        settings = self._setup.settings
        kept = tuple(one for one in settings.scanners if one.id != scanner_id)
        chosen = "" if settings.scanner == scanner_id else settings.scanner
        self._setup.change(replace(settings, scanners=kept, scanner=chosen))
        self._found.pop(scanner_id, None)
        self._on_change()

    def choose(self, scanner_id: ScannerId) -> None:
        """Use this one from now on. Raises `WrongSetting`."""
        scanner = self.scanner(scanner_id)
        if scanner is None or self.is_built_in(scanner):
            return
        self.know(scanner)
        if self._setup.settings.scanner != scanner_id:
            if "scanner" in self._setup.policy.locked:
                raise WrongSetting(self._setup.locked_problem)
            self._setup.change(replace(self._setup.settings, scanner=scanner_id))
        self._on_change()

    def is_at(self, scanner: Scanner) -> None:
        """It answered at this address just now: that is where it is asked next time."""
        known = self._setup.settings.scanners
        if any(one.id == scanner.id and one.address != scanner.address for one in known):
            with contextlib.suppress(AppError):  # a setting that can't be saved stops no scan
                self.know(scanner)

    def pin(self, scanner: Scanner, sha256: str) -> None:
        """It showed this certificate: from now on it must be this one. Raises `WrongSetting`."""
        self.know(replace(scanner, certificate=sha256))

    # --- asking -------------------------------------------------------------------------------------------------

    def learn(self, scanner_id: ScannerId) -> None:
        """Ask in the background what it can do."""
        self._errands.start(self._learn(scanner_id))

    async def _learn(self, scanner_id: ScannerId) -> None:
        scanner = self.scanner(scanner_id)
        if scanner is None:
            return
        try:
            self._abilities[scanner_id] = await self.abilities_of(scanner)
            self._problems.pop(scanner_id, None)
        except AppError as failure:
            self._problems[scanner_id] = failure.problem
        self._on_change()

    async def abilities_of(self, scanner: Scanner) -> Abilities:
        """What a scanner can do. Raises `ScanFailed`."""
        abilities: Abilities = await asked(ABILITIES_JOB, scanner)
        return abilities


def _is_address(name: str) -> bool:
    """A URL, or a host with a port: what no scanner is called."""
    return name.startswith(("http://", "https://")) or _HOST_AND_PORT.fullmatch(name) is not None


async def asked(job: str, *arguments: object) -> Any:  # each question has its own answer
    """What one question to a driver is answered with. Raises `ScanFailed`, also for a driver that dies or hangs."""
    try:
        async with SideRoom(job, *arguments) as room:
            async with asyncio.timeout(ASK_WAIT_S):
                async for _ in room:
                    pass
            return room.result
    except TimeoutError:
        raise ScanFailed(Trouble.OFFLINE, "no answer in time") from None
    except ScanFailed:
        raise
    except AppError as lost:
        raise ScanFailed(Trouble.DRIVER_CRASHED, lost.problem.detail) from lost
