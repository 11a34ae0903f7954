"""A listening port on loopback: a thread that accepts, a thread for each connection, all joined at the end."""

import contextlib
import os
import selectors
import socket
import ssl
import threading
from collections.abc import Callable

from app.practice.line import Line, LineLost, reset_at_close

LOOPBACK = "127.0.0.1"
CONNECTION_TIMEOUT_S = 30.0
MOST_CONNECTIONS = 64
WAITING_LINE = 64


class Listener:
    """Accepts connections on one port and lets `serve` talk on each, in a thread of its own.

    `open`, `pause`, `resume` and `close` are called from one thread at a time. `tls` may be set at any time, and counts
    for the connections that come after.
    """

    def __init__(self, serve: Callable[[Line, int], None], name: str, tls: ssl.SSLContext | None = None) -> None:
        self.tls = tls
        self._serve = serve
        self._name = name
        self._lock = threading.Lock()
        self._connections: set[socket.socket] = set()
        self._threads: set[threading.Thread] = set()
        self._accepting: tuple[socket.socket, socket.socket, threading.Thread] | None = None
        self._place_holder: socket.socket | None = None
        self.port = 0

    def open(self, port: int) -> None:
        """Listen on `port`, or on a free one for 0; raises OSError when the port is taken."""
        listening = _bound_socket(port)
        listening.listen(WAITING_LINE)
        listening.setblocking(False)
        self.port = listening.getsockname()[1]
        stop_signal, wake = socket.socketpair()
        thread = threading.Thread(
            target=self._accept, args=(listening, wake), name=f"practice-{self._name}-door", daemon=True
        )
        self._accepting = (listening, stop_signal, thread)
        thread.start()

    def pause(self) -> None:
        """Refuse new connections and break the open ones, keeping the port from being given to others."""
        self._stop_accepting()
        self._break_connections()
        with contextlib.suppress(OSError):  # some systems do not let a port be held so soon: then it is simply free
            self._place_holder = _bound_socket(self.port)

    def resume(self) -> None:
        """Listen again on the same port."""
        self._let_go_of_the_port()
        self.open(self.port)

    def close(self) -> None:
        """Stop listening, break the open connections and wait for every thread."""
        self._let_go_of_the_port()
        self._stop_accepting()
        self._break_connections()
        with self._lock:
            threads = tuple(self._threads)
        for thread in threads:
            thread.join()

    def _stop_accepting(self) -> None:
        if self._accepting is None:
            return
        listening, stop_signal, thread = self._accepting
        self._accepting = None
        stop_signal.close()
        thread.join()
        listening.close()

    def _let_go_of_the_port(self) -> None:
        if self._place_holder is not None:
            self._place_holder.close()
            self._place_holder = None

    def _break_connections(self) -> None:
        with self._lock:
            for connection in self._connections:
                with contextlib.suppress(OSError, LineLost):
                    reset_at_close(connection)
                    socket.socket.shutdown(connection, socket.SHUT_RDWR)  # TLS, if any, is left to its own thread

    def _accept(self, listening: socket.socket, wake: socket.socket) -> None:
        with wake, selectors.DefaultSelector() as selector:
            selector.register(listening, selectors.EVENT_READ)
            selector.register(wake, selectors.EVENT_READ)
            while True:
                if any(key.fileobj is wake for key, _ in selector.select()):
                    return
                with contextlib.suppress(OSError):  # the client may be gone again before it is let in
                    connection, _ = listening.accept()
                    self._welcome(connection)

    def _welcome(self, connection: socket.socket) -> None:
        with self._lock:
            if len(self._connections) >= MOST_CONNECTIONS:
                connection.close()
                return
            connection.settimeout(CONNECTION_TIMEOUT_S)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            thread = threading.Thread(
                target=self._talk, args=(connection,), name=f"practice-{self._name}-connection", daemon=True
            )
            self._connections.add(connection)
            # Threads leave the set only once they have really ended, so that `close` waits for each of them.
            self._threads = {other for other in self._threads if other.is_alive()} | {thread}
            thread.start()

    def _talk(self, plain: socket.socket) -> None:
        connection = plain if self.tls is None else self._wrapped(plain, self.tls)
        if connection is None:
            return
        line = Line(connection)
        try:
            with contextlib.suppress(LineLost, OSError):  # who is not content with our certificate hangs up
                if isinstance(connection, ssl.SSLSocket):
                    connection.do_handshake()
                self._serve(line, self.port)
        finally:
            with self._lock:
                self._connections.discard(connection)
                line.release()
                connection.close()

    def _wrapped(self, plain: socket.socket, tls: ssl.SSLContext) -> ssl.SSLSocket | None:
        """The same connection with TLS around it, None where it is gone already; wrapping takes the system's handle."""
        with self._lock:
            self._connections.discard(plain)
            try:
                wrapped = tls.wrap_socket(plain, server_side=True, do_handshake_on_connect=False)
            except OSError:
                plain.close()
                return None
            self._connections.add(wrapped)
            return wrapped


def _bound_socket(port: int) -> socket.socket:
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if os.name == "posix":  # on Windows the same option would let two programs share the port
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((LOOPBACK, port))
    except OSError:
        bound.close()
        raise
    return bound
