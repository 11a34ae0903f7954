"""What can be chosen for a scan follows what the scanner has."""

import pytest

from app.domain.scanning import Abilities, Mode, Resolutions, Source, SourceAbility
from app.ui.scanners.scan_settings import modes_of, resolutions_of, sources_of
from tests.ui.capture_samples import ALL, FEEDER, GLASS


def with_resolutions(resolutions: Resolutions) -> Abilities:
    return Abilities((SourceAbility(Source.FLATBED, (Mode.COLOUR,), resolutions),))


@pytest.mark.parametrize(
    ("abilities", "sources"),
    [
        (ALL, (None, Source.FLATBED, Source.FEEDER, Source.DUPLEX)),
        (Abilities((GLASS,)), (Source.FLATBED,)),
        (Abilities((FEEDER,)), (Source.FEEDER,)),
        (None, (None, Source.FLATBED, Source.FEEDER, Source.DUPLEX)),
    ],
)
def test_there_is_an_automatic_source_only_where_there_is_something_to_decide(
    abilities: Abilities | None, sources: tuple[Source | None, ...]
) -> None:
    assert sources_of(abilities) == sources


def test_colours_are_those_of_the_source() -> None:
    assert modes_of(ALL, Source.FLATBED) == (Mode.COLOUR, Mode.GRAY)


def test_an_automatic_source_has_the_colours_of_all() -> None:
    assert modes_of(ALL, None) == (Mode.COLOUR, Mode.GRAY, Mode.BW)


@pytest.mark.parametrize(
    ("resolutions", "wanted", "offered"),
    [
        (Resolutions((200, 300)), 300, (200, 300)),
        (Resolutions((75, 100, 150, 200, 240, 300, 400, 600, 1200)), 300, (150, 200, 300, 400, 600)),
        (Resolutions((75, 100, 150, 200, 240, 300, 400, 600, 1200)), 1200, (150, 200, 300, 400, 1200)),
        (Resolutions(lowest=50, highest=1200), 300, (150, 200, 300, 400, 600)),
        (Resolutions(lowest=50, highest=300), 600, (150, 200, 300)),
        (Resolutions(), 240, (150, 200, 240, 300, 400)),
    ],
)
def test_a_few_resolutions_are_offered_and_none_that_the_scanner_has_not_got(
    resolutions: Resolutions, wanted: int, offered: tuple[int, ...]
) -> None:
    assert resolutions_of(with_resolutions(resolutions), Source.FLATBED, wanted) == offered
