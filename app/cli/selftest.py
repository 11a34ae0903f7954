"""`counterscan --selftest`: does all that this program was built with work here? One line of JSON, nobody's data.

For installers and for whoever builds them: a part that was left out of a frozen program is missed here and not at a
counter. It keeps nothing, asks nothing of the world, and touches neither the outbox nor any key. Status 0: all works.
"""

import asyncio
import importlib
import json
import pkgutil
import secrets
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import app
from app.cli.speech import Status, say
from app.domain.edits import UNTOUCHED
from app.domain.limits import DRX_LIMITS
from app.domain.pages import MediaType
from app.system import machine, paths

if TYPE_CHECKING:
    from app.runtime.darkroom import Darkroom

LIBRARIES = (
    *("PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets", "PySide6.QtSvg", "PySide6.QtPrintSupport"),
    *("PIL.Image", "PIL.ImageCms", "PIL.ImageFont", "pymupdf", "pi_heif", "zxingcpp"),
    *("httpx", "truststore", "ssl", "sqlite3", "cryptography.hazmat.primitives.ciphers.aead"),
    "cryptography.hazmat.primitives.asymmetric.ed25519",
    *("keyring", "platformdirs", "pybase64", "natsort", "filelock", "_libvips", "zeroconf", "watchfiles"),
)
"""One module of each library that `pyproject.toml` asks for, and of Python's own what lies in libraries apart."""

KEYRINGS = {
    "linux": ("keyring.backends.SecretService", "keyring.backends.kwallet", "secretstorage"),
    "win32": ("keyring.backends.Windows", "win32ctypes.pywin32.win32cred"),
    "darwin": ("keyring.backends.macOS",),
}
PAGES = "selftest"
"""The folder of resources with one small page of every format; all but the HEIC's show one barcode."""

CODE_TEXT = "COUNTERSCAN"
KINDS = ("icons", "fonts", "program", "release", "sounds", "translations", PAGES)
"""The folders of resources that the program reads."""

WITHOUT_CODE = frozenset({MediaType.HEIC})
LONGEST_LOOK_S = 60.0


class NotRight(Exception):
    """Something answered, but not as it should."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was tried, how it went in a few words, and how long that took."""

    name: str
    ok: bool
    said: str
    took_s: float


def run(environ: Mapping[str, str], window: Callable[[], str]) -> int:
    """Try everything and print the line; `window` opens one and says on what. Returns the exit status."""
    trials: dict[str, Callable[[], str]] = {
        "libraries": libraries,
        "modules": modules,
        "resources": resources,
        "database": database,
        "tls": tls,
        "http": http,
        "keyring": keyring,
        "darkroom": darkroom,
        "scan": _of_scanning("scan"),
        "discovery": _of_scanning("discovery"),
        "hints": _of_scanning("hints"),
        "usb scanners": _of_scanning("usb_scanners"),
        "window": window,
    }
    checks = [_tried(name, trial) for name, trial in trials.items()]
    is_good = all(check.ok for check in checks)
    document = {
        "program": f"CounterScan {app.__version__}",
        "system": machine.platform_name(),
        "frozen": machine.is_frozen(),
        "ok": is_good,
        "checks": [asdict(check) for check in checks],
    }
    say(json.dumps(document))
    return int(Status.DONE if is_good else Status.NEEDS_PERSON)


def _tried(name: str, trial: Callable[[], str]) -> Check:
    began_s = monotonic()
    try:
        said, is_good = trial(), True
    except Exception as failure:  # noqa: BLE001 - whatever is broken here, the other things are still to be tried
        said, is_good = f"{type(failure).__name__}: {failure}", False
    return Check(name, is_good, said, round(monotonic() - began_s, 3))


def _of_scanning(name: str) -> Callable[[], str]:
    """That trial of `selftest_scanning`, which is imported when it is its turn."""

    def trial() -> str:
        found: Callable[[], str] = getattr(importlib.import_module("app.cli.selftest_scanning"), name)
        return found()

    return trial


def libraries() -> str:
    """Import every library, and the back ends of this system's keyrings."""
    wanted = (*LIBRARIES, *KEYRINGS.get(sys.platform, ()))
    for name in wanted:
        importlib.import_module(name)
    return f"{len(wanted)} are there"


def modules() -> str:
    """Import every module of our own: commands and jobs are named by text, which no packager can follow."""
    found = [found.name for found in pkgutil.walk_packages(app.__path__, "app.")]
    for name in found:
        if not name.endswith("__main__"):
            importlib.import_module(name)
    if "app.imaging.fit" not in found:
        raise NotRight("the program's modules can't be listed")
    return f"{len(found)} are there"


def resources() -> str:
    """Look for every kind of resource."""
    folder = paths.resources()
    counts = {name: len(list((folder / name).glob("*"))) for name in KINDS}
    if not all(counts.values()):
        raise NotRight(f"something is missing: {counts}")
    return ", ".join(f"{count} {name}" for name, count in counts.items())


def database() -> str:
    """Make an outbox with its vault in a folder that goes away, seal a page into it and read it back."""
    from app.store.counter_store import open_store  # late, here and below: one part that is missing is one that fails

    with tempfile.TemporaryDirectory(prefix="counterscan-selftest-") as name:
        store = open_store(Path(name) / "store", secrets.token_bytes(32), reserve_bytes=0)
        try:
            page = secrets.token_bytes(100_000)
            if store.vault.get(store.vault.put(page)) != page:
                raise NotRight("what was sealed can't be read")
        finally:
            store.close()
    return "a page was sealed and read"


def tls() -> str:
    """Make the context of every connection, with the system's certificates."""
    import ssl

    from app.remote.line import tls_context

    context = tls_context()
    if context.minimum_version < ssl.TLSVersion.TLSv1_2 or context.verify_mode != ssl.CERT_REQUIRED:
        raise NotRight("connections would not be safe")
    return ssl.OPENSSL_VERSION


def http() -> str:
    """Ask the practice store over a real connection on this computer."""
    from app.domain.stores import StoreAddress
    from app.practice.server import PracticeStore
    from app.remote.client import DrxClient

    async def asked(url: str, key: str) -> float:
        client = DrxClient(StoreAddress(url), key)
        try:
            return await client.check()
        finally:
            await client.aclose()

    with PracticeStore() as store:
        elapsed_s = asyncio.run(asked(store.url, store.key))
    return f"answered in {elapsed_s * 1000:.0f} ms"


def keyring() -> str:
    """Start the keyring's helper and hear which store it has; on Linux that there is none is an answer, too."""
    from app.system.secrets import Act, End, ask_keyring

    reply = ask_keyring(Act.NAME, "")
    answers = {End.OK, End.LOCKED} if sys.platform in ("win32", "darwin") else {End.OK, End.NO_STORE, End.LOCKED}
    if reply.end not in answers:
        raise NotRight(f"{reply.end.value} {reply.detail}")
    return reply.detail or reply.end.value


def darkroom() -> str:
    """Start a worker in its cage, and have it read and fit a page of every format."""
    return asyncio.run(asyncio.wait_for(_worked(), LONGEST_LOOK_S))


async def _worked() -> str:
    from app.runtime.darkroom import Darkroom

    room = Darkroom(workers=1)
    try:
        for media_type in MediaType:
            await _read(room, media_type)
        bounds = ", ".join(sorted(bound.value for bound in room.bounds))
    finally:
        room.close()
    return f"{len(MediaType)} formats were read by a worker bounded in {bounds or 'nothing but time'}"


async def _read(room: "Darkroom", media_type: MediaType) -> None:
    from app.flows.fitting_room import FIT_JOB
    from app.flows.proofreader import JUDGE_JOB

    page = (paths.resources() / PAGES / f"page{media_type.extension}").read_bytes()
    fitted = await room.run(FIT_JOB, page, 0, UNTOUCHED, DRX_LIMITS, True)
    if fitted.media_type is not MediaType.JPEG:
        raise NotRight(f"{media_type.name} was not decoded")
    reading = await room.run(JUDGE_JOB, page, 0)
    if media_type not in WITHOUT_CODE and CODE_TEXT not in {code.text for code in reading.codes}:
        raise NotRight(f"the barcode of the {media_type.name} was not read")
