"""The outbox's key in a file, for machines without a keyring, and the practice store's throw-away key."""

import os
import secrets
import stat
from pathlib import Path

from app.domain.errors import KeyMissing, Problem, WrongSetting

VAULT_KEY_FILE_VARIABLE = "COUNTERSCAN_VAULT_KEY_FILE"
VAULT_KEY_BYTES = 32
FILE_ADVICE = f"Make a key file with: counterscan key vault FILE, and name it in {VAULT_KEY_FILE_VARIABLE}"
_PRACTICE_KEY_FILE = "practice-vault.key"


def make_vault_key_file(path: Path) -> None:
    """Write 32 random bytes that only their owner can read. Raises `WrongSetting`; never writes over a file."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor, so that it is private from the start
            file.write(secrets.token_bytes(VAULT_KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError as error:
        problem = Problem("This file exists already", "Name a new one: a key that is overwritten is lost for ever")
        raise WrongSetting(problem) from error
    except OSError as error:
        problem = Problem("The key file can't be written there", "Name another folder", type(error).__name__)
        raise WrongSetting(problem) from error


def read_vault_key_file(path: Path) -> bytes:
    """The key in a file of exactly 32 bytes, readable by its owner alone. Raises `KeyMissing`."""
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            key = file.read(VAULT_KEY_BYTES + 1)
    except OSError as error:
        problem = Problem("The key file of the outbox can't be read", FILE_ADVICE, type(error).__name__)
        raise KeyMissing(problem) from error
    if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):  # Windows: the folder's own permissions count
        raise KeyMissing(Problem("Others can read the key file of the outbox", "Run: chmod 600 on that file"))
    if len(key) != VAULT_KEY_BYTES:
        raise KeyMissing(Problem(f"The key file of the outbox does not hold {VAULT_KEY_BYTES} bytes", FILE_ADVICE))
    return key


def practice_vault_key(folder: Path) -> bytes:
    """The throw-away key of the practice store, beside its data: its patients are made up (cli.md)."""
    path = folder / _PRACTICE_KEY_FILE
    if not path.exists():
        make_vault_key_file(path)
    return read_vault_key_file(path)
