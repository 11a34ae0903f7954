"""Sorting a batch: pages of many files go to the records that their labels name; what no rule gave a record has none.

Pure: what a label names is handed in, and the groups come out with every page accounted for. A page gets a record from
a label on it, from a person, or, where that rule is switched on, from the labelled page before it in the same file;
from nothing else. A separator sheet starts a stack in its file and is left out itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from app.domain.belonging import key_of
from app.domain.pages import PageId
from app.domain.records import Record


class Reason(Enum):
    """Why a page lies where it lies."""

    LABEL = "label"
    PERSON = "person"
    FOLLOWS = "follows"  # the labelled page before it in its file, where that rule is on
    SEPARATOR = "separator"  # the sheet before it in its file
    READING = "reading"  # what it says, or what the sheet before it says, is not known yet
    NO_LABEL = "no label"
    UNKNOWN_LABEL = "unknown label"  # of another store, or not told yet
    LEFT_OUT = "left out"  # a person said so
    SEPARATOR_SHEET = "separator sheet"  # it only says what follows
    BLANK = "blank"  # nothing is on it


OUT = frozenset({Reason.LEFT_OUT, Reason.SEPARATOR_SHEET, Reason.BLANK})
"""Why a page goes nowhere, until a person puts it back."""


@dataclass(frozen=True, slots=True)
class BatchPage:
    """One page of a batch, in the order of its file. `named` are the records that labels on it name.

    `separates`: it is a separator sheet; with a record in `named` what follows in the file is that record's, without
    one it starts a stack of nobody's. `is_open`: it is not known yet what it says. `is_blank`: there is nothing on it.
    """

    id: PageId
    file: str
    named: tuple[Record, ...] = ()
    has_unknown_label: bool = False
    separates: bool = False
    is_open: bool = False
    is_blank: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person said of a page: whose it is; nobody's, and it is left out; or (`stays`) nobody's yet."""

    records: tuple[Record, ...] = ()
    stays: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A page in a group, and why it is there."""

    id: PageId
    reason: Reason


@dataclass(frozen=True, slots=True)
class Group:
    """A record with its pages in the order of the batch."""

    record: Record
    pages: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Sorted:
    """A batch, sorted: each page is in a group (in several, where it names several), unresolved, or left out."""

    groups: tuple[Group, ...]
    unresolved: tuple[Placed, ...]
    left_out: tuple[Placed, ...]

    @property
    def to_send(self) -> int:
        """How many images would leave: a page of two records leaves twice."""
        return sum(len(group.pages) for group in self.groups)


def sort_batch(
    pages: Sequence[BatchPage], chosen: Mapping[PageId, Choice] | None = None, *, may_follow: bool = False
) -> Sorted:
    """Group pages by what gives them a record. `may_follow`: a page without a label follows the one before it.

    Nothing is carried from one file to the next; a page whose label nobody knows ends what is carried, because it began
    something else.
    """
    chosen = chosen or {}
    members: dict[str, list[Placed]] = {}
    records: dict[str, Record] = {}
    unresolved, left_out = [], []
    carried = _NOTHING
    file = ""
    for page in pages:
        carried, file = (carried if page.file == file else _NOTHING), page.file
        whose, reason = _whose(page, chosen.get(page.id), carried)
        carried = _carried_after(page, whose, reason, carried, may_follow=may_follow)
        placed = Placed(page.id, reason)
        for record in whose:
            records.setdefault(key_of(record), record)
            members.setdefault(key_of(record), []).append(placed)
        if reason in OUT:
            left_out.append(placed)
        elif not whose:
            unresolved.append(placed)
    groups = tuple(Group(records[key], tuple(placed)) for key, placed in members.items())
    return Sorted(groups, tuple(unresolved), tuple(left_out))


@dataclass(frozen=True, slots=True)
class _Carried:
    """What the pages before hand on to an unlabelled one in the same file."""

    records: tuple[Record, ...] = ()
    reason: Reason = Reason.FOLLOWS


_NOTHING = _Carried()


def _whose(page: BatchPage, choice: Choice | None, carried: _Carried) -> tuple[tuple[Record, ...], Reason]:
    if choice is not None and (choice.records or not choice.stays):
        return _distinct(choice.records), Reason.PERSON if choice.records else Reason.LEFT_OUT
    if choice is not None and (page.separates or page.is_blank):
        return (), Reason.NO_LABEL  # it was put back: a person says whose it is
    if page.separates:
        return (), Reason.SEPARATOR_SHEET
    if page.is_open:
        return (), Reason.READING
    if page.named:
        return _distinct(page.named), Reason.LABEL
    if page.has_unknown_label:
        return (), Reason.UNKNOWN_LABEL
    if page.is_blank:
        return (), Reason.BLANK
    if carried.records or carried.reason is Reason.READING:
        return carried.records, carried.reason
    return (), Reason.NO_LABEL


def _carried_after(
    page: BatchPage, whose: tuple[Record, ...], reason: Reason, carried: _Carried, *, may_follow: bool
) -> _Carried:
    if page.separates:
        return _Carried((), Reason.READING) if page.is_open else _Carried(_distinct(page.named), Reason.SEPARATOR)
    if page.is_open:
        return _Carried((), Reason.READING) if may_follow or carried != _NOTHING else _NOTHING
    if reason is Reason.LABEL and whose == carried.records:
        return carried  # a stack goes on behind a page that says the same
    if reason is Reason.LABEL or page.named or page.has_unknown_label:
        is_handed_on = may_follow and len(whose) == 1 and reason is Reason.LABEL
        return _Carried(whose) if is_handed_on else _NOTHING
    return carried


def _distinct(records: Sequence[Record]) -> tuple[Record, ...]:
    return tuple({key_of(record): record for record in records}.values())
