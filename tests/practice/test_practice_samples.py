"""The sample files are what the tour and the learners need: each is one everyday case."""

from pathlib import Path

import pytest
from PIL import ExifTags, Image, ImageOps

from app.practice.samples import write_sample_pages


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples") / "new folder"
    write_sample_pages(folder)
    return folder


def test_all_files_are_there_and_named_for_people(folder: Path) -> None:
    assert {path.name for path in folder.iterdir()} == {
        "hard copy Alvarez.pdf",
        "scan 600 dpi Chen.tif",
        "ID card Alvarez.jpg",
        "insurance card Alvarez.png",
        "porch photo.jpg",
        "small picture.jpg",
        "fax Okafor.tif",
    }


def test_writing_again_replaces_the_files(folder: Path) -> None:
    assert sorted(write_sample_pages(folder)) == sorted(folder.iterdir())


def test_the_pdf_has_two_pages(folder: Path) -> None:
    assert b"/Count 2" in (folder / "hard copy Alvarez.pdf").read_bytes()


def test_the_scan_is_larger_than_a_store_takes(folder: Path) -> None:
    path = folder / "scan 600 dpi Chen.tif"
    with Image.open(path) as scan:
        assert (scan.size, scan.mode, scan.info["dpi"]) == ((4960, 7016), "L", (600, 600))
    assert path.stat().st_size > 10_000_000


def test_the_fax_has_three_pages_in_black_and_white(folder: Path) -> None:
    with Image.open(folder / "fax Okafor.tif") as fax:
        assert (getattr(fax, "n_frames", 1), fax.mode) == (3, "1")


def test_the_cards_fit_as_they_are(folder: Path) -> None:
    for name in ("ID card Alvarez.jpg", "insurance card Alvarez.png"):
        with Image.open(folder / name) as card:
            assert card.size == (1350, 850)


def test_the_photo_lies_on_its_side_and_says_so(folder: Path) -> None:
    with Image.open(folder / "porch photo.jpg") as photo:
        assert photo.size == (4032, 3024)
        assert photo.getexif()[ExifTags.Base.Orientation] == 6
        assert ImageOps.exif_transpose(photo).size == (3024, 4032)


def test_the_photo_says_when_it_was_taken(folder: Path) -> None:
    with Image.open(folder / "porch photo.jpg") as photo:
        details = photo.getexif().get_ifd(ExifTags.IFD.Exif)
    assert details[ExifTags.Base.DateTimeOriginal] == "2025:02:19 17:32:10"


def test_the_small_picture_is_under_300_pixels(folder: Path) -> None:
    with Image.open(folder / "small picture.jpg") as picture:
        assert picture.height == 280
