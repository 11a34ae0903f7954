"""Preferences: what a person chooses in the settings, within what the policy of this computer leaves to them."""

import json
from collections.abc import Callable
from pathlib import Path

from app.domain.errors import Problem, StorageFull, WrongSetting
from app.domain.facts import Fact, SettingsChanged, SettingsExported, SettingsImported
from app.flows.setup import Setup
from app.system.settings import OF_ONE_COUNTER, exported, plain_values, variable_of, with_values

MAX_IMPORT_BYTES = 1_000_000
NO_SETTINGS = Problem("This file holds no settings of CounterScan", "Export them on another counter first")


class Preferences:
    """Keeps each change at once. Lives on the courier's loop."""

    def __init__(self, publish: Callable[[Fact], None], setup: Setup, on_changed: Callable[[], None]) -> None:
        """`on_changed` puts into force what holds at once."""
        self._publish, self._setup, self._on_changed = publish, setup, on_changed

    def tell(self) -> None:
        """Say what is chosen, and what can't be."""
        policy = self._setup.policy
        settings, environ = self._setup.settings, self._setup.environ
        values = plain_values(settings)
        given = frozenset(name for name in values if environ.get(variable_of(name)))
        self._publish(SettingsChanged(values, frozenset(policy.locked), policy.by, given))

    def change(self, name: str, value: object) -> None:
        """Choose this for a setting. Raises `WrongSetting` where it is locked, makes no sense or can't be saved."""
        try:
            self._setup.change(with_values(self._setup.settings, {name: value}))
        finally:  # where it was refused, whoever shows it already shows again what holds
            self._on_changed()
            self.tell()

    def export_to(self, path: Path) -> None:
        """Write what was chosen here into a file, for another counter: no key, no PIN. Raises `StorageFull`."""
        try:
            path.write_text(json.dumps(exported(self._setup.settings), indent=2, sort_keys=True), encoding="utf-8")
        except OSError as error:
            reason = error.strerror or type(error).__name__
            problem = Problem("The settings could not be written there", "Choose another folder", reason)
            raise StorageFull(problem) from error
        self._publish(SettingsExported(path.name))

    def import_from(self, path: Path) -> None:
        """Choose all that stands in such a file, or nothing. What is locked here, or unknown, is left out and told.

        Raises `WrongSetting` where the file or a value in it makes no sense.
        """
        given = _read(path)
        known = plain_values(self._setup.settings)
        usable = {name: value for name, value in given.items() if name in known.keys() - OF_ONE_COUNTER}
        free = {name: value for name, value in usable.items() if name not in self._setup.policy.locked}
        if not usable:
            raise WrongSetting(NO_SETTINGS)
        settings = with_values(self._setup.settings, free)
        self._setup.change(settings)
        self._on_changed()
        self.tell()
        self._publish(SettingsImported(len(free), tuple(sorted(given.keys() - free.keys()))))


def _read(path: Path) -> dict[str, object]:
    try:
        if path.stat().st_size > MAX_IMPORT_BYTES:
            raise ValueError("too large")
        parsed: object = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(parsed, dict):
            raise ValueError("no object")
    except (OSError, ValueError, RecursionError) as error:
        raise WrongSetting(Problem(NO_SETTINGS.title, NO_SETTINGS.advice, type(error).__name__)) from error
    return parsed
