"""The fitting room: bytes from the vault go to the darkroom and come back as a payload within the limits."""

from app.domain.edits import PageEdits
from app.domain.limits import Limits
from app.domain.pages import BlobRef
from app.domain.parcels import FittedImage, FittedPayload
from app.flows.originals import Originals
from app.runtime.darkroom import Darkroom

FIT_JOB = "app.imaging.fit:fit"
FIT_WAIT_S = 30.0
"""A page of 108 megapixels takes 9 s on two busy cores; a counter's old computer takes longer still."""


class FittingRoom:
    """Makes payloads and keeps them in the vault. Lives on the courier's loop."""

    def __init__(self, originals: Originals, darkroom: Darkroom) -> None:
        self._originals, self._darkroom = originals, darkroom

    async def fit(
        self,
        blob: BlobRef,
        frame: int,
        edits: PageEdits,
        limits: Limits,
        *,
        force_jpeg: bool = False,
        is_queued: bool = False,
    ) -> FittedPayload:
        """Fit one frame; `force_jpeg` makes a plain JPEG of whatever it is, `is_queued` is for an entry's sake.

        Raises `AppError` when it can't be fitted or kept.
        """
        source = self._originals.fetch(blob)
        image: FittedImage = await self._darkroom.run(
            FIT_JOB, source, frame, edits, limits, force_jpeg, wait_s=FIT_WAIT_S
        )
        return FittedPayload(
            blob=self._originals.keep(image.content, is_queued=is_queued),
            media_type=image.media_type,
            width=image.width,
            height=image.height,
            dpi=image.dpi,
            kept_original=image.kept_original,
            encodes=image.encodes,
            notes=image.notes,
            facts=image.facts,
        )
