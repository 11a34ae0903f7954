"""A scanner by its address, as a person types it: a URL, a name, an IP address, with or without a port.

A firewall may eat everything that mDNS says (capture.md, "Discovery"), so this way in is as good as the other. Where no
scheme is typed, https is asked before http, all at once, and the first of them that is a scanner counts.
"""

import contextlib
import ipaddress
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import replace

from app.domain.scan_troubles import ScanFailed, Trouble
from app.domain.scanning import Road, Scanner, ScannerId
from app.scanning.escl.pinning import OpenSockets
from app.scanning.escl.reach import at_its_address, parts_of
from app.scanning.escl.waits import WAITS

CONNECT_S = 2.0
"""For one of the ports that are tried; a scanner on the same network takes milliseconds."""
MAX_TYPED = 500
PLAIN_PORTS = (80, 8080)
_CANDIDATES = (("https", 443), ("https", 8443), ("http", 80), ("http", 8080), ("http", 8090))  # the last is AirSane's
_TAILS = ("/ScannerCapabilities", "/ScannerStatus", "/ScanJobs")
# What is said where no address is a scanner: the most telling of what each of them said.
_TELLING = (Trouble.NOT_ALLOWED, Trouble.BUSY, Trouble.COMMUNICATION_LOST, Trouble.NOT_FOUND, Trouble.OFFLINE)


def at_address(text: str, wait_s: float = 6.0) -> Scanner:
    """The scanner behind what was typed, with the certificate that it shows. Raises `ScanFailed`, within `wait_s`."""
    candidates = tuple(_urls(text))
    sockets = OpenSockets()
    give_up_at = time.monotonic() + wait_s
    with ThreadPoolExecutor(len(candidates), "address") as pool:
        asked = [pool.submit(_asked, url, sockets, wait_s) for url in candidates]
        try:
            return _first_scanner(asked, give_up_at)
        finally:
            sockets.cut()


def _first_scanner(asked: list[Future[Scanner]], give_up_at: float) -> Scanner:
    """The first in the order of preference. Raises the most telling `ScanFailed` where none is a scanner."""
    failures: list[ScanFailed] = []
    for future in asked:
        wait([future], timeout=max(give_up_at - time.monotonic(), 0))
        if not future.done():
            failures.append(ScanFailed(Trouble.OFFLINE, "no answer in time"))
            continue
        try:
            return future.result()
        except ScanFailed as failed:
            failures.append(failed)
    raise min(failures, key=lambda failed: _TELLING.index(failed.trouble) if failed.trouble in _TELLING else 0)


def _asked(url: str, sockets: OpenSockets, wait_s: float) -> Scanner:
    asked = Scanner(ScannerId(""), "", Road.ESCL, url)
    found = at_its_address(asked, WAITS, sockets, connect_s=min(CONNECT_S, wait_s), answer_s=min(CONNECT_S * 2, wait_s))
    with contextlib.closing(found.line):
        _, host, _ = parts_of(found.scanner.address)
        model = "".join(character for character in found.capabilities.model if character.isprintable())
        lasting = found.capabilities.uuid or host
        return replace(found.scanner, id=ScannerId(f"escl:{lasting}"), name=model.strip() or host)


def _urls(text: str) -> Iterator[str]:
    """What the text may mean, best first. Raises `ScanFailed` for what is no address at all."""
    text = text.strip()
    if not text or len(text) > MAX_TYPED or "@" in text or any(c.isspace() or not c.isprintable() for c in text):
        raise ScanFailed(Trouble.NOT_FOUND, "no address")
    if "://" in text:
        yield _checked(text)
        return
    host, slash, path = text.partition("/")
    host = f"[{host}]" if _is_bare_ipv6(host) else host
    _, with_port, path = parts_of(f"http://{host}{slash}{path}")
    port = with_port.rpartition("]")[2].partition(":")[2]
    if port:
        schemes = ("http", "https") if int(port) in PLAIN_PORTS else ("https", "http")
        yield from (_checked(f"{scheme}://{with_port}{path}") for scheme in schemes)
    else:
        yield from (_checked(f"{scheme}://{with_port}:{port}{path}") for scheme, port in _CANDIDATES)


def _checked(url: str) -> str:
    scheme, host, path = parts_of(url)
    for tail in _TAILS:
        path = path.removesuffix(tail)
    return f"{scheme}://{host}{path}"


def _is_bare_ipv6(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).version == 6
    except ValueError:
        return False
