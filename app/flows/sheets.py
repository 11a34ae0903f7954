"""Sheets: what a scanner or a camera gave becomes pages on the bench, checked, kept and named as the profile says."""

import asyncio
import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from app.domain.capture_shelf import Placement
from app.domain.errors import AppError, Problem, StorageFull, StoreDamaged
from app.domain.pages import (
    BrokenFile,
    DeskItem,
    DeskPage,
    DocumentKind,
    PageId,
    ReceivedSheet,
    Side,
)
from app.domain.profiles import Profile
from app.domain.readings import PageReading, Remark
from app.domain.scanning import Source
from app.domain.sheet_count import FedPage
from app.flows.bench import Bench
from app.flows.gap import Gap
from app.flows.inspection import Inspector
from app.flows.intake import new_page_id, pages_of
from app.flows.mender import Mender
from app.flows.originals import Originals
from app.flows.proofreader import Proofreader
from app.runtime.darkroom import Darkroom

RECEIVED_JOB = "app.imaging.received:received"
INCOMPLETE = Problem("This page came incomplete from the scanner", "Scan this sheet again; it is not sent as it is")
_CARDS = frozenset((DocumentKind.ID_CARD, DocumentKind.INSURANCE_CARD))


class Pile:
    """The pages of one capture, from the first to the last: where they go, and how many there are by now."""

    def __init__(self, profile: Profile, placement: Placement, gap: Gap) -> None:
        self.profile, self.placement, self.gap = profile, placement, gap
        self.source: Source | None = profile.source
        self.run = secrets.token_hex(8)
        self.page_ids: list[PageId] = []
        self.broken_count = 0
        self.sheet_count = 0
        """How many sheets came so far, also those that are not on the desk yet: they are numbered by it."""
        self.laid_count = 0
        self.last: asyncio.Event | None = None

    @property
    def page_count(self) -> int:
        """How many pages lie on the desk by it."""
        return len(self.page_ids)


class Sheets:
    """Turns bytes into pages. Lives on the courier's loop."""

    def __init__(
        self,
        bench: Bench,
        originals: Originals,
        darkroom: Darkroom,
        inspector: Inspector,
        mender: Mender,
        proofreader: Proofreader,
        now: Callable[[], datetime],
    ) -> None:
        self._bench, self._originals, self._darkroom = bench, originals, darkroom
        self._inspector, self._mender, self._now = inspector, mender, now
        self._proofreader = proofreader
        self._arriving: list[DeskItem] = []

    def arriving(self) -> Sequence[DeskItem]:
        """What is kept already and lies on no bench yet: its bytes must not be erased."""
        return tuple(self._arriving)

    def pile(self, profile: Profile, placement: Placement) -> Pile:
        """An empty pile, for the place that is meant as the desk lies now."""
        return Pile(profile, placement, self._bench.gap(placement))

    def lies_there(self, pile: Pile) -> bool:
        """Is a page of this pile still on the desk?"""
        return any(self._bench.page(page_id) is not None for page_id in pile.page_ids)

    async def as_fed(self, pile: Pile) -> tuple[FedPage, ...]:
        """The pages of a pile as they came, read now where they were not yet; none where some are no longer there."""
        pages = [page for page_id in pile.page_ids if (page := self._bench.page(page_id)) is not None]
        if len(pages) != pile.page_count or pile.broken_count:
            return ()
        return tuple([_as_fed(page, await self._proofreader.read(page)) for page in pages])

    async def take(self, content: bytes, dpi: int, pile: Pile, file_name: str = "") -> None:
        """Check a sheet, keep it, lay it down behind those of the pile that came before; numbered without a name.

        A sheet that is not whole keeps its place and says so. Raises `StorageFull` and `StoreDamaged`: then nothing
        more can be taken.
        """
        turn, before = asyncio.Event(), pile.last
        pile.last = turn
        pile.sheet_count += 1
        file_name = file_name or f"Scan {pile.sheet_count}"
        try:
            items = await self._read(content, dpi, file_name)
            if before is not None:
                await before.wait()
            self._lay_down(items, pile)
        finally:
            turn.set()

    async def _read(self, content: bytes, dpi: int, file_name: str) -> tuple[DeskItem, ...]:
        try:
            is_checked = await self._inspector.let_in(content)
            sheet: ReceivedSheet = await self._darkroom.run(RECEIVED_JOB, content, dpi)
            content = content if sheet.content is None else sheet.content
            blob = self._originals.keep(content)
        except (StorageFull, StoreDamaged):
            raise
        except AppError as failure:
            detail = failure.problem.detail or failure.problem.title
            return (BrokenFile(new_page_id(), file_name, replace(INCOMPLETE, detail=detail)),)
        pages = pages_of(blob, sheet.survey, file_name, self._now(), not_checked=not is_checked)
        pages = tuple(
            page if page.imported.dpi else replace(page, imported=replace(page.imported, dpi=dpi)) for page in pages
        )
        self._arriving += pages
        return pages

    def _lay_down(self, items: Sequence[DeskItem], pile: Pile) -> None:
        named = tuple(self._named(item, pile.page_count + number, pile) for number, item in enumerate(items))
        named = tuple(_of_run(item, pile.run, pile.laid_count) for item in named)
        pile.laid_count += 1
        self._bench.insert(named, pile.gap)
        ids = {item.id for item in items}
        self._arriving = [item for item in self._arriving if item.id not in ids]
        pages = [item.id for item in named if isinstance(item, DeskPage)]
        pile.page_ids += pages
        pile.broken_count += len(named) - len(pages)
        if pile.profile.cleans_up and pages:
            self._mender.clean_up(pages)
        elif pile.profile.straightens and pages:
            self._mender.straighten_by_itself(pages)

    def _named(self, item: DeskItem, number: int, pile: Pile) -> DeskItem:
        """With what the profile says it is; cards that are asked for one by one, and duplex, go front, back, front."""
        profile = pile.profile
        if not isinstance(item, DeskPage) or profile.kind is None:
            return item
        side = profile.side
        alternates = pile.source is Source.DUPLEX or (profile.asks_next and profile.kind in _CARDS)
        if side is Side.NONE and alternates:
            side = Side.BACK if number % 2 else Side.FRONT
        return replace(item, kind=profile.kind, side=side)


def _of_run(item: DeskItem, run: str, sheet: int) -> DeskItem:
    if isinstance(item, DeskPage):
        return replace(item, imported=replace(item.imported, run=run, sheet=sheet))
    return item


def _as_fed(page: DeskPage, reading: PageReading) -> FedPage:
    imported, dpi = page.imported, page.imported.dpi or 0
    width, height = (imported.width / dpi, imported.height / dpi) if dpi else (0.0, 0.0)
    return FedPage(width, height, Remark.BLANK in reading.remarks)
