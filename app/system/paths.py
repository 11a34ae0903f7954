"""Where things lie: the one folder for everything that is kept, its sub-folders, and the files shipped with us."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from app.domain.errors import Problem, WrongSetting

LETTERBOX_NAME = "letterbox.json"
"""In a store folder while a window holds it (`app.system.handover`)."""

HOME_VARIABLE = "COUNTERSCAN_HOME"
_PRIVATE = 0o700


@dataclass(frozen=True, slots=True)
class Folders:
    """The folders that exist once `prepare` has run: readable by their owner alone (on Windows as the profile is)."""

    home: Path

    @property
    def store(self) -> Path:
        """Outbox, vault and drafts."""
        return self.home / "store"

    @property
    def logs(self) -> Path:
        return self.home / "logs"

    @property
    def practice(self) -> Path:
        """Everything of the practice store, apart from the real one, its throw-away key among it."""
        return self.home / "practice"

    def store_for(self, *, practice: bool) -> Path:
        """Outbox, vault and drafts of the practice store or of the real one; `prepare` makes the real one alone."""
        return self.practice / "store" if practice else self.store


def home(environ: Mapping[str, str]) -> Path:
    """`COUNTERSCAN_HOME`, else this user's local data folder (not the roaming one: pages stay on their machine)."""
    chosen = environ.get(HOME_VARIABLE, "").strip()
    if chosen:
        return Path(chosen).expanduser().absolute()
    return platformdirs.user_data_path("CounterScan", appauthor=False, roaming=False)


def prepare(home: Path) -> Folders:
    """Create what is missing; raises `WrongSetting` where that is not possible."""
    folders = Folders(home)
    try:
        home.parent.mkdir(parents=True, exist_ok=True)
        for folder in (home, folders.store, folders.logs, folders.practice):
            folder.mkdir(mode=_PRIVATE, exist_ok=True)
            if os.name == "posix":
                folder.chmod(_PRIVATE)
    except OSError as error:
        problem = Problem(
            "CounterScan can't use its folder",
            f"Make it writable for this user, or name another one in {HOME_VARIABLE}",
            f"{type(error).__name__}: {error.strerror}",
        )
        raise WrongSetting(problem) from error
    return folders


def resources() -> Path:
    """The folder `resources` in a frozen program, a wheel or a checkout, in this order."""
    if getattr(sys, "frozen", False):
        return Path(getattr(sys, "_MEIPASS", Path(sys.executable).parent)) / "resources"
    import importlib.resources  # late: this file is imported before the first paint

    packaged = importlib.resources.files("app") / "_resources"
    if packaged.is_dir():
        return Path(str(packaged))
    return Path(__file__).resolve().parents[2] / "resources"
