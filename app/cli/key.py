"""`counterscan key`: the API key goes from standard input into the system's keyring, never into a file."""

import getpass
import sys
from argparse import Namespace
from collections.abc import Mapping

from app.cli.speech import Answer, Status
from app.domain.errors import AppError, Problem, WrongSetting
from app.domain.stores import StoreAddress, checked_key
from app.flows.connect import NO_STORE
from app.system import paths, settings
from app.system.key_files import make_vault_key_file
from app.system.secrets import Secrets

MAX_LINE = 4096
NO_TEXT = Problem("This is not an API key", "Copy the key from DRX again, without any text around it")


def run(words: Namespace, environ: Mapping[str, str]) -> Answer:
    """Carry the command out. Raises `AppError` where there is no safe place for a key."""
    if words.act == "vault":
        return _vault(words)
    address = settings.load(paths.home(environ), environ).address
    if address is None:
        raise AppError(NO_STORE)
    return _told(_clear(address, environ) if words.act == "clear" else _set(address, environ))


def _vault(words: Namespace) -> Answer:
    try:
        make_vault_key_file(words.file)
    except WrongSetting as failure:  # the command was used rightly: what lies there is in the way
        raise AppError(failure.problem) from failure
    return _told(f"The key of the outbox is in {words.file}. Name it in COUNTERSCAN_VAULT_KEY_FILE; keep a copy safe.")


def _clear(address: StoreAddress, environ: Mapping[str, str]) -> str:
    Secrets(environ).clear_api_key(address.base_url)
    return f"The key for {address.host} is forgotten."


def _set(address: StoreAddress, environ: Mapping[str, str]) -> str:
    secrets, key = Secrets(environ), checked_key(_read_key())
    secrets.set_api_key(address.base_url, key)
    kept = f"The key for {address.host} is kept in the {secrets.where()}."
    return f"{kept} As long as COUNTERSCAN_API_KEY is set, that one is used." if secrets.api_key_is_given else kept


def _read_key() -> str:
    try:
        if sys.stdin is None:
            return ""
        return getpass.getpass("API key: ") if sys.stdin.isatty() else sys.stdin.readline(MAX_LINE)
    except EOFError:
        return ""
    except UnicodeDecodeError as failure:
        raise WrongSetting(NO_TEXT) from failure


def _told(sentence: str) -> Answer:
    return Answer(Status.DONE, {}, [sentence])
