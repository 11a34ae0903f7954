"""The batch slip as a document for paper: it goes with the sheets to the shredder box, so it names no patient."""

from datetime import datetime
from html import escape
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QLocale, QSaveFile
from PySide6.QtGui import QFont, QGuiApplication, QPageSize, QPdfWriter, QTextDocument

from app.ui.outbox.slip import Slip, SlipLine
from app.ui.outbox.words_slip import (
    keep_title,
    left_out_text,
    missing_text,
    moment_text,
    record_text,
    safe_title,
    say,
    scope_text,
)
from app.ui.words import visible

_FONT_PT = 9.5
_RESOLUTION_DPI = 300
_STYLE = """
h1 { font-size: 16pt; font-weight: 600; }
h2 { font-size: 11pt; font-weight: 600; margin-top: 20px; margin-bottom: 6px; }
th { text-align: left; font-weight: 600; background-color: #eeeeee; }
"""
_TABLE = '<table width="100%" border="0" cellspacing="0" cellpadding="4">'
_STRIPE = ' bgcolor="#f4f4f4"'  # lines between cells take Qt more than half of the time of the whole


def document_of(slip: Slip, made_at: datetime) -> QTextDocument:
    """The slip as a document, black on white whatever the theme; `made_at` (UTC) stands under its title."""
    document = QTextDocument()
    font = QFont(QGuiApplication.font())
    font.setPointSizeF(_FONT_PT)
    font.setFeature(QFont.Tag("calt"), 0)  # Inter's finer colons and brackets have no letters in a PDF to copy
    document.setDefaultFont(font)
    document.setDefaultStyleSheet(_STYLE)
    document.setHtml(_html(slip, made_at))
    return document


def pdf_of(slip: Slip, made_at: datetime) -> bytes:
    """The slip as the bytes of a PDF."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(_title())
    writer.setCreator("CounterScan")
    writer.setResolution(_RESOLUTION_DPI)
    writer.setPageSize(paper_size())
    document_of(slip, made_at).print_(writer)
    buffer.close()
    return bytes(content.data())


def save_pdf(slip: Slip, made_at: datetime, path: Path) -> bool:
    """Write the slip to a file, whole or not at all; False where it can't be written."""
    file = QSaveFile(str(path))
    if not file.open(QIODevice.OpenModeFlag.WriteOnly):
        return False
    file.write(pdf_of(slip, made_at))
    return file.commit()


def paper_size() -> QPageSize:
    """A4 where people measure in metres; Letter in North America, and where no country is set, as at DRX's own."""
    locale = QLocale()
    is_metric = locale.measurementSystem() is QLocale.MeasurementSystem.MetricSystem
    has_country = locale.language() is not QLocale.Language.C
    return QPageSize(QPageSize.PageSizeId.A4 if is_metric and has_country else QPageSize.PageSizeId.Letter)


def _title() -> str:
    return say("CounterScan receipts")


def _html(slip: Slip, made_at: datetime) -> str:
    parts = [f"<h1>{_text(_title())}</h1>", f"<p>{_text(f'{scope_text(slip)} · {moment_text(made_at)}')}</p>"]
    page, record, image = say("Page"), say("Record"), say("Image in DRX")
    if slip.safe:
        parts.append(f"<h2>{_text(safe_title(len(slip.safe)))}</h2>")
        heads: tuple[str, ...] = (page, record, image, say("Sent"), say("Read back"))
        parts.append(_table(heads, [_safe_cells(line) for line in slip.safe]))
    if slip.unconfirmed:
        parts.append(f"<h2>{_text(keep_title(len(slip.unconfirmed)))}</h2>")
        heads = (page, record, image, say("What is missing"))
        parts.append(_table(heads, [_open_cells(line) for line in slip.unconfirmed]))
    if slip.left_out:
        parts.append(f"<p>{_text(left_out_text(slip.left_out))}</p>")
    return "".join(parts)


def _safe_cells(line: SlipLine) -> tuple[str, ...]:
    times = (moment_text(line.sent_at), moment_text(line.read_back_at))
    return (line.name, record_text(line.kind, line.record_id), line.image_id, *times)


def _open_cells(line: SlipLine) -> tuple[str, ...]:
    missing = missing_text(line.missing) if line.missing is not None else ""
    return (line.name, record_text(line.kind, line.record_id), line.image_id, missing)


def _table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    head = "".join(f"<th>{_text(words)}</th>" for words in ("", *heads))
    body = (_row(number, cells) for number, cells in enumerate(rows, 1))
    return f"{_TABLE}<thead><tr>{head}</tr></thead>{''.join(body)}</table>"


def _row(number: int, cells: tuple[str, ...]) -> str:
    stripe = "" if number % 2 else _STRIPE
    return f"<tr{stripe}><td>{number}</td>{''.join(f'<td>{_text(cell)}</td>' for cell in cells)}</tr>"


def _text(words: str) -> str:
    return escape(visible(words))
