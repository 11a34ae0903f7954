"""The list of people who scan: sorted by name, each DRX user once, nothing that can't be shown."""

import pytest

from app.domain.people import MAX_NAME_LENGTH, MOST_PEOPLE, Person, name_of, people_of

ANA, BEN = Person("Ana", "usr_7"), Person("ben", "usr_9")


def test_people_stand_in_the_order_of_their_names() -> None:
    assert people_of([BEN, ANA]) == (ANA, BEN)


@pytest.mark.parametrize(
    "person",
    [
        Person("", "usr_1"),
        Person("Ana", ""),
        Person(" Ana", "u"),
        Person("A\na", "u"),
        Person("a" * (MAX_NAME_LENGTH + 1), "u"),
    ],
)
def test_a_person_without_a_clean_name_or_id_is_refused(person: Person) -> None:
    with pytest.raises(ValueError, match="needs a name and a DRX user ID"):
        people_of([person])


def test_two_people_can_not_be_one_drx_user() -> None:
    with pytest.raises(ValueError, match="once"):
        people_of([ANA, Person("Anna", "usr_7")])


def test_a_list_that_nobody_could_choose_from_is_refused() -> None:
    with pytest.raises(ValueError, match="at most"):
        people_of([Person("Ana", f"usr_{number}") for number in range(MOST_PEOPLE + 1)])


def test_an_id_without_a_name_is_its_own_name() -> None:
    assert (name_of("usr_9", [ANA, BEN]), name_of("usr_1", [ANA])) == ("ben", "usr_1")
