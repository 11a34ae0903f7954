"""The words of the command line: what is wrong use, what `--help` says, and how odd names are met."""

import os
import sys
from pathlib import Path

import pytest

from app.cli import manual
from app.cli.parser import parse
from app.practice.server import PracticeStore
from tests.cli.pictures import jpeg
from tests.cli.program import Machine

Output = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    "line",
    [
        "uplaod",
        "scan --dpi 20 --out here",
        "--nonsense",
        "fit page.jpg",
        "fit --out here",
        "upload page.jpg",
        "upload --patient pat_1",
        "upload --pat pat_1 page.jpg",
        "images user 1",
        "images patient",
        "find",
        "outbox retry",
        "outbox eat",
        "practice --port 70000",
        "practice --port lots",
        "key",
        "key vault",
    ],
)
def test_wrong_use_ends_with_status_2(line: str, capsys: Output) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(line.split())
    assert ended.value.code == 2
    assert capsys.readouterr().err


@pytest.mark.parametrize("option", ["--patient", "--sale"])
def test_an_empty_id_is_wrong_use_and_not_a_missing_link(option: str, capsys: Output) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(["upload", "--delivery", "del_1", option, " ", "page.jpg"])
    assert ended.value.code == 2
    assert option in capsys.readouterr().err


def test_a_file_called_like_a_command_is_opened_by_its_path(tmp_path: Path) -> None:
    assert parse(["./fit"]).files == (Path("fit"),)


def test_a_file_with_a_leading_dash_follows_two_dashes(tmp_path: Path) -> None:
    words = parse(["upload", "--patient", "pat_1", "--", "-odd.jpg", "--json"]).words
    assert words.files == [Path("-odd.jpg"), Path("--json")]


@pytest.mark.parametrize("line", ["outbox --json", "outbox --json list", "outbox list --json", "outbox --json send"])
def test_json_may_stand_before_or_after_what_the_outbox_is_to_do(line: str) -> None:
    assert parse(line.split()).words.json


def test_json_is_off_where_it_was_not_asked_for() -> None:
    assert not parse(["outbox", "list"]).words.json


@pytest.mark.parametrize("command", manual.COMMANDS)
def test_every_help_says_the_exit_statuses(command: str, capsys: Output) -> None:
    with pytest.raises(SystemExit) as ended:
        parse([command, "--help"])
    assert ended.value.code == 0
    assert "3  not sent yet, but safe in the outbox" in capsys.readouterr().out


def test_the_help_of_the_program_lists_every_command(capsys: Output) -> None:
    with pytest.raises(SystemExit):
        parse(["--help"])
    said = capsys.readouterr().out
    assert all(f"  {command} " in said for command in manual.COMMANDS)


def test_the_version_is_one_line(machine: Machine) -> None:
    ended = machine.program("--version")
    assert (ended.status, len(ended.out.splitlines())) == (0, 1)
    assert ended.out.startswith("CounterScan ")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("COUNTERSCAN_SETTLE_S", "abc"),
        ("COUNTERSCAN_URL", "http://lakeside.drxapp.com"),
        ("COUNTERSCAN_URL", "https://user:secret@lakeside.drxapp.com"),
        ("COUNTERSCAN_API_KEY", "two words"),
        ("COUNTERSCAN_PARALLEL", "99"),
    ],
)
def test_a_setting_that_makes_no_sense_is_wrong_use(
    tmp_path: Path, store: PracticeStore, capsys: Output, name: str, value: str
) -> None:
    machine = Machine(tmp_path, store.url, more={name: value})
    ended = machine.command(capsys, "images", "patient", "pat_12345")
    assert (ended.status, ended.out) == (2, "")
    assert len(ended.err.splitlines()) == 1


def test_the_setting_that_is_wrong_is_named(tmp_path: Path, capsys: Output) -> None:
    machine = Machine(tmp_path, "lakeside", more={"COUNTERSCAN_SETTLE_S": "abc"})
    assert "COUNTERSCAN_SETTLE_S" in machine.command(capsys, "outbox").err


@pytest.mark.parametrize("line", ["images patient p", "find p", "outbox", "upload --patient p page.jpg"])
def test_without_a_store_words_say_how_to_set_one(tmp_path: Path, capsys: Output, machine: Machine, line: str) -> None:
    ended = Machine(tmp_path, "").command(capsys, *line.split())
    assert ended.status == 1
    assert "COUNTERSCAN_URL" in ended.err


@pytest.mark.parametrize("line", ["images patient p", "find p", "outbox", "upload --patient p page.jpg"])
def test_a_command_that_fails_as_a_whole_still_prints_one_document(
    tmp_path: Path, capsys: Output, machine: Machine, line: str
) -> None:
    ended = Machine(tmp_path, "").command(capsys, *line.split(), "--json")
    assert "COUNTERSCAN_URL" in ended.document["problem"]
    assert [] in ended.document.values()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such file names")
def test_a_name_with_control_characters_is_shown_and_not_obeyed(
    machine: Machine, tmp_path: Path, capsys: Output
) -> None:
    odd = jpeg(tmp_path / "in" / "a\nb\x1b[31mred.jpg")
    ended = machine.command(capsys, "upload", "--patient", "pat_12345", odd)
    assert ended.status == 0
    assert len(ended.out.splitlines()) == 1
    assert "\x1b" not in ended.out + ended.err


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux takes any bytes for a name")
def test_a_name_that_is_no_text_does_not_end_the_program(machine: Machine, tmp_path: Path, capsys: Output) -> None:
    content = jpeg(tmp_path / "a.jpg").read_bytes()
    odd = tmp_path / os.fsdecode(b"caf\xe9.jpg")
    odd.write_bytes(content)
    ended = machine.command(capsys, "fit", odd, "--out", tmp_path / "out", "--json")
    assert (ended.status, ended.pages[0]["file"]) == (0, str(odd))
