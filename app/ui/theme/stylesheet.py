"""The one stylesheet, built from a palette. Roles are dynamic properties, listed at the top of `app.ui.theme.theme`."""

from string import Template

from app.ui.theme.palette import Palette


def stylesheet(palette: Palette) -> str:
    """Qt style rules for the whole application in the colours of `palette`."""
    tokens = {name: str(getattr(palette, name)) for name in Palette.__slots__}
    return Template(_GROUNDS + _TEXTS + _FIELDS + _LISTS + _REST).substitute(tokens)


_GROUNDS = """
QMainWindow, QWidget[role="window"] { background: $background; }
QWidget[role="panel"], QWidget[role="bar"] { background: $panel; border: none; }
QWidget[role="canvas"] { background: $canvas; border: none; }
QWidget[edge="top"] { border-top: 1px solid $line; }
QWidget[edge="right"] { border-right: 1px solid $line; }
QWidget[edge="bottom"] { border-bottom: 1px solid $line; }
QWidget[edge="left"] { border-left: 1px solid $line; }
QFrame[role="card"] { background: $panel; border: 1px solid $line; border-radius: 10px; }
QFrame[role="card"][tone="accent"] { background: $accent_soft; border: 1px solid $accent; }
QFrame[role="card"][tone="good"] { background: $good_soft; border: 1px solid $good_soft; }
QFrame[role="card"][tone="warn"] { background: $warn_soft; border: 1px solid $warn_soft; }
QFrame[role="card"][tone="bad"] { background: $bad_soft; border: 1px solid $bad_soft; }
QFrame[role="strip"] { background: $accent_soft; border: none; }
QFrame[role="strip"][tone="good"] { background: $good_soft; }
QFrame[role="strip"][tone="warn"] { background: $warn_soft; }
QFrame[role="strip"][tone="bad"] { background: $bad_soft; }
"""

_TEXTS = """
QLabel { color: $ink; background: transparent; border: none; }
QLabel[text_role="title"] { font-size: 20px; font-weight: 600; }
QLabel[text_role="heading"] { font-size: 15px; font-weight: 600; }
QLabel[text_role="strong"] { font-weight: 600; }
QLabel[text_role="section"] { font-size: 13px; font-weight: 600; color: $muted; }
QLabel[text_role="secondary"] { font-size: 13px; color: $muted; }
QLabel[text_role="note"] { font-size: 12px; color: $muted; }
QLabel[tone="ink"] { color: $ink; }
QLabel[tone="muted"] { color: $muted; }
QLabel[tone="faint"] { color: $faint; }
QLabel[tone="accent"] { color: $accent_strong; }
QLabel[tone="good"] { color: $good; }
QLabel[tone="warn"] { color: $warn; }
QLabel[tone="bad"] { color: $bad; }
"""

_FIELDS = """
QLineEdit, QPlainTextEdit, QDateTimeEdit, QComboBox, QSpinBox, QDoubleSpinBox {
    background: $field; color: $ink; border: 1px solid $line; border-radius: 8px;
    padding: 0 11px; min-height: 38px; selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit:hover, QPlainTextEdit:hover, QComboBox:hover { border-color: $faint; }
QLineEdit:focus, QPlainTextEdit:focus, QDateTimeEdit:focus, QComboBox:focus, QSpinBox:focus,
QDoubleSpinBox:focus {
    background: $panel; border: 2px solid $accent; padding: 0 10px; min-height: 36px;
}
QLineEdit:disabled, QComboBox:disabled { color: $faint; }
QComboBox::drop-down { border: none; width: 28px; }
QSpinBox::up-button, QSpinBox::down-button,
QDoubleSpinBox::up-button, QDoubleSpinBox::down-button { width: 0; border: none; background: transparent; }
QLineEdit[bare="true"] { background: transparent; border: none; padding: 0; min-height: 30px; }
QFrame[role="field"] { background: $field; border: 1px solid $line; border-radius: 8px; }
QFrame[role="field"]:hover { border-color: $faint; }
QFrame[role="field"][focused="true"] { background: $panel; border: 2px solid $accent; }
"""

_LISTS = """
QAbstractItemView { background: transparent; color: $ink; border: none; outline: none; }
QAbstractItemView::item:selected { background: $accent_soft; color: $ink; }
QHeaderView::section { background: $panel; color: $muted; border: none; border-bottom: 1px solid $line;
    padding: 8px 12px; font-size: 12px; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget[role="scrolled"] { background: transparent; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QScrollBar::handle { background: $faint; border-radius: 4px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {
    background: transparent; border: none; width: 0; height: 0; }
QAbstractScrollArea::corner { background: transparent; }
"""

_REST = """
QToolTip { background: $ink; color: $panel; border: none; padding: 6px 8px; font-size: 12px; }
QMenu { background: $panel; color: $ink; border: 1px solid $line; border-radius: 8px; padding: 4px; }
QMenu::item { padding: 8px 24px 8px 12px; border-radius: 6px; min-height: 18px; }
QMenu::item:selected { background: $accent_soft; color: $ink; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QMenu::icon { padding-left: 8px; }
QMenu::indicator { width: 16px; height: 16px; margin-left: 8px; }
QProgressBar { background: $canvas; border: 1px solid $line; border-radius: 4px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QProgressBar[role="thin"] { border: none; max-height: 4px; min-height: 4px; }
QProgressBar[tone="good"]::chunk { background: $good; }
QProgressBar[tone="warn"]::chunk { background: $warn; }
QProgressBar[tone="bad"]::chunk { background: $bad; }
QSlider { background: transparent; min-height: 32px; }
QSlider::groove:horizontal { background: $line; height: 4px; border-radius: 2px; }
QSlider::handle:horizontal { background: $accent; width: 18px; height: 18px; margin: -7px 0; border-radius: 9px; }
QSlider::handle:horizontal:focus { background: $accent_strong; border: 3px solid $panel; width: 14px; height: 14px;
    outline: none; }
QSlider::handle:horizontal:disabled { background: $faint; }
QSplitter::handle { background: $line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QFrame[role="rule"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
"""
