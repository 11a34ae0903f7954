"""Settings: the file, the environment on top of it, and what is refused."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.errors import WrongSetting
from app.system.settings import FILE_NAME, PageSize, Settings, Theme, load, save

KEY = "DRX" + "0123456789abcdef" * 2


def test_without_a_file_everything_is_as_documented(tmp_path: Path) -> None:
    assert load(tmp_path, {}) == Settings()


def test_before_the_first_start_there_is_no_address(tmp_path: Path) -> None:
    assert load(tmp_path, {}).address is None


def test_what_is_saved_is_loaded_again(tmp_path: Path) -> None:
    settings = Settings(
        url="https://lakeside.drxapp.com",
        settle_s=3.5,
        parallel=1,
        theme=Theme.DARK,
        lowered_stores=("https://lakeside.drxapp.com",),
    )
    save(tmp_path, settings, {})
    assert load(tmp_path, {}) == settings


@pytest.mark.parametrize(
    ("name", "value", "field", "expected"),
    [
        ("COUNTERSCAN_URL", "lakeside", "url", "lakeside"),
        ("COUNTERSCAN_SETTLE_S", "3", "settle_s", 3.0),
        ("COUNTERSCAN_PARALLEL", "1", "parallel", 1),
        ("COUNTERSCAN_THEME", "Dark", "theme", Theme.DARK),
        ("COUNTERSCAN_PAGE_SIZE", "reasonable", "page_size", PageSize.REASONABLE),
        ("COUNTERSCAN_TAKES_PRESCRIPTION_ID", "yes", "takes_prescription_id", True),
        (
            "COUNTERSCAN_LOWERED_STORES",
            "https://a.example,https://b.example",
            "lowered_stores",
            ("https://a.example", "https://b.example"),
        ),
    ],
)
def test_each_kind_of_setting_can_be_given_in_the_environment(
    tmp_path: Path, name: str, value: str, field: str, expected: object
) -> None:
    assert getattr(load(tmp_path, {name: value}), field) == expected


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    save(tmp_path, Settings(settle_s=60), {})
    assert load(tmp_path, {"COUNTERSCAN_SETTLE_S": "0"}).settle_s == 0


def test_what_the_environment_overrides_is_not_written_into_the_file(tmp_path: Path) -> None:
    save(tmp_path, Settings(settle_s=60), {})
    environ = {"COUNTERSCAN_SETTLE_S": "1"}
    save(tmp_path, replace(load(tmp_path, environ), theme=Theme.LIGHT), environ)
    assert load(tmp_path, {}) == Settings(settle_s=60, theme=Theme.LIGHT)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("COUNTERSCAN_SETTLE_S", "soon"),
        ("COUNTERSCAN_SETTLE_S", "nan"),
        ("COUNTERSCAN_SETTLE_S", "3601"),
        ("COUNTERSCAN_PARALLEL", "1.5"),
        ("COUNTERSCAN_PARALLEL", "3"),
        ("COUNTERSCAN_THEME", "sepia"),
    ],
)
def test_a_value_that_makes_no_sense_is_named_with_its_variable(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(WrongSetting, match=name):
        load(tmp_path, {name: value})


def test_a_wrong_address_is_told_at_the_start(tmp_path: Path) -> None:
    with pytest.raises(WrongSetting, match="not safe"):
        load(tmp_path, {"COUNTERSCAN_URL": "http://lakeside.drxapp.com"})


@pytest.mark.parametrize("text", ["{", "[]", "\xff", '{"parallel": "x"}', '{"theme": 1}', '{"url": 5}'])
def test_a_file_that_makes_no_sense_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE_NAME).write_bytes(text.encode("latin-1"))
    with pytest.raises(WrongSetting, match=r"settings\.json"):
        load(tmp_path, {})


def test_entries_that_we_do_not_know_are_kept(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text('{"of_a_later_version": [1]}', encoding="utf-8")
    save(tmp_path, load(tmp_path, {}), {})
    assert json.loads((tmp_path / FILE_NAME).read_text(encoding="utf-8"))["of_a_later_version"] == [1]


def test_a_key_that_somebody_wrote_into_the_file_does_not_stay_there(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text(json.dumps({"api_key": KEY}), encoding="utf-8")
    save(tmp_path, load(tmp_path, {"COUNTERSCAN_API_KEY": KEY}), {"COUNTERSCAN_API_KEY": KEY})
    assert KEY not in (tmp_path / FILE_NAME).read_text(encoding="utf-8")


def test_nothing_but_the_file_is_left_after_saving(tmp_path: Path) -> None:
    save(tmp_path, Settings(), {})
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


def test_settings_that_can_not_be_written_are_an_error_in_words(tmp_path: Path) -> None:
    with pytest.raises(WrongSetting, match="could not be saved"):
        save(tmp_path / "missing", Settings(), {})
