"""Every screen of the program in turn, in any language: brought about by what it shows, not by its words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from app.domain.capture_shelf import CaptureState
from app.domain.facts import Connection
from app.domain.gallery_shelf import GalleryState
from app.domain.outbox_shelf import Hold
from app.domain.parcels import Stage
from app.domain.people import Person
from app.domain.records import RecordKind
from app.practice.faults import Fault, FaultKind
from app.practice.samples import write_sample_pages
from app.practice.scanner_model import AdfState
from app.tour.patience import until
from app.tour.shop import Shop, open_shop
from app.ui.language import LanguageChoice, hush, speak
from app.ui.theme.theme import ThemeChoice, theme
from app.ui.top_bar import Tab
from app.ui.workspace.workspace_acts import Act
from tests.screens.misfits import misfits, texts

PATIENT_ID = "pat_12345"
TOOLS = {
    "crop": Act.CROP,
    "level": Act.LEVEL,
    "flatten": Act.FLATTEN,
    "black-out": Act.BLACK_OUT,
    "colours": Act.COLOURS,
    "compare": Act.COMPARE,
}
PEOPLE = (Person("Ana Maria Fuentes", "usr_7"), Person("Ben", "usr_9"))


SIZES_PX = ((1280, 720), (1366, 768), (1920, 1080))


@dataclass(frozen=True, slots=True)
class Stop:
    """A screen that has come to rest: what it is called, how it looks, what it says, and what does not fit on it."""

    name: str
    picture: QPixmap
    texts: tuple[str, ...]
    misfits: tuple[str, ...]


def walk(language: LanguageChoice, chosen: ThemeChoice, size_px: tuple[int, int]) -> Iterator[Stop]:
    """Every screen of a window of this size, from the first start on."""
    with open_shop(lambda application: speak(application, language)) as shop:
        theme().choose(chosen)
        shop.window.resize(*size_px)
        for name in Walk(shop).stops():
            yield Stop(name, shop.window.grab(), tuple(texts(shop.window)), tuple(misfits(shop.window)))
    hush()


class Walk:
    """Goes through the window once; `stops` yields the name of each screen when it has come to rest."""

    def __init__(self, shop: Shop) -> None:
        self._shop, self._window, self._seen = shop, shop.window, shop.witness
        self._desk = shop.desk
        self._samples = {path.name: path for path in write_sample_pages(shop.folder / "samples")}

    def stops(self) -> Iterator[str]:
        """Every screen in turn."""
        for part in (self._begin, self._record, self._scanner, self._pages, self._sorting, self._outbox, self._gallery):
            for name in part():
                self._settle()
                yield name
        for name in self._sheets():
            self._settle()
            yield name

    def _settle(self) -> None:
        for _ in range(5):
            QApplication.processEvents()  # what came just now is laid out
            self._window.grab()  # what is painted may ask for pictures
            until(lambda: self._seen.is_settled, "the screen to come to rest")

    def _begin(self) -> Iterator[str]:
        until(lambda: self._window.connect_pane.isVisible(), "the first start")
        yield "first-start"
        self._desk.practise()
        until(
            lambda: self._seen.connection and self._seen.connection.connection is Connection.CONNECTED, "the practice"
        )
        yield "empty"

    def _record(self) -> Iterator[str]:
        self._desk.pick_id(RecordKind.PATIENT, PATIENT_ID)
        until(lambda: self._seen.desk.record and self._seen.desk.record.name, "the patient")
        yield "record-picked"

    def _scanner(self) -> Iterator[str]:
        scanner = self._shop.practice_scanner()
        self._window.sheets.toggle_scanners()
        until(lambda: self._seen.capture.scanners and self._seen.capture.scanners[0].abilities, "the scanner")
        yield "scanners"
        self._window.sheets.toggle_scanners()
        scanner.faults.add(Fault(FaultKind.HANG, path_ending="NextDocument"))
        self._act(Act.SCAN)
        until(lambda: scanner.faults.hits, "the scanner to be asked for a sheet")
        scanner.trouble = AdfState.JAM
        scanner.faults.release()
        until(lambda: self._seen.capture.state is CaptureState.WAITING, "the jam")
        yield "scan-waits"
        scanner.mend()
        until(lambda: self._seen.capture.state is CaptureState.IDLE and self._seen.desk.rows, "the sheets")
        yield "scanned"
        self._act(Act.UNDO)
        until(lambda: not self._seen.desk.rows, "the desk to be empty")

    def _pages(self) -> Iterator[str]:
        self._add("ID card Alvarez.jpg", "small picture.jpg", "hard copy Alvarez.pdf")
        yield "pages"
        for name, act in TOOLS.items():
            self._act(act)
            yield f"tool-{name}"
            self._act(Act.LEAVE_TOOL if act is not Act.COMPARE else act)
        torn = self._samples["hard copy Alvarez.pdf"].with_name("torn.pdf")
        torn.write_bytes(self._samples["hard copy Alvarez.pdf"].read_bytes()[:900])
        self._add_files(torn)
        yield "torn-file"
        self._desk.undo()

    def _add(self, *names: str) -> None:
        self._add_files(*(self._samples[name] for name in names))

    def _add_files(self, *files: Path) -> None:
        before = len(self._seen.desk.rows)
        self._desk.add_files(files)
        until(lambda: len(self._seen.desk.rows) > before and not self._seen.desk.is_reading, "the files to be read")

    def _act(self, act: Act) -> None:
        self._window.workspace.acts[act].trigger()

    def _sorting(self) -> Iterator[str]:
        self._add(*self._samples)
        self._act(Act.SORT)
        until(lambda: self._window.sorting.pane.isVisible(), "the sorting")
        yield "sorting"
        self._desk.leave_sorting()
        until(lambda: not self._window.sorting.pane.isVisible(), "the pages to be back")

    def _outbox(self) -> Iterator[str]:
        store = self._shop.practice_store()
        store.faults.add(Fault(FaultKind.HANG, method="POST"))
        self._desk.clear()
        until(lambda: not self._seen.desk.rows, "the desk to be empty")
        self._add("ID card Alvarez.jpg", "insurance card Alvarez.png")
        self._settle()
        self._desk.approve([row.id for row in self._seen.desk.rows])
        until(lambda: not self._seen.desk.look_count, "the pages to be right")
        self._act(Act.UPLOAD)
        until(lambda: self._seen.outbox.rows and not self._seen.desk.rows, "the pages to be queued")
        yield "pages-are-safe"
        self._window.show_tab(Tab.OUTBOX)
        yield "outbox-leaving"
        self._desk.pause_sending()
        until(lambda: self._seen.outbox.hold is Hold.PAUSED, "the pause")
        yield "outbox-paused"
        self._desk.send_now()
        until(lambda: self._has(Stage.SENDING), "a page to be sent")
        yield "outbox-sending"
        store.faults.release()
        store.faults.clear()
        until(lambda: all(row.stage is Stage.DELIVERED for row in self._seen.outbox.rows), "all to arrive")
        yield "outbox-delivered"
        self._window.outbox.slip_sheet.toggle()
        yield "receipts"
        self._window.outbox.slip_sheet.toggle()

    def _has(self, stage: Stage) -> bool:
        return any(row.stage is stage for row in self._seen.outbox.rows)

    def _gallery(self) -> Iterator[str]:
        self._window.show_tab(Tab.GALLERY)
        gallery = self._window.gallery
        until(lambda: self._seen.gallery.state is GalleryState.READY and gallery.wall.visible_rows(), "the gallery")
        until(lambda: all(gallery.pictures.thumbnail(key) for key in self._visible_keys()), "the thumbnails")
        yield "gallery"
        gallery.open_image(next(tile.image_id for tile in gallery.model.tiles if tile.image_id))
        until(gallery.viewer.isVisible, "the image large")
        yield "image-large"
        self._window.gallery.viewer.close_viewer()
        self._window.show_tab(Tab.SCAN)

    def _visible_keys(self) -> list[str]:
        gallery = self._window.gallery
        return [gallery.model.tiles[row].key for row in gallery.wall.visible_rows()]

    def _sheets(self) -> Iterator[str]:
        self._desk.keep_people(PEOPLE)
        sheets = self._window.sheets
        shown: dict[str, Callable[[], None]] = {
            "lessons": sheets.toggle_lessons,
            "keys": sheets.toggle_keys,
            "new-keys": sheets.show_new_keys,
            "about": sheets.toggle_about,
            "profiles": sheets.show_profiles,
            "people": sheets.show_people,
            "privacy": sheets.show_privacy,
            "settings": sheets.show_settings,
            "closing": sheets.closing.ask,
        }
        for name, show in shown.items():
            show()
            yield f"sheet-{name}"
        for sheet in sheets.all:
            if sheet.isVisible():
                sheet.close_sheet()
        self._window.privacy.draw()
        yield "curtain"
