"""The master key and what is made from it: one key for each purpose, marks, and the check that it is the right one."""

import hashlib
import hmac

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.domain.errors import KeyMissing, Problem

KEY_BYTES = 32
"""The length of the master key and of every key made from it (AES-256)."""

KEY_CHECK_NAME = "key_check"
_ANOTHER_KEY = Problem(
    "The pages kept on this computer were locked with another key",
    "Bring back the key that was used before; nothing was changed or deleted",
)


def derive(key: bytes, purpose: str) -> bytes:
    """The key for one purpose, 32 bytes, made from the master key with HKDF (RFC 5869); raises KeyMissing."""
    if len(key) != KEY_BYTES:
        raise KeyMissing(
            Problem(
                "The key for the pages on this computer is not usable",
                "Bring back the key that was used before; nothing was changed or deleted",
                f"{len(key)} bytes, {KEY_BYTES} expected",
            )
        )
    info = f"counterscan 1: {purpose}".encode()
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info).derive(key)


class Marks:
    """Names for things that must be found again but not recognised: equal words, equal mark, and no way back.

    A plain hash would let anybody with the document, or with a list of patient IDs, confirm that it was here.
    """

    def __init__(self, key: bytes) -> None:
        self._key = derive(key, "marks")

    def mark(self, *words: str) -> str:
        """64 hex digits for these words; the lengths count, so `("ab", "c")` and `("a", "bc")` differ."""
        encoded = [word.encode("utf-8", "surrogatepass") for word in words]
        message = b"".join(len(part).to_bytes(8) + part for part in encoded)
        return hmac.new(self._key, message, hashlib.sha256).hexdigest()

    def blob(self, sha256: str) -> str:
        """The mark of some bytes: the file name of their blob, and how the outbox refers to it in clear."""
        return self.mark("blob", sha256)


def key_check(key: bytes) -> bytes:
    """What is kept beside locked things to know their key again; it tells nothing about the key."""
    return derive(key, "key check")


def refuse_another_key(key: bytes, kept: bytes) -> None:
    """Raises KeyMissing where `kept` is not the check of this key."""
    if not hmac.compare_digest(key_check(key), kept):
        raise KeyMissing(_ANOTHER_KEY)
