"""Which page on the desk each picture became: found by its file's name, which no other picture of this run has."""

from collections.abc import Sequence

from app.domain.capture_shelf import AT_THE_END, Placement
from app.domain.pages import BrokenFile, DeskPage, PageId
from app.domain.shelves import PageRow


class ShotPages:
    """Told of every picture that goes to the desk, and of how the desk looks then."""

    def __init__(self) -> None:
        self._rows: dict[PageId, str] = {}
        self._last_name = ""
        self._last_page: PageId | None = None
        self._before: frozenset[PageId] = frozenset()

    def sent(self, file_name: str) -> None:
        """This picture went to the desk just now."""
        self._last_name, self._last_page = file_name, None
        self._before = frozenset(self._rows)

    def follow(self, rows: Sequence[PageRow]) -> None:
        """The desk has these rows now."""
        self._rows = {row.id: _file_name(row.item) for row in rows}
        if self._last_page is None and self._last_name:
            new = [page for page, name in self._rows.items() if name == self._last_name and page not in self._before]
            self._last_page = new[-1] if new else None

    @property
    def is_last_awaited(self) -> bool:
        """Is the last picture still on its way to the desk?"""
        return bool(self._last_name) and self._last_page is None

    def place_of_last(self) -> Placement:
        """Where a picture goes that is taken again; at the end where a person took the page away meanwhile."""
        return Placement(replaces=self._last_page) if self._last_page in self._rows else AT_THE_END


def _file_name(item: DeskPage | BrokenFile) -> str:
    return item.imported.file_name if isinstance(item, DeskPage) else item.file_name
