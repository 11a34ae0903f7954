"""The naive variant: odd files opened in the window's own process with plain Pillow and PyMuPDF, without any bound.

    python -m tests.endurance.odd_naive SEED      (numbers come on standard input)

Only the machine is protected: 4 GB of memory, and whoever started it ends it when it says nothing for ten seconds.
"""

import io
import json
import resource
import sys
import warnings
from dataclasses import asdict
from typing import Any  # PyMuPDF ships no types

import pymupdf
from PIL import Image

from tests.endurance.odd import Odd, difference, look_of, saved
from tests.endurance.odd_kinds import odd_file
from tests.endurance.odd_verdicts import Outcome, Verdict

_MEMORY_BYTES = 4 * 1024**3
_SAME_LOOK = 48


def naively(odd: Odd, number: int) -> Outcome:
    """What became of a file where nobody is careful."""
    outcome = Outcome(number, odd.kind)
    try:
        pages = _pages(odd.content)
    except Exception as error:  # noqa: BLE001  the very thing: a foreign library's words are all that there is to show
        outcome.refused.append(str(error))
        if odd.content:
            outcome.blame(Verdict.WORDS, f"{type(error).__name__}: {error}"[:100])
        return outcome
    outcome.taken = len(pages)
    if odd.pages is not None and len(pages) < odd.pages and not odd.is_harmed:
        outcome.blame(Verdict.LOSS, f"{len(pages)} of {odd.pages} pages")
    if odd.look is not None and pages and not odd.is_harmed and difference(look_of(pages[0]), odd.look) > _SAME_LOOK:
        outcome.blame(Verdict.LOSS, "looks different, and nothing is said")
    return outcome


def _pages(content: bytes) -> list[Image.Image]:
    if b"%PDF-" in content[:1024]:
        document: Any = pymupdf.open(stream=content, filetype="pdf")  # type: ignore[no-untyped-call]
        drawings = [page.get_pixmap(dpi=300) for page in document]
        return [Image.frombytes("RGB", (one.width, one.height), one.samples) for one in drawings]
    with Image.open(io.BytesIO(content)) as image:
        pages = []
        for frame in range(getattr(image, "n_frames", 1)):
            image.seek(frame)
            pages.append(image.convert("RGB"))
            saved(pages[-1], "JPEG")
        return pages


def main(words: list[str]) -> int:
    """Open them all."""
    warnings.simplefilter("ignore")
    Image.MAX_IMAGE_PIXELS = None
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    pymupdf.TOOLS.mupdf_display_errors(False)  # type: ignore[no-untyped-call]  # as above
    for line in sys.stdin:
        number = int(line)
        print(f"begun {number}", flush=True)
        print(json.dumps(asdict(naively(odd_file(int(words[0]), number), number))), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
