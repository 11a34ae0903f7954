"""Pages that are there already: known by their bytes, or by laying them over each other, and by nothing else."""

import io
import random
from functools import lru_cache

import pytest
from PIL import Image, ImageFilter

from app.domain.facts import GalleryChanged, GalleryPictureReady, PagePictureFailed, PagePictureReady, Purpose
from app.domain.gallery_shelf import GalleryState
from app.domain.pages import PageId
from app.domain.parcels import Stage
from app.domain.readings import Remark
from app.domain.records import Record, RecordKind
from app.domain.shelves import PageRow
from app.domain.twins import Whereabouts
from app.practice.server import PracticeStore
from tests.flows.conftest import MakeGround
from tests.flows.ground import PATIENT, Ground, until
from tests.imaging.drawn_paper import typed_page

OTHER = Record(RecordKind.PATIENT, "p_2", "Chen, Robert")


@pytest.fixture
def attended(make_ground: MakeGround) -> Ground:
    return make_ground()


@lru_cache
def scan(seed: int, skew_deg: float = 0.0, quality: int = 85) -> bytes:
    page = typed_page(850, 1100, seed, size_px=15)
    page = page.rotate(skew_deg, Image.Resampling.BICUBIC, fillcolor=(250, 250, 248)).filter(
        ImageFilter.GaussianBlur(0.3 + abs(skew_deg) / 3)
    )
    dice = random.Random(f"{seed} {skew_deg} {quality}")  # Pillow's own noise is another one in each run
    noise = Image.frombytes("L", page.size, dice.randbytes(page.width * page.height))
    content = io.BytesIO()
    Image.blend(page, Image.merge("RGB", [noise] * 3), 0.04).save(content, "JPEG", quality=quality, dpi=(100, 100))
    return content.getvalue()


def compared(ground: Ground) -> tuple[PageRow, ...]:
    """The rows, once every page was read and compared with all that is known."""

    def is_done() -> bool:
        return ground.do(lambda counter: counter.likeness.is_done)

    assert until(is_done)
    return ground.rows


def twins(ground: Ground) -> list[Whereabouts | None]:
    return [row.twin.where if row.twin is not None else None for row in compared(ground)]


def sent(ground: Ground, content: bytes, record: Record = PATIENT) -> None:
    ground.desk.pick(record)
    ground.add(content)
    compared(ground)
    ground.desk.upload()
    assert until(lambda: bool(ground.entries()) and all(e.stage is Stage.DELIVERED for e in ground.entries()))


def test_a_file_that_is_dropped_twice_is_remarked_where_it_lies_the_second_time(attended: Ground) -> None:
    attended.add(scan(1))
    attended.add(scan(2))
    attended.add(scan(1))
    assert twins(attended) == [None, None, Whereabouts.DESK]
    last = attended.rows[2]
    assert Remark.ALREADY_THERE in last.remarks
    assert last.twin is not None
    assert last.twin.is_same_file


def test_a_second_scan_of_a_paper_on_the_desk_is_remarked(attended: Ground) -> None:
    attended.add(scan(1))
    attended.add(scan(1, skew_deg=0.8, quality=50))
    assert twins(attended) == [None, Whereabouts.DESK]


def test_a_remarked_page_keeps_no_upload_from_being_made(attended: Ground) -> None:
    attended.desk.pick(PATIENT)
    attended.add(scan(1))
    attended.add(scan(1))
    compared(attended)
    assert attended.view.obstacle is None


def test_what_was_sent_for_the_record_is_known_by_its_bytes_and_by_another_scan(attended: Ground) -> None:
    sent(attended, scan(1))
    attended.add(scan(1))
    attended.add(scan(1, skew_deg=-0.7, quality=50))
    attended.add(scan(3))
    assert twins(attended) == [Whereabouts.SENT, Whereabouts.SENT, None]


def test_what_was_sent_for_another_record_is_nobodys_business(attended: Ground) -> None:
    sent(attended, scan(1))
    attended.desk.pick(OTHER)
    attended.add(scan(1))
    assert twins(attended) == [None]


def test_what_was_sent_is_known_after_a_restart_and_when_its_bytes_are_gone_from_here(
    make_ground: MakeGround, practice: PracticeStore
) -> None:
    with_short_memory = make_ground()
    sent(with_short_memory, scan(1))
    entry = with_short_memory.entries()[0]
    with_short_memory.do(lambda counter: counter.courier.ledger.drop(entry))
    with_short_memory.close()
    ground = make_ground()
    ground.desk.pick(PATIENT)
    ground.add(scan(1, skew_deg=0.8, quality=50))
    assert twins(ground) == [Whereabouts.SENT]
    assert len(practice.uploaded_images()) == 1


def sent_from_elsewhere(ground: Ground, content: bytes) -> None:
    """DRX has this for the patient, and nothing here remembers it."""
    sent(ground, content)
    ground.do(lambda counter: counter.sessions.need().store.sent.forget_older_than(-1, counter.courier._now()))
    ground.do(lambda counter: counter.courier.ledger.drop(counter.courier.ledger.entries[0]))


def picked_anew(ground: Ground) -> None:
    """The patient is picked as if for the first time: DRX is asked what it has."""
    ground.desk.pick(None)
    since = ground.facts.count
    ground.desk.pick(PATIENT)
    ground.facts.wait_for(GalleryChanged, lambda fact: fact.view.state is GalleryState.READY, since=since)


def test_an_image_that_came_from_elsewhere_is_fetched_and_known_while_its_page_lies_here(attended: Ground) -> None:
    sent_from_elsewhere(attended, scan(1))
    picked_anew(attended)
    since = attended.facts.count
    attended.add(scan(1, skew_deg=0.8, quality=50))
    (row,) = attended.wait_for_desk(lambda view: any(row.twin for row in view.rows), since).rows
    assert row.twin is not None
    assert row.twin.where is Whereabouts.DRX
    assert Remark.ALREADY_THERE in row.remarks


def test_each_image_is_fetched_once_and_none_while_no_page_lies_here(attended: Ground, practice: PracticeStore) -> None:
    sent_from_elsewhere(attended, scan(1))
    picked_anew(attended)
    assert not fetched(practice)
    for seed in (1, 2, 3):
        attended.add(scan(seed, quality=60))
        assert until(lambda: bool(fetched(practice)))
        compared(attended)
    assert len(fetched(practice)) == 1


def fetched(practice: PracticeStore) -> list[str]:
    """The paths of image files that were asked for."""
    return [request.path for request in practice.requests if request.path.startswith("/images/")]


def test_where_that_is_switched_off_it_is_known_once_its_gallery_was_looked_at(make_ground: MakeGround) -> None:
    attended = make_ground(COUNTERSCAN_COMPARES_WITH_DRX="no")
    sent_from_elsewhere(attended, scan(1))
    attended.add(scan(1, skew_deg=0.8, quality=50))
    assert twins(attended) == [None]
    attended.desk.open_gallery()
    attended.desk.refresh_gallery()
    view = attended.wait_for_gallery(lambda view: bool(view.tiles))
    since = attended.facts.count
    attended.desk.want_gallery_picture(view.tiles[0].key, Purpose.THUMBNAIL, 200)
    attended.facts.wait_for(GalleryPictureReady, since=since)
    assert twins(attended) == [Whereabouts.DRX]


def test_one_key_keeps_it_and_the_picture_beside_is_shown_before(attended: Ground) -> None:
    sent(attended, scan(1))
    row = attended.add(scan(1, skew_deg=0.8, quality=50))
    compared(attended)
    attended.desk.want_page_picture(row.id, Purpose.TWIN, 400)
    shown = attended.facts.wait_for(PagePictureReady, lambda fact: fact.purpose is Purpose.TWIN)
    assert max(shown.picture.width, shown.picture.height) == 400
    attended.desk.approve([row.id])
    assert twins(attended) == [None]
    attended.desk.undo()
    assert twins(attended) == [Whereabouts.SENT]


def test_a_page_that_is_like_no_other_has_no_picture_beside(attended: Ground) -> None:
    row = attended.add(scan(1))
    compared(attended)
    attended.desk.want_page_picture(PageId(row.id), Purpose.TWIN, 400)
    attended.facts.wait_for(PagePictureFailed, lambda fact: fact.purpose is Purpose.TWIN)


def test_a_twin_on_the_desk_that_is_removed_leaves_nothing_to_say(attended: Ground) -> None:
    first = attended.add(scan(1))
    attended.add(scan(1))
    assert twins(attended) == [None, Whereabouts.DESK]
    attended.desk.remove([first.id])
    assert until(lambda: len(attended.rows) == 1)
    assert twins(attended) == [None]
