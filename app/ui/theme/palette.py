"""The colours of the themes. Light and dark are as ui.md names them: text contrast is 4.5:1 at least, `faint` aside.

With much contrast every text has 7:1 at least and every line can be seen (WCAG 2.2, 1.4.6 and 1.4.11).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """One theme's colours as `#rrggbb`; `soft` ones are grounds, their namesakes the text and lines upon them."""

    is_dark: bool
    background: str
    panel: str
    canvas: str
    field: str
    line: str
    ink: str
    muted: str
    faint: str
    accent: str
    accent_strong: str
    accent_soft: str
    on_accent: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    hover: str
    """The ground of a flat button under the pointer."""

    def colour(self, token: str) -> str:
        """The colour of a token by its name; raises AttributeError for a name that is none.

        A colour itself passes as it is: for grounds that stay dark in both themes.
        """
        if token.startswith("#"):
            return token
        value = getattr(self, token)
        return str(value)


LIGHT = Palette(
    is_dark=False,
    background="#f4f6f8",
    panel="#ffffff",
    canvas="#e7ebef",
    field="#f4f6f8",
    line="#dfe4ea",
    ink="#17212b",
    muted="#5b6875",
    faint="#8a96a3",
    accent="#0b6e6e",
    accent_strong="#095a5a",
    accent_soft="#e3f2f1",
    on_accent="#ffffff",
    good="#1f7a43",
    good_soft="#e4f4ea",
    warn="#8f5b00",
    warn_soft="#fdf1d9",
    bad="#b3261e",
    bad_soft="#fce8e6",
    hover="#eef1f4",
)

DARK = Palette(
    is_dark=True,
    background="#11161b",
    panel="#1a2127",
    canvas="#0c1014",
    field="#11161b",
    line="#2c363f",
    ink="#e8edf1",
    muted="#a3b0bc",
    faint="#7b8894",
    accent="#4cc2bd",
    accent_strong="#7ad6d2",
    accent_soft="#15393a",
    on_accent="#0c1a1a",
    good="#63cf8c",
    good_soft="#153323",
    warn="#f2bd5b",
    warn_soft="#3a2d12",
    bad="#ff8a80",
    bad_soft="#3d1c1a",
    hover="#232c34",
)

CONTRAST_LIGHT = Palette(
    is_dark=False,
    background="#ffffff",
    panel="#ffffff",
    canvas="#e6e6e6",
    field="#ffffff",
    line="#4a4a4a",
    ink="#000000",
    muted="#1f1f1f",
    faint="#4a4a4a",
    accent="#004747",
    accent_strong="#003333",
    accent_soft="#d2f0ef",
    on_accent="#ffffff",
    good="#00401c",
    good_soft="#e0f5e8",
    warn="#5a3500",
    warn_soft="#fff0cc",
    bad="#8a0000",
    bad_soft="#ffe6e3",
    hover="#e0e0e0",
)

CONTRAST_DARK = Palette(
    is_dark=True,
    background="#000000",
    panel="#000000",
    canvas="#1a1a1a",
    field="#000000",
    line="#b8b8b8",
    ink="#ffffff",
    muted="#e6e6e6",
    faint="#b8b8b8",
    accent="#5ff0ea",
    accent_strong="#a6fffb",
    accent_soft="#003b3a",
    on_accent="#000000",
    good="#7dffab",
    good_soft="#00290f",
    warn="#ffd166",
    warn_soft="#2e2200",
    bad="#ffb3ab",
    bad_soft="#3b0000",
    hover="#2b2b2b",
)
