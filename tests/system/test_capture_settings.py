"""Scanners and profiles in the settings: what is saved is read again, and what makes no sense is named."""

import json
from pathlib import Path

import pytest

from app.domain.errors import WrongSetting
from app.domain.pages import DocumentKind, Side
from app.domain.profiles import DEFAULT_PROFILES, Profile
from app.domain.scanning import Mode, Road, Scanner, ScannerId, Source
from app.system.settings import FILE_NAME, Settings, load, save

SCANNER = Scanner(ScannerId("escl:4509"), "Brother ADS-2700W", Road.ESCL, "https://192.0.2.7/eSCL", "Counter 2", "ab")
PROFILE = Profile(
    "Cards", SCANNER.id, False, Source.DUPLEX, 400, Mode.BW, DocumentKind.ID_CARD, Side.BACK, True, True, True
)


def test_scanners_and_profiles_are_the_same_after_a_restart(tmp_path: Path) -> None:
    kept = Settings(scanners=(SCANNER,), scanner=SCANNER.id, profiles=(PROFILE, Profile("Plain")), last_scan=PROFILE)
    save(tmp_path, kept, {})
    assert load(tmp_path, {}) == kept


def test_there_are_profiles_before_anybody_made_one(tmp_path: Path) -> None:
    assert load(tmp_path, {}).profiles == DEFAULT_PROFILES


def test_a_site_can_name_its_scanners_in_the_environment(tmp_path: Path) -> None:
    environ = {"COUNTERSCAN_SCANNERS": "https://192.0.2.7/eSCL, http://127.0.0.1:8080/eSCL/"}
    first, second = load(tmp_path, environ).scanners
    assert (first.name, first.address, first.road) == ("192.0.2.7", "https://192.0.2.7/eSCL", Road.ESCL)
    assert (second.name, second.address) == ("127.0.0.1:8080", "http://127.0.0.1:8080/eSCL")


@pytest.mark.parametrize(
    "wrong",
    [
        {"scanners": ["ftp://192.0.2.7"]},
        {"scanners": [{"id": "x"}]},
        {"scanners": 7},
        {"profiles": [{"dpi": 7}]},
        {"profiles": [{"mode": "sepia"}]},
        {"profiles": [{}] * 7},
        {"last_scan": []},
    ],
)
def test_what_makes_no_sense_is_named(wrong: dict[str, object], tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text(json.dumps(wrong), encoding="utf-8")
    with pytest.raises(WrongSetting) as caught:
        load(tmp_path, {})
    assert next(iter(wrong)) in caught.value.problem.title
