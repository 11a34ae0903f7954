"""Does a folder lie on a share? There files come in bursts with long pauses, and need a longer quiet time."""

import os
import sys
from pathlib import Path

_NETWORK_KINDS = frozenset(
    ("nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ncpfs", "fuse.sshfs", "fuse.rclone", "davfs", "vboxsf")
)
_MOUNTS = Path("/proc/self/mounts")
_DRIVE_REMOTE = 4


def is_on_share(folder: Path) -> bool:
    """Does it lie on another computer, as far as the system tells?"""
    if sys.platform == "win32":
        import ctypes  # exists with `windll` on Windows only

        drive = folder.absolute().drive
        return drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(drive + "\\") == _DRIVE_REMOTE
    elif sys.platform == "linux":
        return _kind_of_mount(os.path.realpath(folder)) in _NETWORK_KINDS
    else:
        return os.path.realpath(folder).startswith("/Volumes/")  # macOS tells no more without a call of its own


def _kind_of_mount(path: str) -> str:
    """The kind of the mount with the longest place above a path."""
    longest, kind = -1, ""
    try:
        lines = _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return ""
    for line in lines:
        parts = line.split(" ")
        if len(parts) < len(("device", "place", "kind")):
            continue
        place = parts[1].replace("\\040", " ")
        if (path == place or path.startswith(place.rstrip("/") + "/")) and len(place) >= longest:
            longest, kind = len(place), parts[2]
    return kind
