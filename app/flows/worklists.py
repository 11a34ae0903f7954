"""Worklists: the list that this counter works through. Asks DRX for the next names, and ticks off what arrives."""

import asyncio
import contextlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from app.domain.errors import AppError, LookupMissing, Problem
from app.domain.facts import Fact, WorklistChanged
from app.domain.labels import LabelGrammar
from app.domain.parcels import OutboxEntry
from app.domain.queries import Query
from app.domain.records import LISTED_AS, Record, RecordKind
from app.domain.worklist import WorkItem, Worklist, WorklistView, rows_of
from app.domain.worklist_text import WorklistText, decoded, read_worklist
from app.flows.beeps import Beeps
from app.flows.bench import Bench
from app.flows.errands import Errands
from app.flows.routing import Routing
from app.flows.session import Sessions

ASKED_AHEAD = 12
"""So many open lines are named ahead: more are not seen at once."""

PAUSE_A_REQUEST_S = 0.35
"""After each line it is waited so long for each request that it may have taken: at most a few a second."""

_REQUESTS = {RecordKind.PRESCRIPTION: 2}
"""A prescription names its patient with a second one; a line of no known kind is asked for among four kinds."""

ASKED_AGAIN_AFTER_S = 15.0
"""After DRX did not answer."""

FORGET_EVERY_S = 900.0
MAX_STEPS_BACK = 20
MAX_FILE_BYTES = 1_000_000
NO_TEXT = Problem("There are no IDs in this text", "Copy a list of IDs or label codes, each on a line of its own")
NO_FILE = Problem("This list can't be read", "Use a CSV or text file of IDs that is smaller than 1 MB")
NO_NEXT = Problem("Nothing on the worklist is open", "Lines that were skipped or not found stay in the list")


class Worklists:
    """Holds the worklist of the open session. Lives on the courier's loop."""

    def __init__(
        self,
        publish: Callable[[Fact], None],
        errands: Errands,
        bench: Bench,
        sessions: Sessions,
        entries: Callable[[], tuple[OutboxEntry, ...]],
        routing: Routing,
        beeps: Beeps,
        now: Callable[[], datetime],
        grammar: LabelGrammar,
    ) -> None:
        """`entries` are the outbox's for this store."""
        self._publish, self._errands, self._bench, self._sessions = publish, errands, bench, sessions
        self._entries, self._routing, self._beeps = entries, routing, beeps
        self._now, self._grammar = now, grammar
        self._list = Worklist()
        self._past: list[Worklist] = []
        self._text = WorklistText()
        self._asking: asyncio.Task[None] | None = None
        self._forgetting: asyncio.TimerHandle | None = None
        self._told = WorklistView()
        self._has_look_up = False

    # --- opening and closing ------------------------------------------------------------------------------------

    def open(self) -> None:
        """Read what the open session's store keeps. Raises `StorageFull` and `StoreDamaged`."""
        session = self._sessions.need()
        self._list = session.store.worklists.load(self._now(), session.destination)
        self._forget_later()
        self.follow()

    def forget(self) -> None:
        """Start over for another session."""
        self._list, self._text = Worklist(), WorklistText()
        self._past.clear()
        self._has_look_up = False
        if self._forgetting is not None:
            self._forgetting.cancel()
            self._forgetting = None
        self.follow()

    # --- what a clerk can do ------------------------------------------------------------------------------------

    def take(self, text: str, kind: RecordKind | None) -> None:
        """Put what this text names on the list. Raises `AppError` where it names nothing."""
        read = read_worklist(text, kind, self._grammar)
        if not read.wanted:
            raise AppError(NO_TEXT)
        longer = self._list.with_more(read.wanted, self._now())
        left_out = read.left_out + len({*_keys(read)} - {item.key for item in longer.items})
        self._text = WorklistText((), read.unread, left_out)
        self._change(longer)

    def take_file(self, path: Path, kind: RecordKind | None) -> None:
        """The same with a file, which is read in the background."""
        self._errands.start(self._take_file(path, kind))

    async def _take_file(self, path: Path, kind: RecordKind | None) -> None:
        try:
            content = await asyncio.to_thread(_content_of, path)
        except OSError as error:
            raise AppError(NO_FILE) from error
        if len(content) > MAX_FILE_BYTES:
            raise AppError(NO_FILE)
        self.take(decoded(content), kind)

    def work_on(self, key: str) -> None:
        """Work for the record of this line, once it is known which one that is."""
        item = next((item for item in self._list.items if item.key == key), None)
        if item is not None:
            self._errands.start(self._work_on(item))

    def work_on_next(self) -> None:
        """Go to the next open line. Raises `AppError` where there is none."""
        key = self._view().next_key
        if not key:
            raise AppError(NO_NEXT)
        self.work_on(key)

    def skip(self, key: str) -> None:
        """Pass a line over, or no longer."""
        self._change(self._list.skipping(key))

    def remove(self, key: str) -> None:
        """Take a line off."""
        self._change(self._list.without(key))

    def clear(self) -> None:
        """Forget all lines."""
        self._text = WorklistText()
        self._change(Worklist())

    def undo(self) -> None:
        """Take the last step back; what arrived meanwhile is ticked off all the same."""
        if self._past:
            self._text = WorklistText()
            self._keep(self._past.pop())
            self.follow()

    def _change(self, worklist: Worklist) -> None:
        if worklist != self._list:
            self._past = [*self._past, self._list][-MAX_STEPS_BACK:]
            self._keep(worklist)
        self.follow()

    def _keep(self, worklist: Worklist) -> None:
        """Write it down first: what is shown is there after a crash, too. Raises `StorageFull` and `StoreDamaged`."""
        session = self._sessions.need()
        session.store.worklists.save(worklist, session.destination)
        self._list = worklist

    # --- names --------------------------------------------------------------------------------------------------

    async def _work_on(self, item: WorkItem) -> None:
        """Raises `AppError` where DRX does not know it; without DRX an ID of a known kind works as it is."""
        try:
            record = item.record or await self._record_of(item)
        except AppError:
            record = item.target
            if record is None:
                raise
        self._learn(item, record)
        if record is None:
            raise AppError(Problem(f"DRX knows no single record for {item.text}", "Look it up by name or birth date"))
        self._beeps.work_for(record)

    def _ask(self) -> None:
        """Ask for the next names, if any are wanted and nobody asks yet."""
        if (self._asking is None or self._asking.done()) and self._next_unnamed() is not None:
            self._asking = self._errands.start(self._ask_ahead())

    async def _ask_ahead(self) -> None:
        while (item := self._next_unnamed()) is not None:
            try:
                self._learn(item, await self._record_of(item))
            except AppError:
                await asyncio.sleep(ASKED_AGAIN_AFTER_S)
            requests = 2 if item.is_label else _REQUESTS.get(item.kind, 1) if item.kind is not None else 4
            await asyncio.sleep(PAUSE_A_REQUEST_S * requests)

    def _next_unnamed(self) -> WorkItem | None:
        open_ = [item for item in self._list.items if item.done_at is None and not item.is_skipped]
        return next((item for item in open_[:ASKED_AHEAD] if not item.is_settled), None)

    def _learn(self, item: WorkItem, record: Record | None) -> None:
        """What DRX said of a line, also for those steps back that have it. A full disk only forgets it sooner."""
        if item.record is not None:
            return
        self._past = [before.named(item.key, record) for before in self._past]
        with contextlib.suppress(AppError):
            self._keep(self._list.named(item.key, record))
        self.follow()

    async def _record_of(self, item: WorkItem) -> Record | None:
        """The one record that a line means; None where DRX knows none, or several.

        A store without a look-up knows no better: an ID is taken as it is, for a patient's where nothing says the kind.
        Raises the errors of the client.
        """
        if item.is_label:
            label = self._grammar.read(item.text)
            return await self._beeps.record_of(label) if label is not None else None
        as_it_is = Record(item.kind or RecordKind.PATIENT, item.text)
        if item.kind is not None and item.kind not in LISTED_AS:
            return as_it_is
        self._sessions.need_client()
        lookup = self._sessions.need().lookup
        try:
            self._has_look_up = self._has_look_up or (lookup is not None and await lookup.is_there())
            if lookup is None or not self._has_look_up:
                return as_it_is
            found = await lookup.search(Query(item.text, record_id=item.text), item.kind, self._now().date())
        except LookupMissing:
            return as_it_is
        if found.problem is not None and item.kind is None:
            raise AppError(found.problem)  # what could not be asked may know this ID as well
        exact = [record for record in found.records if record.id == item.text and item.kind in (None, record.kind)]
        return exact[0] if len(exact) == 1 else None

    # --- telling ------------------------------------------------------------------------------------------------

    def follow(self) -> None:
        """The outbox, the picked record or the list may be others now: tick off, tell, ask for names."""
        if self._list.items:
            ticked = self._list.ticked(self._entries())
            if ticked is not self._list:
                self._list = ticked
                with contextlib.suppress(AppError):  # the outbox says it again after the next start
                    self._keep(ticked)
        view = self._view()
        if view != self._told:
            self._told = view
            self._publish(WorklistChanged(view))
        self._ask()

    def tell(self) -> None:
        """Tell how it stands, for a listener that has just come."""
        self._told = self._view()
        self._publish(WorklistChanged(self._told))

    def _view(self) -> WorklistView:
        rows = rows_of(self._list, self._entries(), self._bench.record) if self._list.items else ()
        return WorklistView(rows, bool(self._past), self._text.unread, self._text.left_out)

    def _forget_later(self) -> None:
        self._forgetting = asyncio.get_running_loop().call_later(FORGET_EVERY_S, self._forget_old)

    def _forget_old(self) -> None:
        """A list whose day is over goes, and with it the way back to it."""
        made_at, session = self._list.made_at, self._sessions.current
        if session is not None and made_at is not None and self._now() - made_at > session.store.worklists.kept_for:
            self._list, self._text = Worklist(), WorklistText()
            self._past.clear()
            with contextlib.suppress(AppError):
                session.store.worklists.load(self._now(), session.destination)
            self.follow()
        self._forget_later()


def _keys(read: WorklistText) -> tuple[str, ...]:
    return tuple(WorkItem(each.text, each.kind, each.is_label).key for each in read.wanted)


def _content_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MAX_FILE_BYTES + 1)
