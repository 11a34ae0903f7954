"""Pages of one name, told apart."""

from dataclasses import replace

from app.domain.outbox_shelf import OutboxRow
from app.domain.parcels import EntryId, Stage
from app.domain.records import Record, RecordKind
from app.ui.outbox.telling_apart import names_apart
from tests.ui.gallery_samples import row

CHEN = Record(RecordKind.PATIENT, "pat_20881", "Chen, Daniel")


def called(*rows: OutboxRow) -> list[str]:
    names = names_apart(rows)
    return [names[row.id] for row in rows]


def alike(entry_id: str, image_id: str = "", record: Record | None = None) -> OutboxRow:
    made = row(entry_id, Stage.DELIVERED if image_id else Stage.QUEUED)
    return replace(made, name="id.jpg", image_id=image_id, record=record or made.record)


def test_a_name_that_nobody_else_has_stays_as_it_is() -> None:
    assert called(row("1"), row("2")) == ["page 1.jpg", "page 2.jpg"]


def test_people_tell_pages_of_one_name_apart() -> None:
    assert called(alike("1"), alike("2", record=CHEN)) == ["id.jpg, Alvarez, Maria", "id.jpg, Chen, Daniel"]


def test_images_tell_pages_of_one_record_apart() -> None:
    names = called(alike("1", "img_1"), alike("2", "img_2"))
    assert names == ["id.jpg, Alvarez, Maria, img_1", "id.jpg, Alvarez, Maria, img_2"]


def test_where_nothing_else_tells_them_apart_they_are_numbered() -> None:
    assert called(alike("1"), alike("2")) == ["id.jpg, Alvarez, Maria, 1", "id.jpg, Alvarez, Maria, 2"]


def test_every_name_is_another_one_whatever_the_rows_are() -> None:
    rows = [alike("1"), alike("2", "img_1"), alike("3", "img_1"), alike("4", record=CHEN), row("5")]
    assert len(set(called(*rows))) == len(rows)


def test_a_name_is_kept_for_its_entry() -> None:
    assert names_apart([row("1")]) == {EntryId("1"): "page 1.jpg"}
