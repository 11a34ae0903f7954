"""Sending: one attempt for one entry, and what is written down of each way in which it can end."""

from collections.abc import Callable
from datetime import datetime

from app.domain.errors import AppError, StoreDamaged
from app.domain.facts import Fact, SendingProgressed
from app.domain.parcels import (
    AttemptDelivered,
    AttemptNotSent,
    AttemptRefused,
    AttemptUnclear,
    EntryId,
    OutboxEntry,
    Refusal,
)
from app.domain.records import links_of
from app.flows import delivery
from app.flows.ledger import Ledger
from app.flows.line import Line
from app.flows.lookout import Lookout
from app.flows.originals import Originals
from app.flows.refit import Refit
from app.flows.session import Sessions


class Sending:
    """Sends for the courier. Lives on the courier's loop."""

    def __init__(
        self,
        publish: Callable[[Fact], None],
        ledger: Ledger,
        line: Line,
        lookout: Lookout,
        originals: Originals,
        refit: Refit,
        sessions: Sessions,
        now: Callable[[], datetime],
        dice: Callable[[], float],
    ) -> None:
        self._publish, self._ledger, self._line, self._lookout = publish, ledger, line, lookout
        self._originals, self._refit, self._sessions = originals, refit, sessions
        self._now, self._dice = now, dice
        self.sent_bytes: dict[EntryId, int] = {}
        """How far each entry is that is being sent at this moment."""

    async def send(self, entry: OutboxEntry) -> None:
        """One attempt: the intent is on disk before the first byte leaves, the outcome before this returns."""
        session, client = self._sessions.need_client()
        try:
            content = self._originals.fetch(entry.payload.blob)
        except StoreDamaged as failure:
            self._ledger.write(delivery.stuck(entry, failure.problem))
            return
        entry = self._ledger.write(delivery.begun(entry))
        self._lookout.forget_doubt(entry)
        links = links_of(entry.record, store_takes_prescriptions=session.takes_prescriptions)

        def progressed(sent_bytes: int, total_bytes: int) -> None:
            self.sent_bytes[entry.id] = sent_bytes
            self._publish(SendingProgressed(entry.id, sent_bytes, total_bytes))

        attempt = await client.upload(entry.name, links, entry.created_on, content, progressed)
        now = self._now()
        match attempt:
            case AttemptDelivered():
                self._line.answered()
                self._ledger.write(delivery.after_delivered(entry, attempt, now))
            case AttemptNotSent():
                self._line.went_down(attempt.problem, attempt.wait_s)
                self._ledger.write(delivery.after_not_sent(entry, attempt, now, self._dice()))
            case AttemptUnclear():
                self._lookout.begin_doubt(entry)
                self._ledger.write(delivery.after_unclear(entry, attempt, now))
            case AttemptRefused(refusal=Refusal.BAD_KEY):
                self._ledger.write(delivery.after_key_refused(entry, attempt))
                self._line.refused_key(attempt.problem)
            case AttemptRefused():
                self._line.answered()
                await self._met_refusal(entry, attempt)

    async def _met_refusal(self, entry: OutboxEntry, attempt: AttemptRefused) -> None:
        try:
            self._ledger.write(await self._refit.after_refusal(entry, attempt))
        except AppError as failure:
            self._ledger.write(delivery.stuck(entry, failure.problem))
        self._ledger.erase_unused((entry.payload.blob,))  # after another fitting the old bytes are of no use
