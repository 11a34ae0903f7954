"""What a practice store accepts, and which of the known stores' habits it shows."""

from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True)
class StoreLimits:
    """The limits of the Images document; sides are inclusive, sizes decimal.

    `max_body_bytes` bounds the JSON body: 16 MB holds a full image in Base64. A test that wants a store with a
    10 MB body sets it to 10,000,000. `accepts_prescription_id` adds a link field that the document does not list.
    """

    max_bytes: int = 10_000_000
    min_side_px: int = 300
    max_side_px: int = 4000
    max_body_bytes: int = 16_000_000
    accepts_prescription_id: bool = False


class ListShape(Enum):
    """How a store wraps the list answers of its look-ups (the look-up page names all three)."""

    DATA = "data and pagination"
    SUCCESS = "success, plural and total"
    BARE = "a bare array"


@dataclass(frozen=True, slots=True)
class StoreHabits:
    """Ways in which real stores differ from one another without breaking the documents.

    `number_ids` answers IDs as numbers (12345 for pat_12345). `optimises_images` keeps a re-encoded copy of each
    uploaded JPEG, PNG, TIFF or BMP, so that size and bytes differ from what was sent. `renames` keeps each image under
    a number for a name, and says so in its answer.
    """

    list_shape: ListShape = ListShape.DATA
    number_ids: bool = False
    optimises_images: bool = False
    renames: bool = False
