"""What fleets are managed with: templates that Windows can read, a schema of what the program takes, its page."""

import json
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import group_policy
import policy_files
import policy_settings
import policy_templates
import policy_words
import pytest
from policy_settings import LANGUAGES, ListedSetting, Shape, WordsMissing

from app.system.setting_schemas import schema_of
from app.system.settings import READERS
from tests.packaging.schema_judge import accepts

SETTINGS = policy_settings.listed()
FILES = policy_files.texts_of(SETTINGS, "0.1.0")
NS = f"{{{policy_templates.NAMESPACE}}}"
ADMX = ElementTree.fromstring(FILES["CounterScan.admx"])
ADMLS = {language: ElementTree.fromstring(FILES[f"{language}/CounterScan.adml"]) for language in LANGUAGES}
REFERENCE = re.compile(r"\$\((string|presentation)\.(\w+)\)")
ORDER = {
    "policyDefinitions": ("policyNamespaces", "resources", "supportedOn", "categories", "policies"),
    "policy": ("parentCategory", "supportedOn", "enabledValue", "disabledValue", "elements"),
    "policyDefinitionResources": ("displayName", "description", "resources"),
    "resources": ("stringTable", "presentationTable"),
}
"""The sequences of the schema, as far as these files use them."""
BOX_OF = {"text": "textBox", "decimal": "decimalTextBox", "enum": "dropdownList", "multiText": "multiTextBox"}


def policies() -> dict[str, Element]:
    return {policy.get("name", ""): policy for policy in ADMX.iter(f"{NS}policy")}


def names(parts: Element) -> list[str]:
    return [part.tag.removeprefix(NS) for part in parts]


def ids(language: str, kind: str) -> list[str]:
    return [part.get("id", "") for part in ADMLS[language].iter(f"{NS}{kind}")]


@pytest.mark.parametrize("name", READERS)
def test_each_setting_can_be_given_as_a_default_and_locked(name: str) -> None:
    keys = {group: policies()[f"{group}_{name}"].get("key") for group in policy_templates.GROUPS}
    assert keys == {group: rf"Software\Policies\CounterScan\{group}" for group in policy_templates.GROUPS}


def test_a_setting_without_words_stops_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(policy_words.WORDS, "theme")
    with pytest.raises(WordsMissing, match="theme"):
        policy_settings.listed()


@pytest.mark.parametrize("root", [ADMX, *ADMLS.values()], ids=["admx", *LANGUAGES])
def test_the_elements_stand_in_the_order_that_the_schema_of_microsoft_asks_for(root: Element) -> None:
    checked = 0
    for part in root.iter():
        order = ORDER.get(part.tag.removeprefix(NS))
        if order is not None and len(part):
            assert sorted(names(part), key=order.index) == names(part)
            checked += 1
    assert checked > 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_reference_hangs_in_the_air_and_no_word_is_left_over(language: str) -> None:
    asked = {"string": set[str](), "presentation": set[str]()}
    for part in ADMX.iter():
        for value in part.attrib.values():
            for kind, name in REFERENCE.findall(value):
                asked[kind].add(name)
    for kind, wanted in asked.items():
        there = ids(language, kind)
        assert len(set(there)) == len(there)
        assert set(there) == wanted


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_box_fits_the_element_that_it_is_for(language: str) -> None:
    boxes = {part.get("id", ""): part for part in ADMLS[language].iter(f"{NS}presentation")}
    for policy in policies().values():
        elements = policy.find(f"{NS}elements")
        if elements is not None:
            presentation = boxes[REFERENCE.findall(policy.get("presentation", ""))[0][1]]
            shown = {box.get("refId"): box.tag.removeprefix(NS) for box in presentation if box.get("refId")}
            assert shown == {part.get("id"): BOX_OF[part.tag.removeprefix(NS)] for part in elements}


def test_every_policy_and_category_hangs_below_one_that_there_is() -> None:
    categories = {part.get("name") for part in ADMX.iter(f"{NS}category")}
    assert {part.get("ref") for part in ADMX.iter(f"{NS}parentCategory")} <= categories
    assert {part.get("class") for part in policies().values()} == {"Machine"}


def test_the_languages_say_the_same_in_other_words() -> None:
    english, spanish = (
        {part.get("id"): part.text for part in ADMLS[language].iter(f"{NS}string")} for language in LANGUAGES
    )
    assert english.keys() == spanish.keys()
    same = {name for name in english if str(name).endswith("_Explain") and english[name] == spanish[name]}
    assert same == set()


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_what_a_template_can_write_is_read_back_as_it_was_meant(setting: ListedSetting) -> None:
    """As the registry holds it: a number for a switch, lines for a list, JSON for an object."""
    for value in (setting.default, *setting.examples):
        match setting.shape:
            case Shape.SWITCH:
                written: object = int(bool(value))
            case Shape.LINES:
                written = [line if isinstance(line, str) else json.dumps(line) for line in value]
            case Shape.OBJECT:
                written = json.dumps(value)
            case Shape.NUMBER:
                written = int(value)
            case _:
                written = value
        assert READERS[setting.name](written) == READERS[setting.name](value)


# --- the schema ------------------------------------------------------------------------------------------------------


def takes(name: str, value: object) -> bool:
    try:
        READERS[name](value)
    except (ValueError, TypeError, OverflowError):
        return False
    return True


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_the_default_and_every_example_of_the_schema_is_taken_by_the_program(setting: ListedSetting) -> None:
    for value in (setting.default, *setting.examples):
        assert accepts(dict(setting.schema), value)
        assert takes(setting.name, value)


@pytest.mark.parametrize("setting", [one for one in SETTINGS if one.shape is Shape.NUMBER], ids=lambda one: one.name)
def test_the_bounds_of_the_schema_are_those_of_the_program(setting: ListedSetting) -> None:
    lowest, highest = setting.schema["minimum"], setting.schema["maximum"]
    wanted = {lowest: True, highest: True, lowest - 1: False, highest + 1: False}
    assert {value: takes(setting.name, value) for value in wanted} == wanted
    assert {value: accepts(dict(setting.schema), value) for value in wanted} == wanted


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theme", "purple"),
        ("takes_prescription_id", "perhaps"),
        ("curtain_pin", "4711"),
        ("url", 7),
        ("keys", ["crop"]),
        ("people", [{"name": "Ana"}]),
        ("people", [{"name": "A" * 61, "user_id": "usr_7"}]),
        ("scanners", ["192.0.2.7"]),
        ("scanners", [{"id": "x", "name": "x", "road": "TWAIN", "address": "x"}]),
        ("scanners", ["http://192.0.2.7"] * 51),
        ("profiles", [{"name": "Card", "dpi": 50}]),
        ("profiles", [{"kind": "love letter"}]),
        ("profiles", [{}] * 7),
        ("last_scan", {"source": "ceiling"}),
        ("expected_documents", {"planet": []}),
        ("expected_documents", {"patient": ["id underside"]}),
        ("label_patterns", ["fill: {id}"] * 21),
        ("hot_folder_after", "burn"),
    ],
)
def test_what_makes_no_sense_is_refused_by_the_schema_and_by_the_program(name: str, value: object) -> None:
    assert not accepts(schema_of(name), value)
    assert not takes(name, value)


def test_a_whole_policy_is_described_by_the_schema() -> None:
    schema = json.loads(FILES[policy_files.SCHEMA_NAME])
    assert schema["properties"].keys() == {"by", "defaults", "locked"}
    described = schema["$defs"]["settings"]["properties"]
    assert described.keys() == READERS.keys()
    assert all(one["description"] and one["title"] and "default" in one for one in described.values())


def test_the_example_of_the_page_is_a_policy_that_the_schema_and_the_program_take() -> None:
    page = policy_files.PAGE.read_text(encoding="utf-8")
    example = json.loads(re.findall(r"```\n(\{.*?\})\n```", page, re.DOTALL)[0])
    for name, value in (example["defaults"] | example["locked"]).items():
        assert accepts(schema_of(name), value)
        assert takes(name, value)


def test_the_page_has_the_settings_as_they_are() -> None:
    page = policy_files.PAGE.read_text(encoding="utf-8")
    assert policy_files.page_with(SETTINGS, page) == page, "run: python3 packaging/group_policy.py --page"


def test_the_files_are_packed_alike_each_time(tmp_path: Path) -> None:
    policy_files.write(tmp_path / "policy", SETTINGS, "0.1.0")
    for name in ("a.zip", "b.zip"):
        group_policy.pack(tmp_path / "policy", tmp_path / name, 1_700_000_000)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert set(archive.namelist()) == FILES.keys()
