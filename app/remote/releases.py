"""Asks for the signed metadata of the newest release: one address, nothing about this computer, no redirect, a cap."""

from http import HTTPStatus

import httpx

from app.domain.errors import Problem, StrangeAnswer, Unreachable
from app.remote.faults import LOST, TooLong
from app.remote.line import Timeouts, exchange, http_client, tls_context

MAX_METADATA_BYTES = 32 * 1024
DEADLINE_S = 20.0
NAMELESS = {"User-Agent": "CounterScan", "Accept": "application/json"}
"""Our usual name has the version in it: that is this computer's own affair."""

# Only `doctor` tells of these, and it speaks English.
_SILENT, _STRANGE = (
    "the address of new versions does not answer",
    "the address of new versions answers with something else",
)


async def fetch_metadata(url: str) -> bytes:
    """What lies there. Raises `Unreachable` where no answer came, `StrangeAnswer` for any but 200 and for too much."""
    client = http_client(tls_context(), Timeouts(), connections=1, headers=NAMELESS)
    try:
        request = client.build_request("GET", url)
        answer = await exchange(client, request, deadline_s=DEADLINE_S, cap_bytes=MAX_METADATA_BYTES)
    except (TooLong, httpx.InvalidURL) as error:
        raise StrangeAnswer(Problem(_STRANGE, detail=type(error).__name__)) from error
    except LOST as error:
        raise Unreachable(Problem(_SILENT, detail=type(error).__name__)) from error
    finally:
        await client.aclose()
    if answer.status != HTTPStatus.OK:
        raise StrangeAnswer(Problem(_STRANGE, detail=f"status {answer.status}"))
    return answer.content
