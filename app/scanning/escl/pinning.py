"""Connections to a scanner: its certificate is compared before any byte of a request goes out, and they can be cut.

Scanners sign their certificates themselves, so nobody can vouch for one; but the one that was seen first can be held to
(capture.md, "Discovery"). httpcore opens each connection through these classes, so the check sits in the connection
that is used, between its handshake and its first request. Old scanners speak old TLS: weak is still better than plain
http, which is the other road to them, and who it is comes from the pin.
"""

import contextlib
import hashlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterable
from typing import Any

import httpcore


class CertificateDiffers(Exception):
    """The scanner shows another certificate than the one that was seen first."""


def tls_context() -> ssl.SSLContext:
    """For scanners only: no authority is asked, every version and cipher that OpenSSL still has is taken."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    context.options |= ssl.OP_LEGACY_SERVER_CONNECT if hasattr(ssl, "OP_LEGACY_SERVER_CONNECT") else 0x4
    return context


class OpenSockets:
    """The sockets that a scan waits at; `cut` wakes whoever waits, from any thread, and lets none open any more."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sockets: set[socket.socket] = set()
        self.cutting = threading.Event()

    def add(self, opened: socket.socket) -> None:
        """Remember one that was opened; cut at once where everything is to be cut."""
        with self._lock:
            self._sockets.add(opened)
            is_late = self.cutting.is_set()
        if is_late:
            _wake(opened)

    def remove(self, closed: socket.socket) -> None:
        """Forget one that is about to be closed."""
        with self._lock:
            self._sockets.discard(closed)

    def cut(self) -> None:
        """Break every connection off; who waits at one gets an error."""
        with self._lock:
            self.cutting.set()
            for each in self._sockets:
                _wake(each)


def _wake(waited_at: socket.socket) -> None:
    # The plain socket's own shutdown: that of an SSL socket takes its TLS away from the thread that reads.
    with contextlib.suppress(OSError):
        socket.socket.shutdown(waited_at, socket.SHUT_RDWR)


class PinningBackend(httpcore.NetworkBackend):
    """Opens connections as httpcore's own backend does; after a handshake it holds the scanner to its certificate.

    `pinned`: SHA-256 in hex, empty for any; `seen` is the one that was shown last, empty before.
    """

    def __init__(self, pinned: str, sockets: OpenSockets) -> None:
        self._inner = httpcore.SyncBackend()
        self._pinned = pinned
        self._sockets = sockets
        self.seen = ""

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        if self._sockets.cutting.is_set():
            raise httpcore.ConnectError("cut")
        stream = self._inner.connect_tcp(host, port, timeout, local_address, socket_options)
        return _PinningStream(stream, self._sockets, self.accept)

    def accept(self, certificate: bytes) -> None:
        """Raises `CertificateDiffers`, unless it is the one that was seen first or there was none."""
        self.seen = hashlib.sha256(certificate).hexdigest()
        if self._pinned and self.seen != self._pinned:
            raise CertificateDiffers
        self._pinned = self.seen  # and stays it as long as this lives


class _PinningStream(httpcore.NetworkStream):
    def __init__(self, inner: httpcore.NetworkStream, sockets: OpenSockets, accept: Callable[[bytes], None]) -> None:
        self._inner = inner
        self._sockets = sockets
        self._accept = accept
        self._socket: socket.socket = inner.get_extra_info("socket")
        sockets.add(self._socket)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, timeout)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, timeout)

    def close(self) -> None:
        self._sockets.remove(self._socket)
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        if server_hostname is not None and ":" in server_hostname:
            server_hostname = None  # an IPv6 address, perhaps with its zone, which is no name to ask for
        self._sockets.remove(self._socket)  # wrapping takes it over
        secured = _PinningStream(
            self._inner.start_tls(ssl_context, server_hostname, timeout), self._sockets, self._accept
        )
        try:
            self._accept(secured.get_extra_info("ssl_object").getpeercert(True) or b"")  # True: as it came, DER
        except BaseException:
            secured.close()
            raise
        return secured

    def get_extra_info(self, info: str) -> Any:  # httpcore's own signature
        return self._inner.get_extra_info(info)
