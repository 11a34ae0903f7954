"""Examining what is known of newer versions: nobody is asked for that, what was heard last is read."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from app import __version__
from app.domain.findings import Finding, Health, UpdatesStanding
from app.domain.releases import is_newer
from app.flows.updates import NO_KEY, known_release, public_key
from app.store.release_file import read_news
from app.system.settings import Settings


def examine_updates(
    home: Path, settings: Settings, now: datetime, key: Callable[[], bytes] = public_key
) -> tuple[Finding, UpdatesStanding]:
    """How it stands; `now` in UTC."""
    if not settings.updates:
        sentence = "Newer versions are not asked for: the setting updates is off"
        return Finding("updates", Health.GOOD, sentence), UpdatesStanding()
    if not settings.updates_url:
        standing = UpdatesStanding(on=True, problem="no address is set")
        return Finding("updates", Health.LOOK, "The setting updates is on, and updates_url is empty"), standing
    news, believed = read_news(home), key()
    if not believed:
        return Finding("updates", Health.LOOK, f"Newer versions can't be told: {NO_KEY}"), UpdatesStanding(
            on=True, asked_at=news.moment, problem=NO_KEY
        )
    release = known_release(news, believed, now.date())
    newest = release.version if release is not None else None
    standing = UpdatesStanding(on=True, asked_at=news.moment, newest=newest, problem=news.failure or None)
    if news.failure:
        return Finding("updates", Health.LOOK, f"Newer versions were asked for in vain: {news.failure}"), standing
    if release is None:
        return Finding("updates", Health.GOOD, "Newer versions are asked for, none is known yet"), standing
    told = f"{release.version} was published" if is_newer(release, __version__) else "This is the newest version"
    return Finding("updates", Health.GOOD, told), standing
