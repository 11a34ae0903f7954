"""Joining: two or more pages, say the front and the back of a card, become one page that is kept as a new original."""

import secrets
from collections.abc import Sequence
from dataclasses import replace

from app.domain.edits import UNTOUCHED
from app.domain.errors import AppError, Problem
from app.domain.pages import BlobRef, DeskItem, DeskPage, PageId, Side, SourceSurvey
from app.domain.readings import Remark
from app.domain.shelves import Step
from app.flows.bench import Bench
from app.flows.errands import Errands
from app.flows.intake import SURVEY_JOB
from app.flows.originals import Originals
from app.flows.proofreader import Proofreader
from app.runtime.darkroom import Darkroom

JOIN_JOB = "app.imaging.join:join"
MAX_JOINED = 6
MAX_JOINED_BYTES = 300_000_000

TOO_MANY = Problem(f"At most {MAX_JOINED} pages can be joined on one", "Choose fewer pages")
LOOK_FIRST = Problem("One of these pages may be damaged", "Look at it first, and say that it is right; then join them")
CHANGED = Problem("These pages changed while they were being joined", "Join them again")


class Joiner:
    """Makes one page of several, with their edits; one undo brings the old ones back. Lives on the courier's loop."""

    def __init__(
        self,
        errands: Errands,
        bench: Bench,
        originals: Originals,
        darkroom: Darkroom,
        proofreader: Proofreader,
    ) -> None:
        self._errands, self._bench, self._originals, self._darkroom = errands, bench, originals, darkroom
        self._proofreader = proofreader

    def join(self, page_ids: Sequence[PageId]) -> None:
        """Join pages, in their order on the desk, at the first one's place; fewer than two are left as they are."""
        self._errands.start(self._join(frozenset(page_ids)))

    async def _join(self, wanted: frozenset[PageId]) -> None:
        pages = tuple(page for page in self._bench.pages if page.id in wanted)
        if len(pages) < 2:
            return
        if len(pages) > MAX_JOINED or sum(page.imported.blob.size_bytes for page in pages) > MAX_JOINED_BYTES:
            raise AppError(TOO_MANY)
        for page in pages:
            reading = await self._proofreader.read(page)
            if Remark.MAYBE_TORN in reading.remarks and not page.is_approved:
                raise AppError(LOOK_FIRST)  # on the new page nothing would tell of it any more
        content = await self._drawn(pages)
        survey: SourceSurvey = await self._darkroom.run(SURVEY_JOB, content, urgent=True)
        if not set(pages) <= set(self._bench.pages):
            raise AppError(CHANGED)
        joined = _joined(pages, self._originals.keep(content), survey)
        self._bench.change(Step.JOIN, _in_place(self._bench.items, pages, joined))

    async def _drawn(self, pages: Sequence[DeskPage]) -> bytes:
        """All of them on one page, as the bytes of a picture file."""
        sources = [self._originals.fetch(page.imported.blob) for page in pages]
        parts = tuple(
            (len(source), page.imported.frame, page.edits) for source, page in zip(sources, pages, strict=True)
        )
        content: bytes = await self._darkroom.run(JOIN_JOB, b"".join(sources), parts, urgent=True)
        return content


def _joined(pages: Sequence[DeskPage], blob: BlobRef, survey: SourceSurvey) -> DeskPage:
    first, (frame,) = pages[0], survey.frames
    imported = replace(
        first.imported,
        blob=blob,
        media_type=survey.media_type,
        frame=0,
        frames=1,
        width=frame.width,
        height=frame.height,
        dpi=frame.dpi,
        not_checked=any(page.imported.not_checked for page in pages),
    )
    return replace(
        first,
        id=PageId(secrets.token_hex(8)),
        imported=imported,
        edits=UNTOUCHED,
        side=Side.NONE,
        is_approved=all(page.is_approved for page in pages),
    )


def _in_place(items: Sequence[DeskItem], pages: Sequence[DeskPage], joined: DeskPage) -> list[DeskItem]:
    """The desk with the joined page where the first of these was."""
    gone, first = {page.id for page in pages}, pages[0].id
    return [joined if item.id == first else item for item in items if item.id == first or item.id not in gone]
