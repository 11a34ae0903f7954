"""The broken gallery: every way in which an image can fail to come, for every image of a record.

    python -m tests.endurance.broken_gallery [--images N] [--naive]

Each fault meets one image twice in a row, while another one is asked for beside it. The broken tile must say what is
wrong and what to do, or show the right picture; it must do so in time; the other must come meanwhile; once the fault is
over, trying again must bring the picture; and the host of the images must never be told the key.
"""

import argparse
import io
import itertools
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import httpx
from PIL import Image

from app.domain.facts import GalleryPictureFailed, GalleryPictureReady, Purpose
from app.practice.faults import Fault, FaultKind
from app.practice.server import PRACTICE_KEY, NewImage, PracticeStore
from app.practice.shelf import StoredImage
from tests.endurance.short_waits import SHORT, SLACK_S, open_ground
from tests.endurance.tally import Result
from tests.flows.ground import ANOTHER_PATIENT, PATIENT, Ground, drawn, drawn_pages

IMAGES = "/images/"
SIDES_PX = (640, 680)
THUMBNAIL_PX = 120
IN_TIME_S = 2 * SHORT.image_s + SHORT.question_s + SLACK_S
"""The image, one listing, and the image again."""
MEANWHILE_S = 5.0
BOMB_SIDE_PX = 20_000
HUGE_BYTES = 100_000_000
DRIP_S = 0.3
TWICE = 2
AT_ONCE = 4


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of one image: each of these has to be so."""

    is_honest: bool
    is_in_time: bool
    others_come: bool
    comes_afterwards: bool
    keeps_the_key: bool
    took_s: float

    @property
    def is_kept(self) -> bool:
        """Is every one of them so?"""
        return self.is_honest and self.is_in_time and self.others_come and self.comes_afterwards and self.keeps_the_key


def every_fault() -> tuple[Fault, ...]:
    """One of each kind, and each status that a host may give to an address that ran out."""
    statuses = [Fault(FaultKind.STATUS, status=status) for status in (400, 401, 403, 404, 410, 429, 500, 503)]
    waits = {FaultKind.SLOW_DRIP: DRIP_S}
    kinds = [kind for kind in FaultKind if kind is not FaultKind.STATUS]
    made = (*statuses, *(Fault(kind, wait_s=waits.get(kind), size_bytes=HUGE_BYTES) for kind in kinds))
    labelled = Fault(FaultKind.WRONG_CONTENT_TYPE, content_type="text/html")
    return (*made, labelled)


def words_for(fault: Fault) -> str:
    """A fault in a line of the table."""
    status = f" {fault.status}" if fault.kind is FaultKind.STATUS else ""
    label = f" {fault.content_type}" if fault.content_type else ""
    return f"{fault.kind.name.lower().replace('_', ' ')}{status}{label}"


def forms() -> tuple[bytes, ...]:
    """An image in every form that a store may keep it in: some of them nobody sent this way."""
    odd = []
    for mode, form in (("CMYK", "JPEG"), ("I;16", "PNG"), ("L", "JPEG"), ("1", "TIFF"), ("P", "PNG")):
        made = io.BytesIO()
        Image.new(mode, SIDES_PX, 0).save(made, form)
        odd.append(made.getvalue())
    plain = [drawn(SIDES_PX, form) for form in ("JPEG", "PNG", "BMP", "TIFF", "GIF", "WEBP")]
    return (*plain, drawn_pages(2, "TIFF"), drawn_pages(2, "PDF"), *odd)


def bomb() -> bytes:
    """Some kilobytes that want half a gigabyte once they are unpacked."""
    paper = io.BytesIO()
    Image.new("1", (BOMB_SIDE_PX, BOMB_SIDE_PX)).save(paper, "PNG")
    return paper.getvalue()


def stock(store: PracticeStore, contents: Sequence[bytes]) -> list[StoredImage]:
    """These as a patient's images."""
    moment = datetime(2025, 2, 19, 8, 59, tzinfo=UTC)
    return list(
        store.stock(
            NewImage(f"image {number}.jpg", {"patient_id": PATIENT.id}, "image/jpeg", content, None, None, None, moment)
            for number, content in enumerate(contents)
        )
    )


def trials(fault: Fault, images: int, folder: Path) -> Iterator[Trial]:
    """This fault for every image in turn."""
    with PracticeStore(with_pictures=False) as store, open_ground(folder, store.url, is_attended=True) as (ground, _):
        stocked = stock(store, forms()[:images])
        ground.gallery_of(PATIENT)
        for broken, other in itertools.pairwise((*stocked, stocked[0])):
            yield _trial(ground, store, fault, broken.id, other.id)


def _trial(ground: Ground, store: PracticeStore, fault: Fault, broken: str, other: str) -> Trial:
    ground.gallery_of(ANOTHER_PATIENT)  # nothing of before is in memory, and the addresses are fresh
    ground.gallery_of(PATIENT)
    store.faults.add(replace(fault, method="GET", path_prefix=f"{IMAGES}{broken}/", times=TWICE))
    since, began = ground.facts.count, time.monotonic()
    ground.desk.want_gallery_picture(broken, Purpose.THUMBNAIL, THUMBNAIL_PX)
    ground.desk.want_gallery_picture(other, Purpose.THUMBNAIL, THUMBNAIL_PX)
    others_come = isinstance(_told(ground, other, since, MEANWHILE_S), GalleryPictureReady)
    told = _told(ground, broken, since, 2 * IN_TIME_S)
    took_s = time.monotonic() - began
    store.faults.clear()
    store.faults.release()
    is_honest = isinstance(told, GalleryPictureReady) or bool(told and told.problem.title and told.problem.advice)
    again_since = ground.facts.count
    ground.desk.want_gallery_picture(broken, Purpose.THUMBNAIL, THUMBNAIL_PX)
    again = _told(ground, broken, again_since, IN_TIME_S)
    return Trial(
        is_honest,
        took_s <= IN_TIME_S,
        others_come,
        isinstance(again, GalleryPictureReady),
        not _key_was_told(store),
        took_s,
    )


def _told(ground: Ground, key: str, since: int, patience_s: float) -> GalleryPictureReady | GalleryPictureFailed | None:
    kinds = GalleryPictureReady | GalleryPictureFailed
    try:
        return ground.facts.wait_for(kinds, lambda fact: fact.key == key, since=since, patience_s=patience_s)  # type: ignore[arg-type]  # a union
    except AssertionError:
        return None


def _key_was_told(store: PracticeStore) -> bool:
    """Did a request for an image carry the key, or anything else that says who asks?"""
    told = ("x-drx-key", "cookie", "authorization", "referer")
    asked = [request for request in list(store.requests) if request.path.startswith(IMAGES)]
    return any(name.lower() in told for request in asked for name in request.headers)


def bomb_trials(images: int, folder: Path) -> Iterator[Trial]:
    """A bomb among good images: it says so, as often as it is asked for, and the others come."""
    with PracticeStore(with_pictures=False) as store, open_ground(folder, store.url, is_attended=True) as (ground, _):
        bombs = stock(store, [bomb()])
        stocked = stock(store, forms()[:images])
        ground.gallery_of(PATIENT)
        for good in stocked:
            since, began = ground.facts.count, time.monotonic()
            for image in (bombs[0], good):
                ground.desk.want_gallery_picture(image.id, Purpose.THUMBNAIL, THUMBNAIL_PX)
            others_come = isinstance(_told(ground, good.id, since, MEANWHILE_S), GalleryPictureReady)
            told = _told(ground, bombs[0].id, since, IN_TIME_S)
            took_s = time.monotonic() - began
            is_honest = isinstance(told, GalleryPictureFailed) and "megapixels" in told.problem.title
            yield Trial(is_honest, took_s <= IN_TIME_S, others_come, True, not _key_was_told(store), took_s)


def naive_trials(fault: Fault, images: int) -> Iterator[Trial]:
    """What many would write: one client for everything, and what comes with a 200 is the picture."""
    with PracticeStore(with_pictures=False) as store, httpx.Client(headers={"X-DRX-Key": PRACTICE_KEY}) as client:
        stock(store, forms()[:images])
        listed = client.get(f"{store.url}/api/v2/images/patient/{PATIENT.id}").json()
        for image in listed["images"]:
            began = time.monotonic()
            store.faults.add(replace(fault, method="GET", path_prefix=f"{IMAGES}{image['id']}/", times=TWICE))
            try:
                Image.open(io.BytesIO(client.get(image["url"], timeout=SHORT.image_s).content)).load()
                is_honest = True
            except (httpx.HTTPError, OSError, Image.DecompressionBombError):
                is_honest = False
            store.faults.clear()
            store.faults.release()
            took_s = time.monotonic() - began
            in_time = took_s <= IN_TIME_S
            yield Trial(is_honest, in_time, in_time, True, not _key_was_told(store), took_s)


def rows(images: int, folder: Path, *, is_naive: bool = False) -> Iterator[tuple[str, list[Trial]]]:
    """Every fault, named as in the table, with what came of each image."""
    faults = [fault for fault in every_fault() if not (is_naive and fault.kind is FaultKind.SLOW_DRIP)]  # half an hour
    with ThreadPoolExecutor(AT_ONCE) as pool:
        plans: list[tuple[str, Callable[[], Iterable[Trial]]]] = [
            (
                words_for(fault),
                partial(naive_trials, fault, images) if is_naive else partial(trials, fault, images, folder / f"{at}"),
            )
            for at, fault in enumerate(faults)
        ]
        if not is_naive:
            plans.append(("a bomb", partial(bomb_trials, images, folder / "bomb")))
        waiting = [(name, pool.submit(lambda plan=plan: list(plan()))) for name, plan in plans]  # type: ignore[misc]
        for name, done in waiting:
            yield name, done.result()


def main(words: Sequence[str]) -> int:
    """Run the proof and print its table; 0 where it holds."""
    parser = argparse.ArgumentParser(prog="broken_gallery", description=__doc__)
    parser.add_argument("--images", type=int, default=len(forms()))
    parser.add_argument("--naive", action="store_true")
    chosen = parser.parse_args(words)
    every_trial: list[Trial] = []
    heads = ("images", "untold", "late", "stalled", "stay away", "key told", "longest")
    with tempfile.TemporaryDirectory(prefix="broken-gallery-") as folder:
        print(f"{'fault':32} " + " ".join(f"{head:>9}" for head in heads))
        for name, done in rows(chosen.images, Path(folder), is_naive=chosen.naive):
            every_trial += done
            counts = (
                len(done),
                sum(not trial.is_honest for trial in done),
                sum(not trial.is_in_time for trial in done),
                sum(not trial.others_come for trial in done),
                sum(not trial.comes_afterwards for trial in done),
                sum(not trial.keeps_the_key for trial in done),
            )
            longest_s = max(trial.took_s for trial in done)
            print(f"{name:32} " + " ".join(f"{count:9}" for count in counts) + f" {longest_s:8.1f}s", flush=True)
    lost = sum(not (trial.is_honest and trial.comes_afterwards) for trial in every_trial)
    print(Result(len(every_trial), lost=lost, broken=sum(not trial.is_kept for trial in every_trial)))
    return 1 if any(not trial.is_kept for trial in every_trial) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
