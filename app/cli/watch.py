"""`counterscan watch`: a hot folder in the foreground; what is taken from it is sent and confirmed."""

import asyncio
import contextlib
from argparse import Namespace

from app.cli.linking import record_for
from app.cli.speech import Answer
from app.cli.waiting import LOOK_EVERY_S, arrivals, open_outbox
from app.cli.watching import Watching
from app.domain.errors import AppError, Problem
from app.domain.hot_folder import AfterTaking
from app.domain.records import RecordKind
from app.flows.counter import Counter
from app.flows.hot_taking import Taker
from app.flows.house import House

NO_FOLDER = Problem("This folder is not there, or can't be opened", "Name a folder that you may read and write")
ONCE_WAIT_S = 60.0
"""With --once: so long without any news, and what is not complete by then is left."""

REST_S = 5.0
"""So long what is being sent gets to come to its end after Ctrl+C; cut off, it would be in doubt."""


def run(house: House, words: Namespace) -> Answer:
    """Carry the command out; Ctrl+C is how it ends in good order."""
    watching = Watching(words.folder, AfterTaking(words.after), is_quiet=words.json)
    with contextlib.suppress(KeyboardInterrupt):
        house.run(lambda counter: _watch(counter, words, watching))
    return watching.answer()


async def _watch(counter: Counter, words: Namespace, watching: Watching) -> None:
    if not await asyncio.to_thread(words.folder.is_dir):
        raise AppError(NO_FOLDER)
    await open_outbox(counter, is_paused=False)
    taker = await _taker(counter, words)
    counter.hot_folder.begin(words.folder.absolute(), AfterTaking(words.after), taker, watching.hear)
    try:
        if not words.once:
            await _follow(counter, watching)
        await _until_at_rest(counter, watching)
        watching.hear_rest(counter.hot_folder.files)
        await counter.hot_folder.end()
        async for entries in arrivals(counter, watching.pending):
            watching.note(counter, entries)
    finally:
        await counter.hot_folder.end()
        await counter.courier.rest(REST_S)
        watching.note(counter, await counter.courier.wait_for(watching.pending, 0))


async def _taker(counter: Counter, words: Namespace) -> Taker:
    if words.by_barcode:
        return counter.sort_by_label(may_follow=words.follow)
    ids = {kind: getattr(words, kind.name) for kind in RecordKind if getattr(words, kind.name)}
    return counter.send_to(await record_for(counter, ids))


async def _follow(counter: Counter, watching: Watching) -> None:
    """Tell of every page that arrives, until somebody stops us."""
    while True:
        pause = asyncio.sleep(LOOK_EVERY_S)
        entries, _ = await asyncio.gather(counter.courier.wait_for(watching.pending, LOOK_EVERY_S), pause)
        watching.note(counter, entries)
        watching.tell_of_folder(counter.hot_folder.view)


async def _until_at_rest(counter: Counter, watching: Watching) -> None:
    """Until every file was looked at when it was quiet, or nothing has happened for long."""
    loop = asyncio.get_running_loop()
    news, since_s = watching.news, loop.time()
    while not counter.hot_folder.is_at_rest and loop.time() < since_s + ONCE_WAIT_S:
        await asyncio.sleep(LOOK_EVERY_S / 4)
        watching.note(counter, await counter.courier.wait_for(watching.pending, 0))
        if watching.news != news:
            news, since_s = watching.news, loop.time()
