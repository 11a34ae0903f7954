"""Judges values by JSON Schema, as far as our own schema uses it: a second pair of eyes beside the readers."""

import re
from typing import Any  # Any: a schema and a value hold whatever JSON can hold

_KINDS: dict[str, Any] = {
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
    "array": list,
    "object": dict,
}


def accepts(schema: dict[str, Any], value: Any) -> bool:
    """Is the value what the schema describes?"""
    kind = schema.get("type")
    if kind is not None and (not isinstance(value, _KINDS[kind]) or isinstance(value, bool) is not (kind == "boolean")):
        return False
    if "anyOf" in schema and not any(accepts(one, value) for one in schema["anyOf"]):
        return False
    if "enum" in schema and value not in schema["enum"]:
        return False
    match value:
        case str():
            return _fits_text(schema, value)
        case list():
            return len(value) <= schema.get("maxItems", len(value)) and all(
                accepts(schema["items"], one) for one in value
            )
        case dict():
            return _fits_object(schema, value)
        case int() | float():
            return bool(schema.get("minimum", value) <= value <= schema.get("maximum", value))
        case _:
            return False


def _fits_text(schema: dict[str, Any], value: str) -> bool:
    fits = schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value))
    return fits and re.search(schema.get("pattern", ""), value) is not None


def _fits_object(schema: dict[str, Any], value: dict[str, Any]) -> bool:
    known, further = schema.get("properties", {}), schema.get("additionalProperties", {})
    if not set(schema.get("required", ())) <= value.keys() or (further is False and value.keys() - known.keys()):
        return False
    names_fit = all(accepts(schema.get("propertyNames", {}), name) for name in value)
    return names_fit and all(accepts(known.get(name, further), one) for name, one in value.items())
