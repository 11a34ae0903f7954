"""`counterscan outbox`: what waits, and what can be done about it."""

from pathlib import Path
from typing import Any  # Any: what JSON can hold

import pytest

from app.flows.opening import IN_USE
from app.practice.faults import Fault, FaultKind
from app.practice.server import PracticeStore
from app.system.single_instance import claim
from tests.cli.pictures import jpeg
from tests.cli.program import Machine

Output = pytest.CaptureFixture[str]
ENTRY_KEYS = {"id", "state", "name", "kind", "record_id", "size_bytes", "queued_at", "image_id", "problem"}


def refused(machine: Machine, store: PracticeStore, tmp_path: Path, capsys: Output) -> dict[str, Any]:
    """An entry that DRX refused."""
    store.faults.add(Fault(FaultKind.STATUS, method="POST", status=400))
    machine.command(capsys, "upload", "--patient", "pat_1", jpeg(tmp_path / "a.jpg"))
    (entry,) = machine.command(capsys, "outbox", "--json").document["entries"]
    return dict(entry)


def test_an_empty_outbox_is_said_to_be_empty(machine: Machine, capsys: Output) -> None:
    ended = machine.command(capsys, "outbox")
    assert (ended.status, ended.out, ended.err) == (0, "Nothing is waiting.\n", "")


def test_looking_at_what_waits_sends_nothing(
    machine: Machine, store: PracticeStore, tmp_path: Path, capsys: Output
) -> None:
    machine.command(capsys, "upload", "--delivery", "d", "--no-wait", jpeg(tmp_path / "a.jpg"))
    ended = machine.command(capsys, "outbox", "list", "--json")
    (entry,) = ended.document["entries"]
    assert (ended.status, set(entry)) == (0, ENTRY_KEYS)
    assert (entry["state"], entry["kind"], entry["record_id"]) == ("waiting", "delivery", "d")
    assert not store.uploaded_images()


def test_looking_needs_no_api_key(tmp_path: Path, machine: Machine, store: PracticeStore, capsys: Output) -> None:
    machine.command(capsys, "upload", "--patient", "p", "--no-wait", jpeg(tmp_path / "a.jpg"))
    ended = Machine(tmp_path, store.url, key="").command(capsys, "outbox", "--json")
    assert (ended.status, ended.document["entries"][0]["state"]) == (0, "waiting")


def test_what_needs_a_person_is_named(machine: Machine, store: PracticeStore, tmp_path: Path, capsys: Output) -> None:
    entry = refused(machine, store, tmp_path, capsys)
    ended = machine.command(capsys, "outbox", "list")
    assert (ended.status, entry["state"]) == (1, "refused")
    assert ended.err.startswith(f"counterscan: {entry['id']}: ")


def test_a_page_is_tried_again(machine: Machine, store: PracticeStore, tmp_path: Path, capsys: Output) -> None:
    entry = refused(machine, store, tmp_path, capsys)
    ended = machine.command(capsys, "outbox", "retry", entry["id"], "--json")
    assert (ended.status, ended.document["entries"][0]["state"]) == (0, "delivered")
    assert len(store.uploaded_images()) == 1


def test_a_page_is_erased(machine: Machine, store: PracticeStore, tmp_path: Path, capsys: Output) -> None:
    entry = refused(machine, store, tmp_path, capsys)
    ended = machine.command(capsys, "outbox", "drop", entry["id"], "--json")
    assert (ended.status, ended.document) == (0, {"entries": []})
    assert machine.command(capsys, "outbox", "--json").document == {"entries": []}


@pytest.mark.parametrize("act", ["retry", "drop"])
def test_an_id_that_is_not_there_is_said(machine: Machine, capsys: Output, act: str) -> None:
    ended = machine.command(capsys, "outbox", act, "nonsense", "--json")
    assert (ended.status, ended.document["entries"]) == (1, [])
    assert "no entry with this ID" in ended.err


def test_a_page_for_another_store_waits_for_that_store(
    tmp_path: Path, machine: Machine, store: PracticeStore, capsys: Output
) -> None:
    machine.command(capsys, "upload", "--patient", "p", "--no-wait", jpeg(tmp_path / "a.jpg"))
    with PracticeStore(with_pictures=False) as other:
        ended = Machine(tmp_path, other.url).command(capsys, "outbox", "send", "--json")
        assert (ended.status, ended.document["entries"][0]["state"]) == (3, "waiting")
        assert "another store" in ended.document["entries"][0]["problem"]
        assert not other.uploaded_images()


def test_a_second_program_is_told_that_one_is_open(machine: Machine, capsys: Output) -> None:
    machine.command(capsys, "outbox")
    held = claim(machine.home / "store")
    assert held is not None
    ended = machine.command(capsys, "outbox", "--json")
    held.release()
    assert (ended.status, ended.document["problem"]) == (1, IN_USE.sentence)
