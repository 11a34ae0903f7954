"""`counterscan upload` to an ID that DRX does not know: it goes all the same, and the doubt is said."""

from pathlib import Path

import pytest

from app.practice.faults import Fault, FaultKind
from app.practice.server import PracticeStore
from tests.cli.pictures import jpeg
from tests.cli.program import Machine

Output = pytest.CaptureFixture[str]
SAID = "DRX knows no record with this ID"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A page that complies."""
    return jpeg(tmp_path / "card.jpg")


def test_an_id_that_drx_does_not_know_is_named_and_the_pages_arrive(
    machine: Machine, store: PracticeStore, page: Path, capsys: Output
) -> None:
    ended = machine.command(capsys, "upload", "--patient", "pat_nobody", page, "--json")
    assert (ended.status, ended.states) == (0, ["delivered"])
    assert ended.err == f"counterscan: --patient pat_nobody: {SAID}. Check the ID and the kind of record.\n"
    assert ended.document["warnings"] == [f"--patient pat_nobody: {SAID}. Check the ID and the kind of record."]


def test_a_known_id_is_no_doubt(machine: Machine, page: Path, capsys: Output) -> None:
    ended = machine.command(capsys, "upload", "--patient", "pat_12345", page, "--json")
    assert (ended.err, ended.document["warnings"]) == ("", [])


def test_each_of_several_links_is_asked_about(machine: Machine, page: Path, capsys: Output) -> None:
    ended = machine.command(
        capsys, "upload", "--sale", "pos_nobody", "--patient", "pat_12345", "--item", "i", page, "--json"
    )
    assert [warning.split(":")[0] for warning in ended.document["warnings"]] == ["--sale pos_nobody"]


def test_it_is_said_without_waiting_too(machine: Machine, page: Path, capsys: Output) -> None:
    assert SAID in machine.command(capsys, "upload", "--patient", "pat_nobody", "--no-wait", page).err


def test_a_store_without_a_look_up_is_not_doubted(foreign_machine: Machine, page: Path, capsys: Output) -> None:
    ended = foreign_machine.command(capsys, "upload", "--patient", "9", page, "--json")
    assert (ended.states, ended.document["warnings"], SAID in ended.err) == (["delivered"], [], False)


def test_a_look_up_that_fails_holds_nothing_up(
    machine: Machine, store: PracticeStore, page: Path, capsys: Output
) -> None:
    store.faults.add(Fault(FaultKind.STATUS, path_prefix="/api/v2/patients", status=500, times=9))
    ended = machine.command(capsys, "upload", "--patient", "pat_nobody", page, "--json")
    assert (ended.status, ended.states, ended.document["warnings"]) == (0, ["delivered"], [])


def test_a_look_up_that_never_answers_holds_nothing_up(
    machine: Machine, store: PracticeStore, page: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.cli.doubts.ASKING_WAIT_S", 0.1)
    store.faults.add(Fault(FaultKind.HANG, path_prefix="/api/v2/patients"))
    ended = machine.command(capsys, "upload", "--patient", "pat_nobody", page, "--json")
    store.faults.release()
    assert (ended.status, ended.states, ended.document["warnings"]) == (0, ["delivered"], [])
