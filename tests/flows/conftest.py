"""Real ground for the flows: a practice store on sockets, a house on a folder of the test, and what it told."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.practice.server import PracticeStore
from app.system.key_files import make_vault_key_file
from tests.flows.ground import Ground

MakeGround = Callable[..., Ground]


@pytest.fixture
def practice() -> Iterator[PracticeStore]:
    """A running store without starting pictures."""
    with PracticeStore(with_pictures=False) as running:
        yield running


@pytest.fixture
def environ(tmp_path: Path, practice: PracticeStore) -> dict[str, str]:
    """The environment of a counter that is set up for that store."""
    key_file = tmp_path / "vault.key"
    make_vault_key_file(key_file)
    return {
        "COUNTERSCAN_HOME": str(tmp_path / "home"),
        "COUNTERSCAN_URL": practice.url,
        "COUNTERSCAN_API_KEY": practice.key,
        "COUNTERSCAN_VAULT_KEY_FILE": str(key_file),
        "COUNTERSCAN_SETTLE_S": "0.3",
        "COUNTERSCAN_RECALL_S": "0",
        "COUNTERSCAN_LOOKS_FOR_SCANNERS": "no",
        "USER": "maria",
        "USERNAME": "maria",  # the same on Windows
    }


@pytest.fixture
def make_ground(environ: dict[str, str]) -> Iterator[MakeGround]:
    """Opens houses on the same folder, one after the other; variables given are added, None takes one away."""
    made: list[Ground] = []

    def make(*, practise: bool = False, **others: str | None) -> Ground:
        changed = environ | {name: value for name, value in others.items() if value is not None}
        ground = Ground({name: value for name, value in changed.items() if others.get(name, "") is not None})
        made.append(ground)
        ground.house.open(practice=practise).result(30)
        return ground

    yield make
    for ground in made:
        ground.close()


@pytest.fixture
def ground(make_ground: MakeGround) -> Ground:
    """A house that is open."""
    return make_ground()
