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

    What happens to a page is written in the same transaction as the page's own row: no page moves without its row, and
    no row tells of a move that was not made. A journal that can't be written holds nothing up: pages are worth more.
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
        try:
            session.store.journal.write(*self.notes(deed, whats))
        except AppError as failure:
            self.wrote(False, failure.problem)
        else:
            self.wrote(True)

    def notes(self, deed: Deed, whats: Iterable[tuple[Record | None, str]]) -> tuple[JournalNote, ...]:
        """The rows as they are to be written, for whoever writes them together with what they tell of."""
        user_id = self._sessions.need().user_id
        who = f"{self._user_name} ({user_id})" if user_id else self._user_name
        return tuple(_note(deed, self._now(), who, record, image) for record, image in whats)

    def of_move(self, entry: OutboxEntry) -> tuple[JournalNote, ...]:
        """What is to be written of an entry of the outbox that comes to a new stage."""
        if entry.stage is Stage.SENDING:
            return self.notes(Deed.PAGE_SENT, [(entry.record, entry.id)])
        if entry.stage is Stage.DELIVERED:
            return self.notes(
                Deed.PAGE_DELIVERED, [(entry.record, entry.receipt.image_id if entry.receipt else entry.id)]
            )
        if entry.stage is Stage.NEEDS_PERSON and entry.refused:
            return self.notes(Deed.PAGE_REFUSED, [(entry.record, entry.id)])
        return ()

    def wrote(self, is_written: bool, problem: Problem | None = None) -> None:
        """Rows were written, or not; that is told once, and again only after it went well in between."""
        if not is_written and not self._has_told:
            advice = problem.advice if problem is not None and problem.advice else "Tell your IT"
            self._publish(ProblemMet(Problem(NOT_WRITTEN, advice, problem.title if problem is not None else "")))
        self._has_told = not is_written


def _note(deed: Deed, at: datetime, who: str, record: Record | None, image: str) -> JournalNote:
    if record is None:
        return JournalNote(deed, at, who, image=image)
    return JournalNote(deed, at, who, record.kind, record.id, image)
