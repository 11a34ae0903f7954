"""Recall: for a few seconds after they were queued, pages can be taken back onto the desk as they were."""

from collections.abc import Sequence

from app.domain.parcels import EntryId


class Recall:
    """Remembers what was queued last. Lives on the courier's loop."""

    def take_back(self, entry_ids: Sequence[EntryId]) -> None:
        """Take these entries back, where they have not begun to leave."""

    def take_back_last(self) -> None:
        """Take the last queued set back."""
