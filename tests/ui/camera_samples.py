"""Drawn pictures in place of a camera's: they go through Qt's real capture session as frames of a camera do."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QRect, QTimer, Slot
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtMultimedia import QMediaCaptureSession, QVideoFrame, QVideoFrameFormat, QVideoFrameInput

FRAME_MS = 30
FULL_HD = (1920, 1080)
LEFT_MARK, GROUND, PAPER = QColor("#c02020"), QColor("#555a60"), QColor("#fdfdf8")


def card_on_desk(*, width: int = FULL_HD[0], height: int = FULL_HD[1], shift_px: int = 0) -> QImage:
    """A card with lines of text on a dark desk; a red mark at its left side tells left from right."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(GROUND)
    card = QRect(round(width * 0.28) + shift_px, round(height * 0.2), round(width * 0.44), round(height * 0.6))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(PAPER)
    painter.setBrush(PAPER)
    painter.drawRoundedRect(card, 24, 24)
    painter.fillRect(card.left() + 40, card.top() + 40, 90, 90, LEFT_MARK)
    font = QFont(painter.font())
    font.setPixelSize(round(height / 24))
    painter.setFont(font)
    painter.setPen(QColor("#17324f"))
    for number, text in enumerate(("Lakeside Health Plan", "Member 0042 7781", "Group 11-200", "RxBIN 610014")):
        painter.drawText(card.left() + 170, card.top() + 110 + number * round(height / 12), text)
    painter.end()
    return image


class DrawnCamera(QObject):
    """A `FrameSource` whose frames are drawn: by `draw`, each time anew."""

    def __init__(self, name: str = "Document camera", draw: Callable[[int], QImage] | None = None) -> None:
        super().__init__()
        still = card_on_desk()
        self.draw = draw or (lambda number: still)
        self.is_mute = False
        self.mirrors = False
        self._name = name
        self._sent = 0
        self._session: QMediaCaptureSession | None = None
        self._input: QVideoFrameInput | None = None
        self._failed: Callable[[str], None] | None = None
        self._timer = QTimer(self, interval=FRAME_MS)
        self._timer.timeout.connect(self._send)

    @property
    def id(self) -> str:
        return f"drawn:{self._name}"

    @property
    def name(self) -> str:
        return self._name

    @property
    def is_in_use(self) -> bool:
        return self._session is not None

    def join(self, session: QMediaCaptureSession, failed: Callable[[str], None]) -> None:
        self._session, self._failed = session, failed
        self._input = QVideoFrameInput(self)
        session.setVideoFrameInput(self._input)
        self._timer.start()

    def leave(self) -> None:
        self._timer.stop()
        if self._session is not None and self._input is not None:
            self._session.setVideoFrameInput(None)  # type: ignore[arg-type]  # the stubs know only of one that comes
            self._input.deleteLater()
        self._session = self._input = self._failed = None

    def break_down(self, detail: str) -> None:
        """As a camera that another program has."""
        assert self._failed is not None
        self._failed(detail)

    def _drawn(self) -> QVideoFrame:
        image = self.draw(self._sent)
        return _mirroring_frame(image) if self.mirrors else QVideoFrame(image)

    @Slot()
    def _send(self) -> None:
        if self._input is not None and not self.is_mute:
            self._sent += 1
            self._input.sendVideoFrame(self._drawn())


def _mirroring_frame(image: QImage) -> QVideoFrame:
    """As cameras that look at a person tell of their frames: to be shown as a mirror would."""
    shape = QVideoFrameFormat(image.size(), QVideoFrameFormat.PixelFormat.Format_BGRX8888)
    shape.setMirrored(True)
    frame = QVideoFrame(shape)
    frame.map(QVideoFrame.MapMode.WriteOnly)
    memoryview(frame.bits(0))[:] = bytes(image.constBits())
    frame.unmap()
    return frame


class Plugs:
    """The `FrameSources` of a test: cameras are plugged in and out."""

    def __init__(self, *cameras: DrawnCamera) -> None:
        self._cameras = list(cameras)
        self._changed: Callable[[], None] | None = None

    def now(self) -> Sequence[DrawnCamera]:
        return tuple(self._cameras)

    def watch(self, changed: Callable[[], None]) -> None:
        self._changed = changed

    def close(self) -> None:
        self._changed = None

    def plug(self, *cameras: DrawnCamera) -> None:
        """These are there from now on, and no others."""
        self._cameras = list(cameras)
        assert self._changed is not None
        self._changed()
