"""A practice store with thousands of images in one record: `python -m tests.bench.thousands COUNT`, until input ends.

A few pictures are drawn once, as the store draws its own, and shared by all: ten thousand images take their room.
"""

import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache

from PIL import Image

from app.practice.server import NewImage, PracticeStore
from app.practice.starting_pictures import starting_pictures

RECORD_ID = "pat_77777"
IMAGES_A_DAY = 14
_KINDS = ("hard copy front", "hard copy back", "id front", "insurance card front", "proof of delivery", "letter")


@cache
def contents() -> tuple[bytes, ...]:
    """The JPEGs that all images share: the pages, cards and photos that the practice store has anyway."""
    return tuple(image.content for image in starting_pictures(datetime.now(UTC)) if image.content[:2] == b"\xff\xd8")


def thousands(count: int, now: datetime) -> Iterator[NewImage]:
    """So many images of one patient, fourteen a day back from today."""
    shared = contents()
    sizes = [Image.open(io.BytesIO(content)).size for content in shared]
    for number in range(count):
        day, place = divmod(number, IMAGES_A_DAY)
        kind = number % len(shared)
        yield NewImage(
            name=f"rx_{60000 + day} {_KINDS[number % len(_KINDS)]} {number}.jpg",
            links={"patient_id": RECORD_ID},
            content_type="image/jpeg",
            content=shared[kind],
            width=sizes[kind][0],
            height=sizes[kind][1],
            dpi=300,
            created_on=(now - timedelta(days=day, minutes=7 * place)).replace(microsecond=0),
        )


def main() -> None:
    """Serve until the input ends."""
    with PracticeStore(with_pictures=False) as store:
        store.stock(thousands(int(sys.argv[1]), datetime.now(UTC)))
        print(store.url, flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
