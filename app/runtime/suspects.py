"""Suspects: jobs that killed their worker, so that nobody tries the same one again and again.

A tile asks for its picture whenever it comes into view; a file that crashes the decoder would cost a worker each time.
So a job that has killed twice is refused at once for a while. Nothing is kept of the page but a hash.
"""

import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from app.domain.errors import JobDied, Problem

MAX_DEATHS = 2  # the second may have been the machine's fault as much as the first
REFUSED_FOR_S = 600.0
MAX_SUSPECTS = 256
_EDGE_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Request:
    """One job with all that it is given."""

    job: str
    source: bytes
    args: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class _Record:
    digest: bytes
    deaths: int
    last_s: float
    error: JobDied


class Suspects:
    """Remembers who killed; the oldest are forgotten first. Used on one thread."""

    def __init__(self, now_s: Callable[[], float] = time.monotonic) -> None:
        self._now_s = now_s
        self._records: OrderedDict[bytes, _Record] = OrderedDict()

    def let_pass(self, request: Request) -> None:
        """Raise the `JobDied` of the last time for a job that has killed `MAX_DEATHS` times."""
        if not self._records:
            return
        record = self._records.get(_glimpse(request))
        if record is None or record.deaths < MAX_DEATHS or self._now_s() - record.last_s > REFUSED_FOR_S:
            return
        if record.digest == _digest(request):
            raise JobDied(record.error.problem)

    def accuse(self, request: Request, error: JobDied) -> JobDied:
        """Remember that this job killed its worker; the error, to be raised."""
        glimpse, digest = _glimpse(request), _digest(request)
        before = self._records.pop(glimpse, None)
        is_known = before is not None and before.digest == digest and self._now_s() - before.last_s <= REFUSED_FOR_S
        deaths = before.deaths + 1 if before is not None and is_known else 1
        self._records[glimpse] = _Record(digest, deaths, self._now_s(), error)
        if len(self._records) > MAX_SUSPECTS:
            self._records.popitem(last=False)
        return error


def died(title: str, detail: str) -> JobDied:
    """What is said at the tile of a job that died."""
    return JobDied(Problem(title, "Scan or save it again, then add it once more", detail))


def _glimpse(request: Request) -> bytes:
    """A hash that takes no time: two pages seldom have it in common, and then the whole is looked at."""
    source = request.source
    seen = (request.job, request.args, len(source), source[:_EDGE_BYTES], source[-_EDGE_BYTES:])
    return hashlib.sha256(repr(seen).encode()).digest()


def _digest(request: Request) -> bytes:
    """Up to 0.3 s for the largest file, and only for one that has killed or looks like it."""
    return hashlib.sha256(request.source).digest()
