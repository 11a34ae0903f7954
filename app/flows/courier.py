"""The courier: carries what is in the outbox to DRX, and never loses or doubles a page.

The promise: a page that is in the outbox reaches DRX exactly once. DRX has no idempotency key and an answer can get
lost, so this is won in four ways together. Each page has a name that is unique for life. The intent to send is written
down before the first byte leaves, so that a program that dies while sending knows it when it comes back. An answer
that is anything but a plain yes or a plain no is not believed: the record's images are read back, again and again over
the settle time, and only a read-back that succeeds and lacks the name allows a second send, under the same name. And a
plain yes is read back too, before the bytes on this computer may go.

What no client can close: a store that lists an image later than the settle time after its answer got lost will be sent
it twice (the read-back after the second send looks for that, and shows it); and an image that staff move to another
record, or rename, between the sending and the reading back is not recognised.

Entries of one record go one after the other, at most two records at a time. After a failure of the line everything
waits together and a single entry tries the line, so that an outage does not end in a storm.
"""

import asyncio
from collections.abc import Callable, Collection, Iterable
from datetime import datetime, timedelta

from app.domain.errors import AppError, KeyRefused, Problem, Refused, StoreDamaged, StrangeAnswer, Unreachable
from app.domain.facts import EntrySettled, Fact, OutboxChanged, ProblemMet, SendingProgressed
from app.domain.pages import BlobRef
from app.domain.parcels import (
    AttemptDelivered,
    AttemptNotSent,
    AttemptRefused,
    AttemptUnclear,
    EntryId,
    OutboxEntry,
    Refusal,
    Stage,
)
from app.domain.records import links_of, read_back_place
from app.domain.retry import LONGEST_OBEYED_WAIT_S, after_failure
from app.domain.shelves import Hold, OutboxView, outbox_rows
from app.flows import delivery
from app.flows.errands import Errands
from app.flows.originals import Originals
from app.flows.refit import Refit
from app.flows.session import Sessions
from app.store.receipts import kept_receipt

MAX_CARRYING = 2
LONGEST_NAP_S = 60.0
TELL_EVERY_S = 0.1
TIDY_EVERY_S = 3600.0
LEAST_BETWEEN_TIDYINGS_S = 1.0
RECEIPTS_KEPT_DAYS = 30
"""How long this counter remembers what it delivered to records that DRX can't list; no pictures, sealed."""
DAMAGED_ROWS = Problem(
    "A page in the outbox can't be read back", "Scan that page again, and tell your IT: the disk may be failing"
)
_ACTIVE = frozenset({Stage.QUEUED, Stage.CHECKING, Stage.CONFIRMING})
_SETTLED = frozenset({Stage.DELIVERED, Stage.NEEDS_PERSON})


class Courier:
    """Carries the entries of the open session's store. Lives on the courier's loop."""

    def __init__(
        self,
        publish: Callable[[Fact], None],
        errands: Errands,
        originals: Originals,
        refit: Refit,
        sessions: Sessions,
        now: Callable[[], datetime],
        dice: Callable[[], float],
        blobs_in_use: Callable[[], set[BlobRef]],
        on_key_refused: Callable[[Problem], None],
        on_line: Callable[[bool], None],
    ) -> None:
        self._publish, self._errands, self._originals, self._refit = publish, errands, originals, refit
        self._sessions, self._now, self._dice = sessions, now, dice
        self._blobs_in_use, self._on_key_refused, self._on_line = blobs_in_use, on_key_refused, on_line
        self._entries: dict[EntryId, OutboxEntry] = {}
        self._sent_bytes: dict[EntryId, int] = {}
        self._carrying: dict[EntryId, asyncio.Task[None]] = {}
        self._rounds: asyncio.Task[None] | None = None
        self._wake, self._changed = asyncio.Event(), asyncio.Event()
        self._telling: asyncio.TimerHandle | None = None
        self._line_failures = 0
        self._line_opens_at: datetime | None = None
        self._stumbles = 0
        self._stumbled_until: datetime | None = None
        self._tidied_s = float("-inf")
        self._line_down_at: datetime | None = None
        self._key_is_refused = False
        self._is_resting = False
        self.is_paused = False
        """Nothing goes out: for commands that only look at the outbox, or erase from it."""
        self.settle_s = 120.0
        self.retention = timedelta(hours=24)

    # --- coming and going ---------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Take up what the open session's outbox holds; what was being sent when the program ended is in doubt."""
        store = self._sessions.need().store
        self._entries = {entry.id: entry for entry in store.outbox.entries()}
        for entry in tuple(self._entries.values()):
            if entry.stage is Stage.SENDING:
                self._save(delivery.found_sending(entry, self._now()))
        if store.outbox.unreadable():
            self._publish(ProblemMet(DAMAGED_ROWS))
        self._line_failures, self._line_opens_at, self._key_is_refused = 0, None, False
        self._is_resting = False
        self._rounds = self._errands.start(self._go_rounds())
        self.tell()

    async def end(self) -> None:
        """Stop carrying; an entry that is on its way is looked for when the courier begins again."""
        tasks = [*self._carrying.values(), *([self._rounds] if self._rounds is not None else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._telling is not None:
            self._telling.cancel()
            self._telling = None
        self._carrying.clear()
        self._entries.clear()
        self._rounds = None

    async def rest(self, wait_s: float) -> None:
        """Begin nothing more, and give what is being sent `wait_s` to come to its end: cut off, it is in doubt."""
        self._is_resting = True
        if self._carrying:
            await asyncio.wait(tuple(self._carrying.values()), timeout=wait_s)

    def take(self, entries: Iterable[OutboxEntry]) -> None:
        """These entries were just queued."""
        self._entries.update({entry.id: entry for entry in entries})
        self._stir()

    @property
    def entries(self) -> tuple[OutboxEntry, ...]:
        """All entries of the outbox, in the order they were queued."""
        return tuple(self._entries.values())

    # --- what a person can say ----------------------------------------------------------------------------------

    def send_now(self) -> None:
        """Do not wait for the next try, nor for the next look; a look too soon only finds nothing yet."""
        self._line_opens_at = None
        now = self._now()
        for entry in self.entries:
            if entry.stage in _ACTIVE and entry.next_try is not None and entry.next_try > now:
                self._save(delivery.sooner(entry, now))
        self._stir()

    def key_changed(self) -> None:
        """There is a new key: go on."""
        self._key_is_refused = False
        self.send_now()

    def retry(self, entry_id: EntryId) -> None:
        """Try an entry again that needs a person; any other is simply not made to wait."""
        entry = self._entries.get(entry_id)
        if entry is not None and entry.stage is Stage.NEEDS_PERSON:
            self._save(delivery.after_person_retries(entry, self._now()))
        self.send_now()

    def drop(self, entry_id: EntryId) -> None:
        """Erase an entry; one that is being sent at this moment stays."""
        entry = self._entries.get(entry_id)
        if entry is None or entry_id in self._carrying:
            return
        store = self._sessions.need().store
        store.outbox.drop(entry_id)
        del self._entries[entry_id]
        self.erase_unused((entry.payload.blob,))
        self._stir()

    @property
    def down_for_s(self) -> float:
        """For how long DRX could not be reached; 0 when it can be."""
        return (self._now() - self._line_down_at).total_seconds() if self._line_down_at is not None else 0.0

    @property
    def key_is_refused(self) -> bool:
        """Does everything wait for a new key?"""
        return self._key_is_refused

    async def wait_for(self, entry_ids: Collection[EntryId], wait_s: float) -> tuple[OutboxEntry, ...]:
        """Wait until these entries are settled, the key is refused, or `wait_s` is over; return them as they are.

        One that is dropped or forgotten meanwhile is returned as it was known last, if it was known at all.
        """
        known: dict[EntryId, OutboxEntry] = {}

        def are_settled() -> bool:
            here = {entry_id: self._entries[entry_id] for entry_id in entry_ids if entry_id in self._entries}
            known.update(here)
            return all(entry.stage in _SETTLED for entry in here.values())

        try:
            async with asyncio.timeout(wait_s):
                while not are_settled() and not self._key_is_refused:
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            pass
        return tuple(known.values())

    # --- the rounds ---------------------------------------------------------------------------------------------

    async def _go_rounds(self) -> None:
        self._tidied_s = float("-inf")
        while True:
            self._wake.clear()
            try:
                self._tidy_in_time()
                self._take_up_abandoned()
            except AppError as failure:  # a full disk, say: no reason to end the rounds
                self._errands.report(failure)
                self._stumble()
            for entry in self._due():
                self._carrying[entry.id] = self._errands.start(self._carry(entry))
            try:
                async with asyncio.timeout(self._nap_s()):
                    await self._wake.wait()
            except TimeoutError:
                pass

    def _due(self) -> list[OutboxEntry]:
        """What to begin now: entries whose time has come, one of a record at a time, none while there is a hold."""
        session, now = self._sessions.need(), self._now()
        if (
            self.is_paused
            or self._is_resting
            or session.client is None
            or self._key_is_refused
            or not _is_time(self._line_opens_at, now)
            or not _is_time(self._stumbled_until, now)
        ):
            return []
        room = (1 if self._line_failures else MAX_CARRYING) - len(self._carrying)
        busy = {self._place(self._entries[entry_id]) for entry_id in self._carrying}
        due: list[OutboxEntry] = []
        for entry in self.entries:
            if len(due) >= room:
                break
            if entry.stage not in _ACTIVE or entry.store != session.destination:
                continue
            place = self._place(entry)
            if place not in busy and _is_time(entry.next_try, now):
                due.append(entry)
            # Whatever stands first for a record is carried first; only what DRX has taken lets the next one pass.
            if entry.stage is not Stage.CONFIRMING or entry in due:
                busy.add(place)
        return due

    @staticmethod
    def _place(entry: OutboxEntry) -> tuple[object, str]:
        return (entry.record.kind, entry.record.id)

    def _nap_s(self) -> float:
        now = self._now()
        times = [entry.next_try for entry in self.entries if entry.stage in _ACTIVE and entry.id not in self._carrying]
        times += [self._line_opens_at, self._stumbled_until]
        ahead = [(at - now).total_seconds() for at in times if at is not None and at > now]
        end = self._next_end()
        if end is not None:
            ahead.append(max((end - now).total_seconds(), LEAST_BETWEEN_TIDYINGS_S))
        return max(0.01, min([LONGEST_NAP_S, *ahead]))

    def _take_up_abandoned(self) -> None:
        """An entry in the middle of a sending that nobody carries: a failure of ours broke it off."""
        for entry in self.entries:
            if entry.stage is Stage.SENDING and entry.id not in self._carrying:
                self._save(delivery.found_sending(entry, self._now()))

    def _stumble(self) -> None:
        """Something on this computer failed: go on later, so that it does not fail in a tight loop."""
        self._stumbles += 1
        self._stumbled_until = after_failure(self._now(), self._stumbles, self._dice()).at

    async def _carry(self, entry: OutboxEntry) -> None:
        try:
            if entry.stage is Stage.QUEUED:
                await self._send(entry)
            else:
                await self._look(entry)
            self._stumbles, self._stumbled_until = 0, None
        except Exception:
            self._stumble()
            raise
        finally:
            self._carrying.pop(entry.id, None)
            self._sent_bytes.pop(entry.id, None)
            self._stir()

    async def _send(self, entry: OutboxEntry) -> None:
        session, client = self._sessions.need_client()
        try:
            content = self._originals.fetch(entry.payload.blob)
        except StoreDamaged as failure:
            self._save(delivery.stuck(entry, failure.problem))
            return
        entry = self._save(delivery.begun(entry))
        links = links_of(entry.record, store_takes_prescriptions=session.takes_prescriptions)

        def progressed(sent_bytes: int, total_bytes: int) -> None:
            self._sent_bytes[entry.id] = sent_bytes
            self._publish(SendingProgressed(entry.id, sent_bytes, total_bytes))

        attempt = await client.upload(entry.name, links, entry.created_on, content, progressed)
        now = self._now()
        match attempt:
            case AttemptDelivered():
                self._line_is_up()
                self._save(delivery.after_delivered(entry, attempt, now))
            case AttemptNotSent():
                self._line_is_down(attempt.wait_s)
                self._save(delivery.after_not_sent(entry, attempt, now, self._dice()))
            case AttemptUnclear():
                self._save(delivery.after_unclear(entry, attempt, now))
            case AttemptRefused():
                self._line_is_up()
                await self._met_refusal(entry, attempt)

    async def _met_refusal(self, entry: OutboxEntry, attempt: AttemptRefused) -> None:
        if attempt.refusal is Refusal.BAD_KEY:
            self._save(delivery.after_key_refused(entry, attempt))
            self._refuse_key(attempt.problem)
            return
        try:
            self._save(await self._refit.after_refusal(entry, attempt))
        except AppError as failure:
            self._save(delivery.stuck(entry, failure.problem))
        self.erase_unused((entry.payload.blob,))  # after another fitting the old bytes are of no use

    async def _look(self, entry: OutboxEntry) -> None:
        _, client = self._sessions.need_client()
        place = read_back_place(entry.record)
        if place is None:
            self._save(delivery.after_unclear(entry, AttemptUnclear(delivery.NOBODY_CAN_TELL), self._now()))
            return
        try:
            listed = await client.images(*place)
        except KeyRefused as failure:
            self._refuse_key(failure.problem)
        except Unreachable as failure:
            self._line_is_down(failure.wait_s)
            self._save(delivery.after_look_failed(entry, failure.problem, failure.wait_s, self._now(), self._dice()))
        except (Refused, StrangeAnswer) as failure:
            self._save(delivery.after_look_failed(entry, failure.problem, None, self._now(), self._dice()))
        else:
            self._line_is_up()
            self._save(delivery.after_look(entry, listed, self._now(), self.settle_s))

    # --- what is written down and told --------------------------------------------------------------------------

    def _save(self, entry: OutboxEntry) -> OutboxEntry:
        """Write an entry down, durably, before anything is done or said about it."""
        self._sessions.need().store.outbox.save(entry)
        self._entries[entry.id] = entry
        if entry.stage in _SETTLED:
            if entry.stage is Stage.DELIVERED:
                self._keep_receipt(entry)
            self._publish(EntrySettled(entry))
        self.tell()
        return entry

    def _keep_receipt(self, entry: OutboxEntry) -> None:
        if entry.receipt is not None:
            self._sessions.need().store.receipts.add(kept_receipt(entry, entry.receipt))

    def _refuse_key(self, problem: Problem) -> None:
        self._key_is_refused = True
        self._on_key_refused(problem)
        self.tell()

    def _line_is_down(self, wait_s: float | None) -> None:
        self._line_failures += 1
        self._line_down_at = self._line_down_at or self._now()
        self._line_opens_at = after_failure(self._now(), self._line_failures, self._dice(), wait_s).at
        self._on_line(False)

    def _line_is_up(self) -> None:
        self._line_failures, self._line_opens_at, self._line_down_at = 0, None, None
        self._on_line(True)

    def _stir(self) -> None:
        self._wake.set()
        self.tell()

    def tell(self) -> None:
        """Let everyone know how the outbox stands, at most ten times a second."""
        self._changed.set()
        if self._telling is None:
            self._telling = asyncio.get_running_loop().call_later(TELL_EVERY_S, self._tell_now)

    def _tell_now(self) -> None:
        self._telling = None
        self._publish(OutboxChanged(self.view()))

    def view(self) -> OutboxView:
        """The outbox as a window shows it."""
        hold = None
        if self._key_is_refused:
            hold = Hold.KEY_REFUSED
        elif self._sessions.current is not None and self._sessions.current.client is None:
            hold = Hold.NO_KEY
        elif self._line_failures:
            hold = Hold.OFFLINE
        return OutboxView(outbox_rows(self.entries, self._sent_bytes), hold, self._line_opens_at)

    # --- erasing ------------------------------------------------------------------------------------------------

    def _tidy_in_time(self) -> None:
        now_s = asyncio.get_running_loop().time()
        end = self._next_end()
        is_over = end is not None and end < self._now()
        if now_s >= self._tidied_s + (LEAST_BETWEEN_TIDYINGS_S if is_over else TIDY_EVERY_S):
            self._tidied_s = now_s
            self._tidy()

    def _next_end(self) -> datetime | None:
        """When the retention time of the next delivered entry is over."""
        receipts = [entry.receipt for entry in self.entries if entry.stage is Stage.DELIVERED]
        ends = [(receipt.read_back_at or receipt.accepted_at) + self.retention for receipt in receipts if receipt]
        return min(ends, default=None)

    def _tidy(self) -> None:
        """Forget what DRX has had for longer than the retention time."""
        store = self._sessions.need().store
        before = self._now() - self.retention
        store.receipts.forget_older_than(RECEIPTS_KEPT_DAYS, self._now())
        unused = store.outbox.forget_delivered(before)
        kept = {entry.id: entry for entry in store.outbox.entries()}
        if kept.keys() != self._entries.keys():
            self._entries = kept
            self.erase_unused(unused)
            self.tell()

    def erase_unused(self, blobs: Iterable[BlobRef]) -> None:
        """Erase those of these bytes that neither the outbox nor the bench needs."""
        vault = self._sessions.need().store.vault
        needed = self.blobs() | self._blobs_in_use()
        for blob in blobs:
            if blob not in needed:
                vault.erase(blob)

    def blobs(self) -> set[BlobRef]:
        """The bytes that the outbox needs."""
        return {entry.payload.blob for entry in self._entries.values()}


def _is_time(at: datetime | None, now: datetime) -> bool:
    """Has this time come? A time further ahead than any wait can be means that the clock was set back."""
    return at is None or at <= now or at > now + timedelta(seconds=2 * LONGEST_OBEYED_WAIT_S)
