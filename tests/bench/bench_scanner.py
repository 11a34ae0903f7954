"""The practice scanner in a process of its own, with ready pages in memory; told on standard input what to do.

    python -m tests.bench.bench_scanner

It says its address first. `load N` puts so many A4 pages in, `pace S` lets each run so many seconds before its first
byte, `begun` tells when the newest job was made, `first` when its first page was out: seconds of the monotonic clock.
"""

import io
import sys
from dataclasses import replace

from PIL import Image, ImageDraw, ImageFont

from app.practice.scanner import PracticeScanner
from app.practice.scanner_optics import with_remark

PAGE_PX = (1654, 2339)
"""A4 at 200 dpi."""
DPI = 200
LONGEST_S = 120.0


def drawn_page() -> bytes:
    """A page of text in grey with the grain of a real scan: about half a megabyte."""
    font = ImageFont.load_default(34)
    page = Image.effect_noise(PAGE_PX, 10).point(lambda tone: min(255, tone + 120))
    pen = ImageDraw.Draw(page)
    for line in range(46):
        pen.text((140, 150 + 46 * line), f"{line}. Lisinopril 10 mg, take 1 tablet by mouth once daily", 40, font)
    content = io.BytesIO()
    page.save(content, "JPEG", quality=75, dpi=(DPI, DPI))
    return content.getvalue()


def main() -> int:
    """Serve until there is nobody to ask."""
    page = drawn_page()
    with PracticeScanner() as scanner:
        print(scanner.url, flush=True)
        for line in sys.stdin:
            word, _, value = line.strip().partition(" ")
            print(_done(scanner, page, word, value), flush=True)
    return 0


def _done(scanner: PracticeScanner, page: bytes, word: str, value: str) -> float:
    match word:
        case "load":
            scanner.empty()
            scanner.load([with_remark(page, f"page {number}") for number in range(int(value))])
        case "pace":
            scanner.habits = replace(scanner.habits, page_wait_s=float(value))
        case "begun":
            return scanner.jobs[0].begun_s
        case "first":
            scanner.wait_for_pages(1, LONGEST_S)
            return scanner.jobs[0].last_page_s
    return float(len(page))


if __name__ == "__main__":
    sys.exit(main())
