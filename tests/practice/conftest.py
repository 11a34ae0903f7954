"""A practice store and a practice scanner on real sockets for each test, and a client for each of them."""

import threading
from collections.abc import Iterator

import httpx
import pytest

from app.practice.scanner import PracticeScanner
from app.practice.server import PracticeStore
from tests.practice.escl_client import Client


@pytest.fixture
def store() -> Iterator[PracticeStore]:
    """A running store without starting pictures; after the test no thread of it may be left."""
    with PracticeStore(with_pictures=False) as running:
        yield running
    assert [thread.name for thread in threading.enumerate() if thread.name.startswith("practice-")] == []


@pytest.fixture
def client(store: PracticeStore) -> Iterator[httpx.Client]:
    """A client that knows the store's key and never follows a redirect."""
    with httpx.Client(
        base_url=store.url, headers={"X-DRX-Key": store.key}, trust_env=False, timeout=10, follow_redirects=False
    ) as open_client:
        yield open_client


@pytest.fixture
def scanner() -> Iterator[PracticeScanner]:
    """A running practice scanner with an empty feeder; after the test no thread of it may be left."""
    with PracticeScanner() as running:
        yield running
    assert [thread.name for thread in threading.enumerate() if thread.name.startswith("practice-")] == []


@pytest.fixture
def escl(scanner: PracticeScanner) -> Iterator[Client]:
    """A client of that scanner."""
    base_url = scanner.url.removesuffix("/eSCL")
    with httpx.Client(base_url=base_url, trust_env=False, timeout=10, follow_redirects=False) as http:
        yield Client(http)
