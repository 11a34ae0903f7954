"""What single makes and models need otherwise, as sane-airscan and NAPS2 learned from their users (capture.md)."""

from collections.abc import Callable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Quirks:
    """How to treat one device. None of it does harm to a device that does not need it."""

    host_is_localhost: bool = False
    """The job is only taken with `Host: localhost`."""
    port_in_host: bool = False
    """`Host` carries the port, also the usual one."""
    checks_feeder_first: bool = False
    """An empty feeder would be reported as a jam."""
    rests_between_pages: bool = False
    """Asked too soon for the next page, it says 404 and ends the batch."""
    retried_statuses: frozenset[int] = frozenset()
    """HTTP statuses that mean "not ready yet" instead of the end."""
    deletes_after_success: bool = True
    highest_dpi: int | None = None
    """It promises more than it has."""


ORDINARY = Quirks()

# Each with the words that a device is known by: small letters, in its model's name, its maker's or its `Server` header.
_TABLE: tuple[tuple[tuple[str, ...], Callable[[Quirks], Quirks]], ...] = (
    (("hp_compact_server", "laserjet mfp m630", "flowmfp m578"), lambda known: replace(known, host_is_localhost=True)),
    (("epson",), lambda known: replace(known, port_in_host=True)),
    (("mf410",), lambda known: replace(known, checks_feeder_first=True)),
    (
        ("workcentre 3345", "wc3345"),
        lambda known: replace(known, checks_feeder_first=True, retried_statuses=frozenset((410,))),
    ),
    (("brother",), lambda known: replace(known, rests_between_pages=True)),
    (
        ("b205", "b215"),
        lambda known: replace(known, retried_statuses=frozenset((404, 410)), deletes_after_success=False),
    ),
    (("ir2625", "ir2630"), lambda known: replace(known, highest_dpi=300)),
)


def quirks_of(*names: str) -> Quirks:
    """What a device needs that goes by these names: model, maker, `Server` header, the name it announces."""
    known = "".join(f" {name.casefold()}" for name in names)
    found = ORDINARY
    for words, changed in _TABLE:
        if any(f" {word}" in known for word in words):
            found = changed(found)
    return found
