"""Who scans at this counter: a short list of people and their DRX user IDs, from which one is chosen."""

from collections.abc import Sequence
from dataclasses import dataclass

MOST_PEOPLE = 40
MAX_NAME_LENGTH = 60
MAX_USER_ID_LENGTH = 128


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who scans: the name as colleagues say it, and the DRX user that images are linked to."""

    name: str
    user_id: str


def people_of(people: Sequence[Person]) -> tuple[Person, ...]:
    """The people as a list that can be kept, by name. Raises `ValueError` with a sentence where one makes no sense."""
    if len(people) > MOST_PEOPLE:
        raise ValueError(f"There can be {MOST_PEOPLE} people at most")
    for person in people:
        if not _is_word(person.name, MAX_NAME_LENGTH) or not _is_word(person.user_id, MAX_USER_ID_LENGTH):
            raise ValueError("Each person needs a name and a DRX user ID")
    if len({person.user_id for person in people}) < len(people):
        raise ValueError("Each DRX user ID can stand there once")
    return tuple(sorted(people, key=lambda person: (person.name.casefold(), person.user_id)))


def name_of(user_id: str, people: Sequence[Person]) -> str:
    """How whoever has this ID is called here: their name, else the ID."""
    return next((person.name for person in people if person.user_id == user_id), user_id)


def _is_word(text: str, longest: int) -> bool:
    return 0 < len(text) <= longest and text.isprintable() and text == text.strip()
