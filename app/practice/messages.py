"""What comes in and what goes out: one HTTP request and one answer, as values."""

import json
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qs, unquote

JSON_TYPE = "application/json"

MOST_PARAMETERS = 50


class Refused(Exception):
    """The store says no: an HTTP status, a short code for programs and a message for people."""

    def __init__(self, status: int, code: str, message: str, headers: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.headers = headers


@dataclass(frozen=True, slots=True)
class SeenRequest:
    """A request as it arrived, for tests: path and query as sent, header names in lower case."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body_size_bytes: int
    at: datetime
    port: int


@dataclass(frozen=True, slots=True)
class Request:
    """A whole request: path and query as sent (percent-encoded), header names in lower case."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def segments(self) -> tuple[str, ...]:
        """The decoded parts of the path; split before decoding, so that an ID may hold a slash."""
        return tuple(unquote(part) for part in self.path.split("/")[1:])

    def parameter(self, name: str) -> str:
        """The first value of a query parameter, or an empty string; refuses with 400 what cannot be parsed."""
        try:
            values = parse_qs(self.query, keep_blank_values=True, max_num_fields=MOST_PARAMETERS)
        except ValueError as error:
            raise Refused(400, "invalid_query", "The query has too many parameters.") from error
        return values.get(name, [""])[0].strip()

    def number(self, name: str, *, default: int, least: int = 0) -> int:
        """A whole number from the query; refuses with 400 what is none or is below `least`."""
        text = self.parameter(name)
        if not text:
            return default
        if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text) >= least):
            raise Refused(400, "invalid_query", f"'{name}' must be a whole number of {least} or more.")
        return int(text)


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer; `Content-Length` and `Connection` are added where it is sent.

    `flow` lets the body out piece by piece, as it comes about. Nobody knows its length before then, so that it goes out
    in chunks; with `tells_length` that of `body` is promised all the same.
    """

    status: int
    body: bytes = b""
    content_type: str = JSON_TYPE
    headers: tuple[tuple[str, str], ...] = ()
    flow: Callable[[bytes], Generator[bytes, None, None]] | None = None
    tells_length: bool = True


def json_answer(value: object, status: int = 200) -> Answer:
    """An answer whose body is `value` as JSON in UTF-8."""
    return Answer(status, json.dumps(value, ensure_ascii=False).encode())


def refusal(status: int, code: str, message: str, headers: tuple[tuple[str, str], ...] = ()) -> Answer:
    """The JSON error that every refusal of the API carries: `{"error": {"code", "message"}}`."""
    body = json.dumps({"error": {"code": code, "message": message}}, ensure_ascii=False).encode()
    return Answer(status, body, headers=headers)
