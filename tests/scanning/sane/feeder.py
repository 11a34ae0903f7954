"""What the tests of SANE share: a press that keeps what it is given, and the pages in the hands of another decoder."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

from app.domain.scanning import ScanEvent, SheetScanned
from app.scanning.driver import Press
from app.scanning.sane.memory import PREFIX

LISTENING_WAIT_S = 30.0
FEEDER_SHEETS = 10
"""As many as the test backend puts into its feeder."""
SHARED_MEMORY = Path("/dev/shm")


@dataclass
class Kept:
    """Everything that a driver told and handed over; `listener` hears each event first, on the driver's thread."""

    listener: Callable[["Kept", ScanEvent], None] = lambda kept, event: None
    events: list[ScanEvent] = field(default_factory=list)
    pages: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.press = Press(self._keep)

    def _keep(self, event: ScanEvent, content: bytes) -> None:
        self.events.append(event)
        if isinstance(event, SheetScanned):
            assert event.size_bytes == len(content)
            self.pages.append(content)
        self.listener(self, event)

    @property
    def images(self) -> list[Image.Image]:
        """The pages, decoded in full; raises where one is torn."""
        return [decoded(page) for page in self.pages]


def decoded(page: bytes) -> Image.Image:
    """The whole picture."""
    with Image.open(io.BytesIO(page)) as image:
        image.load()
        return image.copy()


def left_behind() -> list[Path]:
    """Everything that a scan left where it keeps its pages."""
    return list(SHARED_MEMORY.glob(f"{PREFIX}*"))
