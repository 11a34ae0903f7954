"""The chip that says who is scanning. Shop room."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.domain.people import Person, name_of
from app.ui.controls.button import Button
from app.ui.theme.theme import SECONDARY_PX
from app.ui.words import visible

MOST_CHARACTERS = 24
"""A longer name is cut here: what else is in the bar must not be pushed out of it."""


class PersonChip(Button):
    """Hidden on a counter where nobody says who scans."""

    role = "chip"
    height_px = 32
    padding_px = 14
    font_px = SECONDARY_PX

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "user", parent=parent)
        self.hide()

    def show_person(self, people: Sequence[Person], user_id: str) -> None:
        """Say who scans; empty: that nobody said so, as long as there is a list to choose from."""
        name = visible(name_of(user_id, people)) if user_id else self.tr("Who is scanning?")
        short = name if len(name) <= MOST_CHARACTERS else f"{name[: MOST_CHARACTERS - 1]}…"
        self.set_words(short, self.tr("Who is scanning: {name}").format(name=name) if user_id else name)
        self.setToolTip(self.tr("Who is scanning (Ctrl+U)"))
        self.setVisible(bool(people or user_id))

    def _radius(self) -> float:
        return self.height() / 2
