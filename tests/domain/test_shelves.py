"""What the lists show: the gallery joins each image once, the outbox has its order, the desk names its obstacle."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Problem
from app.domain.gallery_shelf import GalleryTile, gallery_tiles, shows_in
from app.domain.limits import FitNote
from app.domain.outbox_shelf import OutboxView, outbox_rows
from app.domain.pages import BrokenFile, DocumentKind, PageId, Side
from app.domain.parcels import EntryId, Stage, StoredImage, UploadReceipt
from app.domain.records import Record, RecordKind
from app.domain.shelves import DeskView, Mark, Obstacle, PageRow, obstacle_of, page_row
from tests.domain.made_up import ENTRY, NOON, PAGE, PATIENT, PAYLOAD, PRESCRIPTION, entry, image, page

TORN = Problem("The file is torn")
ids = st.sampled_from([f"img_{number}" for number in range(6)])
images = st.lists(st.builds(StoredImage, ids, st.sampled_from(["ID front.jpg", "rx_67890 front.jpg"])), max_size=8)


def row(page_id: str = "page", mark: Mark = Mark.FITS) -> PageRow:
    return PageRow(PageId(page_id), 1, PAGE, mark, "title", "name")


@given(images, images)
def test_every_image_is_in_the_gallery_once(own: list[StoredImage], of_patient: list[StoredImage]) -> None:
    tiles = gallery_tiles(PRESCRIPTION, own, of_patient, ())
    assert sorted(tile.image_id for tile in tiles) == sorted({each.id for each in (*own, *of_patient)})


@given(images, images)
def test_what_drx_lists_for_the_record_itself_belongs_to_it(
    own: list[StoredImage], of_patient: list[StoredImage]
) -> None:
    tiles = gallery_tiles(PRESCRIPTION, own, of_patient, ())
    assert {each.id for each in own} <= {tile.image_id for tile in tiles if tile.of_this_record}


def test_of_the_patients_images_those_that_carry_the_prescriptions_id_belong_to_it() -> None:
    of_patient = [image("img_1", "rx_67890 front.jpg"), image("img_2", "rx_678901 front.jpg"), image("img_3", "ID.jpg")]
    tiles = gallery_tiles(PRESCRIPTION, (), of_patient, ())
    assert {tile.image_id for tile in tiles if tile.of_this_record} == {"img_1"}


def test_a_page_on_its_way_shows_from_the_moment_it_is_queued() -> None:
    (tile,) = gallery_tiles(PATIENT, (), (), [ENTRY])
    assert (tile.entry_id, tile.stage, tile.title) == (ENTRY.id, Stage.QUEUED, "ID front")


def test_a_page_on_its_way_gives_way_to_the_image_that_drx_lists() -> None:
    (tile,) = gallery_tiles(PATIENT, [image("img_1", ENTRY.name)], (), [ENTRY])
    assert (tile.image_id, tile.entry_id) == ("img_1", None)


def test_a_page_whose_image_was_renamed_in_drx_shows_once() -> None:
    arrived = entry(stage=Stage.DELIVERED, receipt=UploadReceipt("img_1", NOON))
    tiles = gallery_tiles(PATIENT, [image("img_1", "renamed by staff.jpg")], (), [arrived])
    assert [tile.key for tile in tiles] == ["img_1"]


def test_a_page_of_another_patient_does_not_show() -> None:
    assert gallery_tiles(PATIENT, (), (), [entry(record=Record(RecordKind.PATIENT, "pat_9"))]) == ()


def test_a_page_keeps_its_place_when_it_arrives() -> None:
    taken = NOON - timedelta(hours=3)
    others = [image("img_1", "a", created_at=NOON - timedelta(hours=2)), image("img_2", "b", created_at=NOON)]
    waiting = entry(name="ID front x.jpg", created_on=taken + timedelta(microseconds=5), queued_at=NOON)
    before = gallery_tiles(PATIENT, others, (), [waiting])
    after = gallery_tiles(PATIENT, [*others, image("img_3", "ID front x.jpg", created_at=taken)], (), [waiting])
    assert [tile.name for tile in before] == [tile.name for tile in after] == ["b", "a", "ID front x.jpg"]


def test_pages_of_the_same_second_keep_their_order() -> None:
    waiting = [
        entry(id=EntryId(key), name=name, created_on=NOON) for key, name in (("2", "a p1.jpg"), ("1", "a p2.jpg"))
    ]
    arrived = image("img_9", "a p1.jpg", created_at=NOON)
    assert [tile.name for tile in gallery_tiles(PATIENT, [arrived], (), waiting)] == ["a p1.jpg", "a p2.jpg"]


def test_a_receipt_stands_for_a_page_only_where_nothing_else_does() -> None:
    item = Record(RecordKind.ITEM, "item_1")
    kept = [GalleryTile(f"receipt {name}", name, name, is_receipt=True) for name in ("a.jpg", "b.jpg")]
    tiles = gallery_tiles(item, (), (), [entry(record=item, name="a.jpg")], kept)
    assert [(tile.name, tile.is_receipt) for tile in tiles] == [("a.jpg", False), ("b.jpg", True)]


def test_the_newest_stands_first_and_what_has_no_time_last() -> None:
    listed = [
        image("img_1", "old", created_at=NOON - timedelta(days=1)),
        image("img_2", "timeless"),
        image("img_3", "new", created_at=NOON),
    ]
    assert [tile.image_id for tile in gallery_tiles(PATIENT, listed, (), ())] == ["img_3", "img_1", "img_2"]


@pytest.mark.parametrize(
    ("theirs", "shown", "does"),
    [
        (PATIENT, PATIENT, True),
        (PRESCRIPTION, PATIENT, True),
        (PATIENT, PRESCRIPTION, True),
        (Record(RecordKind.SALE, "pos_1", patient_id="pat_12345"), PATIENT, True),
        (Record(RecordKind.PRESCRIPTION, "rx_1", patient_id="pat_12345"), PRESCRIPTION, True),
        (PATIENT, replace(PRESCRIPTION, patient_id=""), False),
        (Record(RecordKind.SALE, "pat_12345"), PATIENT, False),
        (Record(RecordKind.DELIVERY, "pat_12345"), PATIENT, False),
        (Record(RecordKind.SALE, "pos_1"), Record(RecordKind.SALE, "pos_2"), False),
    ],
)
def test_a_page_shows_where_it_was_linked(theirs: Record, shown: Record, does: bool) -> None:
    assert shows_in(theirs, shown) is does


@pytest.mark.parametrize(
    ("record", "rows", "is_connected", "takes", "obstacle"),
    [
        (PATIENT, (), True, False, Obstacle.NO_PAGES),
        (PATIENT, (row(),), False, False, Obstacle.NOT_CONNECTED),
        (PATIENT, (row(mark=Mark.BROKEN),), True, False, Obstacle.ONLY_BROKEN),
        (None, (row(),), True, False, Obstacle.NO_RECORD),
        (replace(PRESCRIPTION, patient_id=""), (row(),), True, False, Obstacle.NO_PATIENT),
        (replace(PRESCRIPTION, patient_id=""), (row(),), True, True, None),
        (PATIENT, (row(), row(mark=Mark.BROKEN), row(mark=Mark.FITTING)), True, False, None),
    ],
)
def test_the_first_thing_in_the_way_of_the_upload_is_named(
    record: Record | None, rows: tuple[PageRow, ...], is_connected: bool, takes: bool, obstacle: Obstacle | None
) -> None:
    assert obstacle_of(record, rows, is_connected=is_connected, takes_prescriptions=takes) is obstacle


def test_what_needs_a_person_stands_first_in_the_outbox_and_what_arrived_last_newest_first() -> None:
    stages = [Stage.DELIVERED, Stage.QUEUED, Stage.NEEDS_PERSON, Stage.DELIVERED, Stage.CHECKING]
    entries = [entry(id=EntryId(str(number)), stage=stage) for number, stage in enumerate(stages)]
    assert [each.id for each in outbox_rows(entries, {})] == ["2", "1", "4", "3", "0"]


@given(st.lists(st.sampled_from(Stage)))
def test_the_outbox_shows_every_entry_once(stages: list[Stage]) -> None:
    entries = [entry(id=EntryId(str(number)), stage=stage) for number, stage in enumerate(stages)]
    assert sorted(each.id for each in outbox_rows(entries, {})) == sorted(each.id for each in entries)


def test_progress_is_shown_only_while_a_page_is_being_sent() -> None:
    sending, queued = entry(id=EntryId("a"), stage=Stage.SENDING), entry(id=EntryId("b"))
    rows = outbox_rows([sending, queued], {sending.id: 12, queued.id: 34})
    assert [each.sent_bytes for each in rows] == [12, None]


def test_the_outbox_counts_what_has_not_arrived_and_what_needs_a_person() -> None:
    entries = [entry(stage=stage) for stage in (Stage.DELIVERED, Stage.QUEUED, Stage.NEEDS_PERSON)]
    view = OutboxView(outbox_rows(entries, {}))
    assert (view.waiting_count, view.needs_person_count) == (2, 1)


def test_a_broken_file_keeps_its_row_and_its_reason() -> None:
    found = page_row(BrokenFile(PageId("b"), "torn.pdf", TORN), 3, PATIENT, None, None)
    assert (found.mark, found.title, found.problem, found.position) == (Mark.BROKEN, "torn.pdf", TORN, 3)


def test_a_page_is_marked_as_fitting_until_it_is_fitted() -> None:
    assert page_row(PAGE, 1, PATIENT, None, None).mark is Mark.FITTING


def test_a_fitted_page_fits() -> None:
    assert page_row(PAGE, 1, PATIENT, PAYLOAD, None).mark is Mark.FITS


def test_a_padded_page_asks_for_a_look() -> None:
    assert page_row(PAGE, 1, PATIENT, replace(PAYLOAD, notes=(FitNote.PADDED,)), None).mark is Mark.LOOK


def test_a_page_that_cannot_be_fitted_is_broken_and_says_why() -> None:
    found = page_row(PAGE, 1, PATIENT, None, TORN)
    assert (found.mark, found.problem) == (Mark.BROKEN, TORN)


@pytest.mark.parametrize(
    ("others", "caption"),
    [
        ({}, "IMG_0001.jpg"),
        ({"frame": 1, "frames": 3, "file_name": "fax.pdf"}, "fax.pdf p2"),
        ({"given_name": "passport", "frame": 1, "frames": 3}, "passport"),
        ({"kind": DocumentKind.ID_CARD, "side": Side.BACK}, "ID back"),
        ({"kind": DocumentKind.HARD_COPY, "side": Side.FRONT}, "Hard copy front"),
        ({"kind": DocumentKind.OTHER}, "Other"),
        ({"kind": DocumentKind.OTHER, "side": Side.FRONT}, "Front"),
        ({"side": Side.BACK}, "IMG_0001 back"),
    ],
)
def test_a_page_is_captioned_by_what_it_is_else_by_its_file(others: dict[str, object], caption: str) -> None:
    assert page_row(page(**others), 1, PATIENT, None, None).title == caption


def test_the_desk_counts_what_it_would_send() -> None:
    rows = (row("a", Mark.FITS), row("b", Mark.BROKEN), replace(row("c", Mark.LOOK), fitted=PAYLOAD))
    view = DeskView(PATIENT, rows)
    assert [each.id for each in view.sendable] == ["a", "c"]
    assert (view.bytes_to_send, view.look_count, view.broken_count) == (PAYLOAD.blob.size_bytes, 1, 1)
