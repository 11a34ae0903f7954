"""Updates: once a day, where that is switched on, the signed metadata of the newest release are asked for, and told.

Nothing is installed or opened, and nothing about this computer is sent. What fails is written down for `doctor` and
stays quiet on the screen. Metadata count while they are signed with our key, not expired, and not older than others
that were seen before.
"""

import asyncio
import base64
import binascii
import contextlib
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from app import __version__
from app.domain.errors import AppError
from app.domain.facts import Fact, NewerVersionKnown
from app.domain.releases import CONTEXT, Release, is_newer, release_of, why_not_believed
from app.flows.errands import Errands
from app.flows.setup import Setup
from app.remote.releases import fetch_metadata
from app.store.release_file import ReleaseNews, keep_news, read_news
from app.store.signature import KEY_BYTES, is_signed
from app.system.paths import resources

ASKED_EVERY = timedelta(days=1)
FIRST_AFTER_S = 60.0
"""A start has better things to do first."""

LOOKED_EVERY_S = 3600.0
"""So often it is looked whether a day is over: a computer that slept does not count its hours."""

NO_KEY, NOT_SIGNED = "this build knows no key of releases", "the metadata are not signed by the makers of CounterScan"


class NotBelieved(Exception):
    """Metadata that are not gone by; the text says why."""


def public_key() -> bytes:
    """The key that releases are signed with; empty where this build has none."""
    lines = (resources() / "release" / "public_key.txt").read_text(encoding="utf-8").splitlines()
    keys = [base64.b64decode(line) for line in lines if line.strip() and not line.startswith("#")]
    return keys[0] if keys else b""


def opened(metadata: str, key: bytes) -> Release:
    """The release that signed metadata tell of. Raises `NotBelieved` where they are not signed or make no sense."""
    if len(key) != KEY_BYTES:
        raise NotBelieved(NO_KEY)
    try:
        told: object = json.loads(metadata)
        if not isinstance(told, dict):
            raise ValueError("no object")
        text, signature = str(told.get("release")), base64.b64decode(str(told.get("signature")), validate=True)
    except (ValueError, RecursionError, binascii.Error) as error:
        raise NotBelieved(NOT_SIGNED) from error
    if not is_signed(CONTEXT + text.encode("utf-8", "surrogatepass"), signature, key):
        raise NotBelieved(NOT_SIGNED)
    try:
        return release_of(text)
    except ValueError as error:
        raise NotBelieved(f"the metadata make no sense: {error}") from error


def known_release(news: ReleaseNews, key: bytes, today: date) -> Release | None:
    """The newest release that is known and believed today."""
    try:
        release = opened(news.metadata, key)
    except NotBelieved:
        return None
    return None if why_not_believed(release, None, today) else release


class Updates:
    """Asks and tells. Lives on the courier's loop."""

    def __init__(
        self,
        publish: Callable[[Fact], None],
        errands: Errands,
        setup: Setup,
        now: Callable[[], datetime],
        key: Callable[[], bytes] = public_key,
        running: str = __version__,
        *,
        first_after_s: float = FIRST_AFTER_S,
    ) -> None:
        """`now` gives the time in UTC; `running` is the version of this program."""
        self._publish, self._errands, self._setup, self._now = publish, errands, setup, now
        self._key, self._running, self._first_after_s = key, running, first_after_s
        self._watching: asyncio.Task[None] | None = None

    @property
    def _address(self) -> str:
        """Where it is asked; empty where it is not to be."""
        settings = self._setup.settings
        return settings.updates_url if settings.updates else ""

    @property
    def _home(self) -> Path:
        return self._setup.folders.home

    @property
    def is_watching(self) -> bool:
        """Is it asked, day by day?"""
        return self._watching is not None

    def follow(self) -> None:
        """The program starts, or the settings changed: begin to ask, or end it."""
        if not self._address:
            if self._watching is not None:
                self._watching.cancel()
                self._watching = None
        elif self._watching is None:
            self._watching = self._errands.start(self._watch())

    async def tell(self) -> None:
        """Say which newer version there is, unless a person put that word away."""
        if not self._address:
            return
        news = await asyncio.to_thread(read_news, self._home)
        release = known_release(news, await asyncio.to_thread(self._key), self._now().date())
        if release is not None and is_newer(release, self._running) and release.version != news.dismissed:
            self._publish(NewerVersionKnown(release.version, release.page))

    def dismiss(self, version: str) -> None:
        """A person put the word about this version away: it is not said again."""
        self._errands.start(self._dismiss(version))

    async def _dismiss(self, version: str) -> None:
        news = await asyncio.to_thread(read_news, self._home)
        await asyncio.to_thread(keep_news, self._home, replace(news, dismissed=version))

    async def _watch(self) -> None:
        await asyncio.sleep(self._first_after_s)
        while True:
            if await self.ask():
                await self.tell()
            await asyncio.sleep(LOOKED_EVERY_S)

    async def ask(self) -> bool:
        """Ask, unless it was asked within a day; was it asked? Never raises for what comes back, or does not."""
        news, now = await asyncio.to_thread(read_news, self._home), self._now()
        last = news.moment
        if last is not None and last <= now < last + ASKED_EVERY:  # a time to come was set by a clock that was wrong
            return False
        news = replace(news, asked_at=now.isoformat(), failure="")
        try:
            await asyncio.to_thread(keep_news, self._home, news)  # first: a crash must not make it ask more often
            metadata = (await fetch_metadata(self._address)).decode("utf-8", "replace")
            news = self._heard(news, metadata, await asyncio.to_thread(self._key))
        except NotBelieved as doubt:
            news = replace(news, failure=str(doubt))
        except AppError as failure:
            news = replace(news, failure=f"{failure.problem.title} ({failure.problem.detail})")
        try:
            kept = await asyncio.to_thread(read_news, self._home)  # a person may have put a word away meanwhile
            await asyncio.to_thread(keep_news, self._home, replace(news, dismissed=kept.dismissed))
        except AppError:
            return False  # a full disk has louder voices
        return True

    def _heard(self, news: ReleaseNews, metadata: str, key: bytes) -> ReleaseNews:
        """What is known with these metadata. Raises `NotBelieved`."""
        release, seen = opened(metadata, key), None
        with contextlib.suppress(NotBelieved):  # nothing was seen before, or with another key
            seen = opened(news.metadata, key)
        doubt = why_not_believed(release, seen, self._now().date())
        if doubt:
            raise NotBelieved(doubt)
        return replace(news, metadata=metadata)
