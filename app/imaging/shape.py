"""The true shape of a page whose pixels are not square: a fax has twice as many dots across as down (ITU-T T.4)."""

_SQUARE = 0.02  # a difference that nobody sees
_MOST_STRETCH = 4.0  # fax goes to 2.1, line scanners to 4; beyond that a slip of the writer is likelier
_LEAST_DPI, _MOST_DPI = 72, 2400

Sides = tuple[int, int]


def true_size(size: Sides, dpi: tuple[float, float] | None) -> Sides:
    """The size after the coarser side has been stretched to the finer one's dots per inch; the same for square pixels.

    `dpi` is across and down; where it is unlikely, the pixels are taken for square.
    """
    if dpi is None or not all(_LEAST_DPI <= side <= _MOST_DPI for side in dpi):
        return size
    across, down = dpi
    stretch = max(dpi) / min(dpi)
    if stretch - 1 <= _SQUARE or stretch > _MOST_STRETCH:
        return size
    return (round(size[0] * stretch), size[1]) if across < down else (size[0], round(size[1] * stretch))
