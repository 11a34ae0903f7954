"""The scribe: writes down in the audit journal who did what when, to which record and image; no names, no pictures."""

from collections.abc import Callable, Iterable
from datetime import datetime

from app.domain.errors import AppError, Problem
from app.domain.facts import Fact, ProblemMet
from app.domain.journal import Deed, JournalNote
from app.domain.parcels import OutboxEntry, Stage
from app.domain.records import Record
from app.flows.session import Sessions

NOT_WRITTEN = "The journal of who did what can't be written"


class Scribe:
    """Writes into the journal of the open session's store. Lives on the courier's loop; its calls raise nothing.

    A journal that can't be written holds nothing up: pages are worth more. It is told once, and once more when it
    fails again after it went well.
    """

    def __init__(
        self, publish: Callable[[Fact], None], sessions: Sessions, now: Callable[[], datetime], user_name: str
    ) -> None:
        self._publish, self._sessions, self._now, self._user_name = publish, sessions, now, user_name
        self._has_told = False

    def note(self, deed: Deed, record: Record | None = None, image: str = "") -> None:
        """Write one row. `image` is DRX's ID, or the entry's while DRX has given none."""
        self.note_all(deed, ((record, image),))

    def note_all(self, deed: Deed, whats: Iterable[tuple[Record | None, str]]) -> None:
        """Write a row for each record and image, all in one go. Without an open store there is no journal."""
        session = self._sessions.current
        if session is None:
            return
        who = f"{self._user_name} ({session.user_id})" if session.user_id else self._user_name
        notes = [_note(deed, self._now(), who, record, image) for record, image in whats]
        try:
            session.store.journal.write(*notes)
        except AppError as failure:
            if not self._has_told:
                self._has_told = True
                advice = failure.problem.advice or "Tell your IT"
                self._publish(ProblemMet(Problem(NOT_WRITTEN, advice, failure.problem.title)))
        else:
            self._has_told = False

    def entry_moved(self, entry: OutboxEntry) -> None:
        """An entry of the outbox was written down with a new stage."""
        if entry.stage is Stage.SENDING:
            self.note(Deed.PAGE_SENT, entry.record, entry.id)
        elif entry.stage is Stage.DELIVERED:
            self.note(Deed.PAGE_DELIVERED, entry.record, entry.receipt.image_id if entry.receipt else entry.id)
        elif entry.stage is Stage.NEEDS_PERSON and entry.refused:
            self.note(Deed.PAGE_REFUSED, entry.record, entry.id)


def _note(deed: Deed, at: datetime, who: str, record: Record | None, image: str) -> JournalNote:
    if record is None:
        return JournalNote(deed, at, who, image=image)
    return JournalNote(deed, at, who, record.kind, record.id, image)
