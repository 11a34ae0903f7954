"""The people who scan in the settings: read from the file and the environment, refused with a sentence."""

from pathlib import Path

import pytest

from app.domain.errors import WrongSetting
from app.domain.people import Person
from app.system.settings import Settings, load, save

PEOPLE = '[{"name": "Ana", "user_id": "usr_7"}]'


def test_people_are_saved_and_read_again(tmp_path: Path) -> None:
    people = (Person("Ana", "usr_7"), Person("Ben", "usr_9"))
    save(tmp_path, Settings(people=people), {})
    assert load(tmp_path, {}).people == people


def test_people_can_be_preset_by_the_environment(tmp_path: Path) -> None:
    assert load(tmp_path, {"COUNTERSCAN_PEOPLE": PEOPLE}).people == (Person("Ana", "usr_7"),)


@pytest.mark.parametrize("value", ["Ana", "{}", '["Ana"]', '[{"name": "Ana"}]', PEOPLE[:-1] + "," + PEOPLE[1:]])
def test_what_is_no_list_of_people_is_refused(tmp_path: Path, value: str) -> None:
    with pytest.raises(WrongSetting):
        load(tmp_path, {"COUNTERSCAN_PEOPLE": value})
