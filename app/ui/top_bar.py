"""The bar across the top: the name, the three tabs, how far the sending is, who scans, the store, the settings."""

from enum import Enum

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.domain.facts import Connection, ConnectionChanged
from app.ui.controls.button import Button, ToolButton
from app.ui.controls.button_look import Look
from app.ui.controls.label import PlainLabel
from app.ui.outbox.sending_chip import SendingChip
from app.ui.people.person_chip import PersonChip
from app.ui.problem_words import said
from app.ui.theme.icons import icon_pixmap
from app.ui.theme.theme import NOTE_PX, SECONDARY_PX, theme
from app.ui.words import tr

BAR_PX = 52
_BADGE_PX = 22
_DOT_PX = 8
_WIDE_PX = 1200


class Tab(Enum):
    """The three screens."""

    SCAN = "scan"
    GALLERY = "gallery"
    OUTBOX = "outbox"


class TabButton(Button):
    """A tab: a checkable button with a line under it while it is chosen, and a count where there is one."""

    role = "tab"
    height_px = BAR_PX
    padding_px = 16

    def __init__(self, text: str, icon_name: str, key_hint: str, parent: QWidget | None = None) -> None:
        super().__init__(text, icon_name, parent=parent)
        self.setCheckable(True)
        self.setToolTip(f"{text} ({key_hint})".replace("&", "&amp;"))
        self._count = 0
        self._needs_person = False

    def set_count(self, count: int, *, needs_person: bool = False) -> None:
        """Show how many wait; `needs_person` makes the badge red."""
        if (count, needs_person) == (self._count, self._needs_person):
            return
        self._count, self._needs_person = count, needs_person
        waiting = self.tr("{tab}, {count} waiting").format(tab=self.words, count=count)
        self.setAccessibleName(waiting if count else self.words)
        self.updateGeometry()
        self.update()

    def extras_px(self) -> tuple[int, int]:
        return 0, self._badge_px() + 8 if self._count else 0

    def _badge_px(self) -> int:
        return max(_BADGE_PX, QFontMetrics(self._badge_font()).horizontalAdvance(str(self._count)) + 12)

    def _badge_font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(NOTE_PX)
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def paint_ground(self, painter: QPainter, look: Look) -> None:
        colours = theme().palette
        if look.ground:
            painter.fillRect(self.rect(), QColor(look.ground))
        if self.isChecked():
            painter.fillRect(0, self.height() - 2, self.width(), 2, QColor(colours.accent))
        if self._count:
            ground, text = colours.accent_soft, colours.accent_strong
            if self._needs_person:
                ground, text = colours.bad_soft, colours.bad
            left = self.width() - self.padding_px - self._badge_px()
            badge = QRectF(left, (self.height() - _BADGE_PX) / 2, self._badge_px(), _BADGE_PX)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(badge, _BADGE_PX / 2, _BADGE_PX / 2)
            painter.setPen(QColor(text))
            painter.setFont(self._badge_font())
            painter.drawText(badge, int(Qt.AlignmentFlag.AlignCenter), str(self._count))


class ConnectionChip(Button):
    """How we stand with the store, as a button: a dot, a name and a word."""

    role = "chip"
    height_px = 32
    padding_px = 14
    font_px = SECONDARY_PX

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self._tone = "muted"

    def show_connection(self, fact: ConnectionChanged) -> None:
        """Say how it is."""
        words, self._tone = connection_words(fact)
        self.set_words(words, self.tr("Connection: {state}").format(state=words))

    def extras_px(self) -> tuple[int, int]:
        return _DOT_PX + 6, 0

    def paint_ground(self, painter: QPainter, look: Look) -> None:
        super().paint_ground(painter, look)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme().palette.colour(self._tone)))
        painter.drawEllipse(QRectF(self.padding_px, (self.height() - _DOT_PX) / 2, _DOT_PX, _DOT_PX))

    def _radius(self) -> float:
        return self.height() / 2


class TopBar(QFrame):
    """`tab_chosen` carries a Tab; `connection_pressed` and `settings_pressed` when those buttons are."""

    tab_chosen = Signal(object)
    connection_pressed = Signal()
    settings_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.setProperty("edge", "bottom")
        self.setFixedHeight(BAR_PX + 1)
        self._brand_icon = PlainLabel()
        brand = PlainLabel("CounterScan", "heading")
        self._tabs = {
            Tab.SCAN: TabButton(self.tr("Scan & upload"), "line-scan", "Ctrl+1"),
            Tab.GALLERY: TabButton(self.tr("Gallery"), "library-photo", "Ctrl+2"),
            Tab.OUTBOX: TabButton(self.tr("Outbox"), "send", "Ctrl+3"),
        }
        self.sending = SendingChip()
        self.who = PersonChip()
        self.chip = ConnectionChip()
        self.chip.hide()
        self.settings = ToolButton("", "settings", name=self.tr("Settings"))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 12, 1)
        row.setSpacing(0)
        row.addWidget(self._brand_icon)
        row.addSpacing(8)
        row.addWidget(brand)
        row.addSpacing(12)
        for button in self._tabs.values():
            row.addWidget(button)
            button.clicked.connect(self._tab_pressed)
        row.addStretch(1)
        row.addWidget(self.sending)
        row.addSpacing(8)
        row.addWidget(self.who)
        row.addSpacing(8)
        row.addWidget(self.chip)
        row.addSpacing(12)
        row.addWidget(self.settings)
        self.chip.clicked.connect(self.connection_pressed)
        self.settings.clicked.connect(self.settings_pressed)
        theme().changed.connect(self._tint)
        self._tint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.sending.set_narrow(event.size().width() < _WIDE_PX)

    def tab(self, tab: Tab) -> TabButton:
        """The button of a tab."""
        return self._tabs[tab]

    def show_tab(self, tab: Tab | None) -> None:
        """Mark this tab as chosen; None: a screen of another kind is shown."""
        for its_tab, button in self._tabs.items():
            button.setChecked(its_tab is tab)

    def show_connection(self, fact: ConnectionChanged) -> None:
        """Show the connection, and let nobody go where there is no store."""
        self.chip.show_connection(fact)
        self.chip.show()
        for button in self._tabs.values():
            button.setEnabled(fact.connection is not Connection.NOT_SET_UP)

    @Slot()
    def _tab_pressed(self) -> None:
        sender = self.sender()
        for tab, button in self._tabs.items():
            if button is sender:
                self.show_tab(tab)
                self.tab_chosen.emit(tab)

    @Slot()
    def _tint(self) -> None:
        self._brand_icon.setPixmap(icon_pixmap("text-scan-2", "accent", 22, self.devicePixelRatioF()))


def connection_words(fact: ConnectionChanged) -> tuple[str, str]:
    """The words on the chip, and the colour of its dot."""
    state, tone = {
        Connection.NOT_SET_UP: (tr("not connected"), "muted"),
        Connection.CONNECTING: (tr("connecting…"), "muted"),
        Connection.CONNECTED: (tr("connected"), "good"),
        Connection.OFFLINE: (tr("offline"), "warn"),
        Connection.KEY_REFUSED: (tr("key refused"), "bad"),
        Connection.NO_KEY: (tr("no key"), "bad"),
    }[fact.connection]
    return (f"{said(fact.store)} · {state}" if fact.store else state), tone
