"""The courier: carries what is in the outbox to DRX, and never loses or doubles a page.

The promise: a page that is in the outbox reaches DRX exactly once. DRX has no idempotency key and an answer can get
lost, so this is won in four ways together. Each page has a name that is unique for life. The intent to send is written
down before the first byte leaves, so that a program that dies while sending knows it when it comes back. An answer
that is anything but a plain yes or a plain no is not believed: the record's images are read back, again and again over
the settle time, and only a read-back that succeeds and lacks the page allows a second send, under the same name; a page
that was sent three times without a plain answer and never seen goes to a person. And a plain yes is read back too,
before the bytes on this computer may go.

What no client can close: a store that lists an image later than the settle time after its answer got lost will be sent
it twice; and an image that staff move to another record, or rename beyond its token, between the sending and the
reading back is not recognised. The double is shown, whenever it comes up: a page that was sent more than once is looked
for again, at growing gaps, for a day (or for as long as its row is kept, where that is less), after a restart too; and
each listing of its record that anything else asks for is looked through for it. What comes up later than that is not
noticed here.

No clock can shorten a settle time, nor the watch for a double, while the program runs; and no clock that was set back
makes a wait longer than it was meant.

What was queued when the program started is read back once before it is sent: this may be a restored disk image or a
roamed profile, and the page may have been sent from elsewhere. Where the store says that it was copied, what it holds
is in doubt, and settled by the whole rule above.

Entries of one record go one after the other, at most two records at a time. After a failure of the line everything
waits together and a single entry tries the line, so that an outage does not end in a storm.
"""

import asyncio
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime, timedelta

from app.domain.errors import AppError, Problem
from app.domain.facts import Fact, OutboxChanged, ProblemMet
from app.domain.outbox_shelf import Hold, OutboxView, outbox_rows
from app.domain.pages import BlobRef
from app.domain.parcels import EntryId, OutboxEntry, Stage, StoredImage
from app.domain.records import Record, RecordKind
from app.flows import delivery, turns
from app.flows.errands import Errands
from app.flows.ledger import LEAST_BETWEEN_TIDYINGS_S, Ledger
from app.flows.line import Line
from app.flows.lookout import Lookout
from app.flows.originals import Originals
from app.flows.recall import last_set
from app.flows.refit import Refit
from app.flows.scribe import Scribe
from app.flows.sending import Sending
from app.flows.session import Sessions
from app.store.outbox import OnDisk

MAX_CARRYING = 2
ON_ITS_WAY = Problem("This page is on its way at this moment", "Wait until it has arrived, then remove it here")
LONGEST_NAP_S = 60.0
CLOCK_SET_BACK = timedelta(seconds=5)
"""From here on; less than this is a clock that is kept right by small steps."""


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
        on_line: Callable[[bool, Problem | None], None],
        scribe: Scribe,
    ) -> None:
        self._publish, self._errands, self._sessions, self._now = publish, errands, sessions, now
        self.ledger = Ledger(publish, sessions, now, blobs_in_use, lambda: publish(OutboxChanged(self.view())), scribe)
        self.line = Line(now, dice, on_line, on_key_refused)
        self._lookout = Lookout(self.ledger, self.line, sessions, now, dice)
        self._sending = Sending(publish, self.ledger, self.line, self._lookout, originals, refit, sessions, now, dice)
        self._carrying: dict[EntryId, asyncio.Task[None]] = {}
        self._rounds: asyncio.Task[None] | None = None
        self._running_since: datetime | None = None
        self._wake = asyncio.Event()
        self._is_resting = False
        self.is_paused = False
        """Nothing goes out: for commands that only look at the outbox, or erase from it."""
        self._is_held = False
        self.settle_s = 120.0
        self.parallel = MAX_CARRYING
        self.recallable: Callable[[], Mapping[EntryId, datetime]] = dict
        """The entries that can be taken back now, and until when."""

    # --- coming and going ---------------------------------------------------------------------------------------

    def begin(self) -> OnDisk:
        """Take up what the open session's outbox holds; what was being sent when the program ended is in doubt.

        Returns what it held, as it was read.
        """
        found = self.ledger.open()
        self.line.reset()
        self._is_resting = self._is_held = False
        self._take_up_abandoned()
        self._lookout.begin()
        self._rounds = self._errands.start(self._go_rounds())
        self.ledger.stir()
        return found

    async def end(self) -> None:
        """Stop carrying; an entry that is on its way is looked for when the courier begins again."""
        tasks = [*self._carrying.values(), *([self._rounds] if self._rounds is not None else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._carrying.clear()
        self._rounds = None
        self.ledger.close()

    async def rest(self, wait_s: float) -> None:
        """Begin nothing more, and give what is being sent `wait_s` to come to its end: cut off, it is in doubt."""
        self._is_resting = True
        if self._carrying:
            await asyncio.wait(tuple(self._carrying.values()), timeout=wait_s)

    def take(self, entries: Iterable[OutboxEntry]) -> None:
        """These entries were just queued."""
        self.ledger.take(entries)
        self._stir()

    async def wait_for(self, entry_ids: Collection[EntryId], wait_s: float) -> tuple[OutboxEntry, ...]:
        """Wait until these entries are settled, the key is refused, or `wait_s` is over; return them as they are."""
        return await self.ledger.wait_for(entry_ids, wait_s, lambda: self.line.key_is_refused)

    # --- what a person can say ----------------------------------------------------------------------------------

    def send_now(self) -> None:
        """Do not wait for the next try, nor for the next look (a look too soon only finds nothing yet), nor for the
        time in which pages can be taken back, nor for whoever paused it."""
        self._is_held = False
        self._hasten(())

    def _hasten(self, but_not: Collection[EntryId]) -> None:
        self.line.opens_at = None
        now = self._now()
        for entry in self.ledger.entries:
            is_waiting = entry.stage in turns.ON_THE_WAY and entry.next_try is not None and entry.next_try > now
            if is_waiting and entry.id not in but_not:
                self.ledger.write(delivery.sooner(entry, now))
        self._stir()

    def hold(self, *, is_held: bool) -> None:
        """Send nothing more until a person lets it go on; what was sent before is still looked for and settled."""
        self._is_held = is_held
        self._stir()

    def key_refused(self, problem: Problem) -> None:
        """Somebody else was told that the key is not known: nothing more is tried with it."""
        self.line.refused_key(problem)
        self._stir()

    def key_changed(self) -> None:
        """There is a new key: go on."""
        self.line.key_is_refused = False
        self._hasten(self.recallable())

    def retry(self, entry_id: EntryId) -> None:
        """Try an entry again that needs a person; any other is simply not made to wait."""
        entry = self.ledger.entry(entry_id)
        if entry is not None and entry.stage is Stage.NEEDS_PERSON:
            self.ledger.write(delivery.after_person_retries(entry, self._now()))
        recallable = self.recallable()
        self._hasten([other for other in recallable if other != entry_id])

    def drop(self, entry_id: EntryId) -> None:
        """Erase an entry; one that is being sent at this moment stays."""
        entry = self.ledger.entry(entry_id)
        if entry is None:
            return
        if entry_id in self._carrying and entry.stage not in delivery.SETTLED:
            self._publish(ProblemMet(ON_ITS_WAY))
            return
        self.ledger.drop(entry)
        self._stir()

    def is_carrying(self, entry_id: EntryId) -> bool:
        """Is something being done about this entry at this moment?"""
        return entry_id in self._carrying

    def listed(self, record: Record, images: Collection[StoredImage]) -> None:
        """Somebody was shown these images of a record: what DRX has twice by now is noticed."""
        patient = {(RecordKind.PATIENT, record.patient_id)} if record.patient_id else set()
        self._lookout.notice({(record.kind, record.id)} | patient, images)

    # --- the rounds ---------------------------------------------------------------------------------------------

    async def _go_rounds(self) -> None:
        while True:
            self._wake.clear()
            try:
                self._mind_a_clock_set_back()
                self.ledger.tidy_in_time()
                self._take_up_abandoned()
            except AppError as failure:  # a full disk, say: no reason to end the rounds
                self._errands.report(failure)
                self.line.stumbled()
            looked_at = self._now()  # before the look: what falls due during it must still end the nap
            for entry in self._due():
                self._carrying[entry.id] = self._errands.start(self._carry(entry))
            try:
                async with asyncio.timeout(self._nap_s(looked_at)):
                    await self._wake.wait()
            except TimeoutError:
                pass

    def _mind_a_clock_set_back(self) -> None:
        """What waits for a time of day would wait for the clock to come round again: it is tried at once instead."""
        now, running_s = self._now(), asyncio.get_running_loop().time()
        began_at, self._running_since = self._running_since, now - timedelta(seconds=running_s)
        if began_at is not None and began_at - self._running_since > CLOCK_SET_BACK:
            self.line.walked()
            self._hasten(())
            self.ledger.shorten_waits()

    def _due(self) -> list[OutboxEntry]:
        """What to begin now; nothing while there is a hold, and while the line is down one entry that tries it."""
        session = self._sessions.need()
        if self.is_paused or self._is_resting or session.client is None or not self.line.is_open:
            return []
        room = (1 if self.line.is_down else min(self.parallel, MAX_CARRYING)) - len(self._carrying)
        entries = self.ledger.entries
        if self._is_held:  # what was sent already is still settled
            entries = tuple(entry for entry in entries if entry.stage is not Stage.QUEUED)
        return turns.whose_turn(entries, self._carrying, session.destination, room, self._now())

    def _nap_s(self, now: datetime) -> float:
        """Until the next thing that was not due yet at that time."""
        waiting = (entry for entry in turns.waits(self.ledger.entries) if entry.id not in self._carrying)
        times = [*(entry.next_try for entry in waiting), *self.line.next_times]
        ahead = [(at - now).total_seconds() for at in times if at is not None and at > now]
        end = self.ledger.next_end()
        if end is not None:
            ahead.append(max((end - now).total_seconds(), LEAST_BETWEEN_TIDYINGS_S))
        return max(0.01, min([LONGEST_NAP_S, *ahead]))

    def _take_up_abandoned(self) -> None:
        """An entry in the middle of a sending that nobody carries: the program died over it, or failed."""
        for entry in self.ledger.entries:
            if entry.stage is Stage.SENDING and entry.id not in self._carrying:
                self.ledger.write(delivery.found_sending(entry, self._now()))

    async def _carry(self, entry: OutboxEntry) -> None:
        try:
            if entry.stage is Stage.QUEUED:
                if await self._lookout.may_send(entry, self.settle_s):
                    await self._sending.send(entry)
            else:
                await self._lookout.look(entry, self.settle_s)
            self.line.walked()
        except Exception:
            self.line.stumbled()
            raise
        finally:
            self._carrying.pop(entry.id, None)
            self._sending.sent_bytes.pop(entry.id, None)
            self._stir()

    # --- what is told -------------------------------------------------------------------------------------------

    def _stir(self) -> None:
        self._wake.set()
        self.ledger.stir()

    def view(self) -> OutboxView:
        """The outbox as a window shows it."""
        hold, session = None, self._sessions.current
        if self.line.key_is_refused:
            hold = Hold.KEY_REFUSED
        elif session is not None and session.client is None:
            hold = Hold.NO_KEY
        elif self._is_held:
            hold = Hold.PAUSED
        elif self.line.is_down:
            hold = Hold.OFFLINE
        recallable = self.recallable()
        destination = session.destination if session is not None else ""
        rows = outbox_rows(self.ledger.entries, self._sending.sent_bytes, recallable, destination)
        return OutboxView(rows, hold, self.line.opens_at, last_set(recallable))
