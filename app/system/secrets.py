"""Each store's API key and the key of the outbox, in the system's keyring and never in our own files.

A keyring that waits for a prompt waits for ever, so it is asked in a process of its own, with a deadline. Everything
here may take seconds: call it off the window's thread. Only the four stores of the systems themselves are used; others
(a plaintext file comes with `keyrings.alt`, and `keyring` picks it without a word) are refused by name.
"""

import base64
import contextlib
import multiprocessing
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.errors import KeyMissing, Problem
from app.domain.stores import checked_key
from app.system.key_files import FILE_ADVICE, VAULT_KEY_BYTES, VAULT_KEY_FILE_VARIABLE, read_vault_key_file
from app.system.settings import API_KEY_VARIABLE

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

MAX_SECRET_LENGTH = 1280
"""Windows takes 2,560 bytes and stores UTF-16 (CRED_MAX_CREDENTIAL_BLOB_SIZE); checked alike on every system."""

_VAULT_ENTRY = "vault key"
SERVICE = "CounterScan"
START_DEADLINE_S = 20.0
"""For the child to start: a virus scanner may look at a frozen program first."""

ANSWER_DEADLINE_S = 5.0
"""For the keyring to answer: a locked one with a screen asks a person and waits (packaging.md, section 7)."""

ACCEPTED = {
    "keyring.backends.SecretService.Keyring": "Secret Service",
    "keyring.backends.kwallet.DBusKeyring": "KWallet",
    "keyring.backends.kwallet.DBusKeyringKWallet4": "KWallet",
    "keyring.backends.Windows.WinVaultKeyring": "Windows Credential Manager",
    "keyring.backends.macOS.Keyring": "macOS Keychain",
}


class Act(Enum):
    """What the keyring is asked to do."""

    NAME = "name"
    GET = "get"
    SET = "set"
    CLEAR = "clear"


class End(Enum):
    """How it ended."""

    OK = "ok"
    NONE = "none"
    LOCKED = "locked"
    NO_STORE = "no store"
    UNSAFE_STORE = "unsafe store"
    NO_ANSWER = "no answer"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Reply:
    """How it ended, the secret where one was asked for, and the store's name or the kind of the failure."""

    end: End
    secret: str = field(default="", repr=False)
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Secrets:
    """The secrets of this computer's user, with the environment on top of the keyring."""

    environ: Mapping[str, str]
    answer_deadline_s: float = ANSWER_DEADLINE_S

    def where(self) -> str:
        """Where secrets are kept, by the name that people know: "Windows Credential Manager". Raises `KeyMissing`."""
        return self._ask(Act.NAME, "").detail

    @property
    def api_key_is_given(self) -> bool:
        """Does `COUNTERSCAN_API_KEY` hold a key? Then no other is used."""
        return bool(self.environ.get(API_KEY_VARIABLE, "").strip())

    def api_key(self, store: str) -> str:
        """The API key for a store's base address; `COUNTERSCAN_API_KEY` wins. Raises `KeyMissing`, `WrongSetting`."""
        given = self.environ.get(API_KEY_VARIABLE, "").strip()
        if given:
            return checked_key(given)
        reply = self._ask(Act.GET, _api_entry(store))
        if reply.end is End.NONE:
            raise KeyMissing(Problem("No API key is stored for this store", "Enter the key from DRX"))
        return reply.secret

    def set_api_key(self, store: str, key: str) -> None:
        """Store a key, over an older one. Raises `KeyMissing`, and `WrongSetting` for what can't be a key."""
        self._ask(Act.SET, _api_entry(store), checked_key(key))

    def clear_api_key(self, store: str) -> None:
        """Forget a store's key; fine where there is none."""
        self._ask(Act.CLEAR, _api_entry(store))

    def vault_key(self, *, may_create: bool = True) -> bytes:
        """The 32 bytes that wrap the outbox's keys: from the key file where one is named, else from the keyring.

        Where there is none yet, one is made and read back; an existing one is never overwritten. Pass
        `may_create=False` where an outbox exists already: a new key would not open it. Raises `KeyMissing`.
        """
        named = self.environ.get(VAULT_KEY_FILE_VARIABLE, "").strip()
        if named:
            return read_vault_key_file(Path(named))
        reply = self._ask(Act.GET, _VAULT_ENTRY)
        if reply.end is End.NONE:
            if not may_create:
                advice = "Restore this user's keyring, or ask support: what waits can't be read without it"
                raise KeyMissing(Problem("The key of the outbox is gone from the keyring", advice))
            self._ask(Act.SET, _VAULT_ENTRY, base64.b64encode(secrets.token_bytes(VAULT_KEY_BYTES)).decode("ascii"))
            reply = self._ask(Act.GET, _VAULT_ENTRY)
        return _decoded(reply.secret)

    def _ask(self, act: Act, entry: str, secret: str = "") -> Reply:
        if len(secret) > MAX_SECRET_LENGTH:
            raise KeyMissing(Problem("This key is too long for the keyring", "Copy only the key itself from DRX"))
        reply = ask_keyring(act, entry, secret, answer_deadline_s=self.answer_deadline_s)
        if reply.end not in (End.OK, End.NONE):
            problem = _PROBLEMS[reply.end]
            raise KeyMissing(Problem(problem.title, problem.advice, reply.detail))
        return reply


def _api_entry(store: str) -> str:
    return f"API key {store}"


def _decoded(text: str) -> bytes:
    """The vault key as the keyring keeps it: Base64, because keyrings keep texts."""
    try:
        key = base64.b64decode(text, validate=True)
    except ValueError:
        key = b""
    if len(key) != VAULT_KEY_BYTES:
        advice = "Somebody changed it. Restore this user's keyring; it is not written over"
        raise KeyMissing(Problem("The key of the outbox in the keyring is damaged", advice))
    return key


_PROBLEMS = {
    End.LOCKED: Problem("The keyring of this user is locked", "Unlock it, then try again"),
    End.NO_STORE: Problem("This computer has no keyring to keep keys in", FILE_ADVICE),
    End.UNSAFE_STORE: Problem("The keyring of this computer is not a safe one", FILE_ADVICE),
    End.NO_ANSWER: Problem("The keyring does not answer", "Look for a window that asks to unlock it"),
    End.FAILED: Problem("The keyring said no", "Unlock it or sign in again, then try again"),
}


def ask_keyring(act: Act, entry: str, secret: str = "", *, answer_deadline_s: float = ANSWER_DEADLINE_S) -> Reply:
    """Ask the keyring in a child process; never raises, never takes longer than the two deadlines.

    Nothing secret is in the child's arguments: it travels through the pipe.
    """
    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe()
    child = spawn.Process(target=_serve, args=(theirs,), name="keyring", daemon=True)
    child.start()
    theirs.close()
    try:
        ours.send((act, entry, secret))
        if not ours.poll(START_DEADLINE_S):
            return Reply(End.NO_ANSWER, detail="the helper did not start")
        ours.recv()
        if not ours.poll(answer_deadline_s):
            return Reply(End.NO_ANSWER, detail=f"no answer within {answer_deadline_s:g} s")
        reply: Reply = ours.recv()
        return reply
    except (EOFError, OSError) as error:
        return Reply(End.FAILED, detail=f"the helper ended: {type(error).__name__}")
    finally:
        ours.close()
        child.kill()
        child.join()
        child.close()


def _serve(line: Connection) -> None:
    """The child: says that it is there, does one thing, answers, ends."""
    with contextlib.suppress(EOFError, OSError):  # whoever asked has gone: nobody is left to be told
        act, entry, secret = line.recv()
        line.send("here")
        line.send(_answer(act, entry, secret))


def _answer(act: Act, entry: str, secret: str) -> Reply:
    # Imported here, in the child alone: keyring looks for back ends as it is imported, and that takes its time.
    from keyring.errors import KeyringError, KeyringLocked

    try:
        found = _backend()
        if isinstance(found, Reply):
            return found
        backend, name = found
        return _do(backend, name, act, entry, secret)
    except KeyringLocked:
        return Reply(End.LOCKED)
    except KeyringError as error:
        return Reply(End.FAILED, detail=type(error).__name__)
    except Exception as error:  # noqa: BLE001 - the edge of a process: each back end brings a library's own errors
        locked = type(error).__name__ in ("LockedException", "PromptDismissedException")  # SecretStorage's
        return Reply(End.LOCKED) if locked else Reply(End.FAILED, detail=type(error).__name__)


def _do(backend: "KeyringBackend", name: str, act: Act, entry: str, secret: str) -> Reply:
    if act is Act.NAME:
        return Reply(End.OK, detail=name)
    if act is Act.SET:
        backend.set_password(SERVICE, entry, secret)
        return Reply(End.OK, detail=name)
    stored = backend.get_password(SERVICE, entry)
    if stored is None:
        return Reply(End.NONE, detail=name)
    if act is Act.CLEAR:
        backend.delete_password(SERVICE, entry)
        return Reply(End.OK, detail=name)
    return Reply(End.OK, stored, name)


def _backend() -> "tuple[KeyringBackend, str] | Reply":
    """The best of the accepted back ends and its name, or why there is none."""
    import keyring  # in the child alone, as above
    from keyring.backends.chainer import ChainerBackend
    from keyring.backends.fail import Keyring as NoKeyring

    chosen = keyring.get_keyring()
    several = chosen.backends if isinstance(chosen, ChainerBackend) else [chosen]
    for backend in several:
        kind = f"{type(backend).__module__}.{type(backend).__qualname__}"
        if kind in ACCEPTED:
            if kind.startswith("keyring.backends.Windows"):
                # Its default roams with the profile; a key belongs to this machine (reliability.md).
                setattr(backend, "persist", "local machine")  # noqa: B010 - a descriptor that the types do not know
            return backend, ACCEPTED[kind]
    if isinstance(chosen, NoKeyring) or not several:
        return Reply(End.NO_STORE)
    kinds = ", ".join(f"{type(backend).__module__}.{type(backend).__qualname__}" for backend in several)
    return Reply(End.UNSAFE_STORE, detail=kinds)
