"""One pattern of a label in its pieces, and whether two patterns could fit one code: worked out, not tried."""

import re
import string
from dataclasses import dataclass

from app.domain.records import RecordKind

_LETTERS, _DIGITS = frozenset(string.ascii_letters), frozenset(string.digits)
_WORDS = {
    "letters": _LETTERS,
    "upper": frozenset(string.ascii_uppercase),
    "lower": frozenset(string.ascii_lowercase),
    "digits": _DIGITS,
    "plain": _LETTERS | _DIGITS,
    "any": _LETTERS | _DIGITS | {"_", "-"},
}
MAX_PIECE_LENGTH = 64
MAX_LINE_LENGTH = 200
_USUAL = {"id": ("any", 1, 32), "flag": ("letters", 1, 1), "version": ("plain", 1, 16), "check": ("digits", 1, 1)}
_USUAL_OTHER = ("any", 1, 32)
_PIECE = re.compile(r"\{([a-z]+)(?::([^{}]*))?\}")
_COUNT = re.compile(r"([0-9]{1,2})(?:-([0-9]{1,2}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of `least` to `most` of these signs. `name` is empty for what stands for itself."""

    name: str
    signs: frozenset[str]
    least: int = 1
    most: int = 1
    check: str = ""


@dataclass(frozen=True, slots=True)
class LabelPattern:
    """One line of the grammar. `is_fill`: whose label it is only the store knows.

    `id_prefix` is what stands right before the ID in the code and is a part of it, as in `prescription: rx_{id}`.
    """

    line: str
    kind: RecordKind
    is_fill: bool
    pieces: tuple[Piece, ...]
    expression: re.Pattern[str]
    id_prefix: str = ""


def read_pattern(line: str, kind: RecordKind, shape: str, *, is_fill: bool) -> LabelPattern:
    """The pattern of this shape; ValueError with a sentence where it makes no sense.

    A sign that ends in `_` right before the ID belongs to it: DRX writes `rx_70544` (look-up document).
    """
    if len(line) > MAX_LINE_LENGTH:
        raise ValueError(f"A label pattern has {MAX_LINE_LENGTH} signs at most")
    pieces: list[Piece] = []
    prefix = literal = ""
    at = 0
    while at < len(shape):
        found = _PIECE.match(shape, at)
        if found is None and shape[at] in "{}":
            raise ValueError(f"This part of a label pattern makes no sense: {shape[at:]}")
        if found is None:
            literal += shape[at]
            pieces.append(Piece("", frozenset(shape[at])))
            at += 1
            continue
        if found[1] == "id" and literal.endswith("_"):
            prefix = literal
        literal = ""
        pieces.append(_piece(found[1], found[2] or "", line))
        at = found.end()
    names = [piece.name for piece in pieces if piece.name]
    if names.count("id") != 1 or len(set(names)) != len(names):
        raise ValueError(f"A label pattern has one {{id}}, and no part twice: {line}")
    return LabelPattern(line, kind, is_fill, tuple(pieces), _expression(pieces), prefix)


def _piece(name: str, said: str, line: str) -> Piece:
    word, least, most = _USUAL.get(name, _USUAL_OTHER)
    if name == "check":
        return Piece(name, _DIGITS, check=said or "none")
    for part in said.split():
        count = _COUNT.fullmatch(part)
        if count is not None:
            least, most = int(count[1]), int(count[2] or count[1])
        elif part in _WORDS:
            word = part
        else:
            raise ValueError(f"{part!r} in {{{name}}} is neither {', '.join(_WORDS)} nor a count: {line}")
    if not 1 <= least <= most <= MAX_PIECE_LENGTH:
        raise ValueError(f"{{{name}}} must be from 1 to {MAX_PIECE_LENGTH} signs long: {line}")
    return Piece(name, _WORDS[word], least, most)


def _expression(pieces: list[Piece]) -> re.Pattern[str]:
    def written(piece: Piece) -> str:
        signs = "".join(re.escape(sign) for sign in sorted(piece.signs))
        run = f"[{signs}]{{{piece.least},{piece.most}}}"
        return f"(?P<{piece.name}>{run})" if piece.name else run

    return re.compile("".join(map(written, pieces)), re.ASCII)


# --- two patterns side by side ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Spot:
    """One sign of a pattern: which piece it is in, and whether it may be left out."""

    piece: int
    signs: frozenset[str]
    is_optional: bool


def can_meet(one: LabelPattern, other: LabelPattern) -> bool:
    """Is there a code that fits both?"""
    return _walk(_spots(one), _spots(other), told_apart=False)


def can_split_two_ways(pattern: LabelPattern) -> bool:
    """Is there a code that fits in two ways, so that nobody could say which part is the ID?"""
    spots = _spots(pattern)
    return _walk(spots, spots, told_apart=True)


def _spots(pattern: LabelPattern) -> tuple[_Spot, ...]:
    return tuple(
        _Spot(number, piece.signs, place >= piece.least)
        for number, piece in enumerate(pattern.pieces)
        for place in range(piece.most)
    )


def _walk(one: tuple[_Spot, ...], other: tuple[_Spot, ...], *, told_apart: bool) -> bool:
    """Read one code along both at once; `told_apart`: only a code that some sign puts into different pieces counts."""
    start = (0, 0, not told_apart)
    open_, seen = [start], {start}
    while open_:
        here, there, differs = open_.pop()
        if here == len(one) and there == len(other) and differs:
            return True
        for step in _steps(one, other, here, there, differs):
            if step not in seen:
                seen.add(step)
                open_.append(step)
    return False


def _steps(
    one: tuple[_Spot, ...], other: tuple[_Spot, ...], here: int, there: int, differs: bool
) -> list[tuple[int, int, bool]]:
    steps = []
    if here < len(one) and one[here].is_optional:
        steps.append((here + 1, there, differs))
    if there < len(other) and other[there].is_optional:
        steps.append((here, there + 1, differs))
    if here < len(one) and there < len(other) and one[here].signs & other[there].signs:
        steps.append((here + 1, there + 1, differs or one[here].piece != other[there].piece))
    return steps
