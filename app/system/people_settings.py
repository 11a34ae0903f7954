"""The people who scan, as they stand in the settings: a list of objects with a name and a DRX user ID."""

import json

from app.domain.people import Person, people_of


def read_people(value: object) -> tuple[Person, ...]:
    """`[{"name": "Ana", "user_id": "usr_7"}]`, in the environment as JSON. Raises `ValueError`."""
    told = json.loads(value) if isinstance(value, str) else value
    if isinstance(told, list):  # the registry's lists hold nothing but texts
        told = [json.loads(each) if isinstance(each, str) else each for each in told if each != ""]
    if not isinstance(told, list) or not all(isinstance(each, dict) for each in told):
        raise ValueError('It must be a list of people, such as [{"name": "Ana", "user_id": "usr_7"}]')
    return people_of([Person(str(each.get("name", "")).strip(), str(each.get("user_id", "")).strip()) for each in told])


def plain_person(person: Person) -> dict[str, str]:
    """One of them as it is saved."""
    return {"name": person.name, "user_id": person.user_id}
