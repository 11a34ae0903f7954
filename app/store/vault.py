"""The vault: bytes that wait for DRX, one encrypted file each, and how to make one unreadable for good.

A blob file is MAGIC, then the header (the blob's own random key, wrapped with the vault's key), then the content:

    magic 4 | nonce 12, wrapped key 32, tag 16 | nonce 12, content, tag 16

Both are AES-256-GCM with the file's name bound in, so that no file can pose as another. Overwriting a whole file proves
nothing on an SSD or a copy-on-write disk; without its wrapped key a blob is noise wherever a copy of it lies.
"""

import hashlib
import secrets
from collections.abc import Collection, Iterator
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.domain.errors import Problem, StoreDamaged, UnreadableFile
from app.domain.pages import BlobRef
from app.store.durable import UNFINISHED, disk_errors_in_words, flush_file, flush_folder, write_file
from app.store.keys import KEY_BYTES, KEY_CHECK_NAME, Marks, derive, key_check, refuse_another_key
from app.store.private_folder import make_private_folder
from app.store.reserve import Reserve
from app.store.seal import NONCE_BYTES

MAGIC = b"CSB1"
TAG_BYTES = 16
HEADER_BYTES = NONCE_BYTES + KEY_BYTES + TAG_BYTES
OVERHEAD_BYTES = len(MAGIC) + HEADER_BYTES + NONCE_BYTES + TAG_BYTES
MAX_BLOB_BYTES = 1_000_000_000
"""The largest content taken in; AES-GCM in one go ends at 2 GiB, and memory would be short before."""

BLOB = ".blob"


class Vault:
    """Encrypted bytes in a folder, found by a `BlobRef`. Used by one thread; one program per folder at a time."""

    def __init__(self, folder: Path, key: bytes, reserve: Reserve | None = None) -> None:
        """Opens or makes the vault; `key` is the master key, 32 bytes; `reserve` is for what is queued already.

        Raises KeyMissing where it was locked with another key, StoreDamaged where its check is lost or it can't be
        read, StorageFull. Nothing is changed in any of these cases.
        """
        self._folder = folder
        self._reserve = Reserve(folder, 0) if reserve is None else reserve
        self._marks = Marks(key)
        self._wrap = AESGCM(derive(key, "blob keys"))
        with disk_errors_in_words():
            make_private_folder(folder)
            self._check_key(key)

    @property
    def is_empty(self) -> bool:
        """Does it hold no blob at all?"""
        with disk_errors_in_words():
            return next(self._blobs(), None) is None

    def put(self, content: bytes, *, durable: bool = True, is_queued: bool = False) -> BlobRef:
        """Keeps `content`; the same content twice is one file. Where `durable`, it survives a power cut on return.

        `is_queued` says that it is for an entry of the outbox (a page that DRX wants smaller): it may use the reserve,
        which anything else must leave alone. Raises StorageFull, StoreDamaged, and UnreadableFile for more than
        MAX_BLOB_BYTES.
        """
        if len(content) > MAX_BLOB_BYTES:
            raise UnreadableFile(Problem("The file is too large to keep", "Split it, or save it smaller"))
        ref = BlobRef(hashlib.sha256(content).hexdigest(), len(content))
        if is_queued:
            self._reserve.even_when_full(lambda: self._put(ref, content, durable=durable))
        else:
            self._reserve.refuse_new()
            self._put(ref, content, durable=durable)
        return ref

    def get(self, ref: BlobRef) -> bytes:
        """The content; raises StoreDamaged where it is missing, erased, or not what it was."""
        path = self._path(ref)
        with disk_errors_in_words():
            try:
                stored = path.read_bytes()
            except FileNotFoundError as error:
                raise _damaged("the file is missing") from error
        content = self._decrypted(stored, path)
        if len(content) != ref.size_bytes or hashlib.sha256(content).hexdigest() != ref.sha256:
            raise _damaged("the content is not what was kept")
        return content

    def has(self, ref: BlobRef) -> bool:
        """Is there a blob for this, as far as its size and first bytes tell?"""
        path = self._path(ref)
        with disk_errors_in_words():
            try:
                with path.open("rb") as file:
                    return file.read(len(MAGIC)) == MAGIC and path.stat().st_size == ref.size_bytes + OVERHEAD_BYTES
            except FileNotFoundError:
                return False

    def erase(self, ref: BlobRef) -> None:
        """Destroys the wrapped key, then the file; on return both survive a power cut. A missing blob is fine."""
        self._reserve.even_when_full(lambda: self._erase(ref))  # a disk that never overwrites needs room to destroy

    def sweep(self, keep: Collection[BlobRef]) -> int:
        """Destroys every blob that is not in `keep` and every unfinished file; returns how many files went.

        For the start only, before anything is put: a blob whose row is not committed yet looks like an orphan.
        """
        kept = {self._path(ref) for ref in keep}
        with disk_errors_in_words():
            doomed = [path for path in self._blobs() if path not in kept]
            doomed += list(self._folder.glob(f"*{UNFINISHED}"))
            for path in doomed:
                _destroy(path)
            if doomed:
                flush_folder(self._folder)
        return len(doomed)

    def _put(self, ref: BlobRef, content: bytes, *, durable: bool) -> None:
        path = self._path(ref)
        with disk_errors_in_words():
            if not self._is_whole(ref):  # missing, or torn: then a good one takes its place
                write_file(path, self._encrypted(content, path), durable=durable)
            elif durable:  # it may have been put without a flush before
                _flush_both(path)

    def _erase(self, ref: BlobRef) -> None:
        with disk_errors_in_words():
            _destroy(self._path(ref))
            flush_folder(self._folder)

    def _blobs(self) -> Iterator[Path]:
        return self._folder.glob(f"*{BLOB}")

    def _path(self, ref: BlobRef) -> Path:
        return self._folder / f"{self._marks.blob(ref.sha256)}{BLOB}"

    def _is_whole(self, ref: BlobRef) -> bool:
        try:
            return self.has(ref) and self.get(ref) is not None
        except StoreDamaged:
            return False

    def _encrypted(self, content: bytes, path: Path) -> Iterator[bytes]:
        name = path.name.encode()
        blob_key = AESGCM.generate_key(8 * KEY_BYTES)
        wrap_nonce, nonce = secrets.token_bytes(NONCE_BYTES), secrets.token_bytes(NONCE_BYTES)
        yield MAGIC
        yield wrap_nonce + self._wrap.encrypt(wrap_nonce, blob_key, name)
        yield nonce
        yield AESGCM(blob_key).encrypt(nonce, content, name)

    def _decrypted(self, stored: bytes, path: Path) -> bytes:
        if len(stored) < OVERHEAD_BYTES or stored[: len(MAGIC)] != MAGIC:
            raise _damaged("the file is torn or erased")
        name = path.name.encode()
        wrapped_at, body_at = len(MAGIC) + NONCE_BYTES, len(MAGIC) + HEADER_BYTES
        content_at = body_at + NONCE_BYTES
        try:
            blob_key = self._wrap.decrypt(stored[len(MAGIC) : wrapped_at], stored[wrapped_at:body_at], name)
            return AESGCM(blob_key).decrypt(stored[body_at:content_at], memoryview(stored)[content_at:], name)
        except InvalidTag as error:
            raise _damaged("the file was changed") from error

    def _check_key(self, key: bytes) -> None:
        """A key that is not the one before must be known before anything is swept or written."""
        kept = self._folder / KEY_CHECK_NAME
        if kept.exists():
            refuse_another_key(key, kept.read_bytes())
        elif self.is_empty:
            write_file(kept, [key_check(key)])
        else:
            raise StoreDamaged(
                Problem(
                    "The pages kept on this computer lack the check of their key",
                    "Tell your IT; nothing was changed or deleted",
                    f"{KEY_CHECK_NAME} is missing",
                )
            )


def _flush_both(path: Path) -> None:
    with path.open("r+b") as file:  # Windows flushes only what is open for writing
        flush_file(file.fileno())
    flush_folder(path.parent)


def _destroy(path: Path) -> None:
    """Zeroes over magic and wrapped key, flushed before the name goes: no copy of the name leads to a key."""
    try:
        with path.open("r+b") as file:
            file.write(bytes(min(len(MAGIC) + HEADER_BYTES, path.stat().st_size)))
            file.flush()
            flush_file(file.fileno())
        path.unlink()
    except FileNotFoundError:
        return


def _damaged(detail: str) -> StoreDamaged:
    return StoreDamaged(
        Problem(
            "A page kept on this computer can't be read back",
            "Scan the page again; the disk may be failing",
            detail,
        )
    )
