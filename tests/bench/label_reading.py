"""How many labels on scanned pages are read, and what that costs beside zxing-cpp alone on the same pictures.

    python -m tests.bench.label_reading [--rounds N] [--mil N] [--dpi N ...]

Draws A4 and letter pages full of type with one Code 128 label such as `b209827:a5g`, scanned at 150, 200 and 300 dpi,
in four directions, up to 5 degrees askew, grainy, as JPEG of quality 50; every round has other words, labels, places
and angles. Each page is decoded once; then our reading and zxing-cpp as it comes (every kind, with all that it can try)
take turns on the picture. Goal: at least 99 % found, none wrong. `--mil` is the width of a label's narrowest bar, in
thousandths of an inch: label printers of 203 dots an inch print 2 dots, which is 10.
"""

import argparse
import io
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import zxingcpp
from PIL import Image, ImageFilter
from zxingcpp import BarcodeFormat

from app.imaging.marks import codes_in
from tests.bench.stopwatch import cpu_s
from tests.imaging.drawn_paper import typed_page

PAPERS_IN = {"A4": (8.27, 11.69), "letter": (8.5, 11.0)}
DPIS = (150, 200, 300)
DIRECTIONS = (0, 90, 180, 270)
MOST_SKEW_DEG = 5.0
QUALITY = 50
GOAL_FOUND = 0.99
LABEL_MIL = 10
_FINER = 2  # drawn so much finer than scanned, or bars would lie on the grid of the scan's pixels
_MODULE_PX = 12  # a module of the label before it is made as small as it is


@dataclass(frozen=True, slots=True)
class Scan:
    """A scanned page, and what its label says."""

    paper: str
    dpi: int
    direction: int
    text: str
    content: bytes


def scans(rounds: int, mil: float = LABEL_MIL, dpis: Sequence[int] = DPIS, seed: int = 0) -> Iterator[Scan]:
    """Every paper, resolution and direction, once a round; the same ones for the same seed."""
    dice = random.Random(seed)
    for number in range(rounds):
        for paper, (width_in, height_in) in PAPERS_IN.items():
            for dpi in dpis:
                fine = dpi * _FINER
                page = typed_page(round(width_in * fine), round(height_in * fine), number, fine // 7).convert("L")
                for direction in DIRECTIONS:
                    text = f"b{dice.randrange(10**6):06}:{dice.choice('abcd')}{dice.randrange(10)}{dice.choice('klmn')}"
                    yield Scan(paper, dpi, direction, text, _scanned(page, text, dpi, direction, mil, dice))


def _scanned(page: Image.Image, text: str, dpi: int, direction: int, mil: float, dice: random.Random) -> bytes:
    fine = dpi * _FINER
    label = _label(text, mil / 1000 * fine)
    left = dice.randrange(fine // 2, page.width - label.width - fine // 2)
    page = page.copy()
    page.paste(label, (left, dice.randrange(fine // 2, page.height - label.height - fine // 2)))
    page = page.rotate(direction, expand=True)
    page = page.rotate(dice.uniform(-MOST_SKEW_DEG, MOST_SKEW_DEG), Image.Resampling.BICUBIC, fillcolor=235)
    page = page.reduce(_FINER).filter(ImageFilter.GaussianBlur(0.4))
    grain = Image.frombytes("L", page.size, dice.randbytes(page.width * page.height))
    out = io.BytesIO()
    Image.blend(page, grain, 0.06).save(out, "JPEG", quality=QUALITY, dpi=(dpi, dpi))
    return out.getvalue()


def _label(text: str, module_px: float) -> Image.Image:
    """The barcode with its quiet zone, half an inch high for a module of 10 mil."""
    drawn = zxingcpp.create_barcode(text, BarcodeFormat.Code128).to_image(scale=_MODULE_PX)
    height, width = drawn.shape
    bars = Image.frombytes("L", (width, height), memoryview(drawn).tobytes())  # type: ignore[arg-type]  # it is a buffer
    line = bars.crop((0, height // 2, width, height // 2 + 1))
    return line.resize((round(width / _MODULE_PX * module_px), round(50 * module_px)), Image.Resampling.BOX)


@dataclass(slots=True)
class Tally:
    """What came of the pages of one paper and resolution."""

    pages: int = 0
    found: int = 0
    wrong: int = 0
    by_zxing: int = 0
    our_s: float = 0.0
    zxing_s: float = 0.0

    def add(self, scan: Scan) -> None:
        """Read it both ways."""
        image = Image.open(io.BytesIO(scan.content))
        image.load()
        begun = cpu_s()
        ours = [code.text for code in codes_in(image, scan.dpi)]
        between = cpu_s()
        theirs = [barcode.text for barcode in zxingcpp.read_barcodes(image)]
        self.our_s += between - begun
        self.zxing_s += cpu_s() - between
        self.pages += 1
        self.found += scan.text in ours
        self.wrong += any(text != scan.text for text in ours)
        self.by_zxing += scan.text in theirs


def main(words: Sequence[str]) -> int:
    """Print a line for each paper and resolution; 1 where a goal is missed."""
    parser = argparse.ArgumentParser(prog="label_reading", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--mil", type=float, default=LABEL_MIL)
    parser.add_argument("--dpi", type=int, choices=DPIS, action="append")
    chosen = parser.parse_args(words)
    tallies: dict[tuple[str, int], Tally] = {}
    missed = Counter[str]()
    for scan in scans(chosen.rounds, chosen.mil, chosen.dpi or DPIS):
        tally = tallies.setdefault((scan.paper, scan.dpi), Tally())
        before = tally.found
        tally.add(scan)
        missed[f"{scan.dpi} dpi, turned by {scan.direction}"] += tally.found == before
    for (paper, dpi), tally in sorted(tallies.items()):
        print(
            f"| {paper} {dpi} dpi | found {tally.found} of {tally.pages} | wrong {tally.wrong} "
            f"| zxing-cpp alone {tally.by_zxing} | ours {tally.our_s / tally.pages * 1000:.0f} ms a page "
            f"| {tally.our_s / tally.zxing_s:.2f} of zxing-cpp alone |"
        )
    print("missed:", ", ".join(f"{count} at {where}" for where, count in (+missed).items()) or "none")
    pages, found = (sum(getattr(tally, name) for tally in tallies.values()) for name in ("pages", "found"))
    is_met = found >= GOAL_FOUND * pages and not any(tally.wrong for tally in tallies.values())
    print(f"found {found / pages:.2%} of {pages} pages; the goal is {'met' if is_met else 'missed'}")
    return 0 if is_met else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
