"""Forty files for twelve records, sorted and sent through the real window, house and store, with every key counted."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.facts import Connection, Fact, SortedUploaded
from app.domain.sort_shelf import SortAccount, SortView
from app.domain.sorting import Reason
from app.practice.catalogue import Prescription, catalogue_on
from app.tour.hands import Hands
from app.tour.patience import until
from app.tour.shop import Shop, open_shop
from app.ui.sorting.sorting_pane import SortingPane
from tests.flows.batches import file_of, labelled

Key, Held = Qt.Key, Qt.KeyboardModifier
RECORD_COUNT, FILE_COUNT, PAGE_COUNT = 12, 40, 100
UNREADABLE_EVERY = 5
"""Of the labels: four in five can be read."""
MOST_KEYS = 55
PATIENCE_S = 300  # a hundred pages are read and fitted, on whatever machine


@dataclass(frozen=True)
class Batch:
    """The files, and whose each is, by its name."""

    paths: Sequence[Path]
    whose: Mapping[str, Prescription]


def drawn(folder: Path) -> Batch:
    """Files of two or three pages, the first with a label that may not be readable; the others have none."""
    prescriptions = catalogue_on(date(2026, 3, 4)).prescriptions[:RECORD_COUNT]
    paths, whose = [], {}
    for number in range(FILE_COUNT):
        prescription = prescriptions[number % RECORD_COUNT]
        is_readable = number % UNREADABLE_EVERY != UNREADABLE_EVERY - 1
        first = labelled(prescription.label, shade=number) if is_readable else smudged(prescription.label, number)
        more = [labelled(shade=90 * number + 31 * place) for place in range(1, 3 if number % 2 else 2)]
        path = folder / f"scan {number + 1:02}.tif"
        path.write_bytes(file_of([first, *more]))
        paths.append(path)
        whose[path.name] = prescription
    return Batch(paths, whose)


def smudged(label: str, number: int) -> Image.Image:
    """A page over whose barcode somebody's thumb went."""
    page = labelled(label, shade=number)
    page.paste(120, (110, 60, 240, 125))
    return page


class CountingHands(Hands):
    """Counts the keys, and the drags and clicks."""

    keys = drags = clicks = 0

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = Held.NoModifier) -> None:
        self.keys += 1
        super().key(key, held)

    def drop(self, target: object, files: Sequence[Path]) -> None:
        self.drags += 1
        super().drop(target, files)  # type: ignore[arg-type]  # as there

    def click(self, widget: object, at: object, *, is_double: bool = False) -> None:
        self.clicks += 1
        super().click(widget, at, is_double=is_double)  # type: ignore[arg-type]  # as there


@pytest.fixture
def shop(qapp: QApplication) -> Iterator[Shop]:
    with open_shop() as opened:
        hands, witness = Hands(opened.window), opened.witness
        opened.window.resize(1366, 768)
        until(lambda: witness.connection and witness.knows_key_place, "the first start")
        hands.press("Practice with a made-up store")
        until(lambda: witness.connection and witness.connection.connection is Connection.CONNECTED, "the store")
        yield opened


class Clerk:
    """Sorts a batch with the keyboard alone, as a person does who sees whose each page is."""

    def __init__(self, shop: Shop, batch: Batch) -> None:
        self._shop, self._batch = shop, batch
        self.hands = CountingHands(shop.window)
        self.pane: SortingPane = shop.window.sorting.pane
        self.told: list[Fact] = []
        shop.relay.fact.connect(self.told.append)

    @property
    def view(self) -> SortView:
        return self.pane.view

    def sort(self) -> None:
        """One drag, one key; then the labels are read."""
        self.hands.drop(self._shop.window.workspace, self._batch.paths)
        witness = self._shop.witness
        until(lambda: len(witness.desk.rows) == PAGE_COUNT and not witness.desk.is_reading, "the pages", PATIENCE_S)
        self.hands.key(Key.Key_L, Held.ControlModifier)
        until(lambda: self.view.is_on and self.view.read_count == PAGE_COUNT, "the labels", PATIENCE_S)

    def let_follow(self) -> None:
        """Pages without a label go with the one before them in their file."""
        self.hands.key(Key.Key_J, Held.ControlModifier)
        until(lambda: self.view.follows, "that pages follow")

    def settle(self) -> None:
        """Say whose each page is that nobody knows: by a digit where the right one is offered, else by its number."""
        while self.view.unresolved:
            page = self.pane.needs.list.current_page
            assert page is not None
            right = self._whose(page.row.title)
            offered = [record.id for record in self.pane.needs.suggested]
            count = len(self.view.unresolved)
            if right.id in offered[:1]:
                self.hands.key(Key.Key_Return)
            elif right.id in offered:
                self.hands.key(Qt.Key(Key.Key_1 + offered.index(right.id)))
            else:
                self.hands.type(right.id)
                self.hands.key(Key.Key_Return)
            self._until_fewer(count)

    def _until_fewer(self, count: int) -> None:
        until(lambda: len(self.view.unresolved) < count, "the choice")

    def _whose(self, title: str) -> Prescription:
        return self._batch.whose[title.rpartition(" p")[0]]

    def upload(self) -> SortAccount:
        """The one button, by its key."""
        self.hands.key(Key.Key_Return, Held.ControlModifier)
        until(lambda: any(isinstance(fact, SortedUploaded) for fact in self.told), "the upload", PATIENCE_S)
        return next(fact.account for fact in self.told if isinstance(fact, SortedUploaded))

    def misplaced(self) -> list[str]:
        """Pages that lie with a record that is not theirs."""
        return [
            page.row.title
            for group in self.view.groups
            for page in group.pages
            if self._whose(page.row.title).id != group.record.id
        ]


def test_forty_files_are_sorted_with_one_drag_and_few_keys(shop: Shop, tmp_path: Path) -> None:
    clerk = Clerk(shop, drawn(tmp_path))
    clerk.sort()
    by_label = {page.reason for group in clerk.view.groups for page in group.pages}
    assert (by_label, len(clerk.view.groups), clerk.misplaced()) == ({Reason.LABEL}, RECORD_COUNT, [])
    clerk.let_follow()
    assert clerk.misplaced() == []
    clerk.settle()
    assert (clerk.misplaced(), clerk.view.ready_count) == ([], PAGE_COUNT)
    account = clerk.upload()
    hands = clerk.hands
    print(f"keys {hands.keys}, drags {hands.drags}, clicks {hands.clicks}")  # the figure itself
    assert account == SortAccount(FILE_COUNT, PAGE_COUNT, RECORD_COUNT, PAGE_COUNT, 0, 0)
    assert (hands.drags, hands.clicks, hands.keys <= MOST_KEYS) == (1, 0, True)
    until(lambda: not shop.window.sorting.is_open, "the empty desk")
    assert shop.witness.desk.rows == ()
    assert "40 files, 100 pages: 100 sent to 12 records, 0 left out, 0 still here" in shop.window.notices.sentences
