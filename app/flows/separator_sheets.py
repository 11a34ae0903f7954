"""Separator sheets: the code of one is drawn in the darkroom, for the record that it starts a stack of."""

from collections.abc import Callable

from app.domain.facts import Fact, SeparatorDrawn
from app.domain.pages import Picture
from app.domain.records import Record
from app.domain.separators import separator_text
from app.flows.errands import Errands
from app.flows.session import Sessions
from app.runtime.darkroom import Darkroom

CODE_JOB = "app.imaging.marks:drawn_code"


class SeparatorSheets:
    """Draws the code of a sheet. Lives on the courier's loop."""

    def __init__(
        self, publish: Callable[[Fact], None], errands: Errands, darkroom: Darkroom, sessions: Sessions
    ) -> None:
        self._publish, self._errands, self._darkroom, self._sessions = publish, errands, darkroom, sessions

    def draw(self, record: Record) -> None:
        """Draw the code of this record's sheet, in the store that is open; answered by `SeparatorDrawn`."""
        self._errands.start(self._draw(record))

    async def _draw(self, record: Record) -> None:
        text = separator_text(record, self._sessions.need().destination)
        picture: Picture = await self._darkroom.run(CODE_JOB, text.encode(), urgent=True)
        self._publish(SeparatorDrawn(record, picture, text))
