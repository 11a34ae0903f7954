"""The made-up documents: drawn at any size, with bars that a reader can read."""

from datetime import date

import pytest
from PIL import Image

from app.practice.barcode128 import bar_widths, code_values
from app.practice.drawings import door_photo, hard_copy, hard_copy_back, id_card, insurance_card, receipt, scanned

BORN = date(1962, 3, 14)
LABEL = "b209827:a5g"
STOP_WIDTHS = (2, 3, 3, 1, 1, 1, 2)

# Read back with another program's reader (zxing-cpp 3.1) when the encoder was written.
LABEL_WIDTHS = "2112141214211131412212314113113122121141313212211211242132121221141214212331112"


def drawn(size_px: tuple[int, int]) -> Image.Image:
    return hard_copy("Maria Alvarez", BORN, "Lisinopril 10 mg", "1 tab by mouth daily #30", LABEL, size_px)


def test_digits_are_packed_in_pairs() -> None:
    assert code_values(LABEL) == (104, 66, 99, 20, 98, 27, 100, 26, 65, 21, 71, 66, 106)


def test_a_label_has_the_bars_that_another_reader_reads() -> None:
    assert "".join(map(str, bar_widths(LABEL))) == LABEL_WIDTHS


def test_the_check_value_is_that_of_the_standards_own_sum() -> None:
    # PJJ123C in set B: 104 + 48*1 + 42*2 + 42*3 + 17*4 + 18*5 + 19*6 + 35*7 = 879, 879 mod 103 = 55
    assert code_values("PJJ123C")[-2:] == (55, 106)


@pytest.mark.parametrize("text", ["A", "1234", "12345", "ab123456cd", " ~"])
def test_every_character_is_eleven_modules_of_three_bars_and_three_spaces(text: str) -> None:
    widths = bar_widths(text)
    assert widths[-7:] == STOP_WIDTHS
    assert all(sum(widths[index : index + 6]) == 11 for index in range(0, len(widths) - 7, 6))


@pytest.mark.parametrize("text", ["", "é", "tab\t", "١٢٣٤"])
def test_what_cannot_be_encoded_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError, match="printable ASCII"):
        bar_widths(text)


@pytest.mark.parametrize("size_px", [(600, 840), (1200, 1600), (1654, 2339)])
def test_the_bars_on_a_hard_copy_are_those_of_its_label(size_px: tuple[int, int]) -> None:
    page = drawn(size_px).convert("L")
    row = round(size_px[1] - size_px[0] * 0.15)
    brightness = page.crop((0, row, round(size_px[0] * 0.54), row + 1)).tobytes()
    runs: list[list[int]] = []
    for value in brightness:
        is_bar = int(value < 128)
        if runs and runs[-1][0] == is_bar:
            runs[-1][1] += 1
        else:
            runs.append([is_bar, 1])
    bars = [length for _, length in runs[1:-1]]
    module = min(bars)
    assert "".join(str(length // module) for length in bars) == LABEL_WIDTHS


def test_a_page_without_names_of_the_typeface_is_still_drawn() -> None:
    card = id_card("Hrafnhildur Björnsdóttir-Featherstonehaugh-Wolfeschlegelsteinhausen ليلى", BORN)
    assert card.size == (1350, 850)


@pytest.mark.parametrize(
    "picture",
    [
        drawn((400, 560)),
        hard_copy_back(LABEL, (400, 560)),
        id_card("Maria Alvarez", BORN, size_px=(400, 300)),
        insurance_card("Maria Alvarez", size_px=(400, 300)),
        door_photo((300, 400)),
        receipt("pos_12345", (("Lisinopril 10 mg", "$7.50"),), (320, 600)),
    ],
)
def test_each_document_is_more_than_a_blank_sheet(picture: Image.Image) -> None:
    assert len(set(picture.convert("L").resize((64, 64)).tobytes())) > 5


def test_two_people_have_different_pages() -> None:
    other = hard_copy("Daniel Chen", date(1979, 11, 2), "Amoxicillin 500 mg", "1 cap", "b210031:c2k", (400, 560))
    assert other.tobytes() != drawn((400, 560)).tobytes()


def test_a_scan_has_a_grey_border_around_a_white_sheet() -> None:
    sheet = scanned(drawn((400, 560)), (500, 700))
    assert sheet.mode == "L"
    brightness = sheet.resize((50, 70)).tobytes()
    corner, paper = brightness[1 * 50 + 1], brightness[8 * 50 + 25]
    assert corner < paper
