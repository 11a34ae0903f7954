"""A separator sheet for paper: the code of a record, large, and under it in words whose stack begins here."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPagedPaintDevice, QPainter, QPdfWriter

from app.domain.records import Record
from app.ui.outbox.slip_document import paper_size
from app.ui.words import record_lines, tr, visible

_CODE_SHARE = 0.42
"""Of the shorter side: large enough for a fax, small enough that no fold must go through it."""
_RESOLUTION_DPI = 300
_INK = QColor("black")


def paint_separator(painter: QPainter, sheet: QRectF, record: Record, code: QImage) -> None:
    """Paint the sheet of this record into `sheet`, black on white whatever the theme."""
    painter.fillRect(sheet, QColor("white"))
    side = min(sheet.width(), sheet.height()) * _CODE_SHARE
    spot = QRectF(sheet.center().x() - side / 2, sheet.top() + sheet.height() * 0.2, side, side)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)  # its modules keep their edges
    painter.drawImage(spot, code)
    first, second = record_lines(record)
    note = tr("Separator sheet: put it before the pages of this record. It is not sent.")
    y = spot.bottom() + side * 0.12
    for text, share, weight in (
        (record.name or record.id, 0.11, QFont.Weight.DemiBold),
        (first if first != record.name else second, 0.07, QFont.Weight.Normal),
        (second if first != record.name else "", 0.07, QFont.Weight.Normal),
        (note, 0.05, QFont.Weight.Normal),
    ):
        if text:
            y += _paint_line(painter, visible(text), QRectF(sheet.left(), y, sheet.width(), side), side * share, weight)


def _paint_line(painter: QPainter, text: str, room: QRectF, size: float, weight: QFont.Weight) -> float:
    """Paint one line in the middle; its height, with what is left free under it."""
    font = QFont(painter.font())
    font.setPixelSize(max(1, round(size)))
    font.setWeight(weight)
    painter.setFont(font)
    painter.setPen(_INK)
    metrics = QFontMetricsF(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, room.width() * 0.9)
    line = QRectF(room.topLeft(), QSizeF(room.width(), metrics.height()))
    painter.drawText(line, int(Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextSingleLine), shown)
    return metrics.height() * 1.25


def print_separator(device: QPagedPaintDevice, record: Record, code: QImage) -> bool:
    """Print the sheet on one page of this device; False where it takes nothing."""
    painter = QPainter()
    if not painter.begin(device):
        return False
    paint_separator(painter, QRectF(painter.viewport()), record, code)
    return painter.end()


def separator_pdf(record: Record, code: QImage) -> bytes:
    """The sheet as the bytes of a PDF."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(tr("Separator sheet"))
    writer.setCreator("CounterScan")
    writer.setResolution(_RESOLUTION_DPI)
    writer.setPageSize(paper_size())
    print_separator(writer, record, code)
    buffer.close()
    return bytes(content.data())
