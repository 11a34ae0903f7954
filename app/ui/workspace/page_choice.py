"""Which page is the current one when the desk changes, and where moved pages go. Pure rules, tested without Qt."""

from collections.abc import Sequence

from app.domain.pages import PageId


def current_after(
    before: Sequence[PageId], after: Sequence[PageId], current: PageId | None, *, takes_new: bool
) -> PageId | None:
    """The page to show once the rows `before` have become `after`.

    The first new page where `takes_new`; else the one that was shown; where that is gone, the one that took its place,
    or the last. None only where there are no pages.
    """
    if not after:
        return None
    known = set(before)
    new = next((page_id for page_id in after if page_id not in known), None)
    if new is not None and (takes_new or current is None):
        return new
    remaining = set(after)
    if current in remaining:
        return current
    place = before.index(current) if current is not None and current in known else 0
    followers = (page_id for page_id in before[place:] if page_id in remaining)
    forerunners = (page_id for page_id in reversed(before[:place]) if page_id in remaining)
    return next(followers, None) or next(forerunners, None) or after[-1]


def gap_to_move_to(rows: Sequence[int], step: int, count: int) -> int | None:
    """Where the pages in these rows go when moved by one place: the row to be put before; None where they can't.

    `step` is -1 for towards the front and 1 for towards the end. Pages that lie apart come together.
    """
    if not rows:
        return None
    first, last = min(rows), max(rows)
    is_together = last - first + 1 == len(set(rows))
    if step < 0:
        return first - 1 if first > 0 else (None if is_together else 0)
    return last + 2 if last < count - 1 else (None if is_together else count)


def moves_anything(rows: Sequence[int], gap: int) -> bool:
    """Would putting these rows before `gap` change their order?"""
    if not rows:
        return False
    first, last = min(rows), max(rows)
    is_together = last - first + 1 == len(set(rows))
    return not (is_together and first <= gap <= last + 1)
