"""The collector leaves alone what the program is made of, and still finds circles that are made later."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from app.system.memory import OLD, YOUNG, rest_the_collector


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
