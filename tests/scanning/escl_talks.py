"""A scanner that says whatever a test wants said: raw bytes over real sockets, with or without TLS.

It knows the questions of eSCL. Each has a queue of replies; the last one is said for ever. A reply is the bytes of a
whole HTTP answer, or a function that gets the open connection and talks by itself.
"""

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from app.domain.scanning import (
    Road,
    ScanEnded,
    ScanEvent,
    Scanner,
    ScannerId,
    ScanOrder,
    SheetScanned,
    Source,
)
from app.scanning.driver import Press
from app.scanning.escl.driver import EsclDriver
from app.scanning.escl.waits import Waits

Reply = bytes | Callable[[socket.socket], None]

JPEG = b"\xff\xd8\xff\xe0" + b"made-up sheet " * 400 + b"\xff\xd9"
PDF = b"%PDF-1.7\nmade-up sheets\n%%EOF\n"
UUID = "4509a320-00a0-008f-00b6-002507510eca"
SCANNER_ID = ScannerId(f"escl:{UUID}")
ROOT = "/eSCL"
JOB = f"{ROOT}/ScanJobs/893"

QUICK = Waits(
    connect_s=2,
    first_connect_s=1,
    search_s=0.2,
    answer_s=2,
    post_s=2,
    header_s=2,
    between_s=0.6,
    whole_page_s=5,
    retry_s=0.01,
    longest_retry_s=0.02,
    idle_s=2,
    idle_after_stop_s=1,
    idle_look_s=0.01,
)
"""Short enough for a test to wait for, long enough for a busy machine."""


def answer(status: str, body: bytes = b"", *headers: str, content_type: str = "text/xml") -> bytes:
    """A whole HTTP answer."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {content_type}", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join([*lines, "", ""]).encode() + body


def page(content: bytes = JPEG, content_type: str = "image/jpeg") -> bytes:
    """A page as it should come."""
    return answer("200 OK", content, content_type=content_type)


def created(location: str = f"http://nobody-knows-this-host{JOB}") -> bytes:
    """A job that was taken."""
    return answer("201 Created", b"", f"Location: {location}")


NOT_FOUND = answer("404 Not Found")
EMPTY_PAGE = page(b"")


def status(state: str = "Idle", feeder: str = "", *, job: str = "", images: int | None = None, uri: str = JOB) -> bytes:
    """A `ScannerStatus`; the feeder's state without its prefix, the job's where there is one."""
    parts = [f"<pwg:Version>2.6</pwg:Version><pwg:State>{state}</pwg:State>"]
    if feeder:
        parts.append(f"<scan:AdfState>ScannerAdf{feeder}</scan:AdfState>")
    if job:
        count = "" if images is None else f"<pwg:ImagesCompleted>{images}</pwg:ImagesCompleted>"
        inside = f"<pwg:JobUri>{uri}</pwg:JobUri>{count}<pwg:JobState>{job}</pwg:JobState>"
        parts.append(f"<scan:Jobs><scan:JobInfo>{inside}</scan:JobInfo></scan:Jobs>")
    return answer("200 OK", document("ScannerStatus", "".join(parts)))


def document(name: str, inside: str) -> bytes:
    """An eSCL document with its namespaces."""
    spaces = (
        'xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm" xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03"'
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><scan:{name} {spaces}>{inside}</scan:{name}>'.encode()


def source_caps(
    name: str,
    modes: Sequence[str] = ("BlackAndWhite1", "Grayscale8", "RGB24"),
    formats: Sequence[str] = ("application/pdf", "image/jpeg"),
    dpis: Sequence[int] = (100, 200, 300, 600),
    size: tuple[int, int] = (2550, 3508),
) -> str:
    """One source of a `ScannerCapabilities`."""
    colours = "".join(f"<scan:ColorMode>{mode}</scan:ColorMode>" for mode in modes)
    kinds = "".join(f"<pwg:DocumentFormat>{each}</pwg:DocumentFormat>" for each in formats)
    values = "".join(
        f"<scan:DiscreteResolution><scan:XResolution>{dpi}</scan:XResolution>"
        f"<scan:YResolution>{dpi}</scan:YResolution></scan:DiscreteResolution>"
        for dpi in dpis
    )
    return (
        f"<scan:{name}><scan:MinWidth>16</scan:MinWidth><scan:MaxWidth>{size[0]}</scan:MaxWidth>"
        f"<scan:MinHeight>16</scan:MinHeight><scan:MaxHeight>{size[1]}</scan:MaxHeight>"
        f"<scan:SettingProfiles><scan:SettingProfile><scan:ColorModes>{colours}</scan:ColorModes>"
        f"<scan:DocumentFormats>{kinds}</scan:DocumentFormats><scan:SupportedResolutions><scan:DiscreteResolutions>"
        f"{values}</scan:DiscreteResolutions></scan:SupportedResolutions></scan:SettingProfile></scan:SettingProfiles>"
        f"</scan:{name}>"
    )


def capabilities(model: str = "Example MFP 100", inside: str | None = None, version: str = "2.63") -> bytes:
    """A `ScannerCapabilities`: glass, feeder and both sides, unless the sources are given."""
    if inside is None:
        feeder = source_caps("AdfSimplexInputCaps") + source_caps("AdfDuplexInputCaps")
        inside = f"<scan:Platen>{source_caps('PlatenInputCaps')}</scan:Platen><scan:Adf>{feeder}</scan:Adf>"
    head = (
        f"<pwg:Version>{version}</pwg:Version><pwg:MakeAndModel>{model}</pwg:MakeAndModel><scan:UUID>{UUID}</scan:UUID>"
    )
    return document("ScannerCapabilities", head + inside)


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it came."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Script:
    """What the scanner says to each question, reply after reply."""

    capabilities: list[Reply] = field(default_factory=lambda: [answer("200 OK", capabilities())])
    status: list[Reply] = field(default_factory=lambda: [status()])
    post: list[Reply] = field(default_factory=lambda: [created()])
    pages: list[Reply] = field(default_factory=lambda: [page(), NOT_FOUND])
    delete: list[Reply] = field(default_factory=lambda: [answer("200 OK")])
    root: str = ROOT
    on_request: Callable[[Request], None] = lambda request: None

    def reply_to(self, request: Request) -> Reply:
        """The next reply in the queue of this question; 404 for any other."""
        self.on_request(request)
        if request.method == "DELETE":
            return _next(self.delete)
        if request.path == f"{self.root}/ScannerCapabilities":
            return _next(self.capabilities)
        if request.path == f"{self.root}/ScannerStatus":
            return _next(self.status)
        if request.method == "POST" and request.path == f"{self.root}/ScanJobs":
            return _next(self.post)
        return _next(self.pages) if request.path.endswith("/NextDocument") else NOT_FOUND


def _next(replies: list[Reply]) -> Reply:
    return replies.pop(0) if len(replies) > 1 else replies[0]


class ScriptedScanner:
    """A listening socket on loopback, a thread for each connection; keeps every request it got. A context."""

    def __init__(self, script: Script | None = None, tls: ssl.SSLContext | None = None, port: int = 0) -> None:
        self.script = script or Script()
        self.requests: list[Request] = []
        self._tls = tls
        self._listening = socket.create_server(("127.0.0.1", port), backlog=50)
        self.port: int = self._listening.getsockname()[1]
        self._talks: list[threading.Thread] = []
        self._open: set[socket.socket] = set()
        self._accepting = threading.Thread(target=self._accept, name="scripted scanner")

    @property
    def origin(self) -> str:
        """Its URL without a path."""
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self.port}"

    def scanner(self, certificate: str = "", name: str = "Example MFP 100") -> Scanner:
        """It, as the program knows it."""
        return Scanner(SCANNER_ID, name, Road.ESCL, self.origin + self.script.root, certificate=certificate)

    def asked(self, method: str, end: str = "") -> list[Request]:
        """The requests of this method whose path ends like this."""
        return [request for request in self.requests if request.method == method and request.path.endswith(end)]

    def present(self, tls: ssl.SSLContext) -> None:
        """From now on, this is its certificate."""
        self._tls = tls

    def __enter__(self) -> "ScriptedScanner":
        self._accepting.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Hang up on everybody and listen no more."""
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for each in list(self._open):
            with contextlib.suppress(OSError):
                socket.socket.shutdown(each, socket.SHUT_RDWR)
        if self._accepting.is_alive() and threading.current_thread() not in self._talks:
            self._accepting.join()
            for talk in self._talks:
                talk.join()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            talk = threading.Thread(target=self._talk, args=(connection,), name="scripted talk")
            self._talks.append(talk)
            talk.start()

    def _talk(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError, ValueError), contextlib.ExitStack() as kept:
            kept.callback(connection.close)
            connection.settimeout(10)
            if self._tls is not None:
                connection = self._tls.wrap_socket(connection, server_side=True)
                kept.callback(connection.close)
            self._open.add(connection)
            kept.callback(self._open.discard, connection)
            request = read_request(connection)
            self.requests.append(request)
            reply = self.script.reply_to(request)
            if isinstance(reply, bytes):
                connection.sendall(reply)
            else:
                reply(connection)


def read_request(connection: socket.socket) -> Request:
    """Head and body of one request. Raises `ValueError` where none comes."""
    received = b""
    while b"\r\n\r\n" not in received:
        piece = connection.recv(65536)
        if not piece:
            raise ValueError("no request")
        received += piece
    head, _, body = received.partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    while len(body) < int(headers.get("content-length", "0")):
        body += connection.recv(65536)
    method, path, _ = first.split(" ")
    return Request(method, path, headers, body)


class Taken(Press):
    """A press that keeps what it is told, and the pages."""

    def __init__(self, on_event: Callable[[ScanEvent], None] = lambda event: None) -> None:
        self.events: list[ScanEvent] = []
        self.pages: list[bytes] = []
        self._on_event = on_event
        super().__init__(self._keep)

    def _keep(self, event: ScanEvent, content: bytes) -> None:
        self.events.append(event)
        if isinstance(event, SheetScanned):
            self.pages.append(content)
        self._on_event(event)


def scan(
    there: ScriptedScanner,
    source: Source | None = Source.FEEDER,
    press: Taken | None = None,
    waits: Waits = QUICK,
    **asked: object,
) -> tuple[ScanEnded, Taken]:
    """One scan at this scanner: how it ended, and what was told meanwhile."""
    press = press or Taken()
    order = ScanOrder(there.scanner(), source, **asked)  # type: ignore[arg-type]  # each test names fields of the order
    return EsclDriver(waits).scan(order, press), press


@contextlib.contextmanager
def talking(tls: ssl.SSLContext | None = None, **script: object) -> Iterator[ScriptedScanner]:
    """A scanner with this script, and the usual answers to the rest."""
    with ScriptedScanner(Script(**script), tls) as there:  # type: ignore[arg-type]  # each test names fields of the script
        yield there


def self_signed(folder: Path, name: str = "scanner") -> tuple[ssl.SSLContext, str]:
    """TLS as scanners have it: a certificate that they made themselves; and its SHA-256 in hex."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=400))
        .not_valid_after(now - timedelta(days=1))  # scanners let them run out
        .sign(key, hashes.SHA256())
    )
    file = folder / f"{name}.pem"
    file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + made.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context, made.fingerprint(hashes.SHA256()).hex()
