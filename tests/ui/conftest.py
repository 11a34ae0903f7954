"""What every part of the window is built over in its tests: orders that are written down, and a relay of its own."""

import pytest
from PySide6.QtWidgets import QApplication

from app.ui.relay import Relay
from tests.ui.gallery_samples import Orders


@pytest.fixture
def orders() -> Orders:
    """What the desk was asked for."""
    return Orders()


@pytest.fixture
def relay(qapp: QApplication) -> Relay:
    """The way facts come up."""
    return Relay()
