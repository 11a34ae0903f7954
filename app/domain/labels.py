"""What a barcode says: the grammar of labels, as a list of patterns that a store can set.

A pattern is one line, the kind of record and the shape of its code: `fill: {flag}{id}:{version}` is the label of the
look-up document (`b209827:a5g`), `prescription: RX{id:digits 7}{check:gs1}` a code that names its record by itself.
Outside of braces every sign stands for itself, upper and lower case told apart. `{id}` is the record's ID; `{flag}` one
letter; `{version}`, or any other name, is read over. A part may say what is in it and how much of it:
`{id:digits}`, `{id:letters 2}`, `{id:digits 6-8}`, `{version:1-8}`. `{check:luhn}` and `{check:gs1}` are a check digit
over the digits of the ID.

The whole of a code must fit, or it is refused: a label of another store is never half-matched. What a `fill` is the
label of only the store knows (`GET /pos/barcode/{barcode}`).

Beside them, in every store, the QR code of our own separator sheets is read (`app.domain.separators`): it names its
record and the store that it was printed for.
"""

from dataclasses import dataclass
from enum import Enum

from app.domain.label_patterns import LabelPattern, Piece, can_meet, can_split_two_ways, read_pattern
from app.domain.records import Record, RecordKind
from app.domain.separators import read_separator

MAX_PATTERNS = 20
MAX_CODE_LENGTH = 200
"""Longer than any label; what a QR code holds beyond that is something else."""

DEFAULT_PATTERNS = ("fill: {flag}{id}:{version:1-8}",)
"""The look-up document: `<flag, 1 char><fill id>:<label version>`, for example `b209827:a5g`."""

FILL = "fill"
_KINDS = {FILL: RecordKind.PRESCRIPTION} | {kind.value: kind for kind in RecordKind}


@dataclass(frozen=True, slots=True)
class Label:
    """A barcode that is one of ours, in its parts; `kind` is what a record it names is.

    `record_id` is empty where only the store can tell whose label it is: then `fill_id` is what it is the label of.
    """

    text: str
    flag: str = ""
    fill_id: str = ""
    version: str = ""
    kind: RecordKind = RecordKind.PRESCRIPTION
    record_id: str = ""
    store_mark: str = ""
    """Of a separator sheet: the store that it was printed for (`app.domain.separators.store_mark`)."""

    @property
    def record(self) -> Record | None:
        """The record that the code names by itself, without any look-up; a sheet's store has to be looked at first."""
        return Record(self.kind, self.record_id) if self.record_id and not self.store_mark else None


class Check(Enum):
    """How a check digit is worked out; the value is its name in a pattern."""

    LUHN = "luhn"
    GS1 = "gs1"


@dataclass(frozen=True, slots=True)
class LabelGrammar:
    """The patterns of one store. Made by `grammar_of`; no text fits two of them, and none in two ways."""

    patterns: tuple[LabelPattern, ...]

    def read(self, text: str) -> Label | None:
        """The label that `text` is, or None. What the symbology puts before it (`]C1`) is no part of it."""
        text = without_symbology(text.strip())
        if not text or len(text) > MAX_CODE_LENGTH:
            return None
        sheet = read_separator(text)
        if sheet is not None:
            return Label(text, kind=sheet.kind, record_id=sheet.record_id, store_mark=sheet.store_mark)
        read = (_label(pattern, text) for pattern in self.patterns)
        return next((label for label in read if label is not None), None)


def grammar_of(lines: tuple[str, ...]) -> LabelGrammar:
    """The grammar that these lines describe; ValueError with a sentence where one of them can't be meant."""
    if len(lines) > MAX_PATTERNS:
        raise ValueError(f"There can be {MAX_PATTERNS} label patterns at most")
    patterns = tuple(_pattern(line) for line in lines)
    for number, one in enumerate(patterns):
        if can_split_two_ways(one):
            raise ValueError(f"It can't be told where the parts of a code begin and end: {one.line}")
        for other in patterns[:number]:
            if can_meet(one, other):
                raise ValueError(f"One code could fit both of these label patterns: {other.line} and {one.line}")
    return LabelGrammar(patterns)


def without_symbology(text: str) -> str:
    """`text` less the three signs by which a scanner can tell the kind of barcode (ISO/IEC 15424: `]C0`, `]Q1`)."""
    is_told = len(text) > 3 and text[0] == "]" and text[1].isascii() and text[1].isalpha() and text[2].isalnum()
    return text[3:] if is_told else text


def _pattern(line: str) -> LabelPattern:
    word, colon, shape = line.partition(":")
    kind, shape = _KINDS.get(word.strip()), shape.strip()
    if not colon or kind is None:
        kinds = ", ".join(_KINDS)
        raise ValueError(f"A label pattern begins with one of {kinds} and a colon: {line}")
    pattern = read_pattern(line.strip(), kind, shape, is_fill=word.strip() == FILL)
    checks = [piece.check for piece in pattern.pieces if piece.check]
    if len(checks) > 1 or any(check not in {each.value for each in Check} for check in checks):
        raise ValueError(f"A label pattern can have one check digit, luhn or gs1: {line}")
    identity = next(piece for piece in pattern.pieces if piece.name == "id")
    if checks and not identity.signs <= frozenset("0123456789"):
        raise ValueError(f"A check digit needs an ID of digits: {line}")
    return pattern


def _label(pattern: LabelPattern, text: str) -> Label | None:
    match = pattern.expression.fullmatch(text)
    if match is None or not _checks(pattern.pieces, match.groupdict()):
        return None
    parts = match.groupdict()
    flag, version, its_id = parts.get("flag", ""), parts.get("version", ""), parts["id"]
    if pattern.is_fill:
        return Label(text, flag, its_id, version, pattern.kind)
    return Label(text, flag, "", version, pattern.kind, f"{pattern.id_prefix}{its_id}")


def _checks(pieces: tuple[Piece, ...], parts: dict[str, str]) -> bool:
    check = next((Check(piece.check) for piece in pieces if piece.check), None)
    return check is None or check_digit(check, parts["id"]) == parts["check"]


def check_digit(check: Check, digits: str) -> str:
    """The check digit of some digits: Luhn (ISO/IEC 7812-1), or GS1's with the weights 3 and 1, from the right."""
    total = 0
    for place, sign in enumerate(reversed(digits)):
        weighted = int(sign) * ((2 if check is Check.LUHN else 3) if place % 2 == 0 else 1)
        total += weighted - 9 if check is Check.LUHN and weighted > 9 else weighted
    return str(-total % 10)


DEFAULT_GRAMMAR = LabelGrammar(tuple(map(_pattern, DEFAULT_PATTERNS)))
"""What `grammar_of` makes of the default patterns, without the check of them: a test makes that."""


def parse_label(text: str, grammar: LabelGrammar = DEFAULT_GRAMMAR) -> Label | None:
    """The label that `text` is, or None: the whole text must match, nothing is half-matched."""
    return grammar.read(text)
