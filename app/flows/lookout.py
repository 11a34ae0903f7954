"""The lookout: asks DRX which pages it has: to settle what is in doubt, to find doubles, before old pages are sent."""

import asyncio
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from app.domain.errors import KeyRefused, Problem, Refused, StrangeAnswer, Unreachable
from app.domain.parcels import AttemptUnclear, EntryId, OutboxEntry, Stage, StoredImage
from app.domain.records import RecordKind, read_back_place
from app.domain.retry import WATCHED_FOR_S
from app.flows import delivery
from app.flows.ledger import Ledger
from app.flows.line import Line
from app.flows.session import Sessions


class Lookout:
    """Reads records' images back for the courier. Lives on the courier's loop."""

    def __init__(
        self,
        ledger: Ledger,
        line: Line,
        sessions: Sessions,
        now: Callable[[], datetime],
        dice: Callable[[], float],
    ) -> None:
        self._ledger, self._line, self._sessions = ledger, line, sessions
        self._now, self._dice = now, dice
        self._doubted_s: dict[EntryId, float] = {}
        self._not_looked_for: set[EntryId] = set()

    def begin(self) -> None:
        """What waits since before this start may have been sent from a copy of this store, or this be the copy."""
        self._doubted_s.clear()
        session = self._sessions.need()
        session.keeps_bytes |= any(_was_kept(e) for e in self._ledger.entries if e.store == session.destination)
        if session.store.came_from_elsewhere:
            for entry in self._ledger.entries:
                if entry.stage is Stage.QUEUED:
                    self._ledger.write(delivery.found_elsewhere(entry, self._now()))
        unsent = (e for e in self._ledger.entries if e.stage in (Stage.QUEUED, Stage.NEEDS_PERSON))
        self._not_looked_for = {entry.id for entry in unsent if read_back_place(entry.record) is not None}

    def begin_doubt(self, entry: OutboxEntry) -> None:
        """Its answer got lost at this moment: the settle time counts from here."""
        self._doubted_s[entry.id] = asyncio.get_running_loop().time()

    def forget_doubt(self, entry: OutboxEntry) -> None:
        """It is sent anew: a doubt from now on counts from its own beginning."""
        self._doubted_s.pop(entry.id, None)

    async def may_send(self, entry: OutboxEntry, settle_s: float) -> bool:
        """Does DRX not have this page yet? Asked once after a start, for all entries of a record with one listing."""
        place = read_back_place(entry.record)
        if entry.id not in self._not_looked_for or place is None:
            return True
        listed = await self._listed(entry, place)
        if listed is None:
            return False
        for other in self._ledger.entries:  # none of them is carried now: those of a record go one after the other
            is_asked_for = (other.store, _place(other)) == (entry.store, _place(entry))
            if is_asked_for and other.id in self._not_looked_for and other.stage is Stage.QUEUED:
                self._not_looked_for.discard(other.id)
                if _is_listed(other, listed):
                    doubted = self._ledger.write(delivery.doubted(other, self._now()))
                    self._write_look(doubted, listed, settle_s)
        return not _is_listed(entry, listed)

    async def look(self, entry: OutboxEntry, settle_s: float) -> None:
        """Read back whether an entry arrived, and write down what follows from that."""
        place = read_back_place(entry.record)
        if place is None:
            self._ledger.write(delivery.after_unclear(entry, AttemptUnclear(delivery.NOBODY_CAN_TELL), self._now()))
            return
        entry = self._without_a_jump(entry)
        listed = await self._listed(entry, place)
        if listed is not None and entry.stage is Stage.DELIVERED:
            self._write_watch(entry, listed, settle_s)
        elif listed is not None:
            self._write_look(entry, listed, settle_s)

    def _write_look(self, entry: OutboxEntry, listed: Sequence[StoredImage], settle_s: float) -> None:
        session = self._sessions.need()
        looked = self._ledger.write(
            delivery.after_look(
                entry, listed, self._now(), settle_s, keeps_bytes=session.keeps_bytes, watch_s=self._watch_s
            )
        )
        session.keeps_bytes |= _was_kept(looked)

    def _write_watch(self, entry: OutboxEntry, listed: Sequence[StoredImage], settle_s: float) -> None:
        held = self._ledger.entry(entry.id)
        if held is not None and delivery.is_watched(held):  # else it was retired or noticed in the meantime
            self._ledger.write(delivery.after_watch(entry, listed, self._now(), settle_s, self._watch_s))

    @property
    def _watch_s(self) -> float:
        """No longer than the row is kept."""
        return min(WATCHED_FOR_S, self._ledger.retention.total_seconds())

    def notice(self, places: Collection[tuple[RecordKind, str]], listed: Collection[StoredImage]) -> None:
        """Somebody listed these places' images for whatever reason: a page that is there twice by now is shown."""
        destination = self._sessions.need().destination
        ours = (e for e in self._ledger.entries if e.stage is Stage.DELIVERED and e.store == destination)
        for entry in ours:
            twice = delivery.noticed(entry, listed, self._now()) if read_back_place(entry.record) in places else None
            if twice is not None:
                self._ledger.write(twice)

    async def _listed(self, entry: OutboxEntry, place: tuple[RecordKind, str]) -> tuple[StoredImage, ...] | None:
        """What DRX lists there; None where it gave no usable answer, which is written down then."""
        _, client = self._sessions.need_client()
        try:
            listed = await client.images(*place)
        except KeyRefused as failure:
            self._line.refused_key(failure.problem)
        except Unreachable as failure:
            self._line.went_down(failure.problem, failure.wait_s)
            self._failed(entry, failure.problem, failure.wait_s)
        except (Refused, StrangeAnswer) as failure:
            self._failed(entry, failure.problem, None)
        else:
            self._line.answered()
            self.notice((place,), listed)
            return listed
        return None

    def _failed(self, entry: OutboxEntry, problem: Problem, wait_s: float | None) -> None:
        if self._ledger.entry(entry.id) is not None:
            self._ledger.write(delivery.after_look_failed(entry, problem, wait_s, self._now(), self._dice()))

    def _without_a_jump(self, entry: OutboxEntry) -> OutboxEntry:
        """The settle time must really pass: a clock that jumps ahead, or was wrong before a restart, shortens nothing.

        So the doubt counts from when this program first met it, by a clock that nobody sets.
        """
        running_s = asyncio.get_running_loop().time()
        met_s = self._doubted_s.setdefault(entry.id, running_s)
        latest = self._now() - timedelta(seconds=running_s - met_s)
        since = delivery.doubt_since(entry)
        if since is not None and since < latest:
            return replace(entry, unclear_since=latest)
        return entry


def _was_kept(entry: OutboxEntry) -> bool:
    """Was this page read back in the very size it was sent?"""
    receipt = entry.receipt
    return (
        entry.stage is Stage.DELIVERED and receipt is not None and receipt.size_bytes == entry.payload.blob.size_bytes
    )


def _is_listed(entry: OutboxEntry, listed: Sequence[StoredImage]) -> bool:
    return any(delivery.is_of(entry, image) for image in listed)


def _place(entry: OutboxEntry) -> tuple[object, ...]:
    return (entry.record.kind, entry.record.id, read_back_place(entry.record))
