"""What stands behind a session: the folder, the key and the database of its outbox; the practice store and scanner."""

import asyncio
from dataclasses import dataclass

from app.domain.errors import AppError, Problem
from app.flows.setup import Setup
from app.practice.scanner import PracticeScanner
from app.practice.scanner_model import ScannerHabits
from app.practice.server import PracticeStore
from app.store.counter_store import CounterStore, is_new, open_store
from app.store.reserve import RESERVE_BYTES
from app.system.key_files import practice_vault_key

PRACTICE_RESERVE_BYTES = 1_000_000
PRACTICE_FEEDER_SHEETS = 5
PRACTICE_PAGE_S = 0.4
"""So long the practice scanner takes for a page: quick, but to be seen."""
PRACTICE_SCANNER_UUID = "00000000-0000-4000-8000-000000000005"
"""The same each time, so that it is the same scanner; no real device has it."""
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


@dataclass(frozen=True, slots=True)
class Practice:
    """The built-in store and the built-in scanner beside it."""

    store: PracticeStore
    scanner: PracticeScanner

    def stop(self) -> None:
        """Close both. Takes a moment: call it off the loop."""
        self.scanner.stop()
        self.store.stop()


def started_practice() -> Practice:
    """The built-in store and scanner, listening. Takes a moment: call it off the loop."""
    practice = Practice(
        PracticeStore(),
        PracticeScanner(
            scanner_uuid=PRACTICE_SCANNER_UUID,
            refills=PRACTICE_FEEDER_SHEETS,
            habits=ScannerHabits(page_wait_s=PRACTICE_PAGE_S),
        ),
    )
    try:
        practice.store.start()
        practice.scanner.start()
    except OSError:
        practice.stop()
        raise
    return practice
