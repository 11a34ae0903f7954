"""A practice store on real sockets for each test, a client with its key, and images drawn for the purpose."""

import threading
from collections.abc import Iterator

import httpx
import pytest

from app.practice.server import PracticeStore


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
