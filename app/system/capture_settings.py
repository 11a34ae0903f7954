"""Scanners and profiles as they stand in the settings: JSON objects, or a list of addresses in the environment."""

import json
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from typing import TypeGuard, TypeVar

from app.domain.pages import DocumentKind, Side
from app.domain.profiles import HIGHEST_DPI, LOWEST_DPI, MAX_NAME_LENGTH, MAX_PROFILES, Profile
from app.domain.scanning import Mode, Road, Scanner, ScannerId, Source

MAX_SCANNERS = 50
MAX_TEXT_LENGTH = 500
_Value = TypeVar("_Value")
_Choice = TypeVar("_Choice", bound=Enum)


def read_scanners(value: object) -> tuple[Scanner, ...]:
    """A list of objects, or of addresses of network scanners (in the environment: with commas). Raises `ValueError`."""
    if isinstance(value, str) and not value.lstrip().startswith("["):
        value = [part.strip() for part in value.split(",") if part.strip()]
    return tuple(_each(value, lambda one: scanner_at(one) if _is_address(one) else _scanner(_object(one))))


def scanner_at(address: str) -> Scanner:
    """A network scanner of which nothing but its address is known. Raises `ValueError` for what is no address."""
    address = address.strip().rstrip("/")
    if not address.startswith(("http://", "https://")) or len(address) > MAX_TEXT_LENGTH:
        raise ValueError("A scanner's address must begin with http:// or https://")
    host = address.partition("://")[2].partition("/")[0]
    return Scanner(ScannerId(f"escl:{address}"), host, Road.ESCL, address)


def read_profiles(value: object) -> tuple[Profile, ...]:
    """A list of objects. Raises `ValueError` for what makes no sense and for more than there are keys for."""
    profiles = tuple(_each(value, lambda one: _profile(_object(one))))
    if len(profiles) > MAX_PROFILES:
        raise ValueError(f"There can be {MAX_PROFILES} profiles")
    return profiles


def read_profile(value: object) -> Profile:
    """One object. Raises `ValueError`."""
    return _profile(_object(value))


def plain_scanner(scanner: Scanner) -> dict[str, str]:
    """A scanner as it is saved."""
    return {
        "id": scanner.id,
        "name": scanner.name,
        "road": scanner.road.value,
        "address": scanner.address,
        "place": scanner.place,
        "certificate": scanner.certificate,
    }


def plain_profile(profile: Profile) -> dict[str, object]:
    """A profile as it is saved."""
    return {
        "name": profile.name,
        "scanner": profile.scanner or "",
        "camera": profile.uses_camera,
        "source": profile.source.value if profile.source else "",
        "dpi": profile.dpi,
        "mode": profile.mode.value,
        "kind": profile.kind.value if profile.kind else "",
        "side": profile.side.value,
        "straightens": profile.straightens,
        "cleans_up": profile.cleans_up,
        "asks_next": profile.asks_next,
    }


def _each(value: object, read: Callable[[object], _Value]) -> list[_Value]:
    if isinstance(value, str):
        value = json.loads(value)
    if not isinstance(value, Sequence) or isinstance(value, str) or len(value) > MAX_SCANNERS:
        raise ValueError(f"It must be a list of {MAX_SCANNERS} at the most")
    return [read(one) for one in value if one != ""]


def _is_address(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and not value.lstrip().startswith("{")


def _object(value: object) -> Mapping[str, object]:
    """An object, also as a line of JSON: the registry's lists hold nothing but texts."""
    if isinstance(value, str):
        value = json.loads(value)
    if not isinstance(value, dict):
        raise ValueError("It must be a list of objects")
    return value


def _scanner(told: Mapping[str, object]) -> Scanner:
    return Scanner(
        ScannerId(_text(told, "id")),
        _text(told, "name"),
        _choice(Road, told, "road"),
        _text(told, "address"),
        _text(told, "place", ""),
        _text(told, "certificate", ""),
    )


def _profile(told: Mapping[str, object]) -> Profile:
    dpi = told.get("dpi", 300)
    if not isinstance(dpi, int) or isinstance(dpi, bool) or not LOWEST_DPI <= dpi <= HIGHEST_DPI:
        raise ValueError(f"A profile's dpi must be a whole number from {LOWEST_DPI} to {HIGHEST_DPI}")
    scanner = _text(told, "scanner", "")
    return Profile(
        name=_text(told, "name", "")[:MAX_NAME_LENGTH],
        scanner=ScannerId(scanner) if scanner else None,
        uses_camera=told.get("camera") is True,
        source=_choice(Source, told, "source") if told.get("source") else None,
        dpi=dpi,
        mode=_choice(Mode, told, "mode") if told.get("mode") else Mode.COLOUR,
        kind=_choice(DocumentKind, told, "kind") if told.get("kind") else None,
        side=_choice(Side, told, "side") if told.get("side") else Side.NONE,
        straightens=told.get("straightens") is True,
        cleans_up=told.get("cleans_up") is True,
        asks_next=told.get("asks_next") is True,
    )


def _text(told: Mapping[str, object], name: str, otherwise: str | None = None) -> str:
    value = told.get(name, otherwise)
    if not isinstance(value, str) or len(value) > MAX_TEXT_LENGTH:
        raise ValueError(f"{name} must be a text")
    return value


def _choice(kinds: type[_Choice], told: Mapping[str, object], name: str) -> _Choice:
    for kind in kinds:
        if kind.value == told.get(name):
            return kind
    raise ValueError(f"{name} must be one of {', '.join(str(kind.value) for kind in kinds)}")
