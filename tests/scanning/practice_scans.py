"""Scans of the practice scanner over our own eSCL road, without a process of their own."""

import io

from PIL import Image

from app.domain.scanning import (
    Mode,
    Region,
    Road,
    ScanEnded,
    Scanner,
    ScannerId,
    ScanOrder,
    Source,
)
from app.practice.scanner import PracticeScanner
from app.scanning.escl.driver import EsclDriver
from tests.scanning.escl_talks import QUICK, Taken

JPEG = b"\xff\xd8\xff\xe0" + b"made-up sheet " * 4000 + b"\xff\xd9"
DRIVER = EsclDriver(QUICK)


def known(scanner: PracticeScanner, certificate: str = "") -> Scanner:
    """The practice scanner, as the program knows it."""
    return Scanner(ScannerId(f"escl:{scanner.uuid}"), scanner.name, Road.ESCL, scanner.url, certificate=certificate)


def scan(
    scanner: PracticeScanner,
    source: Source | None = Source.FEEDER,
    *,
    dpi: int = 100,
    mode: Mode = Mode.GRAY,
    max_pages: int | None = None,
    region: Region | None = None,
    certificate: str = "",
    press: Taken | None = None,
) -> tuple[ScanEnded, Taken]:
    """One scan, and what was told meanwhile."""
    press = press or Taken()
    order = ScanOrder(known(scanner, certificate), source, dpi, mode, max_pages, region)
    return DRIVER.scan(order, press), press


def sizes(press: Taken) -> list[tuple[tuple[int, int], str]]:
    """Sides and colours of the pages that came."""
    return [(picture.size, picture.mode) for picture in (Image.open(io.BytesIO(page)) for page in press.pages)]
