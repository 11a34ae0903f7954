"""The door of the house: one method for each thing a clerk can do. Called in the shop, done by the courier.

Every method returns at once. What comes of it arrives as facts (`app.domain.facts`) through the one `publish` that the
wiring was given; a window that opens later calls `attend` and is told everything anew.
"""

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.capture_shelf import AT_THE_END, Placement
from app.domain.edits import Box, Tone
from app.domain.facts import Purpose
from app.domain.geometry import Quad
from app.domain.journal import Deed
from app.domain.pages import DocumentKind, PageId, Side
from app.domain.parcels import EntryId
from app.domain.people import Person
from app.domain.profiles import Profile
from app.domain.readings import Remark
from app.domain.records import Link, Record, RecordKind
from app.domain.scanning import ScannerId
from app.system.settings import Language, Theme

if TYPE_CHECKING:  # the counter brings HTTP, the database and the keyring: too much before the first paint
    from app.flows.counter import Counter

Act = Callable[["Counter"], None]


class Desk:
    """What a clerk can do. `post` takes an act to the counter, on the courier's loop, and returns at once."""

    def __init__(self, post: Callable[[Act], None]) -> None:
        self._post = post

    def attend(self) -> None:
        """Tell everything anew: the desk, the outbox, the gallery, the recents, the connection."""
        self._post(lambda counter: counter.tell_everything())

    # --- pages -------------------------------------------------------------------------------------------------

    def add_files(self, paths: Sequence[Path], placement: Placement = AT_THE_END) -> None:
        """Read these files, and the files in these folders, page by page onto the desk."""
        self._post(lambda counter: counter.intake.add_files(paths, placement))

    def add_content(self, content: bytes, file_name: str) -> None:
        """Put pasted or dropped bytes onto the desk; `file_name` is what the page is called."""
        self._post(lambda counter: counter.intake.add_content(content, file_name))

    def add_contents(self, contents: Sequence[tuple[str, bytes]], placement: Placement = AT_THE_END) -> None:
        """Put files that came as bytes onto the desk, each with its name; they stay together, and are one step."""
        self._post(lambda counter: counter.intake.add_contents(contents, placement))

    def give(self, page_ids: Collection[PageId], record: Record) -> None:
        """These pages are for this record and wait for it, the others stay; can be undone."""
        self._post(lambda counter: counter.filing.give(page_ids, record))

    def add_files_for(self, record: Record, paths: Sequence[Path]) -> None:
        """Work for this record and read these files for it; what lies on the desk waits."""
        self._post(lambda counter: counter.filing.add_files(record, paths))

    def add_contents_for(self, record: Record, contents: Sequence[tuple[str, bytes]]) -> None:
        """The same for files that came as bytes, each with its name."""
        self._post(lambda counter: counter.filing.add_contents(record, contents))

    def note_page_copied(self, page_id: PageId) -> None:
        """A page was dragged into another program: for the journal."""
        self._post(lambda counter: counter.filing.note_copied(page_id))

    # --- what else the pages are for ---------------------------------------------------------------------------

    def file_under(self, kind: RecordKind, record_id: str) -> None:
        """Link the pages of the picked record to this one as well; answered by `LinkAnswered`."""
        self._post(lambda counter: counter.further_links.add(kind, record_id))

    def file_no_more_under(self, link: Link) -> None:
        """Take such a link away again."""
        self._post(lambda counter: counter.further_links.remove(link))

    # --- who is here -------------------------------------------------------------------------------------------

    def choose_person(self, user_id: str) -> None:
        """The person with this DRX user ID scans from now on; empty: nobody says who."""
        self._post(lambda counter: counter.roster.choose(user_id))

    def keep_people(self, people: Sequence[Person]) -> None:
        """These are the people who scan here, after a restart too; told with `RosterChanged`."""
        self._post(lambda counter: counter.roster.keep(people))

    # --- settings ----------------------------------------------------------------------------------------------

    def change_setting(self, name: str, value: object) -> None:
        """Choose this for a setting; told with `SettingsChanged`."""
        self._post(lambda counter: counter.preferences.change(name, value))

    def export_settings(self, path: Path) -> None:
        """Write what was chosen into a file, for another counter: no key, no PIN."""
        self._post(lambda counter: counter.preferences.export_to(path))

    def import_settings(self, path: Path) -> None:
        """Choose all that stands in such a file, or nothing."""
        self._post(lambda counter: counter.preferences.import_from(path))

    def examine_computer(self) -> None:
        """Look what works on this computer; answered by `ComputerExamined`."""
        self._post(lambda counter: counter.checkup.begin())

    def dismiss_version(self, version: str) -> None:
        """The word about this newer version is not to be said again."""
        self._post(lambda counter: counter.updates.dismiss(version))

    # --- privacy -----------------------------------------------------------------------------------------------

    def hide_after(self, minutes: float) -> None:
        """The curtain comes down after so many minutes without a key or a click, 1 to 30."""
        self._post(lambda counter: counter.preferences.change("curtain_min", minutes))

    def set_pin(self, pin: str) -> None:
        """This PIN lifts the curtain from now on; empty: none is needed. Told with `PrivacyChanged`."""
        self._post(lambda counter: counter.privacy.set_pin(pin))

    def try_pin(self, pin: str) -> None:
        """Somebody wants the curtain lifted; answered by `PinAnswered`."""
        self._post(lambda counter: counter.privacy.try_pin(pin))

    # --- capturing ---------------------------------------------------------------------------------------------

    def look_for_scanners(self) -> None:
        """Look which scanners are there; they come one by one with `CaptureChanged`."""
        self._post(lambda counter: counter.capture.look())

    def add_scanner(self, question: int, address: str) -> None:
        """Ask what answers at this address (a name, an IP address, a URL); answered by `ScannerAnswered`."""
        self._post(lambda counter: counter.capture.add(question, address))

    def forget_scanner(self, scanner_id: ScannerId) -> None:
        """List this scanner no longer, and let it show another certificate when it is found again."""
        self._post(lambda counter: counter.capture.forget(scanner_id))

    def learn_scanner(self, scanner_id: ScannerId) -> None:
        """Ask a scanner what it can do; it stands in its row with `CaptureChanged`."""
        self._post(lambda counter: counter.capture.learn(scanner_id))

    def choose_scanner(self, scanner_id: ScannerId) -> None:
        """Scan with this one from now on, where a profile names no other."""
        self._post(lambda counter: counter.capture.choose(scanner_id))

    def scan(self, profile: Profile | None = None, placement: Placement = AT_THE_END) -> None:
        """Scan as this profile says, or with the last settings; pages come to the desk one by one."""
        self._post(lambda counter: counter.capture.scan(profile, placement))

    def scan_once(self, profile: Profile) -> None:
        """Scan as this profile says, and with the last settings as before the next time."""
        self._post(lambda counter: counter.capture.scan_once(profile))

    def go_on_scanning(self) -> None:
        """The paper is in, the jam is out, the next sheet lies on the glass: go on."""
        self._post(lambda counter: counter.capture.go_on())

    def count_sheets(self, sheets: int) -> None:
        """So many sheets went into the feeder; what is missing comes with `CaptureChanged`."""
        self._post(lambda counter: counter.capture.count_sheets(sheets))

    def finish_scanning(self) -> None:
        """That was the last sheet, or stop: what came so far is kept."""
        self._post(lambda counter: counter.capture.finish())

    def keep_profiles(self, profiles: Sequence[Profile]) -> None:
        """These are the profiles from now on, after a restart too."""
        self._post(lambda counter: counter.capture.keep_profiles(profiles))

    def watch_folder(self, folder: Path | None) -> None:
        """Files in this folder come to the desk by themselves from now on, after a restart too; None: of no folder."""
        self._post(lambda counter: counter.watch_folder(folder))

    def take_shot(self, content: bytes, file_name: str, profile: Profile | None, placement: Placement) -> None:
        """Put a camera's picture onto the desk, and make of it what the profile says; it is told like a scan."""
        self._post(lambda counter: counter.capture.take_shot(content, file_name, profile, placement))

    def unlock(self, item_id: PageId, password: str) -> None:
        """Open a locked file with this password: its pages take its place, or it says there that it was not right."""
        self._post(lambda counter: counter.intake.unlock(item_id, password))

    def turn(self, page_ids: Sequence[PageId], quarter_turns: int) -> None:
        """Turn pages clockwise by so many quarters (negative: to the left)."""
        self._post(lambda counter: counter.retouch.turn(page_ids, quarter_turns))

    def crop(self, page_ids: Sequence[PageId], crop: Box | None) -> None:
        """Crop pages to this box in their own upright, unturned pixels; None takes the crop away."""
        self._post(lambda counter: counter.retouch.crop(page_ids, crop))

    def straighten(self, page_ids: Sequence[PageId], clockwise_deg: float) -> None:
        """Turn what is on these pages by this angle, from how they came; 0 takes it back."""
        self._post(lambda counter: counter.retouch.straighten(page_ids, clockwise_deg))

    def flatten(self, page_ids: Sequence[PageId], corners: Quad | None) -> None:
        """Lay the area between these corners (in the page's own upright pixels) flat; None takes that back."""
        self._post(lambda counter: counter.retouch.flatten(page_ids, corners))

    def redact(self, page_id: PageId, areas: Sequence[Quad]) -> None:
        """Black these areas of a page out, and no others; in the page's own upright pixels."""
        self._post(lambda counter: counter.retouch.redact(page_id, areas))

    def tone(self, page_ids: Sequence[PageId], tone: Tone) -> None:
        """Give pages this tone."""
        self._post(lambda counter: counter.retouch.tone(page_ids, tone))

    def straighten_by_itself(self, page_ids: Sequence[PageId]) -> None:
        """Lay pages straight and crop them to their paper, as far as it can be seen; once more takes that back."""
        self._post(lambda counter: counter.mender.straighten_by_itself(page_ids))

    def clean_up(self, page_ids: Sequence[PageId]) -> None:
        """Make everything at once that makes these pages better for certain: straight, upright, clean paper."""
        self._post(lambda counter: counter.mender.clean_up(page_ids))

    def cycle_ink(self, page_ids: Sequence[PageId]) -> None:
        """Colour, grey, black and white in turn."""
        self._post(lambda counter: counter.mender.cycle_ink(page_ids))

    def mend(self, page_id: PageId, remark: Remark) -> None:
        """Do the one thing that mends this remark; nothing for those that only a person or the scanner can mend."""
        self._post(lambda counter: counter.mender.mend(page_id, remark))

    def join(self, page_ids: Sequence[PageId]) -> None:
        """Put two to six pages, edits made, on one page at the first one's place; can be undone."""
        self._post(lambda counter: counter.joiner.join(page_ids))

    def approve(self, page_ids: Sequence[PageId]) -> None:
        """A person looked at what is remarked about these pages, and says that they are right."""
        self._post(lambda counter: counter.retouch.approve(page_ids))

    def label_kind(self, page_ids: Sequence[PageId], kind: DocumentKind | None) -> None:
        """Say what pages are; each keeps its side."""
        self._post(lambda counter: counter.retouch.label_kind(page_ids, kind))

    def label_side(self, page_ids: Sequence[PageId], side: Side) -> None:
        """Say which side pages are; each stays what it is."""
        self._post(lambda counter: counter.retouch.label_side(page_ids, side))

    def rename(self, page_id: PageId, name: str) -> None:
        """Give a page a name of one's own; an empty text goes back to the proposed one."""
        self._post(lambda counter: counter.retouch.rename(page_id, name))

    def remove(self, page_ids: Sequence[PageId]) -> None:
        """Take pages off the desk; can be undone."""
        self._post(lambda counter: counter.retouch.remove(page_ids))

    def move(self, page_ids: Sequence[PageId], before: int) -> None:
        """Put pages, in their order, before the row that now has this position (from 0; the count means the end)."""
        self._post(lambda counter: counter.retouch.move(page_ids, before))

    def clear(self) -> None:
        """Take everything off the desk; can be undone."""
        self._post(lambda counter: counter.retouch.clear())

    def undo(self) -> None:
        """Take the last step on the desk back."""
        self._post(lambda counter: counter.undo())

    def redo(self) -> None:
        """Do the step again that was taken back last."""
        self._post(lambda counter: counter.redo())

    def want_page_picture(self, page_id: PageId, purpose: Purpose, max_side_px: int) -> None:
        """Ask for a page's pixels (see `PagePictureReady`); answered by that fact or by `PagePictureFailed`.

        PAYLOAD fails until the page is fitted.

        A newer question for a LARGE picture of another page takes the place of an older one that was not begun.
        """
        self._post(lambda counter: counter.retouch.want_picture(page_id, purpose, max_side_px))

    def upload(self, shown: Collection[PageId] | None = None) -> None:
        """Put every page that can be sent (of those `shown`) into the outbox for the record; tells `PagesQueued`."""
        self._post(lambda counter: counter.dispatch.upload(shown))

    def restore_draft(self) -> None:
        """Put the pages that were left on the desk back onto it; the answer to `DraftFound`."""
        self._post(lambda counter: counter.keeper.restore())

    def discard_draft(self) -> None:
        """Erase the pages that were left on the desk; the other answer to `DraftFound`."""
        self._post(lambda counter: counter.keeper.discard())

    # --- sorting a batch ---------------------------------------------------------------------------------------

    def sort_by_label(self) -> None:
        """Sort what lies on the desk by the labels on the pages; told by `SortChanged` until `leave_sorting`."""
        self._post(lambda counter: counter.sort_desk.begin())

    def leave_sorting(self) -> None:
        """Back to the pages as one desk."""
        self._post(lambda counter: counter.sort_desk.leave())

    def sort_choose(self, page_ids: Sequence[PageId], record: Record, *, also: bool = False) -> None:
        """These pages are this record's; `also`: beside those that they go to already."""
        self._post(lambda counter: counter.sort_desk.choose(page_ids, record, also=also))

    def sort_choose_id(
        self, page_ids: Sequence[PageId], kind: RecordKind, record_id: str, *, also: bool = False
    ) -> None:
        """These pages are the record's with this ID; its name is filled in when DRX tells it."""
        self._post(lambda counter: counter.sort_desk.choose_id(page_ids, kind, record_id, also=also))

    def sort_give_patient(self, record: Record, patient_id: str) -> None:
        """The patient of a prescription in the batch that DRX tells nothing of."""
        self._post(lambda counter: counter.sort_desk.give_patient(record, patient_id))

    def sort_beep(self, page_ids: Sequence[PageId], code: str, *, also: bool = False) -> None:
        """A label was scanned for these pages; answered by `BeepHeard` and `BeepAnswered`."""
        self._post(lambda counter: counter.sort_desk.beep(page_ids, code, also=also))

    def sort_leave_out(self, page_ids: Sequence[PageId]) -> None:
        """These pages go nowhere; said in the count at the end."""
        self._post(lambda counter: counter.sort_desk.leave_out(page_ids))

    def sort_put_back(self, page_ids: Sequence[PageId]) -> None:
        """What a person or a rule said of these pages counts no longer, but what their labels say does."""
        self._post(lambda counter: counter.sort_desk.put_back(page_ids))

    def sort_follow(self, is_on: bool) -> None:
        """Do pages without a label follow the one before them in their file?"""
        self._post(lambda counter: counter.sort_desk.follow(is_on))

    def sort_merge(self, record: Record) -> None:
        """Whatever goes to records of this one's patient goes to this record."""
        self._post(lambda counter: counter.sort_desk.merge(record))

    def sort_undo(self) -> None:
        """Take the last step of sorting back."""
        self._post(lambda counter: counter.sort_desk.undo())

    def sort_redo(self) -> None:
        """Do the step of sorting again that was taken back last."""
        self._post(lambda counter: counter.sort_desk.redo())

    def sort_read_again(self) -> None:
        """Look anew at the pages without a record, and ask anew about the labels that nobody could tell of."""
        self._post(lambda counter: counter.sort_desk.read_again())

    def upload_sorted(self) -> None:
        """Put every page that has its records into the outbox; answered by `PagesQueued` and `SortedUploaded`."""
        self._post(lambda counter: counter.sort_desk.upload(lambda: counter.desk_view().rows))

    def draw_separator(self, record: Record) -> None:
        """Draw the code of a separator sheet for this record; answered by `SeparatorDrawn`."""
        self._post(lambda counter: counter.separator_sheets.draw(record))

    # --- the record --------------------------------------------------------------------------------------------

    def search(self, question: int, text: str, kind: RecordKind | None) -> None:
        """Look records up; answered by `SearchAnswered` with the same number. A newer question drops an older one."""
        self._post(lambda counter: counter.routing.search(question, text, kind))

    def search_prescriptions(self, question: int, patient: Record) -> None:
        """Look a patient's prescriptions up; answered as `search` is."""
        self._post(lambda counter: counter.routing.search_prescriptions(question, patient))

    def pick(self, record: Record | None) -> None:
        """Work for this record from now on; None puts it away."""
        self._post(lambda counter: counter.routing.pick(record))

    def pick_id(self, kind: RecordKind, record_id: str, patient_id: str = "") -> None:
        """Work for the record with this ID, without any look-up first; its name is filled in when DRX tells it."""
        self._post(lambda counter: counter.routing.pick_id(kind, record_id, patient_id))

    def beep(self, code: str) -> None:
        """A barcode scanner read this: a label picks its record, and what lies on the desk for another one waits.

        Answered by `BeepHeard` and `BeepAnswered`. Nothing is ever uploaded by it.
        """
        self._post(lambda counter: counter.beeps.take(code))

    def take_up(self, number: int) -> None:
        """Put the stack with this number (from 0, as in `DeskView.waiting`) on the desk; what lies there waits."""
        self._post(lambda counter: counter.take_up(number))

    # --- the worklist ------------------------------------------------------------------------------------------

    def take_worklist(self, text: str, kind: RecordKind | None = None) -> None:
        """Put the IDs and label codes in this text on the worklist; `kind` is what they are where nothing says it."""
        self._post(lambda counter: counter.worklists.take(text, kind))

    def take_worklist_file(self, path: Path, kind: RecordKind | None = None) -> None:
        """The same with the text of a file."""
        self._post(lambda counter: counter.worklists.take_file(path, kind))

    def work_on(self, key: str) -> None:
        """Work for the record of this line of the worklist; what lies on the desk for another one waits."""
        self._post(lambda counter: counter.worklists.work_on(key))

    def work_on_next(self) -> None:
        """Go to the next open line of the worklist."""
        self._post(lambda counter: counter.worklists.work_on_next())

    def skip_on_worklist(self, key: str) -> None:
        """Pass this line over; once more takes that back."""
        self._post(lambda counter: counter.worklists.skip(key))

    def remove_from_worklist(self, key: str) -> None:
        """Take this line off the worklist; can be undone."""
        self._post(lambda counter: counter.worklists.remove(key))

    def clear_worklist(self) -> None:
        """Forget the whole worklist; can be undone."""
        self._post(lambda counter: counter.worklists.clear())

    def undo_on_worklist(self) -> None:
        """Put back what was cleared, removed, skipped or taken last."""
        self._post(lambda counter: counter.worklists.undo())

    # --- the outbox --------------------------------------------------------------------------------------------

    def pause_sending(self) -> None:
        """Send nothing more until `go_on_sending`; what is under way comes to its end."""
        self._post(lambda counter: counter.courier.hold(is_held=True))

    def go_on_sending(self) -> None:
        """Send again after a pause."""
        self._post(lambda counter: counter.courier.hold(is_held=False))

    def send_now(self) -> None:
        """Do not wait for the next try."""
        self._post(lambda counter: counter.courier.send_now())

    def retry(self, entry_id: EntryId) -> None:
        """A person says: try this entry again (an entry in doubt is read back before anything is sent)."""
        self._post(lambda counter: counter.courier.retry(entry_id))

    def drop(self, entry_id: EntryId) -> None:
        """Erase an entry from this computer. The window asks first where DRX does not have the page."""
        self._post(lambda counter: counter.courier.drop(entry_id))

    def recall(self, entry_ids: Sequence[EntryId]) -> None:
        """Take these entries back onto the desk where they have not begun to leave; answered by `PagesRecalled`."""
        self._post(lambda counter: counter.recall.take_back(entry_ids))

    def recall_last(self) -> None:
        """Take the last queued set back, as far as it has not begun to leave; answered by `PagesRecalled`."""
        self._post(lambda counter: counter.recall.take_back_last())

    # --- the gallery -------------------------------------------------------------------------------------------

    def open_gallery(self) -> None:
        """Show what DRX has for the picked record; asks DRX unless it was just asked."""
        self._post(lambda counter: counter.browse.open())

    def look_at(self, record: Record) -> None:
        """Show what DRX has for this record. While pages lie on the desk, they stay for whom they are."""
        self._post(lambda counter: counter.look_at(record))

    def look_back(self) -> None:
        """Show what DRX has for the picked record again."""
        self._post(lambda counter: counter.browse.look_back())

    def refresh_gallery(self) -> None:
        """Ask DRX again what it has for the picked record."""
        self._post(lambda counter: counter.browse.refresh())

    def want_gallery_picture(self, key: str, purpose: Purpose, max_side_px: int) -> None:
        """Ask for a tile's pixels; answered by `GalleryPictureReady` or `GalleryPictureFailed`."""
        self._post(lambda counter: counter.browse.want_picture(key, purpose, max_side_px))

    def want_gallery_page(self, key: str, frame: int, max_side_px: int) -> None:
        """Ask for one page (from 0) of a tile that has several, large; answered as above, with its `frame`."""
        self._post(lambda counter: counter.browse.want_picture(key, Purpose.LARGE, max_side_px, frame))

    def save_images(self, keys: Sequence[str], folder: Path) -> None:
        """Write the images of these tiles, as DRX has them, into a folder; answered by `ImagesSaved`."""
        self._post(lambda counter: counter.browse.save(keys, folder))

    def take_images(self, keys: Sequence[str]) -> None:
        """Put the images of these tiles onto the desk as new pages; answered by `ImagesTaken`."""
        self._post(lambda counter: counter.browse.takings.take(keys))

    def note_copied(self, key: str) -> None:
        """An image went onto the clipboard or into another program: for the journal."""
        self._post(lambda counter: counter.browse.takings.note(Deed.IMAGE_COPIED, (key,)))

    def note_printed(self, keys: Sequence[str]) -> None:
        """Images went to a printer: for the journal."""
        self._post(lambda counter: counter.browse.takings.note(Deed.IMAGE_PRINTED, keys))

    # --- the store ---------------------------------------------------------------------------------------------

    def check_store(self, question: int, store: str, key: str) -> None:
        """Try a store name or address and a key without keeping them; answered by `ConnectAnswered`."""
        self._post(lambda counter: counter.connect.check(question, store, key))

    def connect_store(self, store: str, key: str) -> None:
        """Keep this store and its key (in the system's keyring) and work with it from now on."""
        self._post(lambda counter: counter.connect.connect_store(store, key))

    def enter_key(self, key: str) -> None:
        """A new key for the store that we work with; sending goes on with it."""
        self._post(lambda counter: counter.connect.enter_key(key))

    def practise(self) -> None:
        """Work with the built-in practice store from now on; its patients are made up."""
        self._post(lambda counter: counter.connect.practise())

    def keep_language(self, language: Language) -> None:
        """Speak this language from the next start on."""
        self._post(lambda counter: counter.preferences.change("language", language.value))

    def keep_theme(self, theme: Theme) -> None:
        """Start with this theme the next time."""
        self._post(lambda counter: counter.preferences.change("theme", theme.value))
