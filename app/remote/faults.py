"""Foreign errors and HTTP statuses turned into ours, in words for a technician. Details name no URL, ID or key."""

import errno
import socket
import ssl
from collections.abc import Iterator
from http import HTTPStatus

import httpx

from app.domain.errors import AppError, KeyRefused, Problem, Refused, StrangeAnswer, Unreachable
from app.domain.parcels import Refusal

NETWORK_ADVICE = "Check the network of this computer"
SIGN_IN = Problem(
    "The network wants a sign-in",
    "Open a browser on this computer, sign in to the network, then try again",
    "a web page came where DRX should answer",
)
KEY_REFUSED = Problem("DRX refused the API key", "Enter a new key", "401")
STRANGE = "DRX gave an answer that makes no sense"
STRANGE_ADVICE = "Check the store's address in the settings"

NOT_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)
"""What httpx raises before a byte of the request has left (reliability.md, "What httpx reports")."""

LOST = (httpx.HTTPError, httpx.StreamError, TimeoutError, ConnectionError)
"""Everything that can come out of an exchange for reasons of the network; httpx's own tree and our total deadline."""

REFUSALS = {
    Refusal.BAD_REQUEST: Problem("DRX does not take this page", "Check that it is on the right record", "400"),
    Refusal.BAD_KEY: KEY_REFUSED,
    Refusal.FORBIDDEN: Problem("This API key may not do that", "Ask for a key that may, in DRX", "403"),
    Refusal.TOO_LARGE: Problem("The page is too large for this store", "It is made smaller and sent again", "413"),
    Refusal.WRONG_TYPE: Problem("DRX does not take this kind of picture", "It is sent again as a JPEG", "415"),
}


class TooLong(Exception):
    """An answer went past its cap; it was not read to its end."""


def problem_of(error: BaseException) -> Problem:
    """What a lost exchange means, most telling cause first."""
    causes = list(_causes(error))
    if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes):
        advice = "Check date and time of this computer, then ask whoever looks after the network"
        return Problem("This computer does not trust the certificate of DRX", advice, _detail(error, causes))
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        advice = "Ask whoever looks after the network whether it changes secure connections"
        return Problem("No secure connection to DRX", advice, _detail(error, causes))
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return Problem("The address of DRX was not found", NETWORK_ADVICE, _detail(error, causes))
    if isinstance(error, httpx.ProxyError):
        return Problem("The proxy of this network said no", "Ask whoever looks after it", _detail(error, causes))
    if isinstance(error, (httpx.ConnectError, httpx.ConnectTimeout)):
        return Problem("No connection to DRX", NETWORK_ADVICE, _detail(error, causes))
    if isinstance(error, (TimeoutError, httpx.TimeoutException)):
        return Problem("DRX takes too long to answer", NETWORK_ADVICE, _detail(error, causes))
    if isinstance(error, TooLong):
        return Problem(STRANGE, STRANGE_ADVICE, "the answer is too long")
    return Problem("The connection to DRX was cut", NETWORK_ADVICE, _detail(error, causes))


def unreachable(error: BaseException) -> AppError:
    """A lost exchange of a question (not of an upload) as the error to raise; ask again later."""
    if isinstance(error, TooLong):
        return StrangeAnswer(problem_of(error))
    return Unreachable(problem_of(error))


def refusal_of(status: int) -> Refusal | None:
    """The refusals that the Images document lists, and 403; None for every other status."""
    try:
        return Refusal(status)
    except ValueError:
        return None


def busy(status: int) -> Problem:
    """429 and the 5xx: the server is there and will mend it."""
    return Problem("DRX is busy" if status == 429 else "DRX has trouble of its own", "It is tried again", str(status))


def odd(status: int, content_type: str) -> Problem:
    """A status that no document names for this call."""
    if is_sign_in(status, content_type):
        return SIGN_IN
    return Problem(STRANGE, STRANGE_ADVICE, f"status {status}")


def is_sign_in(status: int, content_type: str) -> bool:
    """Does a captive portal speak here? They answer 200 with HTML, or 511 (RFC 6585)."""
    page_where_json_belongs = 200 <= status < 300 and content_type.startswith(("text/html", "application/xhtml"))
    return status == HTTPStatus.NETWORK_AUTHENTICATION_REQUIRED or page_where_json_belongs


def error_of(status: int, content_type: str, wait_s: float | None) -> AppError:
    """The error to raise for a question (listing, look-up, heartbeat) that was answered with this status."""
    if status == HTTPStatus.UNAUTHORIZED:
        return KeyRefused(KEY_REFUSED, status)
    if is_sign_in(status, content_type):
        return StrangeAnswer(SIGN_IN)
    if status in (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS) or status >= 500:
        return Unreachable(busy(status), wait_s)
    if status == HTTPStatus.FORBIDDEN:
        return Refused(REFUSALS[Refusal.FORBIDDEN], status)
    if 400 <= status < 500:
        return Refused(Problem("DRX does not know this record", "Check its ID", str(status)), status)
    return StrangeAnswer(odd(status, content_type))


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error, what it came from, and the members of groups (anyio tries several addresses at once)."""
    seen: set[int] = set()
    waiting = [error]
    while waiting:
        cause = waiting.pop(0)
        if id(cause) in seen:
            continue
        seen.add(id(cause))
        yield cause
        waiting.extend(link for link in (cause.__cause__, cause.__context__) if link is not None)
        if isinstance(cause, BaseExceptionGroup):
            waiting.extend(cause.exceptions)


def _detail(error: BaseException, causes: list[BaseException]) -> str:
    """The kind of the error and the system's code, never its text: that can hold a host, a path or a token."""
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return f"{type(error).__name__}: certificate, code {cause.verify_code}"
    for cause in causes:
        if isinstance(cause, OSError) and cause.errno is not None and cause.errno in errno.errorcode:
            return f"{type(error).__name__}: {errno.errorcode[cause.errno]}"
    return type(error).__name__
