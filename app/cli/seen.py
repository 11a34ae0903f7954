"""What the command line is told by whoever knows Qt, which it does not."""

from collections.abc import Callable, Sequence

from app.domain.errors import AppError, Problem

CameraNames = Callable[[], Sequence[str]]
"""What the system calls its cameras, for `doctor`. Raises `AppError`."""


def no_cameras() -> Sequence[str]:
    """Where nobody handed such a look in. Raises `AppError`."""
    raise AppError(Problem("Cameras were not looked for", "Ask counterscan doctor at a terminal"))
