"""The staff of the counter: one of each flow, made in their order and joined where one needs another.

What follows from what is the counter's own affair (`app.flows.counter`): the hooks that the flows call are its methods.
"""

import asyncio
import secrets
import sys
from abc import ABC, abstractmethod
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from app.domain.facts import (
    Fact,
)
from app.domain.gallery_shelf import GalleryTile
from app.domain.labels import grammar_of
from app.domain.pages import BlobRef, PageId
from app.domain.parcels import OutboxEntry
from app.domain.records import Record
from app.domain.scanning import Scanner
from app.flows.beeps import Beeps
from app.flows.bench import Bench
from app.flows.browse import Browse
from app.flows.capture import Capture
from app.flows.checkup import Checkup
from app.flows.connect import Connect
from app.flows.courier import Courier
from app.flows.day_book import DayBook
from app.flows.desk_keeper import DeskKeeper
from app.flows.desk_showing import DeskShowing
from app.flows.dispatch import Dispatch
from app.flows.documents import Documents
from app.flows.errands import Errands
from app.flows.filing import Filing
from app.flows.fitting_room import FittingRoom
from app.flows.further_links import FurtherLinks
from app.flows.hot_folder import HotFolder
from app.flows.hot_pages import HotPages
from app.flows.image_scout import ImageScout
from app.flows.inspection import inspector_as_set
from app.flows.intake import Intake
from app.flows.joiner import Joiner
from app.flows.likeness import Likeness
from app.flows.mender import Mender
from app.flows.originals import Originals
from app.flows.page_labels import PageLabels
from app.flows.preferences import Preferences
from app.flows.privacy import Privacy
from app.flows.proofreader import Proofreader
from app.flows.recall import Recall
from app.flows.refit import Refit
from app.flows.retouch import Retouch
from app.flows.roster import Roster
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
from app.flows.updates import Updates
from app.flows.worklists import Worklists
from app.runtime.darkroom import Darkroom
from app.scanning.worker import roads_here


def utc_now() -> datetime:
    """The time that everything is written down in."""
    return datetime.now(UTC)


def roll() -> float:
    """A number from 0 to 1 that nobody can guess, for jitter."""
    return secrets.randbelow(1_000_001) / 1_000_000


class Staff(ABC):
    """Made and used on the courier's loop alone; `publish` may be called there only."""

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
        self.sheets = Sheets(self.bench, self.originals, darkroom, inspector, self.mender, self.proofreader, now)
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
        self.privacy = Privacy(self._publish, setup, self.scribe, now)
        self.preferences = Preferences(self._publish, setup, self._settings_changed)
        self.updates = Updates(self._publish, self.errands, setup, now)
        self.checkup = Checkup(self._publish, self.errands, darkroom, setup.environ)
        self.roster = Roster(self._publish, self.sessions, setup)
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
        self.further_links = FurtherLinks(
            self._publish, self.errands, self.bench, self.sessions, self.routing, self.scribe
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
            is_busy=self._is_desk_moving,
            grammar=self._grammar,
            prefix=setup.settings.scanner_prefix,
        )
        self.filing = Filing(
            self._publish,
            self.errands,
            self.bench,
            self.stacks,
            self.routing,
            self.intake,
            is_queueing=lambda: self.dispatch.is_queueing,
            is_busy=self._is_desk_moving,
            is_sorting=lambda: self.sort_desk.is_on,
            scribe=self.scribe,
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
            self._labels_told,
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
            self._sorting_changed,
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
            self.sort_desk.whose,
            self.tell_desk,
            is_busy=lambda: self.retouch.is_drawing or self.dispatch.is_fitting or self.dispatch.is_queueing,
            is_attended=is_attended,
        )
        self.scout = ImageScout(
            self.errands,
            self.bench,
            self.browse,
            self.likeness.knows,
            self._images_fetched,
            is_on=is_attended and setup.settings.compares_with_drx,
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
        self.keeper.sorting, self.keeper.on_sorting = self.sort_desk.draft, self.sort_desk.resume
        self.retouch.twin_of, self.retouch.pictures = self.likeness.open_twin, pictures
        self.retouch.says_other = self.page_labels.says_other
        self.mender.pick_named = self._pick_named
        self.proofreader.is_awaited = lambda: self.sort_desk.is_on
        self.recall.on_returned = self.sort_desk.pages_returned
        self.dispatch.is_for_another = self.page_labels.is_for_another
        self.browse.wants_listing = lambda record: self.documents.wants(record) or self.scout.wants(record)
        self.browse.on_stored, self.browse.on_failed = self._images_listed, self.documents.not_listed
        self.dispatch.recall_s = setup.settings.recall_s if is_attended else 0.0
        self.courier.recallable = self.recall.until
        self.courier.parallel = setup.settings.parallel
        self.courier.settle_s = setup.settings.settle_s
        self.courier.ledger.retention = kept_for

    def _is_desk_moving(self) -> bool:
        """Are pages on their way to the desk, or off it?"""
        return self.intake.is_reading or self.dispatch.is_queueing or self.capture.is_running

    # --- what the flows call --------------------------------------------------------------------------------------

    @abstractmethod
    def tell_desk(self) -> None:
        """The desk looks different now."""

    @abstractmethod
    def _publish(self, fact: Fact) -> None:
        """This has happened."""

    @abstractmethod
    def _settings_changed(self) -> None:
        """Something else is chosen in the settings: what can hold at once holds now."""

    @abstractmethod
    def _bench_changed(self) -> None:
        """Pages came, went or were edited, or another record is picked."""

    @abstractmethod
    def _page_was_read(self) -> None:
        """Something is seen on a page now."""

    @abstractmethod
    def _images_listed(self, record: Record, tiles: tuple[GalleryTile, ...]) -> None:
        """DRX has these images of the record."""

    @abstractmethod
    def _images_fetched(self) -> None:
        """Another of DRX's images is in memory."""

    @abstractmethod
    def _labels_told(self) -> None:
        """DRX told what a label on a page names."""

    @abstractmethod
    def _sorting_changed(self) -> None:
        """A person said something of a batch, or it begins or ends."""

    @abstractmethod
    def _record_picked(self, record: Record | None) -> None:
        """This record is worked for from now on."""

    @abstractmethod
    def _pick_named(self, page_id: PageId) -> None:
        """The page is right, and the picked record is not."""

    @abstractmethod
    def _entries_for_this_store(self) -> tuple[OutboxEntry, ...]:
        """The outbox, as far as it is the open store's."""

    @abstractmethod
    def _blobs_in_use(self) -> set[BlobRef]:
        """The bytes that must not be erased."""

    @abstractmethod
    def _limit_lowered(self) -> None:
        """The store takes less than it says."""

    @abstractmethod
    def _practice_scanner(self) -> Scanner | None:
        """The built-in scanner, while the practice store is open."""

    @abstractmethod
    def _session_opened(self) -> None:
        """A store is open."""

    @abstractmethod
    async def _session_closing(self) -> None:
        """The open store is about to be closed."""

    @abstractmethod
    def _key_changed(self) -> None:
        """There is another API key."""
