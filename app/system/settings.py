"""The settings: few, typed, in `settings.json`, each also an environment variable. The API key is never among them."""

import json
import os
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, fields, replace
from enum import Enum
from pathlib import Path

from app.domain.documents import DEFAULT_EXPECTED, ExpectedDocuments
from app.domain.errors import Problem, WrongSetting
from app.domain.hot_folder import AfterTaking
from app.domain.labels import DEFAULT_PATTERNS
from app.domain.people import Person
from app.domain.profiles import DEFAULT_PROFILES, PLAIN, Profile
from app.domain.scanning import Scanner
from app.domain.stores import (
    DEFAULT_HEARTBEAT_PATH,
    DEFAULT_KEY_HEADER,
    DEFAULT_PREFIX,
    KEY_PATTERN,
    StoreAddress,
    address_of,
)
from app.system.capture_settings import plain_profile, plain_scanner, read_profile, read_profiles, read_scanners
from app.system.document_settings import plain_expected_documents, read_expected_documents
from app.system.people_settings import plain_person, read_people
from app.system.policy import Policy, policy_of
from app.system.setting_readers import (
    Number,
    OneOf,
    Whole,
    folder,
    key_choices,
    label_patterns,
    pin,
    release_address,
    scanner_address,
    switch,
    text,
    texts,
)

FILE_NAME = "settings.json"
VARIABLE_PREFIX = "COUNTERSCAN_"
API_KEY_VARIABLE = VARIABLE_PREFIX + "API_KEY"
"""The key for unattended use; it is read by `app.system.secrets` alone, and is no setting."""

MAX_FILE_BYTES = 1_000_000
SECRETS = frozenset({"curtain_pin"})
OF_ONE_COUNTER = frozenset({"user_id", "scanner", "window"})
"""Who is here, which scanner stands beside it, how large its screen is: not for another counter."""
OF_POLICY = "in the policy of this computer"


class Theme(Enum):
    """Light, dark, much contrast, or whatever the system is set to."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class Language(Enum):
    """The language of the screen; `system` is the system's where the program speaks it, else English."""

    SYSTEM = "system"
    ENGLISH = "en"
    SPANISH = "es"


class PageSize(Enum):
    """How large pages may be."""

    BEST = "best"
    """As good as the store's limits allow."""
    REASONABLE = "reasonable"
    """About 2 MB a page, for a slow line."""


class MalwareCheck(Enum):
    """Does a virus scanner look at each file before it is opened, and what becomes of one that nobody could look at."""

    OFF = "off"
    WARN = "warn"
    """It is taken, and marked."""
    REQUIRE = "require"
    """It is refused."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set. The name in capitals after `COUNTERSCAN_` is the environment variable."""

    url: str = ""
    """The store's base address, or its slug; empty until the first start is done."""
    prefix: str = DEFAULT_PREFIX
    """The path of the Images document below the base address; some stores still use another."""
    key_header: str = DEFAULT_KEY_HEADER
    """The request header that carries the API key."""
    heartbeat_path: str = DEFAULT_HEARTBEAT_PATH
    """Where the store tells that it is there and knows the key."""
    takes_prescription_id: bool = False
    """Send `prescription_id` with an upload: for stores that are known to take it (product.md)."""
    user_id: str = ""
    """Who is scanning: the ID of a DRX user that every page of this counter is linked to as well."""
    curtain_min: float = 5.0
    """After so many minutes without a key or a click everything is hidden behind a curtain, 1 to 30."""
    curtain_pin: str = ""
    """What is kept of the PIN that lifts the curtain (`scrypt$…`); empty or `none`: a key lifts it."""
    hides_from_screenshots: bool = False
    """Ask the system to leave the window out of screenshots and screen sharing; Windows alone can be asked."""
    people: tuple[Person, ...] = ()
    """Who may be scanning, to choose from: `[{"name": "Ana", "user_id": "usr_7"}]`."""
    settle_s: float = 120.0
    """How long a lost answer is settled by reading back before a page may be sent again, in seconds, 0 to 3600."""
    recall_s: float = 10.0
    """How long an upload can be taken back before it leaves, in seconds, 0 to 60."""
    parallel: int = 2
    """Pages that are sent at the same time, 1 or 2; never two for the same record."""
    retention_h: float = 24.0
    """How long delivered pages are kept on this computer, in hours, 0 to 720; unsent ones are never dropped."""
    recents_h: float = 24.0
    """How long recent records and a worklist are remembered on this computer, in hours, 0 to 168."""
    lowered_stores: tuple[str, ...] = ()
    """Base addresses of stores that refused a page of 10 MB: pages for them are fitted to 7.4 MB (product.md)."""
    theme: Theme = Theme.SYSTEM
    """`system`, `light`, `dark` or `contrast`."""
    language: Language = Language.SYSTEM
    """The words on the screen: `system`, `en` or `es`; the command line speaks English always."""
    window: str = ""
    """Where the window was when it was closed: `1280x760+40+30`, with ` maximized` behind it."""
    gallery_as_list: bool = False
    """The gallery line by line instead of tiles, as it was chosen there last."""
    letter_keys: bool = True
    """Single letters and digits are keys; off: they are only ever typed."""
    keys: tuple[str, ...] = ()
    """Other keys than the usual ones for what can be done with pages: `crop=K`, `upload=Ctrl+U`."""
    sounds: bool = False
    """A short sound for what was picked, for what arrived, and for what needs a person."""
    page_size: PageSize = PageSize.BEST
    """`best` the store's limits allow, or `reasonable`: about 2 MB a page, for a slow line."""
    malware_check: MalwareCheck = MalwareCheck.OFF
    """`off`, `warn` or `require`: shall a virus scanner on this computer look at each file before it is opened?"""
    clamd_address: str = ""
    """ClamAV's socket or port here, `/run/clamav/clamd.ctl` or `127.0.0.1:3310`; empty: the usual one, or AMSI."""
    label_patterns: tuple[str, ...] = DEFAULT_PATTERNS
    """What the barcodes of this store's labels look like, a line for each kind (`app.domain.labels` has the words)."""
    scanner_prefix: str = ""
    """What the barcode scanner puts before each code, and is no part of it."""
    scanners: tuple[Scanner, ...] = ()
    """The scanners that are known here; in the environment a list of addresses: `http://192.0.2.7/eSCL,https://…`."""
    scanner: str = ""
    """The ID of the scanner that is used where a profile names no other; empty: the one that answers."""
    looks_for_scanners: bool = True
    """Look on the network for scanners when the program starts and none is known yet."""
    profiles: tuple[Profile, ...] = DEFAULT_PROFILES
    """Presets for kinds of documents, up to six, on the keys F7 to F12."""
    last_scan: Profile = PLAIN
    """How F2 scans: as the last time."""

    expected_documents: ExpectedDocuments = DEFAULT_EXPECTED
    """What should be there for each kind of record: `{"patient": ["id front", "insurance card back"], "sale": []}`."""

    compares_with_drx: bool = True
    """Fetch the newest images of a record whose pages lie on the desk, to see what DRX has already."""

    hot_folder: str = ""
    """A folder whose files come to the desk by themselves; empty: none."""
    hot_folder_after: AfterTaking = AfterTaking.MOVE
    """What becomes of such a file once its pages are safe here: `move` into `done`, `leave` or `delete`."""

    updates: bool = False
    """Ask once a day for signed word of a newer version, and say so in a quiet line; nothing is ever installed."""
    updates_url: str = ""
    """Where that word lies: an address that begins with https://; empty: nobody is asked."""

    @property
    def address(self) -> StoreAddress | None:
        """The store that is set, None before the first start. Raises `WrongSetting`."""
        if not self.url:
            return None
        return address_of(self.url, prefix=self.prefix, key_header=self.key_header, heartbeat_path=self.heartbeat_path)


def load(home: Path, environ: Mapping[str, str]) -> Settings:
    """The settings of `home` with the environment on top, as far as the policy of this computer lets them be chosen.

    Raises `WrongSetting` that names the one that is wrong.
    """
    settings = load_some(home, environ, frozenset(READERS))
    _ = settings.address  # a wrong address is told now, not at the first page
    return settings


def load_some(home: Path, environ: Mapping[str, str], names: Set[str]) -> Settings:
    """These settings alone, for what needs no others; raises `WrongSetting` where one of them is wrong."""
    kept = {name: value for name, value in _kept(home).items() if name in names}
    overrides = {name: environ[variable_of(name)] for name in names if environ.get(variable_of(name), "") != ""}
    policy = policy_of(environ)
    chosen = _with(_with(_preset(policy, names), kept, f"in {FILE_NAME}"), overrides, "in the environment")
    return _with(chosen, _only(names, policy.locked), OF_POLICY)


def _preset(policy: Policy, names: Set[str]) -> "Settings":
    return _with(Settings(), _only(names, policy.defaults), OF_POLICY)


def _only(names: Set[str], values: Mapping[str, object]) -> Mapping[str, object]:
    return {name: value for name, value in values.items() if name in names}


def save(home: Path, settings: Settings, environ: Mapping[str, str] = os.environ, policy: Policy | None = None) -> None:
    """Write the settings at once or not at all. Entries that we do not know are kept as they are.

    What the environment or the policy overrides is not written: the file keeps what a person chose there; and what
    nobody chose stays unwritten, so that a later default of the program or the policy holds. `policy` is the one that
    the settings were loaded with, where it may have changed since. Raises `WrongSetting`.
    """
    kept = {name: value for name, value in _kept(home).items() if not _is_key(value)}
    policy = policy_of(environ) if policy is None else policy
    preset = _preset(policy, frozenset(READERS))
    for name in READERS:
        is_chosen = name in kept or getattr(settings, name) != getattr(preset, name)
        if is_chosen and not environ.get(variable_of(name)) and name not in policy.locked:
            kept[name] = plain_value(getattr(settings, name))
    path = home / FILE_NAME
    beside = path.with_suffix(".new")
    try:
        beside.touch(mode=0o600)
        with beside.open("w", encoding="utf-8") as file:
            json.dump(kept, file, indent=2, sort_keys=True)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        problem = Problem("The settings could not be saved", "Check the free disk space", type(error).__name__)
        raise WrongSetting(problem) from error


def plain_values(settings: Settings) -> dict[str, object]:
    """Every setting that a person may see, as it stands in a file."""
    return {name: plain_value(getattr(settings, name)) for name in READERS if name not in SECRETS}


def exported(settings: Settings) -> dict[str, object]:
    """What was chosen, for another counter: what is as it always was stays out, and so does what is secret."""
    usual = Settings()
    chosen = {name for name in READERS if getattr(settings, name) != getattr(usual, name)}
    return {name: value for name, value in plain_values(settings).items() if name in chosen - OF_ONE_COUNTER}


def with_values(settings: Settings, values: Mapping[str, object]) -> Settings:
    """These settings with other values, as they stand in a file. Raises `WrongSetting` that names the wrong one."""
    changed = _with(settings, values, "that was chosen")
    _ = changed.address
    return changed


def variable_of(name: str) -> str:
    """The environment variable of a setting: `settle_s` is `COUNTERSCAN_SETTLE_S`."""
    return VARIABLE_PREFIX + name.upper()


def _kept(home: Path) -> dict[str, object]:
    path = home / FILE_NAME
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise ValueError("too large")
        parsed: object = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(parsed, dict):
            raise ValueError("no object")
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as error:
        problem = Problem(f"{FILE_NAME} can't be read", "Correct it or delete it", type(error).__name__)
        raise WrongSetting(problem) from error
    return parsed


def _with(settings: Settings, values: Mapping[str, object], where: str) -> Settings:
    changed: dict[str, object] = {}
    for name, read in READERS.items():
        if name in values:
            try:
                changed[name] = read(values[name])
            except (ValueError, TypeError, OverflowError) as error:
                label = variable_of(name) if where.endswith("environment") else name
                raise WrongSetting(Problem(f"The setting {label} {where} makes no sense", str(error))) from error
    # replace() takes any mapping of fields; each value was made by the reader of its own field.
    return replace(settings, **changed)  # type: ignore[arg-type]


def plain_value(value: object) -> object:
    """A setting's value as it stands in a file."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Scanner):
        return plain_scanner(value)
    if isinstance(value, Profile):
        return plain_profile(value)
    if isinstance(value, Person):
        return plain_person(value)
    if isinstance(value, ExpectedDocuments):
        return plain_expected_documents(value)
    return [plain_value(part) for part in value] if isinstance(value, tuple) else value


def _is_key(value: object) -> bool:
    """Somebody put a key into the file by hand: it does not survive the next saving."""
    return isinstance(value, str) and KEY_PATTERN.search(value) is not None


READERS: dict[str, Callable[[object], object]] = {
    "url": text,
    "prefix": text,
    "key_header": text,
    "heartbeat_path": text,
    "takes_prescription_id": switch,
    "user_id": text,
    "curtain_min": Number(1, 30),
    "curtain_pin": pin,
    "hides_from_screenshots": switch,
    "people": read_people,
    "settle_s": Number(0, 3600),
    "recall_s": Number(0, 60),
    "parallel": Whole(1, 2),
    "retention_h": Number(0, 720),
    "recents_h": Number(0, 168),
    "lowered_stores": texts,
    "theme": OneOf(Theme),
    "language": OneOf(Language),
    "window": text,
    "gallery_as_list": switch,
    "letter_keys": switch,
    "keys": key_choices,
    "sounds": switch,
    "page_size": OneOf(PageSize),
    "malware_check": OneOf(MalwareCheck),
    "clamd_address": scanner_address,
    "label_patterns": label_patterns,
    "scanner_prefix": text,
    "scanners": read_scanners,
    "scanner": text,
    "looks_for_scanners": switch,
    "profiles": read_profiles,
    "last_scan": read_profile,
    "expected_documents": read_expected_documents,
    "compares_with_drx": switch,
    "hot_folder": folder,
    "hot_folder_after": OneOf(AfterTaking),
    "updates": switch,
    "updates_url": release_address,
}
"""The one list of settings: what each is read with. Policies, their templates and their schema follow from it."""

if set(READERS) != {field.name for field in fields(Settings)}:  # a field without a reader would never be loaded
    raise AssertionError("every setting needs a reader")
