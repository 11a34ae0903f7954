"""Buttons: one primary a screen, bordered ones beside it, flat tools in bars, links in texts.

They paint themselves, so that icon, text and key hint sit as in the mocks and long text gives way in the middle; they
stay real QPushButtons for the keyboard, the mouse and assistive technology.
"""

from html import escape

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QIcon, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from app.ui.controls.button_look import Look, look_of
from app.ui.theme.icons import icon
from app.ui.theme.palette import Palette
from app.ui.theme.theme import NOTE_PX, SECONDARY_PX, TARGET_PX, theme
from app.ui.words import visible

_GAP_PX = 8
_KEY_PADDING_PX = 6
_LEAST_TEXT_PX = 24


class Button(QPushButton):
    """A button of the given role: primary, plain, tool, quiet, danger, segment, chip or tab.

    `text` is shown and is the accessible name; a button with an icon alone gets its `name` as accessible name and
    tooltip. `key_hint` is the key drawn in a small box; it is added to the tooltip of a button without text.
    """

    role = "plain"
    height_px = 38
    padding_px = 16
    icon_px = 18
    font_px = 14

    def __init__(
        self, text: str = "", icon_name: str = "", *, name: str = "", key_hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words = ""
        self._icon_name = icon_name
        self._key_hint = key_hint
        self._name = name
        self._drawn_icons: dict[str, QIcon] = {}
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_words(text)

    @property
    def words(self) -> str:
        """The text on the button, as it was set."""
        return self._words

    def set_words(self, text: str, name: str = "") -> None:
        """Change the text; the accessible name is the text unless `name` (now or at the making) says otherwise."""
        self._words = visible(text)
        self._name = name or self._name
        super().setText(self._words.replace("&", "&&"))  # Qt would take one for a mnemonic
        self.setAccessibleName(self._name or self._words)
        if not text:
            hint = f" ({self._key_hint})" if self._key_hint else ""
            self.setToolTip(escape(self._name + hint))
        self.updateGeometry()
        self.update()

    def set_name(self, name: str) -> None:
        """Change the accessible name (and, on a button without text, the tooltip)."""
        self.set_words(self._words, visible(name))

    def set_key_hint(self, key_hint: str) -> None:
        """Draw another key in the small box; empty takes it away."""
        if key_hint != self._key_hint:
            self._key_hint = key_hint
            self.updateGeometry()
            self.update()

    def set_icon_name(self, icon_name: str) -> None:
        """Change the icon; empty takes it away."""
        if icon_name != self._icon_name:
            self._icon_name = icon_name
            self._drawn_icons.clear()
            self.updateGeometry()
            self.update()

    def text_font(self) -> QFont:
        """The font of the words, heavier on the primary button and where checked."""
        font = QFont(self.font())
        font.setPixelSize(self.font_px)
        if self.role in {"primary", "danger"} or (self.isChecked() and self.role in {"segment", "chip", "tab"}):
            font.setWeight(QFont.Weight.DemiBold)
        return font

    def sizeHint(self) -> QSize:
        bold = QFont(self.text_font())
        bold.setWeight(QFont.Weight.DemiBold)  # so that checking does not move the neighbours
        width = sum(self._parts_px(QFontMetrics(bold))) + 2 * self._padding() + sum(self.extras_px())
        return QSize(max(TARGET_PX, width), max(TARGET_PX, self.height_px))

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        text_px = QFontMetrics(self.text_font()).horizontalAdvance(self._words)
        return QSize(
            hint.width() - max(0, text_px - _LEAST_TEXT_PX) if self.may_elide() else hint.width(), hint.height()
        )

    def may_elide(self) -> bool:
        """Only the primary button's text may give way: it carries a name of any length."""
        return self.role == "primary"

    def extras_px(self) -> tuple[int, int]:
        """Room for something else that a kind of button draws left and right of its content: a dot, a badge."""
        return 0, 0

    def hitButton(self, pos: object) -> bool:
        return True  # the whole rectangle, not only what Fusion would draw

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        pressed = bool(option.state & QStyle.StateFlag.State_Sunken)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver) and self.isEnabled()
        look = look_of(self.colours(), self.role, self.isEnabled(), self.isChecked(), hovered, pressed)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_ground(painter, look)
        self._paint_content(painter, look)
        if self.hasFocus():
            self._paint_focus(painter, look)
        painter.end()

    def paint_ground(self, painter: QPainter, look: Look) -> None:
        """The shape under the words."""
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(QColor(look.border), 1) if look.border else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.ground) if look.ground else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect, self._radius(), self._radius())

    def _paint_focus(self, painter: QPainter, look: Look) -> None:
        inset = 3.0 if self.role in {"primary", "danger"} else 1.0
        rect = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.setPen(QPen(QColor(look.focus), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect, self._radius() - inset / 2, self._radius() - inset / 2)

    def _paint_content(self, painter: QPainter, look: Look) -> None:
        metrics = QFontMetrics(self.text_font())
        icon_px, text_px, key_px = self._parts_px(metrics)
        left_px, right_px = self.extras_px()
        room = self.width() - 2 * self._padding() - left_px - right_px
        text_px = max(0, min(text_px, room - icon_px - key_px))
        x = left_px + (self.width() - left_px - right_px - icon_px - text_px - key_px) // 2
        if self._icon_name:
            spot = QRect(x, (self.height() - self.icon_px) // 2, self.icon_px, self.icon_px)
            self.drawn_icon(look.icon).paint(painter, spot)
        x += icon_px
        if self._words:
            painter.setFont(self.text_font())
            painter.setPen(QColor(look.text))
            shown = metrics.elidedText(self._words, Qt.TextElideMode.ElideMiddle, text_px + 1)
            flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextDontClip)
            painter.drawText(QRect(x, 0, text_px + 2, self.height()), flags, shown)
            if self.role == "quiet":
                y = (self.height() + metrics.ascent()) / 2 + 1
                painter.drawLine(QPointF(x, y), QPointF(x + text_px, y))
        if key_px:
            self._paint_key(painter, look, x + text_px + _GAP_PX, key_px - _GAP_PX)

    def _paint_key(self, painter: QPainter, look: Look, x: int, width: int) -> None:
        font = self._key_font()
        height = QFontMetrics(font).height() + 4
        box = QRectF(x + 0.5, (self.height() - height) / 2 + 0.5, width - 1, height - 1)
        painter.setPen(QPen(QColor(look.key), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 4, 4)
        painter.setFont(font)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), self._key_hint)

    def _parts_px(self, metrics: QFontMetrics) -> tuple[int, int, int]:
        """The widths of icon, words and key box, each with the gap that it brings."""
        icon_px = self.icon_px + (_GAP_PX if self._words else 0) if self._icon_name else 0
        text_px = metrics.horizontalAdvance(self._words)
        key_px = 0
        if self._key_hint and self._words:
            key_px = QFontMetrics(self._key_font()).horizontalAdvance(self._key_hint) + 2 * _KEY_PADDING_PX + _GAP_PX
        return icon_px, text_px, key_px

    def drawn_icon(self, token: str) -> QIcon:
        """The icon in the colour of a token."""
        if token not in self._drawn_icons:
            self._drawn_icons[token] = icon(self._icon_name, token)
        return self._drawn_icons[token]

    def _key_font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(NOTE_PX)
        return font

    def colours(self) -> Palette:
        """The palette that the button is painted in: the theme's, unless its ground stays dark or light in both."""
        return theme().palette

    def _padding(self) -> int:
        return self.padding_px if self._words else max(0, (TARGET_PX - self.icon_px) // 2)

    def _radius(self) -> float:
        return 8.0


class PrimaryButton(Button):
    """The one thing to do on this screen. What can't happen yet stands in its text while it is disabled."""

    role = "primary"
    height_px = 40


class PlainButton(Button):
    """A bordered button beside the primary one."""

    height_px = 40


class ToolButton(Button):
    """A flat button of a toolbar: icon and maybe text; may be checkable."""

    role = "tool"
    height_px = 34
    padding_px = 10
    font_px = SECONDARY_PX


class QuietButton(Button):
    """An underlined word that does something: `Try now`, `Fix`."""

    role = "quiet"
    height_px = TARGET_PX
    padding_px = 4
    font_px = SECONDARY_PX


class DangerButton(Button):
    """Erases something that can't be brought back."""

    role = "danger"
    height_px = 36


class ChoiceChip(Button):
    """A round checkable choice: what a page is."""

    role = "chip"
    height_px = TARGET_PX
    padding_px = 12
    font_px = SECONDARY_PX

    def __init__(
        self, text: str = "", icon_name: str = "", *, name: str = "", key_hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, icon_name, name=name, key_hint=key_hint, parent=parent)
        self.setCheckable(True)

    def _radius(self) -> float:
        return self.height() / 2
