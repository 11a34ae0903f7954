"""Our values as JSON text and back, strictly: what was written can be read, or says so.

Works for any frozen dataclass of plain values, enums, dates and further dataclasses, so that the domain stays the one
description of a value. Fields and enum members go by their names in the code: renaming one is a change of the format
(a test pins it). A field that was added later must have a default; then older text still reads.
"""

import dataclasses
import json
from collections.abc import Callable
from datetime import date, datetime
from enum import Enum
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, NewType, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from app.domain.errors import Problem, StoreDamaged

FORMAT = 1
MAX_SHAPES = 128
"""How many types are remembered; the domain has about a dozen that are kept."""

T = TypeVar("T")


def encode(value: object) -> bytes:
    """`value`, a dataclass, as ASCII JSON; raises TypeError where a field does not hold what its type says."""
    packed = {"format": FORMAT, "value": _shape_of(type(value)).write(value)}
    return json.dumps(packed, separators=(",", ":"), allow_nan=False).encode("ascii")


def decode(kind: type[T], text: bytes) -> T:
    """The value that `encode` wrote; raises StoreDamaged where this is not exactly one of that kind."""
    try:
        packed = json.loads(text)
        if not isinstance(packed, dict) or packed.keys() != {"format", "value"}:
            raise ValueError("not one of our texts")
        if packed["format"] != FORMAT:
            raise ValueError("a format of another version")
        return cast("T", _shape_of(kind).read(packed["value"]))  # `read` of a kind's shape makes that kind
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise StoreDamaged(
            Problem(
                "A note kept on this computer can't be understood",
                "It may be of another version of CounterScan; tell your IT",
                f"not a {kind.__name__} of format {FORMAT}",
            )
        ) from error


@dataclasses.dataclass(frozen=True, slots=True)
class _Shape:
    """How one type is written and read. `Any`: the JSON side is whatever the text held, and is checked by `read`.

    What is exactly of the type `as_is` is the same on both sides: `read` would return it unchanged, and need not be
    called, which halves the time that ten thousand rows take.
    """

    write: Callable[[Any], Any]
    read: Callable[[Any], Any]
    as_is: type | None = None


def _shape_of(kind: type[object]) -> _Shape:
    return _shape(cast("Any", kind))  # Any: mypy takes a class whose metaclass it can't see for unhashable


@lru_cache(maxsize=MAX_SHAPES)
def _shape(hint: Any) -> _Shape:  # Any: a type hint may be a class, a union or a NewType
    if isinstance(hint, NewType):
        return _shape(hint.__supertype__)
    if get_origin(hint) in (Union, UnionType):
        return _optional(hint)
    if get_origin(hint) is tuple:
        return _sequence(hint)
    if dataclasses.is_dataclass(hint):
        return _fields(cast("type[Any]", hint))
    if isinstance(hint, type) and issubclass(hint, Enum):
        member, name = _exactly(hint), _exactly(str)
        return _Shape(lambda value: member(value).name, lambda raw: hint[name(raw)])
    if hint in (str, int, bool):
        return _Shape(_exactly(hint), _exactly(hint), as_is=hint)
    if hint is float:
        return _Shape(_number, _number)
    if hint in (datetime, date):
        moment, text = _exactly(hint), _exactly(str)
        return _Shape(lambda value: moment(value).isoformat(), lambda raw: hint.fromisoformat(text(raw)))
    raise TypeError(f"{hint} has no form on disk")


def _exactly(kind: type) -> Callable[[Any], Any]:
    def check(value: Any) -> Any:
        if type(value) is not kind:  # not isinstance: True is no 1, and a datetime no date
            raise TypeError(f"{type(value).__name__} where {kind.__name__} belongs")
        return value

    return check


def _number(value: Any) -> float:
    if type(value) not in (int, float):
        raise TypeError(f"{type(value).__name__} where a number belongs")
    return float(value)


def _optional(hint: Any) -> _Shape:
    kinds = [kind for kind in get_args(hint) if kind is not NoneType]
    if len(kinds) != 1 or len(get_args(hint)) != 2:
        raise TypeError(f"{hint} can't be told apart on disk")
    inner = _shape(kinds[0])
    return _Shape(
        lambda value: None if value is None else inner.write(value),
        lambda raw: None if raw is None else inner.read(raw),
        as_is=NoneType,
    )


def _sequence(hint: Any) -> _Shape:
    item, rest = get_args(hint)
    if rest is not Ellipsis:
        raise TypeError(f"{hint} has no form on disk")
    inner = _shape(item)
    a_tuple, a_list = _exactly(tuple), _exactly(list)
    return _Shape(
        lambda values: [inner.write(value) for value in a_tuple(values)],
        lambda raws: tuple(inner.read(raw) for raw in a_list(raws)),
    )


def _fields(kind: type[Any]) -> _Shape:
    hints = get_type_hints(kind)
    shapes = {field.name: _shape(hints[field.name]) for field in dataclasses.fields(kind)}
    required = {
        field.name
        for field in dataclasses.fields(kind)
        if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
    }
    exactly, an_object = _exactly(kind), _exactly(dict)

    def write(value: Any) -> dict[str, Any]:
        exactly(value)
        return {name: shape.write(getattr(value, name)) for name, shape in shapes.items()}

    def read(raw: Any) -> Any:
        if not required <= an_object(raw).keys():
            raise ValueError(f"{kind.__name__} lacks a field")
        values = {}
        for name, inner in raw.items():
            shape = shapes[name]
            values[name] = inner if type(inner) is shape.as_is else shape.read(inner)
        return kind(**values)

    return _Shape(write, read)
