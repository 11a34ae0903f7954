"""The journal for commands that only look: who looked is written down before anything is shown, where that can be."""

import logging

from app.cli.waiting import open_outbox
from app.domain.errors import AppError
from app.flows.counter import Counter

log = logging.getLogger(__name__)


async def open_journal(counter: Counter) -> bool:
    """Open the outbox, which the journal lies beside; nothing is sent meanwhile.

    False where another program has it or its key is not there: looking needs neither, and DRX keeps its own accounts.
    """
    try:
        await open_outbox(counter, is_paused=True)
    except AppError as failure:
        log.info("looked without a journal: %s", failure.problem.title)
        return False
    return True
