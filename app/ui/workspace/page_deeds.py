"""What is done to the selected pages: turned, straightened, moved, removed, labelled. Asks the strip which."""

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.pages import DeskPage, DocumentKind, PageId, Side
from app.domain.readings import Remark
from app.flows.desk import Desk
from app.ui.workspace.filmstrip import FilmStrip
from app.ui.workspace.page_choice import gap_to_move_to
from app.ui.workspace.words_remarks import mendable


class PageDeeds(QObject):
    """Acts on every selected page, or on the current one. `both_asked`: show it beside what is there already."""

    both_asked = Signal()

    def __init__(self, desk: Desk, strip: FilmStrip, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._strip = strip

    def _selected(self) -> list[PageId]:
        return [row.id for row in self._strip.selected_rows()]

    def _pages(self) -> list[DeskPage]:
        return [row.item for row in self._strip.selected_rows() if isinstance(row.item, DeskPage)]

    @Slot()
    def rotate_left(self) -> None:
        """A quarter against the clock."""
        self._desk.turn([page.id for page in self._pages()], -1)

    @Slot()
    def rotate_right(self) -> None:
        """A quarter with the clock."""
        self._desk.turn([page.id for page in self._pages()], 1)

    @Slot()
    def straighten(self) -> None:
        """Straight and cropped to the paper, by itself; once more takes it back."""
        self._desk.straighten_by_itself([page.id for page in self._pages()])

    @Slot()
    def next_ink(self) -> None:
        """Colour, grey, black and white in turn."""
        self._desk.cycle_ink([page.id for page in self._pages()])

    @Slot()
    def clean_up(self) -> None:
        """Whatever makes them better for certain."""
        self._desk.clean_up([page.id for page in self._pages()])

    @Slot()
    def join(self) -> None:
        """All of them on one page: the front and the back of a card, say."""
        self._desk.join([page.id for page in self._pages()])

    def mend(self, remark: Remark | None = None) -> None:
        """Mend what is remarked about the current page: this, or the gravest that can be mended."""
        row = self._strip.current_row()
        remark = remark if remark is not None or row is None else mendable(row)
        if remark is Remark.ALREADY_THERE:
            self.both_asked.emit()
        elif row is not None and remark is not None:
            self._desk.mend(row.id, remark)

    @Slot()
    def approve(self) -> None:
        """A person looked at what is remarked, and says that it is right."""
        self._desk.approve([row.id for row in self._strip.selected_rows() if row.remarks])

    @Slot(str)
    def unlock(self, password: str) -> None:
        """Try a password on the current file."""
        row = self._strip.current_row()
        if row is not None:
            self._desk.unlock(row.id, password)

    @Slot()
    def remove(self) -> None:
        """Off the desk; can be undone."""
        self._desk.remove(self._selected())

    @Slot()
    def move_left(self) -> None:
        """One place towards the front."""
        self._move_by(-1)

    @Slot()
    def move_right(self) -> None:
        """One place towards the end."""
        self._move_by(1)

    def _move_by(self, step: int) -> None:
        gap = gap_to_move_to(self._strip.list.selected_places(), step, len(self._strip.model.rows))
        if gap is not None:
            self.move_before(gap)

    @Slot(object)
    def move_before(self, gap: int) -> None:
        """Before the row that now stands at `gap`."""
        self._desk.move(self._selected(), gap)

    @Slot(object)
    def label_kind(self, kind: DocumentKind | None) -> None:
        """Say what they are; each keeps its side."""
        self._desk.label_kind([page.id for page in self._pages()], kind)

    @Slot(object)
    def label_side(self, side: Side) -> None:
        """Say which side; each stays what it is."""
        self._desk.label_side([page.id for page in self._pages()], side)
