"""What an examination of this machine finds, without patient data: each thing in words, and figures for inventories."""

from dataclasses import dataclass
from datetime import datetime
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


@dataclass(frozen=True, slots=True)
class PolicyInForce:
    """Whom to ask, and the names of the settings that the policy of this computer gives; never their values."""

    by: str = ""
    locked: tuple[str, ...] = ()
    defaults: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    """Names that this version does not know."""


@dataclass(frozen=True, slots=True)
class OutboxTally:
    """How many pages the outbox holds: on their way, waiting for a person, and kept after they were delivered."""

    waiting: int = 0
    needs_person: int = 0
    delivered: int = 0
    oldest_waiting: datetime | None = None
    """When the oldest that is not delivered was queued (UTC)."""


@dataclass(frozen=True, slots=True)
class ScannerSeen:
    """A scanner that is known or was found; `answers`: it said what it can do."""

    name: str
    road: str
    address: str
    encrypted: bool
    answers: bool


@dataclass(frozen=True, slots=True)
class UpdatesStanding:
    """Is it asked for newer versions, when it was last, what the newest known one is, and what went wrong."""

    on: bool = False
    asked_at: datetime | None = None
    newest: str | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Inventory:
    """What fleets count. None, or nothing in it: that could not be found out, and a finding says why."""

    version: str
    system: str
    policy: PolicyInForce | None = None
    store: str | None = None
    """The host of the store that is set."""
    outbox: OutboxTally | None = None
    data_folder: str | None = None
    free_bytes: int | None = None
    keyring: str | None = None
    """Where keys are kept, by the name that people know."""
    scanners: tuple[ScannerSeen, ...] = ()
    updates: UpdatesStanding | None = None


@dataclass(frozen=True, slots=True)
class Examination:
    """What was found, for people and for machines."""

    findings: tuple[Finding, ...]
    inventory: Inventory
