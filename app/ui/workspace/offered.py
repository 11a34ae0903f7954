"""What a drag or the clipboard offers us: files on this computer, or bytes. Nothing is ever fetched.

One thing often comes in several forms: a copied file with its icon, a picture with its address. Only the first form
that holds something is taken: files, then virtual files, then a picture; so nothing makes two pages.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl

from app.ui.workspace import words_intake as words
from app.ui.workspace.held_picture import drawn_by_qt, has_picture, is_too_large, picture_as_given, png_of
from app.ui.workspace.virtual_drop import MAX_TOGETHER_BYTES, has_virtual_files, virtual_files

_COPIED_FILES = "x-special/gnome-copied-files"
"""Nautilus and its relatives: `copy` or `cut` in the first line, then an address a line. A cut is a copy to us."""
_PROMISES = ("promised-file", "filepromise", "file-promise", "chromium/x-", "chromium web custom")
"""Parts of format names that only promise a file: macOS's Mail and Photos, Firefox, Outlook and Edge on WebView2."""
_PICTURE_IN_PAGE = re.compile(r"<img\b", re.IGNORECASE)
MAX_TEXT = 1_000_000
"""So much of a text is looked at; it is not ours to read."""
_ABSOLUTE = re.compile(r"(?:[A-Za-z]:[\\/]|/)[^/\\]")
"""How a path on this computer begins, on Windows and elsewhere; two slashes name another computer."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be taken, and a sentence about what can't. `files` came as bytes, each with its name."""

    paths: tuple[Path, ...] = ()
    files: tuple[tuple[str, bytes], ...] = ()
    picture: bytes = b""
    picture_ending: str = ""
    refusal: str = ""

    def named(self, unnamed: str, picture: str) -> tuple[tuple[str, bytes], ...]:
        """What came as bytes, each with its name; a file without one is called `unnamed`, a picture `picture`."""
        if self.picture:
            return ((picture + self.picture_ending, self.picture),)
        return tuple((name or unnamed, content) for name, content in self.files)

    @property
    def has_something(self) -> bool:
        return bool(self.paths or self.files or self.picture)


def is_offering(mime: QMimeData) -> bool:
    """Is there anything to look at in it? Cheap: asked for while something is dragged, and reads nothing."""
    return (
        mime.hasUrls()
        or has_virtual_files(mime)
        or has_picture(mime)
        or mime.hasFormat(_COPIED_FILES)
        or bool(only_promised(mime))
    )


def only_promised(mime: QMimeData) -> str:
    """What to do where nothing but a promise comes, which can't be taken; empty where there is more, or nothing."""
    if mime.hasUrls() or has_virtual_files(mime) or has_picture(mime) or mime.hasFormat("text/plain"):
        return ""
    if mime.hasHtml():
        return words.save_picture_first()
    return words.save_attachment_first() if _is_promised(mime) else ""


def _is_promised(mime: QMimeData) -> bool:
    return any(part in name.lower() for name in mime.formats() for part in _PROMISES)


def offer_of(mime: QMimeData | None) -> Offer:
    """What a drag or the clipboard holds for us.

    Files of this computer only: a `file:` URL with a host names another computer, and opening it would hand this
    computer's credentials to that one.
    """
    if mime is None or not mime.formats():  # an empty clipboard is either, depending on the system
        return Offer(refusal=words.clipboard_empty())
    paths, elsewhere, remote = _sorted_out(_urls(mime))
    paths = paths or _paths_in_text(mime)
    if paths:
        return Offer(paths=paths, refusal=words.files_elsewhere() if elsewhere else "")
    if has_virtual_files(mime):
        return _virtual(mime)
    return _picture(mime) or Offer(refusal=_refusal(mime, elsewhere=elsewhere, remote=remote))


def _virtual(mime: QMimeData) -> Offer:
    """Where none came, the picture that came along, if one did: a browser drags both."""
    taken = virtual_files(mime)
    picture = _picture(mime) if not taken.files else None
    if picture is not None and picture.has_something:
        return picture
    return Offer(files=taken.files, refusal=words.lost_sentence(len(taken.files), taken.lost))


def _refusal(mime: QMimeData, *, elsewhere: bool, remote: bool) -> str:
    if elsewhere:
        return words.files_elsewhere()
    if remote or has_picture(mime) or _PICTURE_IN_PAGE.search(mime.html()[:MAX_TEXT]):
        return words.save_picture_first()
    return only_promised(mime) or words.nothing_in_it()


def _urls(mime: QMimeData) -> list[QUrl]:
    if mime.hasUrls():
        return mime.urls()
    if not mime.hasFormat(_COPIED_FILES):
        return []
    lines = bytes(mime.data(_COPIED_FILES).data()).decode(errors="replace").splitlines()
    return [QUrl(line.strip()) for line in lines[1:] if line.strip()]


def _sorted_out(urls: Iterable[QUrl]) -> tuple[tuple[Path, ...], bool, bool]:
    paths: list[Path] = []
    elsewhere = remote = False
    for url in urls:
        path = _local_path(url)
        if url.scheme() != "file":
            remote = True
        elif path.replace("\\", "/").startswith("//"):
            elsewhere = True
        elif path:
            paths.append(Path(path))
    return tuple(paths), elsewhere, remote


def _local_path(url: QUrl) -> str:
    """Begins with two slashes where it leads to another computer; `localhost` is this one (RFC 8089)."""
    if url.host() == "localhost":
        url = QUrl(url)
        url.setHost("")
    return url.toLocalFile()


def _paths_in_text(mime: QMimeData) -> tuple[Path, ...]:
    """Files that were copied as text ("Copy as path"): every line a whole path on this computer, or none counts."""
    if not mime.hasFormat("text/plain") or mime.hasUrls():
        return ()
    lines = [line.strip().strip('"') for line in mime.text()[:MAX_TEXT].splitlines() if line.strip()]
    is_list = bool(lines) and all(_ABSOLUTE.match(line) and Path(line).is_absolute() for line in lines)
    return tuple(Path(line) for line in lines) if is_list else ()


def _picture(mime: QMimeData) -> Offer | None:
    """The picture as the bytes that the other program gave; as a last resort the one that Qt holds, written as PNG."""
    content, ending = picture_as_given(mime)
    if len(content) > MAX_TOGETHER_BYTES:
        return Offer(refusal=words.picture_too_large())
    if content:
        return Offer(picture=content, picture_ending=ending)
    image = drawn_by_qt(mime)
    if image is None:
        return None
    if is_too_large(image):
        return Offer(refusal=words.picture_too_large())
    content = png_of(image)
    return Offer(picture=content, picture_ending=".png") if content else None
