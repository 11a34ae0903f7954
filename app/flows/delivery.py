"""What becomes of an entry: pure decisions, one for each way in which an attempt or a read-back can end.

The courier acts; here it is only decided. Every function takes an entry and what was learned, and returns the entry as
it is to be written down next.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from app.domain.errors import Problem
from app.domain.names import token_of
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
NOT_UNDER_ITS_NAME = Problem(
    "DRX took this page but does not list it under its name",
    "Look in DRX whether it arrived: remove it here if so, else try again",
)
NEVER_SEEN = Problem(
    "This page was sent several times, and DRX never listed it",
    "Look in DRX whether it arrived: remove it here if so, else try again",
)
OTHER_SIZE = Problem("DRX keeps this page in another size", "It may have optimised it: look at it in DRX")

MAX_UNSEEN_SENDS = 3
"""Where a store changes names beyond recognition, every further send would be one more double."""


def begun(entry: OutboxEntry) -> OutboxEntry:
    """The intent, written down before the first byte leaves."""
    return replace(entry, stage=Stage.SENDING, sends=entry.sends + 1, unclear_since=None, problem=None, next_try=None)


def found_sending(entry: OutboxEntry, now: datetime) -> OutboxEntry:
    """An entry that the program died or failed over while sending: nobody knows how far it came."""
    problem = Problem("The sending of this page was broken off", "DRX is asked whether it arrived")
    return after_unclear(entry, AttemptUnclear(problem, is_trouble=True), now)


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
        entry,
        stage=Stage.CHECKING,
        unclear_since=now,
        failures=0,
        problem=attempt.problem,
        next_try=look_at,
        told_image_id=attempt.image_id or entry.told_image_id,
        unseen_sends=entry.unseen_sends + (0 if attempt.is_trouble else 1),
    )


def after_look_failed(
    entry: OutboxEntry, problem: Problem, wait_s: float | None, now: datetime, dice: float
) -> OutboxEntry:
    """The read-back itself got no usable answer: look again later; it proves nothing either way."""
    failures = entry.failures + 1
    next_try = after_failure(now, failures, dice, wait_s).at
    return replace(entry, failures=failures, problem=problem, next_try=next_try)


def is_of(entry: OutboxEntry, image: StoredImage) -> bool:
    """Is this image the entry's page? By its name, our token within a changed name, or the ID that the 201 gave."""
    token, theirs = token_of(entry.name), token_of(image.name)
    if image.name == entry.name or (token and token in image.name.lower()):
        return True
    if entry.receipt is not None and image.id == entry.receipt.image_id:
        return True
    # A 201 without our name may have been another page's, replayed by something in between.
    return image.id == entry.told_image_id and not theirs


def after_look(
    entry: OutboxEntry, listed: Sequence[StoredImage], now: datetime, settle_s: float, *, keeps_bytes: bool = False
) -> OutboxEntry:
    """A successful read-back. `keeps_bytes`: this store was seen to keep pages as they were sent."""
    matches = [image for image in listed if is_of(entry, image)]
    since = entry.unclear_since or (entry.receipt.accepted_at if entry.receipt is not None else now)
    if since > now:  # the clock was set back: the settle time counts from now, or it would never be over
        since = now
    if matches:
        return _seen(entry, matches, since, now, settle_s, keeps_bytes)
    decision = after_missing(now, since, settle_s)
    if isinstance(decision, LookAgain):
        return replace(entry, unclear_since=since, failures=0, next_try=decision.at)
    if entry.stage is Stage.CONFIRMING:
        return replace(entry, stage=Stage.NEEDS_PERSON, doubtful=True, problem=NOT_LISTED, next_try=None)
    if entry.unseen_sends >= MAX_UNSEEN_SENDS:
        problem = NOT_UNDER_ITS_NAME if entry.told_image_id else NEVER_SEEN
        return replace(entry, stage=Stage.NEEDS_PERSON, doubtful=True, problem=problem, next_try=None)
    return replace(entry, stage=Stage.QUEUED, unclear_since=None, failures=0, problem=None, next_try=now)


def _seen(
    entry: OutboxEntry,
    matches: Sequence[StoredImage],
    since: datetime,
    now: datetime,
    settle_s: float,
    keeps_bytes: bool,
) -> OutboxEntry:
    """It is there. After a second send that is looked for once more, or a first one that DRX commits late is missed."""
    image = matches[0]
    held = entry.receipt
    receipt = UploadReceipt(
        image_id=held.image_id if held is not None else image.id,
        accepted_at=held.accepted_at if held is not None else now,  # DRX's own date may be the picture's, years ago
        read_back_at=now,
        size_bytes=image.size_bytes,
    )
    settled_at = since + timedelta(seconds=settle_s)
    if entry.sends > 1 and len(matches) == 1 and now < settled_at:
        return replace(
            entry, stage=Stage.CONFIRMING, receipt=receipt, unclear_since=since, failures=0, next_try=settled_at
        )
    problem = None
    if len(matches) > 1:
        problem = STORED_TWICE
    elif keeps_bytes and image.size_bytes not in (None, entry.payload.blob.size_bytes):
        problem = OTHER_SIZE
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
        unseen_sends=0,
    )


def sooner(entry: OutboxEntry, now: datetime) -> OutboxEntry:
    """The same entry, due at once."""
    return replace(entry, next_try=now)
