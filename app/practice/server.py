"""The practice store: a small real HTTP server on loopback that behaves as the DRX documents say.

It stands in for a foreign server, for learners and for tests: it imports nothing of ours but its own package, keeps
everything in memory and says nothing on the console. The API listens on one port, the images on a second one.
"""

import hmac
from collections import deque
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from app.practice.conversation import Conversation
from app.practice.faults import Fault, FaultKind, FaultPlan
from app.practice.images_api import ImagesApi
from app.practice.limits import ListShape, StoreHabits, StoreLimits
from app.practice.listener import LOOPBACK, Listener
from app.practice.lookup_api import LookUps
from app.practice.messages import Answer, Refused, Request, SeenRequest, json_answer, refusal
from app.practice.shelf import LINK_OF_TYPE, NewImage, Shelf, StoredImage
from app.practice.starting_pictures import starting_pictures
from app.practice.tickets import Tickets

__all__ = [
    "PRACTICE_KEY",
    "Fault",
    "FaultKind",
    "FaultPlan",
    "ListShape",
    "NewImage",
    "PracticeStore",
    "SeenRequest",
    "StoreHabits",
    "StoreLimits",
    "StoredImage",
]

# Made up, and public on purpose: it opens nothing but practice stores. The shape is that of a real key.
PRACTICE_KEY = "DRX" + "0123456789abcdef" * 2

KEY_HEADER = "x-drx-key"
HEARTBEAT = ("external_api", "v1", "heartbeat")
PREFIX = ("api", "v2")
PULSE = 166

MOST_REQUESTS_REMEMBERED = 2000


def _utc_now() -> datetime:
    return datetime.now(UTC)


class PracticeStore:
    """A DRX store that is nobody's: start and stop it, or use it as a context manager.

    Port 0 takes a free port; a port once taken is kept over `stop` and `start`, and so are the images. `now` is asked
    from several threads and answers an aware time. `key` may be set to another one, as if the old key was revoked.
    """

    def __init__(
        self,
        *,
        port: int = 0,
        image_port: int = 0,
        limits: StoreLimits = StoreLimits(),  # noqa: B008 - a frozen value
        habits: StoreHabits = StoreHabits(),  # noqa: B008 - a frozen value
        now: Callable[[], datetime] = _utc_now,
        with_pictures: bool = True,
    ) -> None:
        self.key = PRACTICE_KEY
        self.faults = FaultPlan()
        self.requests: deque[SeenRequest] = deque(maxlen=MOST_REQUESTS_REMEMBERED)
        self._port = port
        self._image_port = image_port
        self._limits = limits
        self._now = now
        self._tickets = Tickets(now)
        self._shelf = Shelf(
            lambda: starting_pictures(now(), number_ids=habits.number_ids) if with_pictures else (), now
        )
        self._images = ImagesApi(self._shelf, limits, habits, self._url_of)
        self._look_ups = LookUps(habits, now)
        self._api_door = Listener(self._conversation(self._answer_api).run, "api")
        self._image_door = Listener(self._conversation(self._answer_image).run, "images")
        self._is_running = False
        self._is_offline = False

    def start(self) -> None:
        """Listen on both ports; raises OSError when one is taken. Nothing happens when it runs already."""
        if self._is_running:
            return
        self.faults.begin()
        self._api_door.open(self._port)
        try:
            self._image_door.open(self._image_port)
        except OSError:
            self._api_door.close()
            raise
        self._port, self._image_port = self._api_door.port, self._image_door.port
        self._is_running = True
        self._is_offline = False

    def stop(self) -> None:
        """Break all connections, end all planned waits, join every thread. Nothing happens when it does not run."""
        if not self._is_running:
            return
        self.faults.end()
        self._api_door.close()
        self._image_door.close()
        self._is_running = False

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def url(self) -> str:
        """Where the API is, without the prefix; its port is 0 before the first start if none was chosen."""
        return f"http://{LOOPBACK}:{self._port}"

    @property
    def image_url(self) -> str:
        """Where the images are: another origin, as with DRX."""
        return f"http://{LOOPBACK}:{self._image_port}"

    @property
    def offline(self) -> bool:
        """Whether the store is cut off: both ports refuse connections, and the open ones were broken."""
        return self._is_offline

    @offline.setter
    def offline(self, is_offline: bool) -> None:
        if not self._is_running or is_offline == self._is_offline:
            return
        self._is_offline = is_offline
        for door in (self._api_door, self._image_door):
            if is_offline:
                door.pause()
            else:
                door.resume()

    def stored_images(self) -> tuple[StoredImage, ...]:
        """Everything in the store, oldest first, the starting pictures among it."""
        return self._shelf.all()

    def stock(self, images: Iterable[NewImage]) -> tuple[StoredImage, ...]:
        """Put images into the store from the side, as starting ones and unjudged: thousands, or what DRX may hold in
        odd forms. Those that share one bytes object take its room once."""
        return self._shelf.put_all(images)

    def uploaded_images(self) -> tuple[StoredImage, ...]:
        """What was uploaded since the store was built, oldest first."""
        return tuple(image for image in self._shelf.all() if not image.starting)

    def images_of(self, type_: str, record_id: str) -> tuple[StoredImage, ...]:
        """What `GET /images/{type}/{id}` would list, oldest first; raises KeyError for a type that is none."""
        return self._shelf.linked(LINK_OF_TYPE[type_], record_id)

    def wait_for_uploads(self, count: int, timeout_s: float = 10.0) -> bool:
        """Wait until `count` images were uploaded in all; False when they were not in time."""
        return self._shelf.wait_for_uploads(count, timeout_s)

    def _conversation(self, answer: Callable[[Request], Answer]) -> Conversation:
        def answered(request: Request) -> Answer:
            try:
                return answer(request)
            except Refused as no:
                return refusal(no.status, no.code, no.message, no.headers)

        return Conversation(
            answer=answered,
            faults=self.faults,
            note=self.requests.append,
            now=self._now,
            most_body_bytes=self._limits.max_body_bytes,
            elsewhere=lambda: f"{self.image_url}/elsewhere",
        )

    def _answer_api(self, request: Request) -> Answer:
        given = request.headers.get(KEY_HEADER, "")
        if not hmac.compare_digest(given.encode(), self.key.encode()):
            raise Refused(401, "unauthorized", "The API key is missing or wrong.")
        place = request.segments
        if place == HEARTBEAT:
            _allow(request, "GET", "HEAD")
            return json_answer({"pulse": PULSE})
        if place[:2] != PREFIX:
            raise Refused(404, "not_found", "There is nothing at this address.")
        match place[2:]:
            case ("images",):
                _allow(request, "POST")
                return self._images.add_image(request)
            case ("images", type_, record_id):
                _allow(request, "GET", "HEAD")
                return self._images.list_images(type_, record_id)
            case call:
                _allow(request, "GET", "HEAD")
                return self._look_ups.answer(call, request)

    def _answer_image(self, request: Request) -> Answer:
        """An image by its ticket; the API key is not asked for, and should never come here."""
        _allow(request, "GET", "HEAD")
        place = request.segments
        if len(place) != 3 or place[0] != "images":
            raise Refused(404, "not_found", "There is nothing at this address.")
        self._tickets.check(request)
        image = self._shelf.get(place[1])
        if image is None:
            raise Refused(404, "not_found", "There is no such image.")
        return Answer(200, image.content, image.content_type, (("Cache-Control", "private, no-store"),))

    def _url_of(self, image: StoredImage) -> str:
        return self.image_url + self._tickets.path_to(image.id, image.name)


def _allow(request: Request, *methods: str) -> None:
    if request.method not in methods:
        allowed = (("Allow", ", ".join(methods)),)
        raise Refused(405, "method_not_allowed", f"Use {methods[0]} here.", allowed)
