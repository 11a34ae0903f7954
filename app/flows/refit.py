"""A page that DRX found too large or of a wrong type is fitted once more, and only once (product.md: 413, 415)."""

from collections.abc import Callable
from dataclasses import replace

from app.domain.edits import UNTOUCHED
from app.domain.limits import LOWERED_MAX_BYTES, Limits
from app.domain.parcels import AttemptRefused, OutboxEntry, Refusal, Stage
from app.flows.delivery import after_refused
from app.flows.fitting_room import FittingRoom
from app.flows.session import Sessions

_LAST_ADVICE = {
    Refusal.TOO_LARGE: "Crop it, or scan it again in parts",
    Refusal.WRONG_TYPE: "Ask whoever runs DRX which pictures it takes",
}
"""Where nothing is fitted again any more."""


class Refit:
    """Answers a refusal with a smaller or plainer payload. Lives on the courier's loop."""

    def __init__(
        self,
        fitting_room: FittingRoom,
        sessions: Sessions,
        remember_limit: Callable[[], None],
    ) -> None:
        self._fitting_room, self._sessions = fitting_room, sessions
        self._remember_limit = remember_limit

    async def after_refusal(self, entry: OutboxEntry, attempt: AttemptRefused) -> OutboxEntry:
        """The entry as it goes on: fitted again and back in the queue, or in a person's hands.

        Raises `AppError` when it can't be fitted again.
        """
        session = self._sessions.need()
        if entry.refitted:
            return _refused(entry, attempt)
        if attempt.refusal is Refusal.TOO_LARGE:
            if entry.payload.blob.size_bytes <= LOWERED_MAX_BYTES:  # says nothing about what the store takes otherwise
                return _refused(entry, attempt)
            session.limits = replace(session.limits, max_bytes=min(session.limits.max_bytes, LOWERED_MAX_BYTES))
            self._remember_limit()
            return await self._fitted_again(entry, session.limits, force_jpeg=False)
        if attempt.refusal is Refusal.WRONG_TYPE:
            return await self._fitted_again(entry, session.limits, force_jpeg=True)
        return _refused(entry, attempt)

    async def _fitted_again(self, entry: OutboxEntry, limits: Limits, *, force_jpeg: bool) -> OutboxEntry:
        payload = await self._fitting_room.fit(
            entry.payload.blob, 0, UNTOUCHED, limits, force_jpeg=force_jpeg, is_queued=True
        )
        # The name is for life, its ending too: DRX tells the format by the bytes (and says so in `content_type`).
        return replace(
            entry,
            stage=Stage.QUEUED,
            payload=payload,
            refitted=True,
            sends=entry.sends - 1,  # this one was refused; an earlier one may still come to light
            problem=None,
            next_try=None,
        )


def _refused(entry: OutboxEntry, attempt: AttemptRefused) -> OutboxEntry:
    advice = _LAST_ADVICE.get(attempt.refusal, attempt.problem.advice)
    return after_refused(entry, replace(attempt.problem, advice=advice))
