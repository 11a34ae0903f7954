"""What becomes of an entry: pure decisions, one for each way in which an attempt or a read-back can end.

The courier acts; here it is only decided. Every function takes an entry and what was learned, and returns the entry as
it is to be written down next.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from app.domain.errors import Problem
from app.domain.parcels import (
    AttemptDelivered,
    AttemptNotSent,
    AttemptRefused,
    AttemptUnclear,
    OutboxEntry,
    Stage,
    StoredImage,
    UploadReceipt,
)
from app.domain.records import read_back_place
from app.domain.retry import LookAgain, after_failure, after_missing

STORED_TWICE = Problem("DRX has this page twice", "Ask the pharmacy manager to remove one of the two in DRX")
NOBODY_CAN_TELL = Problem(
    "The answer got lost, and DRX can't list the images of this kind of record",
    "Look in DRX whether it arrived: remove it here if so, else try again",
)
FROM_ELSEWHERE = Problem(
    "What CounterScan keeps was copied or restored, and DRX can't list the images of this kind of record",
    "Look in DRX whether this page arrived: remove it here if so, else try again",
)
NOT_LISTED = Problem("DRX said that it has this page, but does not list it", "Look in DRX before sending it again")


def begun(entry: OutboxEntry) -> OutboxEntry:
    """The intent, written down before the first byte leaves."""
    return replace(entry, stage=Stage.SENDING, sends=entry.sends + 1, unclear_since=None, problem=None, next_try=None)


def found_sending(entry: OutboxEntry, now: datetime) -> OutboxEntry:
    """An entry that the program died or failed over while sending: nobody knows how far it came."""
    problem = Problem("The sending of this page was broken off", "DRX is asked whether it arrived")
    return after_unclear(entry, AttemptUnclear(problem), now)


def found_elsewhere(entry: OutboxEntry, now: datetime) -> OutboxEntry:
    """A queued entry of a store that was copied, restored or roamed: another may have sent it since."""
    if read_back_place(entry.record) is None:
        return replace(entry, stage=Stage.NEEDS_PERSON, doubtful=True, problem=FROM_ELSEWHERE, next_try=None)
    return doubted(entry, now)


def doubted(entry: OutboxEntry, now: datetime) -> OutboxEntry:
    """A queued entry that may have been sent: it is looked for, by the whole rule for lost answers."""
    return replace(entry, stage=Stage.CHECKING, unclear_since=now, failures=0, problem=None, next_try=now)


def after_delivered(entry: OutboxEntry, attempt: AttemptDelivered, now: datetime) -> OutboxEntry:
    """201: read back before the local bytes may go; a kind that DRX can't list is done."""
    if read_back_place(entry.record) is None:
        stage, next_try = Stage.DELIVERED, None
    else:
        stage, next_try = Stage.CONFIRMING, now
    return replace(entry, stage=stage, receipt=attempt.receipt, failures=0, problem=None, next_try=next_try)


def after_not_sent(entry: OutboxEntry, attempt: AttemptNotSent, now: datetime, dice: float) -> OutboxEntry:
    """Certainly not stored: back in the queue, later."""
    failures = entry.failures + 1
    next_try = after_failure(now, failures, dice, attempt.wait_s).at
    return replace(
        entry, stage=Stage.QUEUED, sends=entry.sends - 1, failures=failures, problem=attempt.problem, next_try=next_try
    )


def after_key_refused(entry: OutboxEntry, attempt: AttemptRefused) -> OutboxEntry:
    """401: nothing is wrong with the page; it waits for the key."""
    return replace(entry, stage=Stage.QUEUED, sends=entry.sends - 1, problem=attempt.problem, next_try=None)


def after_refused(entry: OutboxEntry, problem: Problem) -> OutboxEntry:
    """DRX says no for good: a person decides."""
    return replace(stuck(entry, problem), refused=True)


def stuck(entry: OutboxEntry, problem: Problem) -> OutboxEntry:
    """It can't go on by itself, for a reason on this computer."""
    return replace(entry, stage=Stage.NEEDS_PERSON, problem=problem, next_try=None, doubtful=False)


def after_unclear(entry: OutboxEntry, attempt: AttemptUnclear, now: datetime) -> OutboxEntry:
    """Perhaps stored: ask DRX, or a person where DRX can't say."""
    if read_back_place(entry.record) is None:
        problem = replace(NOBODY_CAN_TELL, detail=attempt.problem.title)
        return replace(entry, stage=Stage.NEEDS_PERSON, doubtful=True, problem=problem, next_try=None)
    look_at = after_failure(now, 1, 0.25, attempt.wait_s).at
    return replace(
        entry, stage=Stage.CHECKING, unclear_since=now, failures=0, problem=attempt.problem, next_try=look_at
    )


def after_look_failed(
    entry: OutboxEntry, problem: Problem, wait_s: float | None, now: datetime, dice: float
) -> OutboxEntry:
    """The read-back itself got no usable answer: look again later; it proves nothing either way."""
    failures = entry.failures + 1
    next_try = after_failure(now, failures, dice, wait_s).at
    return replace(entry, failures=failures, problem=problem, next_try=next_try)


def after_look(entry: OutboxEntry, listed: Sequence[StoredImage], now: datetime, settle_s: float) -> OutboxEntry:
    """A successful read-back: the page is recognised by its name, or by the ID that the 201 gave."""
    receipt_id = entry.receipt.image_id if entry.receipt is not None else ""
    matches = [image for image in listed if image.name == entry.name or (receipt_id and image.id == receipt_id)]
    since = entry.unclear_since or (entry.receipt.accepted_at if entry.receipt is not None else now)
    if since > now:  # the clock was set back: the settle time counts from now, or it would never be over
        since = now
    if matches:
        return _seen(entry, matches, since, now, settle_s)
    decision = after_missing(now, since, settle_s)
    if isinstance(decision, LookAgain):
        return replace(entry, unclear_since=since, failures=0, next_try=decision.at)
    if entry.stage is Stage.CONFIRMING:
        return replace(entry, stage=Stage.NEEDS_PERSON, doubtful=True, problem=NOT_LISTED, next_try=None)
    return replace(entry, stage=Stage.QUEUED, unclear_since=None, failures=0, problem=None, next_try=now)


def _seen(
    entry: OutboxEntry, matches: Sequence[StoredImage], since: datetime, now: datetime, settle_s: float
) -> OutboxEntry:
    """It is there. After a second send that is looked for once more, or a first one that DRX commits late is missed."""
    image = matches[0]
    held = entry.receipt
    receipt = UploadReceipt(
        image_id=held.image_id if held is not None else image.id,
        accepted_at=held.accepted_at if held is not None else (image.created_at or now),
        read_back_at=now,
        size_bytes=image.size_bytes,
    )
    settled_at = since + timedelta(seconds=settle_s)
    if entry.sends > 1 and len(matches) == 1 and now < settled_at:
        return replace(
            entry, stage=Stage.CONFIRMING, receipt=receipt, unclear_since=since, failures=0, next_try=settled_at
        )
    problem = STORED_TWICE if len(matches) > 1 else None
    return replace(
        entry, stage=Stage.DELIVERED, receipt=receipt, problem=problem, doubtful=False, failures=0, next_try=None
    )


def after_person_retries(entry: OutboxEntry, now: datetime) -> OutboxEntry:
    """A person says "try again": what may have arrived is looked for first wherever DRX can list it."""
    stage = Stage.QUEUED
    if entry.doubtful and read_back_place(entry.record) is not None:
        stage = Stage.CONFIRMING if entry.receipt is not None else Stage.CHECKING
    return replace(
        entry,
        stage=stage,
        unclear_since=now,
        failures=0,
        problem=None,
        next_try=now,
        doubtful=False,
        refused=False,
    )


def sooner(entry: OutboxEntry, now: datetime) -> OutboxEntry:
    """The same entry, due at once."""
    return replace(entry, next_try=now)
