"""Where a store's DRX answers: its address, its prefix and the header of its key, and what an address may look like."""

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from app.domain.errors import Problem, WrongSetting

DEFAULT_PREFIX = "/api/v2"
DEFAULT_KEY_HEADER = "X-DRX-Key"
DEFAULT_HEARTBEAT_PATH = "/external_api/v1/heartbeat"

KEY_PATTERN = re.compile(r"DRX[0-9A-Fa-f]{32}")
"""What a key usually looks like (look-up document); used to keep keys out of files, never to refuse one."""

MAX_KEY_LENGTH = 512
_PORT_OF_SCHEME = {"https": 443, "http": 80}
_SLUG = re.compile(r"^[A-Za-z0-9]{1,63}$")
_HEADER = re.compile(r"^[A-Za-z0-9-]{1,64}$")
_PATH = re.compile(r"^(/[A-Za-z0-9._~-]+)*$")
_PRINTABLE = re.compile(r"^[\x21-\x7e]+$")


@dataclass(frozen=True, slots=True)
class StoreAddress:
    """One store's DRX. `base_url` is scheme, host, port and at most a path, without a slash at its end.

    Keys and queued pages are kept by `base_url`: it is written in one way only, with its scheme and host in small
    letters and without the port that its scheme has anyway (RFC 3986, 6.2.2 and 6.2.3). Only https is
    taken, and plain http for this very computer (product.md). Raises `WrongSetting`.
    """

    base_url: str
    prefix: str = DEFAULT_PREFIX
    key_header: str = DEFAULT_KEY_HEADER
    heartbeat_path: str = DEFAULT_HEARTBEAT_PATH

    def __post_init__(self) -> None:
        _check_base_url(self.base_url)
        object.__setattr__(self, "base_url", _in_one_way(self.base_url))  # frozen: the only way in here
        for name, path in (("prefix", self.prefix), ("heartbeat path", self.heartbeat_path)):
            if not _PATH.match(path) or ".." in path:
                raise _wrong(f"The {name} of the store's address is not a path like {DEFAULT_PREFIX}", "Correct it")
        if not _HEADER.match(self.key_header):
            raise _wrong("The name of the key's header is not one", f"It is usually {DEFAULT_KEY_HEADER}")

    @property
    def host(self) -> str:
        """The host name alone, as the status bar shows it."""
        return urlsplit(self.base_url).hostname or ""

    @property
    def is_loopback(self) -> bool:
        """Is it a DRX on this very computer (the practice store, a test)?"""
        return is_loopback(self.host)


def address_of(
    text: str,
    *,
    prefix: str = DEFAULT_PREFIX,
    key_header: str = DEFAULT_KEY_HEADER,
    heartbeat_path: str = DEFAULT_HEARTBEAT_PATH,
) -> StoreAddress:
    """The address that a person means by `lakeside`, `lakeside.drxapp.com` or a whole URL. Raises `WrongSetting`."""
    text = text.strip()
    if _SLUG.match(text) and text.lower() != "localhost":
        text = f"https://{text.lower()}.drxapp.com"
    elif text and "://" not in text:
        text = f"https://{text}"
    return StoreAddress(text.rstrip("/").removesuffix(prefix), prefix, key_header, heartbeat_path)


def is_loopback(host: str) -> bool:
    """Does `host` name this very computer? Names other than `localhost` are never trusted to."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def checked_key(key: str) -> str:
    """`key` without the blanks around it; raises `WrongSetting` where it can't be an API key at all."""
    key = key.strip()
    if not key:
        raise _wrong("The API key is empty", "Copy it from DRX and paste it here")
    if len(key) > MAX_KEY_LENGTH or not _PRINTABLE.match(key):
        raise _wrong("This is not an API key", "Copy the key from DRX again, without any text around it")
    return key


def _check_base_url(url: str) -> None:
    example = "It looks like https://lakeside.drxapp.com"
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError as error:
        raise _wrong("The store's address is not an address", example) from error
    if not _PRINTABLE.match(url) or not host or parts.scheme not in ("http", "https"):
        raise _wrong("The store's address is not an address", example)
    if parts.scheme == "http" and not is_loopback(host):
        raise _wrong("The store's address is not safe: it starts with http", "Use the address that starts with https")
    if parts.netloc.endswith(":"):
        raise _wrong("The store's address has a colon without a port", example)
    if "@" in parts.netloc:
        raise _wrong("The store's address has a name or password in it", "Leave out everything up to the @")
    if parts.query or parts.fragment or url.endswith(("?", "#")) or not _PATH.match(parts.path) or ".." in parts.path:
        raise _wrong("The store's address has more in it than an address", example)


def _in_one_way(url: str) -> str:
    parts = urlsplit(url)
    host = parts.netloc.lower().removesuffix(f":{_PORT_OF_SCHEME[parts.scheme]}")
    return f"{parts.scheme}://{host}{parts.path}"


def _wrong(title: str, advice: str) -> WrongSetting:
    return WrongSetting(Problem(title, advice))
