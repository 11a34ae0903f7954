"""A practice store on real sockets, a store that is poorer than it, and a made-up computer for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.practice.server import PracticeStore
from app.system.key_files import make_vault_key_file
from tests.cli.foreign_store import KEY, ForeignStore
from tests.cli.program import Machine


@pytest.fixture
def store() -> Iterator[PracticeStore]:
    """A running practice store without starting pictures."""
    with PracticeStore(with_pictures=False) as running:
        yield running


@pytest.fixture
def foreign_store() -> Iterator[ForeignStore]:
    """Another implementation of the Images document, without any look-up."""
    with ForeignStore() as running:
        yield running


@pytest.fixture
def machine(tmp_path: Path, store: PracticeStore) -> Machine:
    """A computer whose store is the practice store."""
    make_vault_key_file(tmp_path / "vault.key")
    return Machine(tmp_path, store.url)


@pytest.fixture
def foreign_machine(tmp_path: Path, foreign_store: ForeignStore) -> Machine:
    """A computer whose store is the other implementation."""
    make_vault_key_file(tmp_path / "vault.key")
    return Machine(tmp_path, foreign_store.url, key=KEY)
