"""The line to one scanner: HTTP exchanges with caps and deadlines, and what goes wrong in our words.

Every request has a connection of its own. Kyocera's jobs stay *Processing* for ten seconds after a connection that was
kept (sane-airscan), and a page that is lost in a connection that died while it rested would be lost unseen.
"""

import contextlib
import ssl
import time
from collections.abc import Iterator
from dataclasses import dataclass
from socket import gaierror
from urllib.parse import urlsplit

import httpx

from app import __version__
from app.domain.scan_troubles import ScanFailed, Trouble
from app.scanning.escl.markup import MAX_XML_BYTES
from app.scanning.escl.pinning import CertificateDiffers, OpenSockets, PinningBackend, tls_context
from app.scanning.escl.quirks import ORDINARY, Quirks
from app.scanning.escl.waits import Waits

USUAL_PORTS = {"http": 80, "https": 443}
XML_TYPE = "text/xml"
MAX_HEADER_TEXT = 2000


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that was read as far as it is wanted."""

    status: int
    content: bytes = b""
    location: str = ""
    server: str = ""
    wait_s: float | None = None

    @property
    def is_success(self) -> bool:
        """Any 2xx: servers disagree about which."""
        return 200 <= self.status < 300


class Line:
    """HTTP to one origin (scheme, host, port). Raises `ScanFailed`; close it, or use it as a context."""

    def __init__(self, origin: str, certificate: str, sockets: OpenSockets, waits: Waits) -> None:
        """`certificate`: the one that it must show, empty for any; http can't show one, and is refused then."""
        self.origin = origin.rstrip("/")
        self.quirks: Quirks = ORDINARY
        self._parts = urlsplit(self.origin)
        if certificate and self._parts.scheme != "https":
            raise ScanFailed(Trouble.CERTIFICATE_CHANGED, "no certificate at all")
        self._waits = waits
        self._sockets = sockets
        self._backend = PinningBackend(certificate, sockets)
        limits = httpx.Limits(max_keepalive_connections=0)
        transport = httpx.HTTPTransport(verify=tls_context(), trust_env=False, limits=limits)
        # httpx 0.28 has no public way to name httpcore's network backend; a test fails where this stops working.
        transport._pool._network_backend = self._backend
        self._client = httpx.Client(transport=transport, trust_env=False, follow_redirects=False)

    def __enter__(self) -> "Line":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close what is open."""
        self._client.close()

    @property
    def certificate(self) -> str:
        """The certificate that was shown, SHA-256 in hex; empty before the first one, and for http."""
        return self._backend.seen

    @property
    def is_cut(self) -> bool:
        """Was everything broken off from outside?"""
        return self._sockets.cutting.is_set()

    def rest(self, wait_s: float) -> bool:
        """Wait so long, or until everything is broken off; True where it is."""
        return self._sockets.cutting.wait(wait_s)

    def get(self, path: str, *, connect_s: float | None = None, answer_s: float | None = None) -> Answer:
        """A small document, whatever its status."""
        answer_s = answer_s or self._waits.answer_s
        with self._sending("GET", path, connect_s=connect_s, read_s=answer_s) as response:
            return _answer(response, _capped(response, MAX_XML_BYTES, answer_s * 2))

    def post(self, path: str, document: bytes) -> Answer:
        """Send a document; the answer's head is enough: Kyocera's M6526cdn drops the connection right behind it."""
        with self._sending("POST", path, document, read_s=self._waits.post_s) as response:
            return _answer(response)

    def delete(self, path: str, *, connect_s: float | None = None, answer_s: float | None = None) -> int:
        """Remove a job; gives the status."""
        with self._sending("DELETE", path, connect_s=connect_s, read_s=answer_s or self._waits.answer_s) as response:
            return response.status_code

    @contextlib.contextmanager
    def page(self, path: str) -> Iterator["Incoming"]:
        """The next document, from its head on."""
        with self._sending("GET", path, read_s=self._waits.header_s) as response:
            # httpcore looks the time-out up again for each read of the body.
            response.request.extensions["timeout"]["read"] = self._waits.between_s
            yield Incoming(response, self._waits.whole_page_s)

    @contextlib.contextmanager
    def _sending(
        self, method: str, path: str, content: bytes | None = None, *, read_s: float, connect_s: float | None = None
    ) -> Iterator[httpx.Response]:
        timeout = httpx.Timeout(read_s, connect=connect_s or self._waits.connect_s)
        headers = {
            "Host": self._host(is_post=method == "POST"),
            "User-Agent": f"CounterScan/{__version__}",
            "Accept": "*/*",
            "Accept-Encoding": "identity",
            "Connection": "close",
        }
        if content is not None:
            headers["Content-Type"] = XML_TYPE
        with told_apart():
            request = httpx.Request(
                method, self.origin + path, headers=headers, content=content, extensions={"timeout": timeout.as_dict()}
            )
            response = self._client.send(request, stream=True)
            try:
                yield response
            finally:
                with contextlib.suppress(httpx.HTTPError, OSError):
                    response.close()

    def _host(self, *, is_post: bool) -> str:
        if is_post and self.quirks.host_is_localhost:
            return "localhost"
        host = (self._parts.hostname or "").partition("%")[0]
        host = f"[{host}]" if ":" in host else host
        usual = USUAL_PORTS.get(self._parts.scheme)
        port = self._parts.port or usual
        return host if port == usual and not self.quirks.port_in_host else f"{host}:{port}"


class Incoming:
    """A document that is on its way."""

    def __init__(self, response: httpx.Response, whole_page_s: float) -> None:
        self._response = response
        self._whole_page_s = whole_page_s
        self.answer = _answer(response)
        length = response.headers.get("Content-Length", "")
        self.size_bytes = int(length) if length.isascii() and length.isdigit() and len(length) < 12 else None

    def pieces(self) -> Iterator[bytes]:
        """Its bytes, as they come. Raises `ScanFailed` where they break off or drip for ever."""
        give_up_at = time.monotonic() + self._whole_page_s
        try:
            for piece in self._response.iter_bytes():
                if time.monotonic() > give_up_at:
                    raise ScanFailed(Trouble.COMMUNICATION_LOST, "the page takes too long")
                yield piece
        except (httpx.RemoteProtocolError, httpx.ReadError) as error:
            raise ScanFailed(Trouble.INCOMPLETE_PAGE, "broken off in the page") from error


def _capped(response: httpx.Response, cap_bytes: int, limit_s: float) -> bytes:
    content = bytearray()
    give_up_at = time.monotonic() + limit_s
    for piece in response.iter_bytes():
        content += piece
        if len(content) > cap_bytes or time.monotonic() > give_up_at:
            raise ScanFailed(Trouble.COMMUNICATION_LOST, "an answer without an end")
    return bytes(content)


def _answer(response: httpx.Response, content: bytes = b"") -> Answer:
    headers = response.headers
    wait = headers.get("Retry-After", "").strip()
    return Answer(
        response.status_code,
        content,
        location=headers.get("Location", "").strip()[:MAX_HEADER_TEXT],
        server=headers.get("Server", "")[:MAX_HEADER_TEXT],
        wait_s=float(wait[:6]) if wait.isascii() and wait.isdigit() else None,
    )


@contextlib.contextmanager
def told_apart() -> Iterator[None]:
    """Foreign errors become ours; the detail names their kind, never an address."""
    try:
        yield
    except CertificateDiffers as error:
        raise ScanFailed(Trouble.CERTIFICATE_CHANGED) from error
    except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
        raise ScanFailed(Trouble.NOT_FOUND, "no address") from error
    except (httpx.ConnectError, httpx.ConnectTimeout) as error:
        trouble = Trouble.NOT_FOUND if _has_cause(error, gaierror) else Trouble.OFFLINE
        raise ScanFailed(trouble, _kind_of(error)) from error
    except (httpx.HTTPError, OSError, ValueError) as error:  # ValueError: bytes of a header that are none
        raise ScanFailed(Trouble.COMMUNICATION_LOST, type(error).__name__) from error


def was_refused(failed: ScanFailed) -> bool:
    """Did nobody listen at the port? Then it is the server that is gone, not the network."""
    return _has_cause(failed, ConnectionRefusedError)


def _kind_of(error: Exception) -> str:
    for cause in (ConnectionRefusedError, ssl.SSLError, gaierror):
        if _has_cause(error, cause):
            return cause.__name__
    return type(error).__name__


def _has_cause(error: BaseException | None, kind: type[BaseException]) -> bool:
    while error is not None:
        if isinstance(error, kind):
            return True
        error = error.__cause__ or error.__context__
    return False
