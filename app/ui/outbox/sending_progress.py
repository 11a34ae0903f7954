"""How far each page is that is being sent at this moment, and since when: for "62 %" and "3 s left"."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from app.domain.outbox_shelf import OutboxRow
from app.domain.parcels import EntryId, Stage
from app.ui.outbox.words_outbox import Sent


@dataclass(frozen=True, slots=True)
class _Progress:
    began: datetime
    sent: Sent


class SendingProgress:
    """Notes the shares that come in; a share that goes back is a new attempt."""

    def __init__(self) -> None:
        self._known: dict[EntryId, _Progress] = {}

    def note(self, entry_id: EntryId, share: float, now: datetime) -> None:
        """So much of it (0 to 1) is out."""
        known = self._known.get(entry_id)
        began = known.began if known is not None and known.sent.share <= share else now
        self._known[entry_id] = _Progress(began, Sent(min(share, 1.0), (now - began).total_seconds()))

    def keep_only(self, rows: Collection[OutboxRow]) -> None:
        """Forget what is not being sent any more."""
        sending = {row.id for row in rows if row.stage is Stage.SENDING}
        self._known = {of: progress for of, progress in self._known.items() if of in sending}

    def of(self, row: OutboxRow) -> Sent | None:
        """How far this row is; None where nobody has said."""
        known = self._known.get(row.id)
        if known is not None:
            return known.sent
        return Sent(min(1.0, row.sent_bytes / max(1, row.size_bytes))) if row.sent_bytes is not None else None
