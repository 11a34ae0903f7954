"""What a value of each setting may look like, as JSON Schema (draft 2020-12): for whoever writes a policy.

It follows from the reader that the program takes the value with: readers with bounds carry them, what the others take
stands here. A schema says no more than its reader: what it refuses is refused, what it takes may still make no sense.
"""

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any  # Any: a schema holds whatever JSON can hold

from app.domain.documents import EVERY_DOCUMENT, MAX_EXPECTED
from app.domain.labels import MAX_PATTERNS
from app.domain.pages import DocumentKind, Side
from app.domain.people import MAX_NAME_LENGTH, MAX_USER_ID_LENGTH, MOST_PEOPLE
from app.domain.pins import SALT_BYTES
from app.domain.profiles import HIGHEST_DPI, LOWEST_DPI, MAX_PROFILES
from app.domain.records import RecordKind
from app.domain.scanning import Mode, Road, Source
from app.system.capture_settings import MAX_SCANNERS, MAX_TEXT_LENGTH, read_profile, read_profiles, read_scanners
from app.system.document_settings import read_expected_documents
from app.system.people_settings import read_people
from app.system.setting_readers import (
    NO_PIN,
    Number,
    OneOf,
    Whole,
    folder,
    key_choices,
    label_patterns,
    pin,
    release_address,
    scanner_address,
    switch,
    text,
    texts,
)
from app.system.settings import READERS

Schema = dict[str, Any]
HASH_BYTES = 64
PATH = "path"
"""The format of a text that is a folder: in the registry `%ProgramData%` and the like are followed."""


def schema_of(name: str) -> Schema:
    """The schema of the setting with this name; raises `KeyError` for none of ours."""
    read = READERS[name]
    match read:
        case Number(lowest, highest):
            return {"type": "number", "minimum": lowest, "maximum": highest}
        case Whole(lowest, highest):
            return {"type": "integer", "minimum": lowest, "maximum": highest}
        case OneOf():
            return {"enum": list(read.words)}
        case _:
            return dict(_SCHEMAS[read])


def _text(longest: int = MAX_TEXT_LENGTH) -> Schema:
    return {"type": "string", "maxLength": longest}


def _one_of(kind: type[Enum], *also: str) -> Schema:
    return {"enum": list(dict.fromkeys([*also, *(str(member.value) for member in kind)]))}


def _object(properties: Mapping[str, Schema], required: tuple[str, ...] = ()) -> Schema:
    return {"type": "object", "properties": dict(properties), "required": list(required), "additionalProperties": False}


def _list(items: Schema, most: int | None = None) -> Schema:
    return {"type": "array", "items": items} | ({} if most is None else {"maxItems": most})


_ADDRESS: Schema = _text() | {"pattern": "^https?://"}
_SCANNER = _object(
    {
        "id": _text(),
        "name": _text(),
        "road": _one_of(Road),
        "address": _text(),
        "place": _text(),
        "certificate": _text(),
    },
    required=("id", "name", "road", "address"),
)
_PROFILE = _object(
    {
        "name": _text(),
        "scanner": _text(),
        "camera": {"type": "boolean"},
        "source": _one_of(Source, ""),
        "dpi": {"type": "integer", "minimum": LOWEST_DPI, "maximum": HIGHEST_DPI},
        "mode": _one_of(Mode, ""),
        "kind": _one_of(DocumentKind, ""),
        "side": _one_of(Side, ""),
        "straightens": {"type": "boolean"},
        "cleans_up": {"type": "boolean"},
        "asks_next": {"type": "boolean"},
    }
)
_PERSON = _object(
    {
        "name": {"type": "string", "minLength": 1, "maxLength": MAX_NAME_LENGTH},
        "user_id": {"type": "string", "minLength": 1, "maxLength": MAX_USER_ID_LENGTH},
    },
    required=("name", "user_id"),
)
_SCHEMAS: dict[Callable[[object], object], Schema] = {
    text: {"type": "string"},
    switch: {"type": "boolean"},
    folder: {"type": "string", "format": PATH},
    scanner_address: {"type": "string"},
    release_address: {"type": "string", "pattern": r"^(https?://[^@\s]+)?$"},
    pin: {
        "type": "string",
        "pattern": rf"^({NO_PIN}|scrypt\$[0-9a-fA-F]{{{2 * SALT_BYTES}}}\$[0-9a-fA-F]{{{2 * HASH_BYTES}}})?$",
    },
    texts: _list({"type": "string"}),
    key_choices: _list({"type": "string", "pattern": "^[^=]+=.+$"}),
    label_patterns: _list({"type": "string"}, MAX_PATTERNS),
    read_people: _list(_PERSON, MOST_PEOPLE),
    read_scanners: _list({"anyOf": [_ADDRESS, _SCANNER]}, MAX_SCANNERS),
    read_profiles: _list(_PROFILE, MAX_PROFILES),
    read_profile: _PROFILE,
    read_expected_documents: {
        "type": "object",
        "propertyNames": _one_of(RecordKind),
        "additionalProperties": _list({"enum": [document.words for document in EVERY_DOCUMENT]}, MAX_EXPECTED),
    },
}
EXAMPLES: Mapping[str, tuple[object, ...]] = {
    "url": ("lakeside", "https://lakeside.drxapp.com"),
    "curtain_pin": (NO_PIN,),
    "keys": (["crop=K", "upload=Ctrl+U"],),
    "people": ([{"name": "Ana", "user_id": "usr_7"}],),
    "clamd_address": ("127.0.0.1:3310",),
    "scanners": (
        ["https://192.0.2.7/eSCL"],
        [{"id": "escl:1", "name": "Front", "road": "eSCL", "address": "https://192.0.2.7/eSCL", "place": "Counter"}],
    ),
    "updates_url": ("https://downloads.example/counterscan/release.json",),
    "scanner": ("escl:https://192.0.2.7/eSCL",),
    "profiles": ([{"name": "Hard copy", "dpi": 200, "mode": "gray", "kind": "hard copy", "straightens": True}],),
    "expected_documents": ({"patient": ["id front", "insurance card back"], "sale": []},),
}
"""Where the default alone shows too little of what a value looks like."""
