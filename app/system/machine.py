"""What this machine is and has, for `doctor` and for decisions that depend on it."""

import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path


def free_bytes(folder: Path) -> int:
    """Free disk space where `folder` lies (or will lie: the nearest folder that exists counts)."""
    existing = next(place for place in (folder.absolute(), *folder.absolute().parents) if place.exists())
    return shutil.disk_usage(existing).free


def platform_name() -> str:
    """The system in a few words: `Linux 6.1 x86_64, Python 3.11.7`."""
    import platform  # late: this file is imported before the first paint

    release = platform.release().split("-")[0]
    return f"{platform.system()} {release} {platform.machine()}, Python {platform.python_version()}"


def has_display(environ: Mapping[str, str]) -> bool:
    """Is there a screen to open a window on? Windows and macOS always count as having one.

    `QT_QPA_PLATFORM=offscreen` is a wish for no screen.
    """
    if environ.get("QT_QPA_PLATFORM", "").split(":")[0] in ("offscreen", "minimal"):
        return False
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def can_show_windows(environ: Mapping[str, str]) -> bool:
    """Would Qt find a platform to draw on? A named one is taken at its word, `offscreen` among them."""
    return bool(environ.get("QT_QPA_PLATFORM")) or has_display(environ)


def is_frozen() -> bool:
    """Do we run as the installed program rather than from a checkout?"""
    return bool(getattr(sys, "frozen", False))


def user_name(environ: Mapping[str, str]) -> str:
    """The name of the person at this computer as the system knows it, for the journal; empty where it does not."""
    return environ.get("USERNAME" if os.name == "nt" else "USER", "")


def leave_no_core_file() -> None:
    """Where this process crashes, no system may write what is in its memory, pages and keys, into a file.

    For good and for its children. The collectors of Linux distributions keep to the limit as well. Windows has no such
    switch for a process: there its error reporting is a matter of the computer's policies.
    """
    if sys.platform != "win32":
        import resource  # Windows has none

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
