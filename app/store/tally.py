"""Counting what the outbox holds, without its key and beside whoever holds it: the clear columns alone are read."""

import contextlib
import sqlite3
from datetime import timedelta
from pathlib import Path

from app.domain.findings import OutboxTally
from app.domain.parcels import Stage
from app.store.counter_store import DATABASE_NAME
from app.store.database import damaged
from app.store.moments import EPOCH

BUSY_WAIT_S = 1.0
_COUNT = "SELECT stage, count(*), min(queued_at_us) FROM outbox GROUP BY stage"


def outbox_tally(store_folder: Path) -> OutboxTally:
    """How many pages there are; none where nothing was ever queued. Changes nothing. Raises `StoreDamaged`."""
    path = store_folder / DATABASE_NAME
    if not path.exists():
        return OutboxTally()
    try:
        # Read only: looking makes no tables, and moves nothing from the log into the file.
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=BUSY_WAIT_S)
        with contextlib.closing(connection):
            rows = {Stage[stage]: (count, oldest) for stage, count, oldest in connection.execute(_COUNT)}
    except (sqlite3.Error, KeyError) as error:
        raise damaged(type(error).__name__) from error
    waiting = [rows[stage] for stage in rows if stage is not Stage.DELIVERED]
    needs_person, _ = rows.get(Stage.NEEDS_PERSON, (0, None))
    oldest_us = min((oldest for _, oldest in waiting), default=None)
    return OutboxTally(
        waiting=sum(count for count, _ in waiting) - needs_person,
        needs_person=needs_person,
        delivered=rows.get(Stage.DELIVERED, (0, None))[0],
        oldest_waiting=None if oldest_us is None else EPOCH + timedelta(microseconds=oldest_us),
    )
