"""A fresh computer that knows nothing but its policy: what it starts with, and what a person can still change."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain.facts import (
    CaptureChanged,
    Connection,
    PrivacyChanged,
    ProblemMet,
    ScannerAnswered,
    SettingsChanged,
)
from app.domain.pins import kept_pin
from app.domain.profiles import Profile
from app.domain.scanning import ScannerId
from app.flows.desk import Desk
from app.practice.server import PracticeStore
from app.system.policy import POLICY_VARIABLE
from app.system.settings import Language, Theme
from tests.flows.conftest import MakeGround
from tests.flows.ground import Ground

SCANNER = "http://127.0.0.1:9/eSCL"
LOCKED = "This setting is locked on this computer"
FRESH = {"COUNTERSCAN_URL": None, "COUNTERSCAN_RECALL_S": None, "COUNTERSCAN_LOOKS_FOR_SCANNERS": None}
MakeFresh = Callable[[str], Ground]
ACTS: dict[str, Callable[[Desk], None]] = {
    "url": lambda desk: desk.connect_store("otherstore", "DRX" + "0" * 32),
    "scanners": lambda desk: desk.forget_scanner(ScannerId(f"escl:{SCANNER}")),
    "scanner": lambda desk: desk.choose_scanner(ScannerId("escl:http://127.0.0.2:9/eSCL")),
    "hot_folder": lambda desk: desk.watch_folder(None),
    "profiles": lambda desk: desk.keep_profiles((Profile("Mine"),)),
    "curtain_min": lambda desk: desk.hide_after(10),
    "curtain_pin": lambda desk: desk.set_pin("1234"),
    "hides_from_screenshots": lambda desk: desk.change_setting("hides_from_screenshots", False),
    "theme": lambda desk: desk.keep_theme(Theme.LIGHT),
    "language": lambda desk: desk.keep_language(Language.ENGLISH),
}
"""What a person does in the window to change each."""


@pytest.fixture
def given(practice: PracticeStore, tmp_path: Path) -> dict[str, object]:
    """What the policy gives."""
    (tmp_path / "scans").mkdir()
    return {
        "url": practice.url,
        "scanners": [SCANNER, "http://127.0.0.2:9/eSCL"],
        "scanner": f"escl:{SCANNER}",
        "hot_folder": str(tmp_path / "scans"),
        "profiles": [{"name": "Hard copy", "dpi": 200, "mode": "gray"}],
        "curtain_min": 2,
        "curtain_pin": kept_pin("4711", bytes(16)),
        "hides_from_screenshots": True,
        "theme": "dark",
        "language": "es",
    }


@pytest.fixture
def fresh(make_ground: MakeGround, given: dict[str, object], tmp_path: Path) -> MakeFresh:
    """Opens the house on a computer whose policy gives all of that, `defaults` or `locked`."""

    def made(part: str) -> Ground:
        policy = tmp_path / "policy.json"
        policy.write_text(json.dumps({"by": "Lakeside IT", part: given}), encoding="utf-8")
        return make_ground(**FRESH, **{POLICY_VARIABLE: str(policy)})

    return made


def in_force(ground: Ground, name: str) -> object:
    """The value of a setting that the counter works with."""
    return ground.do(lambda counter: getattr(counter._setup.settings, name))


@pytest.mark.parametrize("part", ["defaults", "locked"])
def test_a_fresh_computer_starts_with_all_that_its_policy_gives(
    fresh: MakeFresh, given: dict[str, object], practice: PracticeStore, part: str
) -> None:
    ground = fresh(part)
    ground.wait_for_connection(Connection.CONNECTED)
    assert ground.do(lambda counter: counter.sessions.need().address.base_url) == practice.url
    ground.desk.attend()
    view = ground.facts.wait_for(CaptureChanged, lambda fact: fact.view.folder is not None).view
    assert [row.scanner.address for row in view.scanners] == given["scanners"]
    assert view.chosen is not None
    assert view.chosen.address == SCANNER
    assert [(profile.name, profile.dpi) for profile in view.profiles] == [("Hard copy", 200)]
    assert view.folder is not None
    assert view.folder.folder == given["hot_folder"]
    assert ground.facts.wait_for(PrivacyChanged) == PrivacyChanged(2.0, has_pin=True)
    told = ground.facts.wait_for(SettingsChanged)
    shown = {name: told.values[name] for name in ("hides_from_screenshots", "theme", "language")}
    assert shown == {"hides_from_screenshots": True, "theme": "dark", "language": "es"}
    assert told.locked == (frozenset(given) if part == "locked" else frozenset())


@pytest.mark.parametrize("name", ACTS)
def test_what_is_locked_a_person_can_not_change(fresh: MakeFresh, name: str) -> None:
    ground = fresh("locked")
    ground.wait_for_connection(Connection.CONNECTED)
    before = in_force(ground, name)
    ACTS[name](ground.desk)
    assert ground.facts.wait_for(ProblemMet).problem.title == LOCKED
    assert in_force(ground, name) == before


@pytest.mark.parametrize("name", sorted(ACTS.keys() - {"url"}))
def test_what_is_only_a_default_a_person_can_change(fresh: MakeFresh, name: str) -> None:
    ground = fresh("defaults")
    ground.wait_for_connection(Connection.CONNECTED)
    before = in_force(ground, name)
    ACTS[name](ground.desk)
    assert in_force(ground, name) != before
    assert ground.facts.of(ProblemMet) == []


def test_nobody_adds_a_scanner_beside_those_that_are_locked(fresh: MakeFresh) -> None:
    ground = fresh("locked")
    ground.wait_for_connection(Connection.CONNECTED)
    ground.desk.add_scanner(7, "http://127.0.0.3:9/eSCL")
    problem = ground.facts.wait_for(ScannerAnswered).problem
    assert problem is not None
    assert problem.sentence == "This setting is locked on this computer. Ask Lakeside IT to change it."
