"""What the outbox says: the state of a page, what happened to it, and what the banner tells. Values in, words out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from PySide6.QtCore import QCoreApplication

from app.domain.outbox_shelf import Hold, OutboxRow, OutboxView
from app.domain.parcels import Stage
from app.domain.records import read_back_place
from app.domain.sending_run import SendingRun
from app.ui.problem_words import in_words
from app.ui.words import number_text, size_text, time_text

LEAST_MEASURED_S = 0.7
"""Before that, nobody can say from the bytes sent how long the rest will take."""


@dataclass(frozen=True, slots=True)
class Sent:
    """How far the sending of an entry is: a share of 0 to 1, and how long it has taken so far."""

    share: float
    elapsed_s: float = 0.0


@dataclass(frozen=True, slots=True)
class State:
    """A pill: its word, its tone (accent, good, warn, bad) and its icon; the colour never says it alone."""

    text: str
    tone: str
    icon: str


def _say(text: str) -> str:
    return QCoreApplication.translate("Outbox", text)


def state_of(row: OutboxRow, sent: Sent | None = None) -> State:
    """The pill of a row."""
    match row.stage:
        case Stage.QUEUED:
            return State(_say("Waiting"), "warn", "clock")
        case Stage.SENDING:
            if sent is None:
                return State(_say("Sending"), "accent", "send")
            return State(_say("Sending {percent} %").format(percent=int(sent.share * 100)), "accent", "send")
        case Stage.CHECKING | Stage.CONFIRMING:
            return State(_say("Checking"), "warn", "refresh")
        case Stage.NEEDS_PERSON:
            return State(_say("Needs you"), "bad", "alert-circle")
        case Stage.DELIVERED if row.problem is not None:
            return State(_say("Delivered, look"), "warn", "alert-triangle")
        case Stage.DELIVERED:
            return State(_say("Delivered"), "good", "check")


def who_text(row: OutboxRow) -> str:
    """`Alvarez, Maria · pat_12345 · 1.9 MB`."""
    parts = (row.record.name, row.record.id, size_text(row.size_bytes))
    return " · ".join(part for part in parts if part)


def what_happened(
    row: OutboxRow, now: datetime, *, hold: Hold | None = None, is_next: bool = False, sent: Sent | None = None
) -> str:
    """The sentence of a row. `now` is UTC; `is_next`: nothing waiting stands before it."""
    match row.stage:
        case Stage.QUEUED:
            return _waiting_sentence(row, now, hold, is_next)
        case Stage.SENDING:
            return _sending_sentence(row, sent)
        case Stage.CHECKING:
            return _checking_sentence(row, now)
        case Stage.CONFIRMING:
            return _say("DRX has it as {image}: reading it back to be sure").format(image=row.image_id or "?")
        case Stage.NEEDS_PERSON:
            return in_words(row.problem).sentence if row.problem else _say("DRX did not take this page.")
        case Stage.DELIVERED:
            return _delivered_sentence(row)


def _waiting_sentence(row: OutboxRow, now: datetime, hold: Hold | None, is_next: bool) -> str:
    if row.is_for_another_store:
        return _say("For another store (it goes out when you connect to it again)")
    if hold is Hold.OFFLINE:
        return _say("Goes out as soon as DRX can be reached")
    if hold is Hold.PAUSED:
        return _say("Goes out as soon as sending goes on")
    if hold is not None:
        return _say("Goes out as soon as there is an API key")
    leaves_s = seconds_until(row.recall_until, now)
    if leaves_s:
        return _say("Leaves in {wait}").format(wait=wait_text(leaves_s))
    wait_s = seconds_until(row.next_try, now)
    if wait_s:
        again = _say("Next try in {wait}").format(wait=wait_text(wait_s))
        return f"{in_words(row.problem).title}. {again}" if row.problem else again
    return _say("Next in line") if is_next else _say("In line")


def _sending_sentence(row: OutboxRow, sent: Sent | None) -> str:
    if sent is None:
        return _say("On its way")
    text = _part_text(int(row.size_bytes * sent.share), row.size_bytes)
    left_s = seconds_left(sent)
    if left_s is None:
        return text
    return _say("{text} · {wait} left").format(text=text, wait=wait_text(left_s))


def _part_text(part_bytes: int, whole_bytes: int) -> str:
    """`1.2 of 1.9 MB`, `900 kB of 1.9 MB`."""
    whole = size_text(whole_bytes)
    number, _, unit = size_text(part_bytes).rpartition(" ")
    part = number if not part_bytes or unit == whole.rpartition(" ")[2] else f"{number} {unit}"
    return _say("{part} of {whole}").format(part=part, whole=whole)


def _checking_sentence(row: OutboxRow, now: datetime) -> str:
    cause = in_words(row.problem).title if row.problem else _say("The connection broke after sending")
    text = _say("{cause}: asking DRX whether it arrived, so that it is not sent twice").format(cause=cause)
    wait_s = seconds_until(row.next_try, now)
    return _say("{text}. Next look in {wait}").format(text=text, wait=wait_text(wait_s)) if wait_s > 1 else text


def _delivered_sentence(row: OutboxRow) -> str:
    if row.problem is not None:
        return in_words(row.problem).sentence
    when = time_text(row.delivered_at) if row.delivered_at is not None else ""
    if read_back_place(row.record) is None:
        end = _say("DRX said that it has it")  # a kind that DRX can't list: there is nothing to read back
    else:
        end = _say("confirmed by reading it back")
    return " · ".join(part for part in (row.image_id, when, end) if part)


def seconds_until(moment: datetime | None, now: datetime) -> int:
    """Whole seconds until `moment`, rounded up; 0 where it has passed or there is none."""
    if moment is None:
        return 0
    return max(0, -int(-(moment - now).total_seconds() // 1))


def seconds_left(sent: Sent) -> int | None:
    """How long the rest will take at the pace so far; None while nobody can say."""
    if sent.elapsed_s < LEAST_MEASURED_S or not 0 < sent.share < 1:
        return None
    return max(1, round(sent.elapsed_s * (1 - sent.share) / sent.share))


def wait_text(wait_s: int) -> str:
    """`12 s`, `3 min`."""
    if wait_s < 100:
        return _say("{count} s").format(count=wait_s)
    return _say("{count} min").format(count=round(wait_s / 60))


def row_text(row: OutboxRow, state: State, sentence: str) -> str:
    """What the eye sees in a row, as one line for a screen reader."""
    return f"{row.name}, {who_text(row)}, {state.text}, {sentence}"


def removal_question(row: OutboxRow) -> str:
    """What is asked before an entry is erased; empty where nothing can be lost."""
    if row.stage is Stage.DELIVERED:
        return ""
    if row.doubtful:
        return _say("Nobody can tell whether DRX has this page. Remove it for good?")
    return _say("DRX does not have this page. Remove it for good?")


class RowAct(Enum):
    """What a person can do about a row, in the order of its buttons."""

    RECALL = "recall"
    RETRY = "retry"
    DETAILS = "details"
    GALLERY = "gallery"
    REMOVE = "remove"


def may_recall(row: OutboxRow, now: datetime) -> bool:
    """Can the page still go back onto the desk?"""
    return row.stage is Stage.QUEUED and seconds_until(row.recall_until, now) > 0


def acts_of(row: OutboxRow, now: datetime) -> tuple[RowAct, ...]:
    """The buttons of a row. While a page is being sent or checked it can't be taken back: nobody knows where it is."""
    acts: list[RowAct] = []
    if may_recall(row, now):
        acts.append(RowAct.RECALL)
    if row.stage is Stage.NEEDS_PERSON:
        acts.append(RowAct.RETRY)
    if row.problem is not None and row.problem.detail:
        acts.append(RowAct.DETAILS)
    if row.stage is Stage.DELIVERED and row.record.is_listable and not row.is_for_another_store:
        acts.append(RowAct.GALLERY)
    if row.stage in (Stage.QUEUED, Stage.NEEDS_PERSON, Stage.DELIVERED):
        acts.append(RowAct.REMOVE)
    return tuple(acts)


def act_name(act: RowAct, name: str) -> str:
    """The accessible name of a button: what it does, and to which page."""
    words = {
        RowAct.RECALL: _say("Take back: {name}"),
        RowAct.RETRY: _say("Try again: {name}"),
        RowAct.DETAILS: _say("Details: {name}"),
        RowAct.GALLERY: _say("Show in gallery: {name}"),
        RowAct.REMOVE: _say("Remove from this computer: {name}"),
    }
    return words[act].format(name=name)


@dataclass(frozen=True, slots=True)
class Banner:
    """Why nothing goes out: the title, the rest, and the words on its button."""

    title: str
    text: str
    action: str
    tone: str = "warn"
    icon: str = "wifi-off"


def banner_of(view: OutboxView, now: datetime) -> Banner | None:
    """The banner over the outbox; None while nothing holds it up."""
    count = view.waiting_count - sum(row.is_for_another_store for row in view.rows)
    match view.hold:
        case None:
            return None
        case Hold.OFFLINE:
            parts = [_safe_text(count)] if count else []
            wait_s = seconds_until(view.next_try, now)
            parts.append(_say("Next try in {wait}.").format(wait=wait_text(wait_s)) if wait_s else _say("Trying now."))
            return Banner(_say("DRX can't be reached."), " ".join(parts), _say("Try now"))
        case Hold.PAUSED:
            waits = _kept_text(count)
            return Banner(_say("Sending is paused."), waits, _say("Go on sending"), "accent", "player-pause")
        case Hold.KEY_REFUSED:
            return Banner(_say("DRX refused the API key."), _kept_text(count), _say("Enter a new key"), "bad", "lock")
        case Hold.NO_KEY:
            title = _say("There is no API key on this computer.")
            return Banner(title, _kept_text(count), _say("Enter a key"), "bad", "lock")


def recall_banner_of(view: OutboxView, now: datetime) -> Banner | None:
    """The banner that takes a whole set back; None where there is no set of several (one page has its own button)."""
    ids = frozenset(view.recallable)
    ends = [row.recall_until for row in view.rows if row.id in ids and may_recall(row, now)] if ids else []
    wait_s = min((seconds_until(end, now) for end in ends), default=0)
    if len(ends) < 2:
        return None
    count = number_text(len(ends))
    if view.hold is None:
        title = _say("{count} pages leave in {wait}.").format(count=count, wait=wait_text(wait_s))
    else:
        title = _say("{count} pages can still be taken back.").format(count=count)
    text = _say("Until then they can go back to the desk.") if view.hold is None else ""
    return Banner(title, text, _say("Take all {count} back").format(count=count), "accent", "arrow-back-up")


def _safe_text(count: int) -> str:
    if count == 1:
        return _say("1 page is safe on this computer and goes out by itself.")
    return _say("{count} pages are safe on this computer and go out by themselves.").format(count=count)


def _kept_text(count: int) -> str:
    if not count:
        return ""
    if count == 1:
        return _say("1 page is safe on this computer and waits for it.")
    return _say("{count} pages are safe on this computer and wait for it.").format(count=count)


def run_text(run: SendingRun, now: datetime) -> str:
    """One line says it all: `12 of 40 · 18 of 52 MB · 20 s left`; empty where nothing is on its way."""
    if run.is_over:
        return ""
    done, count = number_text(run.done_count), number_text(run.count)
    parts = [_say("{part} of {whole}").format(part=done, whole=count), _part_text(run.out_bytes, run.total_bytes)]
    left_s = run.seconds_left(now)
    if left_s is not None:
        parts.append(_say("{wait} left").format(wait=wait_text(left_s)))
    return " · ".join(parts)


def run_title(run: SendingRun) -> str:
    """What a run says where there is little room: `12 of 40`."""
    return _say("{part} of {whole}").format(part=number_text(run.done_count), whole=number_text(run.count))


def run_end_text(count: int) -> str:
    """What is told when a run has come to its end, to somebody who looks elsewhere: no names."""
    return _say("1 page is in DRX") if count == 1 else _say("{count} pages are in DRX").format(count=number_text(count))


def first_waiting(rows: Sequence[OutboxRow]) -> OutboxRow | None:
    """The row that is sent next: the first one that only waits."""
    return next((row for row in rows if row.stage is Stage.QUEUED), None)
