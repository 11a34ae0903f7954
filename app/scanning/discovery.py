"""Finds network scanners by mDNS, without a service of the system: `_uscans._tcp` (https) and `_uscan._tcp` (http).

zeroconf asks at once and again after 1, 2 and 4 s on every network there is, loopback too. A scanner that is announced
under both names is one scanner, reached by https. What it answered from is its address, not its host name, which
Windows often cannot resolve (capture.md, "Discovery"). Runs on whatever thread asks.
"""

import contextlib
import ipaddress
import logging
import queue
import socket
import time
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from uuid import uuid4

from zeroconf import (
    InterfaceChoice,
    IPVersion,
    NonUniqueNameException,
    ServiceBrowser,
    ServiceInfo,
    ServiceListener,
    Zeroconf,
)

from app.domain.scanning import Road, Scanner, ScannerId

SCHEMES = {"_uscans._tcp.local.": "https", "_uscan._tcp.local.": "http"}
DEFAULT_ROOT = "eSCL"
RESOLVE_S = 1.0
"""For one scanner to say where it is; mostly it said so together with its name."""
CONNECT_S = 0.4
"""For one of its addresses to answer."""
HELD_S = 0.5
"""So long a scanner that showed itself by http waits for its https."""
MAX_FOUND = 200
MAX_ADDRESSES = 6
MAX_TEXT = 120

# What can go wrong where there is no network, no multicast or no permission; nothing is found there.
_NO_NETWORK = (OSError, ValueError, RuntimeError, NonUniqueNameException)
Manner = tuple[InterfaceChoice | list[str], IPVersion | None]
Manners = Sequence[Manner]
"""On which networks to listen, the best first."""

_LOOPBACK_ALONE: Manner = (["127.0.0.1"], None)
_MANNERS: Manners = (
    (InterfaceChoice.All, IPVersion.All),
    (InterfaceChoice.All, IPVersion.V4Only),
    (InterfaceChoice.Default, IPVersion.V4Only),
    _LOOPBACK_ALONE,
)

logging.getLogger("zeroconf").setLevel(logging.ERROR)  # it warns of each network that takes no multicast


@dataclass(frozen=True, slots=True)
class _Finding:
    """A scanner under one of its two names; `answers`: something listens where it says that it is."""

    scanner: Scanner
    answers: bool

    def is_better_than(self, other: "_Finding | None") -> bool:
        if other is None:
            return True
        mine, theirs = ((each.answers, each.scanner.is_encrypted) for each in (self, other))
        return mine > theirs


def find_escl(wait_s: float, manners: Manners = _MANNERS) -> Generator[Scanner, None, None]:
    """The scanners that show themselves within this time, each as soon as it does; none where there is no network.

    One that came by http comes once more, under the same ID, if it turns out to speak https: the later one counts.
    """
    give_up_at = time.monotonic() + wait_s
    with _listening(manners) as names:
        if names is not None:
            yield from _told_apart(names, give_up_at)


def found_on_loopback(port: int, wait_s: float) -> bool:
    """Announce what listens at this port as a scanner, and find it: for `--selftest`; nothing leaves this computer.

    Raises `OSError` where the system lets nobody listen.
    """
    own, kind = str(uuid4()), "_uscan._tcp.local."
    name, host = f"CounterScan {own[:8]}.{kind}", f"counterscan-{own[:8]}.local."
    address = socket.inet_aton("127.0.0.1")
    service = ServiceInfo(kind, name, addresses=[address], port=port, properties={"uuid": own}, server=host)
    with contextlib.closing(Zeroconf(interfaces=["127.0.0.1"])) as zeroconf:
        zeroconf.register_service(service, cooperating_responders=True)  # its name is nobody else's: no probing
        with contextlib.closing(find_escl(wait_s, (_LOOPBACK_ALONE,))) as found:
            return any(scanner.id == f"escl:{own}" for scanner in found)


class _Names(ServiceListener):
    """The names that show up, in a queue; and the way to ask where one is."""

    def __init__(self, zeroconf: Zeroconf) -> None:
        self._zeroconf = zeroconf
        self._shown: queue.SimpleQueue[tuple[str, str]] = queue.SimpleQueue()
        self._browser = ServiceBrowser(zeroconf, list(SCHEMES), listener=self)

    def close(self) -> None:
        """Ask no more."""
        self._browser.cancel()

    def add_service(self, zc: Zeroconf, type_: str, name: str) -> None:  # zeroconf's interface
        self._shown.put((type_, name))

    def update_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        self._shown.put((type_, name))

    def remove_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        """Nobody asks for what went away."""

    def next_finding(self, wait_s: float) -> _Finding | None:
        """The next one that showed up and said where it is; None where none did in this time."""
        try:
            kind, name = self._shown.get(timeout=max(wait_s, 0.0))
        except queue.Empty:
            return None
        resolved = ServiceInfo(kind, name)
        with contextlib.suppress(*_NO_NETWORK):
            if resolved.load_from_cache(self._zeroconf) or resolved.request(self._zeroconf, RESOLVE_S * 1000):
                return finding_of(resolved)
        return None


@contextlib.contextmanager
def _listening(manners: Manners) -> Iterator[_Names | None]:
    """The names on the best set of networks that can be listened on; None where there is none at all."""
    for interfaces, version in manners:
        try:
            zeroconf = Zeroconf(interfaces=interfaces, ip_version=version)
        except _NO_NETWORK:
            continue
        with contextlib.closing(zeroconf), contextlib.closing(_Names(zeroconf)) as names:
            yield names
        return
    yield None


def _told_apart(names: _Names, give_up_at: float) -> Iterator[Scanner]:
    """Each scanner once, by its best road; http is held back for a moment."""
    best: dict[ScannerId, _Finding] = {}
    held: dict[ScannerId, float] = {}
    while time.monotonic() < give_up_at and len(best) < MAX_FOUND:
        found = names.next_finding(min([give_up_at, *held.values()]) - time.monotonic())
        if found is not None and found.is_better_than(best.get(found.scanner.id)):
            best[found.scanner.id] = found
            is_best = found.answers and found.scanner.is_encrypted
            held[found.scanner.id] = time.monotonic() if is_best else time.monotonic() + HELD_S
        for key in [key for key, due_at in held.items() if due_at <= time.monotonic()]:
            del held[key]
            yield best[key].scanner
    for key in held:
        yield best[key].scanner


def finding_of(resolved: ServiceInfo) -> _Finding | None:
    """A scanner from what it announces; None where it says no address, or one that makes no sense."""
    port, addresses = resolved.port or 0, _addresses(resolved)
    if not addresses or not 0 < port < 65536:
        return None
    answering = next((address for address in addresses if _answers(address, port)), None)
    words = {name: _word(value) for name, value in resolved.decoded_properties.items()}
    own_name = resolved.name.removesuffix("." + resolved.type)
    host = answering or addresses[0]
    root = words.get("rs") if "rs" in words else DEFAULT_ROOT
    address = f"{SCHEMES[resolved.type]}://{f'[{host}]' if ':' in host else host}:{port}/{(root or '').strip('/')}"
    scanner = Scanner(
        id=ScannerId(f"escl:{_lasting(words.get('uuid', '')) or own_name.casefold()[:MAX_TEXT]}"),
        name=words.get("ty") or own_name[:MAX_TEXT],
        road=Road.ESCL,
        address=address.rstrip("/"),
        place=words.get("note", ""),
    )
    return _Finding(scanner, answering is not None)


def _word(value: str | None) -> str:
    return "".join(character for character in value or "" if character.isprintable()).strip()[:MAX_TEXT]


def _lasting(uuid: str) -> str:
    return uuid.casefold().removeprefix("urn:uuid:").strip("{}")


def _addresses(resolved: ServiceInfo) -> list[str]:
    """Its addresses: IPv4 before IPv6, link-local ones last, and only with their zone, as they lead nowhere without."""
    found = []
    for text in resolved.parsed_scoped_addresses():
        with contextlib.suppress(ValueError):
            address = ipaddress.ip_address(text)
            if address.is_link_local and address.version == 6 and "%" not in text:
                continue
            if not address.is_multicast and not address.is_unspecified:
                found.append((address.is_link_local, address.version, text))
    return [text for _, _, text in sorted(found)[:MAX_ADDRESSES]]


def _answers(address: str, port: int) -> bool:
    try:
        with socket.create_connection((address, port), timeout=CONNECT_S):
            return True
    except OSError:
        return False
