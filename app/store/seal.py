"""The seal on private text: what a row says about a patient is readable with the master key alone."""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.domain.errors import Problem, StoreDamaged
from app.store.keys import Marks, derive

NONCE_BYTES = 12
"""As NIST SP 800-38D wants it for GCM; random ones are fine for 2**32 rows under one key."""


class Seal:
    """Encrypts rows with AES-256-GCM; `about` (table and ID) is bound in, so that no row can pose as another."""

    def __init__(self, key: bytes) -> None:
        """`key` is the master key, 32 bytes; raises KeyMissing where it has another length."""
        self._cipher = AESGCM(derive(key, "rows"))
        self.marks = Marks(key)

    def close_up(self, private: bytes, about: str) -> bytes:
        """`private` encrypted: nonce, then ciphertext with its tag."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, private, about.encode())

    def open_up(self, sealed: bytes, about: str) -> bytes:
        """What was sealed about this; raises StoreDamaged where it was not sealed so, or changed since."""
        try:
            return self._cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], about.encode())
        except (InvalidTag, ValueError) as error:
            raise StoreDamaged(
                Problem(
                    "A note kept on this computer can't be read back",
                    "The disk may be failing; tell your IT",
                    "a sealed row does not open",
                )
            ) from error
