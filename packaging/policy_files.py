"""The files that fleets are managed with, as texts: templates, schema, and the page with its table."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any  # Any: a schema holds whatever JSON can hold

import policy_templates
from policy_settings import CHECKOUT, LANGUAGES, ListedSetting, Shape

PAGE = CHECKOUT / "packaging" / "POLICY.md"
BEGIN, END = "<!-- settings: written by group_policy.py -->\n", "<!-- /settings -->\n"
SCHEMA_NAME = "policy.schema.json"


def write(folder: Path, settings: Sequence[ListedSetting], version: str) -> None:
    """Every file into `folder`."""
    for name, text in texts_of(settings, version).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def texts_of(settings: Sequence[ListedSetting], version: str) -> dict[str, str]:
    """The files by their name in the folder."""
    templates = {"CounterScan.admx": policy_templates.admx(settings)}
    for language in LANGUAGES:
        templates[f"{language}/CounterScan.adml"] = policy_templates.adml(settings, language)
    schema = json.dumps(schema_of(settings, version), indent=2, ensure_ascii=False) + "\n"
    return {**templates, SCHEMA_NAME: schema, PAGE.name: PAGE.read_text(encoding="utf-8")}


def schema_of(settings: Sequence[ListedSetting], version: str) -> dict[str, Any]:
    """The JSON schema of a policy file. It takes known names alone, where the program passes over others."""
    properties = {setting.name: _described(setting) for setting in settings}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Policy of CounterScan {version}",
        "type": "object",
        "properties": {
            "by": {"type": "string", "description": "Whom to ask about what is locked."},
            "defaults": {"$ref": "#/$defs/settings", "description": "Values that hold until somebody chooses."},
            "locked": {"$ref": "#/$defs/settings", "description": "Values that nobody can change."},
        },
        "additionalProperties": False,
        "$defs": {"settings": {"type": "object", "properties": properties, "additionalProperties": False}},
    }


def _described(setting: ListedSetting) -> dict[str, Any]:
    examples = {"examples": list(setting.examples)} if setting.examples else {}
    english = LANGUAGES[0]
    words = {"title": setting.titles[english], "description": setting.sentences[english]}
    return {**words, **setting.schema, "default": setting.default, **examples}


def page_with(settings: Sequence[ListedSetting], page: str) -> str:
    """The page with the table of all settings in its place."""
    head, _, rest = page.partition(BEGIN)
    _, _, tail = rest.partition(END)
    return head + BEGIN + table_of(settings) + END + tail


def table_of(settings: Sequence[ListedSetting]) -> str:
    """A line a setting: name, type, range, default, one sentence."""
    lines = ["| name | type | range | default | what it is |", "| --- | --- | --- | --- | --- |"]
    for setting in settings:
        sentence = setting.sentences[LANGUAGES[0]].replace("|", "\\|")
        kind, range_ = _kind_and_range(setting)
        lines.append(f"| `{setting.name}` | {kind} | {range_} | {_default(setting)} | {sentence} |")
    return "\n".join(lines) + "\n"


def _kind_and_range(setting: ListedSetting) -> tuple[str, str]:
    schema = setting.schema
    match setting.shape:
        case Shape.CHOICE:
            return "word", ", ".join(f"`{word}`" for word in schema["enum"])
        case Shape.NUMBER:
            kind = "whole number" if schema["type"] == "integer" else "number"
            return kind, f"{schema['minimum']:g} to {schema['maximum']:g}"
        case Shape.LINES:
            of = {"object": "objects", "string": "texts"}.get(schema["items"].get("type"), "addresses or objects")
            return f"list of {of}", f"{schema['maxItems']} at most" if "maxItems" in schema else ""
        case Shape.SWITCH:
            return "true or false", ""
        case _:
            return {Shape.TEXT: "text", Shape.OBJECT: "object"}[setting.shape], ""


def _default(setting: ListedSetting) -> str:
    value = setting.default
    if setting.shape is Shape.OBJECT or (setting.shape is Shape.LINES and value and isinstance(value[0], dict)):
        return "as built in"
    if value in ("", []):
        return "empty"
    return f"`{json.dumps(value) if not isinstance(value, str) else value}`".replace("|", "\\|")
