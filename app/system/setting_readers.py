"""What the values of settings are read from, the file, the environment or a policy: each into its type, or refused.

Every reader takes what stands there and raises `ValueError` with a sentence where it makes no sense.
"""

import re
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Generic, TypeVar
from urllib.parse import urlsplit

from app.domain.labels import grammar_of
from app.domain.pins import is_kept_pin
from app.domain.stores import is_loopback

Choice = TypeVar("Choice", bound=Enum)
_LOCAL_PORT = re.compile(r"(127\.0\.0\.1|localhost|\[::1\]):([1-9][0-9]{0,4})")
MAX_PORT = 65_535
MOST_KEY_SIGNS = 40
NO_PIN = "none"


@dataclass(frozen=True, slots=True)
class OneOf(Generic[Choice]):
    """One of the values of an enum, in whatever letters."""

    kind: type[Choice]

    def __call__(self, value: object) -> Choice:
        try:
            return self.kind(str(value).strip().lower())
        except ValueError:
            *others, last = self.words
            raise ValueError(f"It must be {', '.join(others)} or {last}") from None

    @property
    def words(self) -> tuple[str, ...]:
        """What there is to choose from."""
        return tuple(str(member.value) for member in self.kind)


def text(value: object) -> str:
    """A text, without the space around it."""
    if not isinstance(value, str):
        raise ValueError("It must be a text")
    return value.strip()


def switch(value: object) -> bool:
    """True or false, in the words that people use for it."""
    known = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
    word = str(value).strip().lower()
    if word not in known:
        raise ValueError("It must be true or false")
    return known[word]


@dataclass(frozen=True, slots=True)
class Number:
    """A number from `lowest` to `highest`."""

    lowest: float
    highest: float

    def __call__(self, value: object) -> float:
        sentence = f"It must be a number from {self.lowest:g} to {self.highest:g}"
        if isinstance(value, bool) or not isinstance(value, (int, float, str)):
            raise ValueError(sentence)
        try:
            given = float(value)
        except ValueError:
            raise ValueError(sentence) from None
        if not self.lowest <= given <= self.highest:  # refuses "nan" as well
            raise ValueError(sentence)
        return given


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number from `lowest` to `highest`."""

    lowest: int
    highest: int

    def __call__(self, value: object) -> int:
        given = Number(self.lowest, self.highest)(value)
        if given != int(given):
            raise ValueError(f"It must be a whole number from {self.lowest} to {self.highest}")
        return int(given)


def folder(value: object) -> str:
    """A whole path: what it is relative to, nobody could say later."""
    path = text(value)
    if path and not Path(path).is_absolute():
        raise ValueError("It must be a whole path, such as C:\\Scans")
    return path


def scanner_address(value: object) -> str:
    """A Unix socket, or a port of this computer: pages never go to another one unencrypted."""
    address = text(value)
    local = _LOCAL_PORT.fullmatch(address)
    if address and not address.startswith("/") and (local is None or int(local[2]) > MAX_PORT):
        raise ValueError("It must be a socket, such as /run/clamav/clamd.ctl, or a port here, such as 127.0.0.1:3310")
    return address


def release_address(value: object) -> str:
    """Where metadata of releases lie: https, or this computer."""
    address = text(value)
    if not address:
        return ""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        host = ""
    is_safe = bool(host) and (parts.scheme == "https" or (parts.scheme == "http" and is_loopback(host)))
    if not is_safe or "@" in parts.netloc or not address.isascii() or not address.isprintable() or " " in address:
        raise ValueError("It must be an address that begins with https://")
    return address


def texts(value: object) -> tuple[str, ...]:
    """A list of texts, or in the environment one text with commas."""
    parts = value.split(",") if isinstance(value, str) else value
    if not isinstance(parts, (list, tuple)):
        raise ValueError("It must be a list of texts")
    return tuple(text(part) for part in parts if part != "")


def pin(value: object) -> str:
    """What is kept of a PIN; empty or `none`: there is no PIN."""
    kept = text(value)
    if kept == NO_PIN:  # a policy of Windows can't hold an empty text
        return ""
    if kept and not is_kept_pin(kept):
        raise ValueError("It must be empty, or as the program wrote it; empty it where the PIN is forgotten")
    return kept


def label_patterns(value: object) -> tuple[str, ...]:
    """The patterns of a store's labels."""
    lines = texts(value)
    grammar_of(lines)
    return lines


def key_choices(value: object) -> tuple[str, ...]:
    """Keys for acts, `crop=K`, each act once."""
    lines = texts(value)
    parts = [line.partition("=") for line in lines]
    if any(not act.strip() or not keys.strip() or len(keys) > MOST_KEY_SIGNS for act, _, keys in parts):
        raise ValueError("It must be a list of keys, such as crop=K")
    if len({act for act, _, _ in parts}) < len(parts):
        raise ValueError("It must name each act once")
    return lines
