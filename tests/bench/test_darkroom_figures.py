"""The benchmark's pieces run, with tiny pictures: nothing is timed here, and no goal has to be met."""

from collections.abc import Callable, Iterator

import pytest

from tests.bench import peers
from tests.bench.bench_pictures import card, photo
from tests.bench.body_figures import body_figures
from tests.bench.darkroom import MEASURES, line_of
from tests.bench.figures import (
    Figure,
    Scale,
    binding_figures,
    free_figures,
    kept_figures,
    pdf_figures,
    scaling_figures,
    thumbnail_figures,
)
from tests.bench.stopwatch import interleaved_s

TINY = Scale(size=0.04, rounds=1)


@pytest.mark.parametrize(
    ("measure", "most"),
    [
        (kept_figures, 1),
        (binding_figures, 3),
        (free_figures, 2),
        (pdf_figures, 2),
        (scaling_figures, 5),
        (thumbnail_figures, 3),
        (body_figures, 2),
    ],
)
def test_each_part_gives_its_lines(measure: Callable[[Scale], Iterator[Figure]], most: int) -> None:
    found = list(measure(TINY))
    assert len(found) <= most
    assert all(line_of(figure).count("|") == 5 for figure in found)


def test_a_compliant_page_meets_its_goal_at_any_size() -> None:
    assert [figure.is_met for figure in kept_figures(TINY)] == [True]


def test_every_part_can_be_asked_for_by_name() -> None:
    assert set(MEASURES) == {"kept", "binding", "tools", "free", "q", "thumbnails", "scaling", "pdf", "body"}


def test_bisection_finds_the_best_that_fits() -> None:
    content, encodes = peers.bisected(lambda quality: bytes(quality), 37)
    assert (len(content), encodes <= 7) == (37, True)


def test_the_pictures_are_the_same_every_time() -> None:
    assert card(200, 120).tobytes() == card(200, 120).tobytes()
    assert photo(200, 120, seed=1).tobytes() != photo(200, 120, seed=2).tobytes()


def test_works_take_turns() -> None:
    turns: list[str] = []
    interleaved_s([lambda: turns.append("a"), lambda: turns.append("b")], 2)
    assert turns == ["a", "b", "a", "b"]
