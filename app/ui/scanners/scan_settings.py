"""What can be chosen for a scan, worked out from what a scanner can do. Pure rules, tested without a window."""

from app.domain.scanning import Abilities, Mode, Resolutions, Source

USUAL_DPI = (150, 200, 300, 400, 600)
"""What papers and cards are scanned at, and as many as stand side by side."""
MOST_CHOICES = len(USUAL_DPI)


def sources_of(abilities: Abilities | None) -> tuple[Source | None, ...]:
    """The sources to choose from; None is "automatic", where there is a glass and a feeder to decide between."""
    if abilities is None:
        return (None, *Source)
    has = tuple(source for source in Source if abilities.of(source) is not None)
    return (None, *has) if Source.FLATBED in has and len(has) > 1 else has


def modes_of(abilities: Abilities | None, source: Source | None) -> tuple[Mode, ...]:
    """The colours that this source has; of an automatic one, those that any of its sources has."""
    if abilities is None:
        return tuple(Mode)
    of_one = abilities.of(source) if source is not None else None
    told = (of_one,) if of_one is not None else abilities.sources
    return tuple(mode for mode in Mode if any(mode in ability.modes for ability in told)) or tuple(Mode)


def resolutions_of(abilities: Abilities | None, source: Source | None, wanted_dpi: int) -> tuple[int, ...]:
    """A few resolutions to choose from, in their order: the usual ones that there are, and the one nearest to wanted.

    Of an automatic source, those of its first: the flow takes the nearest where another one is used.
    """
    told = _resolutions(abilities, source)
    offered = {told.nearest(wanted_dpi)}
    if told.values and len(told.values) <= MOST_CHOICES:
        return tuple(sorted(set(told.values)))
    for dpi in sorted(USUAL_DPI, key=lambda dpi: abs(dpi - 300)):
        if told.nearest(dpi) == dpi and len(offered) < MOST_CHOICES:
            offered.add(dpi)
    return tuple(sorted(offered))


def _resolutions(abilities: Abilities | None, source: Source | None) -> Resolutions:
    if abilities is None or not abilities.sources:
        return Resolutions()
    of_one = abilities.of(source) if source is not None else None
    return (of_one or abilities.sources[0]).resolutions
