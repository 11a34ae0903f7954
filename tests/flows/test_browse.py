"""The gallery on a real store: what DRX has, joined with what is on its way, drawn and saved."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.facts import GalleryPictureFailed, GalleryPictureReady, ImagesSaved, OutboxChanged, ProblemMet, Purpose
from app.domain.gallery_shelf import GalleryState
from app.domain.parcels import Stage
from app.domain.records import Record, RecordKind
from app.practice.server import Fault, FaultKind, PracticeStore
from tests.flows.conftest import MakeGround
from tests.flows.ground import ANOTHER_PATIENT, PATIENT, PRESCRIPTION, Ground, drawn

LISTING = "/api/v2/images/"


def listings_in(practice: PracticeStore, record_id: str) -> int:
    return sum(request.method == "GET" and request.path.endswith(f"/{record_id}") for request in practice.requests)


def test_a_record_without_images_has_an_empty_gallery(ground: Ground) -> None:
    view = ground.gallery_of(PATIENT)
    assert (view.state, view.tiles, view.problem) == (GalleryState.READY, (), None)


def test_what_was_uploaded_is_in_the_gallery(ground: Ground) -> None:
    done = ground.settled(ground.send())
    (tile,) = ground.gallery_of(PATIENT).tiles
    assert done.receipt is not None
    assert (tile.image_id, tile.name, tile.stage) == (done.receipt.image_id, done.name, None)


def test_a_page_shows_while_it_is_on_its_way_and_once_it_has_arrived(ground: Ground, practice: PracticeStore) -> None:
    ground.gallery_of(PATIENT)
    practice.faults.add(Fault(FaultKind.HANG, method="POST"))
    since = ground.facts.count
    queued = ground.send()
    on_its_way = ground.wait_for_gallery(lambda view: any(tile.stage is Stage.SENDING for tile in view.tiles), since)
    assert practice.faults.wait_for_hits(1)
    practice.faults.release()
    ground.settled(queued)
    arrived = ground.wait_for_gallery(lambda view: any(tile.stage is None for tile in view.tiles), since)
    assert (len(on_its_way.tiles), len(arrived.tiles)) == (1, 1)


def test_a_page_for_another_store_is_not_in_this_ones_gallery(ground: Ground) -> None:
    ground.queue(replace(ground.entry(), store="https://lakeside.drxapp.com"))
    assert ground.gallery_of(PATIENT).tiles == ()


def test_a_kind_that_drx_cannot_list_is_said_to_be_so(ground: Ground) -> None:
    assert ground.gallery_of(Record(RecordKind.ITEM, "item_1")).state is GalleryState.UNLISTABLE


def test_what_was_sent_for_such_a_kind_is_there_with_its_picture_and_then_as_a_receipt(ground: Ground) -> None:
    item = Record(RecordKind.ITEM, "item_1")
    done = ground.settled(ground.send(record=item))
    (pictured,) = ground.gallery_of(item).tiles
    assert (pictured.name, pictured.is_receipt) == (done.name, False)
    ground.do(lambda counter: counter.courier.drop(done.id))
    since = ground.facts.count
    ground.desk.refresh_gallery()
    view = ground.wait_for_gallery(lambda view: any(tile.is_receipt for tile in view.tiles), since)
    assert done.receipt is not None
    assert [(tile.name, tile.image_id) for tile in view.tiles] == [(done.name, done.receipt.image_id)]
    assert ground.gallery_of(Record(RecordKind.ITEM, "item_2")).tiles == ()


def test_a_listing_that_fails_keeps_what_was_there(ground: Ground, practice: PracticeStore) -> None:
    ground.settled(ground.send())
    tiles = ground.gallery_of(PATIENT).tiles
    practice.faults.add(Fault(FaultKind.STATUS, path_prefix=LISTING, status=500))
    since = ground.facts.count
    ground.desk.refresh_gallery()
    failed = ground.wait_for_gallery(lambda view: view.state is GalleryState.FAILED, since)
    assert (failed.tiles, failed.problem is not None) == (tiles, True)


def test_another_record_starts_with_an_empty_gallery(ground: Ground) -> None:
    ground.settled(ground.send())
    ground.gallery_of(PATIENT)
    assert ground.gallery_of(ANOTHER_PATIENT).tiles == ()


def test_an_expired_address_is_met_by_one_fresh_listing(ground: Ground, practice: PracticeStore) -> None:
    ground.settled(ground.send())
    (tile,) = ground.gallery_of(PATIENT).tiles
    listed = listings_in(practice, PATIENT.id)
    practice.faults.add(Fault(FaultKind.EXPIRED_IMAGE_URL, path_prefix="/images/"))
    ground.desk.want_gallery_picture(tile.key, Purpose.LARGE, 100)
    ground.facts.wait_for(GalleryPictureReady)
    assert listings_in(practice, PATIENT.id) == listed + 1


def test_an_image_whose_address_is_refused_twice_fails_with_a_sentence(ground: Ground, practice: PracticeStore) -> None:
    ground.settled(ground.send())
    (tile,) = ground.gallery_of(PATIENT).tiles
    practice.faults.add(Fault(FaultKind.EXPIRED_IMAGE_URL, path_prefix="/images/", times=2))
    ground.desk.want_gallery_picture(tile.key, Purpose.LARGE, 100)
    assert ground.facts.wait_for(GalleryPictureFailed).problem.advice


def test_the_images_of_one_record_never_come_into_the_gallery_of_another(
    ground: Ground, practice: PracticeStore
) -> None:
    ground.settled(ground.send())
    (tile,) = ground.gallery_of(PATIENT).tiles
    practice.faults.add(Fault(FaultKind.EXPIRED_IMAGE_URL, path_prefix="/images/"))
    practice.faults.add(Fault(FaultKind.HANG, path_prefix=f"{LISTING}patient/{PATIENT.id}"))
    ground.desk.want_gallery_picture(tile.key, Purpose.LARGE, 100)
    assert practice.faults.wait_for_hits(2)
    ground.gallery_of(ANOTHER_PATIENT)
    practice.faults.release()
    ground.facts.wait_for(GalleryPictureFailed)
    assert ground.do(lambda counter: counter.browse.view()).tiles == ()


def test_the_key_is_never_sent_to_the_host_of_the_images(ground: Ground, practice: PracticeStore) -> None:
    ground.settled(ground.send())
    (tile,) = ground.gallery_of(PATIENT).tiles
    ground.desk.want_gallery_picture(tile.key, Purpose.LARGE, 100)
    ground.facts.wait_for(GalleryPictureReady)
    asked = [request for request in practice.requests if request.path.startswith("/images/")]
    assert asked
    assert not any("x-drx-key" in {name.lower() for name in request.headers} for request in asked)


def test_a_page_on_its_way_is_drawn_from_this_computer(ground: Ground, practice: PracticeStore) -> None:
    practice.offline = True
    queued = ground.send(content=drawn((320, 640)))
    ground.facts.wait_for(OutboxChanged, lambda fact: bool(fact.view.rows))
    ground.desk.want_gallery_picture(f"entry {queued.id}", Purpose.THUMBNAIL, 64)
    picture = ground.facts.wait_for(GalleryPictureReady).picture
    assert (picture.width, picture.height) == (32, 64)


def test_images_are_saved_under_safe_names_and_never_over_another_file(
    ground: Ground, practice: PracticeStore, tmp_path: Path
) -> None:
    content = drawn(shade=77)
    for name in ("../CON:<1>.jpg", "same.jpg", "same.jpg"):
        ground.settled(ground.queue(ground.entry(content=content, name=name))[0])
    view = ground.gallery_of(PATIENT)
    (tmp_path / "same.jpg").write_bytes(b"mine")
    ground.desk.save_images([tile.key for tile in view.tiles], tmp_path)
    assert ground.facts.wait_for(ImagesSaved).count == 3
    assert (tmp_path / "same.jpg").read_bytes() == b"mine"
    saved = sorted(path.name for path in tmp_path.glob("*.jpg"))
    assert [name for name in saved if name.startswith("same")] == ["same (2).jpg", "same (3).jpg", "same.jpg"]
    assert len(saved) == 4
    assert not any(set(name) & set('<>:"/\\|?*') for name in saved)
    assert (tmp_path / "same (2).jpg").read_bytes() == content


def test_one_image_that_cannot_be_fetched_keeps_no_other_from_being_saved(
    ground: Ground, practice: PracticeStore, tmp_path: Path
) -> None:
    ground.settled(ground.send(content=drawn(shade=1)))
    ground.settled(ground.send(content=drawn(shade=2)))
    view = ground.gallery_of(PATIENT)
    practice.faults.add(Fault(FaultKind.EXPIRED_IMAGE_URL, path_prefix="/images/", times=2))
    ground.desk.save_images([tile.key for tile in view.tiles], tmp_path / "out")
    assert ground.facts.wait_for(ImagesSaved).count == 1
    assert ground.facts.wait_for(ProblemMet).problem.title


@pytest.fixture(scope="module")
def pictured() -> PracticeStore:
    """A store with its starting pictures."""
    return PracticeStore()


def test_the_gallery_of_a_prescription_joins_the_images_of_its_patient(
    make_ground: MakeGround, pictured: PracticeStore
) -> None:
    with pictured:
        ground = make_ground(COUNTERSCAN_URL=pictured.url)
        tiles = ground.gallery_of(PRESCRIPTION).tiles
        ground.close()
    keys = [tile.key for tile in tiles]
    own = {tile.name for tile in tiles if tile.of_this_record}
    assert len(keys) == len(set(keys))
    assert own == {"prescription_scan.jpg", "rx_67890 hard copy front.jpg", "rx_67890 hard copy back.jpg"}
    assert "rx_67891 hard copy front.jpg" in {tile.name for tile in tiles if not tile.of_this_record}


def test_looking_at_another_record_leaves_the_pages_on_the_desk_for_whom_they_are(ground: Ground) -> None:
    ground.add(drawn())
    ground.gallery_of(PATIENT)
    ground.desk.look_at(ANOTHER_PATIENT)
    looked_at = ground.wait_for_gallery(lambda view: view.record == ANOTHER_PATIENT)
    assert (looked_at.is_aside, looked_at.desk_is_for, ground.view.record) == (True, PATIENT, PATIENT)


def test_with_an_empty_desk_looking_is_picking(ground: Ground) -> None:
    ground.gallery_of(PATIENT)
    ground.desk.look_at(ANOTHER_PATIENT)
    looked_at = ground.wait_for_gallery(lambda view: view.record == ANOTHER_PATIENT)
    assert (looked_at.is_aside, ground.view.record) == (False, ANOTHER_PATIENT)


def test_the_gallery_comes_back_to_the_picked_record(ground: Ground) -> None:
    ground.add(drawn())
    ground.gallery_of(PATIENT)
    ground.desk.look_at(ANOTHER_PATIENT)
    since = ground.facts.count
    ground.desk.look_back()
    assert not ground.wait_for_gallery(lambda view: view.record == PATIENT, since).is_aside


def test_a_picked_record_that_learns_its_name_takes_nobody_away_from_another(ground: Ground) -> None:
    ground.add(drawn())
    ground.gallery_of(PATIENT)
    ground.desk.look_at(ANOTHER_PATIENT)
    named = replace(PATIENT, name="Alvarez, Maria")
    ground.do(lambda counter: counter.browse.follow(named))
    view = ground.do(lambda counter: counter.browse.view())
    assert (view.record, view.desk_is_for) == (ANOTHER_PATIENT, named)


def test_another_picked_record_takes_the_gallery_along(ground: Ground) -> None:
    ground.add(drawn())
    ground.gallery_of(PATIENT)
    ground.desk.look_at(ANOTHER_PATIENT)
    assert not ground.gallery_of(Record(RecordKind.PATIENT, "pat_30001")).is_aside
