"""Killed anywhere: what was acknowledged is there, whole and readable, and the rest is swept."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import app
from app.domain.errors import StoreDamaged
from app.domain.pages import DeskPage
from app.store.counter_store import VAULT_NAME, open_store

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL and no fork")

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(str(app.__file__)).parents[1])}
WORKER = Path(__file__).with_name("work_until_killed.py")
LINES_BEFORE_THE_KILL = (1, 2, 5, 11, 23)
LEAST_STEPS = 60
RESERVE_BYTES = 100_000
MAY_BE_FOUND = {
    "drafted": {"on the desk", "QUEUED"},
    "queued": {"QUEUED", "SENDING"},
    "sending": {"SENDING", "DELIVERED"},
    "delivered": {"DELIVERED", "gone"},
    "gone": {"gone"},
}
"""The stages in which an entry may be found after the kill, by what was said of it last."""

CHANGED_BY_THE_NEXT = {"on the desk", "DELIVERED"}
"""The next round begins a desk of its own, and forgets what was delivered."""


def worker(*words: object) -> list[str]:
    return [sys.executable, str(WORKER), *map(str, words)]


def last_words(lines: list[str]) -> dict[str, str]:
    """What was said last of each entry; a line that the kill tore was not said."""
    return {id_: word for word, id_ in (line.split() for line in lines if line.endswith("\n"))}


def killed_after(line_count: int, folder: Path, round_number: int) -> dict[str, str]:
    """What a looping child said last of each entry, killed as soon as it had said that many lines."""
    with subprocess.Popen(
        worker("loop", folder, round_number), stdout=subprocess.PIPE, text=True, env=ENVIRONMENT
    ) as child:
        assert child.stdout is not None
        said = [child.stdout.readline() for _ in range(line_count)]
        child.kill()
        said += child.stdout.readlines()  # what it said between our reading and its death
    assert child.returncode < 0  # died of a signal, not of a mistake
    assert all(said)
    return last_words(said)


def found_after(folder: Path, key: bytes) -> dict[str, str]:
    """Where each page is after a start as the app makes it; every blob is whole and no other file is left."""
    store = open_store(folder, key, reserve_bytes=RESERVE_BYTES)
    try:
        store.sweep()
        assert not store.came_from_elsewhere
        assert (store.outbox.unreadable(), store.drafts.unreadable()) == ((), 0)
        queued = {str(entry.id): (entry.stage.name, entry.payload.blob) for entry in store.outbox.entries()}
        desk = store.drafts.load()
        drafted = (
            {str(item.id): item.imported.blob for item in desk.items if isinstance(item, DeskPage)} if desk else {}
        )
        assert not queued.keys() & drafted.keys()  # on the desk again, it would be sent twice
        blobs = {id_: blob for id_, (_, blob) in queued.items()} | drafted
        assert {id_: store.vault.get(blob) for id_, blob in blobs.items()} == {
            id_: id_.encode() * 20_000 for id_ in blobs
        }
        files = {path.suffix for path in (folder / VAULT_NAME).iterdir()}
        assert files <= {".blob", ""}
        assert len(list((folder / VAULT_NAME).glob("*.blob"))) == len(blobs)
        return {id_: stage for id_, (stage, _) in queued.items()} | dict.fromkeys(drafted, "on the desk")
    finally:
        store.close()


def broken_words(said: dict[str, str], stages: dict[str, str]) -> dict[str, str]:
    """What was said and is not so."""
    return {id_: word for id_, word in said.items() if stages.get(id_, "gone") not in MAY_BE_FOUND[word]}


def test_whatever_was_said_before_a_kill_is_true_after_it(tmp_path: Path, key: bytes) -> None:
    said: dict[str, str] = {}
    for round_number, line_count in enumerate(LINES_BEFORE_THE_KILL):
        said |= killed_after(line_count, tmp_path, round_number)
        found = found_after(tmp_path, key)
        assert broken_words(said, found) == {}
        said = {id_: word for id_, word in said.items() if found.get(id_) not in CHANGED_BY_THE_NEXT}


def broken_after_each_kill(folder: Path, key: bytes) -> dict[str, dict[str, str]]:
    """What was said and is not so, by the number of the step before which the work was killed."""
    said = {record: last_words(record.read_text().splitlines(True)) for record in folder.glob("*.said")}
    assert len(said) > LEAST_STEPS
    found = {
        record.stem: broken_words(words, found_after(record.with_suffix(""), key)) for record, words in said.items()
    }
    return {step: broken for step, broken in found.items() if broken}


def test_a_kill_before_any_step_on_the_disk_breaks_no_word(tmp_path: Path, key: bytes) -> None:
    subprocess.run(worker("steps", tmp_path), check=True, timeout=100, env=ENVIRONMENT)
    assert broken_after_each_kill(tmp_path, key) == {}


def test_erasing_bytes_before_their_row_would_break_a_word(tmp_path: Path, key: bytes) -> None:
    """The naive variant: it shows that the test above can fail."""
    subprocess.run(worker("careless-steps", tmp_path), check=True, timeout=100, env=ENVIRONMENT)
    with pytest.raises(StoreDamaged):
        broken_after_each_kill(tmp_path, key)
