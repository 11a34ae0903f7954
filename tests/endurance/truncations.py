"""Random truncations of every kind of file that a scanner or a hot folder brings: none may ever count as a page.

    python -m tests.endurance.truncations [--count N] [--naive]

Each file is cut near its two ends, where headers and end marks are, and at random places: 10,000 cuts in all, unless
`--count` says otherwise. `--naive` believes headers, as a look at first bytes does, and must fail.
"""

import argparse
import random
import sys
from collections import Counter as Tally
from collections.abc import Callable, Iterator, Mapping, Sequence

from app.domain.errors import AppError
from app.domain.pages import SourceSurvey
from app.imaging.skeleton_tiff import tiff_reach
from app.imaging.survey import survey
from app.imaging.whole import survey_whole
from tests.endurance.tally import Result
from tests.imaging.imaging_files import noise, saved, scanned_pdf, tiff_pages, type_page, typed_pdf

CUTS = 10_000
NEAR_BYTES = 12
PADDED_TO_BYTES = 16
SEED = 5
Look = Callable[[bytes], SourceSurvey]


def whole_files() -> dict[str, bytes]:
    """A file of every kind, small, with detail in all its parts: a cut is a loss."""
    picture, grey, page = noise(320, 310), noise(330, 350, 1), type_page(420, 510)
    files = {
        "JPEG": saved(picture, "JPEG", dpi=(200, 200)),
        "grey JPEG": saved(grey, "JPEG"),
        "progressive JPEG": saved(picture, "JPEG", progressive=True),
        "JPEG with restarts": saved(picture, "JPEG", restart_marker_rows=1),
        "PNG": saved(picture, "PNG"),
        "1-bit PNG": saved(page, "PNG"),
        "scanned PDF": scanned_pdf(saved(picture, "JPEG"), saved(grey, "JPEG")),
        "typed PDF": typed_pdf(3),
        "TIFF": saved(picture, "TIFF"),
        "LZW TIFF": saved(picture, "TIFF", compression="tiff_lzw"),
        "Deflate TIFF": saved(picture, "TIFF", compression="tiff_adobe_deflate"),
        "JPEG TIFF": saved(picture, "TIFF", compression="jpeg"),
        "fax TIFF": saved(page, "TIFF", compression="group4"),
        "TIFF of 3 pages": tiff_pages(picture, noise(330, 350), noise(300, 320)),
        "LZW TIFF of 3 pages": tiff_pages(picture, noise(300, 310), noise(310, 300), compression="tiff_lzw"),
        "fax TIFF of 3 pages": tiff_pages(page, page, page, compression="group4"),
        "BMP": saved(picture, "BMP"),
        "1-bit BMP": saved(page, "BMP"),
    }
    return {kind: _without_padding(content) for kind, content in files.items()}


def _without_padding(content: bytes) -> bytes:
    """Less the line end behind a PDF, and the zeros up to a round number behind a TIFF: to lose these is no loss."""
    if content.startswith(b"%PDF"):
        return content.rstrip(b"\r\n")
    if not content.startswith((b"II", b"MM")):
        return content
    end = tiff_reach(content)
    if len(content) - end >= PADDED_TO_BYTES or content[end:].strip(b"\0"):
        raise AssertionError("more than padding stands behind this TIFF")
    return content[:end]


def cuts(size_bytes: int, count: int, dice: random.Random) -> Iterator[int]:
    """So many different lengths, all of them short: near both ends first, then anywhere."""
    near = [*range(1, NEAR_BYTES + 1), *range(size_bytes - NEAR_BYTES, size_bytes)]
    places = dict.fromkeys(dice.sample(near, min(len(near), count // 2)))
    while len(places) < count:
        places[dice.randrange(1, size_bytes)] = None
    return iter(places)


def accepted(
    files: Mapping[str, bytes], count: int, look: Look = survey_whole, tell: Callable[[str], None] = lambda _: None
) -> tuple[int, dict[str, list[int]]]:
    """How many cuts were made, and where those were made that counted as a page, by the kind of file."""
    dice, made = random.Random(SEED), 0
    taken: dict[str, list[int]] = {}
    for kind, content in files.items():
        look(content)  # the whole file is a page, or nothing is proven
        outcomes: Tally[bool] = Tally()
        for cut in cuts(len(content), -(-count // len(files)), dice):
            is_taken = _is_taken(content[:cut], look)
            outcomes[is_taken] += 1
            if is_taken:
                taken.setdefault(kind, []).append(cut)
        made += outcomes.total()
        tell(f"{kind:22} {len(content):>8} bytes: {outcomes[True]} of {outcomes.total()} cuts counted as a page")
    return made, taken


def _is_taken(torn: bytes, look: Look) -> bool:
    try:
        look(torn)
    except AppError:
        return False
    return True


def main(words: Sequence[str]) -> int:
    """Cut, look, and print the figures; 0 where no cut was ever taken for a page."""
    parser = argparse.ArgumentParser(prog="truncations", description=__doc__)
    parser.add_argument("--count", type=int, default=CUTS)
    parser.add_argument("--naive", action="store_true")
    chosen = parser.parse_args(words)
    made, taken = accepted(
        whole_files(), chosen.count, survey if chosen.naive else survey_whole, lambda line: print(line)
    )
    broken = sum(map(len, taken.values()))
    print(Result(runs=made, broken=broken))
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
