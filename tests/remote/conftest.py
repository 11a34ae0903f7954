"""A practice store on real sockets for each test."""

from collections.abc import Iterator

import pytest

from app.practice.server import PracticeStore


@pytest.fixture
def store() -> Iterator[PracticeStore]:
    """A running store without starting pictures."""
    with PracticeStore(with_pictures=False) as running:
        yield running
