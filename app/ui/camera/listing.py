"""The names of this computer's cameras, without a window: for `counterscan doctor`."""

from app.domain.errors import AppError, Problem


def camera_names() -> tuple[str, ...]:
    """What the system calls its cameras. Raises `AppError` where Qt or QtMultimedia can't be loaded."""
    try:
        from PySide6.QtCore import QCoreApplication  # a command may run where Qt's libraries are missing
    except ImportError as error:
        raise AppError(Problem("Cameras can't be looked for", "A part of the system is missing", str(error))) from error
    from app.ui.camera.multimedia import load

    load()
    from PySide6.QtMultimedia import QMediaDevices

    application = QCoreApplication.instance() or QCoreApplication([])
    names = tuple(camera.description() for camera in QMediaDevices.videoInputs())
    del application
    return names
