"""The policy of a computer: defaults below what a person chooses, locked values above everything."""

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.errors import WrongSetting
from app.domain.pins import kept_pin
from app.system import policy
from app.system.policy import POLICY_VARIABLE, Policy, from_registry, policy_of
from app.system.settings import FILE_NAME, Settings, Theme, load, save


@pytest.fixture(autouse=True)
def no_policy_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(policy, "_PLACES", {"linux": tmp_path / "machine" / "policy.json"})


def write(path: Path, **policy_: object) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(policy_), encoding="utf-8")
    return path


def environ_with(path: Path) -> dict[str, str]:
    return {POLICY_VARIABLE: str(path)}


def test_without_a_policy_nothing_is_set() -> None:
    assert policy_of({}, "linux") == Policy()


def test_a_default_holds_until_somebody_chooses(tmp_path: Path) -> None:
    environ = environ_with(write(tmp_path / "p.json", defaults={"theme": "dark", "recall_s": 30}))
    assert load(tmp_path, environ).theme is Theme.DARK
    save(tmp_path, replace(load(tmp_path, environ), theme=Theme.LIGHT), environ)
    assert (load(tmp_path, environ).theme, load(tmp_path, environ).recall_s) == (Theme.LIGHT, 30.0)


def test_a_default_that_nobody_touched_is_not_written_so_that_a_new_one_can_hold(tmp_path: Path) -> None:
    environ = environ_with(write(tmp_path / "p.json", defaults={"recall_s": 30}))
    save(tmp_path, replace(load(tmp_path, environ), theme=Theme.LIGHT), environ)
    write(tmp_path / "p.json", defaults={"recall_s": 5})
    assert load(tmp_path, environ).recall_s == 5.0


def test_what_is_locked_wins_over_the_file_and_the_environment(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text('{"curtain_min": 20}', encoding="utf-8")
    environ = environ_with(write(tmp_path / "p.json", locked={"curtain_min": 2}))
    assert load(tmp_path, environ | {"COUNTERSCAN_CURTAIN_MIN": "30"}).curtain_min == 2.0


def test_what_is_locked_leaves_what_was_chosen_before_in_the_file(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text('{"curtain_min": 20}', encoding="utf-8")
    environ = environ_with(write(tmp_path / "p.json", locked={"curtain_min": 2}))
    save(tmp_path, load(tmp_path, environ), environ)
    assert load(tmp_path, {}).curtain_min == 20.0


def test_a_file_that_a_user_names_never_takes_the_place_of_the_computer_s(tmp_path: Path) -> None:
    write(tmp_path / "machine" / "policy.json", locked={"curtain_min": 2}, by="Lakeside IT")
    named = write(tmp_path / "p.json", locked={"curtain_min": 30})
    assert policy_of(environ_with(named), "linux") == Policy({}, {"curtain_min": 2}, "Lakeside IT")


@pytest.mark.parametrize("content", ["{", "[]", '{"locked": []}', '{"by": 1}', "\xff"])
def test_a_policy_that_can_not_be_read_is_no_way_around_it(tmp_path: Path, content: str) -> None:
    path = tmp_path / "p.json"
    path.write_bytes(content.encode("latin-1"))
    with pytest.raises(WrongSetting, match="policy of this computer"):
        load(tmp_path, environ_with(path))


def test_a_value_in_it_that_makes_no_sense_is_named(tmp_path: Path) -> None:
    environ = environ_with(write(tmp_path / "p.json", locked={"curtain_min": "soon"}))
    with pytest.raises(WrongSetting, match="curtain_min in the policy of this computer"):
        load(tmp_path, environ)


def test_what_a_newer_program_knows_is_passed_over(tmp_path: Path) -> None:
    environ = environ_with(write(tmp_path / "p.json", locked={"of_a_later_version": 1}))
    assert load(tmp_path, environ) == Settings()


@pytest.mark.parametrize(
    ("stored", "means"), [("dark", "dark"), (2, 2), ('["a", "b"]', ["a", "b"]), ('{"a": 1}', {"a": 1})]
)
def test_the_registry_holds_lists_as_json(stored: object, means: object) -> None:
    assert from_registry(stored) == means


def test_a_folder_that_may_not_be_entered_is_no_way_around_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> None:
        raise PermissionError(path)

    monkeypatch.setattr(policy, "_read", refuse)
    with pytest.raises(WrongSetting, match="policy of this computer"):
        policy_of({}, "linux")


def test_saving_judges_by_the_policy_that_the_settings_were_loaded_with(tmp_path: Path) -> None:
    environ = environ_with(write(tmp_path / "p.json", defaults={"recall_s": 30}))
    before, settings = policy_of(environ), load(tmp_path, environ)
    write(tmp_path / "p.json", defaults={"recall_s": 5})
    save(tmp_path, replace(settings, theme=Theme.LIGHT), environ, before)
    assert load(tmp_path, environ).recall_s == 5.0


@pytest.mark.parametrize("stored", ["[", "{id", "[not JSON]"])
def test_a_text_of_the_registry_that_only_begins_like_json_stays_a_text(stored: str) -> None:
    assert from_registry(stored) == stored


def test_lists_of_the_registry_hold_objects_as_lines_of_json(tmp_path: Path) -> None:
    lines = {
        "people": ['{"name": "Ana", "user_id": "usr_7"}', ""],
        "profiles": ['{"name": "Card", "dpi": 200}'],
        "scanners": ["https://192.0.2.7/eSCL", '{"id": "x", "name": "x", "road": "SANE", "address": "x"}'],
    }
    settings = load(tmp_path, environ_with(write(tmp_path / "p.json", locked=lines)))
    assert [person.name for person in settings.people] == ["Ana"]
    assert [(profile.name, profile.dpi) for profile in settings.profiles] == [("Card", 200)]
    assert [scanner.address for scanner in settings.scanners] == ["https://192.0.2.7/eSCL", "x"]


def test_a_policy_can_say_that_there_is_no_pin(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text(json.dumps({"curtain_pin": kept_pin("4711", bytes(16))}), encoding="utf-8")
    environ = environ_with(write(tmp_path / "p.json", locked={"curtain_pin": "none"}))
    assert load(tmp_path, environ).curtain_pin == ""


@pytest.mark.skipif(sys.platform != "win32", reason="only Windows has a registry")
def test_the_registry_is_read_as_group_policies_write_it(monkeypatch: pytest.MonkeyPatch) -> None:
    import winreg  # there is none but on Windows

    hive, key = winreg.HKEY_CURRENT_USER, r"Software\CounterScanTest"  # type: ignore[attr-defined,unused-ignore]
    monkeypatch.setattr(policy, "REGISTRY_KEY", key)
    monkeypatch.setattr(winreg, "HKEY_LOCAL_MACHINE", hive)
    kinds = {str: winreg.REG_SZ, int: winreg.REG_DWORD, list: winreg.REG_MULTI_SZ}  # type: ignore[attr-defined,unused-ignore]
    written: dict[str, dict[str, object]] = {
        "": {"By": "Lakeside IT"},
        "\\Defaults": {"theme": "dark", "sounds": 1},
        "\\Locked": {"curtain_min": 2, "scanners": ["https://192.0.2.7/eSCL"], "last_scan": '{"dpi": 200}'},
    }
    try:
        for below, values in written.items():
            with winreg.CreateKey(hive, key + below) as opened:  # type: ignore[attr-defined,unused-ignore]
                for name, value in values.items():
                    winreg.SetValueEx(opened, name, 0, kinds[type(value)], value)  # type: ignore[attr-defined,unused-ignore]
        with winreg.OpenKey(hive, key + "\\Locked", 0, winreg.KEY_WRITE) as opened:  # type: ignore[attr-defined,unused-ignore]
            winreg.SetValueEx(opened, "hot_folder", 0, winreg.REG_EXPAND_SZ, "%SystemRoot%")  # type: ignore[attr-defined,unused-ignore]
        found = policy_of({})
    finally:
        for below in ("\\Defaults", "\\Locked", ""):
            winreg.DeleteKey(hive, key + below)  # type: ignore[attr-defined,unused-ignore]
    assert (found.by, dict(found.defaults)) == ("Lakeside IT", {"theme": "dark", "sounds": 1})
    expanded = found.locked["hot_folder"]
    assert dict(found.locked) == {
        "curtain_min": 2,
        "scanners": ["https://192.0.2.7/eSCL"],
        "last_scan": {"dpi": 200},
        "hot_folder": expanded,
    }
    assert "%" not in str(expanded)
