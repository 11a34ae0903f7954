"""The live picture: frames come in, are shown at a pace that the window bears, and one is taken when it lies still.

Shop room. Turning a frame into a picture holds Python's lock (2 to 7 ms, see `thinning`), so that is done for the
latest frame only, and never more than a quarter of the time.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QImageCapture, QMediaCaptureSession, QVideoFrame, QVideoSink

from app.domain import still_gate
from app.domain.errors import Problem
from app.domain.still_gate import Gray, Look, Verdict
from app.ui.camera.frame_source import FrameSource
from app.ui.camera.shot_encoder import turned
from app.ui.camera.thinning import picture_of
from app.ui.camera.words_camera import camera_failed, camera_silent, shot_failed

LEAST_PAUSE_MS = 40
"""At most 25 pictures a second are shown."""
REST_SHARE = 3
"""So many times as long as a picture took, the window has for everything else."""
LOOK_S = 0.12
"""About eight looks a second tell whether it lies still (2 to 4 ms each)."""
GRAY_WIDTH_PX = 160
SILENCE_MS = 6_000
"""A camera that gives no frame for so long is in trouble; the slow ones take 3 s to begin."""
SHOT_WAIT_MS = 5_000
"""A picture comes within two frames, or not at all."""
MAX_LOOKS = 32


@dataclass(frozen=True, slots=True)
class Taken:
    """A picture of full size, as it came from the camera: never mirrored, not turned yet."""

    image: QImage
    verdict: Verdict


class LivePicture(QObject):
    """`shown` carries a picture for the screen, `taken` a `Taken`, `failed` a `Problem`, `shot_lost` one, too."""

    shown = Signal(QImage)
    taken = Signal(object)
    failed = Signal(object)
    shot_lost = Signal(object)
    _broke = Signal(object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.room = QSize(1280, 960)
        """How large a picture has to be for the screen, in its own pixels."""
        self.quarter_turns = 0
        self._source: FrameSource | None = None
        self._session = QMediaCaptureSession(self)
        self._sink = QVideoSink(self)
        self._still = QImageCapture(self)
        self._session.setVideoSink(self._sink)
        # Its `setResolution` is left alone: beyond the stream's own size it only blows frames up (Qt 6.12).
        self._session.setImageCapture(self._still)
        self._frame = QVideoFrame()
        self._is_mirrored = False
        self._gray: Gray | None = None
        self._looks: list[Look] = []
        self._asked_s: float | None = None
        self._verdict: Verdict | None = None
        self._pause = self._timer(self._look)
        self._silence = self._timer(self._fell_silent)
        self._deadline = self._timer(self._judge)
        self._answer = self._timer(self._unanswered)
        self._sink.videoFrameChanged.connect(self._frame_came)
        self._still.imageCaptured.connect(self._captured)
        self._still.errorOccurred.connect(self._still_failed)
        # Queued: a camera must not be taken down while it tells of its error.
        self._broke.connect(self._source_broke, Qt.ConnectionType.QueuedConnection)

    def _timer(self, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self, singleShot=True)
        timer.timeout.connect(act)
        return timer

    # --- beginning and ending -----------------------------------------------------------------------------------

    def begin(self, source: FrameSource, quarter_turns: int = 0) -> None:
        """Show this source from now on, turned by so many quarters."""
        self.end()
        self._source, self.quarter_turns = source, quarter_turns
        self._silence.start(SILENCE_MS)
        source.join(self._session, lambda detail: self._broke.emit(source, detail))

    def end(self) -> None:
        """Let go of the source; a picture that was asked for and did not come yet does not come."""
        source, self._source = self._source, None
        for timer in (self._pause, self._silence, self._deadline, self._answer):
            timer.stop()
        self._asked_s = self._verdict = self._gray = None
        self._frame, self._is_mirrored = QVideoFrame(), False
        self._looks.clear()
        if source is not None:
            source.leave()

    @property
    def sees_motion(self) -> bool:
        """Did something move between the last two looks?"""
        return len(self._looks) > 1 and self._looks[-1].motion > still_gate.MOST_MOTION

    @property
    def is_taking(self) -> bool:
        """Was a picture asked for that did not come yet?"""
        return self._asked_s is not None or self._verdict is not None

    # --- frames -------------------------------------------------------------------------------------------------

    @Slot(QVideoFrame)
    def _frame_came(self, frame: QVideoFrame) -> None:
        if self._source is None or not frame.isValid():
            return
        self._silence.start(SILENCE_MS)
        self._frame, self._is_mirrored = frame, frame.surfaceFormat().isMirrored()
        if not self._pause.isActive():
            self._look()

    @Slot()
    def _look(self) -> None:
        """Show the latest frame, unless it was shown already."""
        frame, self._frame = self._frame, QVideoFrame()
        if not frame.isValid():
            return
        begun_s = time.monotonic()
        image = self._upright(picture_of(frame))
        if image.isNull():
            return
        self._measure(image, begun_s)
        small = image.scaled(
            self._room(), Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        self.shown.emit(turned(small, self.quarter_turns))
        cost_ms = round((time.monotonic() - begun_s) * 1000)
        self._pause.start(max(LEAST_PAUSE_MS, cost_ms * REST_SHARE))
        self._judge()

    def _room(self) -> QSize:
        return self.room.transposed() if self.quarter_turns % 2 else self.room

    def _upright(self, image: QImage) -> QImage:
        """Cameras that look at a person mirror what they show, so that it looks like a mirror; nobody can read that."""
        return image.flipped(Qt.Orientation.Horizontal) if self._is_mirrored else image

    def _measure(self, image: QImage, now_s: float) -> None:
        if self._looks and now_s - self._looks[-1].at_s < LOOK_S:
            return
        gray = gray_of(image)
        moved = still_gate.motion(self._gray, gray) if self._gray is not None else 255.0
        self._looks.append(Look(now_s, moved, still_gate.sharpness(gray)))
        self._looks = list(still_gate.remembered(self._looks, now_s))[-MAX_LOOKS:]
        self._gray = gray

    # --- taking -------------------------------------------------------------------------------------------------

    def take(self) -> None:
        """Take a picture as soon as it is still and sharp; nothing while one is on its way."""
        if self._source is None or self.is_taking:
            return
        self._asked_s = time.monotonic()
        self._deadline.start(round(still_gate.LONGEST_WAIT_S * 1000) + 1)
        self._judge()

    @Slot()
    def _judge(self) -> None:
        if self._asked_s is None:
            return
        verdict = still_gate.verdict(self._looks, self._asked_s, time.monotonic())
        if verdict is not Verdict.WAIT:
            self._asked_s, self._verdict = None, verdict
            self._deadline.stop()
            self._answer.start(SHOT_WAIT_MS)
            self._still.capture()  # whatever `isReadyForCapture` says: that is wrong for a frame input

    @Slot(int, QImage)
    def _captured(self, number: int, image: QImage) -> None:
        verdict, self._verdict = self._verdict, None
        self._answer.stop()
        if verdict is not None and not image.isNull():
            self.taken.emit(Taken(self._upright(image), verdict))
        elif verdict is not None:
            self.shot_lost.emit(shot_failed("an empty picture"))

    @Slot(int, QImageCapture.Error, str)
    def _still_failed(self, number: int, error: QImageCapture.Error, text: str) -> None:
        self._lose_shot(f"{error.name}: {text}")

    @Slot()
    def _unanswered(self) -> None:
        self._lose_shot("no answer in time")

    def _lose_shot(self, detail: str) -> None:
        was_taking = self.is_taking
        self._asked_s = self._verdict = None
        self._deadline.stop()
        self._answer.stop()
        if was_taking:
            self.shot_lost.emit(shot_failed(detail))

    # --- trouble ------------------------------------------------------------------------------------------------

    @Slot(object, str)
    def _source_broke(self, source: FrameSource, detail: str) -> None:
        if source is self._source:
            self._fail(camera_failed(detail))

    @Slot()
    def _fell_silent(self) -> None:
        self._fail(camera_silent())

    def _fail(self, problem: Problem) -> None:
        if self._source is not None:
            self.end()
            self.failed.emit(problem)


def gray_of(image: QImage) -> Gray:
    """The picture small and grey, for the rules of stillness."""
    height = max(1, round(GRAY_WIDTH_PX * image.height() / image.width()))
    small = image.scaled(
        GRAY_WIDTH_PX, height, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    ).convertToFormat(QImage.Format.Format_Grayscale8)
    return Gray(GRAY_WIDTH_PX, height, bytes(small.constBits()))  # 160 is a multiple of 4: rows without padding
