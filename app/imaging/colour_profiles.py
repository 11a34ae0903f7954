"""Colour profiles for pictures that name their colours by numbers alone (ITU-T H.273; PNG gAMA and cHRM)."""

import struct

Matrix = tuple[tuple[float, float, float], tuple[float, float, float], tuple[float, float, float]]
Primaries = tuple[tuple[float, float], tuple[float, float], tuple[float, float], tuple[float, float]]

_SRGB_PRIMARIES = 1
_NAMED: dict[int, Primaries] = {  # H.273, table 2: red, green, blue, white; those that differ visibly from sRGB
    9: ((0.708, 0.292), (0.170, 0.797), (0.131, 0.046), (0.3127, 0.3290)),  # BT.2020
    11: ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060), (0.314, 0.351)),  # cinema P3
    12: ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060), (0.3127, 0.3290)),  # Display P3, which phones write
}
_SRGB_XY: Primaries = ((0.640, 0.330), (0.300, 0.600), (0.150, 0.060), (0.3127, 0.3290))
_GAMMAS = {4: 2.2, 5: 2.8, 8: 1.0}  # H.273, table 3; all others are taken for sRGB's curve
_SRGB_GAMMA = 1 / 0.45455
_SAME_GAMMA, _SAME_PLACE = 0.05, 0.01
_LEAST_GAMMA, _MOST_GAMMA = 0.9, 3.5  # anything else is a slip of the writer
_D50 = (0.9642, 1.0, 0.8249)  # ICC.1:2022, 7.2.16
_BRADFORD: Matrix = ((0.8951, 0.2664, -0.1614), (-0.7502, 1.7135, 0.0367), (0.0389, -0.0685, 1.0296))
_SRGB_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)  # ICC.1:2022, 10.18, function 3


def profile_of_primaries(primaries: int, transfer: int) -> bytes | None:
    """An ICC profile for colours named by H.273's numbers; None where sRGB is what is meant, or as good as it."""
    gamma = _GAMMAS.get(transfer)
    if primaries not in _NAMED and gamma is None:
        return None
    return _profile(_NAMED.get(primaries, _SRGB_XY), gamma)


def profile_of_gamma(gamma: float, places: tuple[float, ...] | None) -> bytes | None:
    """An ICC profile for a PNG's gAMA (as stored, about 0.45) and cHRM (white, red, green, blue); None for sRGB's."""
    if not 1 / _MOST_GAMMA <= gamma <= 1 / _LEAST_GAMMA:
        return None
    found = _SRGB_XY
    if places is not None and len(places) == 8 and all(0 < place < 1 for place in places):
        white, red, green, blue = zip(places[::2], places[1::2], strict=True)
        found = (red, green, blue, white)
    same_places = all(
        abs(a - b) < _SAME_PLACE
        for one, two in zip(found, _SRGB_XY, strict=True)
        for a, b in zip(one, two, strict=True)
    )
    if same_places and abs(1 / gamma / _SRGB_GAMMA - 1) < _SAME_GAMMA:
        return None
    return _profile(found, 1 / gamma)


def _profile(places: Primaries, gamma: float | None) -> bytes | None:
    """A display profile of three colorants and one curve (ICC.1:2022, 8.3.3); `gamma` None is sRGB's curve."""
    columns = _colorants(places)
    if columns is None:
        return None
    if gamma is None:
        curve = b"para" + struct.pack(">IHH5i", 0, 3, 0, *(_fixed(number) for number in _SRGB_CURVE))
    else:
        curve = b"para" + struct.pack(">IHHi", 0, 0, 0, _fixed(gamma))
    parts = {b"wtpt": _xyz(_D50), b"rXYZ": _xyz(columns[0]), b"gXYZ": _xyz(columns[1]), b"bXYZ": _xyz(columns[2])}
    parts |= {b"rTRC": curve, b"gTRC": curve, b"bTRC": curve}
    table, body, start = b"", b"", 128 + 4 + 12 * len(parts)
    for name, content in parts.items():
        table += name + struct.pack(">II", start + len(body), len(content))
        body += content.ljust(-(-len(content) // 4) * 4, b"\x00")
    size = start + len(body)
    head = struct.pack(">I4xI4s4s4s12x4s", size, 0x04200000, b"mntr", b"RGB ", b"XYZ ", b"acsp")
    head = head.ljust(68, b"\x00") + struct.pack(">3i", *(_fixed(number) for number in _D50))
    return head.ljust(128, b"\x00") + struct.pack(">I", len(parts)) + table + body


def _fixed(number: float) -> int:
    return round(number * 65536)


def _xyz(places: tuple[float, float, float]) -> bytes:
    return b"XYZ " + struct.pack(">I3i", 0, *(_fixed(number) for number in places))


def _colorants(places: Primaries) -> Matrix | None:
    """XYZ of pure red, green and blue under D50; None where the three lie on a line."""
    red, green, blue, white = (_from_xy(*place) for place in places)
    across: Matrix = (red, green, blue)
    shares = _solved(_transposed(across), white)
    if shares is None:
        return None
    lit = [tuple(number * share for number in colour) for colour, share in zip(across, shares, strict=True)]
    cone_white, cone_d50 = _times(_BRADFORD, white), _times(_BRADFORD, _D50)
    adapted = []
    for colour in lit:
        cones = _times(_BRADFORD, (colour[0], colour[1], colour[2]))
        moved = (
            cones[0] * cone_d50[0] / cone_white[0],
            cones[1] * cone_d50[1] / cone_white[1],
            cones[2] * cone_d50[2] / cone_white[2],
        )
        back = _solved(_BRADFORD, moved)
        if back is None:
            return None
        adapted.append(back)
    return adapted[0], adapted[1], adapted[2]


def _from_xy(x: float, y: float) -> tuple[float, float, float]:
    return x / y, 1.0, (1 - x - y) / y


def _times(matrix: Matrix, column: tuple[float, float, float]) -> tuple[float, float, float]:
    first, second, third = (sum(a * b for a, b in zip(row, column, strict=True)) for row in matrix)
    return first, second, third


def _transposed(matrix: Matrix) -> Matrix:
    first, second, third = zip(*matrix, strict=True)
    return first, second, third


def _solved(matrix: Matrix, column: tuple[float, float, float]) -> tuple[float, float, float] | None:
    """What has to stand behind the matrix so that the column comes out (Cramer's rule)."""
    whole = _determinant(matrix)
    if abs(whole) < 1e-9:
        return None
    found = []
    for place in range(3):
        rows = [tuple(column[n] if k == place else row[k] for k in range(3)) for n, row in enumerate(matrix)]
        first, second, third = ((row[0], row[1], row[2]) for row in rows)
        found.append(_determinant((first, second, third)) / whole)
    return found[0], found[1], found[2]


def _determinant(matrix: Matrix) -> float:
    (a, b, c), (d, e, f), (g, h, i) = matrix
    return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
