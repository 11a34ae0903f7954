"""What an examination of this machine finds: one thing and how it is, without patient data."""

from dataclasses import dataclass
from enum import Enum


class Health(Enum):
    """How a thing is."""

    GOOD = "ok"
    LOOK = "look"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    subject: str
    health: Health
    sentence: str
