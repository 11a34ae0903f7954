"""Whatever happens to an image on its way: its tile tells the truth, the others come, and the key stays at home."""

import io
from datetime import UTC, datetime

import pytest
from PIL import Image

from app.domain.facts import GalleryPictureFailed, GalleryPictureReady, ImagesAdded, ImagesTaken, Purpose
from app.domain.gallery_shelf import GalleryView
from app.domain.journal import Deed
from app.flows.gallery_bytes import KeptBytes
from app.practice.server import Fault, FaultKind, NewImage, PracticeStore
from tests.flows.ground import PATIENT, Ground, drawn, until

IMAGES = "/images/"


def stocked(ground: Ground, practice: PracticeStore, *contents: bytes, patient: str = PATIENT.id) -> GalleryView:
    """The gallery of a patient with these images."""
    stock(practice, *contents, patient=patient)
    return ground.gallery_of(PATIENT)


def stock(practice: PracticeStore, *contents: bytes, patient: str = PATIENT.id) -> None:
    practice.stock(
        NewImage(f"image {number}.jpg", {"patient_id": patient}, "image/jpeg", content, 320, 340, 300, moment(number))
        for number, content in enumerate(contents)
    )


def moment(number: int) -> datetime:
    return datetime(2025, 2, 19, 8, 59 - number, tzinfo=UTC)


def listings(practice: PracticeStore) -> int:
    return sum(request.path.startswith("/api/v2/images/") for request in practice.requests)


def fetched(practice: PracticeStore) -> int:
    return sum(request.path.startswith(IMAGES) for request in practice.requests)


def ended(ground: Ground, key: str, since: int = 0) -> GalleryPictureReady | GalleryPictureFailed:
    """What came of asking for this tile's thumbnail."""
    kinds = GalleryPictureReady | GalleryPictureFailed
    return ground.facts.wait_for(kinds, lambda fact: fact.key == key, since=since)  # type: ignore[arg-type]  # a union


def asked(ground: Ground, key: str) -> GalleryPictureReady | GalleryPictureFailed:
    since = ground.facts.count
    ground.desk.want_gallery_picture(key, Purpose.THUMBNAIL, 100)
    return ended(ground, key, since)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 429, 500, 503])
def test_an_address_that_ran_out_is_renewed_whatever_the_host_says(
    ground: Ground, practice: PracticeStore, status: int
) -> None:
    (tile,) = stocked(ground, practice, drawn()).tiles
    before = listings(practice)
    practice.faults.add(Fault(FaultKind.STATUS, "GET", IMAGES, status=status))
    assert isinstance(asked(ground, tile.key), GalleryPictureReady)
    assert listings(practice) == before + 1


@pytest.mark.parametrize("kind", [FaultKind.CAPTIVE_PORTAL, FaultKind.EXPIRED_IMAGE_URL])
def test_so_is_one_that_answers_with_a_page(ground: Ground, practice: PracticeStore, kind: FaultKind) -> None:
    (tile,) = stocked(ground, practice, drawn()).tiles
    practice.faults.add(Fault(kind, "GET", IMAGES))
    assert isinstance(asked(ground, tile.key), GalleryPictureReady)


def test_a_hundred_addresses_that_ran_out_are_renewed_by_one_listing(ground: Ground, practice: PracticeStore) -> None:
    view = stocked(ground, practice, *[drawn(shade=number) for number in range(12)])
    before = listings(practice)
    practice.faults.add(Fault(FaultKind.EXPIRED_IMAGE_URL, "GET", IMAGES, times=100))
    for tile in view.tiles:
        ground.desk.want_gallery_picture(tile.key, Purpose.THUMBNAIL, 100)
    assert all(isinstance(ended(ground, tile.key), GalleryPictureFailed) for tile in view.tiles)
    assert listings(practice) == before + 1


@pytest.mark.parametrize(
    "fault",
    [
        Fault(FaultKind.EXPIRED_IMAGE_URL, "GET", IMAGES, times=2),
        Fault(FaultKind.TORN_ANSWER, "GET", IMAGES, times=2),
        Fault(FaultKind.TRUNCATED_ANSWER, "GET", IMAGES),
        Fault(FaultKind.WRONG_CONTENT_LENGTH, "GET", IMAGES, times=2),
        Fault(FaultKind.GARBAGE_STATUS_LINE, "GET", IMAGES, times=2),
        Fault(FaultKind.RESET_AFTER_HEADERS, "GET", IMAGES, times=2),
        Fault(FaultKind.REDIRECT, "GET", IMAGES, times=2),
        Fault(FaultKind.CAPTIVE_PORTAL, "GET", IMAGES, times=2),
        Fault(FaultKind.HUGE_ANSWER, "GET", IMAGES),
    ],
    ids=lambda fault: fault.kind.name,
)
def test_a_broken_image_says_so_and_comes_when_it_is_tried_again(
    ground: Ground, practice: PracticeStore, fault: Fault
) -> None:
    (tile,) = stocked(ground, practice, drawn((640, 680))).tiles
    practice.faults.add(fault)
    failed = asked(ground, tile.key)
    assert isinstance(failed, GalleryPictureFailed)
    assert failed.problem.title
    assert failed.problem.advice
    practice.faults.clear()
    assert isinstance(asked(ground, tile.key), GalleryPictureReady)


def test_a_wrong_label_does_not_matter_where_the_bytes_are_a_picture(ground: Ground, practice: PracticeStore) -> None:
    (tile,) = stocked(ground, practice, drawn()).tiles
    practice.faults.add(Fault(FaultKind.WRONG_CONTENT_TYPE, "GET", IMAGES, content_type="text/html"))
    assert isinstance(asked(ground, tile.key), GalleryPictureReady)


def test_a_bomb_is_a_tile_that_says_so_and_the_next_one_comes(ground: Ground, practice: PracticeStore) -> None:
    paper = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(paper, "PNG")
    bomb, good = stocked(ground, practice, paper.getvalue(), drawn()).tiles
    failed = asked(ground, bomb.key)
    assert isinstance(failed, GalleryPictureFailed)
    assert "megapixels" in failed.problem.title
    assert isinstance(asked(ground, good.key), GalleryPictureReady)


def test_hosts_that_say_nothing_keep_no_other_picture_from_coming(ground: Ground, practice: PracticeStore) -> None:
    view = stocked(ground, practice, *[drawn(shade=number) for number in range(5)])
    *slow, good = view.tiles
    practice.faults.add(Fault(FaultKind.HANG, "GET", IMAGES, times=4))
    for tile in slow:
        ground.desk.want_gallery_picture(tile.key, Purpose.THUMBNAIL, 100)
    assert practice.faults.wait_for_hits(4)
    assert isinstance(asked(ground, good.key), GalleryPictureReady)
    practice.faults.release()


def test_the_host_of_the_images_gets_no_key_and_no_cookie(ground: Ground, practice: PracticeStore) -> None:
    view = stocked(ground, practice, drawn(shade=1), drawn(shade=2))
    practice.faults.add(Fault(FaultKind.EXPIRED_IMAGE_URL, "GET", IMAGES))
    for tile in view.tiles:
        asked(ground, tile.key)
    seen = [request for request in practice.requests if request.path.startswith(IMAGES)]
    assert len(seen) == 3
    told = [name.lower() for request in seen for name in request.headers]
    assert not {"x-drx-key", "cookie", "authorization", "referer"} & set(told)


def test_a_picture_asked_for_twice_is_fetched_once(ground: Ground, practice: PracticeStore) -> None:
    (tile,) = stocked(ground, practice, drawn()).tiles
    ground.desk.want_gallery_picture(tile.key, Purpose.LARGE, 300)
    asked(ground, tile.key)
    ground.facts.wait_for(GalleryPictureReady, lambda fact: fact.purpose is Purpose.LARGE)
    assert fetched(practice) == 1


def test_a_refresh_is_one_listing_and_fetches_nothing_that_is_here(ground: Ground, practice: PracticeStore) -> None:
    (tile,) = stocked(ground, practice, drawn()).tiles
    asked(ground, tile.key)
    before = listings(practice)
    ground.desk.refresh_gallery()
    assert until(lambda: listings(practice) > before)
    asked(ground, tile.key)
    assert (listings(practice) - before, fetched(practice)) == (1, 1)


def test_pages_behind_the_first_are_shown_too(ground: Ground, practice: PracticeStore) -> None:
    paper = io.BytesIO()
    first, second = Image.new("RGB", (320, 340)), Image.new("RGB", (640, 340))
    first.save(paper, "TIFF", save_all=True, append_images=[second])
    (tile,) = stocked(ground, practice, paper.getvalue()).tiles
    ground.desk.want_gallery_page(tile.key, 1, 4000)
    told = ground.facts.wait_for(GalleryPictureReady)
    assert told.seen is not None
    assert (told.frame, told.seen.frames, told.picture.width) == (1, 2, 640)


def test_what_another_counter_added_is_told_by_the_refresh_that_finds_it(
    ground: Ground, practice: PracticeStore
) -> None:
    stocked(ground, practice, drawn(shade=1))
    assert not ground.facts.of(ImagesAdded)
    stock(practice, drawn(shade=2), drawn(shade=3))
    ground.desk.refresh_gallery()
    assert ground.facts.wait_for(ImagesAdded) == ImagesAdded(PATIENT, 2)


def test_what_this_counter_sent_is_not_told_as_anothers(ground: Ground) -> None:
    ground.gallery_of(PATIENT)
    ground.settled(ground.send())
    ground.wait_for_gallery(lambda view: any(tile.stage is None for tile in view.tiles))
    assert not ground.facts.of(ImagesAdded)


def test_an_image_becomes_a_new_page_on_the_desk_and_that_is_written_down(
    ground: Ground, practice: PracticeStore
) -> None:
    (tile,) = stocked(ground, practice, drawn()).tiles
    ground.desk.take_images([tile.key])
    assert ground.facts.wait_for(ImagesTaken).count == 1
    (row,) = ground.wait_for_desk(lambda view: bool(view.rows)).rows
    (page,) = ground.pages
    assert (row.id, page.imported.file_name) == (page.id, tile.name)
    assert (Deed.IMAGE_REUSED, tile.key) in journal(ground)


def test_what_the_window_does_with_an_image_is_written_down(ground: Ground, practice: PracticeStore) -> None:
    (tile,) = stocked(ground, practice, drawn()).tiles
    ground.desk.note_copied(tile.key)
    ground.desk.note_printed([tile.key])
    assert journal(ground)[-2:] == [(Deed.IMAGE_COPIED, tile.key), (Deed.IMAGE_PRINTED, tile.key)]


def test_nothing_of_an_image_is_on_the_disk_of_this_computer(ground: Ground, practice: PracticeStore) -> None:
    content = drawn((640, 480), shade=13)
    (tile,) = stocked(ground, practice, content).tiles
    ground.desk.want_gallery_picture(tile.key, Purpose.LARGE, 600)
    ground.facts.wait_for(GalleryPictureReady)
    url = ground.do(lambda counter: counter.browse._own[0].url)
    kept = [path.read_bytes() for path in ground.home.rglob("*") if path.is_file()]
    assert kept
    assert not any(content[100:300] in found or url.encode() in found for found in kept)


def journal(ground: Ground) -> list[tuple[Deed, str]]:
    entries = ground.do(lambda counter: list(counter.sessions.need().store.journal.entries()))
    return [(entry.note.deed, entry.note.image) for entry in entries]


def test_the_bytes_in_memory_are_bounded_and_the_oldest_give_way() -> None:
    kept = KeptBytes(most_bytes=250)
    for number in range(3):
        kept.keep(f"img_{number}", bytes(100))
    assert (kept.get("img_0"), kept.size_bytes) == (None, 200)
    kept.keep("img_2", bytes(30))
    kept.drop("img_1")
    assert kept.size_bytes == 30
