"""Every kind of odd file and its weight; the input of a seed and a number is always the same."""

import random
from dataclasses import replace

from tests.endurance.odd import Maker, Odd
from tests.endurance.odd_bitmaps import hostile_bmp, hostile_gif, hostile_png, hostile_webp
from tests.endurance.odd_damage import DAMAGE
from tests.endurance.odd_guises import GUISES
from tests.endurance.odd_pdfs import PDFS
from tests.endurance.odd_photos import hostile_boxes, hostile_jpeg, hostile_jpeg_2000, swollen
from tests.endurance.odd_tiffs import TIFFS
from tests.endurance.odd_zips import ZIPS

KINDS: dict[str, tuple[Maker, int]] = {
    **DAMAGE,
    "PNG hostile": (hostile_png, 8),
    "GIF hostile": (hostile_gif, 5),
    "WebP hostile": (hostile_webp, 5),
    "BMP hostile": (hostile_bmp, 8),
    "JPEG hostile": (hostile_jpeg, 12),
    "JPEG 2000 hostile": (hostile_jpeg_2000, 6),
    "HEIC, AVIF hostile": (hostile_boxes, 8),
    "swollen metadata": (swollen, 6),
    **TIFFS,
    **PDFS,
    **ZIPS,
    **GUISES,
}
_NAMES, _WEIGHTS = tuple(KINDS), tuple(weight for _, weight in KINDS.values())


def kind_of(seed: int, number: int) -> str:
    """Which kind this input is of."""
    return _dice(seed, number).choices(_NAMES, _WEIGHTS)[0]


def odd_file(seed: int, number: int) -> Odd:
    """The input itself."""
    dice = _dice(seed, number)
    kind = dice.choices(_NAMES, _WEIGHTS)[0]
    return replace(KINDS[kind][0](dice), kind=kind)


def one_of_kind(kind: str, variant: int) -> Odd:
    """An input of this very kind, for a thinned set."""
    return replace(KINDS[kind][0](random.Random(f"{kind} {variant}")), kind=kind)


def _dice(seed: int, number: int) -> random.Random:
    return random.Random(f"{seed}/{number}")
