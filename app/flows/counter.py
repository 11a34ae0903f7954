"""The counter: one of each flow, joined. Whoever opens the house makes one; the desk is the door to it."""

import asyncio
import secrets
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.domain.errors import Problem
from app.domain.facts import (
    DeskChanged,
    EntrySettled,
    Fact,
    GalleryPictureReady,
    LabelsSet,
    OutboxChanged,
    PagesQueued,
    ProblemMet,
    SortChanged,
)
from app.domain.journal import Deed
from app.domain.labels import grammar_of
from app.domain.pages import BlobRef, PageId, original_of
from app.domain.parcels import OutboxEntry, Stage
from app.domain.records import Record
from app.domain.scanning import Scanner
from app.domain.shelves import DeskView
from app.flows.beeps import Beeps
from app.flows.bench import Bench
from app.flows.browse import Browse
from app.flows.capture import Capture
from app.flows.connect import Connect
from app.flows.courier import Courier
from app.flows.day_book import DayBook
from app.flows.desk_keeper import DeskKeeper
from app.flows.desk_showing import DeskShowing
from app.flows.dispatch import Dispatch
from app.flows.documents import Documents
from app.flows.errands import Errands
from app.flows.fitting_room import FittingRoom
from app.flows.hot_folder import HotFolder
from app.flows.hot_labels import LabelTaker
from app.flows.hot_pages import HotPages
from app.flows.hot_taking import DeskTaker, RecordTaker
from app.flows.inspection import inspector_as_set
from app.flows.intake import Intake
from app.flows.joiner import Joiner
from app.flows.likeness import Likeness
from app.flows.mender import Mender
from app.flows.originals import Originals
from app.flows.page_labels import PageLabels
from app.flows.proofreader import Proofreader
from app.flows.recall import Recall
from app.flows.refit import Refit
from app.flows.retouch import Retouch
from app.flows.routing import Routing
from app.flows.scan_to_folder import ScanToFolder
from app.flows.scanners import Scanners
from app.flows.scribe import Scribe
from app.flows.separator_sheets import SeparatorSheets
from app.flows.session import Sessions
from app.flows.setup import Setup
from app.flows.sheets import Sheets
from app.flows.sort_desk import SortDesk
from app.flows.stacks import Stacks
from app.flows.twin_pictures import TwinPictures
from app.flows.worklists import Worklists
from app.runtime.darkroom import Darkroom
from app.scanning.worker import roads_here

STILL_COMING = Problem("Pages are still on their way", "Take the others up when they are there")
TELL_DESK_EVERY_S = 0.03
TELL_ARRIVALS_EVERY_S = 0.1
"""While files are read: the whole desk is told each time, which takes the window's time with hundreds of pages."""


def utc_now() -> datetime:
    """The time that everything is written down in."""
    return datetime.now(UTC)


def roll() -> float:
    """A number from 0 to 1 that nobody can guess, for jitter."""
    return secrets.randbelow(1_000_001) / 1_000_000


class Counter:
    """Joins the flows. Made and used on the courier's loop alone; `publish` may be called there only."""

    def __init__(
        self,
        publish: Callable[[Fact], None],
        darkroom: Darkroom,
        setup: Setup,
        now: Callable[[], datetime] = utc_now,
        dice: Callable[[], float] = roll,
        *,
        user_name: str = "",
        is_attended: bool = False,
    ) -> None:
        """`is_attended`: a window is there, with a desk to come back to and time to take pages back."""
        self._listener = publish
        self._telling_desk: asyncio.TimerHandle | None = None
        self._desk_is_stale = False
        self.sessions = Sessions()
        self.errands = Errands(self._publish)
        self.originals = Originals(self.sessions)
        self.bench = Bench(self._bench_changed)
        self.stacks = Stacks(self.bench, self._record_picked)
        self.scribe = Scribe(self._publish, self.sessions, now, user_name)
        self.keeper = DeskKeeper(
            self._publish,
            self.bench,
            self.sessions,
            self.scribe,
            now,
            erase_unused=lambda blobs: self.courier.ledger.erase_unused(blobs),
            on_record=self._record_picked,
            stacks=self.stacks,
            is_keeping=is_attended,
        )
        fitting_room = FittingRoom(self.originals, darkroom)
        inspector = inspector_as_set(setup.settings, lambda deed, file: self.scribe.note(deed, image=file))
        self.intake = Intake(self._publish, self.errands, self.bench, self.originals, darkroom, now, inspector)
        self.retouch = Retouch(
            self._publish,
            self.errands,
            self.bench,
            self.originals,
            darkroom,
            fit_of=lambda page: self.dispatch.fit_of(page),
        )
        self.proofreader = Proofreader(
            self.errands,
            self.bench,
            self.originals,
            darkroom,
            self._page_was_read,
            is_busy=lambda: self.retouch.is_drawing or self.dispatch.is_fitting,
            is_attended=is_attended,
        )
        self.mender = Mender(self.errands, self.bench, self.proofreader)
        scanners = Scanners(
            self._publish,
            self.errands,
            setup,
            roads_here(sys.platform),
            built_in=self._practice_scanner,
            on_change=lambda: self.capture.tell(),
        )
        self.sheets = Sheets(self.bench, self.originals, darkroom, inspector, self.mender, now)
        self.capture = Capture(
            self._publish, self.errands, setup, scanners, self.sheets, folder=lambda: self.hot_folder.view
        )
        self.to_folder = ScanToFolder(scanners, darkroom, inspector)
        self.joiner = Joiner(self.errands, self.bench, self.originals, darkroom, self.proofreader)
        self.connect = Connect(
            self._publish,
            self.errands,
            self.sessions,
            setup,
            on_opened=self._session_opened,
            on_closing=self._session_closing,
            on_key=self._key_changed,
            on_key_refused=lambda problem: self.courier.key_refused(problem),
            scribe=self.scribe,
            desk_is_busy=lambda: bool(self.bench.items or self.stacks.waiting) or self.keeper.is_asking,
        )
        self.courier = Courier(
            self._publish,
            self.errands,
            self.originals,
            Refit(fitting_room, self.sessions, self._limit_lowered),
            self.sessions,
            now,
            dice,
            blobs_in_use=self._blobs_in_use,
            on_key_refused=self.connect.key_was_refused,
            on_line=self.connect.line_is,
            scribe=self.scribe,
        )
        self.recall = Recall(
            self._publish,
            self.bench,
            self.keeper,
            self.courier.ledger,
            now,
            is_carried=self.courier.is_carrying,
            know_fits=lambda fits: self.dispatch.know_fits(fits),
            on_record=self._record_picked,
        )
        self.dispatch = Dispatch(
            self._publish,
            self.errands,
            self.bench,
            fitting_room,
            self.proofreader,
            self.sessions,
            now,
            self.tell_desk,
            self.courier,
            self.keeper,
            self.recall,
        )
        self.browse = Browse(
            self._publish,
            self.errands,
            self.originals,
            darkroom,
            self.sessions,
            self._entries_for_this_store,
            self.scribe,
            on_listed=self.courier.listed,
            add_to_desk=self.intake.add_content,
        )
        self.documents = Documents(
            self._publish,
            self.bench,
            self._entries_for_this_store,
            setup.settings.expected_documents,
            now,
            is_attended=is_attended,
        )
        self.routing = Routing(
            self._publish, self.errands, self.bench, self.sessions, now, self._record_picked, self.scribe
        )
        kept_for = timedelta(hours=setup.settings.retention_h)
        self.day_book = DayBook(
            self._entries_for_this_store, now, lambda: self.routing.tell_recents(), kept_for=kept_for
        )
        self.routing.sent_today = self.day_book.sent_today
        self._grammar = grammar_of(setup.settings.label_patterns)
        self.beeps = Beeps(
            self._publish,
            self.errands,
            self.bench,
            self.sessions,
            self.stacks,
            self.routing,
            now,
            is_busy=lambda: self.intake.is_reading or self.dispatch.is_queueing or self.capture.is_running,
            grammar=self._grammar,
            prefix=setup.settings.scanner_prefix,
        )
        self.worklists = Worklists(
            self._publish,
            self.errands,
            self.bench,
            self.sessions,
            self._entries_for_this_store,
            self.routing,
            self.beeps,
            now,
            self._grammar,
        )
        self.page_labels = PageLabels(
            self.errands,
            self.bench,
            self.proofreader,
            self.beeps,
            self._grammar,
            self.tell_desk,
            is_attended=is_attended,
        )
        self.sort_desk = SortDesk(
            self._publish,
            self.errands,
            self.bench,
            self.page_labels,
            self.proofreader,
            self.dispatch,
            self.beeps,
            self.routing,
            self.sessions,
            self.tell_desk,
        )
        pictures = TwinPictures(self.bench, self.originals, self.sessions, self.browse, self.scribe)
        self.likeness = Likeness(
            self.errands,
            self.bench,
            self.sessions,
            self.proofreader,
            darkroom,
            self.browse,
            pictures,
            self._entries_for_this_store,
            self.tell_desk,
            is_busy=lambda: self.retouch.is_drawing or self.dispatch.is_fitting or self.dispatch.is_queueing,
            is_attended=is_attended,
        )
        self.separator_sheets = SeparatorSheets(self._publish, self.errands, darkroom, self.sessions)
        self.desk_showing = DeskShowing(
            self.bench,
            self.sessions,
            self.intake,
            self.dispatch,
            self.proofreader,
            self.page_labels,
            self.stacks,
            self.likeness,
            is_sorting=lambda: self.sort_desk.is_on,
        )
        self.hot_pages = HotPages(
            self._publish, self.intake, self.dispatch, self.keeper, self.courier, self.sessions, now
        )
        self.hot_folder = HotFolder(self.errands, self.sessions, darkroom, inspector, self.scribe, now)
        self._is_attended, self._setup = is_attended, setup
        self.hot_folder.on_change = self.capture.tell
        self.stacks.on_swap = self.capture.finish
        self.retouch.twin_of, self.retouch.pictures = self.likeness.open_twin, pictures
        self.retouch.says_other = self.page_labels.says_other
        self.mender.pick_named = self._pick_named
        self.recall.on_returned = self.sort_desk.pages_returned
        self.dispatch.is_for_another = self.page_labels.is_for_another
        self.browse.wants_listing = self.documents.wants
        self.browse.on_stored, self.browse.on_failed = self.documents.listed, self.documents.not_listed
        self.dispatch.recall_s = setup.settings.recall_s if is_attended else 0.0
        self.courier.recallable = self.recall.until
        self.courier.parallel = setup.settings.parallel
        self.courier.settle_s = setup.settings.settle_s
        self.courier.ledger.retention = kept_for

    async def close(self) -> None:
        """Stop everything in order: what is on its way is left in the outbox."""
        await self.connect.close()
        await self.errands.finish()

    def look_at(self, record: Record) -> None:
        """Show what DRX has for this record; with pages on the desk without changing whom they are for."""
        if self.bench.items or self.intake.is_reading:
            self.browse.look_at(record)
        else:
            self.routing.pick(record)

    def sort_by_label(self, *, may_follow: bool) -> LabelTaker:
        """For a hot folder whose pages go where their labels say; `may_follow`: the unlabelled behind the labelled."""
        return LabelTaker(
            self.hot_pages, self.proofreader, self.beeps, self._grammar, self.sessions, may_follow=may_follow
        )

    def send_to(self, record: Record) -> RecordTaker:
        """For a hot folder whose pages all go to this record."""
        return RecordTaker(self.hot_pages, record)

    # --- what follows from what ---------------------------------------------------------------------------------

    def _publish(self, fact: Fact) -> None:
        self._listener(fact)
        if isinstance(fact, OutboxChanged):
            self.browse.entries_changed()
            self.documents.follow()
            self.day_book.follow()
            self.worklists.follow()
        if isinstance(fact, EntrySettled) and fact.entry.stage is Stage.DELIVERED:
            self.browse.entry_arrived(fact.entry.record)
        if isinstance(fact, GalleryPictureReady | PagesQueued | EntrySettled):
            self.likeness.known_changed()
            self.likeness.follow()

    def _blobs_in_use(self) -> set[BlobRef]:
        held = self.keeper.blobs() | self.recall.originals() | self.stacks.originals()
        held |= self.hot_pages.blobs_in_use()
        arriving = {blob for item in self.sheets.arriving() if (blob := original_of(item)) is not None}
        return held | arriving | self.dispatch.blobs_in_use() | self.intake.blobs_in_use()

    def _bench_changed(self) -> None:
        self.keeper.bench_changed()  # first: a page is safe before it is shown
        self.dispatch.fit_what_changed()
        self.proofreader.read_what_changed()
        self.page_labels.follow()
        self.likeness.follow()
        self.tell_desk()

    def _page_was_read(self) -> None:
        self.page_labels.follow()
        self.likeness.follow()
        self.tell_desk()

    def _pick_named(self, page_id: PageId) -> None:
        """The page is right, and the picked record is not."""
        record = self.page_labels.other_on(page_id)
        if record is not None:
            self.routing.pick(record)

    def _practice_scanner(self) -> Scanner | None:
        session = self.sessions.current
        return session.practice_scanner if session is not None else None

    def _entries_for_this_store(self) -> tuple[OutboxEntry, ...]:
        """Another store's patients can have the same IDs: its pages have no place in this one's gallery."""
        session = self.sessions.current
        return tuple(e for e in self.courier.ledger.entries if session is not None and e.store == session.destination)

    def _limit_lowered(self) -> None:
        self.dispatch.fit_what_changed()  # what lies on the bench was fitted to the higher limit
        self.tell_desk()
        self.connect.remember_lowered_limit()

    def _record_picked(self, record: Record | None) -> None:
        self.browse.follow(record)
        self.documents.follow()
        self.worklists.follow()

    def _session_opened(self) -> None:
        self.scribe.note(Deed.PROGRAM_STARTED)
        found = self.courier.begin()
        store = self.sessions.need().store
        store.sweep(waiting=found)
        store.recents.kept_for = store.worklists.kept_for = timedelta(hours=self._setup.settings.recents_h)
        self.keeper.open()
        self.tell_desk()
        self.capture.tell()
        self.day_book.follow()
        self.routing.tell_recents()
        self.worklists.open()
        self._watch_the_folder()
        if self._is_attended:
            self.capture.begin()

    def take_up(self, number: int) -> None:
        """Put the stack with this number on the desk, unless pages are on their way to what lies there, or off it."""
        if self.intake.is_reading or self.capture.is_running or self.dispatch.is_queueing:
            self._publish(ProblemMet(STILL_COMING))
        else:
            self.stacks.take_up(number)

    def watch_folder(self, folder: Path | None) -> None:
        """Watch this folder from now on, or none. Raises `WrongSetting` where that can't be saved."""
        self._setup.change(replace(self._setup.settings, hot_folder=str(folder) if folder is not None else ""))
        self.errands.start(self._watch_anew())

    async def _watch_anew(self) -> None:
        await self.hot_folder.end()
        if self.sessions.current is not None:
            self._watch_the_folder()
        self.capture.tell()

    def _watch_the_folder(self) -> None:
        """The hot folder of the settings, where a window is there. Not to practise: its files are of real patients."""
        settings = self._setup.settings
        if self._is_attended and settings.hot_folder and not self.sessions.need().is_practice:
            taker = DeskTaker(self.intake, self.keeper)
            self.hot_folder.begin(Path(settings.hot_folder), settings.hot_folder_after, taker)

    async def _session_closing(self) -> None:
        await self.hot_folder.end()
        await self.courier.end()
        await self.errands.finish()
        self.keeper.close()
        self.scribe.note(Deed.PROGRAM_ENDED)
        self.recall.forget()
        self.originals.forget()
        self.intake.forget()
        self.dispatch.forget()
        self.proofreader.forget()
        self.page_labels.forget()
        self.sort_desk.forget()
        self.likeness.forget()
        self.stacks.forget()
        self.bench.empty()
        self.browse.follow(None)
        self.documents.forget()
        self.day_book.forget()
        self.worklists.forget()

    def _key_changed(self) -> None:
        self.courier.key_changed()
        self.tell_desk()

    # --- what is told -------------------------------------------------------------------------------------------

    def tell_everything(self) -> None:
        """Tell everything anew, for a listener that has just come."""
        self._publish(LabelsSet(self._grammar))
        self.connect.tell()
        self.tell_desk()
        self.capture.tell()
        self.routing.tell_recents()
        self.keeper.tell()
        self.courier.ledger.stir()
        self.browse.tell()
        self.documents.tell()
        self.worklists.tell()
        self.errands.start(self.connect.tell_key_place())

    def tell_desk(self) -> None:
        """Let everyone know how the desk looks: at once, and while much changes no more often than a person sees."""
        if self._telling_desk is None:
            self._tell_desk_now()
            pause_s = TELL_ARRIVALS_EVERY_S if self.intake.is_reading else TELL_DESK_EVERY_S
            self._telling_desk = asyncio.get_running_loop().call_later(pause_s, self._tell_desk_again)
        else:
            self._desk_is_stale = True

    def _tell_desk_again(self) -> None:
        self._telling_desk = None
        if self._desk_is_stale:
            self.tell_desk()

    def _tell_desk_now(self) -> None:
        self._desk_is_stale = False
        view = self.desk_view()
        self._listener(DeskChanged(view))
        self.documents.follow()
        if self.sort_desk.is_on:
            self._listener(SortChanged(self.sort_desk.view(view.rows)))

    def desk_view(self) -> DeskView:
        """The desk as a window shows it."""
        return self.desk_showing.view()
