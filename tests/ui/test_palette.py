"""Every theme can be read: 4.5:1 for each text on its grounds, 7:1 with much contrast (WCAG 2.2, 1.4.3, 1.4.6)."""

import pytest

from app.ui.theme.palette import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, Palette

TEXT_ON_GROUND = [
    (text, ground) for text in ("ink", "muted") for ground in ("background", "panel", "field", "accent_soft", "hover")
] + [
    ("accent_strong", "accent_soft"),
    ("accent", "panel"),
    ("on_accent", "accent"),
    ("on_accent", "accent_strong"),
    ("good", "good_soft"),
    ("warn", "warn_soft"),
    ("bad", "bad_soft"),
    ("bad", "panel"),
]


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON_GROUND)
def test_text_stands_out_from_its_ground(palette: Palette, text: str, ground: str) -> None:
    assert contrast(palette, text, ground) >= 4.5


@pytest.mark.parametrize("palette", [CONTRAST_LIGHT, CONTRAST_DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON_GROUND)
def test_with_much_contrast_it_stands_out_far(palette: Palette, text: str, ground: str) -> None:
    assert contrast(palette, text, ground) >= 7


@pytest.mark.parametrize("palette", [CONTRAST_LIGHT, CONTRAST_DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["background", "panel", "canvas"])
def test_with_much_contrast_every_line_can_be_seen(palette: Palette, ground: str) -> None:
    assert contrast(palette, "line", ground) >= 4.5


def contrast(palette: Palette, one: str, other: str) -> float:
    bright, dim = sorted((luminance(palette.colour(one)), luminance(palette.colour(other))), reverse=True)
    return (bright + 0.05) / (dim + 0.05)
