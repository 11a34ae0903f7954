"""`counterscan journal`: is it whole, and out it goes."""

import csv
import io
import json
import sqlite3
from pathlib import Path

import pytest

from app.domain.journal import COLUMNS
from app.system.single_instance import claim
from tests.cli.pictures import jpeg
from tests.cli.program import Machine

Output = pytest.CaptureFixture[str]
VERDICT_KEYS = {"is_whole", "rows", "broken_at", "breach", "last_hash", "problem"}


@pytest.fixture
def used_machine(machine: Machine, tmp_path: Path, capsys: Output) -> Machine:
    """A computer that sent a page."""
    assert machine.command(capsys, "upload", "--patient", "pat_1", jpeg(tmp_path / "a.jpg")).status == 0
    return machine


def forge(machine: Machine) -> None:
    """Somebody takes a row out of the middle."""
    (database,) = machine.home.rglob("counter.db")
    with sqlite3.connect(database) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("DELETE FROM journal WHERE number = 2")
    connection.close()


def test_a_journal_that_is_whole_is_said_to_be(used_machine: Machine, capsys: Output) -> None:
    ended = used_machine.command(capsys, "journal", "verify")
    assert (ended.status, ended.err) == (0, "")
    assert ended.out.startswith("The journal is whole: ")


def test_the_verdict_as_json(used_machine: Machine, capsys: Output) -> None:
    ended = used_machine.command(capsys, "journal", "verify", "--json")
    assert (ended.status, set(ended.document)) == (0, VERDICT_KEYS)
    assert (ended.document["is_whole"], ended.document["broken_at"]) == (True, None)


def test_a_row_that_was_taken_out_is_named(used_machine: Machine, capsys: Output) -> None:
    forge(used_machine)
    ended = used_machine.command(capsys, "journal", "verify")
    assert (ended.status, ended.out) == (1, "")
    assert "Row 2 of the journal is missing" in ended.err


def test_a_broken_verdict_as_json(used_machine: Machine, capsys: Output) -> None:
    forge(used_machine)
    ended = used_machine.command(capsys, "journal", "verify", "--json")
    assert (ended.status, ended.document["broken_at"], ended.document["breach"]) == (1, 2, "missing")


def test_it_goes_out_as_csv(used_machine: Machine, capsys: Output) -> None:
    ended = used_machine.command(capsys, "journal", "export")
    rows = list(csv.DictReader(io.StringIO(ended.out)))
    assert tuple(rows[0]) == COLUMNS
    assert [row["record id"] for row in rows if row["deed"] == "page delivered"] == ["pat_1"]


def test_it_goes_out_as_json(used_machine: Machine, capsys: Output) -> None:
    rows = json.loads(used_machine.command(capsys, "journal", "export", "--format", "json").out)
    assert rows[0]["deed"] == "program started"


def test_it_goes_into_a_new_file(used_machine: Machine, tmp_path: Path, capsys: Output) -> None:
    out = tmp_path / "journal.csv"
    ended = used_machine.command(capsys, "journal", "export", "--out", out)
    assert (ended.status, ended.out) == (0, f"The journal is in {out}.\n")
    assert out.read_bytes().startswith(b'"number","at","who"')
    assert b"\r\n" in out.read_bytes()


def test_no_file_is_written_over(used_machine: Machine, tmp_path: Path, capsys: Output) -> None:
    out = tmp_path / "mine.csv"
    out.write_text("mine")
    ended = used_machine.command(capsys, "journal", "export", "--out", out)
    assert (ended.status, out.read_text()) == (1, "mine")
    assert "already" in ended.err


def test_with_json_there_is_one_document(used_machine: Machine, tmp_path: Path, capsys: Output) -> None:
    ended = used_machine.command(capsys, "journal", "export", "--json")
    assert ended.document["entries"][0]["deed"] == "program started"
    out = tmp_path / "journal.json"
    ended = used_machine.command(capsys, "journal", "export", "--format", "json", "--out", out, "--json")
    assert ended.document == {"out": str(out), "entries": []}
    assert json.loads(out.read_text())


def test_a_command_that_fails_as_a_whole_has_its_document_too(tmp_path: Path, capsys: Output) -> None:
    ended = Machine(tmp_path, "").command(capsys, "journal", "export", "--json")
    assert (ended.status, ended.document["entries"]) == (1, [])


def test_nothing_is_sent_meanwhile(machine: Machine, tmp_path: Path, capsys: Output) -> None:
    machine.command(capsys, "upload", "--patient", "pat_1", "--no-wait", jpeg(tmp_path / "a.jpg"))
    machine.command(capsys, "journal", "verify")
    (entry,) = machine.command(capsys, "outbox", "--json").document["entries"]
    assert entry["state"] == "waiting"


def noted(machine: Machine, capsys: Output, deed: str) -> list[tuple[str, str]]:
    """The record's ID and the image of each such row."""
    rows = machine.command(capsys, "journal", "export", "--format", "json", "--json").document["entries"]
    return [(row["record id"], row["image"]) for row in rows if row["deed"] == deed]


def test_who_lists_and_saves_images_at_the_command_line_is_written_down(
    used_machine: Machine, tmp_path: Path, capsys: Output
) -> None:
    saved = used_machine.command(capsys, "images", "patient", "pat_1", "--save", str(tmp_path / "out"), "--json")
    (image,) = saved.document["images"]
    assert noted(used_machine, capsys, "gallery viewed") == [("pat_1", "")]
    assert noted(used_machine, capsys, "image saved") == [("pat_1", image["id"])]


def test_whose_records_were_found_at_the_command_line_is_written_down(machine: Machine, capsys: Output) -> None:
    found = machine.command(capsys, "find", "Alvarez", "--json").document["records"]
    assert found
    assert [record_id for record_id, _ in noted(machine, capsys, "record found")] == [row["id"] for row in found]


@pytest.mark.parametrize("command", [("images", "patient", "pat_1"), ("find", "Alvarez")])
def test_looking_needs_no_journal_that_another_program_holds(
    used_machine: Machine, capsys: Output, command: tuple[str, ...]
) -> None:
    (database,) = used_machine.home.rglob("counter.db")
    held = claim(database.parent)
    assert held is not None
    ended = used_machine.command(capsys, *command)
    held.release()
    assert (ended.status, ended.err) == (0, "")
    assert "pat_1" in ended.out or "img_" in ended.out
