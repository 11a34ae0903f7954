"""The policy of this computer: settings that whoever looks after it gives as defaults, or locks.

A file that users can't write, the same on Linux and macOS; on Windows the registry, as group policies write it. Its
`defaults` stand below what a person chooses, its `locked` above everything, the environment too. `by` says whom to ask.

    {"by": "Lakeside IT", "defaults": {"theme": "light"}, "locked": {"curtain_min": 2, "malware_check": "require"}}

In the registry: `HKLM\\Software\\Policies\\CounterScan` with a text `By` and the keys `Defaults` and `Locked`, whose
values are called like the settings: texts (`%ProgramData%` in an expandable one is followed), whole numbers, lists of
texts, or JSON. `packaging/POLICY.md` has the table; `packaging/group_policy.py` writes the templates.
"""

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app.domain.errors import Problem, WrongSetting

POLICY_VARIABLE = "COUNTERSCAN_POLICY"
"""Names a policy file where the computer has none of its own: to try one out. It never takes the place of that one."""

MAX_FILE_BYTES = 1_000_000
REGISTRY_KEY = "Software\\Policies\\CounterScan"
_PLACES = {
    "linux": Path("/etc/counterscan/policy.json"),
    "darwin": Path("/Library/Application Support/CounterScan/policy.json"),
}
_UNREADABLE = "The policy of this computer can't be read"


@dataclass(frozen=True, slots=True)
class Policy:
    """Values by the name of their setting, as they stand there; `by` is empty where nobody is named."""

    defaults: Mapping[str, object] = field(default_factory=dict)
    locked: Mapping[str, object] = field(default_factory=dict)
    by: str = ""


def policy_of(environ: Mapping[str, str], platform: str = sys.platform) -> Policy:
    """What is set for this computer. Raises `WrongSetting` where it can't be read: nobody gets around it that way."""
    if platform == "win32":
        found = _of_registry()
        if found is not None:
            return found
    place = _PLACES.get(platform)
    if place is not None:
        try:
            return _read(place)
        except (FileNotFoundError, NotADirectoryError):
            pass  # there is none; whatever else keeps it from being read is no way around it
        except (OSError, ValueError, RecursionError) as error:
            raise _unreadable(place, error) from error
    named = environ.get(POLICY_VARIABLE, "").strip()
    return of_file(Path(named)) if named else Policy()


def of_file(path: Path) -> Policy:
    """The policy in a file. Raises `WrongSetting`."""
    try:
        return _read(path)
    except (OSError, ValueError, RecursionError) as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: Exception) -> WrongSetting:
    return WrongSetting(Problem(_UNREADABLE, "Tell your IT", f"{path.name}: {type(error).__name__}"))


def _read(path: Path) -> Policy:
    if path.stat().st_size > MAX_FILE_BYTES:
        raise ValueError("too large")
    parsed: object = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(parsed, dict):
        raise ValueError("no object")
    return _policy(parsed.get("defaults", {}), parsed.get("locked", {}), parsed.get("by", ""))


def _policy(defaults: object, locked: object, by: object) -> Policy:
    if not (isinstance(defaults, dict) and isinstance(locked, dict) and isinstance(by, str)):
        raise ValueError("other kinds of values")
    return Policy(defaults, locked, by.strip())


def _of_registry() -> Policy | None:
    """What group policies wrote; None where there is no such key."""
    import winreg  # there is none but on Windows

    def values(name: str) -> dict[str, object]:
        found: dict[str, object] = {}
        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, name) as key:  # type: ignore[attr-defined,unused-ignore]
                for place in range(winreg.QueryInfoKey(key)[1]):  # type: ignore[attr-defined,unused-ignore]
                    value_name, value, kind = winreg.EnumValue(key, place)  # type: ignore[attr-defined,unused-ignore]
                    if kind == winreg.REG_EXPAND_SZ:  # type: ignore[attr-defined,unused-ignore]
                        value = winreg.ExpandEnvironmentStrings(value)  # type: ignore[attr-defined,unused-ignore]
                    found[value_name.lower()] = from_registry(value)
        except FileNotFoundError:
            return {}
        return found

    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, REGISTRY_KEY):  # type: ignore[attr-defined,unused-ignore]
            pass
        whole = values(REGISTRY_KEY)
        defaults, locked = values(f"{REGISTRY_KEY}\\Defaults"), values(f"{REGISTRY_KEY}\\Locked")
        return _policy(defaults, locked, whole.get("by", ""))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise WrongSetting(Problem(_UNREADABLE, "Tell your IT", f"registry: {type(error).__name__}")) from error


def from_registry(value: object) -> object:
    """A value of the registry as one of a file: a text that is JSON of a list or an object becomes that."""
    if isinstance(value, str) and value.strip()[:1] in ("[", "{"):
        try:
            return json.loads(value)
        except (ValueError, RecursionError):
            return value  # a text that begins so, or a slip: the setting's own reader says which
    return value
