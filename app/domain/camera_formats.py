"""Which of a camera's formats is used: the one with the most pixels that still moves. No camera, no Qt.

A picture that is taken is a frame of the live stream: asked for a larger one, Qt 6.12 blows the frame up, and a 2
megapixel picture says that it has 8 (tried with `QImageCapture.setResolution`). So the stream itself has to be large.
"""

from collections.abc import Sequence
from dataclasses import dataclass

LEAST_FPS = 4.0
"""A slower picture can't be aimed by."""

ENOUGH_FPS = 30.0
"""More is no smoother to the eye that lays paper straight, and heats the computer."""

MOST_PIXELS = 24_000_000
"""DRX takes 4000 x 4000; each frame beyond costs memory and time for nothing."""


@dataclass(frozen=True, slots=True)
class CameraFormat:
    """One format that a camera offers. `number` is its place in the camera's own list."""

    number: int
    width: int
    height: int
    most_fps: float

    @property
    def pixel_count(self) -> int:
        """Of one frame."""
        return self.width * self.height


def best_format(formats: Sequence[CameraFormat]) -> CameraFormat | None:
    """The largest that moves and is not beyond what anybody can use; None where a camera tells of no format.

    Of two of one size the one with more frames a second, up to what is enough, then the one that is listed first.
    """
    real = [offered for offered in formats if offered.width > 0 and offered.height > 0]
    usable = [offered for offered in real if offered.most_fps >= LEAST_FPS and offered.pixel_count <= MOST_PIXELS]
    if usable:
        return max(
            usable, key=lambda offered: (offered.pixel_count, min(offered.most_fps, ENOUGH_FPS), -offered.number)
        )
    # Nothing moves, or everything is huge: the least of the evils still takes pictures.
    return min(
        real, key=lambda offered: (offered.pixel_count > MOST_PIXELS, -offered.most_fps, offered.number), default=None
    )
