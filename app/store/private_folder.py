"""A folder for its owner alone, that search engines and backups are asked to leave out."""

import sys
from pathlib import Path

from app.store.durable import flush_folder, write_file

TAG_NAME = "CACHEDIR.TAG"
FOLDERS_ABOVE = 4
"""Home, the data folder that it lies in, and two more that a first start on a new account may have to make."""
_TAG = b"""Signature: 8a477f597d28d172789f06886806bc55
# CounterScan keeps pages here until DRX has confirmed them. Leave this folder out of backups:
# a restored copy might send pages again. About such tags: https://bford.info/cachedir/
"""


def make_private_folder(folder: Path) -> None:
    """Makes `folder` where it is missing and gives it to its owner alone (0700); raises OSError."""
    _make_durably(folder)
    if sys.platform != "win32":  # there the profile's own access list does it
        folder.chmod(0o700)


def _make_durably(folder: Path) -> None:
    """Makes the folders above as well, each flushed into the one above it: a power cut must not take one of them."""
    if folder.is_dir():
        return
    _make_durably(folder.parent)
    folder.mkdir(exist_ok=True, mode=0o700)
    flush_folder(folder.parent)


def flush_names_above(folder: Path) -> None:
    """Makes sure that a power cut takes none of the folders that `folder` lies in, whoever made them; raises OSError.

    Without it a first start can lose the whole store, however well all that is in there was flushed.
    """
    if sys.platform == "win32":
        return
    for above in tuple(folder.parents)[:FOLDERS_ABOVE]:
        try:
            flush_folder(above)
        except PermissionError:  # not ours to open: then it is not ours that made what is in there
            return


def keep_out_of_searches(folder: Path) -> None:
    """Marks `folder` for backup programs (CACHEDIR.TAG) and for Windows' search; raises OSError."""
    tag = folder / TAG_NAME
    if not tag.exists():
        write_file(tag, [_TAG])
    if sys.platform == "win32":
        import ctypes  # exists with `windll` on Windows only

        not_content_indexed, unknown = 0x2000, 0xFFFFFFFF
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.GetFileAttributesW.argtypes = (ctypes.c_wchar_p,)
        kernel.GetFileAttributesW.restype = ctypes.c_uint32
        kernel.SetFileAttributesW.argtypes = (ctypes.c_wchar_p, ctypes.c_uint32)
        attributes = kernel.GetFileAttributesW(str(folder))
        if attributes != unknown:  # a disk without such attributes has no index either
            kernel.SetFileAttributesW(str(folder), attributes | not_content_indexed)
