"""The desk as it is kept for the case of a crash."""

from collections.abc import Set
from dataclasses import dataclass, field
from datetime import datetime

from app.domain.pages import DeskItem, PageId
from app.domain.records import Record
from app.domain.sorting import Choice


@dataclass(frozen=True, slots=True)
class LaidAside:
    """Pages of a draft that waited for their own record while another's lay on the desk."""

    record: Record | None
    page_ids: tuple[PageId, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a person said of one page of a batch."""

    page_id: PageId
    choice: Choice


@dataclass(frozen=True, slots=True)
class SortingDraft:
    """How far a batch was sorted. `is_on`: it was on the screen; `held` is whom the desk was for before."""

    chosen: tuple[Chosen, ...] = ()
    follows: bool = False
    is_on: bool = False
    held: Record | None = None

    def for_pages(self, page_ids: Set[PageId]) -> "SortingDraft":
        """The same without what was said of pages that are gone; where all are, nothing."""
        chosen = tuple(each for each in self.chosen if each.page_id in page_ids)
        return SortingDraft(chosen, self.follows, self.is_on, self.held) if page_ids else NOT_SORTED


NOT_SORTED = SortingDraft()


@dataclass(frozen=True, slots=True)
class DeskDraft:
    """The desk's items in their order, the record they are for, and how far they were sorted.

    `left_at` is when it was written down (UTC); `store` is the base address of the store that the record is of. `items`
    holds those that were laid aside, too; `record` is of the others.
    """

    items: tuple[DeskItem, ...]
    record: Record | None
    left_at: datetime | None = field(default=None, compare=False)
    store: str = ""
    aside: tuple[LaidAside, ...] = ()
    sorting: SortingDraft = NOT_SORTED

    @property
    def is_empty(self) -> bool:
        """Is there nothing to come back to?"""
        return not self.items and self.record is None
