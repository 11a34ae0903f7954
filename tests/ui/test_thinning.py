"""A large frame is made small before it is turned into colours, and looks the same."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtMultimedia import QVideoFrame, QVideoFrameFormat
from PySide6.QtWidgets import QApplication

from app.ui.camera.thinning import MOST_WIDTH_PX, picture_of

Pixels = QVideoFrameFormat.PixelFormat
LARGE, ODD = (4032, 3024), (3265, 2449)
PLANAR = (Pixels.Format_YUV420P, Pixels.Format_YUV422P, Pixels.Format_NV12)


def red_beside_gray(pixels: Pixels, width: int, height: int) -> QVideoFrame:
    """The left half red, the right half grey."""
    frame = QVideoFrame(QVideoFrameFormat(QSize(width, height), pixels))
    frame.map(QVideoFrame.MapMode.ReadWrite)
    for number in range(frame.planeCount()):
        if number == 0:
            left, right, dots = bytes([80]), bytes([200]), width
        elif pixels is Pixels.Format_NV12:
            left, right, dots = bytes([90, 240]), bytes([128, 128]), (width + 1) // 2
        else:
            left, right, dots = bytes([(90, 240)[number - 1]]), bytes([128]), (width + 1) // 2
        row_bytes, plane = frame.bytesPerLine(number), memoryview(frame.bits(number))
        row = (left * (dots // 2) + right * (dots - dots // 2)).ljust(row_bytes, b"\0")[:row_bytes]
        plane[:] = row * (len(plane) // row_bytes)
    frame.unmap()
    return frame


@pytest.mark.parametrize("pixels", PLANAR)
@pytest.mark.parametrize("size", [LARGE, ODD])
def test_a_large_frame_has_its_colours_at_their_places(
    qapp: QApplication, pixels: Pixels, size: tuple[int, int]
) -> None:
    frame = red_beside_gray(pixels, *size)
    small, whole = picture_of(frame), frame.toImage()
    assert small.width() == MOST_WIDTH_PX
    for share in (0.02, 0.25, 0.47, 0.53, 0.75, 0.98):
        here = small.pixelColor(round(small.width() * share), small.height() // 2)
        there = whole.pixelColor(round(whole.width() * share), whole.height() // 2)
        assert here == there, share


def test_it_keeps_its_shape(qapp: QApplication) -> None:
    small = picture_of(red_beside_gray(Pixels.Format_NV12, *LARGE))
    assert abs(small.width() / small.height() - LARGE[0] / LARGE[1]) < 0.005


def test_a_frame_that_is_small_is_left_as_it_is(qapp: QApplication) -> None:
    assert picture_of(red_beside_gray(Pixels.Format_YUV420P, 1280, 720)).size() == QSize(1280, 720)


def test_a_large_frame_of_another_kind_is_turned_whole(qapp: QApplication) -> None:
    frame = QVideoFrame(QVideoFrameFormat(QSize(1920, 1080), Pixels.Format_YUYV))
    assert picture_of(frame).size() == QSize(1920, 1080)
