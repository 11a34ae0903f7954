"""What the buttons call a page: its name, and more where another page has the same. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from app.domain.outbox_shelf import OutboxRow
from app.domain.parcels import EntryId


def names_apart(rows: Sequence[OutboxRow]) -> Mapping[EntryId, str]:
    """A name for each row that no other row has: with whom it is for, the image's ID, or at last a number.

    `id front.jpg`; `id front.jpg, Chen, Daniel`; `id front.jpg, Chen, Daniel, img_88121`.
    """
    called = {row.id: row.name for row in rows}
    for more in (_whose, _image_id):
        alike = _alike(called.values())
        if not alike:
            return called
        for row in rows:
            if called[row.id] in alike and more(row):
                called[row.id] = f"{called[row.id]}, {more(row)}"
    return _numbered(called)


def _whose(row: OutboxRow) -> str:
    return row.record.title


def _image_id(row: OutboxRow) -> str:
    return row.image_id


def _alike(names: Iterable[str]) -> frozenset[str]:
    return frozenset(name for name, count in Counter(names).items() if count > 1)


def _numbered(called: Mapping[EntryId, str]) -> Mapping[EntryId, str]:
    alike, seen = _alike(called.values()), Counter[str]()
    numbered: dict[EntryId, str] = {}
    for entry_id, name in called.items():
        seen[name] += 1
        numbered[entry_id] = f"{name}, {seen[name]}" if name in alike else name
    return numbered
