"""The word about a newer version: asked for once a day at most, believed when signed, never an older one, quiet."""

import asyncio
import base64
import http.server
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.domain.facts import Fact, NewerVersionKnown
from app.domain.findings import Health
from app.domain.releases import CONTEXT, Release, text_of
from app.flows.errands import Errands
from app.flows.examine_updates import examine_updates
from app.flows.setup import Setup
from app.flows.updates import Updates
from app.remote.releases import MAX_METADATA_BYTES
from app.store.release_file import FILE_NAME, read_news
from app.system import paths
from app.system.secrets import Secrets
from app.system.settings import Settings

KEY = Ed25519PrivateKey.generate()
PUBLIC = KEY.public_key().public_bytes_raw()
MORNING = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
PAGE = "https://downloads.example/counterscan"
RUNNING = "0.1.0"


def metadata(
    version: str = "0.2.0",
    released: date = date(2026, 3, 1),
    expires: date = date(2027, 3, 1),
    key: Ed25519PrivateKey = KEY,
    context: bytes = CONTEXT,
) -> bytes:
    """Metadata as the step of a release writes them."""
    text = text_of(Release(version, released, expires, PAGE, {}))
    signature = base64.b64encode(key.sign(context + text.encode())).decode()
    return json.dumps({"release": text, "signature": signature}).encode()


@dataclass
class Host:
    """Whoever hosts the metadata: what it answers, and what it was asked with."""

    url: str = ""
    content: bytes = field(default_factory=metadata)
    status: int = 200
    location: str = ""
    asked: list[dict[str, str]] = field(default_factory=list)


@pytest.fixture
def host() -> Iterator[Host]:
    """A real server on loopback."""
    hosted = Host()

    class Answering(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            hosted.asked.append({"path": self.path, **{name.lower(): value for name, value in self.headers.items()}})
            self.send_response(hosted.status)
            if hosted.location:
                self.send_header("Location", hosted.location)
            self.send_header("Content-Length", str(len(hosted.content)))
            self.end_headers()
            self.wfile.write(hosted.content)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing is written."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        hosted.url = f"http://127.0.0.1:{server.server_port}/release.json"
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield hosted
        server.shutdown()
        thread.join()


@dataclass
class Counter:
    """One computer whose clock a test sets."""

    home: Path
    settings: Settings
    now: datetime = MORNING
    running: str = RUNNING

    def day(self, *acts: Callable[[Updates], object]) -> list[Fact]:
        """One run of the program: what it is told when it asks, tells, and does what the acts do."""
        told: list[Fact] = []

        async def live() -> None:
            errands = Errands(told.append)
            setup = Setup(paths.prepare(self.home), self.settings, Secrets({}), {})
            updates = Updates(told.append, errands, setup, lambda: self.now, lambda: PUBLIC, self.running)
            if self.settings.updates and self.settings.updates_url:
                await updates.ask()
            await updates.tell()
            for act in acts:
                act(updates)
            await asyncio.gather(*asyncio.all_tasks() - {asyncio.current_task()})

        asyncio.run(live())
        return told

    @property
    def failure(self) -> str:
        return read_news(self.home).failure


@pytest.fixture
def counter(tmp_path: Path, host: Host) -> Counter:
    return Counter(tmp_path / "home", Settings(updates=True, updates_url=host.url))


NEWER = [NewerVersionKnown("0.2.0", PAGE)]


def test_a_newer_version_is_told_with_its_page(counter: Counter) -> None:
    assert counter.day() == NEWER


def test_nothing_about_this_computer_is_sent(counter: Counter, host: Host) -> None:
    counter.day()
    (asked,) = host.asked
    assert asked.keys() <= {"path", "host", "user-agent", "accept", "accept-encoding", "connection"}
    assert (asked["path"], asked["user-agent"]) == ("/release.json", "CounterScan")


@pytest.mark.parametrize("settings", [Settings(), Settings(updates=True), Settings(updates_url="https://x.example")])
def test_nobody_is_asked_unless_it_is_switched_on_and_an_address_is_set(tmp_path: Path, settings: Settings) -> None:
    assert Counter(tmp_path / "home", settings).day() == []
    assert not (tmp_path / "home" / FILE_NAME).exists()


def test_it_is_asked_once_a_day_however_often_the_program_starts(counter: Counter, host: Host) -> None:
    for hours in (0, 1, 23, 25):
        counter.now = MORNING + timedelta(hours=hours)
        assert counter.day() == NEWER
    assert len(host.asked) == 2


def test_after_a_clock_was_wrong_it_is_asked_again(counter: Counter, host: Host) -> None:
    counter.now = MORNING + timedelta(days=300)
    counter.day()
    counter.now = MORNING
    counter.day()
    assert len(host.asked) == 2


@pytest.mark.parametrize("version", ["0.1.0", "0.0.9"])
def test_the_version_that_runs_and_older_ones_are_no_news(counter: Counter, host: Host, version: str) -> None:
    host.content = metadata(version)
    assert counter.day() == []
    assert counter.failure == ""


def test_versions_are_compared_as_numbers(counter: Counter, host: Host) -> None:
    counter.running = "0.9.0"
    host.content = metadata("0.10.0")
    assert counter.day() == [NewerVersionKnown("0.10.0", PAGE)]


@pytest.mark.parametrize("older", [metadata("0.2.0"), metadata("0.3.0", released=date(2026, 2, 1))])
def test_what_is_older_than_what_was_seen_before_is_no_news_however_well_it_is_signed(
    counter: Counter, host: Host, older: bytes
) -> None:
    host.content = metadata("0.3.0")
    counter.day()
    host.content, counter.now = older, MORNING + timedelta(days=2)
    assert counter.day() == [NewerVersionKnown("0.3.0", PAGE)]
    assert counter.failure == "the metadata are older than those of before"


def test_what_has_expired_is_not_told_neither_when_it_comes_nor_later(counter: Counter, host: Host) -> None:
    counter.day()
    host.status, counter.now = 503, datetime(2027, 3, 2, tzinfo=UTC)
    assert counter.day() == []
    host.status, counter.now = 200, datetime(2027, 3, 4, tzinfo=UTC)
    assert counter.day() == []
    assert counter.failure == "the metadata have expired"


@pytest.mark.parametrize(
    "content",
    [
        metadata(key=Ed25519PrivateKey.generate()),
        metadata(context=b""),
        metadata().replace(b"0.2.0", b"9.9.9"),
        b"",
        b"[]",
        b"{}",
        b'{"release": "{}", "signature": "not base64!"}',
        b"[" * 10_000,
        b"\xff\xfe",
    ],
)
def test_what_the_makers_did_not_sign_is_not_believed(counter: Counter, host: Host, content: bytes) -> None:
    host.content = content
    assert counter.day() == []
    assert counter.failure == "the metadata are not signed by the makers of CounterScan"


def test_what_was_put_into_the_file_by_hand_is_not_believed_either(counter: Counter, host: Host) -> None:
    counter.day()
    kept = counter.home / FILE_NAME
    kept.write_text(kept.read_text(encoding="utf-8").replace("0.2.0", "9.9.9"), encoding="utf-8")
    assert counter.day() == []


def test_a_redirect_is_not_followed(counter: Counter, host: Host) -> None:
    host.status, host.location = 302, host.url
    assert counter.day() == []
    assert len(host.asked) == 1
    assert "status 302" in counter.failure


def test_an_answer_without_end_is_not_read_to_its_end(counter: Counter, host: Host) -> None:
    host.content = b" " * (MAX_METADATA_BYTES + 1)
    assert counter.day() == []
    assert "TooLong" in counter.failure


def test_where_nobody_answers_nothing_is_said_but_to_doctor(tmp_path: Path) -> None:
    settings = Settings(updates=True, updates_url="http://127.0.0.1:1/release.json")
    assert Counter(tmp_path / "home", settings).day() == []
    finding, standing = examine_updates(tmp_path / "home", settings, MORNING, lambda: PUBLIC)
    assert finding.health is Health.LOOK
    assert "does not answer" in finding.sentence
    assert (standing.on, standing.asked_at, standing.newest) == (True, MORNING, None)


def test_a_word_that_was_put_away_is_not_said_again_but_the_next_one_is(counter: Counter, host: Host) -> None:
    counter.day(lambda updates: updates.dismiss("0.2.0"))
    assert counter.day() == []
    host.content, counter.now = metadata("0.3.0", released=date(2026, 3, 3)), MORNING + timedelta(days=2)
    assert counter.day() == [NewerVersionKnown("0.3.0", PAGE)]


def test_doctor_tells_what_is_known_and_that_a_build_without_a_key_believes_nothing(counter: Counter) -> None:
    counter.day()
    known, standing = examine_updates(counter.home, counter.settings, MORNING, lambda: PUBLIC)
    assert (known.sentence, standing.newest, standing.problem) == ("0.2.0 was published", "0.2.0", None)
    keyless, standing = examine_updates(counter.home, counter.settings, MORNING, lambda: b"")
    assert (keyless.health, standing.newest) == (Health.LOOK, None)
