"""Torn, flipped and made-up files: refused in our own words, or read, but never anything else."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.edits import UNTOUCHED, Box, PageEdits
from app.domain.errors import AppError, UnreadableFile
from app.domain.limits import DRX_LIMITS, Limits, complies
from app.imaging.fit import fit
from app.imaging.picture import picture
from app.imaging.survey import survey
from tests.imaging.imaging_files import EVERY_FORMAT, corners, noise, of_every_format, saved, typed_pdf

WHOLE = {kind: of_every_format(kind) for kind in EVERY_FORMAT}
SMALL = Limits(max_bytes=40_000, max_side_px=400, min_side_px=30)
MAGIC = [
    b"\xff\xd8\xff\xe0",
    b"\x89PNG\r\n\x1a\n",
    b"II*\0",
    b"MM\0+",
    b"BM",
    b"%PDF-1.7\n",
    b"RIFF\0\0\0\0WEBP",
    b"GIF89a",
]


def all_fitted(source: bytes) -> None:
    """Fit every page that the file is said to have."""
    for frame in range(len(survey(source).frames)):
        fit(source, frame, UNTOUCHED, DRX_LIMITS)


def all_shown(source: bytes) -> None:
    """Show every page that the file is said to have, large."""
    for frame in range(len(survey(source).frames)):
        picture(source, frame, 4000)


@pytest.mark.parametrize("share", [0.02, 0.1, 0.3, 0.5, 0.75, 0.9, 0.98])
@pytest.mark.parametrize("kind", EVERY_FORMAT)
def test_a_torn_file_is_never_sent(kind: str, share: float) -> None:
    torn = WHOLE[kind][: int(len(WHOLE[kind]) * share)]
    with pytest.raises(UnreadableFile):
        all_fitted(torn)


@pytest.mark.parametrize("share", [0.3, 0.7, 0.98])
@pytest.mark.parametrize("kind", EVERY_FORMAT)
def test_a_torn_file_is_never_shown_as_if_it_were_whole(kind: str, share: float) -> None:
    torn = WHOLE[kind][: int(len(WHOLE[kind]) * share)]
    with pytest.raises(UnreadableFile):
        all_shown(torn)


@pytest.mark.parametrize("kind", EVERY_FORMAT)
def test_flipped_bytes_are_refused_in_our_words_or_read(kind: str) -> None:
    dice = random.Random(kind)
    for _ in range(25):
        flipped = bytearray(WHOLE[kind])
        reach = dice.choice([64, 600, len(flipped)])  # headers are where the harm is
        for _ in range(dice.randint(1, 4)):
            flipped[dice.randrange(min(reach, len(flipped)))] = dice.randrange(256)
        swallow_refusal(bytes(flipped))


@given(st.sampled_from(MAGIC), st.binary(max_size=400))
@settings(max_examples=120)
def test_made_up_files_are_refused_in_our_words(magic: bytes, rest: bytes) -> None:
    swallow_refusal(magic + rest)


def swallow_refusal(source: bytes) -> None:
    """Look at a file in every way; anything but one of our own errors fails the test."""
    try:
        for frame in range(min(3, len(survey(source).frames))):
            picture(source, frame, 200)
            fit(source, frame, UNTOUCHED, DRX_LIMITS)
    except AppError:
        return


def test_a_png_with_one_wrong_bit_is_refused() -> None:
    content = bytearray(WHOLE["PNG"])
    content[len(content) // 2] ^= 1
    with pytest.raises(UnreadableFile):
        fit(bytes(content), 0, UNTOUCHED, DRX_LIMITS)


def test_a_pdf_whose_table_alone_is_wrong_is_read() -> None:
    whole = typed_pdf(pages=2)
    mended = whole.replace(b"startxref", b"startxxxx")
    assert len(survey(mended).frames) == 2


@given(
    width=st.integers(1, 700),
    height=st.integers(1, 700),
    quarter_turns=st.integers(0, 3),
    crop=st.none() | st.builds(Box, *[st.integers(-50, 800)] * 4),
    kind=st.sampled_from(["JPEG", "PNG", "BMP", "WEBP"]),
    is_noise=st.booleans(),
    force_jpeg=st.booleans(),
)
@settings(max_examples=80)
def test_any_size_and_any_edits_leave_within_the_limits(
    width: int, height: int, quarter_turns: int, crop: Box | None, kind: str, is_noise: bool, force_jpeg: bool
) -> None:
    source = saved(noise(width, height) if is_noise else corners(width, height), kind)
    outcome = fit(source, 0, PageEdits(quarter_turns, crop), SMALL, force_jpeg)
    assert complies(outcome.width, outcome.height, len(outcome.content), outcome.media_type, SMALL)
    assert outcome.encodes <= 3


@given(
    width=st.integers(30, 400),
    height=st.integers(30, 400),
    quarter_turns=st.integers(0, 3),
    left=st.integers(0, 100),
    top=st.integers(0, 100),
)
@settings(max_examples=50)
def test_what_leaves_has_the_size_that_the_edits_foretell(
    width: int, height: int, quarter_turns: int, left: int, top: int
) -> None:
    crop = Box(left, top, width, height).within(width, height, least_px=30)
    edits = PageEdits(quarter_turns, crop)
    outcome = fit(saved(corners(width, height), "PNG"), 0, edits, SMALL)
    assert (outcome.width, outcome.height) == edits.size_after(width, height)
