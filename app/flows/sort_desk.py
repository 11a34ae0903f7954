"""Sorting a batch: the desk's pages go to the records that their labels name, and a person settles the rest.

A page gets a record from a label on it, from a person, from a separator sheet before it in its document, or, where
that is switched on, from the page before it there; from nothing else (`app.domain.sorting`). The name of the record
stands next to its pages on this screen, so that queuing them here is having seen it; pages that may be torn still need
a look.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from app.domain.belonging import key_of, patient_of
from app.domain.drafts import Chosen, SortingDraft
from app.domain.errors import AppError, Problem
from app.domain.facts import Fact, ProblemMet, SortChanged, SortedUploaded
from app.domain.pages import DeskPage, PageId
from app.domain.parcels import OutboxEntry
from app.domain.records import Record, RecordKind
from app.domain.shelves import PageRow, Step
from app.domain.sort_shelf import SortAccount, SortStep, SortView, documents_of, file_count, ready_pages, sort_view
from app.domain.sorting import BatchPage, Choice, Sorted, sort_batch
from app.flows.beeps import Beeps
from app.flows.bench import Bench
from app.flows.dispatch import Addressed, Dispatch
from app.flows.errands import Errands
from app.flows.page_labels import PageLabels
from app.flows.proofreader import Proofreader
from app.flows.routing import MAX_ID_LENGTH, UNKNOWN_ID, Routing
from app.flows.session import Sessions
from app.flows.sort_choices import Said, SortChoices

MAX_RECORDS_A_PAGE = 20
NOTHING_SELECTED = Problem("No page is selected", "Select the pages that are for this label, then scan it again")
NOTHING_READY = Problem("No page has a record yet", "Say whose they are, then upload them")


class SortDesk:
    """One batch at a time: all that lies on the desk while it is on. Lives on the courier's loop."""

    def __init__(
        self,
        publish: Callable[[Fact], None],
        errands: Errands,
        bench: Bench,
        page_labels: PageLabels,
        proofreader: Proofreader,
        dispatch: Dispatch,
        beeps: Beeps,
        routing: Routing,
        sessions: Sessions,
        on_change: Callable[[], None],
    ) -> None:
        self._publish, self._errands, self._bench = publish, errands, bench
        self._page_labels, self._proofreader, self._dispatch = page_labels, proofreader, dispatch
        self._beeps, self._routing, self._sessions, self._on_change = beeps, routing, sessions, on_change
        self.is_on = False
        self._choices = SortChoices()
        self._held: Record | None = None
        self._order: list[str] = []
        self._sent: dict[PageId, _Sent] = {}
        """What left of this batch."""

    # --- for the case of a crash ---------------------------------------------------------------------------------

    def draft(self) -> SortingDraft:
        """All that was said so far, to be kept with the pages."""
        said = self._choices.said
        chosen = tuple(Chosen(page_id, choice) for page_id, choice in said.choices.items())
        return SortingDraft(chosen, said.follows, self.is_on, self._held if self.is_on else None)

    def resume(self, draft: SortingDraft) -> None:
        """Pages came back that were sorted so far; a batch that was on the screen is there again."""
        before = self._choices.said
        choices = {each.page_id: each.choice for each in draft.chosen} | dict(before.choices)
        self._choices.resume(Said(choices, before.follows or draft.follows))
        if draft.is_on and not self.is_on:
            self.begin()
            self._held = self._held or draft.held
        self._on_change()

    # --- beginning and leaving -----------------------------------------------------------------------------------

    def begin(self) -> None:
        """Sort what lies on the desk; whom it was for as a whole waits meanwhile."""
        if self.is_on or not self._bench.items:
            return
        if not any(page.id in self._sent for page in self._bench.pages):
            self._sent.clear()
        self.is_on = True
        self._held = self._bench.record
        if self._held is not None:
            self._routing.pick(None)
        self._on_change()

    def leave(self) -> None:
        """Back to the desk as a whole; what was said here is remembered for as long as the pages lie there."""
        if not self.is_on:
            return
        self._end()
        if self._held is not None and self._bench.record is None and self._bench.items:
            self._routing.pick(self._held)
        self._on_change()

    def _end(self) -> None:
        self.is_on = False
        self._publish(SortChanged(SortView()))

    def forget(self) -> None:
        """Start over for another session."""
        if self.is_on:
            self._end()
        self._choices.forget()
        self._order, self._held = [], None
        self._sent.clear()

    # --- what a person says --------------------------------------------------------------------------------------

    def choose(self, page_ids: Sequence[PageId], record: Record, *, also: bool = False) -> None:
        """These pages are this record's; `also`: beside those that they go to already."""
        said = self._choices.said
        whose = {page.id: records for page, records in self._addressed(self._found())} if also else {}
        for page_id in page_ids:
            records = {key_of(each): each for each in (*whose.get(page_id, ()), record)}
            said = said.with_choice((page_id,), Choice(tuple(records.values())[:MAX_RECORDS_A_PAGE]))
        self._choices.say(SortStep.CHOOSE, said)
        self._on_change()

    def choose_id(
        self,
        page_ids: Sequence[PageId],
        kind: RecordKind,
        record_id: str,
        patient_id: str = "",
        *,
        also: bool = False,
    ) -> None:
        """These pages are the record's with this ID; its name is asked for in the background."""
        typed = Record(kind, record_id.strip()[:MAX_ID_LENGTH], patient_id=patient_id.strip()[:MAX_ID_LENGTH])
        if typed.id:
            self.choose(page_ids, typed, also=also)
            self._errands.start(self._ask_about(typed))

    def give_patient(self, record: Record, patient_id: str) -> None:
        """The patient of a prescription that is known by its ID alone: nothing could be linked to it before."""
        patient_id = patient_id.strip()[:MAX_ID_LENGTH]
        if patient_id and not record.patient_id:
            self.choose(self._pages_of(key_of(record)), replace(record, patient_id=patient_id))

    async def _ask_about(self, typed: Record) -> None:
        told = await self._routing.about(typed.kind, typed.id)
        if told is not None:
            self._choices.tell(replace(told, patient_id=told.patient_id or typed.patient_id))
            self._on_change()
        elif await self._routing.is_unknown(typed.kind, typed.id):
            self._publish(ProblemMet(UNKNOWN_ID))

    def beep(self, page_ids: Sequence[PageId], code: str, *, also: bool = False) -> None:
        """A label was scanned for these pages, as they were selected at that moment."""
        page_ids = tuple(page_ids)
        if not page_ids:
            self._publish(ProblemMet(NOTHING_SELECTED))
            return

        async def choose(record: Record) -> bool:
            self.choose(page_ids, record, also=also)
            return self.is_on

        self._beeps.hear(code, choose)

    def leave_out(self, page_ids: Sequence[PageId]) -> None:
        """These pages go nowhere."""
        self._choices.say(SortStep.LEAVE_OUT, self._choices.said.with_choice(page_ids, Choice()))
        self._on_change()

    def put_back(self, page_ids: Sequence[PageId]) -> None:
        """These pages were left out, or given a record, by mistake: what their labels say counts again."""
        self._choices.say(SortStep.PUT_BACK, self._choices.said.with_choice(page_ids, Choice(stays=True)))
        self._on_change()

    def follow(self, is_on: bool) -> None:
        """Do pages without a label go with the one before them in their file?"""
        self._choices.say(SortStep.FOLLOW, replace(self._choices.said, follows=is_on))
        self._on_change()

    def merge(self, record: Record) -> None:
        """Whatever goes to records of the same patient goes to this one."""
        whose = patient_of(record)
        groups = [group for group in self._found().groups if whose and patient_of(group.record) == whose]
        said = self._choices.said
        for group in groups:
            said = said.with_choice([placed.id for placed in group.pages], Choice((record,)))
        self._choices.say(SortStep.MERGE, said)
        self._on_change()

    def undo(self) -> None:
        """Take the last step back."""
        self._choices.undo()
        self._on_change()

    def redo(self) -> None:
        """Do the step again that was taken back last."""
        self._choices.redo()
        self._on_change()

    def read_again(self) -> None:
        """Look at the pages anew that have no record, and ask anew about labels that nobody could tell of."""
        unresolved = {placed.id for placed in self._found().unresolved}
        self._proofreader.read_again(page for page in self._bench.pages if page.id in unresolved)
        self._page_labels.ask_again()
        self._on_change()

    # --- what comes of it ----------------------------------------------------------------------------------------

    def _batch(self) -> tuple[BatchPage, ...]:
        pages = self._bench.pages
        documents = documents_of(pages)
        return tuple(self._page_labels.seen_on(page, of) for page, of in zip(pages, documents, strict=True))

    def _found(self, batch: Sequence[BatchPage] | None = None) -> Sorted:
        said = self._choices.said
        return sort_batch(self._batch() if batch is None else batch, said.choices, may_follow=said.follows)

    def _pages_of(self, key: str) -> tuple[PageId, ...]:
        found = (group for group in self._found().groups if key_of(group.record) == key)
        return tuple(placed.id for group in found for placed in group.pages)

    def _addressed(self, found: Sorted) -> tuple[Addressed, ...]:
        """Each page that has a record, with all that it is for, in the order of the desk."""
        whose: dict[PageId, list[Record]] = {}
        for group in found.groups:
            for placed in group.pages:
                whose.setdefault(placed.id, []).append(group.record)
        return tuple((page, tuple(whose[page.id])) for page in self._bench.pages if page.id in whose)

    def whose(self) -> dict[PageId, tuple[Record, ...]]:
        """To whom each page would go: in a batch to its own records, else to the picked one."""
        if self.is_on:
            return {page.id: self._not_sent(page, records) for page, records in self._addressed(self._found())}
        record = self._bench.record
        return {} if record is None else {page.id: (record,) for page in self._bench.pages}

    def view(self, rows: Sequence[PageRow]) -> SortView:
        """The batch as a window shows it; `rows` are the desk's, as nobody's."""
        batch = self._batch()
        found = self._found(batch)
        known = set(self._order)
        self._order += [key_of(group.record) for group in found.groups if key_of(group.record) not in known]
        session = self._sessions.need()
        shown = sort_view(
            {row.id: row for row in rows},
            batch,
            found,
            {page.id: tuple(label.text for label in self._page_labels.labels_on(page)) for page in self._bench.pages},
            self._order,
            self._routing.recents,
            takes_prescriptions=session.takes_prescriptions,
        )
        pages = {page.id for page in self._bench.pages}
        return replace(
            shown,
            broken=tuple(row for row in rows if row.id not in pages),
            file_count=file_count(self._bench.items),
            follows=self._choices.said.follows,
            undo=self._choices.next_undo,
            redo=self._choices.next_redo,
            is_queueing=self._dispatch.is_queueing,
        )

    # --- uploading -----------------------------------------------------------------------------------------------

    def upload(self, rows: Callable[[], Sequence[PageRow]]) -> None:
        """Queue every page that has its records, each for them; answered by `PagesQueued` and `SortedUploaded`."""
        if self.is_on and not self._dispatch.is_queueing:
            self._errands.start(self._upload(rows))

    async def _upload(self, rows: Callable[[], Sequence[PageRow]]) -> None:
        def whose() -> tuple[Addressed, ...]:
            ready = ready_pages(self.view(rows()).groups)
            addressed = ((page, self._not_sent(page, records)) for page, records in self._addressed(self._found()))
            return tuple((page, records) for page, records in addressed if page.id in ready and records)

        asked = whose()
        if not asked:
            raise AppError(NOTHING_READY)
        queued = await self._dispatch.queue_sorted(whose)
        if not queued:
            return
        here = {page.id for page in self._bench.pages}
        said = self._choices.said.choices
        self._sent |= {
            page.id: _Sent(page, records, said.get(page.id)) for page, records in asked if page.id not in here
        }
        self._choices.forget_steps()
        self._account()

    def _account(self) -> None:
        """Say where every page is; where nothing waits for a person any more, the batch is over."""
        found, items = self._found(), self._bench.items
        here = {item.id for item in items}
        sent = [sent for page_id, sent in self._sent.items() if page_id not in here]
        is_over = not found.unresolved and not found.groups
        out = {placed.id for placed in found.left_out}
        account = SortAccount(
            file_count=file_count((*items, *(each.page for each in sent))),
            page_count=len(sent) + len(items),
            record_count=len({key_of(record) for each in sent for record in each.records}),
            sent_count=len(sent),
            left_out_count=len(out),
            here_count=len(items) - len(out),
        )
        if is_over:
            self._held = None
            self._end()
            self._bench.change(Step.LEAVE_OUT, (item for item in items if item.id not in out))
        self._publish(SortedUploaded(account, is_over=is_over))
        self._on_change()

    def pages_returned(self, entries: Sequence[OutboxEntry], pages: Sequence[DeskPage]) -> None:
        """Pages of a batch were taken back: they lie in it again, each for the records that it came back from."""
        for entry, page in zip(entries, pages, strict=True):
            sent = self._sent.get(page.id)
            if sent is not None:
                sent = self._sent[page.id] = replace(sent, back=sent.back | {key_of(entry.record)})
                self.is_on = True
                if sent.away:
                    self._choices.settle(page.id, Choice(sent.returned))
                else:
                    self._choices.settle(page.id, sent.choice)
                    del self._sent[page.id]

    def _not_sent(self, page: DeskPage, records: Sequence[Record]) -> tuple[Record, ...]:
        """Less those that the page went to, and did not come back from: nothing is doubled."""
        sent = self._sent.get(page.id)
        return tuple(record for record in records if sent is None or key_of(record) not in sent.away)


@dataclass(frozen=True, slots=True)
class _Sent:
    """A page that left, for whom, what was said of it, and from which records (by their keys) it was taken back."""

    page: DeskPage
    records: tuple[Record, ...]
    choice: Choice | None
    back: frozenset[str] = frozenset()

    @property
    def away(self) -> frozenset[str]:
        return frozenset(map(key_of, self.records)) - self.back

    @property
    def returned(self) -> tuple[Record, ...]:
        return tuple(record for record in self.records if key_of(record) in self.back)
