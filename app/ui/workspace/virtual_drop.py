"""Virtual files out of a drop or the clipboard: read at once, in the shop, because the other program is done after it.

This is the one place where this room waits for bytes: the drag is over when the handler returns, and nothing can be
asked for any more. `MAX_TOGETHER_BYTES` bounds the wait.
"""

import sys
from dataclasses import dataclass

from PySide6.QtCore import QMimeData

from app.domain.virtual_files import Listing, Loss, listed_ansi, listed_wide, loss_after, loss_before
from app.ui.words import visible

_CUSTOM = 'application/x-qt-windows-mime;value="{name}"'
WIDE_FORMAT = _CUSTOM.format(name="FileGroupDescriptorW")
ANSI_FORMAT = _CUSTOM.format(name="FileGroupDescriptor")
CONTENTS_FORMAT = _CUSTOM.format(name="FileContents")
"""How Qt calls the formats of the Windows shell; `;index=N` behind the last one asks for file N."""

MAX_TOGETHER_BYTES = 100_000_000
"""Far beyond the attachments of a mail; more would hold the window for seconds."""
MAX_VIRTUAL_FILES = 500

_ANSI_CODE_PAGE = "mbcs" if sys.platform == "win32" else "cp1252"


@dataclass(frozen=True, slots=True)
class Taken:
    """Files with their names and bytes, in their order; the names of those that did not come, and why."""

    files: tuple[tuple[str, bytes], ...] = ()
    lost: tuple[tuple[str, Loss], ...] = ()


def has_virtual_files(mime: QMimeData) -> bool:
    """Are there any? Reads nothing."""
    return mime.hasFormat(WIDE_FORMAT) or mime.hasFormat(ANSI_FORMAT)


def virtual_files(mime: QMimeData) -> Taken:
    """All of them, each checked; folders are left out, the files in them are not."""
    listing = _listing(mime)
    files: list[tuple[str, bytes]] = []
    lost: list[tuple[str, Loss]] = []
    room_bytes = MAX_TOGETHER_BYTES
    for number, file in enumerate(file for file in listing.files if not file.is_folder):
        content = b""
        loss = Loss.TOO_MANY if number >= MAX_VIRTUAL_FILES else loss_before(file, room_bytes)
        if loss is None:
            content = bytes(mime.data(f"{CONTENTS_FORMAT};index={file.index}").data())
            loss = Loss.TOO_LARGE if len(content) > room_bytes else loss_after(file, content)
        if loss is None:
            room_bytes -= len(content)
            files.append((visible(file.name), content))
        else:
            lost.append((visible(file.name), loss))
    if listing.is_cut_off or not (files or lost):
        lost.append(("", Loss.NOTHING_CAME))
    return Taken(tuple(files), tuple(lost))


def _listing(mime: QMimeData) -> Listing:
    if mime.hasFormat(WIDE_FORMAT):
        return listed_wide(bytes(mime.data(WIDE_FORMAT).data()))
    return listed_ansi(bytes(mime.data(ANSI_FORMAT).data()), _ANSI_CODE_PAGE)
