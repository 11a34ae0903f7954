"""The look of the whole application: the chosen theme, its Qt palette, its typeface and its one stylesheet.

What a widget looks like follows from what it is, said with dynamic properties (`app.ui.theme.stylesheet` lists them):

    role   window, panel, bar, canvas, card, strip           the ground of a QFrame or QWidget
    edge   top, right, bottom, left                          the one line that a panel or bar has
    tone   accent, good, warn, bad                           the colour of a card, a strip or a text
    text_role   title, heading, strong, section, secondary, note   the size and weight of a label
    tone   muted, faint                                      (labels only)

Buttons, segments, chips and pills paint themselves (`app.ui.controls`). Colours at hand: `theme().palette.accent`.
"""

from enum import Enum

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.resources import resource
from app.ui.theme.palette import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, Palette
from app.ui.theme.stylesheet import stylesheet

__all__ = ["DARK", "LIGHT", "Palette", "Theme", "ThemeChoice", "apply", "repolish", "theme"]

BODY_PX = 14
SECONDARY_PX = 13
NOTE_PX = 12
RADIUS_PX = 8
CARD_RADIUS_PX = 10
TARGET_PX = 32
"""The least height of anything that is pressed (ui.md)."""

_SHIPPED = ("Inter-Regular", "Inter-Medium", "Inter-SemiBold", "Inter-Bold")
_MAKESHIFT = frozenset({"", "DejaVu Sans", "Bitstream Vera Sans", "Sans Serif", "Sans", "DejaVu Sans Mono", "FreeSans"})
"""What a system without a typeface of its own falls back to; Inter is better than any of them."""


class ThemeChoice(Enum):
    """What a person chose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"
    """Much contrast, on light or dark as the system is."""


class Theme(QObject):
    """The palette in force. `changed` fires after palette and stylesheet are in place; then ask for colours again."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choice = ThemeChoice.SYSTEM
        self._palette = self._wanted()
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow)

    @property
    def palette(self) -> Palette:
        return self._palette

    @property
    def choice(self) -> ThemeChoice:
        return self._choice

    def choose(self, choice: ThemeChoice) -> None:
        """Take this theme from now on; SYSTEM follows the system as it changes."""
        self._choice = choice
        hints = QGuiApplication.styleHints()
        # Also told to the platform, so that title bar and file dialogs match.
        if choice in (ThemeChoice.SYSTEM, ThemeChoice.CONTRAST):
            hints.unsetColorScheme()
        else:
            hints.setColorScheme(Qt.ColorScheme.Dark if choice is ThemeChoice.DARK else Qt.ColorScheme.Light)
        self._follow()

    @Slot()
    def _follow(self) -> None:
        wanted = self._wanted()
        if wanted is not self._palette:
            self._palette = wanted
            self.dress()

    def _wanted(self) -> Palette:
        hints = QGuiApplication.styleHints()
        wants_contrast = hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast
        if self._choice in (ThemeChoice.SYSTEM, ThemeChoice.CONTRAST):
            is_dark = hints.colorScheme() is Qt.ColorScheme.Dark
        else:
            is_dark = self._choice is ThemeChoice.DARK
        if self._choice is ThemeChoice.CONTRAST or (self._choice is ThemeChoice.SYSTEM and wants_contrast):
            return CONTRAST_DARK if is_dark else CONTRAST_LIGHT
        return DARK if is_dark else LIGHT

    def dress(self) -> None:
        """Put palette and stylesheet onto the application and tell it."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.setPalette(_qt_palette(self._palette))
            app.setStyleSheet(stylesheet(self._palette))
            self.changed.emit()


_theme: list[Theme] = []


def theme() -> Theme:
    """The one theme of the running QApplication."""
    app = QApplication.instance()
    if not _theme or _theme[0].parent() is not app:
        _theme[:] = [Theme(app)]
    return _theme[0]


def apply(app: QApplication, choice: ThemeChoice = ThemeChoice.SYSTEM) -> None:
    """Dress the application; called once, before the first window."""
    app.setStyle("Fusion")
    app.setFont(_typeface(app))
    theme().choose(choice)
    theme().dress()


def repolish(widget: QWidget) -> None:
    """Look at a widget's properties again after one of them was changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def _typeface(app: QApplication) -> QFont:
    """The system's own typeface where it has one; Inter where it has none (plain X11, a container, a test)."""
    font = QFont(app.font())
    if QFontInfo(font).family() in _MAKESHIFT:
        for name in _SHIPPED:
            QFontDatabase.addApplicationFont(str(resource(f"fonts/{name}.otf")))
        font = QFont("Inter")
    font.setPixelSize(BODY_PX)
    return font


def _qt_palette(colours: Palette) -> QPalette:
    """For whatever the stylesheet does not reach: dialogs of Qt's own, selections, links, placeholders."""
    palette = QPalette()
    role = QPalette.ColorRole
    for target, token in (
        (role.Window, colours.background),
        (role.WindowText, colours.ink),
        (role.Base, colours.panel),
        (role.AlternateBase, colours.background),
        (role.Text, colours.ink),
        (role.Button, colours.panel),
        (role.ButtonText, colours.ink),
        (role.ToolTipBase, colours.ink),
        (role.ToolTipText, colours.panel),
        (role.PlaceholderText, colours.muted),
        (role.Highlight, colours.accent),
        (role.HighlightedText, colours.on_accent),
        (role.Link, colours.accent),
        (role.Accent, colours.accent),
        (role.Mid, colours.line),
    ):
        palette.setColor(target, QColor(token))
    for target in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, target, QColor(colours.faint))
    return palette
