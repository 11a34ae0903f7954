"""What has happened: the frozen values that come up from the flows to whoever listens, window or command line."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from app.domain.capture_shelf import CaptureView
from app.domain.documents import DocumentsView
from app.domain.edits import AS_IT_IS, Tone
from app.domain.errors import Problem
from app.domain.findings import Finding
from app.domain.gallery_shelf import ForeignPicture, GalleryView
from app.domain.labels import LabelGrammar
from app.domain.outbox_shelf import OutboxView
from app.domain.pages import PageId, Picture
from app.domain.parcels import EntryId, OutboxEntry
from app.domain.people import Person
from app.domain.records import Record, RecordKind
from app.domain.scanning import Scanner
from app.domain.shelves import DeskView
from app.domain.sort_shelf import SortAccount, SortView
from app.domain.worklist import WorklistView


class Purpose(Enum):
    """What a picture was asked for."""

    THUMBNAIL = "thumbnail"
    LARGE = "large"
    COPY = "copy"  # all the pixels that there are, for the clipboard or another program
    PRINT = "print"  # as many as a printer makes use of
    TWIN = "twin"  # the page that is there already, as it is there
    PAYLOAD = "payload"  # the very pixels that DRX will get, edits made


@dataclass(frozen=True, slots=True)
class DeskChanged:
    """The desk looks like this now."""

    view: DeskView


@dataclass(frozen=True, slots=True)
class ReadingProgressed:
    """So many of the dropped files are read."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class PagePictureReady:
    """A page as pixels, at most as large as was asked for.

    THUMBNAIL and LARGE are the upright page in its own shape, with `made` of its tone in it: the stage
    lays all other edits over it. `tone` is what was made, so that a late picture is told from a new one. PAYLOAD is
    what DRX will get, with everything made; TWIN what is there already.
    """

    page_id: PageId
    purpose: Purpose
    picture: Picture
    tone: Tone = AS_IT_IS


@dataclass(frozen=True, slots=True)
class PagePictureFailed:
    """A page can't be shown."""

    page_id: PageId
    purpose: Purpose
    problem: Problem


@dataclass(frozen=True, slots=True)
class PagesQueued:
    """These pages are on disk in the outbox; from here on they are safe."""

    entries: tuple[OutboxEntry, ...]


@dataclass(frozen=True, slots=True)
class PagesGiven:
    """So many pages of the desk are for this record now: they wait for it, or it was picked where they were all."""

    record: Record
    page_count: int


@dataclass(frozen=True, slots=True)
class PagesRecalled:
    """So many pages were taken back before they left; they lie on the desk again, as they were."""

    count: int


@dataclass(frozen=True, slots=True)
class SortChanged:
    """The batch that is being sorted looks like this now."""

    view: SortView


@dataclass(frozen=True, slots=True)
class SortedUploaded:
    """A sorted batch was put into the outbox: where every page of every file is. `is_over`: nothing of it lies here."""

    account: SortAccount
    is_over: bool


@dataclass(frozen=True, slots=True)
class SeparatorDrawn:
    """The code of a record's separator sheet as pixels, one a module, and what it reads."""

    record: Record
    picture: Picture
    text: str


@dataclass(frozen=True, slots=True)
class DraftFound:
    """Pages were left on the desk when the program ended: a person says whether they come back. `left_at` is UTC.

    Told at the start and to each listener that comes later, until it is answered.
    """

    page_count: int
    record: Record | None
    left_at: datetime | None


@dataclass(frozen=True, slots=True)
class RosterChanged:
    """Who may scan at this counter, and the DRX user ID of who scans now; empty where nobody said."""

    people: tuple[Person, ...]
    user_id: str


@dataclass(frozen=True, slots=True)
class SettingsChanged:
    """What is chosen in the settings, as plain values by name.

    The `locked` ones are set for this computer, by `by`; the `given` ones by the environment of the program.
    """

    values: Mapping[str, object]
    locked: frozenset[str] = frozenset()
    by: str = ""
    given: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SettingsExported:
    """The settings stand in a file of this name, for another counter."""

    file_name: str


@dataclass(frozen=True, slots=True)
class SettingsImported:
    """So many settings were taken from a file; the ones named were left out: locked here, secret, or unknown."""

    count: int
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ComputerExamined:
    """What works on this computer and what does not; nobody's data."""

    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class PrivacyChanged:
    """The curtain comes down after so many minutes without a key or a click; with a PIN it is lifted by that alone."""

    curtain_min: float
    has_pin: bool = False


@dataclass(frozen=True, slots=True)
class PinAnswered:
    """Was it the right PIN? After a wrong one the next is looked at no sooner than in `wait_s` seconds."""

    is_right: bool
    wait_s: float = 0.0


@dataclass(frozen=True, slots=True)
class CaptureChanged:
    """Scanners, profiles, the hot folder, or the scan that runs: they look like this now."""

    view: CaptureView


@dataclass(frozen=True, slots=True)
class CaptureEnded:
    """A scan is over: so many pages of it lie on the desk; `problem` where it did not end as it should."""

    page_count: int
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class ScannerAnswered:
    """The answer to question number `question`: the scanner that was added by its address, or why there is none."""

    question: int
    scanner: Scanner | None = None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class LinkAnswered:
    """The pages are filed under this as well now; or the problem says why not."""

    kind: RecordKind
    record_id: str
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class OutboxChanged:
    """The outbox looks like this now."""

    view: OutboxView


@dataclass(frozen=True, slots=True)
class SendingProgressed:
    """An entry that is being sent at this moment: so many bytes of all are out."""

    entry_id: EntryId
    sent_bytes: int
    total_bytes: int


@dataclass(frozen=True, slots=True)
class EntrySettled:
    """An entry reached a stage where it stays: delivered, or it needs a person."""

    entry: OutboxEntry


@dataclass(frozen=True, slots=True)
class SearchAnswered:
    """What was found for question number `question`; a stale number is dropped by the listener.

    `lookup_missing`: this store has no look-up; the typed ID can still be used as it is.
    """

    question: int
    text: str
    records: tuple[Record, ...]
    problem: Problem | None = None
    lookup_missing: bool = False


@dataclass(frozen=True, slots=True)
class NameAsked:
    """DRX is asked whose this ID is; `is_over`: it told nothing. What it tells comes with the desk's record."""

    kind: RecordKind
    record_id: str
    is_over: bool = False


@dataclass(frozen=True, slots=True)
class BeepHeard:
    """A scanner read this label, and DRX is asked whose it is."""

    code: str


@dataclass(frozen=True, slots=True)
class BeepAnswered:
    """What came of a scanner's code: the record that is picked now, or why none was; `is_label`: it is one of ours.

    Neither record nor problem: a person picked someone by hand meanwhile.
    """

    code: str
    record: Record | None = None
    problem: Problem | None = None
    is_label: bool = True


@dataclass(frozen=True, slots=True)
class LabelsSet:
    """What this store's labels look like."""

    grammar: LabelGrammar


@dataclass(frozen=True, slots=True)
class RecentsChanged:
    """The records that were picked lately on this counter, newest first; `sent_today`: how many pages arrived for each.

    Empty where nobody can say.
    """

    records: tuple[Record, ...]
    sent_today: tuple[int, ...] = ()

    @property
    def counted(self) -> tuple[tuple[Record, int], ...]:
        """Each record with its number."""
        known = (*self.sent_today, *(0 for _ in self.records))
        return tuple(zip(self.records, known, strict=False))


@dataclass(frozen=True, slots=True)
class WorklistChanged:
    """The worklist looks like this now."""

    view: WorklistView


@dataclass(frozen=True, slots=True)
class DocumentsChanged:
    """What the picked record has of the usual documents, and what it lacks, is this now."""

    view: DocumentsView


@dataclass(frozen=True, slots=True)
class GalleryChanged:
    """The gallery looks like this now."""

    view: GalleryView


@dataclass(frozen=True, slots=True)
class GalleryPictureReady:
    """The pixels of a gallery tile: of its page number `frame` (from 0) of `frames`.

    `seen` is what its bytes say of themselves, which may be more, or other, than what DRX says of it.
    """

    key: str
    purpose: Purpose
    picture: Picture
    frame: int = 0
    seen: ForeignPicture | None = None


@dataclass(frozen=True, slots=True)
class GalleryPictureFailed:
    """A gallery image that can't be fetched or shown; it can be asked for again."""

    key: str
    purpose: Purpose
    problem: Problem
    frame: int = 0


@dataclass(frozen=True, slots=True)
class ImagesAdded:
    """A refresh found so many images of this record that this counter did not send and that were not there before."""

    record: Record
    count: int


@dataclass(frozen=True, slots=True)
class ImagesTaken:
    """So many images of the gallery lie on the desk as new pages."""

    count: int


@dataclass(frozen=True, slots=True)
class ImagesSaved:
    """Images were written to files that the person chose."""

    count: int
    folder: str


class Connection(Enum):
    """How we stand with the store."""

    NOT_SET_UP = "not set up"  # first start: no store yet
    CONNECTING = "connecting"
    CONNECTED = "connected"
    OFFLINE = "offline"
    KEY_REFUSED = "key refused"
    NO_KEY = "no key"


@dataclass(frozen=True, slots=True)
class ConnectionChanged:
    """The connection is like this now; `store` is the store's name or host as people know it."""

    connection: Connection
    store: str = ""
    is_practice: bool = False
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class ConnectAnswered:
    """The answer to the first-start question number `question`: did the store answer and take the key?

    `is_unreachable`: nobody answered, so that nothing is known about the key; a person may start all the same.
    """

    question: int
    elapsed_s: float | None = None
    problem: Problem | None = None
    is_unreachable: bool = False


@dataclass(frozen=True, slots=True)
class KeyKeptIn:
    """Where the API key is kept on this computer, in words ("Windows Credential Manager"); empty: nowhere safe."""

    place: str


@dataclass(frozen=True, slots=True)
class AttentionAsked:
    """The program was started once more: the window that is open comes to the front."""


@dataclass(frozen=True, slots=True)
class ProblemMet:
    """Something to tell that has no place of its own; `is_ours` marks our own mistake (with a report to copy)."""

    problem: Problem
    is_ours: bool = False
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class NewerVersionKnown:
    """A newer version than this one was published; `page` tells of it. Its makers signed both."""

    version: str
    page: str


Fact = (
    DeskChanged
    | ReadingProgressed
    | PagePictureReady
    | PagePictureFailed
    | PagesQueued
    | PagesGiven
    | PagesRecalled
    | SortChanged
    | SortedUploaded
    | SeparatorDrawn
    | DraftFound
    | RosterChanged
    | SettingsChanged
    | SettingsExported
    | SettingsImported
    | ComputerExamined
    | PrivacyChanged
    | PinAnswered
    | CaptureChanged
    | CaptureEnded
    | ScannerAnswered
    | LinkAnswered
    | OutboxChanged
    | SendingProgressed
    | EntrySettled
    | SearchAnswered
    | NameAsked
    | BeepHeard
    | BeepAnswered
    | LabelsSet
    | RecentsChanged
    | WorklistChanged
    | DocumentsChanged
    | GalleryChanged
    | GalleryPictureReady
    | GalleryPictureFailed
    | ImagesAdded
    | ImagesTaken
    | ImagesSaved
    | ConnectionChanged
    | ConnectAnswered
    | KeyKeptIn
    | AttentionAsked
    | NewerVersionKnown
    | ProblemMet
)
