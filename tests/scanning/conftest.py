"""A practice scanner on real sockets for each test."""

from collections.abc import Iterator

import pytest

from app.practice.scanner import PracticeScanner


@pytest.fixture
def scanner() -> Iterator[PracticeScanner]:
    """A running practice scanner with an empty feeder."""
    with PracticeScanner() as running:
        yield running
