"""What `scanimage -A` says a device can be set to: one option a line, read into values. Pure.

A line is `    --name CHOICES [VALUE]`, with `[inactive]`, `[read-only]`, `[hardware]` or `[advanced]` behind it; the
choices are `this|that`, `75|150|300dpi`, `50..600dpi (in steps of 1)` or, glued to the name, `[=(yes|no)]`. What an
option offers may depend on the source and the mode that are set.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

MAX_LISTING_LENGTH = 400_000
MAX_CHOICES = 200

_NUMBER = r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?"
_LINE = re.compile(r" {4}--?([A-Za-z0-9][\w-]*)(.*)")
_MARK = re.compile(r"(.*?) ?\[(inactive|read-only|hardware|advanced)\]")
_RANGE = re.compile(rf"({_NUMBER})\.\.({_NUMBER})([a-z%]*)(?:,\.\.\.)?(?: \(in steps of ({_NUMBER})\))?")
_NUMBERS = re.compile(rf"((?:{_NUMBER}\|)*{_NUMBER})([a-z%]*)(?:,\.\.\.)?")
_SWITCH = re.compile(r"\[=\((.*)\)\]")


@dataclass(frozen=True, slots=True)
class Span:
    """From `low` to `high` in steps of `step`; 0 where there are none."""

    low: float
    high: float
    step: float = 0.0


@dataclass(frozen=True, slots=True)
class Option:
    """One option: the words or numbers it takes, or the span of numbers; `value` is what it is set to."""

    name: str
    choices: tuple[str, ...] = ()
    numbers: tuple[float, ...] = ()
    span: Span | None = None
    unit: str = ""
    value: str = ""
    is_active: bool = True
    """It can be set now; by us, not only by a key of the device."""
    is_told: bool = True
    """Its value is there to be read."""


Options = Mapping[str, Option]


def options_in(listing: str) -> Options:
    """The options of a listing by name; the first of a name counts, lines that make no sense are passed over."""
    found: dict[str, Option] = {}
    for line in listing[:MAX_LISTING_LENGTH].split("\n"):
        match = _LINE.fullmatch(line)
        if match is not None:
            found.setdefault(match[1], _option(match[1], match[2]))
    return found


def _option(name: str, rest: str) -> Option:
    marks = set()
    rest = rest.rstrip()
    while (match := _MARK.fullmatch(rest)) is not None:
        marks.add(match[2])
        rest = match[1]
    offered, _, value = rest.strip().partition(" [")
    is_active = not marks & {"inactive", "read-only", "hardware"}
    value = value.removesuffix("]")
    choices, numbers, span, unit = _offer(offered.strip())
    return Option(name, choices, numbers, span, unit, value, is_active, "inactive" not in marks)


def _offer(offered: str) -> tuple[tuple[str, ...], tuple[float, ...], Span | None, str]:
    switch = _SWITCH.fullmatch(offered)
    words = (switch[1] if switch else offered).removeprefix("auto|")
    span = _RANGE.fullmatch(words)
    if span is not None:
        return (), (), Span(float(span[1]), float(span[2]), float(span[4] or 0)), span[3]
    numbers = _NUMBERS.fullmatch(words)
    if numbers is not None:
        split = numbers[1].split("|")[:MAX_CHOICES]
        return tuple(split), tuple(float(number) for number in split), None, numbers[2]
    return tuple(word for word in words.split("|")[:MAX_CHOICES] if word), (), None, ""
