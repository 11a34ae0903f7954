"""The lessons of the practice store: each is learned by doing it, and known by what has happened, not by a click."""

from dataclasses import dataclass
from enum import Enum

from app.domain.facts import (
    DeskChanged,
    EntrySettled,
    GalleryPictureReady,
    PagesQueued,
    PagesRecalled,
    Purpose,
    SortChanged,
)
from app.domain.parcels import Stage
from app.domain.shelves import DeskView, Step
from app.ui.words import tr


class Lesson(Enum):
    """What there is to learn, in this order."""

    PICK = "pick"
    BRING = "bring"
    EDIT = "edit"
    NAME = "name"
    SEND = "send"
    TAKE_BACK = "take back"
    ARRIVE = "arrive"
    LOOK = "look"
    SORT = "sort"
    HIDE = "hide"


_EDITS = frozenset({Step.TURN, Step.CROP, Step.STRAIGHTEN, Step.FLATTEN, Step.REDACT, Step.TONE, Step.CLEAN_UP})


@dataclass(frozen=True, slots=True)
class LessonWords:
    """What it is about, and how it is done here."""

    title: str
    how: str


def lesson_words() -> dict[Lesson, LessonWords]:
    """All lessons, in the language of the screen."""
    return {
        Lesson.PICK: LessonWords(
            tr("Say who it is for"), tr("Type alv into the field on the left and press Enter on Alvarez, Maria.")
        ),
        Lesson.BRING: LessonWords(
            tr("Bring pages"), tr("F2 scans what lies in the practice scanner; files can be dropped anywhere.")
        ),
        Lesson.EDIT: LessonWords(
            tr("Put a page right"), tr("R turns it, C crops it, S straightens it. Ctrl+Z undoes.")
        ),
        Lesson.NAME: LessonWords(
            tr("Say what it is"), tr("Press 1 for a hard copy, 2 for an insurance card, 3 for an ID.")
        ),
        Lesson.SEND: LessonWords(tr("Upload"), tr("Ctrl+Enter. The button says how many pages go, and to whom.")),
        Lesson.TAKE_BACK: LessonWords(
            tr("Change your mind"), tr("For ten seconds Ctrl+Backspace takes them back. Then upload them all the same.")
        ),
        Lesson.ARRIVE: LessonWords(
            tr("See them arrive"), tr("Ctrl+3 shows the outbox. A page is done when it was read back from DRX.")
        ),
        Lesson.LOOK: LessonWords(
            tr("See what DRX has"), tr("Ctrl+2 shows the gallery; Space looks at an image large.")
        ),
        Lesson.SORT: LessonWords(
            tr("Sort a batch"), tr("Scan once more, then Ctrl+L: the labels on the pages say whose they are.")
        ),
        Lesson.HIDE: LessonWords(
            tr("Walk away"),
            tr("Ctrl+Shift+L hides everything; after a while it happens by itself. Enter shows it again."),
        ),
    }


def learned_from(fact: object) -> set[Lesson]:
    """What somebody has shown that they can do, by what has happened."""
    match fact:
        case DeskChanged(view=view):
            return _from_desk(view)
        case PagesQueued():
            return {Lesson.SEND}
        case PagesRecalled():
            return {Lesson.TAKE_BACK}
        case EntrySettled(entry=entry) if entry.stage is Stage.DELIVERED:
            return {Lesson.ARRIVE}
        case GalleryPictureReady(purpose=Purpose.LARGE):
            return {Lesson.LOOK}
        case SortChanged(view=view) if view.is_on:
            return {Lesson.SORT}
        case _:
            return set()


def _from_desk(view: DeskView) -> set[Lesson]:
    shown = {
        Lesson.PICK: view.record is not None,
        Lesson.BRING: bool(view.rows),
        Lesson.EDIT: view.undo in _EDITS,  # a scan straightens itself: what a person did can be undone
        Lesson.NAME: view.undo is Step.LABEL,
    }
    return {lesson for lesson, is_shown in shown.items() if is_shown}
