"""What is asked of a scanner is brought to what it can do; each device is listed once."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.scan_troubles import ScanFailed, Trouble, problem_of
from app.domain.scanning import (
    Abilities,
    Mode,
    Resolutions,
    Road,
    Scanner,
    ScannerId,
    ScanNote,
    ScanOrder,
    Source,
    SourceAbility,
    one_a_device,
    settled,
)

GLASS = SourceAbility(Source.FLATBED, (Mode.COLOUR, Mode.GRAY), Resolutions((100, 200, 300, 1200)))
FEEDER = SourceAbility(Source.FEEDER, (Mode.GRAY, Mode.BW), Resolutions(lowest=75, highest=300, step=25))
BOTH = Abilities((GLASS, FEEDER))


def scanner(road: Road = Road.ESCL, name: str = "Brother ADS-2700W", id_: str = "one") -> Scanner:
    return Scanner(ScannerId(f"{road.value}:{id_}"), name, road, "https://192.0.2.7/eSCL")


def order(**wishes: object) -> ScanOrder:
    return ScanOrder(scanner(), **wishes)  # type: ignore[arg-type]  # fields that a test names


def test_a_wish_that_the_scanner_has_is_carried_out_as_it_is() -> None:
    wanted = order(source=Source.FEEDER, dpi=200, mode=Mode.GRAY)
    assert settled(wanted, BOTH) == (wanted, ())


def test_a_resolution_that_is_not_listed_becomes_the_nearest_and_is_told() -> None:
    carried_out, notes = settled(order(source=Source.FLATBED, dpi=600), BOTH)
    assert carried_out.dpi == 300
    assert notes == (ScanNote.OTHER_DPI,)


def test_sources_are_judged_each_by_itself() -> None:
    carried_out, _ = settled(order(source=Source.FEEDER, dpi=1200, mode=Mode.GRAY), BOTH)
    assert carried_out.dpi == 300, "the glass can do more, the feeder can't"


def test_black_and_white_that_is_missing_becomes_grey_and_colour_that_is_missing_grey() -> None:
    assert settled(order(source=Source.FLATBED, mode=Mode.BW), BOTH)[0].mode is Mode.GRAY
    carried_out, notes = settled(order(source=Source.FEEDER, mode=Mode.COLOUR), BOTH)
    assert carried_out.mode is Mode.GRAY
    assert ScanNote.OTHER_MODE in notes


def test_a_source_that_is_not_named_is_the_feeder_where_paper_lies_in_it_else_the_glass() -> None:
    assert settled(order(), BOTH, paper_in=True)[0].source is Source.FEEDER
    assert settled(order(), BOTH)[0].source is Source.FLATBED
    assert settled(order(), Abilities((FEEDER,)))[0].source is Source.FEEDER


def test_a_source_that_the_scanner_has_not_got_is_refused_in_words() -> None:
    with pytest.raises(ScanFailed) as caught:
        settled(order(source=Source.DUPLEX), BOTH)
    assert caught.value.trouble is Trouble.UNSUPPORTED


@given(st.integers(1, 20_000), st.lists(st.integers(1, 4800), min_size=1, max_size=8))
def test_of_listed_resolutions_none_is_nearer_than_the_one_that_is_taken(dpi: int, values: list[int]) -> None:
    nearest = Resolutions(tuple(values)).nearest(dpi)
    assert nearest in values
    assert all(abs(nearest - dpi) <= abs(value - dpi) for value in values)


@given(st.integers(1, 20_000), st.integers(1, 600), st.integers(0, 4800), st.integers(0, 400))
def test_a_resolution_of_a_range_lies_on_its_steps_or_at_its_end(dpi: int, lowest: int, more: int, step: int) -> None:
    nearest = Resolutions(lowest=lowest, highest=lowest + more, step=step).nearest(dpi)
    assert lowest <= nearest <= lowest + more
    assert (nearest - lowest) % max(step, 1) == 0 or nearest == lowest + more


def test_a_device_that_is_reached_by_two_roads_is_listed_once_by_the_better() -> None:
    by_network, by_windows = scanner(Road.ESCL), scanner(Road.WIA, "Brother ADS 2700W")
    assert one_a_device((by_windows, by_network)) == (by_network,)


def test_two_devices_of_one_name_on_one_road_are_two() -> None:
    first, second = scanner(id_="one"), scanner(id_="two")
    assert one_a_device((first, second)) == (first, second)


def test_pages_through_plain_http_are_not_encrypted_and_a_cable_is() -> None:
    assert scanner().is_encrypted
    assert not Scanner(ScannerId("x"), "x", Road.ESCL, "http://192.0.2.7/eSCL").is_encrypted
    assert scanner(Road.SANE).is_encrypted


def test_every_trouble_has_a_sentence_of_its_own_and_what_to_do() -> None:
    problems = [problem_of(trouble) for trouble in Trouble]
    assert len({problem.title for problem in problems}) == len(Trouble)
    assert all(problem.advice for problem in problems)


def test_a_failed_scan_travels_between_processes_whole() -> None:
    failure = pickle.loads(pickle.dumps(ScanFailed(Trouble.PAPER_JAM, "code 6")))
    assert failure.trouble is Trouble.PAPER_JAM
    assert failure.problem == problem_of(Trouble.PAPER_JAM, "code 6")
