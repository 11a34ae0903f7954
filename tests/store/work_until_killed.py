"""The child of test_killed_store: works with a store, says what is done, and is killed on the way.

`loop FOLDER ROUND` works until somebody kills it. `steps FOLDER` does one round of work in FOLDER/1, FOLDER/2 …, each
in a process of its own that kills itself right before its first, second … step that touches the disk, until one gets
through; what each said is in FOLDER/N.said. `careless-steps FOLDER` does the same once the store is open, but erases
bytes before their row.
"""

import os
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import FrameType

from app.domain.drafts import DeskDraft
from app.domain.pages import DeskPage, ImportedPage, MediaType, PageId
from app.domain.parcels import EntryId, FittedPayload, OutboxEntry, Stage, UploadReceipt
from app.domain.records import Record, RecordKind
from app.store.counter_store import CounterStore, open_store

assert sys.platform != "win32", "Windows has no SIGKILL and no fork"

KEY = bytes(range(32))
RESERVE_BYTES = 100_000
NOW = datetime(2026, 3, 2, tzinfo=UTC)
STEPS = frozenset({"fsync", "execute", "executemany", "open", "write", "rename", "replace", "unlink", "mkdir", "touch"})
MOST_STEPS = 400
Say = Callable[[str, str], None]


def deliver_one(store: CounterStore, id_: EntryId, say: Say, *, careless: bool = False) -> None:
    """A page from the desk to its erasing; each word is said once what it stands for is acknowledged."""
    blob = store.vault.put(id_.encode() * 20_000)
    record = Record(RecordKind.PATIENT, "pat_1")
    page = DeskPage(PageId(id_), ImportedPage(blob, MediaType.JPEG, "scan.jpg", 0, 1, 1, 1, None, NOW))
    store.drafts.save(DeskDraft((page,), record))
    say("drafted", id_)
    payload = FittedPayload(blob, MediaType.JPEG, 1, 1, None, True, 0, ())
    entry = OutboxEntry(id_, "https://counter.example", record, f"{id_}.jpg", payload, NOW, NOW)
    store.hand_over([entry], DeskDraft((), None))
    say("queued", id_)
    store.outbox.save(replace(entry, stage=Stage.SENDING))
    say("sending", id_)
    if id_.endswith("keep"):
        return
    store.outbox.save(replace(entry, stage=Stage.DELIVERED, receipt=UploadReceipt("img_1", NOW, NOW)))
    say("delivered", id_)
    if careless:
        store.vault.erase(blob)
    for freed in store.outbox.forget_delivered(NOW + timedelta(days=1)):
        store.vault.erase(freed)
    say("gone", id_)


def say_aloud(word: str, id_: str) -> None:
    print(word, id_, flush=True)


def loop(folder: Path, round_number: str) -> None:
    store = open_store(folder, KEY, reserve_bytes=RESERVE_BYTES)
    for number in range(100_000):
        deliver_one(store, EntryId(f"{round_number}-{number}{'' if number % 3 else '-keep'}"), say_aloud)


def steps(folder: Path, *, careless: bool) -> None:
    for step in range(1, MOST_STEPS):
        child = os.fork()
        if child == 0:
            _work_up_to(step, folder, careless=careless)
        _, status = os.waitpid(child, 0)
        if os.WIFEXITED(status):
            sys.exit(os.WEXITSTATUS(status))


def _work_up_to(last: int, folder: Path, *, careless: bool) -> None:
    """Kills this process right before its step number `last`; leaves it with 0 where there are fewer."""
    said = os.open(folder / f"{last}.said", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    seen = 0

    def watch(_frame: FrameType, event: str, function: object) -> None:
        nonlocal seen
        if event == "c_call" and getattr(function, "__name__", "") in STEPS:
            seen += 1
            if seen == last:
                os.kill(os.getpid(), signal.SIGKILL)

    def say(word: str, id_: str) -> None:
        sys.setprofile(None)
        os.write(said, f"{word} {id_}\n".encode())
        sys.setprofile(watch)

    code = 1
    try:
        sys.setprofile(None if careless else watch)  # the careless are caught later than at the opening
        store = open_store(folder / str(last), KEY, reserve_bytes=RESERVE_BYTES)
        sys.setprofile(watch)
        for id_ in ("1-keep", "2"):
            deliver_one(store, EntryId(id_), say, careless=careless)
        store.close()
        code = 0
    finally:
        os._exit(code)  # never back into the loop of the parent


if __name__ == "__main__":
    if sys.argv[1] == "loop":
        loop(Path(sys.argv[2]), sys.argv[3])
    else:
        steps(Path(sys.argv[2]), careless=sys.argv[1] == "careless-steps")
