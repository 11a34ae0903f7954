"""What is done to a page with the tools on the stage is in the bytes that DRX gets: a real window, house and store."""

import io
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.edits import UNTOUCHED, PageEdits
from app.domain.facts import Connection
from app.domain.pages import DeskPage
from app.tour.hands import Hands
from app.tour.patience import until
from app.tour.shop import Shop, open_shop
from app.ui.workspace.corners_tool import CornersTool
from app.ui.workspace.stage import Stage

Key, Held, Left = Qt.Key, Qt.KeyboardModifier, Qt.MouseButton.LeftButton
SIZE = (480, 640)
PAPER = ((80, 60), (400, 100), (440, 600), (40, 560))
NAMES = ("black out", "lay flat", "straighten", "colours")


def drawn(folder: Path) -> list[Path]:
    """One small page for each tool: red words on the first, paper on a table, a slanting line, colours."""
    pictures = {name: Image.new("RGB", SIZE, "white") for name in NAMES}
    ImageDraw.Draw(pictures["black out"]).rectangle((120, 160, 360, 320), fill="red")
    table = ImageDraw.Draw(pictures["lay flat"])
    table.rectangle((0, 0, *SIZE), fill=(90, 70, 50))
    table.polygon(PAPER, fill="white")
    ImageDraw.Draw(pictures["straighten"]).line((40, 300, 440, 335), fill="black", width=6)  # 5 degrees down
    ImageDraw.Draw(pictures["colours"]).rectangle((0, 0, 480, 320), fill=(200, 40, 40))
    paths = []
    for name, picture in pictures.items():
        picture.save(folder / f"{name}.png")
        paths.append(folder / f"{name}.png")
    return paths


class Clerk:
    """Works the stage of a shop's window."""

    def __init__(self, shop: Shop) -> None:
        self._shop, self.hands = shop, Hands(shop.window)
        found = shop.window.findChild(Stage)
        assert isinstance(found, Stage)
        self.stage = found

    def go_to(self, number: int) -> None:
        """Show a page."""
        self.hands.pick_row("Pages", f"Page {number} of {len(NAMES)}")
        self.stage.setFocus()

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Held.NoModifier) -> None:
        """A key on the stage."""
        QTest.keyClick(self.stage, key, held)

    def pull(self, start: QPointF, end: QPointF) -> None:
        """The pointer down at one place, and up at another."""
        self.hands.drag(self.stage, start.toPoint(), end.toPoint())

    def place(self, x: float, y: float) -> QPointF:
        """Where a pixel of an unedited page lies on the stage."""
        sheet = self.stage.sheet()
        return QPointF(sheet.left() + x / SIZE[0] * sheet.width(), sheet.top() + y / SIZE[1] * sheet.height())

    def wait_until(self, number: int, holds: Callable[[PageEdits], object]) -> None:
        """Until the desk has heard it."""

        def heard() -> bool:
            item = self._shop.witness.desk.rows[number - 1].item
            return bool(holds(item.edits if isinstance(item, DeskPage) else UNTOUCHED))

        until(heard, "the desk to hear of it")


def black_out(clerk: Clerk) -> None:
    clerk.go_to(1)
    clerk.press(Key.Key_B)
    clerk.pull(clerk.place(100, 140), clerk.place(380, 340))
    clerk.wait_until(1, lambda edits: edits.redactions)


def lay_flat(clerk: Clerk) -> None:
    clerk.go_to(2)
    clerk.press(Key.Key_F)
    clerk.hands.press("Reset corners")
    for corner, paper in zip(((0, 0), (SIZE[0], 0), SIZE, (0, SIZE[1])), PAPER, strict=True):
        clerk.pull(clerk.place(*corner), clerk.place(*paper))
    assert isinstance(clerk.stage.tool, CornersTool)
    clerk.hands.press("Lay it flat")
    clerk.wait_until(2, lambda edits: edits.corners)


def straighten(clerk: Clerk) -> None:
    clerk.go_to(3)
    clerk.press(Key.Key_S, Held.ShiftModifier)
    clerk.pull(clerk.place(40, 300), clerk.place(440, 335))
    clerk.hands.press("Apply angle")
    clerk.wait_until(3, lambda edits: edits.straighten_deg)


def colours(clerk: Clerk) -> None:
    clerk.go_to(4)
    clerk.press(Key.Key_G)
    clerk.wait_until(4, lambda edits: edits.tone != UNTOUCHED.tone)


@pytest.fixture(scope="module")
def sent(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Image.Image]:
    """Every page worked on with its tool and uploaded; what the store has then, as RGB, by the tool's name."""
    files = drawn(tmp_path_factory.mktemp("pages"))
    with open_shop() as shop:
        clerk, witness = Clerk(shop), shop.witness
        shop.window.resize(1366, 768)
        until(lambda: witness.connection and witness.knows_key_place, "the first start")
        clerk.hands.press("Practice with a made-up store")
        until(lambda: witness.connection and witness.connection.connection is Connection.CONNECTED, "the store")
        clerk.hands.press("Patient")
        clerk.hands.write("Name, birth date, Rx, ID", "pat_12345")
        clerk.hands.key(Key.Key_Return)
        until(lambda: witness.desk.record, "the record")
        clerk.hands.drop(shop.window.workspace, files)
        until(lambda: len(witness.desk.rows) == len(NAMES) and not witness.desk.is_reading, "the pages")
        for work in (black_out, lay_flat, straighten, colours):
            work(clerk)
        clerk.hands.key(Key.Key_Return, Held.ControlModifier)
        store = shop.practice_store()
        until(lambda: len(store.uploaded_images()) == len(NAMES), "the pages to arrive")
        arrived = {name: _named(name, [image.content for image in store.uploaded_images()], files) for name in NAMES}
    return arrived


def _named(name: str, contents: list[bytes], files: list[Path]) -> Image.Image:
    """They are sent in the order in which they lie on the desk."""
    place = [path.stem for path in files].index(name)
    return Image.open(io.BytesIO(contents[place])).convert("RGB")


def test_what_was_blacked_out_is_black_in_drx(sent: Mapping[str, Image.Image]) -> None:
    page = sent["black out"]
    assert page.crop((125, 165, 355, 315)).getextrema() == ((0, 0), (0, 0), (0, 0))
    assert page.getpixel((50, 500)) == (255, 255, 255)


def test_a_photo_of_paper_arrives_as_the_paper_alone(sent: Mapping[str, Image.Image]) -> None:
    page = sent["lay flat"]
    inside = page.crop((8, 8, page.width - 8, page.height - 8)).convert("L")
    assert min(inside.tobytes()) > 235
    assert page.size == pytest.approx((402, 502), abs=12)


def test_a_slanting_line_arrives_level(sent: Mapping[str, Image.Image]) -> None:
    page = sent["straighten"].convert("L")
    ink = page.point(lambda tone: 255 if tone < 100 else 0).getbbox()
    assert ink is not None
    assert ink[3] - ink[1] < 14
    assert ink[2] - ink[0] > 380


def test_a_page_made_grey_arrives_grey(sent: Mapping[str, Image.Image]) -> None:
    red, green, blue = sent["colours"].getpixel((100, 100))  # type: ignore[misc]  # three channels in RGB
    assert max(red, green, blue) - min(red, green, blue) <= 2
