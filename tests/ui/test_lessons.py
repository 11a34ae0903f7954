"""Learning by doing: the list ticks itself off by what happens, on the practice store alone."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.facts import Connection, ConnectionChanged, DeskChanged, PagesQueued, PagesRecalled
from app.domain.records import Record, RecordKind
from app.domain.shelves import DeskView, Step
from app.ui.lessons.lesson_sheet import LessonSheet
from app.ui.lessons.lessons import Lesson, learned_from, lesson_words
from app.ui.relay import Relay
from tests.ui.page_samples import page_row, put_away

PATIENT = Record(RecordKind.PATIENT, "pat_12345", "Alvarez, Maria")


@pytest.fixture
def over(qapp: QApplication) -> Iterator[QWidget]:
    over = QWidget()
    over.resize(900, 1200)
    over.show()
    yield over
    put_away(over)


@pytest.fixture
def sheet(over: QWidget, relay: Relay) -> LessonSheet:
    sheet = LessonSheet(relay, over)
    sheet.toggle()
    return sheet


def connect(relay: Relay, *, is_practice: bool) -> None:
    relay.fact.emit(ConnectionChanged(Connection.CONNECTED, "store", is_practice))


def said(sheet: LessonSheet, lesson: Lesson) -> str:
    title = lesson_words()[lesson].title
    return next(
        line.accessibleName() for line in sheet.findChildren(QWidget) if line.accessibleName().startswith(f"{title}: ")
    )


def test_the_desk_shows_who_was_picked_what_was_brought_and_what_was_done_by_hand() -> None:
    assert learned_from(DeskChanged(DeskView(record=PATIENT))) == {Lesson.PICK}
    assert learned_from(DeskChanged(DeskView(rows=(page_row("one"),), undo=Step.ADD))) == {Lesson.BRING}
    assert Lesson.EDIT in learned_from(DeskChanged(DeskView(rows=(page_row("one"),), undo=Step.CROP)))
    assert Lesson.NAME in learned_from(DeskChanged(DeskView(rows=(page_row("one"),), undo=Step.LABEL)))


def test_every_lesson_has_its_words() -> None:
    assert set(lesson_words()) == set(Lesson)


def test_what_was_done_is_ticked_off_and_the_next_one_says_how(sheet: LessonSheet, relay: Relay) -> None:
    connect(relay, is_practice=True)
    assert said(sheet, Lesson.PICK).startswith("Say who it is for: next.")
    relay.fact.emit(DeskChanged(DeskView(record=PATIENT)))
    assert said(sheet, Lesson.PICK).startswith("Say who it is for: done.")
    assert said(sheet, Lesson.BRING).startswith("Bring pages: next.")


def test_with_a_real_store_nobody_is_taught(sheet: LessonSheet, relay: Relay) -> None:
    connect(relay, is_practice=False)
    relay.fact.emit(PagesQueued(()))
    assert said(sheet, Lesson.SEND).startswith("Upload: to come.")


def test_how_far_one_is_is_told(sheet: LessonSheet, relay: Relay) -> None:
    told: list[tuple[int, int]] = []
    sheet.progressed.connect(lambda done, count: told.append((done, count)))
    connect(relay, is_practice=True)
    relay.fact.emit(PagesQueued(()))
    relay.fact.emit(PagesRecalled(1))
    relay.fact.emit(PagesRecalled(1))
    sheet.note_hidden()
    assert told == [(1, len(Lesson)), (2, len(Lesson)), (3, len(Lesson))]
