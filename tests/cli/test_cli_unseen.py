"""A page whose data may be damaged: named, left where it is, and taken only when a person has looked at it."""

from pathlib import Path

import pytest

from app.practice.server import PracticeStore
from tests.cli.pictures import jpeg, torn
from tests.cli.program import Machine

Output = pytest.CaptureFixture[str]


def test_fit_names_a_torn_page_and_writes_the_others(machine: Machine, tmp_path: Path, capsys: Output) -> None:
    files = [torn(tmp_path / "torn.jpg"), jpeg(tmp_path / "whole.jpg")]
    ended = machine.command(capsys, "fit", *files, "--out", tmp_path / "out", "--json")
    assert (ended.status, [row["out"] is not None for row in ended.pages]) == (1, [False, True])
    assert "may be damaged" in ended.pages[0]["problem"]


def test_fit_writes_a_torn_page_that_a_person_looked_at(machine: Machine, tmp_path: Path, capsys: Output) -> None:
    ended = machine.command(capsys, "fit", torn(tmp_path / "a.jpg"), "--looked", "--out", tmp_path / "out", "--json")
    assert (ended.status, ended.pages[0]["problem"]) == (0, None)


def test_upload_sends_no_torn_page_unseen(
    machine: Machine, store: PracticeStore, tmp_path: Path, capsys: Output
) -> None:
    files = [torn(tmp_path / "torn.jpg"), jpeg(tmp_path / "whole.jpg")]
    ended = machine.command(capsys, "upload", "--patient", "pat_12345", *files, "--json")
    assert (ended.status, [row["state"] for row in ended.pages]) == (1, ["needs_person", "delivered"])
    assert "--looked" in ended.pages[0]["problem"]
    assert len(store.uploaded_images()) == 1


def test_upload_sends_a_torn_page_that_a_person_looked_at(
    machine: Machine, store: PracticeStore, tmp_path: Path, capsys: Output
) -> None:
    ended = machine.command(capsys, "upload", "--patient", "pat_12345", torn(tmp_path / "torn.jpg"), "--looked")
    assert (ended.status, len(store.uploaded_images())) == (0, 1)
