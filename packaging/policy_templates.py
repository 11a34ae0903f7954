"""The templates of Windows' group policies: `CounterScan.admx`, and an `.adml` with the words of each language.

Their form is that of Microsoft's "Group Policy ADMX Syntax Reference Guide" (schema 1.0); elements have one order.
Each setting is there twice: as a default that a person may change, and locked. `By` says whom to ask.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any  # Any: a default is whatever JSON can hold
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from policy_settings import ListedSetting, Shape

NAMESPACE = "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions"
OWN_NAMESPACE = "CounterScan.Policies"
KEY = r"Software\Policies\CounterScan"
GROUPS = ("Defaults", "Locked")
VERSIONS = {"revision": "1.0", "schemaVersion": "1.0"}
LONGEST_TEXT = 1023
LONGEST_LINES = 32_767
"""So many letters the box of several lines takes; the program reads no more than 1 MB of a policy anyhow."""

WORDS: Mapping[str, Mapping[str, str]] = {
    "en-US": {
        "about": "Policies of CounterScan.",
        "CounterScan": "CounterScan",
        "Defaults": "Defaults",
        "Defaults_Explain": "Values that hold until somebody chooses another one in the program.",
        "Locked": "Locked",
        "Locked_Explain": "Values that nobody can change in the program, by a file or by a variable.",
        "Supported": "CounterScan on Windows 10 version 1809 or newer",
        "By": "Whom to ask",
        "By_Explain": "The name that the program shows beside what is locked, such as your department.",
        "label": "{title}:",
        "switch": "Enabled: on. Disabled: off.",
        "number": "A whole number from {minimum:g} to {maximum:g}.",
        "text": "A text.",
        "choice": "One of: {choices}.",
        "lines": "One a line.",
        "objects": "One a line, each as a JSON object.",
        "object": "A JSON object.",
        "default": "Without a policy: {default}.",
        "empty": "empty",
        "on": "on",
        "off": "off",
        "name": "Name of the value: {name}.",
    },
    "es-ES": {
        "about": "Directivas de CounterScan.",
        "CounterScan": "CounterScan",
        "Defaults": "Valores predeterminados",
        "Defaults_Explain": "Valores que rigen hasta que alguien elija otro en el programa.",
        "Locked": "Bloqueados",
        "Locked_Explain": "Valores que nadie puede cambiar en el programa, con un archivo ni con una variable.",
        "Supported": "CounterScan en Windows 10 versión 1809 o posterior",
        "By": "A quién preguntar",
        "By_Explain": "El nombre que el programa muestra junto a lo bloqueado, por ejemplo su departamento.",
        "label": "{title}:",
        "switch": "Habilitada: activado. Deshabilitada: desactivado.",
        "number": "Un número entero de {minimum:g} a {maximum:g}.",
        "text": "Un texto.",
        "choice": "Uno de: {choices}.",
        "lines": "Uno por línea.",
        "objects": "Uno por línea, cada uno como objeto JSON.",
        "object": "Un objeto JSON.",
        "default": "Sin directiva: {default}.",
        "empty": "vacío",
        "on": "activado",
        "off": "desactivado",
        "name": "Nombre del valor: {name}.",
    },
}


def admx(settings: Sequence[ListedSetting]) -> str:
    """The policies themselves, without words."""
    root = Element("policyDefinitions", {"xmlns": NAMESPACE, **VERSIONS})
    spaces = SubElement(root, "policyNamespaces")
    SubElement(spaces, "target", {"prefix": "counterscan", "namespace": OWN_NAMESPACE})
    SubElement(root, "resources", {"minRequiredRevision": "1.0"})
    definitions = SubElement(SubElement(root, "supportedOn"), "definitions")
    SubElement(definitions, "definition", {"name": "Supported", "displayName": "$(string.Supported)"})
    categories = SubElement(root, "categories")
    SubElement(categories, "category", {"name": "CounterScan", "displayName": "$(string.CounterScan)"})
    for group in GROUPS:
        words = {"displayName": f"$(string.{group})", "explainText": f"$(string.{group}_Explain)"}
        category = SubElement(categories, "category", {"name": group, **words})
        SubElement(category, "parentCategory", {"ref": "CounterScan"})
    policies = SubElement(root, "policies")
    by = _policy(policies, "By", "By", KEY, "CounterScan", has_presentation=True)
    limits = {"required": "true", "maxLength": str(LONGEST_TEXT)}
    SubElement(SubElement(by, "elements"), "text", {"id": "By", "valueName": "By", **limits})
    for group in GROUPS:
        for setting in settings:
            _add_setting(policies, setting, group)
    return _text_of(root)


def _policy(
    policies: Element, name: str, words: str, key: str, category: str, *, has_presentation: bool, value_name: str = ""
) -> Element:
    attributes = {"name": name, "class": "Machine"}
    attributes |= {"displayName": f"$(string.{words})", "explainText": f"$(string.{words}_Explain)"}
    if has_presentation:
        attributes["presentation"] = f"$(presentation.{words})"
    attributes["key"] = key
    if value_name:
        attributes["valueName"] = value_name
    policy = SubElement(policies, "policy", attributes)
    SubElement(policy, "parentCategory", {"ref": category})
    SubElement(policy, "supportedOn", {"ref": "Supported"})
    return policy


def _add_setting(policies: Element, setting: ListedSetting, group: str) -> None:
    name, key = f"{group}_{setting.name}", f"{KEY}\\{group}"
    if setting.shape is Shape.SWITCH:
        policy = _policy(policies, name, setting.name, key, group, has_presentation=False, value_name=setting.name)
        for kind, value in (("enabledValue", "1"), ("disabledValue", "0")):
            SubElement(SubElement(policy, kind), "decimal", {"value": value})
        return
    elements = SubElement(_policy(policies, name, setting.name, key, group, has_presentation=True), "elements")
    named = {"id": setting.name, "valueName": setting.name, "required": "true"}
    match setting.shape:
        case Shape.CHOICE:
            choice = SubElement(elements, "enum", named)
            for word in setting.schema["enum"]:
                item = SubElement(choice, "item", {"displayName": f"$(string.{setting.name}_{word})"})
                SubElement(SubElement(item, "value"), "string").text = word
        case Shape.NUMBER:
            bounds = {"minValue": f"{setting.schema['minimum']:g}", "maxValue": f"{setting.schema['maximum']:g}"}
            SubElement(elements, "decimal", {**named, **bounds})
        case Shape.LINES:
            SubElement(elements, "multiText", {**named, "maxLength": str(LONGEST_LINES)})
        case Shape.TEXT | Shape.OBJECT:
            limits = {"maxLength": str(LONGEST_TEXT if setting.shape is Shape.TEXT else LONGEST_LINES)}
            expands = {"expandable": "true"} if setting.schema.get("format") == "path" else {}
            SubElement(elements, "text", {**named, **limits, **expands})


def adml(settings: Sequence[ListedSetting], language: str) -> str:
    """The words of one language, `en-US` or `es-ES`, and what the boxes look like."""
    words = WORDS[language]
    root = Element("policyDefinitionResources", {"xmlns": NAMESPACE, **VERSIONS})
    SubElement(root, "displayName").text = words["CounterScan"]
    SubElement(root, "description").text = words["about"]
    resources = SubElement(root, "resources")
    strings = SubElement(resources, "stringTable")
    for name, text in _strings(settings, language):
        SubElement(strings, "string", {"id": name}).text = text
    boxes = SubElement(resources, "presentationTable")
    by = SubElement(SubElement(boxes, "presentation", {"id": "By"}), "textBox", {"refId": "By"})
    SubElement(by, "label").text = words["label"].format(title=words["By"])
    for setting in settings:
        if setting.shape is not Shape.SWITCH:
            _add_box(SubElement(boxes, "presentation", {"id": setting.name}), setting, language)
    return _text_of(root)


def _strings(settings: Sequence[ListedSetting], language: str) -> Iterable[tuple[str, str]]:
    words = WORDS[language]
    for name in ("CounterScan", "Supported", "By", "By_Explain", *GROUPS, *(f"{group}_Explain" for group in GROUPS)):
        yield name, words[name]
    for setting in settings:
        yield setting.name, setting.titles[language]
        yield f"{setting.name}_Explain", "\n\n".join(_explained(setting, language))
        if setting.shape is Shape.CHOICE:
            for word in setting.schema["enum"]:
                yield f"{setting.name}_{word}", word


def _explained(setting: ListedSetting, language: str) -> Iterable[str]:
    words = WORDS[language]
    yield setting.sentences[language].replace("`", "")
    match setting.shape:
        case Shape.SWITCH | Shape.TEXT | Shape.OBJECT as shape:
            yield words[shape.value]
        case Shape.CHOICE:
            yield words["choice"].format(choices=", ".join(setting.schema["enum"]))
        case Shape.NUMBER:
            yield words["number"].format(minimum=setting.schema["minimum"], maximum=setting.schema["maximum"])
        case Shape.LINES:
            yield words["objects" if setting.schema["items"].get("type") == "object" else "lines"]
    if setting.shape not in (Shape.LINES, Shape.OBJECT):
        yield words["default"].format(default=_default(setting.default, words))
    yield words["name"].format(name=setting.name)


def _default(value: Any, words: Mapping[str, str]) -> str:
    if isinstance(value, bool):
        return words["on" if value else "off"]
    return f"{value:g}" if isinstance(value, float) else str(value) or words["empty"]


def _add_box(presentation: Element, setting: ListedSetting, language: str) -> None:
    label = WORDS[language]["label"].format(title=setting.titles[language])
    match setting.shape:
        case Shape.CHOICE:
            place = str(setting.schema["enum"].index(setting.default))
            box = {"refId": setting.name, "noSort": "true", "defaultItem": place}
            SubElement(presentation, "dropdownList", box).text = label
        case Shape.NUMBER:
            box = {"refId": setting.name, "defaultValue": f"{setting.default:g}"}
            SubElement(presentation, "decimalTextBox", box).text = label
        case Shape.LINES:
            SubElement(presentation, "text").text = label
            SubElement(presentation, "multiTextBox", {"refId": setting.name})
        case _:
            SubElement(SubElement(presentation, "textBox", {"refId": setting.name}), "label").text = label


def _text_of(root: Element) -> str:
    ElementTree.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'
