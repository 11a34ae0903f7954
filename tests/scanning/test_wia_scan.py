"""Scans through WIA: pages in their order, troubles at each point, and the drivers that do things their own way."""

from collections.abc import Iterator

import pytest

from app.domain.pages import MediaType
from app.domain.scan_troubles import ScanFailed, Trouble
from app.domain.scanning import (
    JobOpened,
    Mode,
    Scanner,
    ScannerId,
    ScanNote,
    ScanOrder,
    ScanSettled,
    SheetProgressed,
    SheetScanned,
    Source,
)
from app.scanning.wia.api import Allowed, Version
from app.scanning.wia.codes import E_INVALIDARG
from app.scanning.wia.properties import FORMATS, Property
from tests.scanning.wia_device import ADDRESS, SCANNER, Desk, ScanItem, Windows, office_scanner, old_scanner, picture
from tests.scanning.wia_device import sheets as sheets_of

FEEDER = ScanOrder(SCANNER, Source.FEEDER, 300)


@pytest.fixture
def desks() -> Iterator[list[Desk]]:
    """The desks of a test; their scanners are switched off behind it."""
    made: list[Desk] = []
    yield made
    for desk in made:
        desk.windows.close()


def desk_of(desks: list[Desk], windows: Windows) -> tuple[Desk, ScanItem]:
    """A desk with this scanner, and the item that sheets come from."""
    desks.append(Desk(windows))
    return desks[-1], next(iter(windows.roots.values())).parts[-1]


def test_all_sheets_of_the_feeder_come_in_their_order(desks: list[Desk]) -> None:
    sheets = sheets_of(10)
    desk, _ = desk_of(desks, office_scanner(*sheets))
    ended = desk.driver.scan(FEEDER, desk.press)
    assert desk.ended_of(ended) == (10, None)
    assert desk.pages == sheets


def test_what_is_settled_is_told_first_then_the_job_then_progress_before_each_page(desks: list[Desk]) -> None:
    desk, _ = desk_of(desks, office_scanner(picture(1)))
    desk.driver.scan(FEEDER, desk.press)
    kinds = [type(event) for event in desk.events]
    assert kinds[:2] == [ScanSettled, JobOpened]
    assert desk.events[1] == JobOpened(ADDRESS)
    assert kinds[2] is SheetProgressed
    assert kinds[-1] is SheetScanned


def test_no_source_named_takes_the_feeder_where_paper_lies_in_it(desks: list[Desk]) -> None:
    desk, _ = desk_of(desks, office_scanner(*sheets_of(2)))
    assert desk.ended_of(desk.driver.scan(ScanOrder(SCANNER), desk.press)) == (2, None)


def test_no_source_named_takes_the_glass_where_the_feeder_is_empty(desks: list[Desk]) -> None:
    desk, _ = desk_of(desks, office_scanner(on_glass=picture(7)))
    assert desk.ended_of(desk.driver.scan(ScanOrder(SCANNER), desk.press)) == (1, None)
    assert desk.pages == [picture(7)]


@pytest.mark.parametrize("ending", ["over", "paper empty", "end of media"])
def test_each_way_to_say_that_the_feeder_ran_out_is_the_normal_end(desks: list[Desk], ending: str) -> None:
    desk, feeder = desk_of(desks, office_scanner(*sheets_of(3)))
    feeder.ending = ending
    assert desk.ended_of(desk.driver.scan(FEEDER, desk.press)) == (3, None)


@pytest.mark.parametrize("ending", ["over", "paper empty", "end of media"])
def test_each_way_to_say_so_from_the_start_is_an_empty_feeder(desks: list[Desk], ending: str) -> None:
    desk, feeder = desk_of(desks, office_scanner())
    feeder.ending = ending
    assert desk.ended_of(desk.driver.scan(FEEDER, desk.press)) == (0, Trouble.FEEDER_EMPTY)


@pytest.mark.parametrize("ending", ["never", "never and deaf"])
def test_a_driver_that_never_says_that_it_was_the_last_sheet_ends_all_the_same(desks: list[Desk], ending: str) -> None:
    desk, feeder = desk_of(desks, office_scanner(*sheets_of(3)))
    feeder.ending = ending
    assert desk.ended_of(desk.driver.scan(FEEDER, desk.press)) == (3, None)


@pytest.mark.parametrize("where", ["before", "within"])
def test_a_driver_that_falls_silent_before_or_within_a_first_page_has_lost_its_device(
    desks: list[Desk], where: str
) -> None:
    desk, feeder = desk_of(desks, office_scanner(*sheets_of(3)))
    feeder.fails[0, where] = -1
    assert desk.ended_of(desk.driver.scan(FEEDER, desk.press)) == (0, Trouble.COMMUNICATION_LOST)


def test_silence_within_a_later_page_keeps_what_came_and_is_no_normal_end(desks: list[Desk]) -> None:
    desk, feeder = desk_of(desks, office_scanner(*sheets_of(3)))
    feeder.fails[2, "within"] = -1
    assert desk.ended_of(desk.driver.scan(FEEDER, desk.press)) == (2, Trouble.COMMUNICATION_LOST)


CODES = {
    0x80210002: Trouble.PAPER_JAM,
    0x80210004: Trouble.FEEDER_FAILED,
    0x80210005: Trouble.OFFLINE,
    0x80210006: Trouble.BUSY,
    0x80210007: Trouble.WARMING_UP,
    0x8021000A: Trouble.COMMUNICATION_LOST,
    0x8021000C: Trouble.SETTINGS_REJECTED,
    0x8021000D: Trouble.BUSY,
    0x8021000E: Trouble.DRIVER_CRASHED,
    0x8021000F: Trouble.DRIVER_CRASHED,
    0x80210010: Trouble.COVER_OPEN,
    0x80210014: Trouble.MULTI_FEED,
    0x80210015: Trouble.NOT_FOUND,
    0x80070005: Trouble.NOT_ALLOWED,
    0x800706BA: Trouble.DRIVER_CRASHED,
}


@pytest.mark.parametrize("where", ["before", "within", "after"])
@pytest.mark.parametrize(("code", "trouble"), CODES.items())
def test_each_code_at_each_point_keeps_the_pages_before_it(
    desks: list[Desk], code: int, trouble: Trouble, where: str
) -> None:
    sheets = sheets_of(5)
    desk, feeder = desk_of(desks, office_scanner(*sheets))
    feeder.fails[2, where] = code
    kept = 3 if where == "after" else 2
    ended = desk.driver.scan(FEEDER, desk.press)
    assert desk.ended_of(ended) == (kept, trouble)
    assert desk.pages == sheets[:kept]
    assert ended.detail == f"WIA 0x{code:08X}"


@pytest.mark.parametrize(("code", "trouble"), CODES.items())
def test_each_code_while_it_is_opened_is_its_trouble(desks: list[Desk], code: int, trouble: Trouble) -> None:
    desk, _ = desk_of(desks, office_scanner(picture(1)))
    desk.windows.refusals[Version.WIA_2] = [code]
    with pytest.raises(ScanFailed) as raised:
        desk.driver.scan(FEEDER, desk.press)
    assert raised.value.trouble is trouble


def test_a_jam_that_is_only_told_as_a_status_is_not_taken_for_the_end(desks: list[Desk]) -> None:
    desk, feeder = desk_of(desks, office_scanner(*sheets_of(3)))
    feeder.statuses[2] = 0x80210002
    feeder.fails[2, "within"] = 0x80210002
    feeder.ending = "over"
    assert desk.ended_of(desk.driver.scan(FEEDER, desk.press)) == (2, Trouble.PAPER_JAM)


def test_a_status_that_a_later_page_belies_is_forgotten(desks: list[Desk]) -> None:
    desk, feeder = desk_of(desks, office_scanner(*sheets_of(3)))
    feeder.statuses[1] = 0x80210010
    assert desk.ended_of(desk.driver.scan(FEEDER, desk.press)) == (3, None)


def test_an_empty_stream_is_skipped_and_noted(desks: list[Desk]) -> None:
    desk, _ = desk_of(desks, office_scanner(picture(1), b"", picture(2)))
    ended = desk.driver.scan(FEEDER, desk.press)
    assert desk.ended_of(ended) == (2, None)
    assert ended.notes == (ScanNote.SKIPPED_EMPTY,)


def test_nothing_but_an_empty_stream_is_an_incomplete_page(desks: list[Desk]) -> None:
    desk, _ = desk_of(desks, office_scanner(b""))
    assert desk.ended_of(desk.driver.scan(FEEDER, desk.press)) == (0, Trouble.INCOMPLETE_PAGE)


def test_a_driver_that_announces_empty_pages_for_ever_is_stopped(desks: list[Desk]) -> None:
    desk, feeder = desk_of(desks, office_scanner(*[b""] * 100))
    assert desk.ended_of(desk.driver.scan(FEEDER, desk.press)) == (0, Trouble.INCOMPLETE_PAGE)
    assert feeder.came == 5


@pytest.mark.parametrize("torn", [picture(3)[:-40], b"\0" * 500, b"II*\0"[:2], picture(3, "BMP")[:-1]])
def test_a_page_that_is_torn_or_is_none_is_never_handed_over(desks: list[Desk], torn: bytes) -> None:
    desk, _ = desk_of(desks, office_scanner(picture(1), torn, picture(2)))
    assert desk.ended_of(desk.driver.scan(FEEDER, desk.press)) == (1, Trouble.INCOMPLETE_PAGE)


def test_a_bitmap_whose_header_forgot_the_size_is_taken_with_the_right_one(desks: list[Desk]) -> None:
    whole = picture(3, "BMP")
    desk, _ = desk_of(desks, office_scanner(whole[:2] + b"\0\0\0\0" + whole[6:]))
    assert desk.ended_of(desk.driver.scan(FEEDER, desk.press)) == (1, None)
    assert desk.pages == [whole]


def test_so_many_pages_as_were_wanted_end_the_scan(desks: list[Desk]) -> None:
    desk, feeder = desk_of(desks, office_scanner(*sheets_of(9)))
    order = ScanOrder(SCANNER, Source.FEEDER, max_pages=4)
    assert desk.ended_of(desk.driver.scan(order, desk.press)) == (4, None)
    assert feeder.values[Property.PAGES] == 4


def test_both_sides_are_asked_for_and_an_odd_number_of_pages_is_kept_to(desks: list[Desk]) -> None:
    desk, feeder = desk_of(desks, office_scanner(*sheets_of(8)))
    order = ScanOrder(SCANNER, Source.DUPLEX, max_pages=3)
    assert desk.ended_of(desk.driver.scan(order, desk.press)) == (3, None)
    assert (feeder.values[Property.HANDLING_SELECT], feeder.values[Property.PAGES]) == (4, 4)


def test_a_driver_that_feeds_only_the_first_page_is_called_again_until_it_is_empty(desks: list[Desk]) -> None:
    desk, feeder = desk_of(desks, office_scanner(*sheets_of(6)))
    feeder.refuses.add(Property.PAGES)
    feeder.brings = 1
    assert desk.ended_of(desk.driver.scan(FEEDER, desk.press)) == (6, None)


def test_a_scan_that_was_stopped_at_the_device_is_a_stopped_scan(desks: list[Desk]) -> None:
    desk, feeder = desk_of(desks, office_scanner(*sheets_of(2)))
    feeder.ending = "silently called off"
    assert desk.ended_of(desk.driver.scan(FEEDER, desk.press)) == (2, Trouble.CANCELLED)


# --- WIA 1.0 ------------------------------------------------------------------------------------------------


def test_a_device_that_knows_only_wia_1_is_called_page_by_page(desks: list[Desk]) -> None:
    sheets = [picture(number, "BMP") for number in range(5)]
    desk, _ = desk_of(desks, old_scanner(*sheets))
    assert desk.ended_of(desk.driver.scan(FEEDER, desk.press)) == (5, None)
    assert desk.pages == sheets
    root = desk.windows.roots[Version.WIA_1]
    assert (root.values[Property.PAGES], root.values[Property.HANDLING_SELECT]) == (1, 1)


def test_a_device_of_wia_1_that_brings_nothing_and_says_nothing_is_not_called_again(desks: list[Desk]) -> None:
    desk, item = desk_of(desks, old_scanner(*(picture(number, "BMP") for number in range(3))))
    item.says_empty = False
    assert desk.ended_of(desk.driver.scan(FEEDER, desk.press)) == (3, None)
    assert item.calls == 4


def test_a_driver_that_takes_nothing_of_wia_2_is_scanned_with_wia_1(desks: list[Desk]) -> None:
    windows = office_scanner(*sheets_of(4))
    feeder = windows.roots[Version.WIA_2].parts[-1]
    feeder.fails[0, "before"] = E_INVALIDARG
    windows.roots |= old_scanner(*sheets_of(4)).roots
    desk, _ = desk_of(desks, windows)
    assert desk.ended_of(desk.driver.scan(FEEDER, desk.press)) == (4, None)
    assert desk.windows.opened == [Version.WIA_2, Version.WIA_1]
    assert sum(isinstance(event, ScanSettled) for event in desk.events) == 1


def test_refused_settings_stay_refused_where_there_is_no_wia_1(desks: list[Desk]) -> None:
    desk, feeder = desk_of(desks, office_scanner(*sheets_of(4)))
    feeder.fails[0, "before"] = E_INVALIDARG
    assert desk.ended_of(desk.driver.scan(FEEDER, desk.press)) == (0, Trouble.SETTINGS_REJECTED)


def test_refused_settings_after_a_page_are_not_begun_again(desks: list[Desk]) -> None:
    windows = office_scanner(*sheets_of(4))
    windows.roots[Version.WIA_2].parts[-1].fails[1, "before"] = E_INVALIDARG
    windows.roots |= old_scanner(*sheets_of(4)).roots
    desk, _ = desk_of(desks, windows)
    assert desk.ended_of(desk.driver.scan(FEEDER, desk.press)) == (1, Trouble.SETTINGS_REJECTED)


# --- what was asked, and what was taken ---------------------------------------------------------------------


def test_another_resolution_than_was_asked_for_is_noted_and_stamped_on_the_pages(desks: list[Desk]) -> None:
    desk, _ = desk_of(desks, office_scanner(picture(1)))
    desk.driver.scan(ScanOrder(SCANNER, Source.FEEDER, 240), desk.press)
    first, page = desk.events[0], desk.events[-1]
    assert isinstance(first, ScanSettled)
    assert isinstance(page, SheetScanned)
    assert (first.order.dpi, page.dpi, first.notes) == (200, 200, (ScanNote.OTHER_DPI,))


def test_a_mode_that_the_driver_keeps_to_itself_is_noted(desks: list[Desk]) -> None:
    desk, feeder = desk_of(desks, office_scanner(picture(1)))
    feeder.refuses.add(Property.DATA_TYPE)
    feeder.values[Property.DATA_TYPE] = 2
    desk.driver.scan(FEEDER, desk.press)
    first = desk.events[0]
    assert isinstance(first, ScanSettled)
    assert (first.order.mode, first.notes) == (Mode.GRAY, (ScanNote.OTHER_MODE,))


@pytest.mark.parametrize(
    ("mode", "listed", "asked"),
    [
        (Mode.COLOUR, ("JPEG", "BMP", "PNG"), "JPEG"),
        (Mode.GRAY, ("BMP", "PNG"), "PNG"),
        (Mode.COLOUR, ("BMP", "TIFF"), "BMP"),
        (Mode.BW, ("JPEG", "BMP"), "BMP"),
        (Mode.BW, ("JPEG", "BMP", "PNG"), "PNG"),
    ],
)
def test_only_a_listed_format_is_asked_for_and_the_one_that_suits_the_mode(
    desks: list[Desk], mode: Mode, listed: tuple[str, ...], asked: str
) -> None:
    desk, feeder = desk_of(desks, office_scanner(picture(1)))
    feeder.limits[Property.FORMAT] = Allowed(tuple(FORMATS[MediaType[name]] for name in listed))
    desk.driver.scan(ScanOrder(SCANNER, Source.FEEDER, 300, mode), desk.press)
    assert feeder.values[Property.FORMAT] == FORMATS[MediaType[asked]]


def test_a_driver_that_refuses_every_setting_still_scans(desks: list[Desk]) -> None:
    desk, feeder = desk_of(desks, office_scanner(*sheets_of(2)))
    feeder.refuses |= set(feeder.values)
    feeder.values[Property.PAGES] = 0
    assert desk.ended_of(desk.driver.scan(FEEDER, desk.press)) == (2, None)


def test_a_scanner_that_is_gone_is_said_to_be_gone(desks: list[Desk]) -> None:
    desk, _ = desk_of(desks, office_scanner())
    elsewhere = Scanner(ScannerId("wia:x"), "Gone", SCANNER.road, "{x}")
    with pytest.raises(ScanFailed) as raised:
        desk.driver.scan(ScanOrder(elsewhere), desk.press)
    assert raised.value.trouble is Trouble.NOT_FOUND
