"""Capturing: paper that lies in a scanner becomes pages on the desk, and what is in the way is waited for.

A capture is one or more runs (`ScanRun`): an empty feeder, a jam, an open cover are states that go away, and then the
next run goes on behind the pages that came before. Those are the person's from the moment they are told.
"""

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from dataclasses import replace

from app.domain.capture_shelf import AT_THE_END, CaptureState, CaptureView, Placement, WatchedFolder
from app.domain.errors import AppError, Problem
from app.domain.facts import CaptureChanged, CaptureEnded, Fact
from app.domain.profiles import PLAIN, Profile
from app.domain.scan_troubles import Trouble, problem_of
from app.domain.scanning import (
    CertificateSeen,
    ScanEnded,
    ScanEvent,
    Scanner,
    ScannerId,
    ScanNote,
    ScanOrder,
    ScanSettled,
    SheetProgressed,
    SheetScanned,
    Source,
)
from app.domain.sheet_count import MAX_SHEETS, counted
from app.flows.errands import Errands
from app.flows.scan_run import ScanRun, removed
from app.flows.scan_waiting import ScanWaiting, resumes_by_itself
from app.flows.scanners import NO_SCANNER, Scanners
from app.flows.setup import Setup
from app.flows.sheets import Pile, Sheets


class Capture:
    """What a clerk can do about scanners; one capture at a time. Lives on the courier's loop."""

    def __init__(
        self,
        publish: Callable[[Fact], None],
        errands: Errands,
        setup: Setup,
        scanners: Scanners,
        sheets: Sheets,
        folder: Callable[[], WatchedFolder | None],
    ) -> None:
        self._publish, self._errands, self._setup = publish, errands, setup
        self.scanners, self._sheets, self._folder = scanners, sheets, folder
        self._view = CaptureView()
        self._pile: Pile | None = None
        """What the last scan brought."""
        self._shots: Pile | None = None
        """The camera's pages of this sitting: a card's front and back are told by their order."""
        self._run: ScanRun | None = None
        self._going: asyncio.Task[None] | None = None
        self._cleaning: asyncio.Task[None] | None = None
        self._waiting = ScanWaiting(errands)
        self._is_finishing = self._is_once = False

    def begin(self) -> None:
        """The program has started: where no scanner is known yet, look which are there, if that is wanted."""
        settings = self._setup.settings
        if settings.looks_for_scanners and self.scanners.chosen is None and not settings.scanners:
            self.scanners.look()

    # --- what a clerk can do ------------------------------------------------------------------------------------

    def look(self) -> None:
        """Look for scanners."""
        self.scanners.look()

    def add(self, question: int, address: str) -> None:
        """Ask what answers at this address."""
        self.scanners.add(question, address)

    def forget(self, scanner_id: ScannerId) -> None:
        """Know this scanner no longer."""
        self.scanners.forget(scanner_id)

    def learn(self, scanner_id: ScannerId) -> None:
        """Ask this scanner what it can do."""
        self.scanners.learn(scanner_id)

    def choose(self, scanner_id: ScannerId) -> None:
        """Use this scanner from now on."""
        self.scanners.choose(scanner_id)

    def scan(self, profile: Profile | None, placement: Placement, *, is_once: bool = False) -> None:
        """Begin a capture, or go on with the one that waits; while a scanner works nothing more is begun.

        `is_once`: what F2 does stays as it is.
        """
        if self._going is not None and not self._going.done():
            self.go_on()
            return
        self._is_finishing, self._is_once = False, is_once
        self._waiting.forget()
        wanted = profile if profile is not None else self._setup.settings.last_scan
        self._show(
            state=CaptureState.STARTING,
            profile=wanted,
            page_count=0,
            share=None,
            trouble=None,
            notes=(),
            told=None,
            fed=False,
            sheets=None,
            first_gap=None,
        )
        self._pile = self._sheets.pile(wanted, placement)
        self._going = self._errands.start(self._capture(self._pile))

    @property
    def can_count(self) -> bool:
        """Is there a scan that is over whose sheets came from a feeder?"""
        return self._pile is not None and self._view.fed

    def count_sheets(self, sheets: int) -> None:
        """A person counted the sheets of the scan that is over: tell what is missing, and where it may be."""
        if self._pile is not None and self.can_count and 0 < sheets <= MAX_SHEETS:
            self._errands.start(self._count(self._pile, sheets))

    async def _count(self, pile: Pile, sheets: int) -> None:
        """At once without a place; that has to be read from the pages."""
        came, is_duplex = pile.page_count + pile.broken_count, pile.source is Source.DUPLEX
        count = counted(sheets, came, (), is_duplex=is_duplex)
        self._show(sheets=count, first_gap=None)
        if count.missing > 0:
            count = counted(sheets, came, await self._sheets.as_fed(pile), is_duplex=is_duplex)
            if pile is self._pile:
                page = pile.page_ids[count.page - 1] if count.page is not None else None
                self._show(sheets=count, first_gap=page)

    def scan_once(self, profile: Profile) -> None:
        """Begin a capture of one document, behind the pages that are there."""
        self.scan(profile, AT_THE_END, is_once=True)

    @property
    def is_running(self) -> bool:
        """Is a scanner at work, so that pages are about to come? Not while it waits for a person or for paper."""
        return self._run is not None

    def kill_driver(self) -> None:
        """End the process of the scan that runs, as a system does that is short of memory; for tests."""
        if self._run is not None:
            self._run.kill()

    def go_on(self) -> None:
        """What was waited for is there."""
        self._waiting.say(go_on=True)

    def finish(self) -> None:
        """Nothing more is to come: what waits ends now, what runs ends when its sheet does."""
        self._is_finishing = True
        self._waiting.say(go_on=False)
        if self._run is not None:
            self._show(state=CaptureState.STOPPING)
            self._run.stop()

    def keep_profiles(self, profiles: Sequence[Profile]) -> None:
        """These from now on. Raises `WrongSetting` where they can't be saved."""
        self._setup.change(replace(self._setup.settings, profiles=tuple(profiles)))
        self.tell()

    def take_shot(self, content: bytes, file_name: str, profile: Profile | None, placement: Placement) -> None:
        """A camera's picture; it says no resolution, and none is made up."""
        wanted = profile if profile is not None else PLAIN
        pile = self._shots
        if pile is None or (pile.profile, pile.placement) != (wanted, placement) or not self._sheets.lies_there(pile):
            pile = self._shots = self._sheets.pile(wanted, placement)
        self._errands.start(self._sheets.take(content, 0, pile, file_name))

    # --- telling ------------------------------------------------------------------------------------------------

    def tell(self) -> None:
        """Tell how everything about capturing stands."""
        settings = self._setup.settings
        self._view = replace(
            self._view,
            scanners=self.scanners.rows,
            is_looking=self.scanners.is_looking,
            chosen=self.scanners.chosen,
            last=settings.last_scan,
            profiles=settings.profiles,
            folder=self._folder(),
        )
        self._publish(CaptureChanged(self._view))

    def _show(self, **changes: object) -> None:
        # replace() takes any field by its name; each caller names fields of CaptureView.
        self._view = replace(self._view, **changes)  # type: ignore[arg-type]
        self.tell()

    # --- a capture ----------------------------------------------------------------------------------------------

    async def _capture(self, pile: Pile) -> None:
        problem: Problem | None = None
        try:
            problem = await self._carry_out(pile)
        except AppError as failure:
            problem = failure.problem
        finally:
            self._run = None
            is_fed = pile.source is not None and pile.source.is_fed and pile.page_count > 0
            self._show(state=CaptureState.IDLE, share=None, trouble=problem, profile=None, fed=is_fed)
            self._publish(CaptureEnded(pile.page_count, problem))

    async def _carry_out(self, pile: Pile) -> Problem | None:
        """Run after run until there is nothing more to come; why it ended where it did not end well."""
        scanner = await self._scanner_for(pile.profile)
        order = ScanOrder(scanner, pile.profile.source, pile.profile.dpi, pile.profile.mode)
        self._remember(pile.profile, scanner)
        while True:
            before = pile.page_count
            ended = await self._run_once(order, pile)
            if ended.trouble is None:
                if self._is_finishing or not pile.profile.asks_next:
                    return None
                self._show(state=CaptureState.ASKING, share=None, trouble=None)
                if not await self._waiting.person_says():
                    return None
            elif ended.trouble is Trouble.CANCELLED or self._is_finishing:
                return None
            elif not ended.trouble.goes_away:
                return problem_of(ended.trouble, ended.detail)
            elif ended.trouble is Trouble.FEEDER_EMPTY and pile.page_count > before:
                return None
            elif not await self._waited_for(ended.trouble, ended.detail, order):
                return None if pile.page_count else problem_of(ended.trouble, ended.detail)

    async def _waited_for(self, trouble: Trouble, detail: str, order: ScanOrder) -> bool:
        """Show what is in the way, and wait until it is gone; False: it is not to go on."""
        resumes_alone = resumes_by_itself(trouble, order)
        problem = problem_of(trouble, detail)
        self._show(state=CaptureState.WAITING, share=None, trouble=problem, can_resume_alone=resumes_alone)
        return await self._waiting.until_gone(trouble, order)

    async def _scanner_for(self, profile: Profile) -> Scanner:
        """The one that the profile names, else the chosen one, else the one that answers first."""
        scanner = self.scanners.scanner(profile.scanner) or self.scanners.chosen
        if scanner is None:
            await self.scanners.find()
            rows = self.scanners.rows
            scanner = self.scanners.scanner(profile.scanner) or (rows[0].scanner if rows else None)
        if scanner is None:
            raise AppError(NO_SCANNER)
        return scanner

    def _remember(self, profile: Profile, scanner: Scanner) -> None:
        """F2 does the same again; a scanner that was used is known."""
        with contextlib.suppress(AppError):  # a setting that can't be saved stops no scan
            self.scanners.know(scanner)
            if self._setup.settings.last_scan != profile and not self._is_once:
                self._setup.change(replace(self._setup.settings, last_scan=profile))

    async def _run_once(self, order: ScanOrder, pile: Pile) -> ScanEnded:
        if self._cleaning is not None:  # the device is not free before that
            await asyncio.wait((self._cleaning,))
        known = self.scanners.scanner(order.scanner.id)
        order = replace(order, scanner=known) if known is not None else order

        async def keep(sheet: SheetScanned, content: bytes) -> None:
            await self._sheets.take(content, sheet.dpi, pile)
            self._show(page_count=pile.page_count)

        run = self._run = ScanRun(order, lambda event: self._hear(event, pile, order), keep)
        self._show(state=CaptureState.STARTING, share=None, trouble=None)
        if self._is_finishing:
            run.stop()
        try:
            ended = await run.go()
        except AppError:
            self._clean_up_after(run, order)
            raise
        finally:
            self._run = None
        self._clean_up_after(run, order)
        self._add_notes(ended.notes, order)
        if ScanNote.COUNT_DIFFERS in ended.notes:
            self._show(told=ended.told)
        return ended

    def _clean_up_after(self, run: ScanRun, order: ScanOrder) -> None:
        if run.left_job:
            self._cleaning = self._errands.start(removed(order, run.left_job))

    def _hear(self, event: ScanEvent, pile: Pile, order: ScanOrder) -> None:
        match event:
            case ScanSettled(settled, notes):
                pile.source = settled.source
                self.scanners.is_at(settled.scanner)
                self._add_notes(notes, order)
                if not self._is_finishing:
                    self._show(state=CaptureState.SCANNING)
            case SheetProgressed(_, share):
                self._show(share=share)
            case CertificateSeen(sha256):
                self.scanners.pin(order.scanner, sha256)
            case _:
                pass

    def _add_notes(self, notes: Sequence[ScanNote], order: ScanOrder) -> None:
        known = {*self._view.notes, *((ScanNote.NOT_ENCRYPTED,) if self.scanners.is_built_in(order.scanner) else ())}
        new = tuple(note for note in dict.fromkeys(notes) if note not in known)
        if new:
            self._show(notes=(*self._view.notes, *new))
