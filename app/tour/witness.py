"""What the window is told and what it asks for, noted down: the tour waits for these facts and for nothing else."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from app.domain.capture_shelf import CaptureView
from app.domain.facts import (
    CaptureChanged,
    ConnectionChanged,
    DeskChanged,
    GalleryChanged,
    GalleryPictureFailed,
    GalleryPictureReady,
    KeyKeptIn,
    OutboxChanged,
    PagePictureFailed,
    PagePictureReady,
    Purpose,
)
from app.domain.gallery_shelf import GalleryView
from app.domain.outbox_shelf import OutboxView
from app.domain.pages import PageId
from app.domain.shelves import DeskView, Mark
from app.flows.desk import Act, Desk
from app.ui.relay import Relay

Wish = tuple[str, Purpose]


class WatchedDesk(Desk):
    """The desk as it is, with a note of every picture that was asked for and has not come."""

    def __init__(self, post: Callable[[Act], None]) -> None:
        super().__init__(post)
        self.page_wishes: set[Wish] = set()
        self.gallery_wishes: set[Wish] = set()

    def want_page_picture(self, page_id: PageId, purpose: Purpose, max_side_px: int) -> None:
        if purpose is Purpose.LARGE:  # a newer question takes the place of older ones
            self.page_wishes -= {wish for wish in self.page_wishes if wish[1] is Purpose.LARGE}
        self.page_wishes.add((page_id, purpose))
        super().want_page_picture(page_id, purpose, max_side_px)

    def want_gallery_picture(self, key: str, purpose: Purpose, max_side_px: int) -> None:
        self.gallery_wishes.add((key, purpose))
        super().want_gallery_picture(key, purpose, max_side_px)


class Witness(QObject):
    """Hears each fact after the window did: made once the window stands."""

    def __init__(self, desk: WatchedDesk, relay: Relay) -> None:
        super().__init__()
        self._desk_asked = desk
        self.desk = DeskView()
        self.capture = CaptureView()
        self.outbox = OutboxView()
        self.gallery = GalleryView()
        self.connection: ConnectionChanged | None = None
        self.knows_key_place = False
        relay.fact.connect(self._take)

    @property
    def is_settled(self) -> bool:
        """Is every page read and fitted, and every picture there that was asked for?"""
        pages = {str(row.id) for row in self.desk.rows}
        keys = {tile.key for tile in self.gallery.tiles}
        return not (
            self.desk.is_reading
            or self.desk.is_queueing
            or any(row.mark is Mark.FITTING for row in self.desk.rows)
            or any(of in pages for of, _ in self._desk_asked.page_wishes)
            or any(key in keys for key, _ in self._desk_asked.gallery_wishes)
        )

    @Slot(object)
    def _take(self, fact: object) -> None:
        match fact:
            case DeskChanged(view):
                self.desk = view
            case CaptureChanged(view):
                self.capture = view
            case OutboxChanged(view):
                self.outbox = view
            case GalleryChanged(view):
                self.gallery = view
            case ConnectionChanged():
                self.connection = fact
            case KeyKeptIn():
                self.knows_key_place = True
            case PagePictureReady(of, purpose) | PagePictureFailed(of, purpose):
                self._desk_asked.page_wishes.discard((of, purpose))
            case GalleryPictureReady(key, purpose) | GalleryPictureFailed(key, purpose):
                self._desk_asked.gallery_wishes.discard((key, purpose))
            case _:
                pass
