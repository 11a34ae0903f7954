"""Every code of WIA says what to do, in a sentence, and none is shown raw."""

import pytest

from app.domain.scan_troubles import Trouble, problem_of
from app.scanning.wia.api import WiaError
from app.scanning.wia.codes import NOT_HERE, failed, is_failure, trouble_of

OF_THE_HEADER = {  # wiadef.h of the Windows SDK: MAKE_HRESULT(SEVERITY_ERROR, FACILITY_WIA = 33, number)
    2: Trouble.PAPER_JAM,
    3: Trouble.FEEDER_EMPTY,
    4: Trouble.FEEDER_FAILED,
    5: Trouble.OFFLINE,
    6: Trouble.BUSY,
    7: Trouble.WARMING_UP,
    10: Trouble.COMMUNICATION_LOST,
    12: Trouble.SETTINGS_REJECTED,
    13: Trouble.BUSY,
    14: Trouble.DRIVER_CRASHED,
    16: Trouble.COVER_OPEN,
    20: Trouble.MULTI_FEED,
    21: Trouble.NOT_FOUND,
}


@pytest.mark.parametrize(("number", "trouble"), OF_THE_HEADER.items())
def test_each_code_of_wia_is_a_trouble_with_a_sentence(number: int, trouble: Trouble) -> None:
    code = 0x80000000 | 33 << 16 | number
    assert trouble_of(code) is trouble
    assert "0x" not in problem_of(trouble).sentence


@pytest.mark.parametrize(
    ("code", "trouble"),
    [
        (0x80210016, Trouble.COVER_OPEN),
        (0x80210017, Trouble.WARMING_UP),
        (0x80210020, Trouble.MULTI_FEED),
    ],
)
def test_codes_as_microsofts_page_prints_them_are_known_too(code: int, trouble: Trouble) -> None:
    assert trouble_of(code) is trouble


@pytest.mark.parametrize(
    ("code", "trouble"),
    [
        (0x80070005, Trouble.NOT_ALLOWED),
        (0x80070057, Trouble.SETTINGS_REJECTED),
        (0x800706BA, Trouble.DRIVER_CRASHED),
        (0x80010108, Trouble.DRIVER_CRASHED),
        (0x80010001, Trouble.BUSY),
        (0x80070070, Trouble.STORAGE_FULL),
        (0x80004001, Trouble.UNSUPPORTED),
        (0x8BADF00D, Trouble.DRIVER_CRASHED),
    ],
)
def test_codes_of_windows_and_unknown_ones_have_their_trouble(code: int, trouble: Trouble) -> None:
    assert trouble_of(code) is trouble


def test_a_code_that_came_as_a_negative_number_is_the_same_code() -> None:
    error = WiaError(-2145320957)
    assert error.hresult == 0x80210003
    assert trouble_of(-2145320957) is Trouble.FEEDER_EMPTY


def test_the_code_stands_behind_details_only() -> None:
    problem = failed(WiaError(0x80210006)).problem
    assert problem.detail == "WIA 0x80210006"
    assert "0x" not in problem.sentence


def test_no_more_pages_is_a_success_and_no_wia_is_no_error_of_finding() -> None:
    assert not is_failure(0x00210001)
    assert is_failure(0x80210003)
    assert 0x80040154 in NOT_HERE
