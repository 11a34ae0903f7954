"""The settings as those who write policies see them: one list, read from the program itself, with its words.

Nothing of it is kept here but the words of `policy_words.py`: a setting of the program without them stops the build.
"""

import ast
import itertools
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any  # Any: a default is whatever JSON can hold

from policy_words import WORDS

CHECKOUT = Path(__file__).resolve().parent.parent
SETTINGS = CHECKOUT / "app" / "system" / "settings.py"
LANGUAGES = ("en-US", "es-ES")
_SOURCE = re.compile(r" \([a-z]+\.md\)")
"""Where a sentence of the program names the paper that a rule comes from."""


class Shape(Enum):
    """How a setting is given where policies are edited."""

    SWITCH = "switch"
    CHOICE = "choice"
    NUMBER = "number"
    TEXT = "text"
    LINES = "lines"
    """A text a line; of objects one as JSON a line."""
    OBJECT = "object"
    """One object as JSON."""


@dataclass(frozen=True, slots=True)
class ListedSetting:
    """One setting: `titles` and `sentences` by language, its default as it stands in a file, its schema."""

    name: str
    titles: Mapping[str, str]
    sentences: Mapping[str, str]
    default: Any
    schema: Mapping[str, Any]
    examples: tuple[object, ...]

    @property
    def shape(self) -> Shape:
        """How it is given."""
        if "enum" in self.schema:
            return Shape.CHOICE
        return {
            "boolean": Shape.SWITCH,
            "number": Shape.NUMBER,
            "integer": Shape.NUMBER,
            "string": Shape.TEXT,
            "array": Shape.LINES,
            "object": Shape.OBJECT,
        }[self.schema["type"]]


class WordsMissing(Exception):
    """A setting of the program that has no words here, or words without a setting."""


def listed() -> list[ListedSetting]:
    """Every setting of the program, by name. Raises `WordsMissing`."""
    sys.path.insert(0, str(CHECKOUT))
    from app.system.setting_schemas import EXAMPLES, schema_of  # late: the checkout is on the path only now
    from app.system.settings import READERS, Settings, plain_value

    sys.path.remove(str(CHECKOUT))
    sentences = sentences_of(SETTINGS.read_text(encoding="utf-8"))
    astray = WORDS.keys() ^ READERS.keys() or sentences.keys() ^ READERS.keys()
    if astray:
        raise WordsMissing(f"no setting, or no words for it: {', '.join(sorted(astray))}")
    usual = Settings()
    return [
        ListedSetting(
            name,
            dict(zip(LANGUAGES, (words.english, words.spanish), strict=True)),
            dict(zip(LANGUAGES, (sentences[name], words.sentence), strict=True)),
            plain_value(getattr(usual, name)),
            schema_of(name),
            EXAMPLES.get(name, ()),
        )
        for name, words in sorted(WORDS.items())
    ]


def sentences_of(source: str) -> dict[str, str]:
    """What stands below each field of `Settings`."""
    module = ast.parse(source)
    body = next(part.body for part in module.body if isinstance(part, ast.ClassDef) and part.name == "Settings")
    found: dict[str, str] = {}
    for field, below in itertools.pairwise(body):
        if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant) and isinstance(field, ast.AnnAssign):
            name, sentence = ast.unparse(field.target), " ".join(str(below.value.value).split())
            found[name] = _SOURCE.sub("", sentence)
    return found
