"""What drivers of many makers call their sources, modes and resolutions, and what we make of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.scan_troubles import ScanFailed
from app.domain.scanning import DeviceState, Mode, Region, Resolutions, Road, Scanner, ScannerId, ScanOrder, Source
from app.scanning.sane import settings
from app.scanning.sane.options import Option, Span, options_in
from tests.scanning.sane.listings import AIRSCAN, BROTHER4, EPSON2, FUJITSU, HPAIO, SHEET_FED, SIMPLE

SCANNER = Scanner(ScannerId("sane:x"), "X", Road.SANE, "x")
FLATBED, FEEDER, DUPLEX = Source.FLATBED, Source.FEEDER, Source.DUPLEX
ADF = "Automatic Document Feeder"
SAMPLES = {
    "epson2": EPSON2,
    "fujitsu": FUJITSU,
    "hpaio": HPAIO,
    "brother4": BROTHER4,
    "airscan": AIRSCAN,
    "sheet-fed": SHEET_FED,
    "simple": SIMPLE,
}
DOORS = {
    "epson2": {
        FLATBED: (("source", "Flatbed"),),
        FEEDER: (("source", ADF),),
        DUPLEX: (("source", ADF), ("adf-mode", "Duplex")),
    },
    "fujitsu": {FEEDER: (("source", "ADF Front"),), DUPLEX: (("source", "ADF Duplex"),)},
    "hpaio": {
        FLATBED: (("source", "Flatbed"),),
        FEEDER: (("source", "ADF"),),
        DUPLEX: (("source", "Duplex"),),
    },
    "brother4": {
        FLATBED: (("source", "FlatBed"),),
        FEEDER: (("source", f"{ADF}(left aligned)"),),
        DUPLEX: (("source", f"{ADF}(left aligned,Duplex)"),),
    },
    "airscan": {
        FLATBED: (("source", "Flatbed"),),
        FEEDER: (("source", "ADF"),),
        DUPLEX: (("source", "ADF Duplex"),),
    },
    "sheet-fed": {FEEDER: ()},
    "simple": {FLATBED: ()},
}
MODES = dict.fromkeys(SAMPLES, ("Color", "Gray", "Lineart")) | {
    "brother4": ("24bit Color", "True Gray", "Black & White")
}
RESOLUTIONS = {
    "epson2": Resolutions((75, 150, 300, 600, 1200)),
    "fujitsu": Resolutions(lowest=50, highest=600, step=1),
    "hpaio": Resolutions((75, 100, 150, 200, 300, 600, 1200)),
    "brother4": Resolutions((100, 150, 200, 300, 400, 600, 1200, 2400, 4800, 9600)),
    "airscan": Resolutions((100, 200, 300, 600)),
    "sheet-fed": Resolutions((100, 150, 200, 300, 600)),
    "simple": Resolutions(lowest=50, highest=1200, step=1),
}
SIDES = {
    "epson2": (215.9, 297.18),
    "fujitsu": (215.872, 876.695),
    "hpaio": (215.9, 296.926),
    "brother4": (215.9, 355.6),
    "airscan": (215.9, 297.011),
    "sheet-fed": (216.069, 500.0),
    "simple": (0.0, 0.0),
}
names = st.from_regex(r"[a-z][a-z0-9-]{0,15}", fullmatch=True)
words = st.lists(st.from_regex(r"[A-Z][A-Za-z &()]{0,15}[a-z]", fullmatch=True), min_size=1, max_size=5, unique=True)
numbers = st.lists(st.integers(1, 9600), min_size=1, max_size=8, unique=True)


@pytest.mark.parametrize("maker", SAMPLES)
def test_sources_are_recognised(maker: str) -> None:
    assert settings.doors(options_in(SAMPLES[maker])) == DOORS[maker]


@pytest.mark.parametrize("maker", SAMPLES)
def test_modes_are_recognised(maker: str) -> None:
    found = settings.modes(options_in(SAMPLES[maker]))
    assert found == {mode: (("mode", word),) for mode, word in zip(Mode, MODES[maker], strict=True)}


@pytest.mark.parametrize("maker", SAMPLES)
def test_resolutions_and_sides_are_read(maker: str) -> None:
    ability = settings.ability(FEEDER, options_in(SAMPLES[maker]))
    assert ability.resolutions == RESOLUTIONS[maker]
    assert (ability.width_mm, ability.height_mm) == SIDES[maker]


@pytest.mark.parametrize("maker", SAMPLES)
@pytest.mark.parametrize("mode", Mode)
def test_t6_no_setting_asks_for_more_than_eight_bits(maker: str, mode: Mode) -> None:
    options = options_in(SAMPLES[maker])
    chosen = (*settings.modes(options)[mode], *settings.depth(options, mode))
    assert not any("16" in value or "48" in value for _, value in chosen)


def test_a_depth_is_set_only_where_it_can_be() -> None:
    assert settings.depth(options_in(SHEET_FED), Mode.GRAY) == (("depth", "8"),)
    assert settings.depth(options_in(EPSON2), Mode.GRAY) == ()


def test_both_resolutions_are_set_where_there_are_two() -> None:
    assert settings.of_resolution(options_in(SIMPLE), 200) == (("x-resolution", "200"), ("y-resolution", "200"))


def test_a_value_with_brackets_of_its_own_is_read_whole() -> None:
    assert options_in(BROTHER4)["mode"].value == "24bit Color[Fast]"


def test_a_source_that_is_set_already_is_not_asked_about_again() -> None:
    options = options_in(HPAIO)
    assert settings.are_set((("source", "Flatbed"), ("mode", "Color")), options)
    assert not settings.are_set((("source", "ADF"),), options)


def test_all_that_the_glass_has_is_asked_for() -> None:
    area = settings.of_area(options_in(EPSON2), ScanOrder(SCANNER, FLATBED))
    assert settings.arguments(area) == ("-l0", "-t0", "-x215.9", "-y297.18")


def test_a_feeder_for_banners_is_asked_for_legal_paper() -> None:
    area = settings.of_area(options_in(FUJITSU), ScanOrder(SCANNER, FEEDER))
    assert settings.arguments(area) == ("-l0", "-t0", "-x215.872", "-y355.6")


def test_a_card_in_the_corner_of_the_glass_is_asked_for_alone() -> None:
    order = ScanOrder(SCANNER, FLATBED, region=Region(10, 5, 85.6, 53.98))
    assert settings.arguments(settings.of_area(options_in(HPAIO), order)) == ("-l10", "-t5", "-x85.6", "-y53.98")


@pytest.mark.parametrize("region", [Region(-1, 0, 10, 10), Region(0, 0, 0, 10), Region(0, 0, 10, 400)])
def test_a_region_that_is_not_on_the_glass_is_refused(region: Region) -> None:
    with pytest.raises(ScanFailed):
        settings.of_area(options_in(EPSON2), ScanOrder(SCANNER, FLATBED, region=region))


def test_a_region_on_a_device_without_geometry_is_refused() -> None:
    with pytest.raises(ScanFailed):
        settings.of_area(options_in(SIMPLE), ScanOrder(SCANNER, FLATBED, region=Region(0, 0, 10, 10)))


def test_sensors_are_read_where_there_are_some() -> None:
    assert settings.state(options_in(FUJITSU), FEEDER) is DeviceState.PAPER_IN
    assert settings.state(options_in(SHEET_FED), FEEDER) is DeviceState.FEEDER_EMPTY
    assert settings.state(options_in(SHEET_FED), FLATBED) is DeviceState.READY
    assert settings.state(options_in(HPAIO), FEEDER) is DeviceState.UNKNOWN
    opened = options_in(FUJITSU.replace("--cover-open[=(yes|no)] [no]", "--cover-open[=(yes|no)] [yes]"))
    assert settings.state(opened, FEEDER) is DeviceState.COVER_OPEN


@given(st.text())
def test_no_listing_is_too_strange(text: str) -> None:
    options = options_in(f"    --{text}")
    assert settings.doors(options)
    assert settings.modes(options)
    assert settings.ability(FLATBED, options).resolutions.nearest(300) > 0


@given(names, words, st.data())
def test_words_come_out_as_they_were_printed(name: str, choices: list[str], data: st.DataObject) -> None:
    value = data.draw(st.sampled_from(choices))
    mark = data.draw(st.sampled_from(["", " [advanced]", " [read-only]"]))
    found = options_in(f"  Group:\n    --{name} {'|'.join(choices)} [{value}]{mark}\n        Words about it.\n")
    assert found == {name: Option(name, tuple(choices), value=value, is_active=mark != " [read-only]")}


@given(names, numbers, st.sampled_from(["dpi", "mm", "", "us", "%"]))
def test_numbers_come_out_as_they_were_printed(name: str, values: list[int], unit: str) -> None:
    texts = [str(value) for value in values]
    found = options_in(f"    --{name} {'|'.join(texts)}{unit} [{texts[-1]}]")
    assert found == {
        name: Option(name, tuple(texts), tuple(float(value) for value in values), unit=unit, value=texts[-1])
    }


@given(st.integers(-100, 100), st.integers(101, 5000), st.integers(0, 20))
def test_spans_come_out_as_they_were_printed(low: int, high: int, step: int) -> None:
    steps = f" (in steps of {step})" if step else ""
    (option,) = options_in(f"    --resolution {low}..{high}dpi{steps} [{high}]").values()
    assert (option.span, option.unit, option.value) == (Span(low, high, step), "dpi", str(high))
