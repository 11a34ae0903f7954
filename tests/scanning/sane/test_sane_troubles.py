"""How `scanimage` ends, and what is said of it."""

import pytest

from app.domain.scan_troubles import Trouble
from app.scanning.sane.troubles import trouble_of

OPENING = "scanimage: open of device x:1 failed: {}\n"


def why(code: int, said: str = "", pages: int = 0, is_fed: bool = True) -> Trouble | None:
    return trouble_of(code, said, pages=pages, is_fed=is_fed)[0]


@pytest.mark.parametrize(
    ("words", "trouble"),
    [
        ("Invalid argument", Trouble.NOT_FOUND),
        ("Error during device I/O", Trouble.OFFLINE),
        ("Device busy", Trouble.BUSY),
        ("Access to resource has been denied", Trouble.NOT_ALLOWED),
        ("Something new", Trouble.NOT_FOUND),
    ],
)
def test_a_device_that_does_not_open_says_why(words: str, trouble: Trouble) -> None:
    assert why(1, OPENING.format(words)) is trouble


@pytest.mark.parametrize(
    "said",
    [
        "scanimage: setting of option --mode failed (Invalid argument)",
        "scanimage: attempted to set inactive option depth",
        "scanimage: unrecognized option '--source=ADF'",
    ],
)
def test_a_setting_that_is_refused_is_told_as_such(said: str) -> None:
    assert why(1, said) is Trouble.SETTINGS_REJECTED


@pytest.mark.parametrize("code", [134, -6, -11, 139, -9])
def test_a_signal_means_that_the_driver_broke(code: int) -> None:
    assert why(code, pages=3) is Trouble.DRIVER_CRASHED


@pytest.mark.parametrize("said", ["cannot close image file", "cannot open page1.tif.part", "libpng error: Write Error"])
def test_no_room_in_memory_is_told_as_such(said: str) -> None:
    assert why(11, said, pages=2) is Trouble.STORAGE_FULL


def test_a_feeder_that_ran_empty_is_how_a_batch_ends() -> None:
    assert why(7, pages=3) is None
    assert why(0, pages=3) is None


def test_a_feeder_that_was_empty_is_told() -> None:
    assert why(7) is Trouble.FEEDER_EMPTY
    assert why(0) is Trouble.FEEDER_EMPTY


def test_a_glass_that_gives_no_page_gave_an_incomplete_one() -> None:
    assert why(0, is_fed=False) is Trouble.INCOMPLETE_PAGE


def test_trouble_behind_the_first_pages_is_told() -> None:
    assert why(6, "scanimage: sane_read: Document feeder jammed", pages=4) is Trouble.PAPER_JAM


def test_a_code_that_nobody_knows_is_told_by_its_words_or_as_a_broken_driver() -> None:
    assert why(77, "scanimage: sane_start: Device busy") is Trouble.BUSY
    assert why(77) is Trouble.DRIVER_CRASHED


def test_no_detail_names_a_device() -> None:
    for code in (1, 9, 134, 0, 77):
        assert "x:1" not in trouble_of(code, OPENING.format("Device busy"), pages=0, is_fed=True)[1]
