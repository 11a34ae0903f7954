"""Every format comes out of a bounded worker as it would come out without bounds."""

import asyncio

import pytest

from app.domain.edits import UNTOUCHED
from app.domain.limits import DRX_LIMITS
from app.imaging.fit import fit
from app.imaging.picture import picture
from app.imaging.survey import survey
from tests.imaging.imaging_files import EVERY_FORMAT, corners, noise, saved
from tests.runtime.rooms import darkroom


@pytest.mark.parametrize("kind", EVERY_FORMAT)
def test_a_format_is_surveyed_shown_and_fitted_inside_the_bounds(kind: str) -> None:
    source, edits = saved(corners(), kind), UNTOUCHED.turned(1)

    async def scene() -> None:
        async with darkroom() as room:
            assert await room.run("app.imaging.survey:survey", source) == survey(source)
            assert await room.run("app.imaging.picture:picture", source, 0, 300) == picture(source, 0, 300)
            fitted = await room.run("app.imaging.fit:fit", source, 0, edits, DRX_LIMITS)
            assert fitted == fit(source, 0, edits, DRX_LIMITS)

    asyncio.run(scene())


def test_a_large_jpeg_is_scaled_by_libvips_inside_the_bounds() -> None:
    source = saved(noise(3000, 2000), "JPEG")

    async def scene() -> None:
        async with darkroom() as room:
            before = await room.run("tests.runtime.darkroom_jobs:has_libvips", b"")
            shown = await room.run("app.imaging.picture:picture", source, 0, 1999)
            after = await room.run("tests.runtime.darkroom_jobs:has_libvips", b"")
            assert (before, after) == (False, True)
            assert shown == picture(source, 0, 1999)

    asyncio.run(scene())
