"""What a person said of a batch: whose pages are, what is left out, and every step of it that can be taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.domain.belonging import key_of
from app.domain.pages import PageId
from app.domain.records import Record
from app.domain.sort_shelf import SortStep
from app.domain.sorting import Choice

MAX_STEPS = 1_000


@dataclass(frozen=True, slots=True)
class Said:
    """All that a person said so far. `follows`: pages without a label go with the one before them in their file."""

    choices: Mapping[PageId, Choice] = field(default_factory=dict)
    follows: bool = False

    def with_choice(self, page_ids: Sequence[PageId], choice: Choice | None) -> "Said":
        """The same with this said of these pages; None: nothing is said of them any more."""
        kept = {page_id: said for page_id, said in self.choices.items() if page_id not in page_ids}
        return replace(self, choices=kept if choice is None else kept | dict.fromkeys(page_ids, choice))

    def with_told(self, told: Record) -> "Said":
        """The same with what DRX told about a record that was chosen by its ID."""
        choices = {
            page_id: replace(
                choice,
                records=tuple(told if key_of(record) == key_of(told) else record for record in choice.records),
            )
            for page_id, choice in self.choices.items()
        }
        return replace(self, choices=choices)


class SortChoices:
    """Holds what was said as one value; a step is the value before it. Lives on the courier's loop."""

    def __init__(self) -> None:
        self.said = Said()
        self._past: list[tuple[SortStep, Said]] = []
        self._future: list[tuple[SortStep, Said]] = []

    @property
    def next_undo(self) -> SortStep | None:
        """The step that undo would take back."""
        return self._past[-1][0] if self._past else None

    @property
    def next_redo(self) -> SortStep | None:
        """The step that redo would do again."""
        return self._future[-1][0] if self._future else None

    def say(self, step: SortStep, said: Said) -> None:
        """Take a step; nothing is noted where it says nothing new."""
        if said != self.said:
            self._past.append((step, self.said))
            del self._past[:-MAX_STEPS]
            self._future.clear()
            self.said = said

    def undo(self) -> None:
        """Take the last step back."""
        if self._past:
            step, before = self._past.pop()
            self._future.append((step, self.said))
            self.said = before

    def redo(self) -> None:
        """Do the step again that was taken back last."""
        if self._future:
            step, after = self._future.pop()
            self._past.append((step, self.said))
            self.said = after

    def tell(self, told: Record) -> None:
        """DRX told about a record that was chosen by its ID: no step, whatever is taken back."""
        self.said = self.said.with_told(told)
        self._past = [(step, said.with_told(told)) for step, said in self._past]
        self._future = [(step, said.with_told(told)) for step, said in self._future]

    def settle(self, page_id: PageId, choice: Choice | None) -> None:
        """This is so from now on, and no step: it came of what left, or came back."""
        self.said = self.said.with_choice((page_id,), choice)

    def resume(self, said: Said) -> None:
        """This was said before the program ended: no step leads back behind it."""
        self.said = said
        self.forget_steps()

    def forget_steps(self) -> None:
        """What was said stays; it can't be taken back any more, because its pages left."""
        self._past.clear()
        self._future.clear()

    def forget(self) -> None:
        """Start over."""
        self.said = Said()
        self.forget_steps()
