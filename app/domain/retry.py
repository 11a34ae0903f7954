"""When to try again: pure decisions; somebody else sleeps."""

from dataclasses import dataclass
from datetime import datetime, timedelta

FIRST_WAIT_S = 2.0
LONGEST_WAIT_S = 300.0
LEAST_WAIT_S = 0.2
"""Also where a server says `Retry-After: 0`: nobody is asked in a tight loop."""
LONGEST_OBEYED_WAIT_S = 3600.0
"""A `Retry-After` beyond an hour is taken for a mistake and cut to this."""

FIRST_LOOK_S = 0.5
LONGEST_LOOK_S = 30.0

WATCHED_FOR_S = 86_400.0
"""So long a page that was sent more than once is looked for a second time in DRX."""
LONGEST_WATCH_STEP_S = 3600.0


@dataclass(frozen=True, slots=True)
class TryAt:
    """The next act is due at this time (UTC)."""

    at: datetime


def after_failure(now: datetime, failures: int, dice: float, asked_wait_s: float | None = None) -> TryAt:
    """When to try again after `failures` failures in a row; for ever, never given up (product.md).

    Full-jitter exponential backoff (AWS Architecture Blog, "Exponential Backoff And Jitter"): `dice` is 0 to 1. The
    server's own wish wins where it gave one, with a little jitter on top so that not all counters return at once.
    """
    if asked_wait_s is not None:
        obeyed_s = min(max(asked_wait_s, LEAST_WAIT_S), LONGEST_OBEYED_WAIT_S)
        return TryAt(now + timedelta(seconds=obeyed_s * (1 + 0.1 * dice)))
    ceiling_s = min(FIRST_WAIT_S * 2 ** min(max(failures - 1, 0), 16), LONGEST_WAIT_S)
    return TryAt(now + timedelta(seconds=max(LEAST_WAIT_S, ceiling_s * dice)))


@dataclass(frozen=True, slots=True)
class LookAgain:
    """The page was not seen yet: read back again at this time."""

    at: datetime


@dataclass(frozen=True, slots=True)
class SendAgain:
    """The page was not seen for the whole settle time: it may be sent once more, under the same name."""


def after_missing(now: datetime, unclear_since: datetime, settle_s: float) -> LookAgain | SendAgain:
    """What to do when a successful read-back does not list the page that may have been stored.

    Looks follow each other at half of the time that has passed, so that a late commit is seen soon, and the last look
    is never before the whole settle time is over (reliability.md: a commit later than the settle time doubles).
    """
    passed_s = (now - unclear_since).total_seconds()
    if passed_s < 0:  # the clock was set back: count from now, by looking again after the whole time
        return LookAgain(now + timedelta(seconds=settle_s))
    if passed_s >= settle_s:
        return SendAgain()
    step_s = min(max(FIRST_LOOK_S, passed_s / 2), LONGEST_LOOK_S)
    return LookAgain(now + timedelta(seconds=min(step_s, max(settle_s - passed_s, 0.05))))


def after_seen_once(now: datetime, since: datetime, settle_s: float, watch_s: float) -> LookAgain | None:
    """When to look again for the double of a page that was sent more than once; None when the watch is over.

    The gaps grow by half of the time that has passed, up to an hour: some thirty listings a day for such a page.
    """
    passed_s = max((now - since).total_seconds(), 0.0)
    if passed_s >= watch_s:
        return None
    step_s = min(max(FIRST_LOOK_S, settle_s / 2, passed_s / 2), LONGEST_WATCH_STEP_S)
    return LookAgain(now + timedelta(seconds=min(step_s, max(watch_s - passed_s, 0.05))))


def waits_no_longer(at: datetime, decided_at: datetime | None, begun_at: datetime, now: datetime) -> datetime:
    """`at`, or the same wait counted from now where the clock was set back since it was decided.

    Where nobody wrote down when that was (`begun_at` is the earliest it can have been), no longer than a backoff.
    """
    longest_s = LONGEST_WAIT_S if decided_at is None else 1.1 * LONGEST_OBEYED_WAIT_S
    wait_s = min(max((at - (decided_at or begun_at)).total_seconds(), 0.0), longest_s)
    return min(at, now + timedelta(seconds=wait_s))


def is_time(at: datetime | None, now: datetime) -> bool:
    """Has this time come? A time further ahead than any wait can be means that the clock was set back."""
    return at is None or at <= now or at > now + timedelta(seconds=2 * LONGEST_OBEYED_WAIT_S)
