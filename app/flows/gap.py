"""A gap between the pages of the desk: where pages go that arrive one after the other, whatever is done meanwhile."""

from collections.abc import Sequence

from app.domain.capture_shelf import AT_THE_END, Placement
from app.domain.pages import DeskItem, PageId
from app.domain.shelves import Step


class Gap:
    """One scan, one drop: its pages stay behind each other at the place that was meant. Lives on the courier's loop.

    A position is true only for the moment it was named in. So the gap remembers who lay behind it, and stays before the
    first of them that is still there; what came into it follows what came before. At the end means the end of the desk
    at every moment.
    """

    def __init__(self, placement: Placement, held: Sequence[DeskItem]) -> None:
        """`held` is what lies on the desk while `placement` is true."""
        ids = [item.id for item in held]
        self._is_end = placement == AT_THE_END
        self._replaces = placement.replaces if placement.replaces in ids else None
        self._behind: list[PageId] = []
        if self._replaces is not None:
            self._behind = ids[ids.index(self._replaces) + 1 :]
        elif placement.before is not None:
            self._behind = ids[max(placement.before, 0) :]
        self._came: list[PageId] = []

    def step_on(self, held: Sequence[DeskItem]) -> Step:
        """What it is called when the next pages come."""
        return Step.REPLACE if any(item.id == self._replaces for item in held) else Step.ADD

    def filled(self, items: Sequence[DeskItem], held: Sequence[DeskItem]) -> tuple[DeskItem, ...]:
        """The desk with these in the gap; what is to be replaced goes when the first of them come."""
        place = self._place_in([item.id for item in held])
        gone, self._replaces = self._replaces, None
        self._came += (item.id for item in items)
        return tuple(item for item in (*held[:place], *items, *held[place:]) if item.id != gone)

    def _place_in(self, ids: Sequence[PageId]) -> int:
        if self._is_end:
            return len(ids)
        place_of = {page_id: place for place, page_id in enumerate(ids)}
        if self._replaces in place_of:
            return place_of[self._replaces]
        last = next((place_of[page_id] for page_id in reversed(self._came) if page_id in place_of), None)
        if last is not None:
            return last + 1
        return next((place_of[page_id] for page_id in self._behind if page_id in place_of), len(ids))
