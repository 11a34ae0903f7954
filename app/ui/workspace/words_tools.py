"""The words of the tools on the stage: angles, corners, colours. Pure functions."""

from PySide6.QtCore import QCoreApplication, QLocale

from app.domain.edits import Ink
from app.ui.words import pages_text


def tr(text: str) -> str:
    """A text of the tools in the language of the screen."""
    return QCoreApplication.translate("words_tools", text)


def angle_text(clockwise_deg: float) -> str:
    """`0.0°`, `1.3° to the right`, `0.4° to the left`."""
    size = QLocale().toString(abs(clockwise_deg), "f", 1)
    if abs(clockwise_deg) < 0.05:
        return tr("{size}°").format(size=size)
    return (tr("{size}° to the right") if clockwise_deg > 0 else tr("{size}° to the left")).format(size=size)


def corner_name(number: int) -> str:
    """The paper's corners, 0 to 3, clockwise from the top left."""
    return (tr("top left"), tr("top right"), tr("bottom right"), tr("bottom left"))[number]


def ink_name(ink: Ink) -> str:
    """`Colour`, `Grey`, `Black and white`."""
    return {
        Ink.AS_IT_IS: tr("Colour"),
        Ink.GREY: tr("Grey"),
        Ink.BLACK_AND_WHITE: tr("Black and white"),
    }[ink]


def apply_crop_words(page_count: int) -> str:
    """`Apply crop`, `Apply crop to 3 pages`."""
    return tr("Apply crop") if page_count < 2 else tr("Apply crop to {pages}").format(pages=pages_text(page_count))


def unfinished_crop() -> str:
    """Why nothing is uploaded while a crop is begun."""
    return tr("Apply or leave the crop first")


def unfinished_angle() -> str:
    """The same of straightening by hand."""
    return tr("Apply or leave the angle first")


def unfinished_corners() -> str:
    """The same of laying flat."""
    return tr("Lay it flat or leave that first")
