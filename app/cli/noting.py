"""The journal for commands that only look: who looked is written down before anything is shown, or nothing is."""

from app.cli.waiting import open_outbox
from app.domain.errors import AppError, KeyMissing
from app.flows.counter import Counter


async def open_journal(counter: Counter) -> None:
    """Open the outbox, which the journal lies beside; nothing is sent meanwhile.

    Raises `AppError` where another program has it or its key is not there: nobody could tell afterwards who looked.
    """
    try:
        await open_outbox(counter, is_paused=True)
    except KeyMissing as failure:  # the outbox's, not the API key's: what it advises is another thing
        raise AppError(failure.problem) from failure
