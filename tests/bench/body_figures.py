"""The body of a 10 MB upload, beside the naive way: Base64 into a JSON text, all at once."""

import asyncio
import base64
import json
import os
import tracemalloc
from collections.abc import Callable, Iterator

from app.remote.body import UploadBody
from tests.bench.figures import Figure, Scale
from tests.bench.stopwatch import ratio

_HEAD = b'{"content":"'
_MEBIBYTE = 1 << 20


def body_figures(scale: Scale) -> Iterator[Figure]:
    """Time as a share of the naive time; memory on top of the page itself."""
    content = os.urandom(scale.bytes(10))
    share = ratio(lambda: _streamed(content), lambda: _naive(content), scale.rounds)
    yield Figure("request body of 10 MB: time of the naive way", "at most 0.05", f"{share:.3f}", share <= 0.05)
    extra = _extra_bytes(lambda: _streamed(content)) / _MEBIBYTE
    naive = _extra_bytes(lambda: _naive(content)) / _MEBIBYTE
    found = f"{extra:.2f} MiB (naive {naive:.1f})"
    yield Figure("request body of 10 MB: extra memory", "at most 2 MiB", found, extra <= 2)


def _streamed(content: bytes) -> int:
    async def sent_bytes() -> int:
        return sum([len(chunk) async for chunk in UploadBody(_HEAD, content, None)])

    return asyncio.run(sent_bytes())


def _naive(content: bytes) -> int:
    return len(json.dumps({"content": base64.b64encode(content).decode("ascii")}).encode("utf-8"))


def _extra_bytes(work: Callable[[], object]) -> int:
    tracemalloc.start()
    work()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak
