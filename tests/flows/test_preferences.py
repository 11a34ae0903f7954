"""Settings chosen in the window: kept at once, within what the policy leaves, out to a file and in from one."""

import json
from datetime import timedelta
from pathlib import Path

from app.domain.facts import (
    ComputerExamined,
    Connection,
    PrivacyChanged,
    ProblemMet,
    SettingsChanged,
    SettingsExported,
    SettingsImported,
)
from app.domain.findings import Health
from app.domain.people import Person
from app.practice.server import PracticeStore
from app.system.policy import POLICY_VARIABLE
from tests.flows.conftest import MakeGround
from tests.flows.ground import Ground


def values(ground: Ground) -> dict[str, object]:
    since = ground.facts.count
    ground.desk.attend()
    return dict(ground.facts.wait_for(SettingsChanged, since=since).values)


def kept(ground: Ground) -> dict[str, object]:
    return dict(json.loads((ground.home / "settings.json").read_text(encoding="utf-8")))


def test_what_is_chosen_is_told_kept_and_holds_at_once(ground: Ground) -> None:
    ground.desk.change_setting("retention_h", 72.0)
    assert ground.facts.wait_for(SettingsChanged, lambda fact: fact.values["retention_h"] == 72.0)
    assert kept(ground)["retention_h"] == 72.0
    assert ground.do(lambda counter: counter.courier.ledger.retention) == timedelta(hours=72)


def test_the_curtain_follows(ground: Ground) -> None:
    ground.desk.change_setting("curtain_min", 2.0)
    assert ground.facts.wait_for(PrivacyChanged, lambda fact: fact.curtain_min == 2.0)


def test_the_pin_is_never_told(ground: Ground) -> None:
    ground.desk.set_pin("4711")
    ground.desk.change_setting("sounds", True)
    ground.facts.wait_for(SettingsChanged, lambda fact: fact.values["sounds"] is True)
    assert "curtain_pin" not in values(ground)


def test_a_value_that_makes_no_sense_changes_nothing(ground: Ground) -> None:
    ground.desk.change_setting("curtain_min", 99)
    assert "curtain_min" in ground.facts.wait_for(ProblemMet).problem.title
    assert values(ground)["curtain_min"] == 5.0


def test_what_is_locked_says_so_and_stays(make_ground: MakeGround, tmp_path: Path) -> None:
    policy = tmp_path / "policy.json"
    policy.write_text('{"by": "Lakeside IT", "locked": {"curtain_min": 2}}', encoding="utf-8")
    ground = make_ground(**{POLICY_VARIABLE: str(policy)})
    ground.desk.attend()
    told = ground.facts.wait_for(SettingsChanged)
    assert (told.locked, told.by, told.values["curtain_min"]) == (frozenset({"curtain_min"}), "Lakeside IT", 2.0)
    ground.desk.change_setting("curtain_min", 10.0)
    problem = ground.facts.wait_for(ProblemMet).problem
    assert problem.sentence == "This setting is locked on this computer. Ask Lakeside IT to change it."


def test_settings_go_to_another_counter_without_what_is_secret_or_its_own(
    ground: Ground, make_ground: MakeGround, tmp_path: Path
) -> None:
    ground.desk.set_pin("4711")
    ground.desk.choose_person("usr_7")
    ground.desk.change_setting("theme", "dark")
    ground.desk.export_settings(tmp_path / "out.json")
    assert ground.facts.wait_for(SettingsExported).file_name == "out.json"
    written = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert written["theme"] == "dark"
    assert not {"curtain_pin", "user_id", "api_key"} & written.keys()


def test_an_import_takes_all_it_may_and_names_what_it_left_out(ground: Ground, tmp_path: Path) -> None:
    (tmp_path / "in.json").write_text('{"theme": "dark", "curtain_pin": "x", "unheard_of": 1}', encoding="utf-8")
    ground.desk.import_settings(tmp_path / "in.json")
    told = ground.facts.wait_for(SettingsImported)
    assert (told.count, told.left_out) == (1, ("curtain_pin", "unheard_of"))
    assert values(ground)["theme"] == "dark"


def test_one_wrong_value_in_a_file_takes_nothing_of_it(ground: Ground, tmp_path: Path) -> None:
    (tmp_path / "in.json").write_text('{"theme": "dark", "recall_s": "soon"}', encoding="utf-8")
    ground.desk.import_settings(tmp_path / "in.json")
    assert "recall_s" in ground.facts.wait_for(ProblemMet).problem.title
    assert values(ground)["theme"] == "system"


def test_a_file_without_settings_is_said_to_be_none(ground: Ground, tmp_path: Path) -> None:
    (tmp_path / "in.json").write_text("[1]", encoding="utf-8")
    ground.desk.import_settings(tmp_path / "in.json")
    assert ground.facts.wait_for(ProblemMet).problem.title == "This file holds no settings of CounterScan"


def test_the_check_up_of_the_window_finds_what_doctor_finds(ground: Ground) -> None:
    ground.desk.examine_computer()
    found = ground.facts.wait_for(ComputerExamined, patience_s=60).findings
    assert {"program", "folders", "darkroom", "connection"} <= {finding.subject for finding in found}
    assert all(finding.health in Health for finding in found)


def test_the_check_up_tells_what_the_policy_sets_and_what_of_it_nobody_knows(
    make_ground: MakeGround, tmp_path: Path
) -> None:
    policy = tmp_path / "policy.json"
    policy.write_text(
        '{"defaults": {"theme": "dark"}, "locked": {"curtain_min": 2, "unheard_of": 1}}', encoding="utf-8"
    )
    ground = make_ground(**{POLICY_VARIABLE: str(policy)})
    ground.desk.examine_computer()
    found = ground.facts.wait_for(ComputerExamined, patience_s=60).findings
    assert [finding.sentence for finding in found if finding.subject == "policy"] == [
        "locked: curtain_min, unheard_of; defaults: theme; unknown here: unheard_of"
    ]


def test_a_locked_store_can_not_be_left_and_is_connected_again_as_it_is(
    make_ground: MakeGround, practice: PracticeStore, tmp_path: Path
) -> None:
    policy = tmp_path / "policy.json"
    policy.write_text(json.dumps({"locked": {"url": practice.url}}), encoding="utf-8")
    ground = make_ground(**{POLICY_VARIABLE: str(policy)})
    ground.wait_for_connection(Connection.CONNECTED)
    ground.desk.connect_store("otherstore", practice.key)
    assert ground.facts.wait_for(ProblemMet).problem.title == "This setting is locked on this computer"
    assert ground.do(lambda counter: counter.sessions.need().address.base_url) == practice.url
    since = ground.facts.count
    ground.desk.connect_store(practice.url, practice.key)
    ground.wait_for_connection(Connection.CONNECTED, since)


def test_another_list_of_people_lets_nobody_scan_who_is_not_on_it(ground: Ground, tmp_path: Path) -> None:
    ground.desk.keep_people((Person("Ana", "usr_7"),))
    ground.desk.choose_person("usr_7")
    (tmp_path / "in.json").write_text('{"people": [{"name": "Ben", "user_id": "usr_9"}], "user_id": "usr_9"}')
    ground.desk.import_settings(tmp_path / "in.json")
    assert ground.facts.wait_for(SettingsImported).left_out == ("user_id",)
    assert ground.do(lambda counter: counter.sessions.need().user_id) == ""


def test_a_refused_change_tells_again_what_holds(ground: Ground) -> None:
    since = ground.facts.count
    ground.desk.change_setting("curtain_min", 99)
    assert ground.facts.wait_for(SettingsChanged, since=since).values["curtain_min"] == 5.0


def test_what_the_environment_gives_is_told_as_given(make_ground: MakeGround) -> None:
    ground = make_ground(COUNTERSCAN_THEME="dark")
    ground.desk.attend()
    assert "theme" in ground.facts.wait_for(SettingsChanged).given


def test_a_word_about_newer_versions_is_waited_for_only_while_it_is_switched_on(make_ground: MakeGround) -> None:
    ground = make_ground(COUNTERSCAN_UPDATES_URL="https://downloads.example/release.json")
    for is_on in (True, False):
        ground.desk.change_setting("updates", is_on)
        ground.facts.wait_for(SettingsChanged, lambda fact, is_on=is_on: fact.values["updates"] is is_on)  # type: ignore[misc]
        assert ground.do(lambda counter: counter.updates.is_watching) is is_on
