"""Brightness and contrast of a picture, by the same table that the darkroom uses, quickly enough for a slider."""

from PySide6.QtGui import QImage, qRgb

from app.domain.edits import tone_table
from app.ui.pictures.pixels import BYTES_PER_PIXEL

_WHOLE = 255


def toned(image: QImage, brightness: int, contrast: int) -> QImage:
    """`image` (Format_RGB32, its rows without padding) with another brightness and contrast; itself where both are 0.

    Each byte is looked up by Qt as if it were a pixel of an image with a palette: 3 ms for 1.6 million pixels, where
    `bytes.translate` takes 14.
    """
    if not brightness and not contrast:
        return image
    table = tone_table(brightness, contrast)
    width, height = image.width(), image.height()
    row_bytes = width * BYTES_PER_PIXEL
    bytes_as_pixels = QImage(image.constBits(), row_bytes, height, row_bytes, QImage.Format.Format_Indexed8)
    bytes_as_pixels.setColorTable([qRgb(tone, tone, tone) for tone in table])
    looked_up = bytes_as_pixels.convertToFormat(QImage.Format.Format_Grayscale8)
    view = QImage(looked_up.constBits(), width, height, row_bytes, QImage.Format.Format_RGB32)
    if table[_WHOLE] == _WHOLE:
        return view.copy()
    # The unused byte went through the table, too; Qt's painter takes it for transparency where a picture is turned.
    result = view.convertToFormat(QImage.Format.Format_ARGB32)
    result.reinterpretAsFormat(QImage.Format.Format_RGB32)
    return result
