"""The counter: what follows from what between the flows, and what is told of it; the desk is the door to it."""

import asyncio
from dataclasses import replace
from datetime import timedelta
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
from app.domain.gallery_shelf import GalleryTile
from app.domain.hot_folder import CHANGED_AFTER
from app.domain.journal import Deed
from app.domain.pages import BlobRef, PageId, original_of
from app.domain.parcels import OutboxEntry, Stage
from app.domain.records import Record
from app.domain.scanning import Scanner
from app.domain.shelves import DeskView
from app.flows.hot_labels import LabelTaker
from app.flows.hot_taking import DeskTaker, RecordTaker
from app.flows.hot_watch import FileReport
from app.flows.staff import Staff

STILL_COMING = Problem("Pages are still on their way", "Take the others up when they are there")
TELL_DESK_EVERY_S = 0.03
TELL_ARRIVALS_EVERY_S = 0.1
"""While files are read: the whole desk is told each time, which takes the window's time with hundreds of pages."""


class Counter(Staff):
    """Reacts to what the flows tell. Made and used on the courier's loop alone."""

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
        self.scout.follow()
        self.tell_desk()

    def _images_listed(self, record: Record, tiles: tuple[GalleryTile, ...]) -> None:
        self.documents.listed(record, tiles)
        self.scout.follow()

    def _images_fetched(self) -> None:
        self.likeness.known_changed()
        self.likeness.follow()

    def _labels_told(self) -> None:
        self.likeness.follow()
        self.tell_desk()

    def _sorting_changed(self) -> None:
        self.keeper.bench_changed()
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

    def _settings_changed(self) -> None:
        settings = self._setup.settings
        self.privacy.tell()
        self.roster.keep_true()
        if self._is_attended:
            self.updates.follow()
        self.dispatch.recall_s = settings.recall_s if self._is_attended else 0.0
        self.courier.ledger.retention = timedelta(hours=settings.retention_h)
        self.day_book.keep_for(self.courier.ledger.retention)
        session = self.sessions.current
        if session is not None:
            session.store.recents.kept_for = session.store.worklists.kept_for = timedelta(hours=settings.recents_h)
            self.routing.tell_recents()
        self.capture.tell()

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
        if self._is_desk_moving():
            self._publish(ProblemMet(STILL_COMING))
        else:
            self.stacks.take_up(number)
            self.routing.name_picked()

    def undo(self) -> None:
        """Take the last step on the desk back."""
        if self.stacks.can_undo:
            self.stacks.undo()
        else:
            self.retouch.undo()

    def redo(self) -> None:
        """Do it again."""
        if self.stacks.can_redo:
            self.stacks.redo()
        else:
            self.retouch.redo()

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
            self.hot_folder.begin(Path(settings.hot_folder), settings.hot_folder_after, taker, self._file_told)

    def _file_told(self, report: FileReport) -> None:
        """What waits or can't be taken stands in the folder's own line; a page that may be missing is for a person."""
        if report.problem is CHANGED_AFTER:
            self._publish(ProblemMet(replace(CHANGED_AFTER, detail=report.name)))

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
        self.roster.tell()
        self.privacy.tell()
        self.preferences.tell()
        self.errands.start(self.connect.tell_key_place())
        self.errands.start(self.updates.tell())

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
