#!/usr/bin/env python3
"""Draw the icon, the sounds and the pages of the self-test anew: `.venv/bin/python packaging/draw_resources.py`.

What it draws is committed; it is run again only when the drawing changes. The HEIC alone is not drawn here: nothing
that the program ships can write one.
"""

import math
import os
import sys
import wave
from pathlib import Path
from typing import Any  # each format of Pillow has settings of its own

from PIL import Image, ImageDraw

CHECKOUT = Path(__file__).resolve().parent.parent
PROGRAM = CHECKOUT / "resources" / "program"
PAGES = CHECKOUT / "resources" / "selftest"
ICON_SIDES_PX = (16, 24, 32, 48, 64, 128, 256)
PAGE_SIZE_PX = (480, 320)
MODULE_PX = 2
CODE_TEXT = "COUNTERSCAN"
SOUNDS = CHECKOUT / "resources" / "sounds"
SOUND_TONES_HZ = {"picked": (880.0,), "sent": (660.0, 990.0), "needs-you": (520.0, 390.0)}
SAMPLES_HZ, TONE_S, LOUDNESS = 22_050, 0.12, 0.3


def main() -> int:
    """Draw everything into the resources."""
    sys.path.insert(0, str(CHECKOUT))
    PAGES.mkdir(exist_ok=True)
    draw_icons()
    draw_pages()
    draw_sounds()
    return 0


def draw_sounds() -> None:
    """Two quiet tones each, one after the other: up for good news, down for what needs somebody."""
    SOUNDS.mkdir(exist_ok=True)
    for name, tones_hz in SOUND_TONES_HZ.items():
        with wave.open(str(SOUNDS / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(SAMPLES_HZ)
            file.writeframes(b"".join(_tone(hertz) for hertz in tones_hz))


def _tone(hertz: float) -> bytes:
    """One tone that swells and fades, so that it does not click."""
    count = round(TONE_S * SAMPLES_HZ)
    heights = (
        LOUDNESS * math.sin(math.pi * at / count) * math.sin(2 * math.pi * hertz * at / SAMPLES_HZ)
        for at in range(count)
    )
    return b"".join(round(32767 * height).to_bytes(2, "little", signed=True) for height in heights)


def draw_icons() -> None:
    """The SVG in every size that the systems ask for, as PNG, and all of them as one ICO and one ICNS."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import Qt  # late: importing this file draws nothing
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    application = QGuiApplication.instance() or QGuiApplication([])
    renderer = QSvgRenderer(str(PROGRAM / "counterscan.svg"))
    for side_px in (*ICON_SIDES_PX, 512):
        image = QImage(side_px, side_px, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        renderer.render(painter)
        painter.end()
        image.save(str(PROGRAM / f"counterscan-{side_px}.png"))
    largest = Image.open(PROGRAM / "counterscan-256.png")
    others = [Image.open(PROGRAM / f"counterscan-{side_px}.png") for side_px in ICON_SIDES_PX[:-1]]
    sizes = [(side_px, side_px) for side_px in ICON_SIDES_PX]
    largest.save(PROGRAM / "counterscan.ico", sizes=sizes, append_images=others)
    Image.open(PROGRAM / "counterscan-512.png").save(PROGRAM / "counterscan.icns")
    application.shutdown()


def draw_pages() -> None:
    """One small page with one barcode, in every format that Pillow writes."""
    page = _page()
    kinds: dict[str, dict[str, Any]] = {
        ".jpg": {"quality": 85},
        ".png": {"optimize": True},
        ".bmp": {},
        ".gif": {},
        ".webp": {"quality": 80},
        ".avif": {"quality": 80},
        ".jp2": {},
        ".pdf": {"resolution": 72},
    }
    for ending, settings in kinds.items():
        page.convert("1" if ending == ".bmp" else "RGB").save(PAGES / f"page{ending}", dpi=(150, 150), **settings)
    page.convert("1").save(PAGES / "page.tif", compression="group4", dpi=(150, 150))


def _page() -> Image.Image:
    from app.practice.barcode128 import bar_widths  # late: the checkout is on the path only once `main` runs

    page = Image.new("L", PAGE_SIZE_PX, 255)
    brush = ImageDraw.Draw(page)
    left = 60
    for number, width in enumerate(bar_widths(CODE_TEXT)):
        if number % 2 == 0:
            brush.rectangle((left, 100, left + width * MODULE_PX - 1, 200), fill=0)
        left += width * MODULE_PX
    return page


if __name__ == "__main__":
    sys.exit(main())
