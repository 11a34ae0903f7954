"""Folders, shipped files, and what this machine has."""

import os
import stat
from pathlib import Path

import pytest

from app.domain.errors import WrongSetting
from app.system import machine, paths

posix_only = pytest.mark.skipif(os.name != "posix", reason="permissions are the profile's on Windows")


def test_the_home_can_be_named(tmp_path: Path) -> None:
    assert paths.home({"COUNTERSCAN_HOME": str(tmp_path)}) == tmp_path


def test_without_a_name_the_home_is_the_users_own_data_folder() -> None:
    assert paths.home({}).name == "CounterScan"


def test_a_relative_home_is_taken_from_where_we_were_started() -> None:
    assert paths.home({"COUNTERSCAN_HOME": "kept"}) == Path.cwd() / "kept"


@posix_only
def test_the_folders_are_their_owners_alone(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir(mode=0o755)
    folders = paths.prepare(tmp_path / "home")
    modes = {stat.S_IMODE(f.stat().st_mode) for f in (folders.home, folders.store, folders.logs, folders.practice)}
    assert modes == {0o700}


def test_preparing_twice_changes_nothing(tmp_path: Path) -> None:
    assert paths.prepare(tmp_path / "a" / "b") == paths.prepare(tmp_path / "a" / "b")


def test_a_home_that_is_a_file_is_an_error_in_words(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("x", encoding="utf-8")
    with pytest.raises(WrongSetting, match="COUNTERSCAN_HOME"):
        paths.prepare(tmp_path / "home")


def test_the_shipped_files_are_found() -> None:
    assert (paths.resources() / "icons").is_dir()


def test_a_frozen_program_has_its_files_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.frozen", True, raising=False)
    monkeypatch.setattr("sys._MEIPASS", str(tmp_path), raising=False)
    assert paths.resources() == tmp_path / "resources"


def test_free_space_is_told_for_a_folder_that_is_not_there_yet(tmp_path: Path) -> None:
    assert machine.free_bytes(tmp_path / "not" / "yet") > 0


def test_offscreen_is_no_display() -> None:
    assert not machine.has_display({"QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":0"})


@pytest.mark.skipif(os.name != "posix" or os.uname().sysname == "Darwin", reason="Linux and its like")
def test_a_display_is_what_the_environment_names() -> None:
    assert [machine.has_display(e) for e in ({}, {"DISPLAY": ":0"}, {"WAYLAND_DISPLAY": "w"})] == [False, True, True]


def test_the_platform_is_told_in_a_line() -> None:
    assert "Python 3." in machine.platform_name()
