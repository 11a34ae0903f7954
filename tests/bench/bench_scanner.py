"""The practice scanner in a process of its own, with ready pages in memory; told on standard input what to do.

    python -m tests.bench.bench_scanner

It says its address first. `load N` puts so many A4 pages in, `pace S` lets each run so many seconds before its first
byte, `begun` tells when the newest job was made, `first` waits for the next job and tells when its first page was
out: seconds of the monotonic clock.
"""

import io
import sys
import threading
from dataclasses import replace

from PIL import Image, ImageDraw, ImageFont

from app.practice.scanner import PracticeScanner
from app.practice.scanner_optics import with_remark

PAGE_PX = (1654, 2339)
"""A4 at 200 dpi."""
DPI = 200
LOOK_EVERY_S = 0.001


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
            return _first_out_s(scanner)
    return float(len(page))


def _first_out_s(scanner: PracticeScanner) -> float:
    """Wait for the next job's first page, to a millisecond."""
    before, now = scanner.jobs[:1], scanner.jobs[:1]
    while now == before or not now[0].images_completed:
        threading.Event().wait(LOOK_EVERY_S)
        now = scanner.jobs[:1]
    return now[0].last_page_s


if __name__ == "__main__":
    sys.exit(main())
