"""The way to QtMultimedia: imported late, for it takes time and needs parts of the system that nothing else needs."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QLoggingCategory

from app.domain.errors import AppError, Problem

if TYPE_CHECKING:
    from app.ui.camera.frame_source import FrameSources

_SAID_WITHOUT_NEED = ("qt.multimedia.symbolsresolver.warning=false", "qt.multimedia.ffmpeg.info=false")
"""That PipeWire and VA-API are not installed (they record screens and speed films up), and which FFmpeg it is."""


QLoggingCategory.setFilterRules("\n".join(_SAID_WITHOUT_NEED))  # here: it is said by whoever imports it first


class NoMultimedia(AppError):
    """QtMultimedia can't be loaded on this computer."""


def load() -> None:
    """Import QtMultimedia. Raises `NoMultimedia` where a library that it is linked with is missing."""
    try:
        import PySide6.QtMultimedia  # noqa: F401
    except ImportError as error:
        library = str(error).partition(":")[0]
        advice = f"A part of the system is missing: {library}. Ask who looks after this computer"
        problem = Problem("Cameras can't be used on this computer", advice, str(error))
        raise NoMultimedia(problem) from error


def system_cameras() -> "FrameSources":
    """The cameras of this computer. Raises `NoMultimedia`."""
    load()
    from app.ui.camera.system_cameras import SystemCameras

    return SystemCameras()
