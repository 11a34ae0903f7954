"""What the list under the search field shows, worked out from what was typed and what was answered; no widgets."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from app.domain.facts import SearchAnswered
from app.domain.labels import DEFAULT_GRAMMAR, LabelGrammar
from app.domain.queries import understand
from app.domain.records import Record, RecordKind
from app.ui.problem_words import in_words
from app.ui.words import tr

MAX_ROWS = 40
"""More than a person reads; typing more narrows it down."""


LISTED_BY_DAY = (RecordKind.DELIVERY, RecordKind.SALE)
"""With one of these kinds chosen and nothing typed, those of today are listed."""


class SearchState(Enum):
    """What the search can say."""

    IDLE = "idle"
    SEARCHING = "searching"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class IdOffer:
    """The row that uses what was typed as an ID, without any look-up."""

    kind: RecordKind
    record_id: str


@dataclass(frozen=True, slots=True)
class Found:
    """The list: the offer to use the text as an ID, the records by kind, and a line that says how it stands."""

    state: SearchState = SearchState.IDLE
    offer: IdOffer | None = None
    records: tuple[Record, ...] = ()
    message: str = ""
    is_label: bool = False
    is_complete: bool = True
    """Could everything be asked? Else another record may be meant, perhaps a namesake."""

    @property
    def choices(self) -> tuple[IdOffer | Record, ...]:
        """The rows in the order in which they stand: what DRX knows before what was merely typed."""
        return self.records + ((self.offer,) if self.offer else ())


def found(
    text: str,
    kind: RecordKind | None,
    answer: SearchAnswered | None,
    *,
    is_searching: bool,
    grammar: LabelGrammar = DEFAULT_GRAMMAR,
) -> Found:
    """The list for what stands in the field; `answer` is the last one that came for this text or an earlier one.

    With nothing typed there is a list where one was asked for: those of today, or a patient's prescriptions.
    """
    query = understand(text, grammar)
    if query.is_empty and not is_searching and answer is None:
        return Found()
    offer = IdOffer(kind or RecordKind.PATIENT, query.record_id) if query.record_id else None
    records = _by_kind(answer.records, kind) if answer else ()
    is_label = query.label is not None
    shown, hidden = records[:MAX_ROWS], max(0, len(records) - MAX_ROWS)
    if is_searching or answer is None:
        return Found(SearchState.SEARCHING, offer, shown, tr("Searching…"), is_label)
    is_complete = answer.problem is None or answer.lookup_missing
    return Found(SearchState.ANSWERED, offer, shown, _message(answer, kind, hidden), is_label, is_complete)


def pick_on_enter(shown: Found) -> IdOffer | Record | None:
    """What Enter alone picks, or None: then a person must say which one, for namesakes are easily mistaken.

    One record is picked; so is what a label's barcode names, and the record whose ID was typed in full; what was typed
    as an ID is, where it stands alone and has a digit in it, as every ID has and no name. Nothing is picked where
    something could not be asked.
    """
    if shown.state is not SearchState.ANSWERED or not shown.is_complete:
        return None
    if len(shown.records) == 1 or (shown.is_label and shown.records):
        return shown.records[0]
    offer = shown.offer
    if offer is None:
        return None
    exact = [record for record in shown.records if record.id == offer.record_id]
    if len(exact) == 1:
        return exact[0]
    has_digit = any(character.isdigit() for character in offer.record_id)
    return offer if not shown.records and has_digit else None


def offer_text(offer: IdOffer) -> str:
    """`Use ID pat_12345 as a patient`."""
    return {
        RecordKind.PATIENT: tr("Use ID {id} as a patient"),
        RecordKind.PRESCRIPTION: tr("Use ID {id} as a prescription"),
        RecordKind.DELIVERY: tr("Use ID {id} as a delivery"),
        RecordKind.SALE: tr("Use ID {id} as a sale"),
        RecordKind.ITEM: tr("Use ID {id} as an item"),
        RecordKind.COMPOUND_BATCH: tr("Use ID {id} as a compound batch"),
        RecordKind.USER: tr("Use ID {id} as a user"),
    }[offer.kind].format(id=offer.record_id)


def _by_kind(records: Iterable[Record], wanted: RecordKind | None) -> tuple[Record, ...]:
    """The wanted kind first, then patients together, prescriptions together and so on; within a kind as DRX ordered."""
    order = list(RecordKind)
    return tuple(sorted(records, key=lambda record: (record.kind is not wanted, order.index(record.kind))))


def _message(answer: SearchAnswered, kind: RecordKind | None, hidden: int) -> str:
    if answer.lookup_missing:
        return tr("This store can't look records up. Type the ID and use it as it is.")
    if answer.problem is not None:
        return in_words(answer.problem).sentence
    if hidden:
        return tr("{count} more. Type more to narrow it down.").format(count=hidden)
    if answer.records:
        return ""
    return _nothing_found(kind) if answer.text else _nothing_listed(kind)


def _nothing_listed(kind: RecordKind | None) -> str:
    return {RecordKind.DELIVERY: tr("No deliveries today."), RecordKind.SALE: tr("No sales today.")}.get(
        kind or RecordKind.PRESCRIPTION, tr("No prescriptions. Type the ID of one.")
    )


def _nothing_found(kind: RecordKind | None) -> str:
    return {
        None: tr("Nothing by that name. Check the spelling, or type an ID."),
        RecordKind.PATIENT: tr("No patient by that name. Check the spelling, or type an ID."),
        RecordKind.PRESCRIPTION: tr("No prescription like that. Check the number, or type an ID."),
        RecordKind.DELIVERY: tr("No delivery like that. Check the number, or type an ID."),
        RecordKind.SALE: tr("No sale like that. Check the number, or type an ID."),
        RecordKind.ITEM: tr("Items can't be searched. Type the item's ID."),
        RecordKind.COMPOUND_BATCH: tr("Compound batches can't be searched. Type the batch's ID."),
        RecordKind.USER: tr("Users can't be searched. Type the user's ID."),
    }[kind]
