"""Another implementation of the Images document, as poor as it may be: no look-up, no heartbeat, no metadata.

Written from the document alone, on the standard library: IDs are numbers, listings say only what must be said, and the
answer to an upload is the least that the document's words allow.
"""

import base64
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any  # Any: what JSON can hold
from urllib.parse import unquote

KEY = "DRXffffffffffffffffffffffffffffffff"
LINKS = {"pos_event": "pos_event_id", "patient": "patient_id", "delivery": "delivery_id"}


class _QuietServer(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A client that ends its program does not wait for answers: nothing to say about it."""


class ForeignStore:
    """The store and what it saw; use it as a context manager."""

    def __init__(self) -> None:
        self.images: list[dict[str, Any]] = []
        self.paths: list[str] = []
        self.listing_extras: dict[str, object] = {}
        self.answers_with_the_id_alone = False
        self._server = _QuietServer(("127.0.0.1", 0), _handler_of(self))
        self._server.daemon_threads = False
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> "ForeignStore":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def listed(self, kind: str, record_id: str) -> list[dict[str, Any]] | None:
        """What the listing of a record says; None where there is no such type or nothing in it."""
        found = [image for image in self.images if kind in LINKS and image.get(LINKS[kind]) == record_id]
        least = [{"id": i["id"], "name": i["name"], "url": f"{self.url}/files/{i['id']}?token=s3cr3t"} for i in found]
        return [{**image, **self.listing_extras} for image in least] or None

    def add(self, fields: dict[str, Any]) -> int:
        """Keep an image; returns its ID."""
        self.images.append({**fields, "id": 700 + len(self.images)})
        return int(self.images[-1]["id"])


def _handler_of(store: ForeignStore) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            store.paths.append(self.path)
            parts = [unquote(part) for part in self.path.partition("?")[0].split("/")[1:]]
            if parts[0] == "files":
                content = next(i["image_data"] for i in store.images if str(i["id"]) == parts[1])
                self._answer(200, base64.b64decode(content), "application/octet-stream")
            elif self.headers["X-DRX-Key"] != KEY:
                self._answer(401, b"{}")
            elif parts[:3] == ["api", "v2", "images"] and (found := store.listed(*parts[3:])):
                self._answer(200, json.dumps({"images": found}).encode())
            else:
                self._answer(404, b'{"error": "nothing here"}')

        def do_POST(self) -> None:
            store.paths.append(self.path)
            fields = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if self.headers["X-DRX-Key"] != KEY:
                self._answer(401, b"{}")
                return
            told = {"id": store.add(fields), "name": fields["name"]}
            if store.answers_with_the_id_alone:
                del told["name"]
            self._answer(201, json.dumps(told).encode())

        def _answer(self, status: int, body: bytes, content_type: str = "application/json") -> None:
            self.send_response(status)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing on the console."""

    return Handler
