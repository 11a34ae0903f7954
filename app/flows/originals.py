"""The bytes of pages, fetched from the vault for the darkroom; a few are kept in memory while they are worked on."""

from collections import OrderedDict

from app.domain.pages import BlobRef
from app.flows.session import Sessions

MAX_KEPT_BYTES = 96_000_000
"""Enough for a scanned batch in one PDF, so that its pages are not decrypted again one by one."""


class Originals:
    """A bounded memory of vault contents, least recently used first out. Lives on the courier's loop."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions
        self._kept: OrderedDict[BlobRef, bytes] = OrderedDict()
        self._kept_bytes = 0

    def keep(self, content: bytes, *, is_queued: bool = False) -> BlobRef:
        """Put bytes into the vault (encrypted, flushed) and remember them here; `is_queued`: for an entry's sake.

        Raises `StorageFull` when the disk is full.
        """
        blob = self._sessions.need().store.vault.put(content, is_queued=is_queued)
        self._remember(blob, content)
        return blob

    def fetch(self, blob: BlobRef) -> bytes:
        """The bytes behind a handle.

        Raises `StoreDamaged` when they can't be read back.
        """
        content = self._kept.get(blob)
        if content is None:
            content = self._sessions.need().store.vault.get(blob)
        self._remember(blob, content)
        return content

    def forget(self) -> None:
        """Drop what is in memory."""
        self._kept.clear()
        self._kept_bytes = 0

    def _remember(self, blob: BlobRef, content: bytes) -> None:
        if blob not in self._kept:
            self._kept_bytes += blob.size_bytes
        self._kept[blob] = content
        self._kept.move_to_end(blob)
        while self._kept_bytes > MAX_KEPT_BYTES and len(self._kept) > 1:
            dropped, _ = self._kept.popitem(last=False)
            self._kept_bytes -= dropped.size_bytes
