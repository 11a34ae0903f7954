"""The icons: outline drawings of one set, tinted with the palette at the moment they are painted.

An icon made here follows the theme by itself, is crisp at any scale factor, and is faint where it is disabled.
"""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.ui.resources import resource
from app.ui.theme.theme import theme

MAX_CACHED_PIXMAPS = 600


def icon(name: str, token: str = "ink", checked: str = "") -> QIcon:  # noqa: S107  # a colour token, no secret
    """The icon `resources/icons/<name>.svg` in a palette colour; `checked` is the colour of the checked state.

    Raises FileNotFoundError for a name that is not there, at once and not when painting.
    """
    _drawing(name)
    return QIcon(_TintedEngine(name, token, checked or token))


def icon_pixmap(name: str, token: str, side_px: int, scale: float) -> QPixmap:
    """The icon as pixels: `side_px` logical pixels square, for a device pixel ratio of `scale`."""
    return _pixmap(name, theme().palette.colour(token), side_px, side_px, scale)


class _TintedEngine(QIconEngine):
    """Draws an SVG in a colour looked up in the palette of the moment."""

    def __init__(self, name: str, token: str, checked_token: str) -> None:
        super().__init__()
        self._name = name
        self._token = token
        self._checked_token = checked_token

    def clone(self) -> QIconEngine:
        return _TintedEngine(self._name, self._token, self._checked_token)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        """`size` is in logical pixels (Qt 6.8 and newer)."""
        return _pixmap(self._name, self._colour(mode, state), size.width(), size.height(), scale)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        scale = painter.device().devicePixelRatioF()
        painter.drawPixmap(rect, _pixmap(self._name, self._colour(mode, state), rect.width(), rect.height(), scale))

    def _colour(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        if mode is QIcon.Mode.Disabled:
            return theme().palette.faint
        return theme().palette.colour(self._checked_token if state is QIcon.State.On else self._token)


@lru_cache(maxsize=256)
def _drawing(name: str) -> str:
    return resource(f"icons/{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=MAX_CACHED_PIXMAPS)
def _pixmap(name: str, colour: str, width: int, height: int, scale: float) -> QPixmap:
    drawing = _drawing(name).replace("currentColor", colour).replace('stroke-width="2"', 'stroke-width="1.75"')
    pixmap = QPixmap(max(1, round(width * scale)), max(1, round(height * scale)))
    pixmap.fill(Qt.GlobalColor.transparent)
    side = min(pixmap.width(), pixmap.height())
    painter = QPainter(pixmap)
    target = QRectF((pixmap.width() - side) / 2, (pixmap.height() - side) / 2, side, side)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, target)
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    return pixmap
