"""A desk page as it was written before pages could be laid flat, toned and approved: it still reads."""

import json
from datetime import UTC, datetime

from app.domain.edits import Box, Ink, PageEdits, Tone
from app.domain.geometry import rectangle
from app.domain.pages import BlobRef, DeskPage, ImportedPage, MediaType, PageId
from app.store.codec import decode, encode

IMPORTED = ImportedPage(
    BlobRef("a" * 64, 9), MediaType.JPEG, "scan.jpg", 0, 1, 1000, 1300, 150, datetime(2026, 1, 2, tzinfo=UTC)
)
CROPPED = PageEdits(1, Box(1, 2, 300, 400))


def test_a_page_of_an_older_version_reads_with_nothing_new_done_to_it() -> None:
    told = json.loads(encode(DeskPage(PageId("1"), IMPORTED, CROPPED)))
    page = told["value"]
    for newer in ("corners", "straighten_deg", "redactions", "tone"):
        del page["edits"][newer]
    del page["is_approved"], page["imported"]["not_checked"]
    assert decode(DeskPage, json.dumps(told).encode()) == DeskPage(PageId("1"), IMPORTED, CROPPED)


def test_every_edit_comes_back_as_it_was() -> None:
    edits = PageEdits(
        quarter_turns=3,
        crop=Box(1, 2, 30, 40),
        corners=rectangle(1.25, 2.5, 300.125, 400.0625),
        straighten_deg=-2.37,
        redactions=(rectangle(1, 2, 3, 4), rectangle(5, 6, 7, 8.5)),
        tone=Tone(Ink.BLACK_AND_WHITE, -12, 40, clean_paper=True),
    )
    page = DeskPage(PageId("1"), IMPORTED, edits, is_approved=True)
    assert decode(DeskPage, encode(page)) == page
