"""What a person said last, until the desk has heard it: late answers to what was said before do not take it back."""

from typing import Generic, TypeVar

V = TypeVar("V")


class Said(Generic[V]):
    """`value` is what to show: the last thing said, or what the desk tells once everything said was heard."""

    def __init__(self, value: V) -> None:
        self.value = value
        self._heard = value
        self._waiting: list[V] = []

    def say(self, value: V) -> None:
        """This was just handed to the desk."""
        self.value = value
        if value != (self._waiting[-1] if self._waiting else self._heard):
            self._waiting.append(value)

    def hear(self, value: V) -> None:
        """The desk shows this."""
        if value in self._waiting:
            del self._waiting[: self._waiting.index(value) + 1]
        elif value == self._heard:
            return  # told for another reason, before what was said arrived there
        else:
            self._waiting.clear()  # somebody changed it meanwhile: a step back, say
        self._heard = value
        if not self._waiting:
            self.value = value
