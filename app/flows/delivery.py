"""What becomes of an entry: pure decisions, one for each way in which an attempt or a read-back can end.

The courier acts; here it is only decided. Every function takes an entry and what was learned, and returns the entry as
it is to be written down next.
"""

from collections.abc import Iterable, Sequence
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
from app.domain.retry import (
    WATCHED_FOR_S,
    LookAgain,
    after_failure,
    after_missing,
    after_seen_once,
    waits_no_longer,
)

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
OTHER_SIZE = Problem(
    "DRX has this page in another size than it was sent, and has kept pages as they were until now",
    "Look at it in DRX: remove it here if it is whole, else scan it again",
)
MAY_BE_OPTIMISED = Problem("DRX has this page in another size", "It may have made it smaller: a look in DRX tells")
"""A warning, not a matter for a person: no store must keep bytes as they were (product.md)."""

SETTLED = frozenset({Stage.DELIVERED, Stage.NEEDS_PERSON})

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
    told = entry.problem if entry.stage is Stage.DELIVERED else problem
    return replace(entry, failures=failures, problem=told, next_try=next_try)


def is_of(entry: OutboxEntry, image: StoredImage) -> bool:
    """Is this image the entry's page? By its name, our token within a changed name, or the ID that the 201 gave."""
    token, theirs = token_of(entry.name), token_of(image.name)
    if image.name == entry.name or (token and token in image.name.lower()):
        return True
    if entry.receipt is not None and image.id == entry.receipt.image_id:
        return True
    # A 201 without our name may have been another page's, replayed by something in between.
    return image.id == entry.told_image_id and not theirs


def images_of(entry: OutboxEntry, listed: Iterable[StoredImage]) -> tuple[StoredImage, ...]:
    """Those of the listed images that are the entry's page, each once however often it is listed."""
    return tuple({image.id: image for image in listed if is_of(entry, image)}.values())


def doubt_since(entry: OutboxEntry) -> datetime | None:
    """From when on the settle time counts: the lost answer, else DRX's yes."""
    return entry.unclear_since or (entry.receipt.accepted_at if entry.receipt is not None else None)


def after_look(
    entry: OutboxEntry,
    listed: Sequence[StoredImage],
    now: datetime,
    settle_s: float,
    *,
    keeps_bytes: bool = False,
    watch_s: float = WATCHED_FOR_S,
) -> OutboxEntry:
    """A successful read-back. `keeps_bytes`: this store was seen to keep pages as they were sent."""
    matches = images_of(entry, listed)
    since = min(doubt_since(entry) or now, now)  # the clock was set back? Then it counts from now, or it never ends
    if matches:
        seen = _seen(entry, matches, since, now, settle_s, keeps_bytes)
        is_watched = seen.sends > 1 and seen.stage is Stage.DELIVERED and len(matches) == 1
        return _watched_on(seen, since, now, settle_s, watch_s) if is_watched else seen
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
    done = replace(
        entry, stage=Stage.DELIVERED, receipt=receipt, problem=None, doubtful=False, failures=0, next_try=None
    )
    if len(matches) > 1:
        return replace(done, problem=STORED_TWICE)
    if image.size_bytes in (None, entry.payload.blob.size_bytes):
        return done
    if keeps_bytes:
        return replace(done, stage=Stage.NEEDS_PERSON, doubtful=True, problem=OTHER_SIZE)
    return replace(done, problem=MAY_BE_OPTIMISED)


def is_watched(entry: OutboxEntry) -> bool:
    """Is this delivered page, which was sent more than once, still looked for a second time?"""
    return entry.stage is Stage.DELIVERED and entry.next_try is not None


def is_settled(entry: OutboxEntry, now: datetime) -> bool:
    """Is there nothing to do about this entry now, by itself?"""
    return entry.stage in SETTLED and (entry.next_try is None or entry.next_try > now)


def after_watch(
    entry: OutboxEntry, listed: Sequence[StoredImage], now: datetime, settle_s: float, watch_s: float
) -> OutboxEntry:
    """A successful look at what is watched: shown where DRX has it twice by now, else looked for later again."""
    twice = noticed(entry, listed, now)
    since = min(doubt_since(entry) or now, now)
    return twice or _watched_on(replace(entry, failures=0), since, now, settle_s, watch_s)


def _watched_on(entry: OutboxEntry, since: datetime, now: datetime, settle_s: float, watch_s: float) -> OutboxEntry:
    again = after_seen_once(now, since, settle_s, watch_s)
    return replace(entry, unclear_since=since, next_try=again.at if again is not None else None)


def noticed(entry: OutboxEntry, listed: Iterable[StoredImage], now: datetime) -> OutboxEntry | None:
    """The entry as one that DRX has twice, where this listing, whoever asked for it, shows that for the first time.

    It was read back now: so it is shown for the whole retention time from now on.
    """
    is_news = entry.stage is Stage.DELIVERED and entry.problem != STORED_TWICE
    if not is_news or len(images_of(entry, listed)) < 2:
        return None
    receipt = replace(entry.receipt, read_back_at=now) if entry.receipt is not None else None
    return replace(entry, receipt=receipt, problem=STORED_TWICE, failures=0, next_try=None)


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


def found_waiting(entry: OutboxEntry, now: datetime) -> OutboxEntry:
    """An entry as the start of the program finds it: a clock that was set back meanwhile makes no wait longer."""
    if entry.next_try is None:
        return entry
    next_try = waits_no_longer(entry.next_try, entry.waits_from, entry.queued_at, now)
    return entry if next_try == entry.next_try else replace(entry, next_try=next_try, waits_from=now)


def sooner(entry: OutboxEntry, now: datetime) -> OutboxEntry:
    """The same entry, due at once."""
    return replace(entry, next_try=now)
