"""Sleep and clocks, thinly; `python -m tests.endurance.sleep_and_clocks` has more stops and more jumps."""

from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from app.domain.parcels import Stage
from app.practice.faults import Fault, FaultKind
from app.practice.server import PracticeStore
from tests.endurance.short_waits import open_ground
from tests.endurance.sleep_and_clocks import Moment, jumped, stopped_at
from tests.endurance.strace import Point, may_trace

YEARS, HOUR = timedelta(days=3650), timedelta(hours=1)


@pytest.mark.parametrize("by", [YEARS, -YEARS, -HOUR], ids=["ahead", "back", "an-hour-back"])
@pytest.mark.parametrize("moment", Moment, ids=lambda moment: moment.name.lower())
def test_a_clock_moved_neither_loses_nor_doubles_nor_stalls(moment: Moment, by: timedelta, tmp_path: Path) -> None:
    jump = jumped(moment, by, tmp_path)
    assert jump.is_kept, jump


def test_a_watch_for_a_double_counted_by_that_clock_alone_would_end(tmp_path: Path) -> None:
    """Another naive variant."""
    assert not jumped(Moment.SENT_TWICE, YEARS, tmp_path, naive=True).is_double_shown


def test_a_settle_time_counted_by_that_clock_alone_would_double(tmp_path: Path) -> None:
    """The naive variant: it shows that the test above can fail."""
    assert jumped(Moment.CHECKING, YEARS, tmp_path, naive=True).copies == 2


@pytest.mark.skipif(not may_trace(), reason="needs Linux, the package strace, and the right to trace")
def test_a_stop_in_mid_send_beyond_every_deadline_neither_loses_nor_doubles(tmp_path: Path) -> None:
    stop = stopped_at(Point("sendto", 8), tmp_path)
    assert stop.was_stopped
    assert stop.found.is_kept, stop.found


def test_what_falls_due_between_two_looks_at_the_clock_is_not_slept_through(tmp_path: Path) -> None:
    """Each look takes a fifth of a second by this clock, so that every wait ends between two of them."""
    looks = count()

    def slow_clock() -> datetime:
        return datetime.now(UTC) + timedelta(seconds=0.2 * next(looks))

    with PracticeStore(with_pictures=False) as store, open_ground(tmp_path, store.url, now=slow_clock) as (ground, _):
        store.faults.add(Fault(FaultKind.STATUS, method="POST", status=429, times=6))
        assert ground.settled(ground.send()).stage is Stage.DELIVERED
