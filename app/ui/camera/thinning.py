"""A small picture of a large frame: its planes are thinned out before they are turned into colours, not after.

Qt turns a frame of 12 megapixels into a picture in 40 ms, with Python's lock held; thinned out first it takes 5 to 7.
Cameras give frames of that size as JPEG (planes of 4:2:0 or 4:2:2 once decoded) or NV12; any other is turned whole.
"""

from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QVideoFrame, QVideoFrameFormat

MOST_WIDTH_PX = 1280
"""Enough to aim by and to see whether it is sharp; every so many pixels one is kept."""

_Pixels = QVideoFrameFormat.PixelFormat
_GRAY, _PAIRS = QImage.Format.Format_Grayscale8, QImage.Format.Format_Grayscale16


@dataclass(frozen=True, slots=True)
class _Plane:
    """How a plane lies beside the picture: so many times narrower and lower, and what one of its dots is to Qt."""

    across: int
    down: int
    dots: QImage.Format


_PLANES = {
    _Pixels.Format_YUV420P: (_Plane(1, 1, _GRAY), _Plane(2, 2, _GRAY), _Plane(2, 2, _GRAY)),
    _Pixels.Format_YUV422P: (_Plane(1, 1, _GRAY), _Plane(2, 1, _GRAY), _Plane(2, 1, _GRAY)),
    _Pixels.Format_NV12: (_Plane(1, 1, _GRAY), _Plane(2, 2, _PAIRS)),
}


def picture_of(frame: QVideoFrame) -> QImage:
    """The frame as a picture, upright, and no wider than anybody sees where that is cheaper; empty where Qt can't."""
    if frame.width() <= MOST_WIDTH_PX:
        return frame.toImage()
    planes = _PLANES.get(frame.pixelFormat())
    if planes is not None and not frame.handleType().value:  # else it lies on the graphics card, and is turned there
        thinned = _thinned(frame, planes)
        if thinned is not None:
            return thinned.toImage()
    return frame.toImage()


def _thinned(frame: QVideoFrame, planes: tuple[_Plane, ...]) -> QVideoFrame | None:
    width = MOST_WIDTH_PX
    height = max(2, round(frame.height() * width / frame.width())) // 2 * 2
    shape = frame.surfaceFormat()  # keeps its colours, its turn and its mirror
    shape.setFrameSize(QSize(width, height))
    small = QVideoFrame(shape)
    if not frame.map(QVideoFrame.MapMode.ReadOnly):
        return None
    try:
        if not small.map(QVideoFrame.MapMode.WriteOnly):
            return None
        try:
            for number, plane in enumerate(planes):
                _thin_plane(frame, small, number, plane)
        finally:
            small.unmap()
    finally:
        frame.unmap()
    return small


def _thin_plane(frame: QVideoFrame, small: QVideoFrame, number: int, plane: _Plane) -> None:
    whole = QImage(
        frame.bits(number),
        frame.width() // plane.across,
        frame.height() // plane.down,
        frame.bytesPerLine(number),
        plane.dots,
    )
    width, height = small.width() // plane.across, small.height() // plane.down
    thin = whole.scaled(width, height)  # without smoothing: dots are kept or dropped, never mixed
    source, target = memoryview(thin.constBits()), memoryview(small.bits(number))
    from_bytes, to_bytes = thin.bytesPerLine(), small.bytesPerLine(number)
    if from_bytes == to_bytes:
        target[: height * to_bytes] = source[: height * from_bytes]
        return
    row_bytes = min(from_bytes, to_bytes)
    for row in range(height):
        target[row * to_bytes : row * to_bytes + row_bytes] = source[row * from_bytes : row * from_bytes + row_bytes]
