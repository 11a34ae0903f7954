"""What sorting a batch shows: groups by record, what needs a person, what is left out, and the count of every page."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from app.domain.belonging import key_of, patient_of
from app.domain.pages import DeskItem, DeskPage, ImportedPage, PageId
from app.domain.readings import Remark
from app.domain.records import Record, links_of
from app.domain.shelves import Mark, PageRow
from app.domain.sorting import BatchPage, Placed, Reason, Sorted

MAX_SUGGESTED = 9
"""As many as there are digits to pick one with."""


class SortStep(Enum):
    """The name of a step of sorting that can be undone."""

    CHOOSE = "choose a record"
    LEAVE_OUT = "leave out"
    PUT_BACK = "put back"
    FOLLOW = "pages that follow"
    MERGE = "merge groups"


@dataclass(frozen=True, slots=True)
class SortPage:
    """A page of the batch, why it lies where it lies, the labels on it, and whose it may be, the likeliest first.

    `place` tells its place in the whole batch, from 1.
    """

    row: PageRow
    reason: Reason
    labels: tuple[str, ...] = ()
    suggested: tuple[Record, ...] = ()
    place: int = 0

    @property
    def id(self) -> PageId:
        return self.row.id

    @property
    def needs_look(self) -> bool:
        """Is it to be looked at before it leaves? What may be torn or there already: nobody sees each page here."""
        return self.row.must_be_seen or self.is_there_already

    @property
    def is_there_already(self) -> bool:
        """Does it look like a page that its record has, or that lies in the batch already?"""
        return Remark.ALREADY_THERE in self.row.remarks

    @property
    def is_sendable(self) -> bool:
        """Can it leave, once its record can be linked?"""
        return self.row.mark is not Mark.BROKEN and not self.needs_look


@dataclass(frozen=True, slots=True)
class SortGroup:
    """A record with its pages, the labels that name it, and whether a separator sheet does."""

    record: Record
    pages: tuple[SortPage, ...]
    labels: tuple[str, ...] = ()
    has_separator: bool = False
    can_link: bool = True
    """False: a prescription whose patient is not known, which nothing can be sent to."""

    @property
    def key(self) -> str:
        return key_of(self.record)

    @property
    def stays(self) -> tuple[SortPage, ...]:
        """What an upload would leave here."""
        return self.pages if not self.can_link else tuple(page for page in self.pages if not page.is_sendable)


@dataclass(frozen=True, slots=True)
class SortAccount:
    """Where every page of every file is: `page_count` is the sum of the three last."""

    file_count: int = 0
    page_count: int = 0
    record_count: int = 0
    sent_count: int = 0
    left_out_count: int = 0
    here_count: int = 0


@dataclass(frozen=True, slots=True)
class SortView:
    """A batch as a window shows it. `page_count` pages lie here; of `read_count` it is known what they say.

    `broken` are files that could not be read; `ready_count` pages would go to `record_count` records with an upload.
    """

    is_on: bool = False
    groups: tuple[SortGroup, ...] = ()
    unresolved: tuple[SortPage, ...] = ()
    left_out: tuple[SortPage, ...] = ()
    broken: tuple[PageRow, ...] = ()
    file_count: int = 0
    page_count: int = 0
    read_count: int = 0
    ready_count: int = 0
    record_count: int = 0
    follows: bool = False
    undo: SortStep | None = None
    redo: SortStep | None = None
    is_queueing: bool = False

    @property
    def placed_count(self) -> int:
        """How many pages have a record."""
        return len({page.id for group in self.groups for page in group.pages})

    @property
    def bytes_to_send(self) -> int:
        """The size of what an upload would send, as far as it is fitted."""
        sent = (page.row.fitted for group in self.groups for page in group.pages if page not in group.stays)
        return sum(fitted.blob.size_bytes for fitted in sent if fitted is not None)

    @property
    def looks(self) -> tuple[SortPage, ...]:
        """Pages with a record that a person has to look at before they can leave."""
        return tuple(page for group in self.groups for page in group.pages if page.needs_look)

    @property
    def mergeable(self) -> tuple[tuple[SortGroup, ...], ...]:
        """Groups of one patient each, where there are several."""
        of_patient: dict[str, list[SortGroup]] = {}
        for group in self.groups:
            if patient_id := patient_of(group.record):
                of_patient.setdefault(patient_id, []).append(group)
        return tuple(tuple(groups) for groups in of_patient.values() if len(groups) > 1)


def documents_of(pages: Sequence[DeskPage]) -> tuple[str, ...]:
    """For each page the document that it is of: a file, or the sheets of one scan, as far as they lie unbroken.

    Where a page between two others is gone or was moved, another document begins: nothing is carried over the gap.
    """
    keys: list[str] = []
    for number, page in enumerate(pages):
        goes_on = number > 0 and _goes_on(pages[number - 1].imported, page.imported)
        keys.append(keys[-1] if goes_on else str(number))
    return tuple(keys)


def _goes_on(before: ImportedPage, page: ImportedPage) -> bool:
    if (before.blob, before.file_name) == (page.blob, page.file_name) and before.run == page.run:
        return page.frame == before.frame + 1
    is_next_sheet = page.sheet == before.sheet + 1 and page.frame == 0 and before.frame == before.frames - 1
    return bool(page.run) and page.run == before.run and is_next_sheet


def file_count(items: Iterable[DeskItem]) -> int:
    """How many files (or scans) these pages came out of."""
    of_file: Counter[str] = Counter()
    most: dict[str, int] = {}
    for item in items:
        if not isinstance(item, DeskPage):
            most[item.id] = 1
            continue
        came = item.imported
        file = came.run or f"{came.blob.sha256} {came.file_name}"
        of_file[f"{file} {came.sheet} {came.frame}"] += 1  # the same file twice is two files
        most[file] = max(most.get(file, 0), of_file[f"{file} {came.sheet} {came.frame}"])
    return sum(most.values())


def sort_view(
    rows: Mapping[PageId, PageRow],
    batch: Sequence[BatchPage],
    found: Sorted,
    labels: Mapping[PageId, tuple[str, ...]],
    order: Sequence[str],
    recents: Sequence[Record],
    *,
    takes_prescriptions: bool,
) -> SortView:
    """The groups of a sorted batch, in the order in which their records first came up (`order`, by their keys)."""
    place_of = {page.id: number for number, page in enumerate(batch, 1)}
    rank = {key: number for number, key in enumerate(order)}
    groups = sorted(found.groups, key=lambda group: rank.get(key_of(group.record), len(rank)))
    suggests = _Suggestions(batch, found, [group.record for group in groups], recents)

    def shown(placed: Placed, *, is_asking: bool = False) -> SortPage:
        suggested = suggests.for_page(placed.id) if is_asking else ()
        return SortPage(rows[placed.id], placed.reason, labels.get(placed.id, ()), suggested, place_of[placed.id])

    separated = {key_of(record) for page in batch if page.separates for record in page.named}
    drawn = []
    for group in groups:
        pages = tuple(shown(placed) for placed in group.pages)
        texts = [text for page in pages if page.reason is Reason.LABEL for text in page.labels]
        can_link = bool(links_of(group.record, store_takes_prescriptions=takes_prescriptions))
        has_separator = key_of(group.record) in separated
        drawn.append(SortGroup(group.record, pages, tuple(dict.fromkeys(texts)), has_separator, can_link))
    ready = ready_pages(drawn)
    return SortView(
        is_on=True,
        groups=tuple(drawn),
        unresolved=tuple(shown(placed, is_asking=True) for placed in found.unresolved),
        left_out=tuple(shown(placed) for placed in found.left_out),
        page_count=len(batch),
        read_count=sum(not page.is_open for page in batch),
        ready_count=len(ready),
        record_count=sum(any(page.id in ready for page in group.pages) for group in drawn),
    )


def ready_pages(groups: Sequence[SortGroup]) -> frozenset[PageId]:
    """The pages that an upload would take: a page of several records goes to all of them, or stays."""
    staying = {page.id for group in groups for page in group.stays}
    return frozenset(page.id for group in groups for page in group.pages) - staying


class _Suggestions:
    """Whose a page may be: its neighbours' in the same file first, then the others of the batch, then the recents."""

    def __init__(
        self, batch: Sequence[BatchPage], found: Sorted, records: Sequence[Record], recents: Sequence[Record]
    ) -> None:
        self._batch, self._records, self._recents = batch, records, recents
        self._at = {page.id: number for number, page in enumerate(batch)}
        self._whose: dict[PageId, list[Record]] = {}
        for group in found.groups:
            for placed in group.pages:
                self._whose.setdefault(placed.id, []).append(group.record)

    def for_page(self, page_id: PageId) -> tuple[Record, ...]:
        number = self._at[page_id]
        named = self._batch[number].named
        before = self._nearest(range(number - 1, -1, -1), self._batch[number].file)
        behind = self._nearest(range(number + 1, len(self._batch)), self._batch[number].file)
        once: dict[str, Record] = {}
        for record in (*named, *before, *behind, *self._records, *self._recents):
            once.setdefault(key_of(record), record)
        return tuple(once.values())[:MAX_SUGGESTED]

    def _nearest(self, numbers: Iterable[int], file: str) -> Sequence[Record]:
        for number in numbers:
            if self._batch[number].file != file:
                break
            if whose := self._whose.get(self._batch[number].id):
                return whose
        return ()
