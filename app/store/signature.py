"""Ed25519 signatures (RFC 8032) of what comes from the makers of the program; `cryptography` ships on every system."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

KEY_BYTES = 32


def is_signed(message: bytes, signature: bytes, public_key: bytes) -> bool:
    """Was this very message signed by the holder of the key? False for a key or signature that is none."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
