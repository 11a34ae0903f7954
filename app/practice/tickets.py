"""Temporary access to images: a token in the URL, signed, good for 24 hours (Images document, Notes)."""

import hmac
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import quote

from app.practice.messages import Refused, Request

LIFETIME = timedelta(hours=24)


class Tickets:
    """Issues and checks the tokens of one store; a store that is built anew honours none of the old ones."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._secret = secrets.token_bytes(32)

    def path_to(self, image_id: str, name: str) -> str:
        """The path with its query under which the image can be fetched without a key, until the ticket expires."""
        expires = str(int((self._now() + LIFETIME).timestamp()))
        query = f"token={self._sign((image_id, name), expires)}&expires={expires}"  # digits and letters all of it
        return f"/images/{quote(image_id, safe='')}/{quote(name, safe='')}?{query}"

    def check(self, request: Request) -> None:
        """Refuse with 403 a path that was not issued, was changed, or has expired."""
        expires = request.parameter("expires")
        token = request.parameter("token")
        if not hmac.compare_digest(token.encode(), self._sign(request.segments[1:], expires).encode()):
            raise Refused(403, "invalid_token", "This link is not valid.")
        if int(expires) <= self._now().timestamp():
            raise Refused(403, "url_expired", "This link has expired.")

    def _sign(self, place: tuple[str, ...], expires: str) -> str:
        """Signs the decoded parts of the path: clients differ in what they percent-encode."""
        return hmac.digest(self._secret, "\n".join((*place, expires)).encode(), "sha256").hex()
