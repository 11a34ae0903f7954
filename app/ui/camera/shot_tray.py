"""Where pictures lie between the camera and the desk: encoded, sent in their order, each to its place. Shop room."""

from collections import deque
from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage

from app.domain.capture_shelf import AT_THE_END, Placement
from app.domain.facts import DeskChanged
from app.domain.profiles import Profile
from app.flows.desk import Desk
from app.ui.camera.shot_encoder import EncodedShot, Shot, ShotEncoder
from app.ui.camera.shot_pages import ShotPages
from app.ui.camera.words_camera import shot_failed
from app.ui.relay import Relay


class ShotTray(QObject):
    """`came` carries an `EncodedShot` that will be on the desk; `lost` the `Problem` of one that will not.

    `placed`: the one page that was to be taken anew has its picture.
    """

    came = Signal(object)
    lost = Signal(object)
    placed = Signal()

    def __init__(self, desk: Desk, relay: Relay, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._placement = AT_THE_END
        self._number = 0
        self._is_closed = False
        self._waiting: deque[EncodedShot] = deque()
        self._pages = ShotPages()
        self._encoder = ShotEncoder(self)
        self._encoder.encoded.connect(self._encoded)
        relay.fact.connect(self._on_fact)

    @property
    def is_busy(self) -> bool:
        """Is a picture being encoded? The next one can't be put in yet."""
        return self._encoder.is_busy

    @property
    def awaits_page(self) -> bool:
        """Is a picture held back until the page that it replaces has come to the desk?"""
        return bool(self._waiting)

    def open(self, placement: Placement) -> None:
        """Pictures go there from now on, one behind the other."""
        self._placement, self._is_closed = placement, False

    def close(self) -> None:
        """No more come; those that are here go to the desk whatever they waited for."""
        self._is_closed = True
        self._send_waiting()

    def put(self, image: QImage, quarter_turns: int, profile: Profile, note: str, *, again: bool) -> None:
        """Take a picture in; `again`: in place of the one before."""
        self._number += 1
        self._encoder.encode(Shot(self._number, image, quarter_turns, profile, again, note))

    @Slot(object)
    def _encoded(self, shot: EncodedShot) -> None:
        if not shot.content:
            self.lost.emit(shot_failed("the picture could not be encoded"))
            return
        self._waiting.append(shot)
        self.came.emit(shot)
        self._send_waiting()

    @Slot(object)
    def _on_fact(self, fact: object) -> None:
        if isinstance(fact, DeskChanged):
            self._pages.follow(fact.view.rows)
            self._send_waiting()

    def _send_waiting(self) -> None:
        """In their order; one that replaces a page waits until that has come to the desk."""
        while self._waiting and (self._is_closed or not (self._waiting[0].again and self._pages.is_last_awaited)):
            shot = self._waiting.popleft()
            placement = self._pages.place_of_last() if shot.again else self._next_place()
            name = self.tr("Camera picture {number}").format(number=shot.shot_number) + ".jpg"
            self._pages.sent(name)
            self._desk.take_shot(shot.content, name, shot.profile, placement)
            if self._placement.replaces is not None:
                self._placement = AT_THE_END
                self.placed.emit()

    def _next_place(self) -> Placement:
        place = self._placement
        if place.before is not None:
            self._placement = replace(place, before=place.before + 1)
        return place
