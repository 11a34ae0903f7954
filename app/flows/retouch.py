"""Retouching: what a person does to pages on the bench, and the pictures that show them."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import replace

from app.domain.belonging import key_of
from app.domain.edits import Box, Tone
from app.domain.errors import AppError, Problem
from app.domain.facts import Fact, PagePictureFailed, PagePictureReady, Purpose
from app.domain.geometry import Quad
from app.domain.pages import DeskItem, DeskPage, DocumentKind, PageId, Picture, Side
from app.domain.parcels import FittedPayload
from app.domain.records import Record
from app.domain.shelves import Step
from app.domain.twins import Twin
from app.flows.bench import Bench
from app.flows.errands import Errands
from app.flows.originals import Originals
from app.flows.twin_pictures import TwinPictures
from app.runtime.darkroom import Darkroom

PICTURE_JOB = "app.imaging.picture:picture"
MAX_NAME_LENGTH = 200
MAX_DRAWING = 2

NOT_READY = Problem("This page is still being made ready", "It shows as soon as it is")


class Retouch:
    """Edits are values on the page; the original is never touched. Lives on the courier's loop."""

    def __init__(
        self,
        publish: Callable[[Fact], None],
        errands: Errands,
        bench: Bench,
        originals: Originals,
        darkroom: Darkroom,
        fit_of: Callable[[DeskPage], FittedPayload | Problem | None],
    ) -> None:
        """`fit_of` tells what a page came to, or None while that is being made."""
        self._publish, self._errands, self._bench = publish, errands, bench
        self._originals, self._darkroom, self._fit_of = originals, darkroom, fit_of
        self._wanted: OrderedDict[tuple[Purpose, PageId], int] = OrderedDict()
        self._drawing = 0
        self.says_other: Callable[[DeskPage], Record | None] = _nobody
        """The record that a page's label names where another is picked: what a person then says is about that."""
        self.twin_of: Callable[[DeskPage], Twin | None] = _nobody
        """The page that this one is once more, while no person said that it is kept."""
        self.pictures: TwinPictures | None = None

    def turn(self, page_ids: Sequence[PageId], quarter_turns: int) -> None:
        """Turn pages clockwise."""
        self._bench.change_pages(
            Step.TURN, page_ids, lambda page: replace(page, edits=page.edits.turned(quarter_turns))
        )

    def crop(self, page_ids: Sequence[PageId], crop: Box | None) -> None:
        """Crop pages; a box that holds the whole page is no crop."""

        def cropped(page: DeskPage) -> DeskPage:
            width, height = page.edits.laid_size(page.imported.width, page.imported.height)
            box = crop.within(width, height) if crop is not None else None
            if box == Box(0, 0, width, height):
                box = None
            return replace(page, edits=page.edits.cropped(box))

        self._bench.change_pages(Step.CROP, page_ids, cropped)

    def straighten(self, page_ids: Sequence[PageId], clockwise_deg: float) -> None:
        """Turn pages by this angle, from how they came."""

        def straightened(page: DeskPage) -> DeskPage:
            imported = page.imported
            return replace(page, edits=page.edits.straightened(clockwise_deg, imported.width, imported.height))

        self._bench.change_pages(Step.STRAIGHTEN, page_ids, straightened)

    def flatten(self, page_ids: Sequence[PageId], corners: Quad | None) -> None:
        """Lay an area of pages flat."""
        self._bench.change_pages(
            Step.FLATTEN, page_ids, lambda page: replace(page, edits=page.edits.flattened(corners))
        )

    def redact(self, page_id: PageId, areas: Sequence[Quad]) -> None:
        """Black areas of a page out."""
        areas = tuple(areas)
        self._bench.change_pages(Step.REDACT, (page_id,), lambda page: replace(page, edits=page.edits.redacted(areas)))

    def tone(self, page_ids: Sequence[PageId], tone: Tone) -> None:
        """Give pages a tone."""
        self._bench.change_pages(Step.TONE, page_ids, lambda page: replace(page, edits=page.edits.toned(tone)))

    def approve(self, page_ids: Sequence[PageId]) -> None:
        """Take a person's word for it that pages are right."""
        picked = self._bench.record

        def approved(page: DeskPage) -> DeskPage:
            # one question at a time: what else is remarked was not asked about yet
            if picked is not None and self.says_other(page) is not None and page.belongs_to != key_of(picked):
                return replace(page, belongs_to=key_of(picked))
            twin = self.twin_of(page)
            return replace(page, is_approved=True) if twin is None else replace(page, kept_beside=twin.key)

        self._bench.change_pages(Step.APPROVE, page_ids, approved)

    def label_kind(self, page_ids: Sequence[PageId], kind: DocumentKind | None) -> None:
        """Say what pages are; kind and side are apart, so that two quick answers never undo each other."""
        self._bench.change_pages(Step.LABEL, page_ids, lambda page: replace(page, kind=kind))

    def label_side(self, page_ids: Sequence[PageId], side: Side) -> None:
        """Say which side pages are."""
        self._bench.change_pages(Step.LABEL, page_ids, lambda page: replace(page, side=side))

    def rename(self, page_id: PageId, name: str) -> None:
        """Give one page a name."""
        given = name.strip()[:MAX_NAME_LENGTH]
        self._bench.change_pages(Step.RENAME, (page_id,), lambda page: replace(page, given_name=given))

    def remove(self, page_ids: Sequence[PageId]) -> None:
        """Take pages and broken files off the bench."""
        gone = frozenset(page_ids)
        self._bench.change(Step.REMOVE, (item for item in self._bench.items if item.id not in gone))

    def move(self, page_ids: Sequence[PageId], before: int) -> None:
        """Put items before the one at this position, keeping their order among themselves."""
        items, moving = self._bench.items, frozenset(page_ids)
        before = min(max(before, 0), len(items))

        def staying(part: Sequence[DeskItem]) -> list[DeskItem]:
            return [item for item in part if item.id not in moving]

        moved = [item for item in items if item.id in moving]
        self._bench.change(Step.MOVE, (*staying(items[:before]), *moved, *staying(items[before:])))

    def clear(self) -> None:
        """Take everything off the bench."""
        self._bench.change(Step.CLEAR, ())

    def undo(self) -> None:
        """Take the last step back."""
        self._bench.undo()

    def redo(self) -> None:
        """Do it again."""
        self._bench.redo()

    @property
    def is_drawing(self) -> bool:
        """Are pictures being made that somebody asked for?"""
        return self._drawing > 0

    def want_picture(self, page_id: PageId, purpose: Purpose, max_side_px: int) -> None:
        """Queue a question for pixels; a newer LARGE one takes the place of older ones that were not begun."""
        if purpose is Purpose.LARGE:
            for key in [key for key in self._wanted if key[0] is Purpose.LARGE]:
                del self._wanted[key]
        self._wanted[purpose, page_id] = max_side_px
        if purpose is Purpose.LARGE:
            self._wanted.move_to_end((purpose, page_id), last=False)
        if self._drawing < MAX_DRAWING:
            self._drawing += 1
            self._errands.start(self._draw_wanted())

    async def _draw_wanted(self) -> None:
        try:
            while self._wanted:
                (purpose, page_id), max_side_px = self._wanted.popitem(last=False)
                page = self._bench.page(page_id)
                if page is not None:
                    await self._draw(page, purpose, max_side_px)
                await asyncio.sleep(0)
        finally:
            self._drawing -= 1

    async def _draw(self, page: DeskPage, purpose: Purpose, max_side_px: int) -> None:
        tone = page.edits.tone
        try:
            if purpose is Purpose.PAYLOAD:
                picture = await self._payload_picture(page, max_side_px)
            elif purpose is Purpose.TWIN:
                picture = await self._twin_picture(page, max_side_px)
            else:
                picture = await self._page_picture(page, purpose, max_side_px)
                tone = tone.made
        except AppError as failure:
            self._publish(PagePictureFailed(page.id, purpose, failure.problem))
        else:
            self._publish(PagePictureReady(page.id, purpose, picture, tone))

    async def _page_picture(self, page: DeskPage, purpose: Purpose, max_side_px: int) -> Picture:
        """The page in its own shape, in its ink and on its paper; the stage lays everything else over it."""
        source = self._originals.fetch(page.imported.blob)
        picture: Picture = await self._darkroom.run(
            PICTURE_JOB,
            source,
            page.imported.frame,
            max_side_px,
            page.edits.tone,
            urgent=True,  # somebody looks at the place where it will be; reading and fitting can wait
        )
        return picture

    async def _payload_picture(self, page: DeskPage, max_side_px: int) -> Picture:
        """What DRX will get, decoded. Raises `AppError` where that is not made yet, or can't be."""
        fit = self._fit_of(page)
        if not isinstance(fit, FittedPayload):
            raise AppError(fit or NOT_READY)
        picture: Picture = await self._darkroom.run(
            PICTURE_JOB, self._originals.fetch(fit.blob), 0, max_side_px, urgent=True
        )
        return picture

    async def _twin_picture(self, page: DeskPage, max_side_px: int) -> Picture:
        """What is there already. Raises `AppError` where it can't be had."""
        twin, record = self.twin_of(page), self._bench.record
        if twin is None or self.pictures is None:
            raise AppError(NOT_READY)
        source, frame = await self.pictures.bytes_of(twin, record)
        picture: Picture = await self._darkroom.run(PICTURE_JOB, source, frame, max_side_px, urgent=True)
        self.pictures.note_seen(twin, record)
        return picture


def _nobody(page: DeskPage) -> None:
    """Where nobody reads labels."""
