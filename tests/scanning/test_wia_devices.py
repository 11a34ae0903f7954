"""What WIA lists, what a device can do and how it says it is, for devices of both generations and their quirks."""

import time
from collections.abc import Iterator

import pytest

from app.domain.pages import MediaType
from app.domain.scan_troubles import ScanFailed, Trouble
from app.domain.scanning import DeviceState, Mode, Region, Resolutions, Road, ScanOrder, Source
from app.scanning.wia.api import Allowed, Version, WiaApi, WiaDeviceFound, WiaError
from app.scanning.wia.driver import WiaDriver
from app.scanning.wia.properties import CATEGORY_FEEDER, Capability, Property
from tests.scanning.wia_device import (
    ADDRESS,
    QUICK,
    SCANNER,
    Desk,
    Windows,
    office_scanner,
    old_scanner,
    part_of,
    picture,
    root_of,
)


@pytest.fixture
def machine() -> Iterator[Windows]:
    """An office scanner; it is switched off behind the test."""
    made = office_scanner(picture(1))
    yield made
    made.close()


def driver_of(machine: Windows) -> WiaDriver:
    return WiaDriver(lambda: machine, QUICK)


# --- finding ---------------------------------------------------------------------------------------------------------


def test_scanners_are_found_with_their_names(machine: Windows) -> None:
    machine.names = (
        WiaDeviceFound(ADDRESS, " Canon DR-C225 "),
        WiaDeviceFound("{b}", "No friendly name", "Brother", "MFC-L2710DW"),
        WiaDeviceFound("{c}", ""),
    )
    found = list(driver_of(machine).find(2))
    assert [scanner.name for scanner in found] == ["Canon DR-C225", "Brother MFC-L2710DW", "Scanner"]
    assert found[0] == SCANNER
    assert {scanner.road for scanner in found} == {Road.WIA}


@pytest.mark.parametrize("code", [0x80040154, 0x80070422, 0x80210015])
def test_a_windows_without_wia_lists_nothing_and_is_no_error(code: int) -> None:
    def nowhere() -> WiaApi:
        raise WiaError(code)

    assert list(WiaDriver(nowhere).find(2)) == []


def test_a_service_that_refuses_is_an_error() -> None:
    def forbidden() -> WiaApi:
        raise WiaError(0x80070005)

    with pytest.raises(ScanFailed) as raised:
        list(WiaDriver(forbidden).find(2))
    assert raised.value.trouble is Trouble.NOT_ALLOWED


def test_a_service_that_hangs_lists_nothing_in_the_time_that_was_given(machine: Windows) -> None:
    machine.hangs_when_asked = True
    begun = time.monotonic()
    assert list(driver_of(machine).find(0.05)) == []
    assert time.monotonic() - begun < 2


# --- abilities -------------------------------------------------------------------------------------------------------


def test_each_source_has_what_its_own_item_says(machine: Windows) -> None:
    flatbed, feeder = machine.roots[Version.WIA_2].parts
    flatbed.limits[Property.DPI_X] = Allowed(lowest=50, highest=1200, step=1)
    feeder.limits[Property.DATA_TYPE] = Allowed((0, 2))
    abilities = driver_of(machine).abilities(SCANNER)
    assert [ability.source for ability in abilities.sources] == [Source.FLATBED, Source.FEEDER, Source.DUPLEX]
    glass, fed = abilities.of(Source.FLATBED), abilities.of(Source.FEEDER)
    assert glass is not None
    assert fed is not None
    assert glass.resolutions == Resolutions((), 50, 1200, 1)
    assert fed.resolutions.values == (100, 150, 200, 300, 600)
    assert (glass.modes, fed.modes) == (tuple(Mode), (Mode.GRAY, Mode.BW))
    assert (round(glass.width_mm, 1), round(glass.height_mm, 1)) == (215.9, 297.2)
    assert glass.media_types == (MediaType.JPEG, MediaType.BMP)
    assert abilities.senses_paper


def test_items_are_found_by_their_names_where_they_have_no_category() -> None:
    root = root_of(Version.WIA_2)
    root.parts = [part_of("0000\\Root\\Feeder", None), part_of("Flatbed", None)]
    abilities = driver_of(Windows({Version.WIA_2: root})).abilities(SCANNER)
    assert [ability.source for ability in abilities.sources] == [Source.FLATBED, Source.FEEDER, Source.DUPLEX]


def test_the_category_counts_for_more_than_the_name() -> None:
    root = root_of(Version.WIA_2)
    root.parts = [part_of("Feeder tray", None), part_of("Second", CATEGORY_FEEDER, [picture(8)])]
    desk = Desk(Windows({Version.WIA_2: root}))
    desk.driver.scan(ScanOrder(SCANNER, Source.FEEDER), desk.press)
    assert desk.pages == [picture(8)]


@pytest.mark.parametrize(
    ("capabilities", "sources"),
    [
        (Capability.FEED, [Source.FEEDER]),
        (Capability.FLAT, [Source.FLATBED]),
        (Capability.FEED | Capability.DUPLEX, [Source.FEEDER, Source.DUPLEX]),
        (0, [Source.FLATBED]),
    ],
)
def test_one_item_for_everything_is_what_the_device_says_it_is(capabilities: int, sources: list[Source]) -> None:
    root = root_of(Version.WIA_2, capabilities)
    root.parts = [part_of("Top", None)]
    abilities = driver_of(Windows({Version.WIA_2: root})).abilities(SCANNER)
    assert [ability.source for ability in abilities.sources] == sources


def test_a_device_of_wia_1_has_its_sizes_at_the_root_and_sends_bitmaps() -> None:
    abilities = driver_of(old_scanner(picture(1))).abilities(SCANNER)
    fed = abilities.of(Source.FEEDER)
    assert fed is not None
    assert (round(fed.height_mm, 1), fed.media_types) == (355.6, (MediaType.BMP,))


def test_a_feeder_for_banners_is_as_long_as_a_legal_sheet(machine: Windows) -> None:
    feeder = machine.roots[Version.WIA_2].parts[-1]
    feeder.values[Property.MAX_HEIGHT] = 99_000
    fed = driver_of(machine).abilities(SCANNER).of(Source.FEEDER)
    assert fed is not None
    assert round(fed.height_mm, 1) == 355.6


def test_sizes_that_make_no_sense_are_not_told(machine: Windows) -> None:
    flatbed = machine.roots[Version.WIA_2].parts[0]
    flatbed.values |= {Property.MAX_WIDTH: -1, Property.MAX_HEIGHT: 2**31 - 1}
    glass = driver_of(machine).abilities(SCANNER).of(Source.FLATBED)
    assert glass is not None
    assert (glass.width_mm, glass.height_mm) == (0, 0)


def test_a_device_without_items_is_unsupported() -> None:
    with pytest.raises(ScanFailed) as raised:
        driver_of(Windows({Version.WIA_2: root_of(Version.WIA_2)})).abilities(SCANNER)
    assert raised.value.trouble is Trouble.UNSUPPORTED


# --- state -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "source", "state"),
    [
        (0x3, Source.FEEDER, DeviceState.PAPER_IN),
        (0x2, Source.FEEDER, DeviceState.FEEDER_EMPTY),
        (0x23, Source.FEEDER, DeviceState.PAPER_JAM),
        (0x13, Source.DUPLEX, DeviceState.COVER_OPEN),
        (0x203, Source.FEEDER, DeviceState.MULTI_FEED),
        (0x2, Source.FLATBED, DeviceState.READY),
        (0x8, Source.FLATBED, DeviceState.UNKNOWN),
        (0x22, Source.FLATBED, DeviceState.READY),
    ],
)
def test_the_status_bits_are_a_state(machine: Windows, status: int, source: Source, state: DeviceState) -> None:
    machine.roots[Version.WIA_2].values[Property.HANDLING_STATUS] = status
    assert driver_of(machine).state(SCANNER, source) is state


def test_a_device_that_is_not_connected_is_offline(machine: Windows) -> None:
    machine.roots[Version.WIA_2].values[Property.CONNECT_STATUS] = 0
    assert driver_of(machine).state(SCANNER, Source.FLATBED) is DeviceState.OFFLINE


def test_a_feeder_without_a_sensor_is_never_called_empty(machine: Windows) -> None:
    machine.roots[Version.WIA_2].values |= {Property.HANDLING_CAPABILITIES: 1, Property.HANDLING_STATUS: 0}
    assert driver_of(machine).state(SCANNER, Source.FEEDER) is DeviceState.UNKNOWN


def test_a_status_that_cannot_be_read_is_unknown(machine: Windows) -> None:
    machine.roots[Version.WIA_2].unreadable.add(Property.HANDLING_STATUS)
    assert driver_of(machine).state(SCANNER, Source.FEEDER) is DeviceState.UNKNOWN


# --- the part of the glass -------------------------------------------------------------------------------------------


def test_without_a_region_all_of_the_glass_is_scanned_at_the_resolution_that_was_taken(machine: Windows) -> None:
    desk = Desk(machine)
    desk.driver.scan(ScanOrder(SCANNER, Source.FLATBED, 300), desk.press)
    glass = machine.roots[Version.WIA_2].parts[0].values
    assert (glass[Property.LEFT_PX], glass[Property.TOP_PX]) == (0, 0)
    assert (glass[Property.WIDTH_PX], glass[Property.HEIGHT_PX]) == (2550, 3510)


def test_a_region_is_asked_for_in_pixels_and_kept_within_the_glass(machine: Windows) -> None:
    desk = Desk(machine)
    region = Region(25.4, 50.8, 85.6, 1000.0)
    desk.driver.scan(ScanOrder(SCANNER, Source.FLATBED, 200, region=region), desk.press)
    glass = machine.roots[Version.WIA_2].parts[0].values
    assert (glass[Property.LEFT_PX], glass[Property.WIDTH_PX]) == (200, 674)
    assert (glass[Property.TOP_PX], glass[Property.HEIGHT_PX]) == (400, 2340 - 400)


def test_an_extent_that_a_driver_takes_only_after_the_position_is_asked_for_again(machine: Windows) -> None:
    desk = Desk(machine)
    glass = machine.roots[Version.WIA_2].parts[0]
    plain_write = glass.write

    def position_first(property_id: int, value: object) -> None:
        if property_id == Property.WIDTH_PX and glass.values[Property.LEFT_PX] == 0:
            raise WiaError(0x80070057)
        plain_write(property_id, value)  # type: ignore[arg-type]  # as it came

    glass.write = position_first  # type: ignore[method-assign]  # a driver with a will of its own
    desk.driver.scan(ScanOrder(SCANNER, Source.FLATBED, 200, region=Region(25.4, 0, 85.6, 50)), desk.press)
    assert (glass.values[Property.LEFT_PX], glass.values[Property.WIDTH_PX]) == (200, 674)


# --- cleaning up -----------------------------------------------------------------------------------------------------


def test_a_device_that_is_free_again_is_waited_for(machine: Windows) -> None:
    machine.refusals[Version.WIA_2] = [0x80210006, 0x8021000D]
    driver_of(machine).clean_up(SCANNER, ADDRESS)
    assert machine.opened == [Version.WIA_2] * 3


def test_a_device_that_stays_busy_is_said_to_be_busy(machine: Windows) -> None:
    machine.refusals[Version.WIA_2] = [0x80210006] * 1000
    with pytest.raises(ScanFailed) as raised:
        driver_of(machine).clean_up(SCANNER, ADDRESS)
    assert raised.value.trouble is Trouble.BUSY
