"""How a page with its edits is painted: laid, cropped, turned, blacked out, toned."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from app.domain.edits import UNTOUCHED, Box, PageEdits, Tone, tone_table
from app.domain.geometry import Point, Quad, mapped, rectangle
from app.domain.pages import Picture
from app.ui.pictures.page_brush import PageBrush
from app.ui.pictures.page_laying import shown_from_page
from app.ui.pictures.pixels import image_of
from app.ui.pictures.tones import toned

RED, GREEN, BLUE, YELLOW = (QColor(name).rgb() for name in ("#ff0000", "#00ff00", "#0000ff", "#ffff00"))
WHITE, BLACK = 0xFFFFFFFF, 0xFF000000
SIZE = (400, 600)
"""Of the page; the picture of it is half as large."""


@pytest.fixture
def page(qapp: QApplication) -> QImage:
    """Four colours: red and green on top, blue and yellow below."""
    image = QImage(200, 300, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    for colour, left, top in ((RED, 0, 0), (GREEN, 100, 0), (BLUE, 0, 150), (YELLOW, 100, 150)):
        painter.fillRect(left, top, 100, 150, QColor(colour))
    painter.end()
    return image


def painted(image: QImage, edits: PageEdits) -> QImage:
    """The page with these edits, filling a picture that is a quarter as large as it."""
    width, height = edits.size_after(*SIZE)
    screen = QImage(round(width / 4), round(height / 4), QImage.Format.Format_RGB32)
    screen.fill(0xFF808080)
    painter = QPainter(screen)
    PageBrush().paint(painter, image, SIZE, edits, QRectF(screen.rect()))
    painter.end()
    return screen


def corners_of(screen: QImage) -> list[int]:
    """The colours near the four corners, clockwise from the top left."""
    right, bottom = screen.width() - 4, screen.height() - 4
    return [screen.pixel(x, y) for x, y in ((3, 3), (right, 3), (right, bottom), (3, bottom))]


def test_a_turned_page_is_painted_turned(page: QImage) -> None:
    assert corners_of(painted(page, PageEdits(quarter_turns=1))) == [BLUE, RED, GREEN, YELLOW]


def test_a_crop_is_in_the_pixels_of_the_unturned_page(page: QImage) -> None:
    screen = painted(page, PageEdits(quarter_turns=2, crop=Box(0, 300, 400, 600)))
    assert corners_of(screen) == [YELLOW, BLUE, BLUE, YELLOW]


def test_an_area_is_laid_flat(page: QImage) -> None:
    corners = Quad(Point(150, 250), Point(250, 240), Point(270, 360), Point(140, 350))
    assert corners_of(painted(page, PageEdits(corners=corners))) == [RED, GREEN, YELLOW, BLUE]


def test_straightening_turns_clockwise_on_white_paper(page: QImage) -> None:
    screen = painted(page, PageEdits(straighten_deg=30))
    assert corners_of(screen) == [WHITE] * 4
    assert screen.pixel(screen.width() // 2 + 12, 8) == WHITE  # the upper left corner went up and to the right
    assert screen.pixel(screen.width() * 3 // 5, screen.height() // 5) in (RED, GREEN)


def test_what_is_blacked_out_is_black_however_the_page_lies(page: QImage) -> None:
    edits = PageEdits(
        quarter_turns=3, straighten_deg=10, redactions=(rectangle(0, 0, 200, 300),), tone=Tone(brightness=60)
    )
    place = mapped(shown_from_page(edits, SIZE), Point(100, 150))
    assert painted(page, edits).pixel(int(place.x / 4), int(place.y / 4)) == BLACK


@pytest.mark.parametrize(("brightness", "contrast"), [(20, 30), (-20, -30), (0, 100), (100, 0)])
def test_tones_are_those_of_the_darkroom(qapp: QApplication, brightness: int, contrast: int) -> None:
    values = bytes(range(256))
    pixels = b"".join(bytes((value, 255 - value, value // 2, 0)) for value in values)
    result = toned(image_of(Picture(16, 16, pixels)), brightness, contrast)
    table = tone_table(brightness, contrast)
    wanted = [0xFF000000 | table[v // 2] << 16 | table[255 - v] << 8 | table[v] for v in values]
    assert [result.pixel(v % 16, v // 16) for v in values] == wanted


def test_a_large_picture_painted_small_is_the_mean_of_its_pixels(qapp: QApplication) -> None:
    lines = QImage(400, 600, QImage.Format.Format_RGB32)
    lines.fill(WHITE)
    painter = QPainter(lines)
    for x in range(0, 400, 8):
        painter.fillRect(x, 0, 4, 600, QColor(BLACK))
    painter.end()
    screen = QImage(50, 75, QImage.Format.Format_RGB32)
    painter = QPainter(screen)
    PageBrush().paint(painter, lines, SIZE, UNTOUCHED, QRectF(screen.rect()))
    painter.end()
    tones = {screen.pixelColor(x, 40).red() for x in range(2, 48)}
    assert min(tones) > 100
    assert max(tones) < 155
