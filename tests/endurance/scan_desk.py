"""A desk with a practice scanner beside it: a made-up batch, what was announced of it, and what is really there.

Every sheet is a picture of its own, sent as it is; so what came of it can be told by its hash: is it whole, is it there
twice, which sheet was it.
"""

import hashlib
import io
import itertools
import os
import subprocess
import sys
from collections import Counter as Tally
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import Image

from app.domain.facts import CaptureEnded, DeskChanged, DraftFound
from app.domain.pages import DeskPage, PageId
from app.domain.profiles import Profile
from app.domain.scanning import Mode, Source
from app.practice.scanner import PracticeScanner
from app.practice.scanner_faults import PageFault, PageFaultKind
from app.practice.server import PRACTICE_KEY, PracticeStore
from app.system.key_files import make_vault_key_file
from tests.endurance.computer import CHECKOUT, PASSED_ON
from tests.flows.ground import Ground

FEEDER = Profile("Feeder", source=Source.FEEDER, dpi=200, mode=Mode.GRAY)
SHEET_PX = (360, 510)
PIECE_BYTES = 8192
IDLE_WITHIN_S = 15.0
LONGEST_SCAN_S = 120.0


@cache
def _grain() -> Image.Image:
    """What keeps a sheet from being a few bytes only: it has to trickle."""
    return Image.effect_noise(SHEET_PX, 60)


class Batch:
    """Sheets that are known again: each is told by the hash of its bytes."""

    def __init__(self) -> None:
        self._number_of: dict[str, int] = {}

    def sheets(self, count: int) -> list[bytes]:
        """So many more of them."""
        made = []
        for number in range(len(self._number_of) + 1, len(self._number_of) + count + 1):
            content = io.BytesIO()
            _grain().save(content, "JPEG", quality=80, dpi=(200, 200), comment=f"sheet {number}".encode())
            made.append(content.getvalue())
            self._number_of[hashlib.sha256(made[-1]).hexdigest()] = number
        return made

    def number(self, sha256: str) -> int:
        """Which sheet it is; 0 for what is none of them as it was sent."""
        return self._number_of.get(sha256, 0)


@dataclass(frozen=True, slots=True)
class PagesFound:
    """What became of the pages: `lost` were announced and are not there, `torn` are not as they were sent."""

    lost: int = 0
    torn: int = 0
    doubled: int = 0
    out_of_order: int = 0


def pages_found(batch: Batch, announced: dict[PageId, str], there: dict[PageId, str]) -> PagesFound:
    """Compare what was announced with what is there now; both name pages and the hashes of their bytes."""
    numbers = [batch.number(sha256) for sha256 in there.values()]
    known = [number for number in numbers if number]
    return PagesFound(
        lost=sum(there.get(page_id) != sha256 for page_id, sha256 in announced.items()),
        torn=len(numbers) - len(known),
        doubled=sum(count - 1 for count in Tally(known).values()),
        out_of_order=sum(later < earlier for earlier, later in itertools.pairwise(known)),
    )


def environ_of(folder: Path, store: PracticeStore, scanner: PracticeScanner) -> dict[str, str]:
    """The environment of a counter that is set up for that store, and has that scanner."""
    key_file = folder / "vault.key"
    if not key_file.exists():
        make_vault_key_file(key_file)
    return {
        "COUNTERSCAN_HOME": str(folder / "home"),
        "COUNTERSCAN_URL": store.url,
        "COUNTERSCAN_API_KEY": PRACTICE_KEY,
        "COUNTERSCAN_VAULT_KEY_FILE": str(key_file),
        "COUNTERSCAN_SCANNERS": scanner.url,
        "COUNTERSCAN_LOOKS_FOR_SCANNERS": "no",
        "USER": "maria",
        "USERNAME": "maria",
    }


@contextmanager
def opened(environ: dict[str, str]) -> Iterator[Ground]:
    """The house on that folder, with what was left on its desk back on it."""
    ground = Ground(environ)
    try:
        ground.house.open(practice=False).result(60)
        if ground.facts.of(DraftFound):
            since = ground.facts.count
            ground.desk.restore_draft()
            ground.wait_for_desk(lambda view: bool(view.rows), since, patience_s=LONGEST_SCAN_S)
        yield ground
    finally:
        ground.close()


def trickling(scanner: PracticeScanner, wait_s: float, pages: int = 1_000_000) -> None:
    """From now on every page comes piece by piece."""
    scanner.page_faults.clear()
    scanner.page_faults.add(PageFault(PageFaultKind.SLOW, times=pages, wait_s=wait_s, piece_bytes=PIECE_BYTES))


def announced(ground: Ground, since: int = 0) -> dict[PageId, str]:
    """Every page that the desk ever told of, and the hash of its bytes."""
    views = (fact.view for fact in ground.facts.of(DeskChanged, since))
    pages = (row.item for view in views for row in view.rows if isinstance(row.item, DeskPage))
    return {page.id: page.imported.blob.sha256 for page in pages}


def kept(ground: Ground) -> dict[PageId, str]:
    """The pages on the desk, each read back from the vault and decrypted, and the hash of what came out."""
    pages = ground.pages

    def read(page: DeskPage) -> str:
        content = ground.do(lambda counter: counter.sessions.need().store.vault.get(page.imported.blob))
        return hashlib.sha256(content).hexdigest()

    return {page.id: read(page) for page in pages}


def scanned(ground: Ground) -> CaptureEnded:
    """One scan from the feeder, to its end."""
    since = ground.facts.count
    ground.desk.scan(FEEDER)
    return ended(ground, since)


def ended(ground: Ground, since: int) -> CaptureEnded:
    """How the scan ended that was begun since."""
    return ground.facts.wait_for(CaptureEnded, since=since, patience_s=LONGEST_SCAN_S)


def program(module: str, environ: dict[str, str], *words: str) -> "subprocess.Popen[str]":
    """Start one of the programs of this package and let it run."""
    passed_on = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    return subprocess.Popen(
        [sys.executable, "-m", module, *words],
        env={**passed_on, "LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1", **environ},
        cwd=CHECKOUT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a process that was being started when its program was killed complains
        text=True,
        encoding="utf-8",
    )


def naive_found(batch: Batch, folder: Path, told: Sequence[str]) -> PagesFound:
    """What of its files is no sheet as it was sent."""
    whole = {f.name for f in folder.iterdir() if batch.number(hashlib.sha256(f.read_bytes()).hexdigest())}
    return PagesFound(lost=len(set(told) - whole), torn=sum(f.name not in whole for f in folder.iterdir()))
