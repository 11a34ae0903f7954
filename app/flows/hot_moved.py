"""Files that were taken and moved a moment ago: a writer that was only pausing goes on writing them where they are now.

That can't be kept from happening everywhere; it can be seen, and a person told that pages may be missing.
"""

import asyncio
from collections import OrderedDict
from pathlib import Path

from app.domain.hot_folder import SeenFile
from app.scanning.folder.moving import is_as_moved

WATCHED_S = 600.0
MAX_WATCHED = 200
LOOK_EVERY_S = 5.0


class Moved:
    """Remembers the last files that were moved. Lives on the courier's loop."""

    def __init__(self, place: str) -> None:
        self._place = place
        self._files: OrderedDict[str, tuple[SeenFile, float]] = OrderedDict()
        self._looked_at_s = 0.0

    def remember(self, name: str, seen: SeenFile, now_s: float) -> None:
        """This file lies under this name now."""
        self._files[name] = (seen, now_s)
        while len(self._files) > MAX_WATCHED:
            self._files.popitem(last=False)

    async def changed(self, folder: Path, now_s: float) -> tuple[str, ...]:
        """Those that were changed since, each told once."""
        if now_s < self._looked_at_s + LOOK_EVERY_S:
            return ()
        self._looked_at_s = now_s
        for name in [name for name, (_, at_s) in self._files.items() if at_s < now_s - WATCHED_S]:
            del self._files[name]
        found = await asyncio.to_thread(self._look, folder)
        for name in found:
            del self._files[name]
        return found

    def _look(self, folder: Path) -> tuple[str, ...]:
        files = list(self._files.items())
        return tuple(name for name, (seen, _) in files if not is_as_moved(folder, self._place, name, seen))
