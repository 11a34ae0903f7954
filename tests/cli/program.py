"""How the tests start the program: as a script would, in a process of its own, or within this process for speed."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any  # Any: what JSON can hold

import pytest

from app.cli.commands import run
from app.cli.parser import parse
from app.practice.server import PRACTICE_KEY

CHECKOUT = Path(__file__).resolve().parents[2]
START = (sys.executable, "-m", "app")
WAIT_S = 60
PASSED_ON = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "LC_ALL", "LD_LIBRARY_PATH", "VIRTUAL_ENV")


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended and what it said."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on standard output."""
        return json.loads(self.out)

    @property
    def pages(self) -> list[dict[str, Any]]:
        """The pages of the document of `fit` or `upload`."""
        pages: list[dict[str, Any]] = self.document["pages"]
        return pages

    @property
    def states(self) -> list[str]:
        """What became of each page."""
        return [page["state"] for page in self.pages]


@dataclass(frozen=True, slots=True)
class Machine:
    """One made-up computer: a home of its own, a key file for the outbox, and a store in its environment."""

    folder: Path
    store_url: str
    key: str = PRACTICE_KEY
    settle_s: float = 1
    more: Mapping[str, str] | None = None

    @property
    def home(self) -> Path:
        """Where this computer keeps everything."""
        return self.folder / "home"

    @property
    def environ(self) -> dict[str, str]:
        """The environment of its programs; a value of None in `more` would mean nothing: an empty one unsets."""
        chosen = {
            "COUNTERSCAN_HOME": str(self.home),
            "COUNTERSCAN_VAULT_KEY_FILE": str(self.folder / "vault.key"),
            "COUNTERSCAN_URL": self.store_url,
            "COUNTERSCAN_API_KEY": self.key,
            "COUNTERSCAN_SETTLE_S": str(self.settle_s),
            **(self.more or {}),
        }
        kept = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        return {**kept, **{name: value for name, value in chosen.items() if value}}

    def start(self, *arguments: str | Path, **more: Any) -> subprocess.Popen[str]:  # Any: what Popen takes
        """Start the real program and let it run."""
        settings = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more}
        return subprocess.Popen(
            [*START, *map(str, arguments)], env=self.environ, cwd=CHECKOUT, text=True, encoding="utf-8", **settings
        )

    def program(self, *arguments: str | Path, stdin: str = "") -> Ended:
        """Run the real program to its end."""
        ended = subprocess.run(
            [*START, *map(str, arguments)],
            env=self.environ,
            cwd=CHECKOUT,
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=WAIT_S,
            check=False,
        )
        return Ended(ended.returncode, ended.stdout, ended.stderr)

    def command(self, capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> Ended:
        """Run one command within this process."""
        capsys.readouterr()
        status = run(parse([str(argument) for argument in arguments]), self.environ)
        said = capsys.readouterr()
        return Ended(int(status), said.out, said.err)

    def files(self) -> Sequence[Path]:
        """Every file that was left in the home."""
        return [file for file in self.home.rglob("*") if file.is_file()]
