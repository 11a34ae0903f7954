"""The desk's keeper: what lies on the desk is on the disk as well, so that it comes back after a crash.

A page's bytes are in the vault before it comes to the bench, and its row is in the draft before it is shown: pulling
the plug loses no page that a person has seen. What is done to pages follows within a moment. Steps that undo could take
back are not kept.

What was left on the desk is not put back unasked: `DraftFound` asks, and until a person answers it stays in the draft,
in front of whatever comes to the desk meanwhile.
"""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from app.domain.drafts import NOT_SORTED, DeskDraft, LaidAside, SortingDraft
from app.domain.errors import AppError, Problem
from app.domain.facts import DraftFound, Fact, ProblemMet
from app.domain.journal import Deed
from app.domain.pages import BlobRef, DeskItem, DeskPage, PageId
from app.domain.parcels import OutboxEntry
from app.domain.records import Record
from app.flows.bench import Bench, Stack, common_record
from app.flows.scribe import Scribe
from app.flows.session import Sessions
from app.flows.stacks import Stacks
from app.store.taken import JustTaken, TakenMark

SAVED_AFTER_S = 0.2
"""So long after a change it is written down, with all that changed in between."""

SAVED_AGAIN_AFTER_S = 5.0
"""After a saving that failed."""

NOT_KEPT = "The pages on the desk can't be kept for the case of a crash"


class DeskKeeper:
    """Keeps the desk as a draft, where a window is open. Lives on the courier's loop."""

    def __init__(
        self,
        publish: Callable[[Fact], None],
        bench: Bench,
        sessions: Sessions,
        scribe: Scribe,
        now: Callable[[], datetime],
        erase_unused: Callable[[Iterable[BlobRef]], None],
        on_record: Callable[[Record | None], None],
        stacks: Stacks,
        *,
        is_keeping: bool,
    ) -> None:
        """`is_keeping` is for windows: a command reads its files again, and leaves what a window kept as it is."""
        self._publish, self._bench, self._sessions, self._scribe = publish, bench, sessions, scribe
        self._now, self._erase_unused, self._on_record = now, erase_unused, on_record
        self._stacks, self._is_keeping = stacks, is_keeping
        self._is_open = False
        self._left: DeskDraft | None = None
        self._left_store = ""
        self._on_disk: frozenset[PageId] = frozenset()
        self._saving: asyncio.TimerHandle | None = None
        self._has_told = False
        self.sorting: Callable[[], SortingDraft] = SortingDraft
        """How far the batch on the bench is sorted."""
        self.on_sorting: Callable[[SortingDraft], None] = lambda sorting: None
        """A batch came back with its pages, sorted so far."""
        self._arriving: tuple[TakenMark, ...] = ()
        """Files of the hot folder whose pages come to the bench, and are not written down yet."""

    @property
    def is_asking(self) -> bool:
        """Are there pages from before that a person has not answered for?"""
        return self._left is not None and self._is_keeping

    # --- opening and closing ------------------------------------------------------------------------------------

    def open(self) -> None:
        """Look what was left on the desk in the open session's store. Raises `StoreDamaged`."""
        left = self._sessions.need().store.drafts.load()
        self._left = left if left is not None and left.items else None
        self._left_store = left.store if left is not None else ""
        self._on_disk = frozenset(item.id for item in self._left.items) if self._left is not None else frozenset()
        self._is_open = True
        self.tell()

    def close(self) -> None:
        """Write down what lies on the desk now, and follow it no longer: it comes back with the next start."""
        if self._is_open and self._is_keeping:
            self._save()
        self._stop_waiting()
        self._is_open, self._left, self._on_disk = False, None, frozenset()
        self._arriving = ()

    # --- keeping ------------------------------------------------------------------------------------------------

    def bench_changed(self) -> None:
        """The bench is another: pages that the disk does not know yet are written down before this returns."""
        if not self._is_open or not self._is_keeping:
            return
        if any(item.id not in self._on_disk for item in self._bench.items):
            self._save()
        elif self._saving is None:
            self._wait_to_save(SAVED_AFTER_S)

    def arrives(self, mark: TakenMark, lay_down: Callable[[], None]) -> bool:
        """Let the pages of a file come to the bench and write them down together with the file's mark.

        Returns whether both are on the disk; if not, the next saving that succeeds writes the mark as well.
        """
        self._arriving = (*self._arriving, mark)
        lay_down()  # the bench tells of its change before this returns
        return self.has_arrived(mark)

    def has_arrived(self, mark: TakenMark) -> bool:
        """Is a file on the disk that came to the bench?"""
        return mark not in self._arriving

    def hand_over(
        self, entries: Sequence[OutboxEntry], page_ids: Iterable[PageId], marks: Sequence[TakenMark] = ()
    ) -> None:
        """Take entries into the outbox and their pages from the draft, in one. Raises as `Outbox.add` does.

        `marks` are files of a hot folder that are taken by that, and never lay on the bench.
        """
        gone, bench = frozenset(page_ids), self._bench
        staying = [item for item in bench.items if item.id not in gone]
        desk = self._desk(staying, bench.record) if self._is_keeping else None
        notes = self._scribe.notes(Deed.PAGE_QUEUED, ((entry.record, entry.id) for entry in entries))
        taken = JustTaken((*self._arriving, *marks), self._now())
        self._scribe.wrote(self._sessions.need().store.hand_over(entries, desk, notes, taken))
        self._arriving = ()

    def take_back(self, entries: Sequence[OutboxEntry], items: Sequence[DeskItem], record: Record | None) -> None:
        """Take entries from the outbox; `items` is the whole bench with their pages, in one. Raises `StorageFull`."""
        notes = self._scribe.notes(Deed.PAGE_RECALLED, ((entry.record, entry.id) for entry in entries))
        self._scribe.wrote(self._sessions.need().store.take_back(entries, self._desk(items, record), notes))

    def blobs(self) -> set[BlobRef]:
        """The originals of pages that wait for an answer: they must not be erased."""
        return _originals(self._left) if self._left is not None else set()

    def _desk(self, items: Sequence[DeskItem], record: Record | None) -> DeskDraft:
        """The draft: these items, behind those that nobody answered for. A record without any is not worth keeping."""
        left, store, stacks = self._left, self._sessions.need().destination, self._stacks.waiting
        aside = tuple(LaidAside(stack.record, tuple(item.id for item in stack.items)) for stack in stacks)
        waiting = [item for stack in stacks for item in stack.items]
        sorting = self.sorting().for_pages({item.id for item in (*waiting, *items)})
        if left is None:
            return DeskDraft((*waiting, *items), record if items else None, self._now(), store, aside, sorting)
        if not items and not aside:
            return left
        held = self._record_of(left.record)
        whose = common_record(held, record) if items else held
        kept = (LaidAside(self._record_of(each.record), each.page_ids) for each in left.aside)
        both = replace(sorting, chosen=(*self._sorting_of(left).chosen, *sorting.chosen))
        return DeskDraft((*left.items, *waiting, *items), whose, self._now(), store, (*kept, *aside), both)

    def _save(self) -> bool:
        self._stop_waiting()
        desk, store = self._desk(self._bench.items, self._bench.record), self._sessions.need().store
        try:
            if self._arriving:
                store.save_desk(desk, JustTaken(self._arriving, self._now()))
            elif desk.items:
                store.drafts.save(desk)
            else:
                store.drafts.clear()
        except AppError as failure:
            if not self._has_told:
                self._has_told = True
                advice = "Upload them before you close the window"
                self._publish(ProblemMet(Problem(NOT_KEPT, advice, failure.problem.title)))
            self._wait_to_save(SAVED_AGAIN_AFTER_S)
            return False
        self._has_told, self._arriving = False, ()
        self._on_disk = frozenset(item.id for item in desk.items)
        return True

    def _wait_to_save(self, wait_s: float) -> None:
        self._saving = asyncio.get_running_loop().call_later(wait_s, self._save)

    def _stop_waiting(self) -> None:
        if self._saving is not None:
            self._saving.cancel()
            self._saving = None

    # --- what a person can say ----------------------------------------------------------------------------------

    def tell(self) -> None:
        """Ask whether what was left on the desk comes back, if there is something that nobody answered for."""
        left = self._left
        if left is not None and self.is_asking:
            whose = self._record_of(left.record) if not left.aside else None
            self._publish(DraftFound(len(left.items), whose, left.left_at))

    def restore(self) -> None:
        """Put it back, in front of what came to the desk meanwhile."""
        left, self._left = self._left, None
        if left is None:
            return
        aside = {page_id: number for number, each in enumerate(left.aside) for page_id in each.page_ids}
        for number, each in enumerate(left.aside):  # before the bench: what is in neither place is in no draft
            items = tuple(item for item in left.items if aside.get(item.id) == number)
            self._stacks.add(Stack(self._record_of(each.record), items))
        own = [item for item in left.items if item.id not in aside]
        if own or not left.aside:
            self._bench.bring_back(own, [item.id for item in own], self._record_of(left.record))
        elif not self._bench.items:
            self._stacks.take_up(0)
        self.on_sorting(self._sorting_of(left))
        self._save()
        self._scribe.note(Deed.DRAFT_RESTORED, left.record)
        self._on_record(self._bench.record)

    def discard(self) -> None:
        """Forget it and erase its bytes, but for those that are needed elsewhere."""
        left, self._left = self._left, None
        if left is None:
            return
        if self._save():
            self._erase_unused(_originals(left))
        self._scribe.note(Deed.DRAFT_DROPPED, left.record)

    def _sorting_of(self, left: DeskDraft) -> SortingDraft:
        """As for the record: what was said in another store is not said of anybody here."""
        return left.sorting if self._left_store in ("", self._sessions.need().destination) else NOT_SORTED

    def _record_of(self, kept: Record | None) -> Record | None:
        """The record of another store would be someone else in this one."""
        return kept if self._left_store in ("", self._sessions.need().destination) else None


def _originals(draft: DeskDraft) -> set[BlobRef]:
    return {item.imported.blob for item in draft.items if isinstance(item, DeskPage)}
