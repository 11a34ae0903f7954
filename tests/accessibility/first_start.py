"""The real window on a new computer, in this process, as the tests of this folder begin with it."""

from collections.abc import Iterator
from contextlib import contextmanager

from app.domain.facts import Connection
from app.tour.patience import until
from app.tour.shop import Shop, open_shop

COUNTER_SCREEN = (1366, 768)


@contextmanager
def first_start() -> Iterator[Shop]:
    """Open the window, and close everything at the end."""
    with open_shop() as shop:
        shop.window.resize(*COUNTER_SCREEN)
        until(lambda: connection_of(shop) is Connection.NOT_SET_UP, "the first start")
        yield shop


def connection_of(shop: Shop) -> Connection | None:
    """How the window stands with its store."""
    return shop.witness.connection.connection if shop.witness.connection is not None else None
