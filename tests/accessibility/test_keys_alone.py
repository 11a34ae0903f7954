"""The whole main job with keys alone: from the first start to an image of the gallery, the mouse is never touched."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeDatabase, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from app.domain.facts import Connection
from app.domain.gallery_shelf import GalleryState
from app.domain.pages import DeskPage, DocumentKind
from app.domain.parcels import Stage
from app.tour.hands import Hands
from app.tour.patience import until
from app.tour.shop import Shop
from tests.accessibility.first_start import connection_of, first_start

MOST_TABS = 60
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Keys:
    """The keyboard of one window."""

    def __init__(self, shop: Shop) -> None:
        self._window, self.press = shop.window, Hands(shop.window).key
        self.type = Hands(shop.window).type

    def tab_to(self, beginning: str, key: Qt.Key = Qt.Key.Key_Tab) -> None:
        """Press Tab until the focus is on what is called so; on its way it must always be visible somewhere."""
        passed: list[str] = []
        for _ in range(MOST_TABS):
            name = self._focused().accessibleName()
            if name.startswith(beginning):
                return
            passed.append(name)
            self.press(key)
        pytest.fail(f"Tab does not lead to {beginning!r}, but over {passed}")

    def _focused(self) -> QWidget:
        focused = self._window.focusWidget()
        assert focused is not None
        assert focused.isVisible()
        assert not focused.visibleRegion().isEmpty(), f"{focused.accessibleName()} has the focus out of sight"
        return focused


@pytest.fixture(scope="module", autouse=True)
def file_types(qapp: QApplication) -> None:
    """Qt's table of file types, which the file dialog asks for: once read, it stays open to the end."""
    QMimeDatabase().mimeTypeForName("application/pdf")


@pytest.fixture
def shop(qapp: QApplication) -> Iterator[Shop]:
    """The window before its first start."""
    with first_start() as opened:
        yield opened


@pytest.fixture
def scan(samples: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two pages, under a path that a person can type."""
    return Path(shutil.copy(samples["hard copy Alvarez.pdf"], tmp_path_factory.mktemp("keys") / "pages.pdf"))


def test_the_main_job_is_done_with_keys_alone(shop: Shop, scan: Path) -> None:
    seen, keys = shop.witness, Keys(shop)

    keys.tab_to("Practice with a made-up store")
    keys.press(Qt.Key.Key_Space)
    until(lambda: connection_of(shop) is Connection.CONNECTED, "the practice store")

    keys.type("alvarez")  # the focus is in the search field
    until(lambda: Hands(shop.window).sees_button("Alvarez"), "the found records")
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Return)
    until(lambda: seen.desk.record and seen.desk.record.id == "pat_12345", "Maria Alvarez to be picked")

    keys.press(Qt.Key.Key_O, CTRL)
    until(lambda: isinstance(QApplication.activeWindow(), QFileDialog), "the file dialog")
    dialog = QApplication.activeWindow()
    assert dialog is not None
    Hands(dialog).type(str(scan))
    Hands(dialog).key(Qt.Key.Key_Return)
    if dialog.isVisible():  # Qt's list of completions was open and took the key, as it does to a person
        Hands(dialog).key(Qt.Key.Key_Return)
    until(lambda: len(seen.desk.rows) == 2 and not seen.desk.is_reading, "the pages")
    shop.window.activateWindow()

    keys.tab_to("Page 1 of 2")
    keys.press(Qt.Key.Key_R)
    until(lambda: _page(shop).edits.quarter_turns == 1, "the page to be turned")
    keys.press(Qt.Key.Key_R, SHIFT)
    until(lambda: _page(shop).edits.quarter_turns == 0, "the page to be turned back")
    keys.press(Qt.Key.Key_C)
    keys.press(Qt.Key.Key_Left, SHIFT)
    keys.press(Qt.Key.Key_Up)
    keys.press(Qt.Key.Key_Return)
    until(lambda: _page(shop).edits.crop is not None, "the page to be cropped")
    crop = _page(shop).edits.crop
    assert crop is not None
    assert (crop.left, crop.top, crop.width, crop.height) == (0, 0, 1654 - 10, 2339 - 1)
    keys.press(Qt.Key.Key_1)
    until(lambda: _page(shop).kind is DocumentKind.HARD_COPY, "the page to be named")

    keys.tab_to("Upload 2 pages to Alvarez, Maria L")
    keys.press(Qt.Key.Key_Space)
    until(lambda: len(seen.outbox.rows) == 2, "the pages to be in the outbox")
    keys.press(Qt.Key.Key_3, CTRL)
    until(lambda: all(row.stage is Stage.DELIVERED for row in seen.outbox.rows), "the pages to arrive")
    assert len(shop.practice_store().uploaded_images()) == 2

    keys.press(Qt.Key.Key_2, CTRL)
    until(lambda: seen.gallery.state is GalleryState.READY and len(seen.gallery.tiles) > 2, "the gallery")
    keys.tab_to("Images")
    keys.press(Qt.Key.Key_Home)
    keys.press(Qt.Key.Key_Return)
    until(lambda: shop.window.gallery.viewer.isVisible(), "an image to be shown large")
    keys.press(Qt.Key.Key_Escape)
    until(lambda: shop.window.gallery.wall.isVisible(), "the gallery to come back")


def _page(shop: Shop) -> DeskPage:
    item = shop.witness.desk.rows[0].item
    assert isinstance(item, DeskPage)
    return item
