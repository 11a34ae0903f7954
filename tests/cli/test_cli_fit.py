"""`counterscan fit`: what comes out of it, and that nothing leaves this computer."""

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from app.practice.server import PracticeStore
from tests.cli.pictures import jpeg, pages, truncated
from tests.cli.program import Machine

Output = pytest.CaptureFixture[str]
FIT_KEYS = {
    "file", "page", "out", "kept_original", "width", "height", "size_bytes", "content_type", "encodes", "problem",
    "not_checked",
}  # fmt: skip


def test_its_json_has_the_keys_that_scripts_rely_on(machine: Machine, tmp_path: Path, capsys: Output) -> None:
    ended = machine.command(capsys, "fit", jpeg(tmp_path / "a.jpg"), "--out", tmp_path / "out", "--json")
    assert ended.status == 0
    assert [set(page) for page in ended.pages] == [FIT_KEYS]


def test_a_page_at_the_limits_is_kept_byte_for_byte(machine: Machine, tmp_path: Path, capsys: Output) -> None:
    files = [jpeg(tmp_path / "large.jpg", 4000, 4000), jpeg(tmp_path / "small.jpg", 300, 300)]
    ended = machine.command(capsys, "fit", *files, "--out", tmp_path / "out", "--json")
    assert [page["kept_original"] for page in ended.pages] == [True, True]
    assert [Path(page["out"]).read_bytes() for page in ended.pages] == [file.read_bytes() for file in files]


def test_a_page_past_the_limits_is_brought_within_them(machine: Machine, tmp_path: Path, capsys: Output) -> None:
    files = [jpeg(tmp_path / "large.jpg", 4001, 2000), jpeg(tmp_path / "small.jpg", 299, 300)]
    ended = machine.command(capsys, "fit", *files, "--out", tmp_path / "out", "--json")
    assert [(page["width"], page["height"]) for page in ended.pages] == [(4000, 2000), (300, 300)]
    assert not any(page["kept_original"] for page in ended.pages)


@pytest.mark.parametrize("name", ["many.pdf", "many.tif"])
def test_every_page_of_a_file_comes_out(machine: Machine, tmp_path: Path, capsys: Output, name: str) -> None:
    ended = machine.command(capsys, "fit", pages(tmp_path / name), "--out", tmp_path / "out", "--json")
    assert [page["page"] for page in ended.pages] == [1, 2, 3]
    assert len({page["out"] for page in ended.pages}) == 3


def test_the_same_name_in_two_folders_makes_two_files(machine: Machine, tmp_path: Path, capsys: Output) -> None:
    jpeg(tmp_path / "in" / "a" / "card.jpg")
    jpeg(tmp_path / "in" / "b" / "card.jpg", 500, 400)
    ended = machine.command(capsys, "fit", tmp_path / "in", "--out", tmp_path / "new" / "out", "--json")
    assert sorted(page["width"] for page in ended.pages) == [500, 640]
    assert len(list((tmp_path / "new" / "out").iterdir())) == 2


def test_its_own_output_is_not_taken_for_input(machine: Machine, tmp_path: Path, capsys: Output) -> None:
    jpeg(tmp_path / "in" / "card.jpg")
    arguments = (tmp_path / "in", tmp_path / "in" / "out", "--out", tmp_path / "in" / "out", "--json")
    (tmp_path / "in" / "out").mkdir()
    ended = machine.command(capsys, "fit", *arguments)
    assert len([page for page in ended.pages if page["out"]]) == 1


def test_what_can_not_be_read_is_a_row_with_a_problem(machine: Machine, tmp_path: Path, capsys: Output) -> None:
    (tmp_path / "empty.jpg").touch()
    (tmp_path / "text.jpg").write_text("not a picture")
    bad = [truncated(tmp_path / "torn.jpg"), tmp_path / "empty.jpg", tmp_path / "text.jpg", tmp_path / "missing.jpg"]
    good = jpeg(tmp_path / "good.jpg")
    ended = machine.command(capsys, "fit", *bad, good, "--out", tmp_path / "out", "--json")
    assert ended.status == 1
    assert [page["out"] is None for page in ended.pages] == [True, True, True, True, False]
    assert all(page["problem"] for page in ended.pages[:4])
    assert len(ended.err.splitlines()) == 4


def test_an_empty_folder_is_named(machine: Machine, tmp_path: Path, capsys: Output) -> None:
    (tmp_path / "nothing").mkdir()
    ended = machine.command(capsys, "fit", tmp_path / "nothing", "--out", tmp_path / "out")
    assert (ended.status, ended.out) == (1, "")
    assert "nothing: There is no file in this folder" in ended.err


def test_a_folder_that_is_a_file_is_no_place_to_write(machine: Machine, tmp_path: Path, capsys: Output) -> None:
    page = jpeg(tmp_path / "a.jpg")
    ended = machine.command(capsys, "fit", page, "--out", page, "--json")
    assert (ended.status, ended.pages[0]["out"]) == (1, None)


def test_nothing_is_sent_and_nothing_is_kept(
    machine: Machine, store: PracticeStore, tmp_path: Path, capsys: Output
) -> None:
    machine.command(capsys, "fit", jpeg(tmp_path / "a.jpg"), "--out", tmp_path / "out")
    assert not store.requests
    assert not machine.home.exists()


def test_it_needs_no_settings_and_no_key(tmp_path: Path, capsys: Output) -> None:
    bare = Machine(tmp_path, "", key="", more={"COUNTERSCAN_VAULT_KEY_FILE": "", "COUNTERSCAN_SETTLE_S": "abc"})
    assert bare.command(capsys, "fit", jpeg(tmp_path / "a.jpg"), "--out", tmp_path / "out").status == 0


def test_a_reasonable_size_is_kept_to_where_it_is_set(machine: Machine, tmp_path: Path, capsys: Output) -> None:
    file = tmp_path / "noisy.png"
    Image.effect_noise((1900, 1900), 25).save(file, compress_level=1)
    thrifty = replace(machine, more={"COUNTERSCAN_PAGE_SIZE": "reasonable"})
    ended = thrifty.command(capsys, "fit", file, "--out", tmp_path / "out", "--json")
    assert 1_500_000 < ended.pages[0]["size_bytes"] <= 2_000_000
