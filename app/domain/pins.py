"""The PIN that opens the curtain: how it may look, and how it is kept so that nobody reads it from the settings.

It keeps eyes away from an unattended counter. What lies on the disk is sealed with another key.
"""

import hashlib
import hmac

LEAST_DIGITS, MOST_DIGITS = 4, 8
SALT_BYTES = 16
_COST, _BLOCK, _LANES = 2**14, 8, 1  # of scrypt (RFC 7914): some 50 ms and 16 MB for each try
_KIND = "scrypt"


def is_pin(text: str) -> bool:
    """Is this something that can be a PIN?"""
    return LEAST_DIGITS <= len(text) <= MOST_DIGITS and text.isascii() and text.isdigit()


def kept_pin(pin: str, salt: bytes) -> str:
    """What is kept of a PIN: `scrypt$salt$hash`, in hexadecimal."""
    return f"{_KIND}${salt.hex()}${_hashed(pin, salt).hex()}"


def is_kept_pin(text: str) -> bool:
    """Is this what is kept of a PIN, whole?"""
    kind, _, rest = text.partition("$")
    salt, _, hashed = rest.partition("$")
    try:
        return kind == _KIND and len(bytes.fromhex(salt)) == SALT_BYTES and len(bytes.fromhex(hashed)) == 64
    except ValueError:
        return False


def matches(pin: str, kept: str) -> bool:
    """Is it this PIN? False for what is no kept PIN at all."""
    if not is_pin(pin) or not is_kept_pin(kept):
        return False
    _, salt, hashed = kept.split("$")
    return hmac.compare_digest(_hashed(pin, bytes.fromhex(salt)), bytes.fromhex(hashed))


def wait_after(wrong_tries: int) -> float:
    """How many seconds to wait before the next try; guessing all PINs of four digits takes weeks."""
    return 0.0 if wrong_tries < 3 else min(300.0, 5.0 * 2.0 ** (wrong_tries - 3))


def _hashed(pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(pin.encode("ascii"), salt=salt, n=_COST, r=_BLOCK, p=_LANES)
