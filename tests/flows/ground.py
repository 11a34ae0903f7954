"""What the tests of the flows stand on: a real house, the facts that it told, pages drawn for the purpose."""

import io
import secrets
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from PIL import Image

from app.domain.facts import (
    Connection,
    ConnectionChanged,
    DeskChanged,
    Fact,
    GalleryChanged,
    OutboxChanged,
    ProblemMet,
)
from app.domain.gallery_shelf import GalleryState, GalleryView
from app.domain.pages import DeskPage, MediaType
from app.domain.parcels import EntryId, FittedPayload, OutboxEntry, Stage
from app.domain.records import Record, RecordKind
from app.domain.shelves import DeskView, Mark, PageRow
from app.flows.counter import Counter
from app.flows.desk import Desk
from app.flows.house import House

PATIENCE_S = 20.0
PATIENT = Record(RecordKind.PATIENT, "pat_12345")
ANOTHER_PATIENT = Record(RecordKind.PATIENT, "pat_20881")
PRESCRIPTION = Record(RecordKind.PRESCRIPTION, "rx_67890", patient_id="pat_12345")

Value = TypeVar("Value")
Kind = TypeVar("Kind", bound=Fact)


class Facts:
    """Everything a house told, in order; a test waits for what it expects."""

    def __init__(self) -> None:
        self._told: list[Fact] = []
        self._changed = threading.Condition()
        self._fails_at: type[Fact] | None = None

    def note(self, fact: Fact) -> None:
        """Called by the house, on the courier's loop."""
        with self._changed:
            self._told.append(fact)
            self._changed.notify_all()
            if self._fails_at is not None and isinstance(fact, self._fails_at):
                self._fails_at = None
                raise RuntimeError("the listener fails")

    def forget(self) -> None:
        """Keep nothing of what was told so far."""
        with self._changed:
            self._told.clear()

    def fail_at(self, kind: type[Fact]) -> None:
        """Raise something nobody expects when the next fact of this kind is told."""
        with self._changed:
            self._fails_at = kind

    @property
    def count(self) -> int:
        """How many facts there are: a mark to look from later."""
        with self._changed:
            return len(self._told)

    def of(self, kind: type[Kind], since: int = 0) -> list[Kind]:
        """The facts of one kind."""
        with self._changed:
            return [fact for fact in self._told[since:] if isinstance(fact, kind)]

    def wait_for(
        self,
        kind: type[Kind],
        holds: Callable[[Kind], bool] = lambda _: True,
        *,
        since: int = 0,
        patience_s: float = PATIENCE_S,
    ) -> Kind:
        """The first fact of this kind that the predicate holds for; fails the test when it does not come."""
        at = since

        def found() -> Kind | None:
            nonlocal at
            while at < len(self._told):
                fact = self._told[at]
                at += 1
                if isinstance(fact, kind) and holds(fact):
                    return fact
            return None

        with self._changed:
            fact = self._changed.wait_for(found, patience_s)
        last = self.of(kind)[-1:]
        assert fact is not None, f"no such {kind.__name__}; the last one was {last}"
        return fact


class Ground:
    """A house with its ears. `do` runs something at the counter and returns what it returned."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.home = Path(environ["COUNTERSCAN_HOME"])
        self.facts = Facts()
        self.house = House(environ, self.facts.note)
        self._is_closed = False
        self.desk = Desk(self.house.post)

    def close(self) -> None:
        """Close the house; a second call does nothing."""
        if not self._is_closed:
            self._is_closed = True
            self.house.close()

    def do(self, act: Callable[[Counter], Value]) -> Value:
        """Something at the counter, on its loop."""

        async def acted(counter: Counter) -> Value:
            return act(counter)

        return self.house.run(acted)

    # --- the desk -----------------------------------------------------------------------------------------------

    def wait_for_desk(
        self, holds: Callable[[DeskView], bool], since: int = 0, *, patience_s: float = PATIENCE_S
    ) -> DeskView:
        """The first desk that the predicate holds for."""
        told = self.facts.wait_for(DeskChanged, lambda fact: holds(fact.view), since=since, patience_s=patience_s)
        return told.view

    def add(self, content: bytes, file_name: str = "scan.jpg") -> PageRow:
        """Paste one page and wait until it is fitted."""
        count = self.do(lambda counter: len(counter.bench.items))
        since = self.facts.count
        self.desk.add_content(content, file_name)
        view = self.wait_for_desk(lambda view: len(view.rows) > count and view.rows[-1].mark is not Mark.FITTING, since)
        return view.rows[-1]

    def read(self, *paths: Path) -> tuple[PageRow, ...]:
        """Drop files and wait until they are read."""
        self.house.run(lambda counter: counter.intake.read_all(paths))
        return self.rows

    @property
    def view(self) -> DeskView:
        """The desk as it is now."""
        return self.do(lambda counter: counter.desk_view())

    @property
    def rows(self) -> tuple[PageRow, ...]:
        """The rows of the desk as they are now."""
        return self.view.rows

    @property
    def pages(self) -> tuple[DeskPage, ...]:
        """The pages on the desk as they are now."""
        return self.do(lambda counter: counter.bench.pages)

    # --- the outbox ---------------------------------------------------------------------------------------------

    def entry(self, record: Record = PATIENT, content: bytes | None = None, **others: object) -> OutboxEntry:
        """An entry whose bytes lie in the vault, not queued yet; `others` are fields of the entry."""
        picture = drawn() if content is None else content
        with Image.open(io.BytesIO(picture)) as opened:
            width, height, format_ = opened.width, opened.height, opened.format

        def made(counter: Counter) -> OutboxEntry:
            session = counter.sessions.need()
            media_type = MediaType.PNG if format_ == "PNG" else MediaType.JPEG
            payload = FittedPayload(counter.originals.keep(picture), media_type, width, height, 300, True, 0, ())
            token = secrets.token_hex(5)
            now = datetime.now(UTC)
            values: dict[str, object] = {"stage": Stage.QUEUED, "name": f"ID front {token}{media_type.extension}"}
            values |= others
            return OutboxEntry(
                id=EntryId(secrets.token_hex(8)),
                store=session.destination,
                record=record,
                payload=payload,
                created_on=now,
                queued_at=now,
                **values,  # type: ignore[arg-type]  # fields that a test names
            )

        return self.do(made)

    def queue(self, *entries: OutboxEntry) -> tuple[OutboxEntry, ...]:
        """Put entries into the outbox, as dispatch does, all at once."""

        def queued(counter: Counter) -> None:
            counter.sessions.need().store.outbox.add(entries)
            counter.courier.take(entries)

        self.do(queued)
        return entries

    def send(self, record: Record = PATIENT, content: bytes | None = None) -> OutboxEntry:
        """Queue one page for this record."""
        (queued,) = self.queue(self.entry(record, content))
        return queued

    def settled(self, entry: OutboxEntry) -> OutboxEntry:
        """The entry once it is delivered or needs a person."""
        return self.wait_for_entry(entry, lambda now: now.stage in (Stage.DELIVERED, Stage.NEEDS_PERSON))

    def wait_for_entry(self, entry: OutboxEntry, holds: Callable[[OutboxEntry], bool]) -> OutboxEntry:
        """The entry once the predicate holds for it; looked at whenever the outbox tells."""
        deadline_s = time.monotonic() + PATIENCE_S
        while True:
            since = self.facts.count
            if holds(now := self.kept(entry)):
                return now
            assert time.monotonic() < deadline_s, f"it stays {now}"
            self.facts.wait_for(OutboxChanged, since=since)

    def kept(self, entry: OutboxEntry) -> OutboxEntry:
        """The entry as it is on the disk."""
        return self.do(lambda counter: counter.sessions.need().store.outbox.entry(entry.id))

    def entries(self) -> tuple[OutboxEntry, ...]:
        """All that the outbox holds on the disk."""
        return self.do(lambda counter: counter.sessions.need().store.outbox.entries())

    # --- the rest -----------------------------------------------------------------------------------------------

    def wait_for_connection(self, connection: Connection, since: int = 0) -> ConnectionChanged:
        """The first fact that says so."""
        return self.facts.wait_for(ConnectionChanged, lambda fact: fact.connection is connection, since=since)

    def wait_for_gallery(self, holds: Callable[[GalleryView], bool], since: int = 0) -> GalleryView:
        """The first gallery that the predicate holds for."""
        return self.facts.wait_for(GalleryChanged, lambda fact: holds(fact.view), since=since).view

    def gallery_of(self, record: Record) -> GalleryView:
        """Pick a record, open its gallery, wait until it is there."""
        since = self.facts.count
        self.desk.pick(record)
        self.desk.open_gallery()
        ready = (GalleryState.READY, GalleryState.UNLISTABLE, GalleryState.FAILED)
        return self.wait_for_gallery(lambda view: view.record == record and view.state in ready, since)

    def problems(self) -> Sequence[str]:
        """The titles of the problems that have no place of their own."""
        return [fact.problem.title for fact in self.facts.of(ProblemMet)]


def until(holds: Callable[[], bool]) -> bool:
    """Asks again and again until it holds; False when it does not for too long."""
    deadline_s = time.monotonic() + PATIENCE_S
    while not (is_so := holds()) and time.monotonic() < deadline_s:
        time.sleep(0)
    return is_so


def drawn(size_px: tuple[int, int] = (320, 340), format_: str = "JPEG", shade: int = 220) -> bytes:
    """A small picture as a file of this format, with a little on it: nothing is to be remarked."""
    content = io.BytesIO()
    image = Image.new("RGB", size_px, (shade, 230, 240))
    image.paste((30, 30, 40), (size_px[0] // 4, size_px[1] // 4, size_px[0] // 4 + 40, size_px[1] // 4 + 30))
    image.save(content, format_, dpi=(300, 300))
    return content.getvalue()


def drawn_pages(count: int, format_: str) -> bytes:
    """A TIFF or PDF of so many pages, each of another shade."""
    content = io.BytesIO()
    first, *others = [Image.new("RGB", (320, 340 + 10 * number), (200, 30 * number, 90)) for number in range(count)]
    first.save(content, format_, save_all=True, append_images=others, resolution=72.0)
    return content.getvalue()
