"""Code 128 (ISO/IEC 15417): the bars of a text, for the labels on the drawn pages."""

# Widths of bar, space, bar, space, bar, space for the values 0 to 105, then the stop with its last bar.
_WIDTHS = (
    "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 "
    "113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 "
    "212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 "
    "113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 "
    "314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 "
    "241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 "
    "214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 211214 "
    "211232 2331112"
)
_PATTERNS = tuple(_WIDTHS.split())

_START_B = 104
_START_C = 105
_TO_C = 99
_TO_B = 100
_STOP = 106
_CHECK_MODULUS = 103

# Shortest run of digits for which the pairs of set C save room in the middle of a text (ISO/IEC 15417, annex E).
_DIGITS_WORTH_C = 6
_DIGITS_WORTH_C_AT_AN_END = 4

QUIET_MODULES = 10


def code_values(text: str) -> tuple[int, ...]:
    """The code values from the start to the stop; raises ValueError for what is not printable ASCII."""
    if not text or not all(" " <= letter <= "~" for letter in text):
        raise ValueError("Code 128 is drawn here for printable ASCII only")
    values: list[int] = []
    in_digits = False
    position = 0
    while position < len(text):
        run = _digits_at(text, position)
        at_an_end = position == 0 or position + run == len(text)
        if run >= (_DIGITS_WORTH_C_AT_AN_END if at_an_end else _DIGITS_WORTH_C) and run % 2 == 0:
            values.append(_TO_C if values else _START_C)
            values += [int(text[index : index + 2]) for index in range(position, position + run, 2)]
            position += run
            in_digits = True
            continue
        if in_digits or not values:
            values.append(_TO_B if values else _START_B)
            in_digits = False
        values.append(ord(text[position]) - ord(" "))
        position += 1
    weighted = sum(max(index, 1) * value for index, value in enumerate(values))
    return (*values, weighted % _CHECK_MODULUS, _STOP)


def bar_widths(text: str) -> tuple[int, ...]:
    """Widths in modules, bar and space in turn, beginning and ending with a bar; quiet zones are the caller's."""
    return tuple(int(width) for value in code_values(text) for width in _PATTERNS[value])


def _digits_at(text: str, position: int) -> int:
    """How many digits follow from here on."""
    count = 0
    while position + count < len(text) and text[position + count].isdigit():
        count += 1
    return count
