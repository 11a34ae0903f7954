"""Where the picture of a page that is there already comes from: the desk, this computer, or DRX. Lives on the loop."""

from app.domain.errors import ImageGone, StoreDamaged
from app.domain.journal import Deed
from app.domain.pages import DeskPage
from app.domain.records import Record
from app.domain.twins import Twin
from app.flows.bench import Bench
from app.flows.browse import Browse, list_images
from app.flows.gallery_bytes import NOT_LISTED, KeptBytes
from app.flows.originals import Originals
from app.flows.scribe import Scribe
from app.flows.session import Sessions

MAX_KEPT_BYTES = 24_000_000
"""What was compared is looked at next: a few pages."""


class TwinPictures:
    """Fetches one image from DRX where a page is most likely that image, and no other: what DRX has is not browsed."""

    def __init__(self, bench: Bench, originals: Originals, sessions: Sessions, browse: Browse, scribe: Scribe) -> None:
        self._bench, self._originals, self._sessions = bench, originals, sessions
        self._browse, self._scribe = browse, scribe
        self._kept = KeptBytes(MAX_KEPT_BYTES)

    async def bytes_of(self, twin: Twin, record: Record | None) -> tuple[bytes, int]:
        """The file behind it, and which frame of it. Raises `StoreDamaged`, `ImageGone`, errors of `DrxClient`."""
        page = self._bench.page(twin.page_id) if twin.page_id is not None else None
        if page is not None:
            return self._originals.fetch(page.imported.blob), page.imported.frame
        if twin.payload is not None:
            try:
                return self._originals.fetch(twin.payload), 0
            except StoreDamaged:  # its time here is over: DRX has it
                if not twin.image_id:
                    raise
        if not twin.image_id or record is None:
            raise ImageGone(NOT_LISTED)
        return await self._from_drx(twin.image_id, record), 0

    async def _from_drx(self, image_id: str, record: Record) -> bytes:
        content = self._kept.get(image_id) or self._browse.kept(image_id)
        if content is None:
            content = await self._fetched(image_id, record)
        self._kept.keep(image_id, content)
        return content

    async def _fetched(self, image_id: str, record: Record) -> bytes:
        if not record.is_listable:
            raise ImageGone(NOT_LISTED)
        _, client = self._sessions.need_client()
        own, of_patient = await list_images(client, record)
        image = next((image for image in (*own, *of_patient) if image.id == image_id), None)
        if image is None:
            raise ImageGone(NOT_LISTED)
        return await client.fetch_image(image)

    def note_seen(self, twin: Twin, record: Record | None) -> None:
        """A person looks at it: for the journal."""
        if twin.image_id:
            self._scribe.note(Deed.IMAGE_VIEWED, record, twin.image_id)

    def page_bytes(self, page: DeskPage) -> bytes:
        """The file of a page on the desk. Raises `StoreDamaged`."""
        return self._originals.fetch(page.imported.blob)

    def forget(self) -> None:
        """Another record is picked: what was seen of this one goes."""
        self._kept.clear()
