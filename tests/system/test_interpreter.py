"""The interpreter serves the window: short turns for threads, and a collector that leaves alone what stands."""

import gc
import sys
import weakref
from collections.abc import Iterator

import pytest

from app.system.interpreter import OLD, TURN_S, YOUNG, rest_the_collector, take_short_turns


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


class Link:
    """Something that can point at itself."""

    def __init__(self) -> None:
        self.itself = self


def test_what_exists_is_not_looked_at_again() -> None:
    rest_the_collector()
    assert gc.get_freeze_count() > 1_000


def test_it_looks_seldom() -> None:
    rest_the_collector()
    assert (gc.get_threshold()[0], gc.get_threshold()[2]) == (YOUNG, OLD)


def test_a_circle_made_later_is_still_found() -> None:
    rest_the_collector()
    link = weakref.ref(Link())
    gc.collect()
    assert link() is None


def test_no_thread_keeps_the_window_waiting_for_long() -> None:
    before = sys.getswitchinterval()
    try:
        take_short_turns()
        assert sys.getswitchinterval() == pytest.approx(TURN_S)
    finally:
        sys.setswitchinterval(before)
