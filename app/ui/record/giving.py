"""Pages are to be given to another record: the record panel asks which, and the next one that is picked gets them."""

from collections.abc import Collection

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.domain.facts import PagesGiven
from app.domain.pages import PageId
from app.domain.records import Record
from app.flows.desk import Desk
from app.ui.announce import announce
from app.ui.controls.label import PlainLabel
from app.ui.words import pages_text, record_sentence


class Giving(QObject):
    """`words` stands under the search field while it is asked; `owner` is the panel."""

    def __init__(self, desk: Desk, words: PlainLabel, owner: QWidget) -> None:
        super().__init__(owner)
        self._desk, self._words, self._owner = desk, words, owner
        self._pages: frozenset[PageId] = frozenset()
        words.hide()

    @property
    def is_asking(self) -> bool:
        """Is the next record that is picked for these pages, and not for the desk?"""
        return bool(self._pages)

    def ask(self, page_ids: Collection[PageId]) -> None:
        """Ask whom these pages are for."""
        self._pages = frozenset(page_ids)
        if self._pages:
            words = self.tr("{pages} for whom? Pick the record, or press Esc.")
            self._words.setText(words.format(pages=pages_text(len(self._pages))))
            announce(self._owner, self._words.text(), at_once=True)
        self._words.setVisible(self.is_asking)

    def answer(self, record: Record) -> None:
        """They are for this one."""
        self._desk.give(self._pages, record)
        self.end()

    def say(self, given: PagesGiven) -> None:
        """They went where they were given."""
        words = self.tr("{pages} given to {record}")
        said = words.format(pages=pages_text(given.page_count), record=record_sentence(given.record))
        announce(self._owner, said, at_once=True)

    def follow(self, on_desk: Collection[PageId]) -> None:
        """Pages that left meanwhile are no longer asked about."""
        if self.is_asking and not self._pages <= frozenset(on_desk):
            self.end()

    def end(self) -> None:
        """Ask no longer."""
        self._pages = frozenset()
        self._words.hide()
