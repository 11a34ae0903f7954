"""`updates.json`: what was heard of newer versions, when it was asked for, and what a person put away.

The metadata are kept as they came, signature and all, and judged anew at each reading: the file is no way to say more.
"""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from app.store.durable import disk_errors_in_words, write_file

FILE_NAME = "updates.json"
MAX_FILE_BYTES = 100_000


@dataclass(frozen=True, slots=True)
class ReleaseNews:
    """`asked_at` is ISO 8601 in UTC, `failure` why the last question brought nothing, `dismissed` a version."""

    asked_at: str = ""
    metadata: str = ""
    failure: str = ""
    dismissed: str = ""

    @property
    def moment(self) -> datetime | None:
        """When it was asked last, None where that can't be told."""
        try:
            moment = datetime.fromisoformat(self.asked_at)
        except ValueError:
            return None
        return moment if moment.tzinfo is not None else None


def read_news(home: Path) -> ReleaseNews:
    """What is kept; nothing where the file is missing or makes no sense."""
    path = home / FILE_NAME
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            return ReleaseNews()
        told: object = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return ReleaseNews()
    if not isinstance(told, dict):
        return ReleaseNews()
    usual = asdict(ReleaseNews())
    return ReleaseNews(**{name: told[name] if isinstance(told.get(name), str) else "" for name in usual})


def keep_news(home: Path, news: ReleaseNews) -> None:
    """Keep it, whole or not at all. Raises `StorageFull` or `StoreDamaged`."""
    with disk_errors_in_words():
        write_file(home / FILE_NAME, [json.dumps(asdict(news)).encode()], durable=False)
