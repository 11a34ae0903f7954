"""`counterscan key`: the API key goes from standard input into the system's keyring, never into a file."""

import getpass
import sys
from argparse import Namespace
from collections.abc import Mapping

from app.cli.speech import Status, say
from app.domain.errors import AppError
from app.flows.connect import NO_STORE
from app.system import paths, settings
from app.system.key_files import make_vault_key_file
from app.system.secrets import Secrets

MAX_LINE = 4096


def run(words: Namespace, environ: Mapping[str, str]) -> Status:
    """Carry the command out."""
    if words.act == "vault":
        make_vault_key_file(words.file)
        say(f"The key of the outbox is in {words.file}. Name it in COUNTERSCAN_VAULT_KEY_FILE, and keep a copy safe.")
        return Status.DONE
    address = settings.load(paths.home(environ), environ).address
    if address is None:
        raise AppError(NO_STORE)
    secrets = Secrets(environ)
    if words.act == "clear":
        secrets.clear_api_key(address.base_url)
        say(f"The key for {address.host} is forgotten.")
    else:
        secrets.set_api_key(address.base_url, _read_key())
        say(f"The key for {address.host} is kept in the {secrets.where()}.")
    return Status.DONE


def _read_key() -> str:
    if sys.stdin.isatty():
        return getpass.getpass("API key: ")
    return sys.stdin.readline(MAX_LINE)
