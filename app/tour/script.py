"""What the tour shows, step by step, as a technician would do it; each step ends with a picture."""

import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QPointF, Qt, QtMsgType, qInstallMessageHandler

from app.domain.capture_shelf import CaptureState
from app.domain.edits import UNTOUCHED, PageEdits
from app.domain.errors import AppError
from app.domain.facts import Connection
from app.domain.gallery_shelf import GalleryState
from app.domain.outbox_shelf import Hold
from app.domain.pages import DeskPage, Side
from app.domain.parcels import Stage
from app.practice.faults import Fault, FaultKind
from app.practice.samples import write_sample_pages
from app.practice.scanner_model import AdfState
from app.tour.camera import Camera
from app.tour.hands import Hands
from app.tour.patience import TooLate, until
from app.tour.shop import Shop, open_shop
from app.ui.workspace.stage import Stage as PageStage

COUNTER_SCREEN = (1366, 768)
LARGE_SCREEN = (1920, 1080)
FIRST_VISIT = ("hard copy Alvarez.pdf", "ID card Alvarez.jpg", "insurance card Alvarez.png", "porch photo.jpg")
SECOND_VISIT = ("scan 600 dpi Chen.tif", "small picture.jpg")
TORN_FILE = "torn scan.pdf"
_OFFSCREEN_EXCUSE = "This plugin does not support "
"""The offscreen platform says so whenever a menu opens; nothing is wrong."""
CTRL = Qt.KeyboardModifier.ControlModifier


def take_tour(out: Path) -> int:
    """Draw every step into `out` as `NN-name.png`, named on standard output; returns the exit status, 0 or 1."""
    qInstallMessageHandler(_pass_on)
    try:
        out.mkdir(parents=True, exist_ok=True)
        with open_shop() as shop:
            count = Tour(shop, out).go()
    except (TooLate, AppError, OSError) as failure:
        sys.stderr.write(f"counterscan: the tour ended early. {failure}\n")
        return 1
    sys.stdout.write(f"{count} pictures in {out}\n")
    return 0


class Tour:
    """One walk through the window. Its methods are called in order, once."""

    def __init__(self, shop: Shop, out: Path) -> None:
        self._shop, self._seen = shop, shop.witness
        self._hands = Hands(shop.window)
        self._camera = Camera(shop.window, out, lambda: self._seen.is_settled)
        self._samples = {path.name: path for path in write_sample_pages(shop.folder / "samples")}
        torn = self._samples[FIRST_VISIT[0]].with_name(TORN_FILE)
        torn.write_bytes(self._samples[FIRST_VISIT[0]].read_bytes()[:900])
        self._samples[TORN_FILE] = torn

    def go(self) -> int:
        """Walk through everything; returns the number of pictures. Raises `TooLate`."""
        for step in (
            self._start,
            self._pick_the_record,
            self._scan_paper,
            self._bring_pages,
            self._work_on_pages,
            self._upload,
            self._look_into_the_gallery,
            self._say_who_scans,
            self._second_visit,
            self._lose_the_line,
        ):
            step()
        return self._camera.count

    # --- first start -------------------------------------------------------------------------------------------

    def _start(self) -> None:
        self._camera.size(*COUNTER_SCREEN)
        until(lambda: self._seen.connection and self._seen.knows_key_place, "the first start")
        self._camera.take("first-start")
        self._hands.press("Practice with a made-up store")
        until(lambda: self._is(Connection.CONNECTED), "the practice store to answer")
        self._camera.take("empty-desk")

    def _is(self, connection: Connection) -> bool:
        return self._seen.connection is not None and self._seen.connection.connection is connection

    # --- the main job ------------------------------------------------------------------------------------------

    def _pick_the_record(self) -> None:
        self._hands.press("Prescription")
        self._hands.write("Name, birth date, Rx, ID", "alv")
        until(lambda: self._hands.sees_button("rx_67890"), "Maria Alvarez's prescription to be found")
        self._camera.take("record-searched")
        self._hands.press_beginning("rx_67890")
        until(lambda: self._seen.desk.record, "the record to be picked")
        self._camera.take("record-picked")

    def _scan_paper(self) -> None:
        """Five sheets lie in the practice scanner; in the middle its feeder jams. Then they leave the desk again."""
        scanner = self._shop.practice_scanner()
        self._hands.key(Qt.Key.Key_F2, Qt.KeyboardModifier.ShiftModifier)
        until(
            lambda: self._seen.capture.scanners and self._seen.capture.scanners[0].abilities, "what the scanner can do"
        )
        self._camera.take("scanners")
        self._hands.key(Qt.Key.Key_Escape)
        scanner.faults.add(
            Fault(FaultKind.HANG, path_ending="NextDocument")
        )  # a slow lamp, or nobody would see it at work
        self._hands.press("Scan")
        until(lambda: self._seen.capture.state is CaptureState.SCANNING, "the scanner to begin")
        self._camera.take("scanning")
        until(lambda: scanner.faults.hits, "the scanner to be asked for the first sheet")  # release() frees what waits
        scanner.trouble = AdfState.JAM
        scanner.faults.release()
        until(lambda: self._seen.capture.state is CaptureState.WAITING, "the jam to be told")
        self._camera.take("scan-waits")
        scanner.mend()
        until(lambda: self._seen.capture.state is CaptureState.IDLE and self._seen.desk.rows, "the sheets to be there")
        self._camera.take("scanned")
        self._close_notices()
        self._hands.key(Qt.Key.Key_Z, CTRL)
        until(lambda: not self._seen.desk.rows, "the desk to be empty again")

    def _bring_pages(self) -> None:
        files = [self._samples[name] for name in FIRST_VISIT]
        self._hands.drag_in(self._shop.window.workspace, files)
        self._camera.take("pages-dragged-in")
        self._drop(files, 5)
        self._camera.take("pages-dropped")

    def _drop(self, files: list[Path], row_count: int) -> None:
        self._hands.drop(self._shop.window.workspace, files)
        until(lambda: len(self._seen.desk.rows) == row_count and not self._seen.desk.is_reading, "the pages to be read")

    def _work_on_pages(self) -> None:
        self._hands.pick_row("Pages", "Page 2 of 5")
        self._hands.press("Rotate right")
        self._hands.press("Rotate right")
        until(lambda: self._edits(1).quarter_turns == 2, "the page to be turned")
        self._camera.take("page-turned")
        self._hands.pick_row("Pages", "Page 5 of 5")
        self._crop(4, 0.12)
        self._say_what_they_are()
        self._take_a_step_back()
        self._hands.pick_row("Pages", "Page 1 of 5")
        self._camera.take("ready-to-upload")
        self._dark_and_large("workspace")

    def _crop(self, place: int, share: float, suffix: str = "") -> None:
        """Open the crop, pull two corners of the box inwards by a share of the page, apply with Enter."""
        self._hands.press("Crop")
        self._camera.take(f"crop-open{suffix}")
        stage = next(iter(self._shop.window.findChildren(PageStage)))
        until(lambda: stage.crop_box is not None, "the crop box")
        sheet = stage.sheet()
        inwards = QPointF(sheet.width() * share, sheet.height() * share).toPoint()
        for corner, pull in ((sheet.topLeft(), inwards), (sheet.bottomRight(), -inwards)):
            start = corner.toPoint()
            self._hands.drag(stage, start, start + pull)
        self._camera.take(f"crop-pulled{suffix}")
        self._hands.key(Qt.Key.Key_Return)
        until(lambda: self._edits(place).crop is not None, "the page to be cropped")
        self._camera.take(f"crop-applied{suffix}")

    def _edits(self, place: int) -> PageEdits:
        item = self._seen.desk.rows[place].item
        return item.edits if isinstance(item, DeskPage) else UNTOUCHED

    def _say_what_they_are(self) -> None:
        for number, chip, side in (
            (2, "Hard copy", "Back"),
            (3, "ID", "Front"),
            (4, "Insurance card", "Front"),
            (5, "Proof of delivery", ""),
            (1, "Hard copy", "Front"),
        ):
            self._hands.pick_row("Pages", f"Page {number} of 5")
            self._hands.press(chip)
            if side:
                self._hands.press(side)
            until(partial(self._is_named, number - 1, has_side=bool(side)), "the page to be named")
        self._camera.take("what-it-is")

    def _is_named(self, place: int, *, has_side: bool) -> bool:
        item = self._seen.desk.rows[place].item
        return isinstance(item, DeskPage) and item.kind is not None and (item.side is not Side.NONE) == has_side

    def _take_a_step_back(self) -> None:
        self._hands.pick_row("Pages", "Page 5 of 5")
        self._hands.key(Qt.Key.Key_Delete)
        until(lambda: len(self._seen.desk.rows) == 4, "the page to be removed")
        self._camera.take("page-removed")
        self._hands.key(Qt.Key.Key_Z, CTRL)
        until(lambda: len(self._seen.desk.rows) == 5, "the page to come back")
        self._camera.take("undone")

    # --- sending -----------------------------------------------------------------------------------------------

    def _upload(self) -> None:
        faults = self._shop.practice_store().faults
        faults.add(Fault(FaultKind.HANG, method="POST"))  # a slow line, or nobody would see the pages on their way
        self._hands.key(Qt.Key.Key_Return, CTRL)
        until(lambda: self._seen.outbox.rows and not self._seen.desk.rows, "the pages to be safe in the outbox")
        self._camera.take("pages-are-safe")
        self._close_notices()
        self._hands.press_beginning("Outbox")
        self._change_our_mind()
        self._hands.press_beginning("Outbox")
        until(lambda: any(row.stage is Stage.SENDING for row in self._seen.outbox.rows), "a page to be sent")
        self._camera.take("outbox-sending")
        faults.release()
        self._wait_for_delivery(5)
        self._camera.take("outbox-delivered")
        self._dark_and_large("outbox")
        self._hands.press("Receipts…")
        self._camera.take("receipts")
        self._hands.press("Close Receipts")

    def _change_our_mind(self) -> None:
        """Take the pages back before they leave, and send them all the same."""
        self._camera.take("outbox-leaving")
        self._hands.press("Take all 5 back")
        until(self._are_back, "the pages to be back on the desk")
        self._camera.take("taken-back")
        self._hands.key(Qt.Key.Key_Return, CTRL)
        until(lambda: self._seen.outbox.rows and not self._seen.desk.rows, "the pages to be in the outbox once more")
        self._close_notices()

    def _are_back(self) -> bool:
        is_shown = self._shop.window.workspace.isVisible()
        return len(self._seen.desk.rows) == 5 and not self._seen.outbox.rows and is_shown

    def _close_notices(self) -> None:
        while self._hands.sees_button("Close this notice") is not None:  # unless they went by themselves
            self._hands.press_beginning("Close this notice")

    def _wait_for_delivery(self, count: int) -> None:
        def arrived() -> bool:
            rows = self._seen.outbox.rows
            return len(rows) == count and all(row.stage is Stage.DELIVERED for row in rows)

        until(arrived, f"{count} pages to arrive")

    def _look_into_the_gallery(self) -> None:
        self._hands.press("Gallery")
        wall = self._shop.window.gallery.wall
        until(lambda: self._seen.gallery.state is GalleryState.READY and self._has_thumbnails(), "the gallery")
        self._camera.take("gallery")
        self._dark_and_large("gallery")
        self._hands.open_row("Images", "Hard copy")
        until(lambda: not wall.isVisible(), "an image to be shown large")
        self._camera.take("image-large")
        self._hands.key(Qt.Key.Key_Escape)
        until(wall.isVisible, "the gallery to come back")
        self._hands.press("Scan & upload")

    def _has_thumbnails(self) -> bool:
        gallery = self._shop.window.gallery
        tiles = gallery.model.tiles
        return bool(tiles) and all(
            gallery.pictures.thumbnail(tiles[row].key) is not None for row in gallery.wall.visible_rows()
        )

    # --- what else can happen ----------------------------------------------------------------------------------

    def _say_who_scans(self) -> None:
        """Two people of the counter are put on its list, and one of them begins; then nobody is there for a while."""
        self._hands.key(Qt.Key.Key_U, CTRL)
        for name, user_id in (("ana", "usr-7"), ("ben", "usr-9")):
            self._hands.write("Name of a person", name)
            self._hands.write("DRX user ID of a person", user_id)
            self._hands.press("Add this person")
        self._hands.pick_row("Everybody who scans", "ana")
        until(lambda: self._hands.sees_button("Who is scanning: ana"), "ana to be the one who scans")
        self._camera.take("people-who-scan")
        self._hands.press("Close People who scan")
        self._hands.choose("Settings", "Privacy…")
        self._camera.take("privacy")
        self._hands.press("Close Privacy")
        self._hands.choose("Settings", "Hide everything now (Ctrl+Shift+L)")
        self._camera.take("everything-hidden")
        self._hands.press("Show again")

    def _second_visit(self) -> None:
        """Another patient, a page with the scanner's lid around it, a small picture and a torn file."""
        self._hands.press("Patient")
        self._hands.write("Name, birth date, Rx, ID", "pat_20881")
        self._hands.key(Qt.Key.Key_Return)
        until(lambda: self._picked_name() == "Chen, Daniel", "Daniel Chen to be picked")
        self._drop([self._samples[name] for name in (*SECOND_VISIT, TORN_FILE)], 3)
        self._hands.pick_row("Pages", "Page 3 of 3")
        self._camera.take("broken-file")
        self._hands.key(Qt.Key.Key_Delete)
        until(lambda: len(self._seen.desk.rows) == 2, "the broken file to be removed")
        self._hands.pick_row("Pages", "Page 2 of 2")
        self._camera.take("small-picture")
        self._hands.pick_row("Pages", "Page 1 of 2")
        self._crop(0, 0.0667, "-large-scan")

    def _picked_name(self) -> str:
        return self._seen.desk.record.name if self._seen.desk.record is not None else ""

    def _lose_the_line(self) -> None:
        store = self._shop.practice_store()
        store.offline = True
        self._hands.press_beginning("Upload 2 pages to")
        until(lambda: not self._seen.desk.rows, "the pages to be safe in the outbox")
        self._close_notices()
        self._hands.press_beginning("Outbox")
        until(lambda: self._seen.outbox.hold is Hold.OFFLINE, "the window to know that the line is down")
        self._camera.take("outbox-offline")
        store.offline = False
        self._hands.press("Try now")
        self._wait_for_delivery(7)
        self._camera.take("outbox-back-online")

    def _dark_and_large(self, screen: str) -> None:
        """The same screen in the dark theme, and on a large screen in both."""
        for theme in ("dark", "light"):
            self._hands.choose("Settings", f"Theme: {theme}")
            self._hands.rest()
            if theme == "dark":
                self._camera.take(f"{screen}-dark")
            self._camera.size(*LARGE_SCREEN)
            self._camera.take(f"{screen}-{theme}-large-screen")
            self._camera.size(*COUNTER_SCREEN)


def _pass_on(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    if not message.startswith(_OFFSCREEN_EXCUSE):
        sys.stderr.write(f"{message}\n")
