"""A screen reader that selects a row means that row alone; Qt, in a list of many, would add it to the selection.

Hands move the current row before they select (Ctrl or Shift with a click or an arrow), assistive technology does not:
that tells one from the other. Several rows are selected with the keys.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject, Slot
from PySide6.QtWidgets import QAbstractItemView


class ReaderChoice(QObject):
    """Watches a view: what assistive technology adds to the selection becomes the selection and the current row."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self._is_aside = False
        view.selectionModel().selectionChanged.connect(self._selection_changed)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Let the view select as many rows as it likes: Select all does so without moving the current row."""
        self._is_aside = True
        try:
            yield
        finally:
            self._is_aside = False

    @Slot(QItemSelection)
    def _selection_changed(self, selected: QItemSelection) -> None:
        selection, added = self._view.selectionModel(), selected.indexes()
        if self._is_aside or len(added) != 1 or added[0] == selection.currentIndex():
            return
        if len(selection.selectedIndexes()) > 1:
            selection.setCurrentIndex(added[0], QItemSelectionModel.SelectionFlag.ClearAndSelect)
