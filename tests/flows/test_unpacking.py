"""Files that are no pages yet: a ZIP's files lie down in order, a locked PDF waits for its password in its place."""

import io
import zipfile
from pathlib import Path

import pytest

from app.domain.pages import BrokenFile, DeskPage, MediaType
from app.domain.shelves import PageRow
from app.flows.counter import Counter
from tests.flows.conftest import MakeGround
from tests.flows.ground import Ground, drawn, drawn_pages
from tests.imaging.heic_files import TWO
from tests.imaging.imaging_files import corners, saved, typed_pdf

PASSWORD = "Geheim 1"


def zipped(files: dict[str, bytes]) -> bytes:
    paper = io.BytesIO()
    with zipfile.ZipFile(paper, "w") as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return paper.getvalue()


def locked_pdf() -> bytes:
    return typed_pdf(2, encryption=5, user_pw=PASSWORD, owner_pw="other")


def written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def names(rows: tuple[PageRow, ...]) -> list[str]:
    return [row.item.file_name if isinstance(row.item, BrokenFile) else row.item.imported.file_name for row in rows]


def tile(ground: Ground, place: int) -> BrokenFile:
    item = ground.rows[place].item
    assert isinstance(item, BrokenFile)
    return item


def test_the_pages_of_a_zip_lie_down_in_order_under_their_own_names(ground: Ground, tmp_path: Path) -> None:
    files = {"p 10.jpg": drawn(), "p 9.tif": drawn_pages(2, "TIFF"), "note.txt": b"hello there", "__MACOSX/p": b"x"}
    before, behind = written(tmp_path, "1.jpg", drawn()), written(tmp_path, "3.jpg", drawn())
    rows = ground.read(before, written(tmp_path, "2.zip", zipped(files)), behind)
    assert names(rows) == ["1.jpg", "note.txt", "p 9.tif", "p 9.tif", "p 10.jpg", "3.jpg"]
    assert "text" in tile(ground, 1).problem.title


def test_a_torn_zip_says_so_at_its_own_place(ground: Ground, tmp_path: Path) -> None:
    ground.read(written(tmp_path, "a.zip", zipped({"a.jpg": drawn()})[:80]))
    assert "damaged" in tile(ground, 0).problem.title


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.heic", TWO, MediaType.HEIC),
        ("a.avif", saved(corners(), "AVIF"), MediaType.AVIF),
        ("a.jp2", saved(corners(), "JPEG2000"), MediaType.JPEG_2000),
    ],
)
def test_photos_of_phones_are_read_in_the_darkroom(
    ground: Ground, tmp_path: Path, name: str, content: bytes, media_type: MediaType
) -> None:
    item = ground.read(written(tmp_path, name, content))[0].item
    assert isinstance(item, DeskPage)
    assert item.imported.media_type is media_type


def test_a_locked_pdf_keeps_its_place_and_its_bytes(ground: Ground, tmp_path: Path) -> None:
    ground.read(written(tmp_path, "a.pdf", locked_pdf()), written(tmp_path, "b.jpg", drawn()))
    locked = tile(ground, 0)
    assert locked.is_locked
    assert locked.blob is not None
    assert locked.blob in ground.do(lambda counter: counter.bench.originals())


def unlocked_with(ground: Ground, password: str) -> None:
    locked = tile(ground, 0)

    async def opened(counter: Counter) -> None:
        await counter.intake.open_locked(locked.id, password)

    ground.house.run(opened)


def test_its_password_puts_its_pages_in_its_place(ground: Ground, tmp_path: Path) -> None:
    ground.read(written(tmp_path, "a.pdf", locked_pdf()), written(tmp_path, "b.jpg", drawn()))
    unlocked_with(ground, PASSWORD)
    assert names(ground.rows) == ["a.pdf", "a.pdf", "b.jpg"]
    assert all(isinstance(row.item, DeskPage) for row in ground.rows)


def test_a_wrong_password_is_told_at_the_same_tile_and_the_right_one_still_opens_it(
    ground: Ground, tmp_path: Path
) -> None:
    ground.read(written(tmp_path, "a.pdf", locked_pdf()))
    unlocked_with(ground, "geheim 1")
    assert tile(ground, 0).problem.title == "This password is not right"
    assert tile(ground, 0).is_locked
    unlocked_with(ground, PASSWORD)
    assert names(ground.rows) == ["a.pdf", "a.pdf"]


def test_opening_is_one_step_that_can_be_taken_back(ground: Ground, tmp_path: Path) -> None:
    ground.read(written(tmp_path, "a.pdf", locked_pdf()))
    unlocked_with(ground, PASSWORD)
    ground.do(lambda counter: counter.bench.undo())
    assert tile(ground, 0).is_locked


def test_a_locked_pdf_survives_the_end_of_the_program(make_ground: MakeGround, tmp_path: Path) -> None:
    first = make_ground()
    first.read(written(tmp_path, "a.pdf", locked_pdf()))
    blob = tile(first, 0).blob
    assert blob is not None
    first.do(lambda counter: counter.sessions.need().store.drafts.load())
    first.close()
    second = make_ground()
    kept = second.do(lambda counter: counter.sessions.need().store.drafts.blobs())
    assert kept == {blob}


def test_the_password_is_in_no_file_afterwards(ground: Ground, tmp_path: Path, environ: dict[str, str]) -> None:
    ground.read(written(tmp_path, "a.pdf", locked_pdf()))
    unlocked_with(ground, PASSWORD)
    ground.close()
    home = Path(environ["COUNTERSCAN_HOME"])
    assert not [path for path in home.rglob("*") if path.is_file() and PASSWORD.encode() in path.read_bytes()]
