"""The real window on the practice store, in this process, for the tests that look at it from the inside."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.domain.facts import Connection
from app.practice.samples import write_sample_pages

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from app.tour.shop import Shop


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The sample files by their names."""
    folder = tmp_path_factory.mktemp("samples")
    return {path.name: path for path in write_sample_pages(folder)}


@pytest.fixture(scope="module")
def shop(qapp: "QApplication") -> "Iterator[Shop]":
    """The window before its first start, in a home of its own."""
    from app.tour.patience import until  # here and in `shop`: only these tests need the window
    from app.tour.shop import open_shop

    with open_shop() as opened:
        opened.window.resize(1366, 768)
        until(lambda: _is(opened, Connection.NOT_SET_UP), "the first start")
        yield opened


def _is(shop: "Shop", connection: Connection) -> bool:
    return shop.witness.connection is not None and shop.witness.connection.connection is connection
