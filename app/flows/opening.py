"""What stands behind a session: the folder, the key and the database of its outbox; the practice store."""

import asyncio

from app.domain.errors import AppError, Problem
from app.flows.setup import Setup
from app.practice.server import PracticeStore
from app.store.counter_store import CounterStore, is_new, open_store
from app.store.reserve import RESERVE_BYTES
from app.system.key_files import practice_vault_key

PRACTICE_RESERVE_BYTES = 1_000_000
IN_USE = Problem(
    "CounterScan is already open on this computer",
    "Use the window that is open, or wait until the other command has ended",
)


async def opened_store(setup: Setup, *, is_practice: bool) -> CounterStore:
    """What is kept on this computer for the real store or for the practice store, held by this program alone.

    Raises `AppError` where another program has it, where its key is missing, or where it can't be opened.
    """
    folder = setup.folders.store_for(practice=is_practice)
    if is_practice:
        vault_key = await asyncio.to_thread(practice_vault_key, setup.folders.practice)
    else:
        vault_key = await asyncio.to_thread(setup.secrets.vault_key, may_create=is_new(folder))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not await asyncio.to_thread(setup.premises.hold, folder):
        raise AppError(IN_USE)
    return open_store(folder, vault_key, reserve_bytes=PRACTICE_RESERVE_BYTES if is_practice else RESERVE_BYTES)


def started_practice() -> PracticeStore:
    """The built-in store, listening. Takes a moment: call it off the loop."""
    practice = PracticeStore()
    practice.start()
    return practice
