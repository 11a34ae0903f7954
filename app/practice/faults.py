"""What a test asks to go wrong: a plan of faults, each for the next requests that it matches."""

from dataclasses import dataclass
from enum import Enum

from app.practice.plan import Plan, Strike


class FaultKind(Enum):
    """One way for a store or the network before it to fail; the words say what the client meets."""

    STATUS = "a status of choice instead of the answer"
    CAPTIVE_PORTAL = "200 with the sign-in page of a network"
    REDIRECT = "302 to another host"
    RESET_AFTER_HEADERS = "reset once the headers were read"
    RESET_MID_BODY = "reset after half of the body"
    RESET_BEFORE_COMMIT = "reset after the whole body, nothing stored"
    RESET_AFTER_COMMIT = "reset after the work was done, no answer"
    CLOSE_AFTER_COMMIT = "closed politely after the work was done, no answer"
    LATE_COMMIT = "reset at once, the work done `wait_s` later"
    STOP_READING = "reads no body for `wait_s`, then resets"
    HANG = "no answer for `wait_s`"
    SLOW_DRIP = "the answer byte by byte, `wait_s` between two"
    TORN_ANSWER = "half of the promised body, then closed"
    TRUNCATED_ANSWER = "half of the body with a length that agrees (torn JSON, a truncated image)"
    WRONG_CONTENT_LENGTH = "a Content-Length of 10 for a longer body"
    GARBAGE_STATUS_LINE = "an answer that is not HTTP"
    HUGE_ANSWER = "`size_bytes` of white space before the body"
    WRONG_CONTENT_TYPE = "the right body under another `content_type`"
    EXPIRED_IMAGE_URL = "403 from the image host, as for an expired URL"


# Kinds that strike on the way back: the store has done its work by then. The others strike on the way in.
AFTER_COMMIT = frozenset(
    {
        FaultKind.RESET_AFTER_COMMIT,
        FaultKind.CLOSE_AFTER_COMMIT,
        FaultKind.LATE_COMMIT,
        FaultKind.HANG,
        FaultKind.SLOW_DRIP,
        FaultKind.TORN_ANSWER,
        FaultKind.TRUNCATED_ANSWER,
        FaultKind.WRONG_CONTENT_LENGTH,
        FaultKind.GARBAGE_STATUS_LINE,
        FaultKind.HUGE_ANSWER,
        FaultKind.WRONG_CONTENT_TYPE,
    }
)

DEFAULT_WAIT_S = {FaultKind.SLOW_DRIP: 0.3, FaultKind.LATE_COMMIT: 1.5}
HANG_WAIT_S = 3600.0


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to go wrong, for the next `times` requests whose method and path match.

    `method` None matches any; `path_prefix` and `path_ending` are matched against the path as sent, on both ports
    (image URLs begin with /images/, the API with /api/). `commits` says whether the store does its work first; None
    takes the kind's own way (`AFTER_COMMIT`). `early` answers a STATUS before the body is read, and closes.
    `retry_after` goes out as it is, seconds or a date. `body` is HTML or JSON by its `content_type`; None is the
    store's own JSON error.
    """

    kind: FaultKind
    method: str | None = None
    path_prefix: str = "/"
    path_ending: str = ""
    times: int = 1
    commits: bool | None = None
    status: int = 503
    retry_after: str | None = None
    body: str | None = None
    content_type: str | None = None
    location: str | None = None
    wait_s: float | None = None
    size_bytes: int = 100_000_000
    early: bool = False

    def matches(self, method: str, path: str) -> bool:
        """Whether a request is meant."""
        is_there = path.startswith(self.path_prefix) and path.endswith(self.path_ending)
        return is_there and (self.method is None or self.method == method)

    @property
    def does_the_work(self) -> bool:
        """Whether the store carries the request out although it will not be answered as it should."""
        return self.kind in AFTER_COMMIT if self.commits is None else self.commits

    @property
    def patience_s(self) -> float:
        """How long this fault waits where it waits."""
        return DEFAULT_WAIT_S.get(self.kind, HANG_WAIT_S) if self.wait_s is None else self.wait_s


@dataclass(slots=True)
class FaultPlan(Plan[Fault]):
    """What is to go wrong with the requests still to come; safe to use from any thread."""

    def take(self, method: str, path: str) -> Strike[Fault] | None:
        """The first planned fault that a request meets, one of its times used up."""
        return self.take_first(lambda fault: fault.matches(method, path))
