"""`counterscan doctor --json` for inventory tools: stable names, no secrets, the policy that is in force."""

import json
import re
from dataclasses import fields
from pathlib import Path
from typing import Any  # Any: what JSON can hold

import pytest

import app
from app.domain.findings import Finding, Inventory, OutboxTally, PolicyInForce, ScannerSeen
from app.domain.pins import kept_pin
from app.practice.scanner import PracticeScanner
from app.practice.server import PRACTICE_KEY, PracticeStore
from app.system.policy import POLICY_VARIABLE
from tests.cli.pictures import jpeg
from tests.cli.program import Machine

Output = pytest.CaptureFixture[str]
PAGE = (Path(__file__).resolve().parents[2] / "packaging" / "POLICY.md").read_text(encoding="utf-8")
PIN = kept_pin("4711", bytes(16))


def fresh_machine(folder: Path, policy: object) -> Machine:
    """A computer that knows nothing but its policy, and has the key in the environment."""
    file = folder / "policy.json"
    file.write_text(json.dumps(policy), encoding="utf-8")
    return Machine(folder, "", more={POLICY_VARIABLE: str(file)})


def inventory(machine: Machine, capsys: Output) -> Any:
    return machine.command(capsys, "doctor", "--json").document


def test_a_fresh_computer_tells_which_settings_its_policy_gives_and_none_of_their_values(
    tmp_path: Path, store: PracticeStore, capsys: Output
) -> None:
    with PracticeScanner(name="Front") as scanner:
        locked = {"url": store.url, "scanners": [scanner.url], "curtain_pin": PIN, "unheard_of": 1}
        policy = {"by": "Lakeside IT", "defaults": {"theme": "dark"}, "locked": locked}
        told = inventory(fresh_machine(tmp_path, policy), capsys)
        assert told["policy"] == {
            "by": "Lakeside IT",
            "locked": ["curtain_pin", "scanners", "unheard_of", "url"],
            "defaults": ["theme"],
            "unknown": ["unheard_of"],
        }
        (seen,) = told["scanners"]
        assert (seen["address"], seen["road"], seen["encrypted"], seen["answers"]) == (scanner.url, "eSCL", False, True)
    assert (told["version"], told["store"]) == (app.__version__, "127.0.0.1")
    said = json.dumps(told)
    assert PIN not in said
    assert PRACTICE_KEY not in said


def test_the_outbox_is_counted_the_disk_measured_and_the_keyring_named(
    machine: Machine, store: PracticeStore, tmp_path: Path, capsys: Output
) -> None:
    store.stop()
    assert machine.command(capsys, "upload", "--patient", "pat_12345", jpeg(tmp_path / "card.jpg")).status == 3
    told = inventory(machine, capsys)
    assert (told["outbox"]["waiting"], told["outbox"]["needs_person"], told["outbox"]["delivered"]) == (1, 0, 0)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT.*\+00:00", told["outbox"]["oldest_waiting"])
    assert told["free_bytes"] > 0
    assert told["data_folder"] == str(machine.home)
    assert "keyring" in told


def test_a_policy_that_can_not_be_read_is_no_inventory_of_one(tmp_path: Path, capsys: Output) -> None:
    machine = fresh_machine(tmp_path, [])
    ended = machine.command(capsys, "doctor", "--json")
    assert (ended.status, ended.document["policy"]) == (1, None)
    assert "policy of this computer" in ended.document["checks"][-2]["sentence"]


@pytest.mark.parametrize("kind", [Inventory, PolicyInForce, OutboxTally, ScannerSeen, Finding])
def test_the_page_tells_of_every_name(kind: Any) -> None:
    names = {field.name for field in fields(kind)}
    assert names <= set(re.findall(r"`(\w+)`", PAGE))
