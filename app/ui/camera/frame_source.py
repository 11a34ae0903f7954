"""What a camera is to the window: something with a name that gives its frames to a capture session."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # the pane imports this module, and must not bring QtMultimedia before a camera is opened
    from PySide6.QtMultimedia import QMediaCaptureSession


class FrameSource(Protocol):
    """One source of live frames. `id` stays the same while the program runs; `name` is what people call it."""

    @property
    def id(self) -> str: ...

    @property
    def name(self) -> str: ...

    def join(self, session: "QMediaCaptureSession", failed: Callable[[str], None]) -> None:
        """Give the session frames from now on. `failed` takes the technical line of what went wrong, at any time."""

    def leave(self) -> None:
        """Give no more frames, and let go of the device."""


class FrameSources(Protocol):
    """Those that are there now."""

    def now(self) -> Sequence[FrameSource]:
        """The sources, the one that the system prefers first."""

    def watch(self, changed: Callable[[], None]) -> None:
        """Say it when one comes or goes."""

    def close(self) -> None:
        """Watch no more."""
